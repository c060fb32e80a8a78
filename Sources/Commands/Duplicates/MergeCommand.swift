import ArgumentParser
import LosslessYAML
import RecordMerge
import Records
import Sync

/// `crm merge A B`: two records that mean the same become one.
struct MergeCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "merge",
            abstract: say("Join two records that mean the same into one.", "把两条重复的记录合并为一条。"),
            discussion: say(
                """
                The first one stays, with its id and its folder. What it lacks comes from the second; lists and texts are joined by the rules of
                the schema; contacts of the same name become one. Where both have a value, you are asked; without a terminal the first one's
                stays. What loses is kept in the remarks. Everything in the second one's folder moves along, every reference to it is changed,
                and its names and numbers go on finding it. One commit; crm undo takes it back.
                  crm merge 云帆科技 KH2026007
                  crm merge KH2026001 KH2026007 --take website=B --take grade=A --dry-run
                """,
                """
                保留第一条，包括其标识和文件夹。它缺少的内容取自第二条；列表和长文本按 schema 的规则合并，同名联系人合为一人。
                两边都有值且不同时会询问；不在终端运行时保留第一条的值。落选的值记入备注。第二条文件夹中的全部内容随之移动，
                所有引用都改指第一条，第二条的名称和编号仍可查到。只产生一次提交，crm undo 可以撤回。
                  crm merge 云帆科技 KH2026007
                  crm merge KH2026001 KH2026007 --take 网站=B --take 客户等级=A --dry-run
                """))
    }

    @Argument(help: ArgumentHelp(say("The record that stays: id, number or name.", "保留的记录：编号或名称。"), valueName: "A"))
    var first: String

    @Argument(help: ArgumentHelp(say("The record that goes into it.", "并入的记录。"), valueName: "B"))
    var second: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("Whose value a field gets where both have one.", "两边都有值的字段取哪一边。"), valueName: "field=A|B"))
    var take: [String] = []

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        // Answers are kept over a second try.
        var answers: [String: MergeSide] = [:]
        try Change.run("merge", options, global) { change in
            let stays = try namedRecord(first, change.records)
            let goes = try namedRecord(second, change.records, kinds: [stays.kind.key])
            guard let staysID = stays.id, let goesID = goes.id, staysID != goesID else {
                throw CommandFailure(.wrongUsage, Text(en: "that is one record", zh: "这是同一条记录"))
            }
            for typed in take { try Self.choose(typed, stays.kind, &answers) }
            change.summary =
                Text(
                    en: "merged: \(goes.title) into \(stays.title)", zh: "合并：\(goes.title) → \(stays.title)")[
                    change.folder.settings.language ?? .english]
            let contents = try FolderJoin(stays, goes, change)
            var fields = JoinedFields(stays, goes, change, renamed: contents.renamed)
            let mayAsk = Invocation.current.terminal.canAsk && !options.dryRun && !global.json
            let merged = try fields.merged(&answers, mayAsk: mayAsk)
            for line in fields.setAside(in: Speech.language) {
                change.remarks.append(say("set aside in the remarks: ", "已记入备注：") + line)
            }
            return try contents.files(merged)
        }
    }

    /// `website=B`, in either language.
    private static func choose(_ typed: String, _ kind: Kind, _ answers: inout [String: MergeSide]) throws {
        let parts = typed.split(maxSplits: 1) { $0 == "=" || $0 == "\u{FF1D}" }.map(String.init)
        guard parts.count == 2, let side = ["A": MergeSide.ours, "B": .theirs][parts[1].uppercased()] else {
            throw CommandFailure(
                .wrongUsage, Text(en: "`--take \(typed)` names no side", zh: "`--take \(typed)` 没有指明取哪一边"),
                remedy: Text(en: "write --take field=A or --take field=B", zh: "请写 --take 字段=A 或 --take 字段=B"))
        }
        answers[try namedField(parts[0], kind).key] = side
    }
}
