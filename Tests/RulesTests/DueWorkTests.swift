import Records
import Rules
import Testing

/// Each source of work with days around a Tuesday, 24 November 2026, and who has to see to it.
@Suite struct DueWorkTests {
    private let customer = "id: KH2026-AAAAAA\nname: 甲\nowner: lina\n"

    private func followUp(_ rest: String) -> [String: String] {
        [
            "customers/a/customer.yaml": customer,
            "customers/a/follow-ups/f.yaml":
                "id: GJ2026-AAAAAA\nat: 2026-11-20T10:00:00+08:00\nby: wang\nmethod: phone\nsummary: x\n" + rest,
        ]
    }

    @Test func nextSteps() throws {
        #expect(
            try due(followUp("next: {action: 报价, owner: zhao, due: 2026-11-25}\n")) == ["next-step 2026-11-25 zhao 报价"])
        // Without a name it is the writer's.
        #expect(try due(followUp("next: {action: 报价}\n")) == ["next-step - wang 报价"])
        #expect(try due(followUp("next: {action: 报价, due: 2026-11-25, done: 2026-11-24}\n")) == [])
        #expect(try due(followUp("next: {due: 2026-11-25}\n")) == [])
    }

    @Test func commitments() throws {
        #expect(
            try due(
                followUp(
                    "commitments:\n  - {action: 寄样品, due: 2026-11-23}\n  - {action: 开票, owner: zhao}\n  - {action: 完了, done: 2026-11-20}\n"
                ))
                == ["commitment 2026-11-23 wang 寄样品", "commitment - zhao 开票"])
    }

    @Test func tasks() throws {
        let files = [
            "tasks/a.yaml": "id: RW2026-AAAAAA\ntitle: 盘点\nowner: lina\ndue: 2026-11-30\ntarget: 30\nprogress: 12\n",
            "tasks/b.yaml": "id: RW2026-BBBBBB\ntitle: 完成\ndone: 2026-11-01\n",
            "tasks/c.yaml": "id: RW2026-CCCCCC\ntitle: 放弃\ndropped_on: 2026-11-01\n",
            "customers/a/customer.yaml": customer, "customers/a/tasks/d.yaml": "id: RW2026-DDDDDD\ntitle: 回访\n",
        ]
        // A customer's task without an owner is the account manager's.
        #expect(try due(files) == ["task 2026-11-30 lina 盘点 (12/30)", "task - lina 回访"])
    }

    private func contract(_ rest: String) -> [String: String] {
        [
            "customers/a/customer.yaml": customer,
            "customers/a/contracts/c.yaml": "id: HT2026-AAAAAA\ntitle: 维保\n" + rest,
        ]
    }

    @Test func contractsWithinTheirNotice() throws {
        #expect(try due(contract("status: signed\nends_on: 2027-01-23\n")) == ["contract 2027-01-23 lina 维保"])
        #expect(try due(contract("status: signed\nends_on: 2027-01-24\n")) == [])
        #expect(
            try due(contract("status: signed\nends_on: 2027-01-24\nnotice_days: 61\n")) == [
                "contract 2027-01-24 lina 维保"
            ])
        #expect(try due(contract("ends_on: 2026-12-01\n"), settings: "thresholds: {contract_notice_days: 5}\n") == [])
        #expect(try due(contract("ends_on: 2020-01-01\n")) == ["contract 2020-01-01 lina 维保"])
        #expect(try due(contract("ends_on: 2026-12-01\nrenewal: automatic\n")) == [])
        #expect(try due(contract("ends_on: 2026-12-01\nstatus: terminated\n")) == [])
    }

    @Test func payments() throws {
        let plan =
            "payments:\n  - {term: 首付, due: 2026-11-01, amount: 1000.5, paid_on: 2026-11-02}\n  - {term: 尾款, due: 2026-12-31, amount: 1234567.50}\n"
        #expect(
            try due(contract("owner: zhao\nstatus: signed\n" + plan)) == ["payment 2026-12-31 zhao 维保 尾款 1,234,567.50"])
        #expect(try due(contract("status: draft\n" + plan)) == [])
        // What the customer still owes does not vanish with the end of the work.
        #expect(try due(contract("status: completed\n" + plan)) == ["payment 2026-12-31 lina 维保 尾款 1,234,567.50"])
    }

    @Test(arguments: [("new", true), ("in-progress", true), ("waiting", true), ("resolved", false), ("closed", false)])
    func tickets(status: String, isOpen: Bool) throws {
        let files = [
            "customers/a/customer.yaml": customer,
            "customers/a/tickets/t.yaml":
                "id: GD2026-AAAAAA\ntitle: 漏油\ntype: complaint\nstatus: \(status)\nopened_at: 2026-11-19T09:00:00+08:00\ndue: 2026-11-24T23:30:00+08:00\n",
        ]
        #expect(try due(files) == (isOpen ? ["ticket 2026-11-24 lina 漏油"] : []))
    }

    @Test(arguments: [
        ("first-contact", true), ("negotiation", true), ("won", false), ("after-sales", false), ("lost", false),
    ])
    func deals(stage: String, isOpen: Bool) throws {
        let files = [
            "customers/a/customer.yaml": customer,
            "customers/a/deals/d.yaml":
                "id: SJ2026-AAAAAA\nname: 二期\nstage: \(stage)\namount: 665000\nexpected_close: 2026-11-13\nowner: zhao\n",
            "customers/a/deals/e.yaml": "id: SJ2026-BBBBBB\nname: 未定\nstage: proposal\n",
        ]
        #expect(try due(files) == (isOpen ? ["deal 2026-11-13 zhao 二期 665,000"] : []))
    }

    @Test func theOrderIsByDayThenReason() throws {
        let files = followUp(
            "next: {action: 二, due: 2026-11-25}\ncommitments: [{action: 三, due: 2026-11-25}, {action: 一, due: 2026-11-24}, {action: 四}]\n"
        )
        #expect(try due(files).map { $0.suffix(1) } == ["一", "二", "三", "四"])
    }

    @Test func emptyRepository() throws {
        #expect(try due([:]) == [])
    }
}
