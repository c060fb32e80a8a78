import Git
import LosslessYAML
import Records
import Sync

/// A change to records on its way: what a command needs to plan it, and the one way to write it.
struct Change {
    let folder: CRMFolder
    let repository: Repository
    let snapshot: FolderSnapshot
    let records: RecordSet
    /// What this person may see; nil for everything.
    let sight: Sight?
    let me: Me
    let operation: String
    /// First line of the commit in place of the one made from the changes.
    var summary: String?
    var reason: String?
    /// The commit that this change takes back.
    var undoes: ObjectID?
    /// The change brings back removed records as they were.
    var bringsBack = false
    var isDryRun = false
    var writesJSON = false
    /// Said on standard error once the change is written.
    var remarks: [String] = []

    init(operation: String) throws {
        folder = try openFolder()
        repository = try openRepository(folder)
        sight = try Commands.sight(in: folder)
        snapshot = try recordSnapshot(folder, repository, sight)
        records = snapshot.records
        me = try Me(records, repository: repository)
        self.operation = operation
    }

    var input: TypedInput { TypedInput(records: records, now: Invocation.current.instant) }

    /// Tries before a file that keeps changing on disk is given up; every other crm at work here may cost one.
    private static let mostTries = 12

    /// Plans, writes and reports. `plan` is called again with fresh records when a file changed on disk meanwhile.
    static func run(
        _ operation: String, _ options: ChangeOptions, _ global: GlobalOptions,
        plan: (inout Change) throws -> [PlannedFile]
    ) throws {
        for attempt in 1...mostTries {
            var change = try Change(operation: operation)
            change.reason = options.reason
            change.isDryRun = options.dryRun
            change.writesJSON = global.json
            let files = try change.masked(plan(&change)).filter { $0.before != $0.after }
            do throws(WriteFailure) {
                return try change.finish(files)
            } catch {
                if case .changedMeanwhile = error, attempt < mostTries { continue }
                throw worded(error, files)
            }
        }
    }

    private func finish(_ files: [PlannedFile]) throws(WriteFailure) {
        let terminal = Invocation.current.terminal
        let report = ChangeReport(folder: folder, operation: operation, files: files)
        if files.isEmpty {
            let nothing = say("nothing to change", "没有需要修改的内容")
            terminal.print(writesJSON ? report.json(commit: nil).json(indented: true) : nothing)
            return
        }
        if isDryRun {
            if writesJSON {
                terminal.print(report.json(commit: nil).json(indented: true))
            } else {
                terminal.print(report.diff(terminal.paint))
            }
            return
        }
        let commit = try write(files)
        if writesJSON {
            terminal.print(report.json(commit: commit).json(indented: true))
        } else {
            terminal.print(report.lines(terminal.paint))
            if !commits {
                let manual = say(
                    "not committed (commit: manual); crm save does it", "未提交（commit: manual）；运行 crm save 提交")
                terminal.print(terminal.paint(manual, .faint))
            }
        }
        for remark in remarks { terminal.remark(terminal.errorPaint(remark, .yellow)) }
    }

    private var commits: Bool { folder.settings.all["commit"]?.string != "manual" }

    /// Makes the commit, without a word.
    func write(_ files: [PlannedFile]) throws(WriteFailure) -> ObjectID? {
        let signature: Signature
        do {
            signature = try author(repository)
        } catch {
            throw .git(error)
        }
        var request = WriteRequest(
            folder: folder, repository: repository, author: signature, files: files, operation: operation,
            sleep: { pause($0) })
        request.snapshot = snapshot
        request.memberHandle = me.handle
        request.summary = summary
        request.reason = reason
        request.undoes = undoes
        request.bringsBack = bringsBack
        request.commits = commits
        request.warn = { warn($0) }
        return try writeRecords(request)
    }
}

extension Change {
    /// The record as it reads after some edits.
    func record(_ record: Record, after edits: [YAMLEdit]) throws -> Record {
        if edits.isEmpty { return record }
        var editor = YAMLEditor(record.tree)
        for edit in edits {
            do throws(YAMLEditError) {
                try editor.apply(edit)
            } catch {
                throw CommandFailure(
                    Text(en: "\(record.path) cannot be edited: \(error)", zh: "无法修改 \(record.path)：\(error)"),
                    remedy: Text(
                        en: "edit the file by hand: crm edit \(record.path)", zh: "请直接编辑该文件：crm edit \(record.path)"))
            }
        }
        return Record(path: record.path, kind: record.kind, text: RecordText(editor.tree))
    }

    /// The record as it reads after some assignments, `field=value` each.
    func record(_ record: Record, assigning typed: [String], makesEntries: Bool = false) throws -> Record {
        var current = record
        for text in typed {
            let edits = try withInputFailures { () throws(InputFailure) in
                try Assignment(text).edits(current, input, makesEntries: makesEntries)
            }
            current = try self.record(current, after: edits)
        }
        return current
    }

    /// The record as it reads once a business rule has had its way.
    func record(_ record: Record, applying changes: [FieldChange]) throws -> Record {
        try self.record(record, after: record.edits(changes))
    }

    /// The text of a record that does not exist yet; fields in the order given.
    func created(_ new: NewRecord, _ fields: [(key: String, value: YAMLValue)]) throws -> Record {
        try newRecord(
            new.kind, new.path, [("id", .string(new.id ?? String(new.path.stem)))] + fields.filter { $0.key != "id" })
    }

    /// The same for a record whose place and id are settled: `id` is one of its fields.
    func newRecord(_ kind: Kind, _ path: RecordPath, _ fields: [(key: String, value: YAMLValue)]) throws -> Record {
        guard case .string(let id)? = fields.first(where: { $0.key == "id" })?.value else {
            throw CommandFailure(.internalFault, Text("\(path): no id"))
        }
        var reader = YAMLReader()
        let start: Record
        do throws(YAMLError) {
            let tree = try reader.read(Array("id: \(id)\n".utf8))
            start = Record(path: path, kind: kind, text: RecordText(tree))
        } catch {
            throw CommandFailure(.internalFault, Text("\(path): \(error)"))
        }
        return try record(start, after: fields.filter { $0.key != "id" }.map { .set([.key($0.key)], $0.value) })
    }

    /// The handle of the member at the keyboard.
    func handle() throws -> String {
        guard let handle = me.handle else { throw Me.unknown }
        return handle
    }
}

extension PlannedFile {
    /// A record whose text changes.
    init(_ old: Record, becomes new: Record) {
        self.init(path: old.path, before: old.tree.bytes, after: new.tree.bytes)
    }

    /// A record that is new.
    init(new record: Record) {
        self.init(path: record.path, before: nil, after: record.tree.bytes)
    }
}
