import ArgumentParser
import Git
import Records
import Sync

/// `crm undo [OPERATION]`: takes back what an operation did, and only that.
struct UndoCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "undo",
            abstract: say(
                "Take back your last operation, or one of crm operations.", "撤销您的上一次操作，或 crm operations 中的某一次。"),
            discussion: say(
                """
                What others did since stays; if they changed the same fields, nothing is undone and they are named. An operation
                that was synced can be undone as well: the undo is a new commit. To redo, undo the undo by its id.
                  crm undo            the last thing you did; again: the one before
                  crm undo 3f2a1b9c   that operation
                """,
                """
                别人之后的修改会保留；如果他们改了同一字段，则不撤销并说明是谁。已同步的操作也能撤销：撤销本身是一次新提交。
                要重做，用编号撤销那次撤销。
                  crm undo            撤销您的上一次操作；再运行一次则撤销更早的
                  crm undo 3f2a1b9c   撤销指定的操作
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say("Id of the operation (crm operations).", "操作编号（见 crm operations）。"), valueName: "operation"))
    var operation: String?

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("undo", options, global) { change in
            let past = try Past(change.folder, change.repository, change.records, change.sight)
            let target = try withGitFailures { try self.target(past) }
            let terminal = Invocation.current.terminal
            let person = Person(records: past.records).name(target.commit, target.note)
            let what = "\(target.commit.when)  \(person)  \(target.commit.summary)  \(target.commit.id.abbreviated)"
            terminal.remark(terminal.errorPaint(say("undoing: ", "撤销：") + visible(what), .faint))
            change.undoes = target.commit.id
            change.summary = try summary(of: target, past)
            let plan: UndoPlan
            do {
                plan = try withGitFailures { try planUndo(of: target.commit, now: past.now) }
            } catch let problem as FileProblem {
                throw CommandFailure(problem.message)
            }
            switch plan {
            case .files(let files): return files
            case .nothing: return []
            case .obstacles(let obstacles): throw refusal(obstacles, past)
            }
        }
    }

    private func target(_ past: Past) throws -> Operation {
        guard let operation else { return try last(past) }
        guard operation.utf8.count >= 4, operation.utf8.count <= 40, operation.allSatisfy(\.isHexDigit),
            let id = try past.repository.commit(named: operation)
        else {
            throw CommandFailure(
                .wrongUsage, Text(en: "there is no operation `\(operation)`", zh: "没有操作 `\(operation)`"),
                remedy: Text(en: "crm operations lists them", zh: "运行 crm operations 查看"))
        }
        var found: Operation?
        try readOperations(past.repository, from: try past.head()) { candidate in
            if candidate.commit.id == id { found = candidate }
            return found == nil
        }
        if let found { return try possible(found) }
        let commit = try past.repository.commit(id)
        throw commit.parents.count > 1
            ? CommandFailure(
                Text(
                    en: "\(id.abbreviated) only joins the work of several people", zh: "\(id.abbreviated) 只是合并了几个人的工作"),
                remedy: Text(en: "undo what it joined: crm operations", zh: "请撤销其中的操作：crm operations"))
            : CommandFailure(
                Text(en: "\(id.abbreviated) is no part of this branch", zh: "\(id.abbreviated) 不在当前分支中"),
                remedy: Text(en: "crm operations lists what is", zh: "运行 crm operations 查看"))
    }

    private func possible(_ operation: Operation) throws -> Operation {
        let id = operation.commit.id.abbreviated
        if let by = operation.undoneBy {
            throw CommandFailure(
                Text(en: "\(id) is undone already", zh: "\(id) 已经撤销过"),
                remedy: Text(en: "to do it again: crm undo \(by.abbreviated)", zh: "要重做：crm undo \(by.abbreviated)"))
        }
        if operation.isFirst {
            throw CommandFailure(
                Text(en: "\(id) is the beginning of everything here", zh: "\(id) 是这个仓库的开头"),
                remedy: Text(en: "it cannot be undone", zh: "不能撤销"))
        }
        return operation
    }

    /// The last operation of this person that still holds and changed something that is a record, an attachment or a setting.
    private func last(_ past: Past) throws -> Operation {
        let isMine = try IsMine(past.me, past.repository)
        var found: Operation?
        try readOperations(past.repository, from: try past.head()) { operation in
            guard !operation.isUndo, operation.undoneBy == nil, !operation.isFirst, isMine(operation),
                try operation.note.operation != nil || touchesRecords(operation, past)
            else { return true }
            found = operation
            return false
        }
        if let found { return found }
        throw CommandFailure(
            Text(en: "there is nothing of yours to undo", zh: "没有您可以撤销的操作"),
            remedy: Text(en: "crm operations lists what was done", zh: "运行 crm operations 查看做过的操作"))
    }

    private func touchesRecords(_ operation: Operation, _ past: Past) throws -> Bool {
        try past.repository.changes(from: operation.commit.parents.first, to: operation.commit.id).contains { change in
            RecordPath(change.path.string).flatMap { past.folder.kinds.kind(at: $0) } != nil
        }
    }

    /// The first line of the commit, in the language of the repository.
    private func summary(of target: Operation, _ past: Past) throws -> String {
        let language = past.folder.settings.language ?? .english
        guard let undone = target.note.undoes, try past.repository.contains(undone) else {
            return Text(en: "undo: ", zh: "撤销：")[language] + target.commit.summary
        }
        let original = try past.repository.commit(undone)
        let isRedoOfUndo = CommitNote(message: original.message).undoes != nil
        return (isRedoOfUndo ? Text(en: "undo again: ", zh: "再次撤销：") : Text(en: "redo: ", zh: "重做："))[language]
            + original.summary
    }

    private func refusal(_ obstacles: [UndoObstacle], _ past: Past) -> CommandFailure {
        let terminal = Invocation.current.terminal
        let words = UndoWording(records: past.records)
        for obstacle in obstacles.prefix(10) { terminal.remark("  " + visible(say(words.text(obstacle)))) }
        if obstacles.count > 10 { terminal.remark("  …") }
        return CommandFailure(
            .problemsFound, Text(en: "not undone, nothing was changed", zh: "没有撤销，什么都没有改动"),
            remedy: Text(
                en: "set the fields by hand (crm set), or bring single ones back: crm restore RECORD --at DAY FIELD",
                zh: "请用 crm set 手工修改，或恢复个别字段：crm restore 记录 --at 日期 字段"))
    }
}
