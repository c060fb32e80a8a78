import Foundation
import Git
import Records

@testable import Sync

/// Some clones and a remote, and what was written in them. Every edit writes a value that is nowhere else; at the end each of them must be
/// in the tip, in an open conflict record, or have been overwritten by somebody who had it in front of him.
final class SimulatedTeam {
    struct Violation: Error, CustomStringConvertible {
        let description: String
    }

    private struct Death: Error {}

    private let template: SimulationTemplate
    private let schedule: Schedule
    private let scratch = Scratch()
    private var roots: [String] = []
    private var clocks: [Int64]
    /// Values that nobody who had them in front of him has taken away.
    private var alive: [String: String] = [:]
    private var count = 0
    /// Syncs made, and how many of them were killed.
    private(set) var syncs = 0
    private(set) var kills = 0
    private(set) var conflicts = 0
    /// Why files stayed here in somebody's last sync.
    private var lastHeld: [Int: [String]] = [:]

    init(_ schedule: Schedule, _ template: SimulationTemplate) throws {
        self.schedule = schedule
        self.template = template
        clocks = (0..<schedule.people).map { Int64($0) }
        try Shell.run(["cp", "-r", template.remote, scratch.path + "/remote.git"], in: "/")
        for number in 0..<schedule.people {
            let root = scratch.path + "/p\(number)"
            try Shell.run(["cp", "-r", template.clone, root], in: "/")
            let config = root + "/.git/config"
            let text = try String(contentsOfFile: config, encoding: .utf8)
            try text.replacing(template.remote, with: scratch.path + "/remote.git")
                .write(toFile: config, atomically: false, encoding: .utf8)
            roots.append(root)
        }
    }

    func run() throws {
        for (number, step) in schedule.steps.enumerated() {
            do {
                try perform(step)
            } catch let failure as SyncFailure {
                throw Violation(description: "step \(number) (\(step)): \(failure.message.en)")
            }
        }
        for round in 0..<2 {
            for person in schedule.steps.isEmpty ? [] : Array(0..<schedule.people) {
                do {
                    let report = try sync(person)
                    if report.waiting != 0 || report.network != nil {
                        throw Violation(description: "round \(round), person \(person): \(report.waiting) waiting")
                    }
                } catch let failure as SyncFailure {
                    throw Violation(description: "round \(round), person \(person): \(failure.message.en)")
                }
            }
        }
        try check()
    }

    // MARK: Values

    private func fresh(_ person: Int, _ what: String) -> String {
        count += 1
        let value = "v\(person)x" + String(count + 10_000)
        alive[value] = what
        return value
    }

    /// Whoever changes a text takes away what is not in it any more.
    private func write(_ root: String, _ path: String, _ text: String?) throws {
        let full = root + "/" + path
        let before = (try? String(contentsOfFile: full, encoding: .utf8)) ?? ""
        let after = text ?? ""
        for value in Self.values(in: before) where !after.contains(value) { alive[value] = nil }
        if let text {
            let url = URL(fileURLWithPath: full)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        } else {
            try FileManager.default.removeItem(atPath: full)
        }
    }

