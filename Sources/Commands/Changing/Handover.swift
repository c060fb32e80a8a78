import ArgumentParser
import LosslessYAML
import RecordIndex
import Records
import Rules
import Sync

/// `crm handover --from A --to B`: customers, open deals, tasks, tickets and steps of one colleague become another's, in one
/// commit (R24).
struct Handover: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "handover",
            abstract: say("Hand a colleague's customers and open work over to another.", "把一位同事的客户和未完成的工作交接给另一位。"),
            discussion: say(
                """
                Customers, open deals, running contracts, open tasks and tickets, open next steps and promises, in one commit that
                crm undo takes back. Follow-ups of the past keep their author.
                  crm handover --from 李娜 --to 王磊
                  crm handover --from 李娜 --to 王磊 --where 城市=杭州     (only these customers, and what lies with them)
                  crm handover --from 李娜 --to 王磊 --leave              (李娜 leaves the company)
                """,
                """
                包括客户、未结束的商机、有效合同、未完成的任务和工单、未完成的下一步和承诺，作为一次提交，可用 crm undo 撤销。以往的跟进记录仍归原作者。
                  crm handover --from 李娜 --to 王磊
                  crm handover --from 李娜 --to 王磊 --where 城市=杭州     （只交接这些客户及其名下的工作）
                  crm handover --from 李娜 --to 王磊 --leave              （李娜离职）
                """))
    }

    @Option(name: .long, help: ArgumentHelp(say("Whose work it is.", "交出人。"), valueName: "member"))
    var from: String

    @Option(name: .long, help: ArgumentHelp(say("Who takes it over.", "接手人。"), valueName: "member"))
    var to: String

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            say("Only customers for which this holds; may be repeated.", "只交接符合条件的客户，可写多次。"), valueName: "condition"))
    var conditions: [String] = []

    @Flag(
        name: .long,
        help: ArgumentHelp(say("The first one leaves: note it in team/.", "交出人离职：在 team/ 中记下。")))
    var leave = false

    @Flag(name: [.customShort("y"), .long], help: ArgumentHelp(say("Do not ask.", "不再询问。")))
    var yes = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if leave, !conditions.isEmpty {
            throw ValidationError(say("who leaves hands everything over: no --where", "离职须全部交接，不能与 --where 同用"))
        }
    }

    mutating func run() throws {
        var agreed: Int?
        try Change.run("handover", options, global) { change in
            let (old, new) = try colleagues(change)
            let records = change.records
            let today = Invocation.current.today
            let chosen = try chosenFolders(change)
            var moved: [(old: Record, new: Record)] = []
            for record in referrers(to: old.id, records) where records.shows(record) {
                guard chosen.map({ folders in isIn(record, folders) }) ?? true else { continue }
                let changes = handedOver(record, from: old.id, to: new.id, records, today: today)
                guard !changes.isEmpty else { continue }
                moved.append((record, try change.record(record, applying: changes)))
            }
            moved.sort { $0.old.path < $1.old.path }
            let counts = count(moved.map(\.old), change.folder.kinds)
            if !moved.isEmpty, !options.dryRun, !yes, agreed != moved.count {
                preview(moved.map(\.old))
                try confirmChange(counts)
                agreed = moved.count
            }
            var files = moved.map { PlannedFile($0.old, becomes: $0.new) }
            if leave {
                let fields = [FieldChange("active", false), FieldChange("left_on", .text(today.description))]
                files.append(
                    PlannedFile(old.record, becomes: try change.record(old.record, applying: fields)))
            }
            let language = change.folder.settings.language ?? .english
            change.summary =
                Text(
                    en: "Handover: \(old.record.title) → \(new.record.title)",
                    zh: "交接：\(old.record.title) → \(new.record.title)")[language]
                + (moved.isEmpty ? "" : " (" + counts[language] + ")")
            return files
        }
    }

    private typealias Member = (record: Record, id: String)

    private func colleagues(_ change: Change) throws -> (Member, Member) {
        let both = try [from, to].map { typed -> Member in
            let record = try namedMember(typed, change.records)
            return (record, record.id ?? "")
        }
        guard both[0].id != both[1].id else {
            throw CommandFailure(
                .wrongUsage, Text(en: "--from and --to are the same member", zh: "--from 和 --to 是同一个人"))
        }
        if both[1].record.value("active") == false {
            throw CommandFailure(
                .wrongUsage,
                Text(en: "\(both[1].record.title) has left", zh: "\(both[1].record.title) 已离职"),
                remedy: Text(en: "name somebody who is active", zh: "请指定在职的成员"))
        }
        return (both[0], both[1])
    }

    /// The folders of the customers that fulfil the conditions; nil for all.
    private func chosenFolders(_ change: Change) throws -> Set<String>? {
        let kinds = change.folder.seen(through: change.sight).kinds
        guard !conditions.isEmpty, let kind = kinds["customer"], let filter = try readFilter(conditions, kind, kinds)
        else { return nil }
        let surroundings = FilterSurroundings(change.folder, today: Invocation.current.today, me: change.me.handle)
        let index = try openIndex(change.folder, sight: change.sight)
        let answer = try answering { try index.answer(RecordQuery(kind, [filter]), surroundings) }
        return Set(answer.rows.map(\.path.folder))
    }

    private func isIn(_ record: Record, _ folders: Set<String>) -> Bool {
        folders.contains(record.kind.key == "customer" ? record.path.folder : record.parentFolder ?? "")
    }

    /// The records that name a member, each once.
    private func referrers(to id: String, _ records: RecordSet) -> [Record] {
        var seen: Set<RecordPath> = []
        return records.references(to: [id]).map(\.record).filter { seen.insert($0.path).inserted }
    }

    private func preview(_ records: [Record]) {
        let terminal = Invocation.current.terminal
        for record in records.prefix(20) {
            terminal.remark("  " + say(record.kind.label) + "  " + visible(record.title))
        }
        if records.count > 20 { terminal.remark("  …") }
    }

    /// `3 customers, 2 deals` in the order of the kinds.
    private func count(_ records: [Record], _ kinds: KindSet) -> Text {
        let parts = kinds.kinds.compactMap { kind -> Text? in
            let number = records.count { $0.kind.key == kind.key }
            guard number > 0 else { return nil }
            return Text(
                en: "\(number) \(number == 1 ? kind.label.en : kind.plural.en)", zh: "\(number) 个\(kind.label.zh)")
        }
        return Text(
            en: parts.map(\.en).joined(separator: ", "), zh: parts.map(\.zh).joined(separator: "、"))
    }
}
