import Records
import Testing

@Suite struct NewRecordTests {
    private func path(_ kind: String, _ values: [String: String], taken: Set<String> = []) throws -> String? {
        let parent = try Shipped.customer("id: KH2026-AAAAAA\nname: 甲\n")
        let kind = try Shipped.kind(kind)
        let today = try #require(CalendarDate("2026-11-24"))
        return NewRecord(
            kind, parent: kind.parent == nil ? nil : parent, values: values, today: today, random: { 1 },
            taken: { taken.contains($0.text) })?.path.text
    }

    @Test func names() throws {
        #expect(try path("customer", ["name": "杭州智远（机械）有限公司"]) == "customers/杭州智远-机械-有限公司/customer.yaml")
        #expect(try path("customer", ["name": "ACME  Inc. / Ltd"]) == "customers/acme-inc-ltd/customer.yaml")
        #expect(
            try path("follow-up", ["at": "2026-11-03T14:30:00+08:00", "method": "phone"])
                == "customers/a/follow-ups/2026-11-03-phone-1111.yaml")
        #expect(try path("deal", ["name": "二期"]) == "customers/a/deals/二期.yaml")
        #expect(try path("member", ["id": "lina"]) == "team/lina.yaml")
    }

    @Test(arguments: [
        "../../etc/passwd", ".git", "..", "/", "", "  ", "a\0b", "CON", String(repeating: "长", count: 300),
        String(repeating: "\u{20000}", count: 80),
    ])
    func hostileNamesStayInTheirPlace(name: String) throws {
        let place = try #require(try path("customer", ["name": name]))
        #expect(place.hasPrefix("customers/"))
        #expect(RecordPath(place) != nil)
        #expect(place.split(separator: "/").count == 3)
    }

    @Test func aTakenNameGetsANumber() throws {
        #expect(try path("deal", ["name": "二期"], taken: ["customers/a/deals/二期.yaml"]) == "customers/a/deals/二期-2.yaml")
    }

    @Test func idsAreOfCrockfordsAlphabet() throws {
        let today = try #require(CalendarDate("2026-11-24"))
        var byte: UInt8 = 0
        for _ in 0..<64 {
            let id = NewRecord.id(prefix: "KH", today: today) {
                byte &+= 37; return byte
            }
            #expect(id.hasPrefix("KH2026-") && id.count == 13)
            #expect(!id.dropFirst(7).contains { "ILOU".contains($0) })
        }
    }
}
