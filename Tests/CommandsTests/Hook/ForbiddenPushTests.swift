import TestServers
import Testing

/// Pushes that must not get in, each over real ssh against a real bare repository: none does, and each is told why.
@Suite(.enabled(if: SSHServer.isInstalled, "needs ssh, sshd and ssh-keygen")) struct ForbiddenPushTests {
    private static let team = Result { try HookedTeam() }

    @Test(arguments: ForbiddenPush.all) func isRefused(push: ForbiddenPush) throws {
        let team = try Self.team.get()
        let before = try team.head
        let said = try team.work(as: push.person, push.script)
        let words = said.output + said.errors
        #expect(said.status != 0, "\(words)")
        #expect(words.contains("[\(push.rule)]"), "\(push.rule): \(words)")
        // The hook itself has refused, with a sentence, and not git or a script that went wrong on the way.
        #expect(words.contains("remote: crm：") && words.contains("pre-receive hook declined"), "\(words)")
        for line in words.split(separator: "\n") where line.hasPrefix("remote: ") { #expect(line.count <= 120) }
        #expect(try team.head == before)
    }
}

/// Something that somebody tries, and the rule that says no.
struct ForbiddenPush: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let person: String
    let rule: String
    let script: String

    init(_ name: String, by person: String = "li-na", _ rule: String, _ script: String, push: String = "HEAD:main") {
        testDescription = name
        self.person = person
        self.rule = rule
        self.script = script + "\ngit push -q \"$URL\" " + push
    }

    static let all = rights + authority + people + history + files + together + business
}

extension ForbiddenPush {
    private static let followUp = """
        printf '%s\\n' 'id: GJ2026-ABCDEF' 'at: 2026-11-24T09:00:00+08:00' 'by: li-na' 'method: phone' \\
            'summary: 电话沟通' >"$F/follow-ups/2026-11-24-phone-abcd.yaml"
        """

    /// Whose records, and which fields.
    fileprivate static let rights = [
        ForbiddenPush(
            "a colleague's customer", "not-yours", "sed -i 's/^city: .*/city: 城/' $FOREIGN/customer.yaml; commit"),
        ForbiddenPush(
            "a follow-up in a colleague's customer", "not-yours",
            "F=$FOREIGN; mkdir -p $F/follow-ups\n\(followUp)\ncommit"),
        ForbiddenPush(
            "a colleague's customer taken", "not-yours",
            "sed -i 's/^owner: .*/owner: li-na/' $FOREIGN/customer.yaml; commit"),
        ForbiddenPush(
            "one's own customer given away", "protected-field",
            "sed -i 's/^owner: .*/owner: wang-lei/' $OWN/customer.yaml; commit"),
        ForbiddenPush(
            "a sensitive field", "protected-field", "sed -i 's/^grade: A/grade: B/' $OWN/customer.yaml; commit"),
        ForbiddenPush(
            "the amount of a contract", "protected-field",
            "sed -i 's/^amount: .*/amount: 1/' $OWN/contracts/*.yaml; commit"),
        ForbiddenPush(
            "a sensitive field taken out", "protected-field", "sed -i '/^grade/d' $OWN/customer.yaml; commit"),
        ForbiddenPush(
            "an attachment for a colleague's customer", "not-yours",
            "mkdir -p $FOREIGN/files; echo x >$FOREIGN/files/x.txt; commit"),
        ForbiddenPush(
            "a survey changed that may only be made", "no-right",
            "sed -i 's/^date: .*/date: 2026-11-01/' $OWN/surveys/2026-11-16-new5.yaml; commit"),
        ForbiddenPush("a record deleted", "no-right", "git rm -q $OWN/needs/*.yaml; commit"),
        ForbiddenPush("a customer deleted with all its records", "no-right", "git rm -qr $OWN; commit"),
        ForbiddenPush(
            "another record in the place of one", "no-right",
            "sed -i 's/^id: .*/id: KH2026-ZZZZZZ/' $OWN/customer.yaml; commit"),
        ForbiddenPush(
            "an edit hidden in a rename", "not-yours",
            "git mv $FOREIGN customers/east/moved; sed -i 's/^city: .*/city: 城/' customers/east/moved/customer.yaml; commit"
        ),
        ForbiddenPush(
            "a sensitive edit hidden in a rename", "protected-field",
            "git mv $OWN customers/east/moved; sed -i 's/^grade: A/grade: B/' customers/east/moved/customer.yaml; commit"
        ),
        ForbiddenPush(
            "a deal moved to a colleague's customer", "not-yours",
            "mkdir -p $FOREIGN/deals; git mv $OWN/deals/mes-2026.yaml $FOREIGN/deals/; commit"),
        ForbiddenPush(
            "a change that a later commit takes back", "not-yours",
            "sed -i 's/^city: .*/city: 城/' $FOREIGN/customer.yaml; commit; git revert --no-edit HEAD >/dev/null"),
        ForbiddenPush(
            "a customer by service", by: "zhou-yan", "no-right",
            "sed -i 's/^city: .*/city: 城/' $OWN/customer.yaml; commit"),
        ForbiddenPush(
            "a deal by marketing", by: "wu-di", "no-right",
            "sed -i 's/^amount: .*/amount: 1/' $OWN/deals/mes-2026.yaml; commit"),
    ]

