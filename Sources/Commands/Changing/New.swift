import ArgumentParser
import LosslessYAML
import Records
import Sync

/// `crm new KIND [field=value …]`: a record of any kind, with an id and a number of its own.
struct New: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new",
            abstract: say("Make a new record.", "新建一条记录。"),
            discussion: say(
                """
                A word without = is the name. Id, number, owner and date come by themselves; what the team's profile asks for and
                is missing is asked for, or put off with --draft.
                  crm new customer 云帆科技 industry=it-services contacts=张伟 'contacts[张伟].mobile=138****0000'
                  crm new deal 数据平台 --for 云帆科技 amount=20万 expected_close=2026-12-20
                  crm new task "Prepare the demo" --for 云帆科技 due=fri
                  crm new customer --edit
                """,
                """
                不带 = 的词就是名称。标识、编号、负责人和日期会自动填写；缺少的必填项会逐一询问，也可以用 --draft 以后再补。
                  crm new 客户 云帆科技 所属行业=IT服务业 联系人=张伟 '联系人[张伟].手机=138****0000'
                  crm new 商机 数据平台 --for 云帆科技 预计金额=20万 预计成交日期=2026-12-20
                  crm new 任务 准备演示环境 --for 云帆科技 截止时间=周五
                  crm new 客户 --edit
                """))
    }

    @Argument(help: ArgumentHelp(say("Kind of record: customer, deal, task …", "记录类型：客户、商机、任务……"), valueName: "kind"))
    var kind: String

    @Argument(help: ArgumentHelp(say("The name, or field=value.", "名称，或 字段=值。"), valueName: "assignment"))
    var values: [String] = []

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(say("The customer that it belongs to.", "所属客户。"), valueName: "customer"))
    var customer: String?

    @Option(
        name: .long,
        help: ArgumentHelp(say("Folder for a new customer, such as 华东.", "新客户所在的文件夹，如 华东。"), valueName: "folder"))
    var folder: String?

    @Flag(name: .long, help: ArgumentHelp(say("Fill it in in your editor.", "在编辑器中填写。")))
    var edit = false

    @Flag(name: .long, help: ArgumentHelp(say("Save it although fields are missing.", "必填项不全也保存为草稿。")))
    var draft = false

    @Flag(name: .long, help: ArgumentHelp(say("Although there is a customer like it.", "即使已有相似的客户也新建。")))
    var anyway = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        // Answers and edited text are kept over a second try.
        var done: Record?
        var session: EditSession?
        var isSettled = anyway
        try Change.run("new", options, global) { change in
            if let done, !fileExists(change.folder.root + "/" + done.path.text), session != nil {
                return [.init(new: done)]
            }
            let kind = try namedKind(self.kind, change.folder.kinds)
            let (named, rest) = change.splitParent(values, kind)
            var record = try RecordDraft(
                kind, parent: try change.parent(of: kind, named: customer ?? named), in: folder)
            try record.assign(assignments(rest, kind), change)
            try record.fillIn(change)
            if edit {
                let (text, used) = try edited(record, change)
                session = used
                done = text
                try change.warnOfTwins(of: text, anyway: isSettled)
                isSettled = true
                return [.init(new: text)]
            }
            try record.complete(change, wantsDraft: draft)
            let new = try record.finished(change)
            try change.warnOfTwins(of: new, anyway: isSettled)
            isSettled = true
            return [.init(new: new)]
        }
        session?.finish()
    }

    /// A word without a sign is the name.
    private func assignments(_ typed: [String], _ kind: Kind) -> [String] {
        let name = kind.titleFields.first { kind.field($0) != nil } ?? "name"
        return typed.map { text in
            text.contains("=") || text.contains("\u{FF1D}") ? text : "\(name)=\(text)"
        }
    }

    /// The record as the person filled in the template.
    private func edited(_ record: RecordDraft, _ change: Change) throws -> (Record, EditSession) {
        let place = try record.finished(change)
        let template = RecordTemplate(
            kind: record.kind, profile: change.folder.settings.profile, language: Speech.language)
        var session = EditSession(name: record.kind.key, repository: change.repository)
        session.strip = { template.stripped($0) }
        session.check = { bytes in change.problems(of: bytes, at: place.path) }
        guard let bytes = try session.run(template.text(place)), !bytes.isEmpty else { throw CommandFailure.givenUp }
        let parsed = ParsedFile(path: place.path, bytes: bytes)
        guard let text = parsed.text else { throw CommandFailure.givenUp }
        // Only now is it known what it is called.
        let filled = Record(path: place.path, kind: record.kind, text: text)
        return (Record(path: try record.place(filled, change).path, kind: record.kind, text: text), session)
    }
}

extension CommandFailure {
    /// The person broke off.
    static let givenUp = CommandFailure(Text(en: "given up; nothing was written", zh: "已放弃，没有写入任何内容"))
}

extension RecordDraft {
    init(_ kind: Kind, parent: Record?, in folder: String?) throws {
        try self.init(kind, parent: parent)
        self.folder = folder ?? ""
    }
}
