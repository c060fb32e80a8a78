import ArgumentParser
import RecordIndex
import Records

/// `crm find WORDS…`: records of all kinds by any text in them.
struct Find: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "find",
            abstract: say("Search all records for words.", "在全部记录中搜索。"),
            discussion: say(
                """
                All words must be found, in any field. Chinese words of any length, pinyin (yuanjing) and initials (yjzn) of names, parts
                of phone numbers however they are written, Latin words without their accents; where nothing is found, names that differ by a
                slip. What customers and colleagues are called counts for their records too: crm find 远景 付款. Names come first.
                  crm find 付款
                  crm find yjzn 报价 --kind deal
                  crm find 138-0013
                """,
                """
                所有词都要找到，可在任何字段中：任意长度的中文词，名称的拼音（yuanjing）和首字母（yjzn），任何写法的电话号码片段，不带重音符号的外文词；
                一无所获时，再找只差一个字（同音字、错字、拼写错误）的名称。客户和同事的名称也算在其记录中：crm find 远景 付款。名称命中的排在前面。
                  crm find 付款
                  crm find yjzn 报价 --kind 商机
                  crm find 138-0013
                """))
    }

    @Argument(
        help: ArgumentHelp(say("Words; one in quotes with spaces is a phrase.", "搜索词；带空格的词组请加引号。"), valueName: "word"))
    var words: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("Only these kinds, separated by commas.", "只搜索这些类型，用逗号分隔。"), valueName: "kinds"))
    var kind: String?

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            say("Only records of the one --kind that fulfil this filter.", "只搜索符合此条件的记录（需用 --kind 指定一种类型）。"),
            valueName: "filter"))
    var filter: [String] = []

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("Show at most so many (20).", "最多显示多少条（默认 20）。"), valueName: "n"))
    var limit = 20

    @Flag(name: .long, help: ArgumentHelp(say("Only the number of records.", "只显示数量。")))
    var count = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if limit < 0 { throw ValidationError(say("--limit must not be negative", "--limit 不能为负数")) }
    }

    mutating func run() throws {
        guard let query = SearchQuery(words) else {
            throw CommandFailure(.wrongUsage, Text(en: "there is nothing to look for", zh: "没有可搜索的内容"))
        }
        let whole = try openFolder()
        let sight = try sight(in: whole)
        let folder = whole.seen(through: sight)
        let kinds = try self.kind.map { typed in
            Set(
                try typed.split { $0 == "," || $0 == "\u{FF0C}" || $0 == "\u{3001}" }
                    .map { try namedKind(String($0), folder.kinds).key })
        }
        for kind in kinds ?? [] { if let kind = folder.kinds[kind] { try requireSeen(kind, sight) } }
        let index = try openIndex(whole, sight: sight)
        let paths = try filtered(kinds, folder, index)
        let (total, hits) = try index.search(query, limit: count ? 0 : limit, kinds: kinds, among: paths)
        let terminal = Invocation.current.terminal
        if count {
            let object: RecordValue = ["count": .integer(total)]
            terminal.print(global.json ? object.json(indented: true) : String(total))
            return
        }
        let records = try index.records()
        let found = hits.compactMap { hit in
            records.record(at: hit.path).map {
                FoundRecord(record: records.shown($0), grade: hit.grade, query: query)
            }
        }
        let sheet = FoundSheet(records: records, found: found)
        if global.json {
            let object: RecordValue = [
                "words": .list(words.map { .text($0) }), "count": .integer(total), "hits": .list(sheet.values),
            ]
            terminal.print(object.json(indented: true))
        } else {
            terminal.print(sheet.lines(width: terminal.width, paint: terminal.paint))
            terminal.remark(terminal.errorPaint(footer(total, found.count), .faint))
        }
    }

    /// The records that fulfil the filter; nil without one.
    private func filtered(_ kinds: Set<String>?, _ folder: CRMFolder, _ index: RecordIndex) throws -> Set<RecordPath>? {
        guard !filter.isEmpty else { return nil }
        guard let key = kinds?.first, kinds?.count == 1, let kind = folder.kinds[key] else {
            throw CommandFailure(
                .wrongUsage, Text(en: "a filter is about one kind of record", zh: "筛选条件只针对一种记录"),
                remedy: Text(en: "name it: --kind deal", zh: "请指明类型：--kind 商机"))
        }
        let filters = [try readFilter(filter, kind, folder.kinds)].compactMap { $0 }
        let records = try index.records()
        let surroundings = try surroundings(filters, folder, records)
        let query = RecordQuery(kind, filters)
        try bringHistory(index, folder, records, for: query)
        return Set(try answering { try index.answer(query, surroundings) }.rows.map(\.path))
    }

    private func footer(_ total: Int, _ shown: Int) -> String {
        if total == 0 { return say("nothing found", "没有找到") }
        let text = say(Text(en: total == 1 ? "1 record" : "\(total) records", zh: "共 \(total) 条"))
        return shown < total ? text + say(", showing \(shown)", "，显示 \(shown) 条") : text
    }
}
