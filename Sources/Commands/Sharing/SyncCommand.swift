import ArgumentParser
import Git
import Records
import Sync

/// `crm sync`: commit what is valid, fetch, merge by field, push.
struct SyncCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sync",
            abstract: say("Share your changes with the team and get theirs.", "与团队同步：发送您的修改，接收同事的修改。"),
            discussion: say(
                """
                Commits every valid change, fetches, merges, and pushes. Files with errors stay on this machine and are \
                named; they hold nothing else back. Without a network everything is committed here and sent the next time.
                Exit status 0 when all is shared, 1 when the remote could not be reached, 2 when something stays here \
                because of problems or conflicts, or a file was shared that nobody can read.
                """,
                """
                提交所有有效的修改，接收、合并并推送。有错误的文件留在本机并列出，不影响其他文件。没有网络时先提交到本机，下次再发送。
                全部同步时退出码为 0；连不上远程仓库为 1；有问题或冲突留在本机，或共享了无法读取的文件，为 2。
                """))
    }

    @Flag(name: .long, help: ArgumentHelp(say("Only commit; leave the network alone.", "只提交到本机，不使用网络。")))
    var offline = false

    @Flag(
        name: [.customShort("n"), .long],
        help: ArgumentHelp(say("Say what would come and go; change nothing.", "只说明会收发什么，不做改动。")))
    var dryRun = false

    @Flag(
        name: .long,
        help: ArgumentHelp(say("Go on: every few minutes, and when files change.", "持续运行：每隔几分钟及文件改动后同步。")))
    var watch = false

    @Option(
        name: .long,
        help: ArgumentHelp(say("Minutes between two syncs (--watch).", "两次同步间隔的分钟数（--watch）。"), valueName: "minutes"))
    var every: Double = 5

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        guard every > 0, every <= 1440 else {
            throw ValidationError(say("--every: minutes, more than 0 and at most 1440", "--every：分钟数，大于 0，不超过 1440"))
        }
        if watch, dryRun || offline {
            throw ValidationError(say("--watch goes alone", "--watch 不能与 --dry-run、--offline 同用"))
        }
    }

    mutating func run() throws {
        if watch { return try SyncWatch(interval: every * 60, json: global.json).run() }
        let folder = try openFolder()
        let repository = try openRepository(folder)
        var request = try syncRequest(folder, repository)
        request.isOnlineWanted = !offline
        if dryRun { return try preview(request) }
        var report: SyncReport
        do throws(SyncFailure) {
            report = try synchronizeWithTime(request)
        } catch {
            throw QuietSyncFailure.report(error, json: global.json)
        }
        report = try seen(report, in: folder)
        if let committed = report.committed { warn(committed.warnings) }
        let terminal = Invocation.current.terminal
        if global.json {
            terminal.print(syncValue(report).json(indented: true))
        } else {
            terminal.print(SyncLines(terminal: terminal).lines(report))
        }
        if !report.heldBack.isEmpty || !report.conflicts.isEmpty || !report.unreadable.isEmpty {
            throw QuietExit(status: .problemsFound)
        }
        if report.network != nil { throw QuietExit(status: .failed) }
    }
}

extension SyncCommand {
    private func preview(_ request: SyncRequest) throws {
        var preview: SyncPreview
        do throws(SyncFailure) {
            preview = try previewSync(request)
        } catch {
            throw QuietSyncFailure.report(error, json: global.json)
        }
        preview.received.changes = try seen(preview.received.changes, in: request.folder)
        let terminal = Invocation.current.terminal
        if global.json {
            terminal.print(PreviewLines.value(preview).json(indented: true))
        } else {
            terminal.print(PreviewLines(paint: terminal.paint).lines(preview))
        }
        if preview.network != nil { throw QuietExit(status: .failed) }
    }
}

/// Everything a sync or a commit of this person needs.
func syncRequest(_ folder: CRMFolder, _ repository: Repository) throws -> SyncRequest {
    let invocation = Invocation.current
    let me = try Me(readRecords(folder, kinds: ["member"]), repository: repository)
    var request = SyncRequest(
        folder: folder, repository: repository, author: try author(repository),
        options: try withGitFailures { try networkOptions(repository) }, sleep: { pause($0) })
    request.memberHandle = me.handle
    request.random = { invocation.randomByte() }
    return request
}

