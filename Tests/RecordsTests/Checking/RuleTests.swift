import Records
import Testing

/// One repository per rule, as small as it can be.
@Suite struct RuleTests {
    private func rules(_ files: [String: String], settings: Settings = Settings()) -> [String] {
        Shipped.problems(files, settings: settings).map { "\($0.path): \($0.rule.rawValue) \($0.field)" }
    }

    private let good = "id: KH2026-AAAAAA\nname: 甲\ncontacts: [{name: 王}]\nneed_description: 试用\n"

    @Test func nothingWrong() {
        #expect(rules(["customers/a/customer.yaml": good]) == [])
    }

    @Test func duplicateIDs() {
        let copy = good.replacing("甲", with: "乙")
        #expect(
            rules(["customers/a/customer.yaml": good, "customers/b/customer.yaml": copy]) == [
                "customers/b/customer.yaml: duplicate-id /id"
            ])
        // Ids from file names are ids within their kind.
        #expect(
            rules([
                "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n",
                "views/lina.yaml": "id: lina\nname: 看板\nkind: customer\n",
            ]) == [])
    }

    @Test func duplicateNumbersAreWarnings() {
        let files = [
            "customers/a/customer.yaml": good + "no: KH001\n",
            "customers/b/customer.yaml": good.replacing("AAAAAA", with: "BBBBBB") + "no: KH001\n",
        ]
        let problems = Shipped.problems(files)
        #expect(problems.map(\.rule) == [.duplicateNumber])
        #expect(problems.map(\.severity) == [.warning])
    }

    @Test func wrongIDs() {
        #expect(rules(["team/lina.yaml": "id: wang\nname: 李娜\nrole: sales\n"]) == ["team/lina.yaml: wrong-id /id"])
    }

    @Test func missingParents() {
        let deal = "id: SJ2026-AAAAAA\nname: 单\nstage: proposal\nowner: lina\n"
        let lina = "id: lina\nname: 李娜\nrole: sales\n"
        #expect(
            rules(["customers/a/deals/d.yaml": deal, "team/lina.yaml": lina]) == [
                "customers/a/deals/d.yaml: missing-parent "
            ])
        #expect(
            rules(["customers/a/customer.yaml": good, "customers/a/deals/d.yaml": deal, "team/lina.yaml": lina]) == [])
        // Tasks may lie at the top, where no customer can be.
        #expect(rules(["tasks/t.yaml": "id: RW2026-AAAAAA\ntitle: 盘点\n"]) == [])
    }

    @Test func danglingReferences() {
        let problems = Shipped.problems([
            "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n",
            "customers/a/customer.yaml": good + "owner: 李娜\ncollaborators: [lnia, zzzzzzzz]\nparent_customer: lina\n",
        ])
        #expect(problems.map(\.rule) == Array(repeating: .danglingReference, count: 4))
        #expect(problems.map(\.field) == ["/owner", "/collaborators/0", "/collaborators/1", "/parent_customer"])
        #expect(problems.map(\.allowed) == [["lina"], ["lina"], [], []])
        #expect(problems.last?.message.en.contains("id of a member") == true)
    }

    @Test func referencesInListsOfMapsAreFollowed() {
        let problems = rules([
            "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n", "customers/a/customer.yaml": good,
            "customers/a/follow-ups/f.yaml":
                "id: GJ2026-AAAAAA\nat: 2026-11-03T10:00:00+08:00\nby: lina\nmethod: phone\nsummary: x\n"
                + "next: {action: y, owner: nobody}\ncommitments: [{action: z, owner: lina}, {action: z, owner: noone}]\n",
        ])
        #expect(
            problems == [
                "customers/a/follow-ups/f.yaml: dangling-reference /next/owner",
                "customers/a/follow-ups/f.yaml: dangling-reference /commitments/1/owner",
            ])
    }

    @Test(arguments: [
        (RequiredProfile.basic, ["/need_description"]),
        (.standard, ["/need_description", "/industry", "/type", "/grade", "/contacts/0"]),
        (
            .strict,
            [
                "/need_description", "/industry", "/type", "/grade", "/status", "/owner", "/first_contact", "/source",
                "/key_needs",
                "/contacts/0",
            ]
        ),
    ])
    func profiles(profile: RequiredProfile, fields: [String]) {
        var settings = Settings()
        settings.profile = profile
        let text = "id: KH2026-AAAAAA\nname: 甲\ncontacts:\n  - {name: 王, mobile: \"138\", do_not_contact: false}\n"
        let wide = text.replacing("\"138\"", with: "\"13800000000\"")
        #expect(
            Set(Shipped.problems(["customers/a/customer.yaml": wide], settings: settings).map(\.field)) == Set(fields))
        #expect(rules(["customers/a/customer.yaml": wide + "draft: true\n"], settings: settings) == [])
    }

    @Test func twoWaysToReachAPersonAreEnough() {
        var settings = Settings()
        settings.profile = .standard
        let text = good.replacing("{name: 王}", with: "{name: 王, email: a@example.com, wechat: wx}")
        #expect(!rules(["customers/a/customer.yaml": text], settings: settings).contains { $0.contains("unreachable") })
    }

    @Test func unsafeAttachments() {
        #expect(
            rules([
                "customers/a/customer.yaml": good
                    + "attachments: [files/a.pdf, ../x, /etc/passwd, .git/config, a/../../b]\n"
            ])
                == (1...4).map { "customers/a/customer.yaml: unsafe-path /attachments/\($0)" })
    }

    @Test func settingsNameStagesThatThereAre() {
        let text =
            "name: 云帆\npipelines:\n  default:\n    stages:\n      - {key: proposal, probability: 50}\n      - {key: tender, probability: 50}\n      - {key: won}\n"
        #expect(rules(["crm.yaml": text]) == ["crm.yaml: settings "])
    }

    /// A record that is no map is one mistake, not one for each field.
    @Test func aListIsReportedOnce() {
        #expect(rules(["customers/a/customer.yaml": "- 甲\n"]) == ["customers/a/customer.yaml: wrong-type "])
    }

    /// An empty name was once reported as missing as well.
    @Test func nothingIsReportedTwice() {
        #expect(
            rules(["customers/a/customer.yaml": good.replacing("甲", with: "\"\"")]) == [
                "customers/a/customer.yaml: out-of-range /name"
            ])
    }

    @Test func placesOfFiles() {
        #expect(
            rules([
                "notes/x.yaml": "a: 1\n", "customers/x.yml": "a: 1\n", "customers/a/files/any.yaml": ": {",
                "schemas/x.yaml": "a",
            ])
                == ["customers/x.yml: unknown-kind ", "notes/x.yaml: unknown-kind "])
    }

    @Test func everyProblemSpeaksBothLanguages() {
        let files = [
            "team/x.yaml": "id: y\nname: 李娜\nrole: sales\n", "notes/x.yaml": "a: 1\n", "customers/b/customer.yml": "",
            "customers/a/customer.yaml":
                "id: 1\nname: [甲]\nstatus: 成交\nowner: 王\nfirst_contact: 2026-02-30\ncadence_days: 0\nx: 1\n",
            "customers/c/customer.yaml": "", "customers/d/deals/d.yaml": "a: [\n",
        ]
        let problems = Shipped.problems(files)
        #expect(problems.count >= 10)
        for problem in problems {
            #expect(problem.message.en != problem.message.zh)
            #expect(problem.message.zh.unicodeScalars.contains { $0.value > 0x2E80 }, "\(problem.message.zh)")
            #expect(!problem.message.en.contains("  "))
        }
    }
}
