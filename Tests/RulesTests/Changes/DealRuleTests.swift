import Records
import Rules
import Testing

@Suite struct DealRuleTests {
    private static let path = "customers/a/deals/d.yaml"
    private static let customer = "customers/a/customer.yaml"
    private static let contract = ["customers/a/contracts/c.yaml": "id: HT2026-AAAAAA\ntitle: 合同\n"]

    private static let pipelines = """
        pipelines:
          default:
            stages:
              - {key: first-contact}
              - {key: proposal, requires: [product]}
              - {key: negotiation, requires: [amount, probability, proposals]}
              - {key: won, requires: [closed_on]}
              - {key: after-sales}
              - {key: lost, requires: [lost_reason]}
          renewal:
            stages: [{key: proposal}, {key: won}, {key: lost}]

        """

    private func deal(_ fields: String) -> String { "id: SJ2026-AAAAAA\nno: SJ1\nname: 二期\n" + fields }

    private func commit(_ old: String?, _ new: String?, status: String = "won") -> TestCommit {
        var commit = TestCommit()
        commit.before = [Self.customer: "id: KH2026-AAAAAA\nname: 甲\nstatus: \(status)\n"]
        commit.before[Self.path] = old.map(deal)
        commit.writes = [Self.path: new.map(deal)]
        commit.files = ["customers/a/files/p.md"]
        return commit
    }

    private func broken(_ old: String?, _ new: String?, settings: String = pipelines) throws -> [String] {
        try commit(old, new).broken(settings: settings)
    }

    private let full = "product: x\namount: 5\nprobability: 70\nproposals: [files/p.md]\n"

    @Test func theGateOfAStage() throws {
        #expect(try broken("stage: first-contact\n", "stage: proposal\n") == ["error stage-gate"])
        #expect(try broken("stage: first-contact\n", "stage: proposal\nproduct: x\n") == [])
        #expect(try broken("stage: proposal\n", "stage: negotiation\n" + full) == [])
        // Nothing is asked of who stays.
        #expect(try broken("stage: negotiation\n", "stage: negotiation\nremarks: x\n") == [])
    }

