import Records
import Rules
import Testing

@Suite struct CustomerRuleTests {
    private static let path = "customers/a/customer.yaml"

    private func customer(_ fields: String) -> String { "id: KH2026-AAAAAA\nname: 甲\n" + fields }

    private static let task = [
        "customers/a/tasks/t.yaml": "id: RW2026-AAAAAA\ntitle: 回访\ndue: 2026-11-30\n"
    ]

    /// Status and reason before and after, with a task to come.
    private func step(
        _ old: String, _ new: String, others: [String: String] = task, settings: String = "", isUndo: Bool = false
    ) throws -> [String] {
        var commit = TestCommit()
        commit.before = others.merging([Self.path: customer(old)]) { first, _ in first }
        commit.writes = [Self.path: customer(new)]
        commit.isUndo = isUndo
        return try commit.broken(settings: settings)
    }

    @Test(arguments: [
        ("lead", "interested"), ("lead", "won"), ("interested", "won"), ("won", "dormant"), ("won", "lost"),
        ("dormant", "interested"), ("lost", "interested"), ("lost", "won"),
    ])
    func waysOfTheLifeCycle(old: String, new: String) throws {
        #expect(try step("status: \(old)\n", "status: \(new)\nstatus_reason: 客户签约\n") == [])
    }

    @Test(arguments: [("won", "lead"), ("won", "interested"), ("dormant", "lead"), ("lost", "dormant")])
    func noWay(old: String, new: String) throws {
        let (before, after) = ("status: \(old)\n", "status: \(new)\nstatus_reason: 客户签约\n")
        #expect(try step(before, after) == ["error status-transition"])
        #expect(try step(before, after, isUndo: true) == [])
        #expect(try step(before, after, settings: "rules: {status-transition: off}\n") == [])
        #expect(
            try step(before, after, settings: "rules: {status-transition: warning}\n") == ["warning status-transition"])
    }

    @Test func theTeamsOwnTable() throws {
        let settings = "life_cycle: {lead: [interested], won: [lead]}\n"
        #expect(try step("status: won\n", "status: lead\nstatus_reason: x\n", settings: settings) == [])
        #expect(
            try step("status: lead\n", "status: won\nstatus_reason: x\n", settings: settings) == [
                "error status-transition"
            ])
        // What the table does not list keeps its usual ways.
        #expect(try step("status: dormant\n", "status: won\nstatus_reason: x\n", settings: settings) == [])
    }

    @Test func aStatusDoesNotVanish() throws {
        #expect(try step("status: won\n", "").contains("error status-transition"))
        #expect(try step("", "status: won\n") == [])
    }

    @Test func everyChangeSaysWhy() throws {
        #expect(try step("status: lead\n", "status: won\n") == ["error status-needs-reason"])
        #expect(try step("status: lead\n", "status: won\nstatus_reason: '  '\n") == ["error status-needs-reason"])
        // The reason of the change before is no reason of this one.
        #expect(
            try step("status: lead\nstatus_reason: 来电\n", "status: won\nstatus_reason: 来电\n") == [
                "error status-needs-reason"
            ])
        // The same status with other words is no change of status.
        #expect(try step("status: won\nstatus_reason: 来电\n", "status: won\n", others: [:]) == [])
    }

    @Test func aLostCustomerSaysWhyInANewRecordToo() throws {
        #expect(try step("status: won\n", "status: lost\n") == ["error churn-needs-reason"])
        #expect(
            try step("status: won\n", "status: lost\n", settings: "rules: {churn-needs-reason: off}\n") == [
                "error status-needs-reason"
            ])
        var commit = TestCommit()
        commit.writes = [Self.path: customer("status: lost\n")]
        #expect(try commit.broken() == ["error churn-needs-reason"])
        commit.writes = [Self.path: customer("status: won\n")]
        #expect(try commit.broken() == [])
    }

    @Test func somethingComesNext() throws {
        let (old, new) = ("status: lead\n", "status: won\nstatus_reason: 签约\n")
        #expect(try step(old, new, others: [:]) == ["error status-needs-next-step"])
        let late = ["customers/a/tasks/t.yaml": "id: RW2026-AAAAAA\ntitle: 回访\ndue: 2026-11-23\n"]
        #expect(try step(old, new, others: late) == ["error status-needs-next-step"])
        let done = ["customers/a/tasks/t.yaml": "id: RW2026-AAAAAA\ntitle: 回访\ndue: 2026-11-30\ndone: 2026-11-20\n"]
        #expect(try step(old, new, others: done) == ["error status-needs-next-step"])
        let followUp = [
            "customers/a/follow-ups/f.yaml":
                "id: GJ2026-AAAAAA\nat: 2026-11-20T10:00:00+08:00\nby: lina\nsummary: x\nnext: {action: 启动会, due: 2026-11-24}\n"
        ]
        #expect(try step(old, new, others: followUp) == [])
    }

    /// Whoever takes the next step away in the same commit has none.
    @Test func theNextStepIsLookedForBehindTheChange() throws {
        var commit = TestCommit()
        commit.before = Self.task.merging([Self.path: customer("status: lead\n")]) { first, _ in first }
        commit.writes = [
            Self.path: customer("status: won\nstatus_reason: 签约\n"), "customers/a/tasks/t.yaml": nil,
        ]
        #expect(try commit.broken() == ["error status-needs-next-step"])
    }

    /// A file that moves is the same customer: the edit in it is judged.
    @Test func aMoveHidesNoEdit() throws {
        var commit = TestCommit()
        commit.before = [Self.path: customer("status: won\n")]
        commit.writes = [Self.path: nil, "customers/b/customer.yaml": customer("status: lead\n")]
        #expect(
            try commit.broken() == [
                "error status-needs-next-step", "error status-needs-reason", "error status-transition",
            ])
        commit.writes["customers/b/customer.yaml"] = customer("status: won\n")
        #expect(try commit.broken() == [])
    }

    @Test func theProblemHasItsPlaceAndRemedy() throws {
        var commit = TestCommit()
        commit.before = Self.task.merging([Self.path: customer("no: KH001\nstatus: lead\n")]) { first, _ in first }
        commit.writes = [Self.path: customer("no: KH001\nstatus: won\n")]
        let problem = try #require(try commit.problems().first)
        #expect(problem.place == TextPlace(line: 4, column: 9))
        #expect(problem.field == "/status_reason")
        #expect(problem.remedy?.en.contains("crm status KH001 won --reason TEXT") == true)
        #expect(problem.remedy?.zh.contains("crm status KH001 成交 --reason") == true)
    }
}
