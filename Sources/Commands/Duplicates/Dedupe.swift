import ArgumentParser
import LosslessYAML
import Records
import Rules
import Sync

/// `crm dedupe [KIND]`: records that seem to mean the same; `--not A B` remembers that two do not.
struct Dedupe: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "dedupe",
            abstract: say("List records that seem to mean the same.", "列出疑似重复的记录。"),
            discussion: say(
                """
                Names are compared without legal form, place, brackets and the way of writing; then registration numbers, phone numbers,
                e-mail addresses and websites. The score says how sure it is, from 0 to 100.
                  crm dedupe
                  crm dedupe members --least 40
                  crm merge KH2026001 KH2026007     makes one of two
                  crm dedupe --not KH2026001 KH2026007     they are two; never ask again
                """,
                """
                比较名称时不计公司形式、地名、括号和写法；再比较统一社会信用代码、电话、邮箱和网站。分数表示把握程度，0 到 100。
                  crm dedupe
                  crm dedupe 成员 --least 40
                  crm merge KH2026001 KH2026007     合并为一个客户
                  crm dedupe --not KH2026001 KH2026007     确认不是同一个，不再提示
                """))
    }

    @Argument(help: ArgumentHelp(say("Kind of record; customers if left out.", "记录类型；默认是客户。"), valueName: "kind"))
    var kind = "customer"

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("The lowest score to show (60).", "显示的最低分数（默认 60）。"), valueName: "score"))
    var least = 60

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("Show at most so many pairs (20).", "最多显示多少对（默认 20）。"), valueName: "n"))
    var limit = 20

    @Option(
        name: .customLong("not"), parsing: .upToNextOption,
        help: ArgumentHelp(say("Two records that do not mean the same.", "两条并非重复的记录。"), valueName: "record"))
    var different: [String] = []

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if !different.isEmpty, different.count != 2 {
            throw ValidationError(say("--not takes two records", "--not 需要两条记录"))
        }
        if limit < 0 { throw ValidationError(say("--limit must not be negative", "--limit 不能为负数")) }
    }

    mutating func run() throws {
        if different.count == 2 { return try remember(different[0], different[1]) }
        let folder = try openFolder()
        let kind = try namedKind(self.kind, folder.kinds)
        let records = try readRecords(folder).records(of: kind.key)
        let pairs = duplicates(among: records.map { DuplicateTraits($0) }, least: max(1, least))
        let byPath = Dictionary(records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let sheet = DuplicateSheet(pairs: Array(pairs.prefix(limit)), records: byPath)
        let terminal = Invocation.current.terminal
        if global.json {
            let object: RecordValue = [
                "kind": .text(kind.key), "count": .integer(pairs.count), "pairs": .list(sheet.values),
            ]
            terminal.print(object.json(indented: true))
            return
        }
        terminal.print(sheet.lines(terminal.paint))
        let shown = pairs.count > limit ? say(", showing \(limit)", "，显示 \(limit) 对") : ""
        let total = say(Text.count(pairs.count, "pair", "对疑似重复") + Text(shown))
        let remedy = say(
            "; crm merge A B joins two, crm dedupe --not A B keeps them apart",
            "；crm merge A B 合并，crm dedupe --not A B 标记为不同")
        let none = say("no duplicates found", "没有发现重复")
        terminal.remark(terminal.errorPaint(pairs.isEmpty ? none : total + remedy, .faint))
    }

    /// Written into the record with the lesser id, so that two people who say it write the same.
    private func remember(_ one: String, _ two: String) throws {
        try Change.run("dedupe", options, global) { change in
            let kinds: Set<String> = [try namedKind(kind, change.folder.kinds).key]
            let left = try namedRecord(one, change.records, kinds: kinds)
            let right = try namedRecord(two, change.records, kinds: kinds)
            guard let leftID = left.id, let rightID = right.id, leftID != rightID else {
                throw CommandFailure(.wrongUsage, Text(en: "that is one record", zh: "这是同一条记录"))
            }
            let (record, id) = leftID.utf8.lexicographicallyPrecedes(rightID.utf8) ? (left, rightID) : (right, leftID)
            guard let field = record.kind.field("not_same_as") else {
                throw CommandFailure(
                    Text(
                        en: "the schema of \(record.kind.label.en) has no field not_same_as to keep that in",
                        zh: "\(record.kind.label.zh)的 schema 没有可记录此事的字段 not_same_as"),
                    remedy: Text(
                        en: "add it to schemas/ as in the shipped schema: crm init --schemas shows it",
                        zh: "请参照自带的 schema 在 schemas/ 中添加：crm init --schemas"))
            }
            let known = (record.value(field.key)?.items ?? []).compactMap(\.string)
            if known.contains(id) { return [] }
            let edit: YAMLEdit =
                known.isEmpty
                ? .set([.key(field.key)], .list([.string(id)])) : .addItem([.key(field.key)], .string(id), index: nil)
            return [.init(record, becomes: try change.record(record, after: [edit]))]
        }
    }
}