    @Test(arguments: ["amount: 5\n", "probability: 70\n", "proposals: [files/p.md]\n"])
    func negotiationNeedsAllThree(line: String) throws {
        let fields = full.replacing(line, with: "")
        let problem = try #require(
            try commit("stage: proposal\n", "stage: negotiation\n" + fields).problems(settings: Self.pipelines).first)
        #expect(problem.rule == .stageGate)
        #expect(problem.allowed == [String(line.prefix { $0 != ":" })])
    }

    @Test func theProposalIsThere() throws {
        let fields = full.replacing("files/p.md", with: "files/q.md")
        let problem = try #require(
            try commit("stage: proposal\n", "stage: negotiation\n" + fields).problems(settings: Self.pipelines).first)
        #expect(problem.message.en == "before Negotiation a deal needs: proposals; there is no file files/q.md")
        #expect(problem.remedy?.en == "fill it in: crm attach SJ1 FILE --as proposals")
        let outside = full.replacing("files/p.md", with: "../b/p.md")
        #expect(try broken("stage: proposal\n", "stage: negotiation\n" + outside) == ["error stage-gate"])
    }

    @Test func whoSkipsStagesPassesTheirGates() throws {
        #expect(
            try broken("stage: first-contact\n", "stage: negotiation\n" + full.replacing("product: x\n", with: "")) == [
                "error stage-gate"
            ])
        #expect(try broken("stage: first-contact\n", "stage: negotiation\n" + full) == [])
        // A new open deal comes from nowhere.
        #expect(try broken(nil, "stage: negotiation\n") == ["error stage-gate", "error stage-gate"])
        #expect(try broken(nil, "stage: first-contact\n") == [])
    }

    @Test func whatAStageAskedForStays() throws {
        #expect(
            try broken(
                "stage: negotiation\n" + full,
                "stage: negotiation\nproduct: x\nprobability: 70\nproposals: [files/p.md]\n") == ["error stage-gate"])
        #expect(
            try broken(
                "stage: negotiation\n" + full, "stage: negotiation\n" + full.replacing("amount: 5", with: "amount: 6"))
                == [])
        #expect(try broken("stage: proposal\n" + full, "stage: proposal\nproduct: x\n") == [])
    }

    @Test func backOnlyWithAReason() throws {
        #expect(try broken("stage: negotiation\n" + full, "stage: proposal\n") == ["error step-back-needs-reason"])
        #expect(try broken("stage: negotiation\n" + full, "stage: proposal\nstage_reason: 需求有变\n") == [])
        #expect(
            try broken("stage: negotiation\nstage_reason: 旧\n", "stage: proposal\nstage_reason: 旧\n") == [
                "error step-back-needs-reason"
            ])
        var command = commit("stage: negotiation\n", "stage: proposal\n")
        command.reason = "需求有变"
        #expect(try command.broken(settings: Self.pipelines) == [])
        command.reason = nil
        command.isUndo = true
        #expect(try command.broken(settings: Self.pipelines) == [])
    }

    @Test func aLostDealThatIsTakenUpAgainBeginsAnew() throws {
        let lost = "stage: lost\nclosed_on: 2026-11-01\nlost_reason: price\n"
        #expect(try broken(lost, "stage: negotiation\nstage_reason: 回头\n") == ["error stage-gate", "error stage-gate"])
        #expect(try broken(lost, "stage: negotiation\nstage_reason: 回头\n" + full) == [])
        #expect(try broken(lost, "stage: negotiation\n" + full) == ["error step-back-needs-reason"])
    }

    @Test func wonNeedsItsContract() throws {
        let won = "stage: won\nclosed_on: 2026-11-24\n" + full
        #expect(try broken("stage: negotiation\n" + full, won) == ["error won-needs-contract"])
        var linked = commit("stage: negotiation\n" + full, won + "contract: HT2026-AAAAAA\n")
        linked.before.merge(Self.contract) { first, _ in first }
        #expect(try linked.broken(settings: Self.pipelines) == [])
        // The contract may name the deal instead.
        var named = commit("stage: negotiation\n" + full, won)
        named.before["customers/a/contracts/c.yaml"] = "id: HT2026-AAAAAA\ntitle: 合同\ndeal: SJ2026-AAAAAA\n"
        #expect(try named.broken(settings: Self.pipelines) == [])
        // Where the gate asks for it, it is said once.
        let asked = Self.pipelines.replacing("[closed_on]", with: "[closed_on, contract]")
        #expect(try broken("stage: negotiation\n" + full, won, settings: asked) == ["error stage-gate"])
        // From won on there is nothing new to ask.
        #expect(try broken(won, won.replacing("won", with: "after-sales")) == [])
    }

    @Test func winningMakesTheCustomerWon() throws {
        let won = "stage: won\nclosed_on: 2026-11-24\ncontract: HT2026-AAAAAA\n" + full
        for status in ["lead", "interested", "dormant", "lost"] {
            var byHand = commit("stage: negotiation\n" + full, won, status: status)
            byHand.before.merge(Self.contract) { first, _ in first }
            #expect(try byHand.broken(settings: Self.pipelines) == ["error won-customer"])
            byHand.writes[Self.customer] = "id: KH2026-AAAAAA\nname: 甲\nstatus: won\nstatus_reason: 签约\n"
            byHand.before["customers/a/tasks/t.yaml"] = "id: RW2026-AAAAAA\ntitle: 启动会\ndue: 2026-11-30\n"
            #expect(try byHand.broken(settings: Self.pipelines) == [])
        }
        // An old sale that is written down now: the customer may have gone on.
        for (status, expected) in [("lead", ["error won-customer"]), ("dormant", [])] {
            var late = commit(nil, "stage: won\nclosed_on: 2023-05-15\ncontract: HT2026-AAAAAA\n", status: status)
            late.before.merge(Self.contract) { first, _ in first }
            #expect(try late.broken(settings: Self.pipelines) == expected)
        }
    }

    @Test func lostNeedsItsReason() throws {
        let lost = "stage: lost\nclosed_on: 2026-11-24\n"
        #expect(try broken("stage: proposal\n", lost) == ["error stage-gate"])
        #expect(try broken("stage: proposal\n", lost + "pipeline: renewal\n") == ["error lost-needs-reason"])
        #expect(try broken("stage: proposal\n", lost + "lost_reason: price\n") == [])
    }

    @Test func stagesOfThePipeline() throws {
        #expect(try broken(nil, "stage: negotiation\npipeline: renewal\n") == ["error unknown-stage"])
        let problem = try #require(
            try commit(nil, "stage: proposal\npipeline: renewel\nproduct: x\n").problems(settings: Self.pipelines).first
        )
        #expect(problem.remedy?.en == "did you mean renewal?")
        // The other way is taken from its beginning.
        #expect(try broken("stage: proposal\npipeline: renewal\n", "stage: proposal\n") == ["error stage-gate"])
    }

    @Test func withoutPipelinesThereAreNoGates() throws {
        #expect(try broken("stage: proposal\n", "stage: negotiation\n", settings: "") == [])
        #expect(
            try broken("stage: proposal\n", "stage: won\nclosed_on: 2026-11-24\n", settings: "") == [
                "error won-needs-contract"
            ])
    }

    @Test func theSettingsCanSwitchEachOff() throws {
        let off = Self.pipelines + "rules: {stage-gate: warning, won-needs-contract: off}\n"
        #expect(
            try broken("stage: proposal\nproduct: x\n", "stage: won\nproduct: x\n", settings: off) == [
                "warning stage-gate", "warning stage-gate",
            ])
    }
}
