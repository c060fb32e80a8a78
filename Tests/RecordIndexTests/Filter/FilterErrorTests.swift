import RecordIndex
import Records
import Testing

/// What cannot be understood is said with its place, in both languages.
@Suite struct FilterErrorTests {
    private let fixture: FilterFixture

    init() throws { fixture = try FilterFixture.shared.get() }

    /// The filter, the column, what is underlined, and a part of what is said or proposed.
    private static let table: [(String, Int, String, String)] = [
        ("stauts=won", 1, "stauts", "did you mean status"), ("状太=成交", 1, "状太", "did you mean 状态"),
        ("status=wno", 8, "wno", "did you mean won"), ("grade=A and status=高兴", 20, "高兴", "allowed: lead"),
        ("annual_spend > 上周", 16, "上周", "is no number"), ("annual_spend >= 30abc", 17, "30abc", "is no number"),
        ("annual_spend ~ 30", 1, "annual_spend ~", "cannot be compared"), ("name > 5", 8, "5", "has no size"),
        ("name within 6 months", 1, "name within", "cannot be compared"), ("first_contact = 昨年", 17, "昨年", "is no day"),
        ("first_contact < 30d", 17, "30d", "before today or after"),
        ("first_contact = 2026-02-30", 17, "2026-02-30", "is no day"),
        ("draft = 也许", 9, "也许", "yes or no"), ("owner > 5", 1, "owner >", "names a record"),
        ("(status=won", 1, "(", "never closed"), ("status=won)", 11, ")", "closes nothing"),
        ("name = \"abc", 8, "\"", "never closed"),
        ("name = “abc", 8, "“", "never closed"), ("status=won and", 15, "", "in the middle"),
        ("status = won +", 15, "", "in the middle"),
        ("status", 7, "", "comparison is missing"), ("won", 1, "won", "is no condition"),
        ("=won", 1, "=won", "is no condition"),
        ("", 1, "", "is empty"), ("   ", 4, "", "is empty"), ("deals.amont > 5", 7, "amont", "did you mean amount"),
        ("owner.tema = 华东", 7, "tema", "did you mean team"), ("name.x = 5", 6, "x", "has no `x`"),
        ("contacts.phon ~ 138", 10, "phon", "did you mean phone"),
        ("deals[stage=won", 6, "[", "never closed"), ("status in (won, lost", 11, "(", "never closed"),
        ("status=won grade=A", 12, "grade=A", "put `and`"), ("name=云帆 grade=A", 14, "=", "put `and`"),
        ("annual_spend between 5 or 6", 24, "or", "second value"), ("deals > 1.5", 8, " 1.5", "number of records"),
        ("status=won, , grade=A", 13, ",", "is no condition"), ("last_follow_up.x = 5", 16, "x", "nothing can follow"),
        ("近6个月有跟近记录", 1, "近6个月有跟近记录", "is no condition"), ("a\u{7}b=1", 2, "\u{7}", "control character"),
        ("first_contact >", 16, "", "value is missing"), ("status = ,", 11, "", "middle"),
    ]

    @Test func errorsHaveAPlace() throws {
        for (text, column, underlined, words) in Self.table {
            let error = try fixture.error(text)
            let shown = String(String.UnicodeScalarView(Array(text.unicodeScalars)[error.range]))
            #expect(error.column == column, "\(text): \(error.message.en)")
            #expect(shown == underlined, "\(text): \(error.message.en)")
            let said = error.message.en + " " + (error.remedy?.en ?? "")
            #expect(said.contains(words), "\(text): \(said)")
            #expect(error.message.en != error.message.zh)
            #expect(error.text == text)
        }
    }

    @Test func namesThatNothingHas() throws {
        for (text, near) in [("owner=李那", "李娜"), ("owner = wanglie", ""), ("deals.owner = 王雷", "王磊")] {
            do {
                _ = try fixture.found(text)
                Issue.record("\(text) was answered")
            } catch FilterFailure.unknownName(let name, let range, let names) {
                #expect(text.hasSuffix(name))
                #expect(range.upperBound == text.unicodeScalars.count)
                if !near.isEmpty { #expect(names.contains(near)) }
            }
        }
    }

    @Test func nobodyIsMe() throws {
        let nobody = try FilterFixture(me: nil)
        do {
            _ = try nobody.found("owner=me")
            Issue.record("answered")
        } catch FilterFailure.unknownMe {}
        #expect(try nobody.found("status=won") == "a e")
    }

    @Test func argumentsTakenApartByAShell() throws {
        let kind = try fixture.kind("customer")
        func parts(_ arguments: [String]) throws -> [String] {
            try Filter(arguments: arguments, kind: kind, in: fixture.kinds, today: FilterFixture.today).parts.map(
                \.text)
        }
        #expect(try parts(["status=won", "grade=A"]) == ["status=won", "grade=A"])
        #expect(try parts(["status", "=", "won"]) == ["status = won"])
        #expect(try parts(["followed", "within", "6", "months"]) == ["followed within 6 months"])
        let error = #expect(throws: FilterError.self) { try parts(["grade=A", "status", "=", "wno"]) }
        #expect(error?.message.en.contains("status") == true || error?.remedy?.en.contains("won") == true)
    }

    // MARK: - Hostile input

    @Test(arguments: [
        String(repeating: "(", count: 100_000), String(repeating: "(", count: 10_000),
        String(repeating: "not ", count: 4_000),
        String(repeating: "!", count: 10_000), String(repeating: "status=won and ", count: 1_000),
        "status in (" + String(repeating: "won,", count: 4_000), String(repeating: "且", count: 6_000),
        "name=" + String(repeating: "且", count: 10_000) + "=", "name=" + String(repeating: "(", count: 10_000) + "=",
        String(repeating: "owner.manager.", count: 1_000) + "name=a", String(repeating: "deals[", count: 1_000),
        "amount > " + String(repeating: "9", count: 10_000), "annual_spend > " + String(repeating: "9", count: 10_000),
        "近" + String(repeating: "9", count: 10_000) + "个月有跟进", String(repeating: "近6个月", count: 2_000),
        String(repeating: "\"", count: 9_999),
        "\u{202E}status=won", "status=won\u{0}", String(repeating: "客户的", count: 3_000) + "名称=a",
        String(repeating: "a.", count: 9_000),
    ])
    func hostileTextIsRefusedAtOnce(text: String) throws {
        let clock = ContinuousClock()
        let start = clock.now
        _ = try fixture.error(text)
        #expect(clock.now - start < .seconds(20))
    }

    @Test func longFiltersThatAreFine() throws {
        #expect(try fixture.found("no in (" + (1...900).map { "KH\($0)" }.joined(separator: ",") + ",KH001)") == "a")
        #expect(try fixture.found((1...400).map { "no=KH\($0)" }.joined(separator: " or ") + " or no=KH001") == "a")
        #expect(
            try fixture.found(String(repeating: "(", count: 90) + "no=KH001" + String(repeating: ")", count: 90)) == "a"
        )
        #expect(try fixture.found(String(repeating: "not ", count: 90) + "no=KH001") == "a")
    }

    /// What looks like SQL is a text like any other, and nothing happens to the tables.
    @Test(arguments: [
        "name='; DROP TABLE records; --'", "name=\"x' OR '1'='1\"", "name~'\\'", "name = \"') OR 1 --\"",
        "tags='\"; DELETE FROM records'",
        "city='%'", "city~'*'", "city='?1'", "path~':name'",
    ])
    func injections(text: String) throws {
        #expect(try fixture.found(text) == "")
        #expect(try fixture.found("status=won") == "a e")
    }
}
