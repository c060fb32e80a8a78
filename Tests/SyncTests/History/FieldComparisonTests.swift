import Records
import Testing

@testable import Sync

struct FieldComparisonTests {
    private func changes(_ old: String, _ new: String) throws -> [String] {
        let start = "id: KH2026-AAAAAA\nname: A\n"
        return fieldDifferences(from: try record(acme, start + old), to: try record(acme, start + new)).map {
            "\($0.path) | \($0.label.zh) | \($0.before?.json(indented: false) ?? "–") | \($0.after?.json(indented: false) ?? "–")"
        }
    }

    @Test func plainFieldsInTheOrderOfTheSchema() throws {
        #expect(
            try changes("zzz: 1\nowner: li\nstatus: lead\n", "zzz: 2\nowner: wang\nstatus: won\n") == [
                #"status | 客户状态 | "lead" | "won""#, #"owner | 客户经理 | "li" | "wang""#, "zzz | zzz | 1 | 2",
            ])
    }

    @Test func writingIsNoChange() throws {
        #expect(try changes("owner: li\nannual_spend: 1.0\n", "annual_spend: 1.00 # CNY\nowner: 'li'\n").isEmpty)
    }

    @Test func keyedListsByTheirKey() throws {
        let old = "contacts:\n- {name: 张伟, mobile: '1'}\n- {name: 李明, mobile: '2'}\n"
        let new = "contacts:\n- {name: 王芳}\n- {name: 李明, mobile: '3'}\n"
        #expect(
            try changes(old, new) == [
                #"contacts[王芳] | 联系人[王芳] | – | {"name":"王芳"}"#,
                #"contacts[李明].mobile | 联系人[李明]手机 | "2" | "3""#,
                #"contacts[张伟] | 联系人[张伟] | {"name":"张伟","mobile":"1"} | –"#,
            ])
        #expect(try changes(old, "contacts:\n- {name: 李明, mobile: '2'}\n- {name: 张伟, mobile: '1'}\n").isEmpty)
    }

    @Test func doubledKeysMakeTheListOneValue() throws {
        let old = "contacts:\n- {name: A}\n- {name: A}\n"
        #expect(try changes(old, "contacts:\n- {name: A}\n").map { $0.prefix(8) } == ["contacts"])
    }

    @Test func listsAndNullAndTypes() throws {
        #expect(try changes("tags: [a]\n", "tags: [a, b]\n") == [#"tags | 客户标签 | ["a"] | ["a","b"]"#])
        #expect(try changes("remarks:\n", "remarks: x\n") == [#"remarks | 备注 | null | "x""#])
        #expect(try changes("postcode: 0755\n", "postcode: '0755'\n").isEmpty)
    }

    @Test func unicodeFormsDiffer() throws {
        #expect(try changes("remarks: caf\u{E9}\n", "remarks: cafe\u{301}\n").count == 1)
    }
}

struct FieldLeavesTests {
    private let text = "id: KH2026-AAAAAA\nname: A\ncontacts:\n- {name: 张伟, mobile: '1'}\n- {name: 李明, wechat: x}\n"

    @Test func everySingleValue() throws {
        let leaves = fieldLeaves(of: try record(acme, text))
        #expect(
            leaves.map(\.path) == [
                "id", "name", "contacts[张伟].name", "contacts[张伟].mobile", "contacts[李明].name", "contacts[李明].wechat",
            ])
        #expect(leaves.map(\.label.zh).last == "联系人[李明]微信")
        #expect(leaves.allSatisfy { $0.before == Optional<RecordValue>.none && $0.after != Optional<RecordValue>.none })
    }

    @Test func narrowedToOneValueInIt() throws {
        let gone = fieldDifferences(from: try record(acme, text), to: nil)
        let place: [FieldDifference.Step] = [.key("contacts"), .item("张伟"), .key("mobile")]
        #expect(gone.flatMap { $0.narrowed(to: place) }.map(\.path) == ["contacts[张伟].mobile"])
        #expect(gone.flatMap { $0.narrowed(to: [.key("contacts")]) }.map(\.path) == ["contacts"])
        #expect(gone.flatMap { $0.narrowed(to: [.key("owner")]) }.isEmpty)
    }
}
