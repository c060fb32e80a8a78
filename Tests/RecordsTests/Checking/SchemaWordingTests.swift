import Records
import Testing

/// What a person is told, and whether following it helps.
@Suite struct SchemaWordingTests {
    private func problem(_ line: String) throws -> Problem {
        let text = "id: KH2026-AAAAAA\nname: 甲\n" + line + "\n"
        let problems = Shipped.reading(["customers/a/customer.yaml": text]).problems
        return try #require(problems.first)
    }

    @Test(arguments: [
        ("客户状态: won", "status"), ("状态: won", "status"), ("stauts: won", "status"), ("City: 杭州", "city"),
        ("contacts: [{姓名: 王, name: 王}]", "name"),
        ("contacts: [{name: 王, 手机: 1}]", "mobile"),
    ])
    func fieldsByAnotherName(line: String, key: String) throws {
        let problem = try problem(line)
        #expect(problem.rule == .unknownField)
        #expect(problem.allowed.first == key)
        #expect(problem.remedy?.zh.contains("`\(key)`") == true)
    }

    @Test(arguments: [
        ("status: 成交", "won"), ("status: 已成交", "won"), ("status: WON", "won"), ("grade: 高价值", "A"),
        ("industry: 餐饮", "food"),
    ])
    func choicesByAnotherName(line: String, key: String) throws {
        let problem = try problem(line)
        #expect(problem.rule == .notAllowed)
        #expect(problem.allowed == [key])
    }

    @Test func remediesCanBeFollowed() throws {
        #expect(try problem("tags: 重点").remedy?.en == "write a list: [重点]")
        #expect(try problem("contacts: 王先生").remedy?.en == "write a list: [{name: 王先生}]")
        #expect(try problem("annual_spend: 三十万").remedy?.zh.contains("300000") == true)
        #expect(try problem("do_not_contact: 是").remedy?.zh.contains("true") == true)
        #expect(try problem("first_contact: 2026-02-30").remedy?.en.contains("2026-11-03") == true)
        #expect(try problem("owner:").remedy?.zh == "请填写，或删除这一行")
    }

    @Test func everyAllowedValueIsNamed() throws {
        let problem = try problem("industry: 火星旅游")
        #expect(problem.allowed.count == 19)
        #expect(problem.remedy?.zh.contains("other（其他）") == true)
    }

    @Test func placesAreExact() throws {
        let problem = try problem("remarks: 好  # 注释\nstatus:   成交客户了  # 注释")
        #expect(problem.place == TextPlace(line: 4, column: 11))
        #expect(problem.width == 5)
        #expect(problem.field == "/status")
        #expect(problem.sourceLine == "status:   成交客户了  # 注释")
    }

    @Test func whatIsMissingStandsWhereItsRecordBegins() throws {
        let problems = Shipped.reading(["customers/a/customer.yaml": "name: 甲\n"]).problems
        #expect(problems.map(\.field) == ["/id"])
        #expect(problems.first?.place == TextPlace(line: 1, column: 1))
        #expect(problems.first?.sourceLine == nil)
        #expect(problems.first?.remedy?.zh.contains("KH2026-7F3K2Q") == true)
    }

    @Test func longValuesAreShortened() throws {
        let problem = try problem("status: " + String(repeating: "长", count: 500))
        #expect(problem.message.zh.unicodeScalars.count < 100)
    }
}
