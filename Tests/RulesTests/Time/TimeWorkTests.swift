import LosslessYAML
import Records
import Rules
import Testing

/// What `crm tick` writes: the same on every machine, and nothing the second time.
@Suite struct TimeWorkTests {
    private let base = [
        "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\nowner: lina\ngrade: C\n",
        "customers/a/follow-ups/f.yaml":
            "id: GJ2026-AAAAAA\nat: 2026-09-01T10:00:00+08:00\nby: lina\nmethod: phone\nsummary: x\n",
    ]

    private func work(
        _ files: [String: String], on day: String, settings: String = "", owners: Set<String>? = nil
    ) throws -> [TimeWork] {
        let set = records(files.merging(["crm.yaml": "name: x\n" + settings]) { first, _ in first })
        return timeWork(
            set, settings: Settings(try #require(set.records(of: "settings").first)),
            today: try #require(CalendarDate(day)), owners: owners)
    }

    /// The file that an activation makes.
    private func written(_ work: [TimeWork]) -> [String: String] {
        var files: [String: String] = [:]
        for case .activate(let task, _) in work {
            files[task.path.text] = task.fields.map { "\($0.key): \($0.value.string ?? "true")\n" }.joined()
        }
        return files
    }

    @Test func aSilentCustomerGetsATask() throws {
        #expect(try work(base, on: "2026-10-30").isEmpty)
        let id = ActivationTask.id(customer: "KH2026-AAAAAA", lastContact: try #require(CalendarDate("2026-09-01")))
        let expected = [
            "customers/a/tasks/2026-10-31-activation-\(id.suffix(4).lowercased()).yaml":
                "id: \(id)\ntitle: 激活沉默客户（上次联系 2026-09-01）\nowner: lina\ndue: 2026-11-30\nremind_at: 2026-10-31T00:00:00Z\n"
        ]
        // Whatever the day, the same bytes.
        for day in ["2026-10-31", "2026-11-24", "2027-02-28"] {
            #expect(written(try work(base, on: day)) == expected)
        }
        #expect(try work(base.merging(expected) { $1 }, on: "2026-11-24").isEmpty)
        #expect(try work(base, on: "2027-03-01").isEmpty)
    }

    /// The zone is that of crm.yaml; a day begins there when it does, also after clocks were put back.
    @Test func theTaskShowsFromTheBeginningOfTheDayOfTheTeam() throws {
        func remindAt(_ offset: (Int) -> Int) throws -> String? {
            let set = records(base.merging(["crm.yaml": "name: x\n"]) { first, _ in first })
            let settings = Settings(try #require(set.records(of: "settings").first))
            let day = try #require(CalendarDate("2026-11-24"))
            for case .activate(let task, _) in timeWork(set, settings: settings, today: day, offset: offset) {
                return task.fields.first { $0.key == "remind_at" }?.value.string
            }
            return nil
        }
        #expect(try remindAt { _ in 8 * 3600 } == "2026-10-31T00:00:00+08:00")
        #expect(try remindAt { _ in -5 * 3600 } == "2026-10-31T00:00:00-05:00")
        // Summer time ends at midnight UTC of that day.
        let end = try #require(Instant("2026-10-31T00:00:00Z")).secondsSinceEpoch
        #expect(try remindAt { $0 < end ? 7200 : 3600 } == "2026-10-31T00:00:00+02:00")
    }

    @Test func theIdIsForEver() throws {
        let day = try #require(CalendarDate("2026-09-01"))
        let id = ActivationTask.id(customer: "KH2026-AAAAAA", lastContact: day)
        #expect(id.hasPrefix("RW2026-") && id.utf8.count == 13)
        #expect(id != ActivationTask.id(customer: "KH2026-AAAAAB", lastContact: day))
        #expect(id != ActivationTask.id(customer: "KH2026-AAAAAA", lastContact: day + 1))
    }

    @Test func aContactTicksTheTaskOff() throws {
        let silent = base.merging(written(try work(base, on: "2026-11-24"))) { $1 }
        let called = silent.merging([
            "customers/a/follow-ups/g.yaml":
                "id: GJ2026-BBBBBB\nat: 2026-11-25T10:00:00+08:00\nby: lina\nmethod: phone\nsummary: y\n",
            "customers/a/follow-ups/h.yaml":
                "id: GJ2026-CCCCCC\nat: 2026-11-26T10:00:00+08:00\nby: lina\nmethod: phone\nsummary: z\n",
        ]) { $1 }
        let found = try work(called, on: "2026-11-27")
        guard case .finish(let task, let changes)? = found.first, found.count == 1 else {
            Issue.record("\(found)")
            return
        }
        #expect(changes == [FieldChange("done", "2026-11-25")])
        let done = called.merging([
            task.path.text: String(decoding: task.tree.bytes, as: UTF8.self) + "done: 2026-11-25\n"
        ]) {
            $1
        }
        #expect(try work(done, on: "2026-11-27").isEmpty)
        // A second silence is another task.
        #expect(written(try work(done, on: "2027-02-01")).count == 1)
    }

    @Test func whoseAndWhether() throws {
        #expect(try work(base, on: "2026-11-24", owners: ["lina"]).count == 1)
        #expect(try work(base, on: "2026-11-24", owners: ["zhao"]).isEmpty)
        #expect(try work(base, on: "2026-11-24", settings: "rules: {silent-customer: off}\n").isEmpty)
        let ownerless = base.mapValues { $0.replacing("owner: lina\n", with: "") }
        #expect(written(try work(ownerless, on: "2026-11-24")).values.first?.hasSuffix("draft: true\n") == true)
    }

    @Test func aGoalThatIsReachedIsDone() throws {
        let files = base.merging([
            "tasks/t.yaml": "id: RW2026-AAAAAA\ntitle: 拜访\nowner: lina\ntarget: 1\ncount: {methods: [phone]}\n",
            "tasks/u.yaml": "id: RW2026-BBBBBB\ntitle: 手工\nowner: lina\ntarget: 1\nprogress: 1\n",
        ]) { $1 }
        let found = try work(files, on: "2026-09-10")
        guard case .finish(let task, let changes)? = found.first, found.count == 1 else {
            Issue.record("\(found)")
            return
        }
        #expect(task.id == "RW2026-AAAAAA")
        #expect(changes == [FieldChange("done", "2026-09-01")])
    }
}
