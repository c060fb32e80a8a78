import Records
import Rules
import Testing

/// Who may change what: own, the team's and all records, single fields, moves, and what decides about rights itself.
@Suite struct PolicyTests {
    private static let people = [
        "team/li.yaml": "id: li\nname: 李\nrole: sales\nteam: 东\nmanager: chen\nemails: [li@x.cn]\n",
        "team/wang.yaml": "id: wang\nname: 王\nrole: sales\nteam: 东\n",
        "team/sun.yaml": "id: sun\nname: 孙\nrole: sales\nteam: 北\nmanager: zhou\n",
        "team/zhou.yaml": "id: zhou\nname: 周\nrole: sales\nteam: 北\nmanager: chen\n",
        "team/chen.yaml": "id: chen\nname: 陈\nrole: manager\nteam: 总部\n",
        "team/he.yaml": "id: he\nname: 何\nrole: admin\n",
        "team/old.yaml": "id: old\nname: 旧\nrole: admin\nactive: false\n",
        "team/both.yaml": "id: both\nname: 双\nrole: [service, sales]\n",
    ]
    private static let roles = """
        name: x
        roles:
          sales:
            rights:
              - {kinds: [customer, deal, contract, follow-up], may: [view, create, edit], whose: own, except: [sensitive]}
              - {kinds: [deal], may: [edit], whose: team, fields: [remarks]}
          service:
            rights:
              - {kinds: [ticket], may: [view, create, edit], whose: all}
          manager:
            rights:
              - {kinds: [all], may: [view, create, edit], whose: team}
              - {kinds: [member], may: [edit], whose: all}
          admin:
            rights:
              - {kinds: [all], may: [view, create, edit, delete, export, import], whose: all}
        """

    private static let customer = "id: KH2026-AAAAAA\nname: 甲\nowner: li\ngrade: A\ncity: 苏州\n"
    private static let deal = "id: SJ2026-AAAAAA\nname: 商机\nstage: proposal\nowner: li\n"
    private static let files = [
        "customers/a/customer.yaml": customer, "customers/a/deals/d.yaml": deal,
        "customers/b/customer.yaml": "id: KH2026-BBBBBB\nname: 乙\nowner: sun\n",
    ]

