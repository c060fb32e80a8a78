import Records
import Rules
import Testing

struct PipelineTests {
    private func deal(_ fields: String) throws -> Record {
        try record("customers/a/deals/d.yaml", "id: SJ2026-000001\nname: D\n" + fields)
    }

    private func settings(_ text: String) throws -> Settings {
        Settings(try record("crm.yaml", text))
    }

    private static let own = """
        name: T
        pipelines:
          default:
            stages:
              - {key: first-contact, labels: {en: Hello, zh: 打招呼}}
              - {key: negotiation, requires: [amount, proposals]}
              - {key: won, requires: [contract]}
              - {key: lost}
        """

    @Test func theSchemaGivesTheStagesWhereTheTeamSaysNothing() throws {
        let pipeline = Pipeline(of: try deal("stage: proposal\n"), try settings("name: T\n"))
        #expect(pipeline.stages.map(\.key).first == "first-contact")
        #expect(pipeline["won"]?.outcome == .won)
        #expect(pipeline["lost"]?.outcome == .lost)
        #expect(pipeline["after-sales"]?.outcome == .won)
    }

    @Test func stagesByKeyLabelAndTheTeamsOwnName() throws {
        let one = try deal("stage: won\n")
        let pipeline = Pipeline(of: one, try settings(Self.own))
        for name in ["first-contact", "初步接触", "打招呼", "hello", "First contact"] {
            #expect(pipeline.stage(named: name, one.kind)?.key == "first-contact")
        }
        #expect(pipeline.stage(named: "proposal", one.kind) == nil)
    }

    @Test func gatesNameWhatIsMissing() throws {
        let one = try deal("stage: first-contact\namount: 5\nproposals: []\n")
        let pipeline = Pipeline(of: one, try settings(Self.own))
        let stage = try #require(pipeline["negotiation"])
        let gates = pipeline.gates(from: "first-contact", to: stage)
        #expect(pipeline.gaps(one, gates) { _ in true }.map(\.field.key) == ["proposals"])
    }

    @Test func stepsBackwards() throws {
        let pipeline = Pipeline(of: try deal("stage: won\n"), try settings(Self.own))
        let first = try #require(pipeline["first-contact"])
        let second = try #require(pipeline["negotiation"])
        #expect(pipeline.isBackward(from: "negotiation", to: first))
        #expect(!pipeline.isBackward(from: "first-contact", to: second))
        #expect(pipeline.isBackward(from: "lost", to: second))
        #expect(!pipeline.isBackward(from: nil, to: first))
    }

    @Test func winningTouchesDealCustomerAndContract() throws {
        let customer = try record("customers/a/customer.yaml", "id: KH2026-000001\nname: A\nstatus: interested\n")
        let contract = try record("customers/a/contracts/c.yaml", "id: HT2026-000001\ntitle: C\n")
        let one = try deal("stage: negotiation\nprobability: 70\n")
        let day = try #require(CalendarDate("2026-11-24"))
        let pipeline = Pipeline(of: one, try settings(Self.own))
        let won = WonDeal(
            one, stage: try #require(pipeline["won"]), customer: customer, contract: contract, amount: "9", reason: nil,
            on: day, language: .chinese)
        #expect(won.deal.first { $0.key == "closed_on" }?.value == "2026-11-24")
        #expect(won.deal.first { $0.key == "probability" }?.value == .number("100"))
        #expect(won.deal.first { $0.key == "contract" }?.value == "HT2026-000001")
        #expect(won.customer.map(\.key) == ["status", "status_reason", "type"])
        #expect(won.contract == [FieldChange("deal", "SJ2026-000001")])
        // A customer who is one already stays as it is, and a contract that knows its deal too.
        let old = try record("customers/a/customer.yaml", "id: KH2026-000001\nname: A\nstatus: won\n")
        let linked = try record("customers/a/contracts/c.yaml", "id: HT2026-000001\ntitle: C\ndeal: SJ2026-000001\n")
        let again = WonDeal(
            one, stage: try #require(pipeline["won"]), customer: old, contract: linked, amount: nil, reason: nil,
            on: day,
            language: .english)
        #expect(again.customer.map(\.key) == ["type"])
        #expect(again.contract.isEmpty)
    }
}
