import Records
import Rules
import Testing

/// What a member is shown, from the roles of `crm.yaml`.
@Suite struct PolicySightTests {
    private static let people = [
        "team/li.yaml": "id: li\nname: 李\nrole: sales\nmanager: chen\n",
        "team/chen.yaml": "id: chen\nname: 陈\nrole: manager\n",
        "team/zhou.yaml": "id: zhou\nname: 周\nrole: service\n", "team/he.yaml": "id: he\nname: 何\nrole: admin\n",
        "team/old.yaml": "id: old\nname: 旧\nrole: admin\nactive: false\n",
        "team/ma.yaml": "id: ma\nname: 马\nrole: marketing\n",
    ]
    private static let roles = """
        roles:
          sales:
            rights: [{kinds: [customer, deal], may: [view, create, edit], whose: own, except: [sensitive]}]
          manager:
            rights: [{kinds: [all], may: [view, edit], whose: team}]
          service:
            rights:
              - {kinds: [customer], may: [view], whose: all, except: [sensitive, contacts.mobile]}
              - {kinds: [customer], may: [edit], whose: all}
              - {kinds: [ticket], may: [view, edit], whose: all}
              - {kinds: [follow-up], may: [view], whose: all, fields: [at, by]}
          marketing:
            rights: [{kinds: [all], may: [view], whose: all}]
          admin:
            rights: [{kinds: [all], may: [view, create, edit, delete, export, import], whose: all}]
        """
    private static let files = [
        "customers/a/customer.yaml":
            "id: KH2026-AAAAAA\nname: 甲\nowner: li\ngrade: A\ncontacts: [{name: 张, mobile: '13800000000'}]\n",
        "customers/b/customer.yaml": "id: KH2026-BBBBBB\nname: 乙\nowner: he\nannual_spend: 12345678901234567890.12\n",
        "customers/b/tickets/t.yaml": "id: GD2026-AAAAAA\nsubject: 坏了\n",
        "customers/b/follow-ups/f.yaml":
            "id: GJ2026-AAAAAA\nat: 2026-11-03T10:00:00+08:00\nby: he\nsummary: 秘密\nnext: {action: 报价, owner: li}\n",
    ]

    private func sight(_ handle: String, roles: String = roles) throws -> (Sight?, RecordSet) {
        let all = records(Self.files.merging(Self.people) { $1 }.merging(["crm.yaml": "name: x\n" + roles]) { $1 })
        let member = try #require(all.record(id: handle))
        let settings = Settings(try #require(all.records(of: "settings").first))
        return (Policy(settings).sight(of: member, Staff(all.records(of: "member")), shippedKinds), all)
    }

    private func shown(_ handle: String) throws -> [String: Record] {
        let (sight, all) = try sight(handle)
        let seen = try #require(sight).seen(all.all, in: all).filter { $0.path.text.hasPrefix("customers/") }
        return Dictionary(
            seen.map { (String($0.path.text.dropFirst(10)), $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func whoSeesEverythingHasNoSight() throws {
        #expect(try sight("he").0 == nil)
        #expect(try sight("ma").0 == nil)
        #expect(try sight("li", roles: "").0 == nil)
    }

    @Test func ownAndTeam() throws {
        // The follow-up is of a kind that sales do not see.
        #expect(try shown("li").keys.sorted() == ["a/customer.yaml"])
        #expect(try shown("li")["a/customer.yaml"]?.string("grade") == "A", "what may not be changed may be seen")
        // A next step for one of the team is the team's.
        #expect(try shown("chen").keys.sorted() == ["a/customer.yaml", "b/follow-ups/f.yaml"])
    }

    @Test func whoHasLeftSeesTheTeamOnly() throws {
        let (sight, all) = try sight("old")
        #expect(try Set(#require(sight).seen(all.all, in: all).map(\.kind.key)) == ["member", "settings"])
    }

    @Test func fieldsOfARightThatOnlyLooks() throws {
        let shown = try shown("zhou")
        let customer = try #require(shown["a/customer.yaml"])
        #expect(customer.string("name") == "甲" && customer.value("grade") == nil && customer.value("owner") == nil)
        #expect(customer.value("contacts")?.items.first?["name"] == "张")
        #expect(customer.value("contacts")?.items.first?["mobile"] == nil)
        let followUp = try #require(shown["b/follow-ups/f.yaml"])
        #expect(followUp.id == "GJ2026-AAAAAA" && followUp.value("at") != nil && followUp.value("next") == nil)
        #expect(shown["b/tickets/t.yaml"]?.string("subject") == "坏了")
        let (sight, all) = try sight("zhou")
        let kinds = shippedKinds.seen(through: try #require(sight))
        #expect(kinds["customer"]?.field("grade") == nil && kinds["customer"]?.field("name") != nil)
        #expect(kinds["customer"]?.field("contacts")?.field("mobile") == nil)
        #expect(kinds["customer"]?.unknownField("grade").message.en.contains("does not see") == true)
        #expect(try #require(sight).isWhole("ticket") && all.all.count > 5)
    }

    @Test func valuesAreKeptToTheLastDigit() throws {
        let spend = try #require(try sight("he").1.record(id: "KH2026-BBBBBB")?.showing { $0 != ["grade"] })
        #expect(spend.value("annual_spend") == .number("12345678901234567890.12"))
    }

    @Test func whatIsNotSeenIsNotChanged() throws {
        let (_, all) = try sight("zhou")
        let path = try #require(RecordPath("customers/a/customer.yaml"))
        func broken(_ text: String) throws -> [String] {
            let before = try #require(all.record(at: path))
            let after = try record(path.text, text)
            let settings = Settings(try #require(all.records(of: "settings").first))
            let ground = RightsGround(staff: Staff(all.records(of: "member")), before: all, after: all)
            return Policy(settings).problems(
                [RightsChange(before: before, after: after)], by: all.record(id: "zhou"), in: ground
            ).map(\.rule.rawValue)
        }
        let start = "id: KH2026-AAAAAA\nname: 甲\nowner: li\n"
        let contact = "contacts: [{name: 张, mobile: '13800000000'}]\n"
        #expect(try broken(start + "grade: A\ncity: 苏州\n" + contact) == [])
        #expect(try broken(start + "grade: B\n" + contact) == ["protected-field"])
        #expect(try broken(start + "grade: A\ncontacts: [{name: 张, mobile: '13800000001'}]\n") == ["protected-field"])
    }
}