    static func values(in text: String) -> Set<String> {
        var found: Set<String> = []
        for word in text.split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0.isNumber)) })
        where word.hasPrefix("v") && word.count >= 8 && word.contains("x") {
            found.insert(String(word))
        }
        return found
    }

    // MARK: Steps

    private func files(_ root: String, where isWanted: (String) -> Bool) -> [String] {
        var found: [String] = []
        let walk = FileManager.default.enumerator(atPath: root)
        while let path = walk?.nextObject() as? String {
            if path == ".git" {
                walk?.skipDescendants()
            } else if isWanted(path) {
                found.append(path)
            }
        }
        return found.sorted()
    }

    private func customers(_ root: String) -> [String] { files(root) { $0.hasSuffix("/customer.yaml") } }
    private func deals(_ root: String) -> [String] { files(root) { $0.contains("/deals/") && $0.hasSuffix(".yaml") } }

    private func perform(_ step: Schedule.Step) throws {
        var dice = Dice(seed: step.dice)
        let root = roots[step.person]
        func text(_ path: String) throws -> String { try String(contentsOfFile: root + "/" + path, encoding: .utf8) }
        switch step.act {
        case .sync: _ = try sync(step.person)
        case .killedSync:
            kills += 1
            do {
                _ = try sync(step.person, dyingAfter: 1 + dice.below(14))
            } catch let failure as SyncFailure {
                guard case .other = failure.kind else { throw failure }
            }
        case .clock: clocks[step.person] = Int64(dice.below(40)) * 31_536_000 / 2 - 315_360_000
        case .setField:
            let fields = ["remarks", "need_description", "city", "name"]
            let records = customers(root) + deals(root).map { $0 }
            guard let path = dice.pick(records),
                let field = dice.pick(path.contains("/deals/") ? ["remarks", "name"] : fields)
            else { return }
            let value = fresh(step.person, "\(path) \(field)")
            try write(root, path, Lines(try text(path)).setting(field, to: value).text)
        case .addTag, .dropTag:
            guard let path = dice.pick(customers(root)) else { return }
            var lines = Lines(try text(path))
            if step.act == .addTag {
                lines.addItem("tags", fresh(step.person, "\(path) tags"))
            } else {
                lines.dropItem("tags", dice.below(5))
            }
            try write(root, path, lines.text)
        case .contact:
            guard let path = dice.pick(customers(root)) else { return }
            var lines = Lines(try text(path))
            let name = fresh(step.person, "\(path) contact")
            lines.addItem("contacts", "name: \(name)\n    title: \(fresh(step.person, "\(path) title"))")
            try write(root, path, lines.text)
        default: try performMore(step, &dice, root)
        }
    }

    private func performMore(_ step: Schedule.Step, _ dice: inout Dice, _ root: String) throws {
        func text(_ path: String) throws -> String { try String(contentsOfFile: root + "/" + path, encoding: .utf8) }
        func id(_ prefix: String) -> String {
            count += 1
            // Whose it is comes first: two people never draw the same id (`RecordsByIDTests` holds what happens if they do).
            return prefix + "2026-\(step.person + 1)" + String("00000\(count)".suffix(5))
        }
        switch step.act {
        case .newCustomer:
            // Often the name that somebody else takes as well.
            let slug = dice.below(2) == 0 ? ["acme", "Acme", "beta"][dice.below(3)] : "c\(count)"
            let path = "customers/\(slug)/customer.yaml"
            if FileManager.default.fileExists(atPath: root + "/" + path) { return }
            if customers(root).contains(where: { $0.lowercased() == path.lowercased() }) { return }
            let value = fresh(step.person, "new customer")
            let used = try customers(root).flatMap { try text($0).split(separator: "\n") }
                .filter { $0.hasPrefix("no: KH2026") }.compactMap { Int($0.dropFirst(10).filter(\.isNumber)) }
            let number = "KH2026" + String("00\((used.max() ?? 0) + 1)".suffix(3))
            try write(
                root, path, "id: \(id("KH"))\nno: \(number)\nname: \(value)\nstatus: lead\nowner: li\ndraft: true\n")
        case .newDeal:
            guard let customer = dice.pick(customers(root)) else { return }
            let folder = customer.dropLast("/customer.yaml".count)
            let path = "\(folder)/deals/" + (dice.below(2) == 0 ? "pump" : "d\(count)") + ".yaml"
            if FileManager.default.fileExists(atPath: root + "/" + path) { return }
            let value = fresh(step.person, "new deal")
            try write(root, path, "id: \(id("SJ"))\nname: \(value)\nstage: first-contact\nowner: li\ndraft: true\n")
        case .followUp:
            guard let customer = dice.pick(customers(root)) else { return }
            let folder = customer.dropLast("/customer.yaml".count)
            let value = fresh(step.person, "follow-up")
            let name = id("GJ")
            try write(
                root, "\(folder)/follow-ups/2026-11-03-\(name.suffix(4)).yaml",
                "id: \(name)\nat: 2026-11-03T10:00:00+08:00\nby: li\nsummary: \(value)\ndraft: true\n")
        case .comment:
            guard let path = dice.pick(customers(root)) else { return }
            try write(root, path, "# note\n" + (try text(path)))
        case .reformat:
            guard let path = dice.pick(customers(root)) else { return }
            let crlf = try text(path).contains("\r\n")
            let plain = try text(path).replacing("\r\n", with: "\n")
            try write(root, path, crlf ? plain : plain.replacing("\n", with: "\r\n"))
        case .quote:
            guard let path = dice.pick(customers(root)) else { return }
            try write(root, path, Lines(try text(path)).quoting(dice.below(6)).text)
        case .attach:
            guard let customer = dice.pick(customers(root)) else { return }
            let folder = customer.dropLast("/customer.yaml".count)
            let value = fresh(step.person, "attachment")
            try write(root, "\(folder)/files/\(["offer", "plan"][dice.below(2)]).txt", value + "\n")
        case .deleteDeal:
            guard let path = dice.pick(deals(root)) else { return }
            try write(root, path, nil)
        case .deleteCustomer:
            let all = customers(root)
            guard all.count > 1, let path = dice.pick(all) else { return }
            let folder = String(path.dropLast("/customer.yaml".count))
            for file in files(root, where: { $0.hasPrefix(folder + "/") }) {
                var isFolder: ObjCBool = false
                let full = root + "/" + file
                if FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue {
                    try write(root, file, nil)
                }
            }
            try? FileManager.default.removeItem(atPath: root + "/" + folder)
        case .rename:
            guard let path = dice.pick(customers(root)) else { return }
            let folder = String(path.dropLast("/customer.yaml".count))
            count += 1
            try FileManager.default.moveItem(atPath: root + "/" + folder, toPath: root + "/customers/r\(count)")
        case .moveDeal:
            guard let path = dice.pick(deals(root)) else { return }
            count += 1
            let target = path.split(separator: "/").dropLast().joined(separator: "/") + "/m\(count).yaml"
            try FileManager.default.moveItem(atPath: root + "/" + path, toPath: root + "/" + target)
        case .schema:
            let path = "schemas/customer.schema.json"
            let value = fresh(step.person, "schema")
            let key = ["x_one", "x_two", "x_three"][dice.below(3)]
            let old = try text(path)
            if old.contains("\"\(key)\"") {
                var lines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                guard let at = lines.firstIndex(where: { $0.contains("\"\(key)\"") }) else { return }
                lines[at] = "    \"\(key)\": {\"type\": \"string\", \"description\": \"\(value)\"},"
                try write(root, path, lines.joined(separator: "\n"))
            } else {
                try write(
                    root, path,
                    old.replacing(
                        "\n  \"properties\": {\n",
                        with:
                            "\n  \"properties\": {\n    \"\(key)\": {\"type\": \"string\", \"description\": \"\(value)\"},\n",
                        maxReplacements: 1))
            }
        case .settings:
            let value = fresh(step.person, "settings")
            try write(root, "crm.yaml", Lines(try text("crm.yaml")).setting("name", to: value).text)
        case .settle:
            guard let path = dice.pick(files(root) { $0.contains("conflicts/") && $0.hasSuffix(".yaml") }) else {
                return
            }
            try write(root, path, nil)
        case .setField, .addTag, .dropTag, .contact, .sync, .killedSync, .clock: break
        }
    }

    // MARK: Syncing

    private func sync(_ person: Int, dyingAfter steps: Int? = nil) throws -> SyncReport {
        syncs += 1
        let root = roots[person]
        var options = NetworkOptions()
        options.programs.git = Shell.git
        options.programs.environment = Shell.environment.map { "\($0.key)=\($0.value)" }
        options.idleTimeout = 20
        let author = Signature(
            name: "p\(person)", email: "p\(person)@example.com", time: 1_793_671_200 + clocks[person] + Int64(syncs),
            offset: 480)
        var request = SyncRequest(
            folder: try CRMFolder(root: root), repository: try Repository.open(at: root), author: author,
            options: options, sleep: { usleep(UInt32(min($0, 0.01) * 1_000_000)) })
        var dice = Dice(seed: UInt64(syncs) &* 977 &+ UInt64(person))
        request.random = { UInt8(truncatingIfNeeded: dice.next()) }
        request.memberHandle = "li"
        if let steps {
            var left = steps
            request.afterStep = { _ in
                left -= 1
                if left == 0 { throw Death() }
            }
        }
        let report = try synchronize(request)
        conflicts += report.conflicts.count
        lastHeld[person] = report.heldBack.flatMap(\.problems).map { $0.path.text + ": " + $0.message.en }
        return report
    }

    // MARK: The end

    private func check() throws {
        let trees = try roots.map { root in
            let repository = try Repository.open(at: root)
            guard let head = try repository.head().commit else { throw Violation(description: "no commit") }
            return try repository.tree(of: head)
        }
        guard Set(trees).count == 1 else { throw Violation(description: "the trees differ: \(trees)") }
        for (number, root) in roots.enumerated() {
            let repository = try Repository.open(at: root)
            let status = try repository.status()
            guard status.isEmpty else {
                throw Violation(
                    description: "person \(number) is left with \(status.map(\.path.string)): \(lastHeld[number] ?? [])"
                )
            }
        }
        let root = roots[0]
        var all = ""
        for path in files(root, where: { _ in true }) {
            all += (try? String(contentsOfFile: root + "/" + path, encoding: .utf8)) ?? ""
        }
        let kept = Self.values(in: all)
        let lost = alive.filter { !kept.contains($0.key) }
        guard lost.isEmpty else {
            throw Violation(
                description: "lost: " + lost.map { "\($0.key) (\($0.value))" }.sorted().joined(separator: ", "))
        }
        let folder = try CRMFolder(root: root)
        for path in files(root, where: { $0.hasPrefix("customers/") && $0.hasSuffix(".yaml") }) {
            guard let recordPath = RecordPath(path), folder.kinds.kind(at: recordPath) != nil else {
                throw Violation(description: "\(path) is no record any more")
            }
        }
        let problems = try RepositoryCheck(folder).problems.filter { $0.severity == .error }
        guard problems.isEmpty else {
            throw Violation(
                description: "not valid: "
                    + problems.map { $0.path.text + ": " + $0.message.en }.joined(separator: "; "))
        }
        for root in [scratch.path + "/remote.git"] {
            try Shell.run(["git", "fsck", "--strict", "--no-dangling"], in: root)
        }
    }
}

/// The beginning of every schedule, made once.
final class SimulationTemplate: Sendable {
    private let scratch: String
    let remote: String
    let clone: String

    init() throws {
        let team = try Team(settings: "numbering: {customer: \"KH{yyyy}{seq:3}\"}\n")
        let first = try team.person("start")
        try first.write(
            Person.customer,
            "id: KH2026-000001\nno: KH2026001\nname: 远景智能\nstatus: lead\ngrade: A\nowner: li\ntags:\n  - first\n"
                + "contacts:\n  - name: Bob\n    phone: 0755-1234567\ndraft: true\n")
        try first.git("add", "-A")
        try first.git("commit", "-qm", "more")
        try first.git("push", "-q", "origin", "HEAD:main")
        scratch = NSTemporaryDirectory() + "crm-simulation-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        remote = scratch + "/remote.git"
        clone = scratch + "/clone"
        try Shell.run(["cp", "-r", team.remote, remote], in: "/")
        try Shell.run(["git", "clone", "-q", remote, clone], in: scratch)
        try Shell.run(["rm", "-rf", clone + "/.git/hooks"], in: scratch)
    }

    deinit { try? FileManager.default.removeItem(atPath: scratch) }
}
