import ArgumentParser
import Git
import LosslessYAML
import Records
import Rules
import Sync

/// `crm tick`: writes what time brings about, in one commit, and nothing when there is nothing (R114, R118, R121).
struct Tick: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "tick",
            abstract: say(
                "Write what time brings about: tasks for silent customers, goals that are reached.",
                "执行到期规则：为沉默客户生成激活任务，达标的计数任务标记完成。"),
            discussion: say(
                """
                For all customers whose tasks you may write: your own, your team's or everybody's, by your role. Run again, it \
                finds nothing more to do; run on several machines, it writes the same files, which merge without a conflict. \
                crm sync runs it for the customers of whoever syncs; an administrator's timer runs it for the whole team.
                """,
                """
                处理您有权编辑任务的客户：按角色为本人、本团队或全部。重复运行不会多写；在几台电脑上运行，写出的文件完全相同，\
                合并时不会冲突。crm sync 会为同步者本人的客户自动运行；也可以由管理员定时为整个团队运行。
                """))
    }

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(say("Only the customers of this member.", "只处理某位成员的客户。"), valueName: "member"))
    var member: String?

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("tick", options, global) { change in
            var owners = try change.timeOwners()
            if let member {
                let isMe = member == "me" || member == "我"
                let wanted = isMe ? try change.handle() : try namedMember(member, change.records).id ?? member
                owners = [wanted]
            }
            return try change.planTimeWork(owners: owners)
        }
    }
}

extension Change {
    /// Whose tasks the person at the keyboard may make and tick off, by the team's policy; nil for everybody's.
    func timeOwners() throws -> Set<String>? {
        let policy = Policy(folder.settings)
        if policy.isOpen { return nil }
        guard let member = me.member, let handle = me.handle else { throw Me.unknown }
        let scopes = [Deed.create, .edit].map { policy.scope(of: $0, kind: "task", for: member) }
        if scopes.allSatisfy({ $0 == .all }) { return nil }
        guard scopes.allSatisfy({ $0 == .all || $0 == .team }) else { return [handle] }
        let members = records.records(of: "member")
        let staff = Staff(members)
        return Set(members.compactMap(\.id).filter { staff.isColleague($0, of: member) })
    }

    /// The files that time changes today.
    ///
    /// - Parameter owners: only the work of these members; nil for all.
    mutating func planTimeWork(owners: Set<String>?) throws -> [PlannedFile] {
        let invocation = Invocation.current
        let work = timeWork(
            records, settings: folder.settings, today: invocation.today, owners: owners,
            offset: folder.settings.timeZone == nil ? { _ in 0 } : invocation.offset)
        var tasks = 0
        var finished = 0
        var files: [PlannedFile] = []
        for item in work {
            switch item {
            case .activate(let task, _):
                // A file that is there and is no task that can be read is a person's to settle.
                guard let kind = folder.kinds["task"], !fileExists(folder.root + "/" + task.path.text) else { continue }
                let fields = task.fields.filter { kind.field($0.key) != nil }.map { ($0.key, YAMLValue($0.value)) }
                files.append(.init(new: try newRecord(kind, task.path, fields)))
                tasks += 1
            case .finish(let record, let changes):
                files.append(.init(record, becomes: try self.record(record, applying: changes)))
                finished += 1
            }
        }
        let language = folder.settings.language ?? .chinese
        var parts: [Text] = []
        if tasks > 0 {
            parts.append(
                Text.count(tasks, "silent customer to activate", "个沉默客户待激活", plural: "silent customers to activate"))
        }
        if finished > 0 { parts.append(Text.count(finished, "task reached", "项任务完成", plural: "tasks reached")) }
        summary = parts.map { $0[language] }.joined(separator: Text(en: "; ", zh: "；")[language])
        return files.filter { $0.before != $0.after }.sorted { $0.path < $1.path }
    }
}

/// A sync, and what time brings about for the person who syncs: written after the team's changes have arrived, so that a colleague's
/// call of yesterday counts, and sent at once.
func synchronizeWithTime(_ request: SyncRequest) throws(SyncFailure) -> SyncReport {
    var report = try synchronize(request)
    guard report.heldBack.isEmpty, let handle = request.memberHandle else { return report }
    let written: Int
    do {
        written = try writeTimeWork(of: handle)
    } catch {
        // Somebody else writes at this moment, or the team's rules object: the next sync does it, and crm tick says why not.
        written = 0
    }
    guard written > 0 else { return report }
    report.brought = written
    var second = request
    second.isOnlineWanted = request.isOnlineWanted && report.network == nil
    let sent = try synchronize(second)
    report.pushed += sent.pushed
    report.waiting = sent.waiting
    report.waitingSince = sent.waitingSince
    report.conflicts += sent.conflicts
    report.unreadable += sent.unreadable
    return report
}

/// - Returns: how many files were written.
private func writeTimeWork(of handle: String) throws -> Int {
    var change = try Change(operation: "tick")
    let files = try change.planTimeWork(owners: [handle])
    guard !files.isEmpty else { return 0 }
    _ = try change.write(files)
    return files.count
}
