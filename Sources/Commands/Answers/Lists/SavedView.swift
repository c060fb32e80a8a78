import Records

/// A list that the team keeps: `views/<name>.yaml`.
struct SavedView {
    let record: Record
    let kind: Kind
    let filter: String?
    let columns: [String]
    let sort: [String]
    let group: String?
    let limit: Int?

    /// The view that is named behind `@`.
    ///
    /// - Throws: no such view, or one that cannot be shown, with the place in its file.
    init(named typed: String, _ folder: CRMFolder, _ records: RecordSet) throws {
        let views = records.records(of: "view")
        let wanted = typed.lowercased()
        let found =
            views.first { $0.id?.lowercased() == wanted }
            ?? views.first { $0.title.lowercased() == wanted || $0.slug.lowercased() == wanted }
        guard let record = found else {
            let names = views.flatMap { [$0.id, $0.title].compactMap { $0 } }
            let near = nearestNames(to: typed, among: names)
            let known = views.compactMap { $0.id.map { "@" + $0 } }
            throw CommandFailure(
                .wrongUsage, Text(en: "there is no view `\(typed)`", zh: "没有视图 `\(typed)`"),
                remedy: !near.isEmpty
                    ? Text.didYouMean(near.map { "@" + $0 })
                    : known.isEmpty
                        ? Text(
                            en: "keep a list: crm list customers … --save NAME", zh: "保存一个列表：crm list 客户 … --save 名称")
                        : Text(en: "known: ", zh: "可用：") + Text.list(known))
        }
        try Self.requireSound(record, folder.kinds)
        guard let kind = record.string("kind").flatMap({ folder.kinds.kind(named: $0) }) else {
            throw CommandFailure(.problemsFound, Text(en: "\(record.path): no kind", zh: "\(record.path)：没有记录类型"))
        }
        self.record = record
        self.kind = kind
        filter = record.string("filter").flatMap { $0.isEmpty ? nil : $0 }
        columns = Self.names(record.value("columns"))
        sort = Self.names(record.value("sort"))
        group = record.string("group").flatMap { $0.isEmpty ? nil : $0 }
        limit = record.string("limit").flatMap { Int($0) }
    }

    private static func names(_ value: RecordValue?) -> [String] {
        (value?.items ?? [value].compactMap { $0 }).compactMap(\.string)
    }

    private static func requireSound(_ record: Record, _ kinds: KindSet) throws {
        let problems = viewProblems(record, kinds)
        guard !problems.isEmpty else { return }
        let terminal = Invocation.current.terminal
        for problem in problems {
            for line in humanLines(problem, terminal.errorPaint) { terminal.remark(line) }
        }
        throw CommandFailure(
            .problemsFound, Text(en: "the view `\(record.title)` cannot be shown", zh: "视图 `\(record.title)` 无法显示"),
            remedy: Text(en: "correct \(record.path)", zh: "请修改 \(record.path)"))
    }
}
