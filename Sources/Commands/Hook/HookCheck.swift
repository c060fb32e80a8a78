import ArgumentParser
import Git
import Records
import Sync

/// `crm hook check OLD NEW --pusher P`: what the server would say, without a push.
struct HookCheck: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: say("What the server would say to a push.", "查看服务器会如何答复一次推送。"),
            discussion: say(
                """
                Judges the commits between OLD and NEW under the policy of OLD, as the hook does; nothing is sent or changed.
                Exit status 2 when the push would be refused.
                  crm hook check origin/main HEAD --pusher li-na
                """,
                """
                按 OLD 的规则检查 OLD 到 NEW 之间的提交，与服务器上的钩子相同；不发送、不改动任何内容。会被拒绝时退出码为 2。
                  crm hook check origin/main HEAD --pusher li-na
                """))
    }

    @Argument(help: ArgumentHelp(say("What the server has.", "服务器上的提交。"), valueName: "old")) var old: String
    @Argument(help: ArgumentHelp(say("What would be pushed.", "要推送的提交。"), valueName: "new")) var new: String
    @Option(
        help: ArgumentHelp(
            say("Handle or e-mail address of who pushes.", "推送者的代号或邮箱。"), valueName: "member"))
    var pusher: String?
    @Option(
        help: ArgumentHelp(
            say("The ref that would move; the team's branch if not given.", "要更新的引用；默认是团队的分支。"), valueName: "ref"))
    var ref: String?
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let invocation = Invocation.current
        let judgement = try withGitFailures {
            let here = try Repository.open(discoveringFrom: invocation.folder)
            let repository = try Repository.openReceiving(at: here.gitFolder, objects: [])
            func find(_ name: String) throws -> ObjectID {
                guard let commit = try repository.commit(named: name) else {
                    throw CommandFailure(Text(en: "there is no commit \(name)", zh: "没有提交 \(name)"))
                }
                return commit
            }
            let known = try find(old)
            let update = Push.Update(
                ref: try ref ?? repository.head().branch ?? "refs/heads/main", old: known, new: try find(new))
            var push = Push(
                updates: [update],
                pusher: pusher.map { Pusher(name: $0, email: $0) } ?? Pusher(environment: invocation.environment),
                now: invocation.instant)
            push.ruling = known
            return try judgePush(push, in: repository)
        }
        let terminal = invocation.terminal
        if global.json {
            terminal.print(PushLines(judgement).value.json(indented: true))
        } else {
            terminal.print(PushLines(judgement).lines)
            if judgement.refusals.isEmpty {
                terminal.print(
                    terminal.paint("✓ ", .green)
                        + say(
                            Text.count(judgement.commits, "commit", "次提交")
                                + Text(en: " would be taken", zh: "会被接受")))
            }
        }
        if !judgement.refusals.isEmpty { throw QuietExit(status: .problemsFound) }
    }
}
