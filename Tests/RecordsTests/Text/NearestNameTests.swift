import Records
import Testing

@Suite struct NearestNameTests {
    @Test func findsWhatWasMeant() {
        #expect(nearestNames(to: "stauts", among: ["state", "status", "stage"]).first == "status")
        #expect(nearestNames(to: "custmers", among: ["customers", "customer", "deals"]) == ["customers", "customer"])
        #expect(nearestNames(to: "客尸", among: ["客户", "商机"]) == ["客户"])
        #expect(nearestNames(to: "智元机械", among: ["智远机械", "北辰能源"]) == ["智远机械"])
        #expect(nearestNames(to: "STATUS", among: ["status"]) == ["status"])
        #expect(nearestNames(to: "数据平台", among: ["数据平台二期", "会员"]) == ["数据平台二期"])
    }

    @Test func doesNotGuessWildly() {
        #expect(nearestNames(to: "favourite_colour", among: ["name", "grade", "owner"]) == [])
        #expect(nearestNames(to: "", among: ["a"]) == [])
        #expect(nearestNames(to: "x", among: []) == [])
    }

    @Test func isBounded() {
        let many = (0..<3000).map { "name-\($0)-" + String(repeating: "x", count: 60) }
        #expect(nearestNames(to: String(repeating: "x", count: 5000), among: many) == [])
        #expect(nearestNames(to: "name-7", among: (0..<100).map { "name-\($0)" }).count == 3)
    }
}