    /// What decides who may do what.
    fileprivate static let authority = [
        ForbiddenPush(
            "one's own promotion, used in the same push", "promotion",
            "sed -i 's/^role: .*/role: admin/' team/li-na.yaml; commit; sed -i 's/^city: .*/city: 城/' $FOREIGN/customer.yaml; commit"
        ),
        ForbiddenPush(
            "a manager's own promotion", by: "chen-jing", "promotion",
            "sed -i 's/^role: .*/role: admin/' team/chen-jing.yaml; commit"),
        ForbiddenPush(
            "a colleague's role", by: "chen-jing", "promotion",
            "sed -i 's/^role: .*/role: admin/' team/wang-lei.yaml; commit"),
        ForbiddenPush(
            "an administrator's address taken over", by: "chen-jing", "promotion",
            "sed -i 's/^emails: .*/emails: [chen-jing@lixing.example.cn, he-jun@lixing.example.cn]/' team/he-jun.yaml; commit"
        ),
        ForbiddenPush(
            "a new member", by: "chen-jing", "promotion",
            "sed 's/li-na/new-one/' team/li-na.yaml >team/new-one.yaml; commit"),
        ForbiddenPush("settings", "protected-file", "sed -i 's/^currency: .*/currency: USD/' crm.yaml; commit"),
        ForbiddenPush(
            "the policy", by: "chen-jing", "protected-file", "sed -i 's/whose: own/whose: all/' crm.yaml; commit"),
        ForbiddenPush(
            "a schema", "protected-file",
            "sed -i 's/\"sensitive\": true/\"sensitive\": false/' schemas/customer.schema.json; commit"),
        ForbiddenPush("a file of the whole team", "protected-file", "echo '*.yaml -merge' >.gitattributes; commit"),
        ForbiddenPush(
            "a policy that locks out every administrator", by: "he-jun", "locked-out",
            "sed -i 's/^role: admin/role: sales/' team/he-jun.yaml; commit"),
        ForbiddenPush(
            "a policy about a kind that there is not", by: "he-jun", "settings",
            "sed -i 's/kinds: .ticket, survey, task./kinds: [tiket]/' crm.yaml; commit"),
        ForbiddenPush(
            "cadences that contradict each other", by: "he-jun", "settings",
            "sed -i 's/^cadences: .A: 7/cadences: {A: 40/' crm.yaml; commit"),
        ForbiddenPush(
            "a pipeline that nothing is won in", by: "he-jun", "settings",
            "sed -i 's/, outcome: won//; s/key: won,/key: after-sales,/' crm.yaml; commit"),
        ForbiddenPush(
            "a holiday that ends before it begins", by: "he-jun", "settings",
            "sed -i 's/from: 2026-10-01, to: 2026-10-07/from: 2026-10-07, to: 2026-10-01/' calendars/cn-2026.yaml; commit"
        ),
        ForbiddenPush(
            "a day that is free and worked", by: "he-jun", "settings",
            "sed -i 's/extra_working_days: .2026-01-04/extra_working_days: [2026-01-01/' calendars/cn-2026.yaml; commit"
        ),
        ForbiddenPush("settings that cannot be read", by: "he-jun", "yaml", "echo 'roles: [' >>crm.yaml; commit"),
        ForbiddenPush("settings taken out", by: "he-jun", "settings", "git rm -q crm.yaml; commit"),
        ForbiddenPush("a broken schema", by: "he-jun", "broken-schema", "echo '{' >schemas/deal.schema.json; commit"),
        ForbiddenPush(
            "a role that there is not", by: "he-jun", "unknown-role",
            "sed -i 's/^role: .*/role: boss/' team/wang-lei.yaml; commit"),
    ]

    /// Who says so.
    fileprivate static let people = [
        ForbiddenPush(
            "a forged author", "forged-author",
            "sed -i 's/^city: .*/city: 城/' $FOREIGN/customer.yaml; git commit -qam x --author '王磊 <wang-lei@lixing.example.cn>'"
        ),
        ForbiddenPush(
            "an administrator as author", "forged-author",
            "sed -i 's/^role: .*/role: admin/' team/li-na.yaml; git -c user.email=he-jun@lixing.example.cn commit -qam x"
        ),
        ForbiddenPush(
            "a fake committer", "forged-committer",
            "sed -i 's/^city: .*/city: 城/' $OWN/customer.yaml; GIT_COMMITTER_EMAIL=wang-lei@lixing.example.cn git commit -qam x"
        ),
        ForbiddenPush(
            "an unknown author", "unknown-author",
            "sed -i 's/^city: .*/city: 城/' $OWN/customer.yaml; git -c user.email=me@elsewhere.example commit -qam x"),
        ForbiddenPush(
            "a stranger", by: "stranger", "unknown-pusher", "sed -i 's/^city: .*/city: 城/' $OWN/customer.yaml; commit"),
        ForbiddenPush(
            "a key that names nobody", by: "nobody", "unknown-pusher",
            "sed -i 's/^city: .*/city: 城/' $OWN/customer.yaml; commit"),
    ]
}
