import ArgumentParser
import LosslessYAML
import Records
import Sync

/// `crm rename RECORD NAME`: the name, and the file or folder that is called after it. References are by id and stay.
struct Rename: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rename",
            abstract: say("Give a record another name; its file or folder follows.", "给记录改名，文件或文件夹随之改名。"),
            discussion: say(
                """
                A customer's folder moves with everything in it, in one commit. The id stays, so nothing that refers to it breaks.
                  crm rename 云帆科技 云帆科技集团
                  crm rename 云帆科技 --folder yunfan          (only the folder)
                """,
                """
                客户的文件夹连同其中的全部内容在一次提交中移动。编号不变，引用不受影响。
                  crm rename 云帆科技 云帆科技集团
                  crm rename 云帆科技 --folder yunfan          （只改文件夹名）
                """))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: String

    @Argument(help: ArgumentHelp(say("The new name.", "新名称。"), valueName: "name"))
    var name: String?

    @Option(
        name: [.customLong("folder"), .customLong("file")],
        help: ArgumentHelp(
            say("Name of the folder or file; from the new name if left out.", "文件夹或文件名；默认取自新名称。"), valueName: "name"))
    var slug: String?

    @Flag(name: .long, help: ArgumentHelp(say("Leave folder or file as it is called.", "文件夹或文件名保持不变。")))
    var keepFolder = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if name == nil, slug == nil { throw ValidationError(say("give a new name, or --folder", "请给出新名称或 --folder")) }
        if slug != nil, keepFolder {
            throw ValidationError(
                say("--folder and --keep-folder exclude each other", "--folder 和 --keep-folder 不能同时使用"))
        }
    }

    mutating func run() throws {
        try Change.run("rename", options, global) { change in
            let record = try namedRecord(self.record, change.records)
            var renamed = record
            if let name {
                guard let key = record.kind.titleFields.first(where: { record.kind.field($0) != nil }), key != "id"
                else {
                    throw CommandFailure(
                        .wrongUsage,
                        Text(en: "a \(record.kind.label.en) has no name", zh: "\(record.kind.label.zh)没有名称"))
                }
                renamed = try change.record(record, after: [.set([.key(key)], .string(name))])
            }
            if renamed.title != record.title {
                change.summary =
                    Text(
                        en: "renamed: \(record.title) → \(renamed.title)", zh: "改名：\(record.title) → \(renamed.title)")[
                        change.folder.settings.language ?? .english]
            }
            let move = RecordMove(record, root: change.folder.root)
            guard let target = try move.target(renamed, slug: slug, keeping: keepFolder) else {
                return [.init(record, becomes: renamed)]
            }
            return try move.files(to: target, record: renamed, change)
        }
    }
}
