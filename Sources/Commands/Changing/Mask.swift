import ArgumentParser
import LosslessYAML
import Records
import Sync

/// `crm mask`: masks what a repository holds from before it was one with `privacy: masked` (R53, R54, R195).
struct Mask: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "mask",
            abstract: say("Mask names and contact data that are still plain.", "将仍为明文的姓名和联系方式脱敏。"),
            discussion: say(
                """
                For a repository that was just set to `privacy: masked`: new input is masked by itself. What was committed before
                stays in the history of git (docs/PRIVACY.md).
                """,
                """
                用于刚改为 `privacy: masked` 的仓库；此后的新输入会自动脱敏。以前提交过的内容仍留在 git 历史中（见 docs/PRIVACY.md）。
                """))
    }

    @Flag(name: [.customShort("y"), .long], help: ArgumentHelp(say("Do not ask.", "不再询问。")))
    var yes = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        var agreed: Int?
        try Change.run("mask", options, global) { change in
            guard change.folder.settings.privacy == .masked else {
                throw CommandFailure(
                    .wrongUsage, Text(en: "this repository is not masked", zh: "本仓库没有启用脱敏"),
                    remedy: Text(en: "set privacy: masked in crm.yaml first", zh: "请先在 crm.yaml 中设置 privacy: masked"))
            }
            let files = change.records.all.compactMap { record -> PlannedFile? in
                let masked = record.masked
                return masked.tree.bytes == record.tree.bytes ? nil : PlannedFile(record, becomes: masked)
            }
            if !files.isEmpty, !options.dryRun, !yes, agreed != files.count {
                try confirmChange(
                    Text.count(files.count, "record", "条记录将被脱敏", plural: "records")
                        + Text(en: files.count == 1 ? " is masked" : " are masked", zh: ""))
                agreed = files.count
            }
            return files
        }
    }
}

/// Asks before many records change.
///
/// - Parameter count: what would change, as a sentence.
/// - Throws: when the person declines, or nobody can be asked.
func confirmChange(_ count: Text) throws {
    let terminal = Invocation.current.terminal
    terminal.remark(say(count))
    if terminal.canAsk, terminal.confirm(say("Change them?", "确定修改？"), usually: false) { return }
    throw terminal.canAsk
        ? CommandFailure.givenUp
        : CommandFailure(
            .wrongUsage, Text(en: "nothing was written yet", zh: "尚未写入"),
            remedy: Text(en: "repeat with --yes to change them", zh: "确认无误后加上 --yes 再运行"))
}
