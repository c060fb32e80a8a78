import ArgumentParser
import Git
import Records
import Sync

/// `crm restore RECORD`: brings a removed record back, or an earlier version of one, whole or single fields.
struct RestoreCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "restore",
            abstract: say("Bring back a deleted record, or an earlier version.", "恢复已删除的记录，或较早的版本。"),
            discussion: say(
                """
                  crm restore 远景智能                      deleted: it comes back with all that lay in its folder
                  crm restore 远景智能 --at 2026-11-01      as it was at the end of that day
                  crm restore 远景智能 --at 2026-11-01 owner tags    only these fields
                  crm restore 远景智能 owner                what the field was before its last change
                """,
                """
                  crm restore 远景智能                      已删除的：连同其文件夹中的内容一起恢复
                  crm restore 远景智能 --at 2026-11-01      恢复到当天结束时的样子
                  crm restore 远景智能 --at 2026-11-01 客户经理 客户标签    只恢复这些字段
                  crm restore 远景智能 客户经理             恢复该字段上次修改之前的值
                """))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: String

    @Argument(help: ArgumentHelp(say("Only these fields.", "只恢复这些字段。"), valueName: "field"))
    var fields: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("A day (its end), a time, or an id of crm operations.", "日期（当天结束时）、时间，或 crm operations 中的编号。"),
            valueName: "when"))
    var at: String?

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("restore", options, global) { change in
            let past = try Past(change.folder, change.repository, change.records, change.sight)
            do {
                let files = try withGitFailures { try plan(past) }
                change.bringsBack = files.allSatisfy { $0.before == nil }
                return files
            } catch let obstacle as RestoreObstacle {
                throw Self.refusal(obstacle)
            } catch let problem as FileProblem {
                throw CommandFailure(problem.message)
            }
        }
    }

    private func plan(_ past: Past) throws -> [PlannedFile] {
        if case .none = past.records.find(record), let files = try planReturn(past) { return files }
        let record = try namedRecord(self.record, past.records)
        let keys = try fields.map { typed -> String in
            let place = try fieldPlace(typed, record.kind)
            guard place.count == 1, case .key(let key)? = place.first, key != "id" else {
                throw CommandFailure(
                    .wrongUsage, Text(en: "`\(typed)` is only a part of a field", zh: "`\(typed)` 只是字段的一部分"),
                    remedy: Text(en: "name the whole field", zh: "请写整个字段"))
            }
            return key
        }
        if keys.isEmpty, at == nil {
            throw CommandFailure(
                .wrongUsage,
                Text(en: "\(record.title) is there; say which version", zh: "「\(record.title)」并没有被删除；请说明要恢复哪个版本"),
                remedy: Text(
                    en: "--at DAY, or the fields to bring back; crm history shows the versions",
                    zh: "用 --at 日期，或写出要恢复的字段；crm history 列出各版本"))
        }
        let sources = try sources(keys, record, past)
        guard !keys.isEmpty else {
            return [PlannedFile(path: record.path, before: record.bytes, after: sources.first?.from.bytes)]
        }
        let text = try past.now.textRestoring(sources, in: record)
        return [PlannedFile(path: record.path, before: record.bytes, after: text)]
    }

    /// The version to take each field from; without fields one version, its key empty.
    private func sources(_ keys: [String], _ record: Record, _ past: Past) throws -> [(key: String, from: Record)] {
        if let at {
            let commit = try PastMoment(at, past.repository).commit(past)
            guard let old = try past.now.record(record, in: commit.id) else {
                throw CommandFailure(
                    Text(en: "\(record.title) did not exist then", zh: "「\(record.title)」当时还不存在"),
                    remedy: Text(
                        en: "crm history \(record.id ?? "") shows since when",
                        zh: "运行 crm history \(record.id ?? "") 查看"))
            }
            return keys.isEmpty ? [("", old)] : keys.map { ($0, old) }
        }
        var sources: [(key: String, from: Record)] = []
        var open = keys
        try RecordHistory(past.repository, past.folder, of: record).read { revision in
            // Neither the removal of the record nor its return changed the field.
            guard let before = revision.before?.record, revision.after != nil else { return true }
            for change in revision.changes {
                guard let index = open.firstIndex(of: change.key) else { continue }
                sources.append((open.remove(at: index), before))
            }
            return !open.isEmpty
        }
        if let key = open.first {
            let name = record.kind.field(key)?.name ?? Text(key)
            throw CommandFailure(
                name + Text(en: " was never changed", zh: "从未修改过"),
                remedy: Text(en: "there is nothing to bring back", zh: "没有可恢复的内容"))
        }
        return sources
    }

    /// nil when no record of this name was ever removed.
    private func planReturn(_ past: Past) throws -> [PlannedFile]? {
        guard let removed = try past.removed(named: record) else { return nil }
        if !fields.isEmpty {
            throw CommandFailure(
                .wrongUsage,
                Text(
                    en: "\(removed.record.title) is gone: it comes back whole",
                    zh: "「\(removed.record.title)」已被删除，只能整条恢复"),
                remedy: Text(en: "leave the fields out", zh: "请不要写字段"))
        }
        guard let at else { return try past.now.planReturn(of: removed.record, from: removed.last) }
        let commit = try PastMoment(at, past.repository).commit(past)
        guard let old = try past.now.record(removed.record, in: commit.id) else {
            throw CommandFailure(
                Text(en: "\(removed.record.title) did not exist then", zh: "「\(removed.record.title)」当时还不存在"),
                remedy: Text(
                    en: "crm history \(removed.record.id ?? "") shows when it did",
                    zh: "运行 crm history \(removed.record.id ?? "") 查看"))
        }
        return try past.now.planReturn(of: old, from: commit.id)
    }

    private static func refusal(_ obstacle: RestoreObstacle) -> CommandFailure {
        switch obstacle {
        case .placeTaken(let path):
            CommandFailure(
                .problemsFound, Text(en: "something else lies at \(path) now", zh: "\(path) 处已有其他内容"),
                remedy: Text(en: "move that away first; nothing was changed", zh: "请先把它移走；什么都没有改动"))
        case .unreadable(let path):
            CommandFailure(
                .problemsFound, Text(en: "\(path) cannot be taken apart into fields", zh: "\(path) 无法按字段拆分"),
                remedy: Text(en: "restore the whole record, or edit it by hand", zh: "请恢复整条记录，或手工编辑"))
        }
    }
}