/// Who commits, now.
func author(_ repository: Repository) throws -> Signature {
    let instant = Invocation.current.instant
    do {
        let identity = try repository.identity()
        return Signature(
            name: identity.name, email: identity.email, time: Int64(instant.secondsSinceEpoch),
            offset: instant.offset / 60)
    } catch GitError.noIdentity {
        throw CommandFailure.noIdentity
    }
}

extension CommandFailure {
    /// git has no `user.name` and `user.email`.
    static let noIdentity = CommandFailure(
        Text(en: "git does not know who you are", zh: "git 还不知道您是谁"),
        remedy: Text(
            en: "git config --global user.name \"Your Name\"; git config --global user.email you@example.com",
            zh: "请运行：git config --global user.name \"姓名\"；git config --global user.email you@example.com"))
}

/// A sync that ended without a result, reported; with `--json` as an object on standard output.
enum QuietSyncFailure {
    static func report(_ failure: SyncFailure, json: Bool) -> any Error {
        let terminal = Invocation.current.terminal
        let status: ExitStatus =
            switch failure.kind {
            case .conflict, .invalidTogether, .blockedByLocalEdit: .problemsFound
            default: .failed
            }
        if json {
            let value: RecordValue = [
                "error": .text(say(failure.message)), "remedy": .optional(failure.remedy.map { say($0) }),
                "conflicts": .list(conflicts(failure).map { conflictValue($0) }),
            ]
            terminal.print(value.json(indented: true))
            return QuietExit(status: status)
        }
        if case .invalidTogether(let problems) = failure.kind {
            for problem in problems { terminal.print(humanLines(problem, terminal.paint)) }
        }
        terminal.print(conflicts(failure).flatMap { conflictLines($0, terminal.paint) })
        return CommandFailure(status, failure.message, remedy: failure.remedy)
    }

    private static func conflicts(_ failure: SyncFailure) -> [ConflictingFile] {
        if case .conflict(let files) = failure.kind { files } else { [] }
    }

    private static func conflictLines(_ file: ConflictingFile, _ paint: Paint) -> [String] {
        var lines = [
            paint(visible(file.title ?? file.path.text), .bold) + paint("  \(visible(file.path.text))", .faint)
        ]
        switch file.reason {
        case .fields(let fields):
            for field in fields {
                lines.append("  " + visible(field.key))
                lines.append("    " + say("here:  ", "本机：") + paint(shown(field.ours), .yellow))
                lines.append("    " + say("team:  ", "团队：") + paint(shown(field.theirs), .cyan))
            }
        case .deletedHere: lines.append("  " + say("deleted here, changed by the team", "本机已删除，团队有修改"))
        case .deletedThere: lines.append("  " + say("deleted by the team, changed here", "团队已删除，本机有修改"))
        case .bothChanged: lines.append("  " + say("changed on both sides", "双方都有修改"))
        case .unreadable: lines.append("  " + say("one of the versions cannot be read", "其中一个版本无法读取"))
        }
        return lines + [""]
    }

    private static func shown(_ value: String?) -> String {
        value.map { fitted(visible($0), to: 100) } ?? say("(absent)", "（无）")
    }

    private static func conflictValue(_ file: ConflictingFile) -> RecordValue {
        var fields: [RecordValue] = []
        let reason: String
        switch file.reason {
        case .fields(let conflicts):
            reason = "fields"
            fields = conflicts.map {
                [
                    "field": .text($0.key), "base": .optional($0.base), "ours": .optional($0.ours),
                    "theirs": .optional($0.theirs),
                ]
            }
        case .deletedHere: reason = "deleted-here"
        case .deletedThere: reason = "deleted-there"
        case .bothChanged: reason = "both-changed"
        case .unreadable: reason = "unreadable"
        }
        return [
            "path": .text(file.path.text), "title": .optional(file.title), "reason": .text(reason),
            "fields": .list(fields),
        ]
    }
}
