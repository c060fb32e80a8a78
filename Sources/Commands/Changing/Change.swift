import Git
import LosslessYAML
import Records
import Sync

/// A change to records on its way: what a command needs to plan it, and the one way to write it.
struct Change {
    let folder: CRMFolder
    let repository: Repository
    let records: RecordSet
    let me: Me
    let operation: String
    var summary: String?
    var reason: String?
    /// The commit that this change takes back.
    var undoes: ObjectID?
    var isDryRun = false
    var writesJSON = false

    init(operation: String) throws {
        folder = try openFolder()
        repository = try openRepository(folder)
        records = try readRecords(folder)
        me = try Me(records, repository: repository)
        self.operation = operation
    }

    var input: TypedInput { TypedInput(records: records, now: Invocation.current.instant) }

    /// Plans, writes and reports. `plan` is called again with fresh records when a file changed on disk meanwhile.
    static func run(
        _ operation: String, reason: String? = nil, dryRun: Bool, json: Bool,
        plan: (inout Change) throws -> [PlannedFile]
    ) throws {
        for attempt in 1...4 {
            var change = try Change(operation: operation)
            change.reason = reason
            change.isDryRun = dryRun
            change.writesJSON = json
            let files = try plan(&change).filter { $0.before != $0.after }
            do throws(WriteFailure) {
                return try change.finish(files)
            } catch {
                if case .changedMeanwhile = error, attempt < 4 { continue }
                throw change.worded(error)
            }
        }
    }

    /// The record as it reads after some edits.
    func record(_ record: Record, after edits: [YAMLEdit]) throws -> Record {
        var editor = YAMLEditor(record.tree)
        for edit in edits {
            do throws(YAMLEditError) {
                try editor.apply(edit)
            } catch {
                throw CommandFailure(
                    Text(en: "\(record.path) cannot be edited: \(error)", zh: "无法修改 \(record.path)：\(error)"),
                    remedy: Text(en: "edit the file by hand", zh: "请直接编辑该文件"))
            }
        }
        return Record(path: record.path, kind: record.kind, text: RecordText(editor.tree))
    }

    /// The text of a record that does not exist yet; fields in the order given.
    func created(_ new: NewRecord, _ fields: [(key: String, value: YAMLValue)]) throws -> PlannedFile {
        var reader = YAMLReader()
        let start: Record
        do throws(YAMLError) {
            let tree = try reader.read(Array("id: \(new.id ?? String(new.path.stem))\n".utf8))
            start = Record(path: new.path, kind: new.kind, text: RecordText(tree))
        } catch {
            throw CommandFailure(.internalFault, Text("\(new.path): \(error)"))
        }
        let edits = fields.filter { $0.key != "id" }.map { YAMLEdit.set([.key($0.key)], $0.value) }
        return PlannedFile(path: new.path, before: nil, after: try record(start, after: edits).tree.bytes)
    }

    private func finish(_ files: [PlannedFile]) throws(WriteFailure) {
        let terminal = Invocation.current.terminal
        if files.isEmpty {
            let nothing = say("nothing to change", "没有需要修改的内容")
            terminal.print(writesJSON ? json(files, commit: nil).json(indented: true) : nothing)
            return
        }
        if isDryRun {
            for file in files { terminal.print(diffLines(file, terminal.paint)) }
            return
        }
        let signature: Signature
        do {
            signature = try author(repository)
        } catch {
            throw .git(error)
        }
        var request = WriteRequest(
            folder: folder, repository: repository, author: signature, files: files, operation: operation,
            sleep: { pause($0) })
        request.memberHandle = me.handle
        request.summary = summary
        request.reason = reason
        request.undoes = undoes
        request.commits = folder.settings.all["commit"]?.string != "manual"
        let commit = try writeRecords(request)
        if writesJSON {
            terminal.print(json(files, commit: commit).json(indented: true))
        } else {
            for file in files { terminal.print(changeLines(file, terminal.paint)) }
            if commit == nil {
                terminal.print(terminal.paint(say("not committed (commit: manual)", "未提交（commit: manual）"), .faint))
            }
        }
    }

    private func json(_ files: [PlannedFile], commit: ObjectID?) -> RecordValue {
        [
            "operation": .text(operation), "commit": .optional(commit?.hex),
            "files": .list(
                files.map { file in
                    [
                        "path": .text(file.path.text),
                        "change": .text(file.before == nil ? "added" : file.after == nil ? "removed" : "changed"),
                        "id": .optional(readRecord(file)?.id),
                    ]
                }),
        ]
    }

    private func readRecord(_ file: PlannedFile) -> Record? {
        guard let bytes = file.after ?? file.before, let kind = folder.kinds.kind(at: file.path) else { return nil }
        return ParsedFile(path: file.path, bytes: bytes).text.map { Record(path: file.path, kind: kind, text: $0) }
    }

    /// One line for the file, then what changed in it.
    private func changeLines(_ file: PlannedFile, _ paint: Paint) -> [String] {
        let title = readRecord(file).map { visible($0.title) } ?? ""
        let path = paint("  " + visible(file.path.text), .faint)
        guard file.before != nil, file.after != nil else {
            let sign = file.before == nil ? paint("+ ", .green) : paint("- ", .red)
            return [sign + paint(title, .bold) + path]
        }
        return [paint("~ ", .cyan) + paint(title, .bold) + path]
            + lineDiff(file.before ?? [], file.after ?? [], context: 0).map { "    " + painted($0, paint) }
    }

    private func diffLines(_ file: PlannedFile, _ paint: Paint) -> [String] {
        [paint(visible(file.path.text), .bold)]
            + lineDiff(file.before ?? [], file.after ?? [], context: 2).map { "  " + painted($0, paint) } + [""]
    }

    private func painted(_ line: DiffLine, _ paint: Paint) -> String {
        switch line {
        case .same(let text): "  " + visible(text)
        case .removed(let text): paint("- " + visible(text), .red)
        case .added(let text): paint("+ " + visible(text), .green)
        case .gap: paint("  ⋯", .faint)
        }
    }

    private func worded(_ failure: WriteFailure) -> any Error {
        switch failure {
        case .problems(let problems):
            let terminal = Invocation.current.terminal
            for problem in problems.prefix(10) {
                for line in humanLines(problem, terminal.errorPaint) { terminal.remark(line) }
            }
            return CommandFailure(
                .problemsFound, Text(en: "nothing was written: the result would have problems", zh: "没有写入：修改后会有问题"))
        case .changedMeanwhile(let path):
            return CommandFailure(
                Text(en: "\(path) keeps changing while I work on it", zh: "\(path) 一直在被其他程序修改"),
                remedy: Text(en: "close the other program and repeat", zh: "请关闭其他程序后重试"))
        case .file(let problem): return CommandFailure(problem.message)
        case .git(let error): return gitFailure(error) ?? error
        case .sync(let failure): return CommandFailure(failure.message, remedy: failure.remedy)
        }
    }
}

/// What a person typed for a field, refused in words.
func withInputFailures<R>(_ body: () throws(InputFailure) -> R) throws -> R {
    do throws(InputFailure) {
        return try body()
    } catch {
        throw CommandFailure(.wrongUsage, error.message, remedy: error.remedy)
    }
}
