import ArgumentParser
import Git
import Records
import Sync

/// `crm save`: commits what was edited by hand and holds; the first step of a sync, without the network.
struct Save: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "save",
            abstract: say("Commit valid changes without sharing them.", "提交有效的修改，不发送。"),
            discussion: say(
                "What has errors stays as it is and is named; exit status 2.", "有错误的内容保持不变并列出，退出码为 2。"))
    }

    @Option(name: .shortAndLong, help: ArgumentHelp(say("First line of the commit.", "提交说明的第一行。"), valueName: "text"))
    var message: String?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let folder = try openFolder()
        let repository = try openRepository(folder)
        var request = try syncRequest(folder, repository)
        request.operation = "save"
        request.summary = message
        let result: (committed: CommittedChange?, heldBack: [HeldBack])
        do throws(SyncFailure) {
            result = try commitValidChanges(request)
        } catch {
            throw QuietSyncFailure.report(error, json: global.json)
        }
        if let committed = result.committed { warn(committed.warnings) }
        let terminal = Invocation.current.terminal
        if global.json {
            let value: RecordValue = [
                "commit": .optional(result.committed?.commit.hex),
                "changes": .list((result.committed?.changes ?? []).map { summaryValue($0) }),
                "held_back": .list(result.heldBack.map { heldBackValue($0) }),
            ]
            terminal.print(value.json(indented: true))
        } else {
            terminal.print(lines(result.committed, result.heldBack, terminal.paint))
        }
        if !result.heldBack.isEmpty { throw QuietExit(status: .problemsFound) }
    }

    private func lines(_ committed: CommittedChange?, _ heldBack: [HeldBack], _ paint: Paint) -> [String] {
        var lines: [String] = []
        if let committed {
            lines.append(
                paint("✓ ", .green)
                    + say(Text.count(committed.changes.count, "change", "处修改") + Text(en: " committed", zh: "已提交")))
            let shown = committed.changes.prefix(20)
            lines += shown.map { "  " + visible($0.title ?? "") + paint("  " + visible($0.path.text), .faint) }
            if committed.changes.count > shown.count { lines.append("  …") }
        } else if heldBack.isEmpty {
            lines.append(say("nothing to commit", "没有需要提交的修改"))
        }
        for file in heldBack {
            lines.append(paint("✗ ", .red) + visible(file.path.text))
            for problem in file.problems.prefix(3) { lines += humanLines(problem, paint).dropLast().map { "  " + $0 } }
        }
        return lines
    }
}