    /// The rules that a change breaks; nil texts mean that there is no file.
    private func broken(
        by handle: String, _ changes: [String: String?], settings: String = roles
    ) throws -> [String] {
        let old = Self.files.merging(Self.people) { $1 }.merging(["crm.yaml": settings]) { $1 }
        var new = old
        for (path, text) in changes { new[path] = text }
        let before = records(old)
        let after = records(new)
        let policy = Policy(Settings(try #require(before.records(of: "settings").first)))
        let staff = Staff(before.records(of: "member"))
        let touched = try changes.keys.sorted().map { path -> RightsChange in
            let place = try #require(RecordPath(path))
            return RightsChange(
                path: place, before: before.record(at: place), after: after.record(at: place),
                existed: old[path] != nil, exists: new[path] != nil)
        }
        let ground = RightsGround(staff: staff, before: before, after: after)
        return policy.problems(RightsChange.matched(touched), by: staff.member(handle), in: ground)
            .map { $0.rule.rawValue + " " + $0.field }
    }

    private func edit(_ old: String, _ new: String, of text: String = customer) -> String {
        #expect(text.utf8.count > old.utf8.count)
        var result = ""
        for line in text.split(separator: "\n") { result += (line == old[...] ? new : String(line)) + "\n" }
        return result
    }

    @Test func own() throws {
        let change = ["customers/a/customer.yaml": edit("city: 苏州", "city: 无锡")]
        #expect(try broken(by: "li", change) == [])
        #expect(try broken(by: "wang", change) == ["not-yours "])
        #expect(try broken(by: "chen", change) == [])
        #expect(try broken(by: "he", change) == [])
        #expect(try broken(by: "old", change) == ["no-right "])
        #expect(try broken(by: "both", change) == ["not-yours "])
        #expect(try broken(by: "who", change) == ["no-right "])
    }

    @Test func sensitiveFields() throws {
        let path = "customers/a/customer.yaml"
        #expect(try broken(by: "li", [path: edit("grade: A", "grade: B")]) == ["protected-field /grade"])
        #expect(try broken(by: "li", [path: edit("owner: li", "owner: wang")]) == ["protected-field /owner"])
        #expect(try broken(by: "wang", [path: edit("owner: li", "owner: wang")]) == ["not-yours "])
        #expect(try broken(by: "chen", [path: edit("owner: li", "owner: wang")]) == [])
        // A comment is no field, and yet nobody's business but the owner's.
        #expect(try broken(by: "li", [path: Self.customer + "# 备注\n"]) == [])
        #expect(try broken(by: "wang", [path: Self.customer + "# 备注\n"]) == ["not-yours "])
    }

    @Test func rightsAddUp() throws {
        let path = "customers/a/deals/d.yaml"
        #expect(try broken(by: "wang", [path: Self.deal + "remarks: 好\n"]) == [])
        #expect(try broken(by: "wang", [path: Self.deal + "amount: 1\n"]) == ["not-yours /amount"])
        #expect(try broken(by: "sun", [path: Self.deal + "remarks: 好\n"]) == ["not-yours "])
    }

    @Test func teamIsAlsoWhoReports() throws {
        let change = ["customers/b/customer.yaml": "id: KH2026-BBBBBB\nname: 乙\nowner: sun\ncity: 京\n"]
        #expect(try broken(by: "chen", change) == [])
        #expect(try broken(by: "zhou", change) == ["not-yours "])
    }

    @Test func creation() throws {
        let new = "id: KH2026-CCCCCC\nname: 丙\ngrade: A\nowner: "
        #expect(try broken(by: "li", ["customers/c/customer.yaml": new + "li\n"]) == [])
        #expect(try broken(by: "li", ["customers/c/customer.yaml": new + "wang\n"]) == ["not-yours "])
        #expect(
            try broken(
                by: "li",
                [
                    "customers/c/customer.yaml": new + "li\n",
                    "customers/c/deals/d.yaml": Self.deal.replacing("AAA", "CCC"),
                ])
                == [])
        // That a record names me does not make its customer mine.
        #expect(
            try broken(by: "li", ["customers/b/deals/d.yaml": Self.deal.replacing("AAA", "CCC")]) == ["not-yours "])
        #expect(
            try broken(by: "li", ["customers/a/tickets/t.yaml": "id: GD2026-AAAAAA\ntitle: x\n"]) == ["no-right "])
        #expect(try broken(by: "both", ["customers/a/tickets/t.yaml": "id: GD2026-AAAAAA\ntitle: x\n"]) == [])
    }

    @Test func movesHideNothing() throws {
        let gone: String? = nil
        let foreign = "id: KH2026-BBBBBB\nname: 乙\nowner: sun\ncity: 京\n"
        #expect(
            try broken(by: "li", ["customers/b/customer.yaml": gone, "customers/c/customer.yaml": foreign])
                == ["not-yours "])
        #expect(
            try broken(
                by: "li",
                ["customers/a/customer.yaml": gone, "customers/c/customer.yaml": edit("grade: A", "grade: B")])
                == ["protected-field /grade"])
        #expect(
            try broken(
                by: "li", ["customers/a/deals/d.yaml": gone, "customers/b/deals/d.yaml": Self.deal]) == ["not-yours "])
        #expect(
            try broken(by: "li", ["customers/a/customer.yaml": edit("id: KH2026-AAAAAA", "id: KH2026-ZZZZZZ")])
                == ["no-right "])
        #expect(try broken(by: "li", ["customers/a/deals/d.yaml": gone]) == ["no-right "])
    }

    @Test func nobodyPromotesAnybody() throws {
        let chen = Self.people["team/chen.yaml"] ?? ""
        let li = Self.people["team/li.yaml"] ?? ""
        #expect(try broken(by: "chen", ["team/chen.yaml": chen.replacing("manager", "admin")]) == ["promotion /role"])
        #expect(try broken(by: "chen", ["team/li.yaml": li.replacing("sales", "admin")]) == ["promotion /role"])
        #expect(try broken(by: "chen", ["team/li.yaml": li.replacing("li@x.cn", "chen@x.cn")]) == ["promotion /emails"])
        #expect(try broken(by: "chen", ["team/li.yaml": li + "phone: '1'\n"]) == [])
        #expect(try broken(by: "chen", ["team/new.yaml": "id: new\nname: 新\nrole: sales\n"]) == ["promotion "])
        #expect(try broken(by: "he", ["team/li.yaml": li.replacing("sales", "admin")]) == [])
    }

    @Test func systemFiles() throws {
        for path in ["crm.yaml", "schemas/deal.schema.json", "README.md", "customers/README.md"] {
            #expect(try broken(by: "chen", [path: "name: y\n"]) == ["protected-file "])
            #expect(try broken(by: "he", [path: "name: y\n"]) == [])
        }
        #expect(try broken(by: "li", ["customers/a/files/x.pdf": "x"]) == [])
        #expect(try broken(by: "li", ["customers/b/files/x.pdf": "x"]) == ["not-yours "])
    }

    @Test func noRolesMeansNoLimits() throws {
        let change = ["customers/a/customer.yaml": edit("grade: A", "grade: B")]
        #expect(try broken(by: "sun", change, settings: "name: x\n") == [])
    }
}

extension String {
    fileprivate func replacing(_ old: String, _ new: String) -> String {
        var result = ""
        var rest = self[...]
        while let first = rest.first {
            if rest.hasPrefix(old) {
                result += new
                rest = rest.dropFirst(old.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
