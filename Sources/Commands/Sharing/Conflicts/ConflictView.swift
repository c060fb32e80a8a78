import Records

/// A conflict record as a person sees it.
struct ConflictView {
    let conflict: Record
    /// The record it is about; nil when it is gone, or no record.
    let record: Record?
    private let records: RecordSet

    init(_ conflict: Record, _ records: RecordSet) {
        self.conflict = conflict
        self.records = records
        let id = conflict.string("record")
        let path = conflict.string("path").flatMap { RecordPath($0) }
        record = id.flatMap { records.record(id: $0) } ?? path.flatMap { records.record(at: $0) }
    }

    /// All that nobody has settled, those of `handle` first, the oldest first.
    static func open(_ records: RecordSet, for handle: String?, settledToo: Bool = false) -> [ConflictView] {
        let all = records.records(of: "conflict").map { ConflictView($0, records) }.filter { settledToo || $0.isOpen }
        func opened(_ view: ConflictView) -> Int { view.conflict.instant("opened_at")?.secondsSinceEpoch ?? 0 }
        let sorted = all.sorted { (opened($0), $0.conflict.path) < (opened($1), $1.conflict.path) }
        return sorted.filter { $0.isMine(handle) } + sorted.filter { !$0.isMine(handle) }
    }

    var isOpen: Bool { conflict.string("state") != "settled" }
    var type: String { conflict.string("type") ?? "value" }

    /// Whose it is to settle, or whose value waits.
    func isMine(_ handle: String?) -> Bool {
        guard let handle else { return false }
        return conflict.string("owner") == handle || conflict.string("local_by") == handle
    }

    var title: String { record?.title ?? conflict.string("path") ?? conflict.title }

    /// The names of the keys from the top; empty for the record as a whole.
    var keys: [String] {
        (conflict.string("field") ?? "").split(separator: "/").map {
            String($0.replacing("~1", with: "/").replacing("~0", with: "~"))
        }
    }

    /// The field, in words: `Stage`, `Contacts / 张伟 / Phone`, or what the conflict is about.
    var label: Text {
        var field = record.flatMap { record in keys.first.flatMap { record.kind.field($0) } }
        if let group = conflict.string("group"), type == "group" { return Text(en: group, zh: field?.name.zh ?? group) }
        guard let first = keys.first else { return Self.sorts[type] ?? Text(type) }
        var label = field?.name ?? Text(first)
        for key in keys.dropFirst() {
            field = field?.field(key) ?? field
            label = label + Text(" / ") + (field?.key == key ? field?.name ?? Text(key) : Text(key))
        }
        return label
    }

    private static let sorts: [String: Text] = [
        "deleted": Text(en: "deleted on one side", zh: "一方已删除"), "rule": Text(en: "against a rule", zh: "违反规则"),
        "path": Text(en: "two files of one name", zh: "文件同名"),
    ]

    /// One of `base`, `published`, `local` as a person reads it; nil when absent.
    func shown(_ key: String) -> String? {
        guard let value = conflict.value(key) else { return nil }
        let field = keys.count == 1 ? record?.kind.field(keys[0]) : nil
        if let field {
            let text = FieldText(records: records)(value, field)
            if !text.isEmpty { return text }
        }
        return value.string ?? value.json(indented: false)
    }

    /// `李娜 2026-11-03`
    func writer(_ side: String) -> String {
        let name = conflict.string(side + "_by").map { records.title(ofID: $0) }
        let day = conflict.date(side + "_at").map(\.description)
        return [name, day].compactMap { $0 }.joined(separator: " ")
    }

    /// Base, both values, who and when.
    func lines(_ paint: Paint) -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ key: String, _ ink: Ink) {
            let isAbsent = conflict.value(key) == nil
            if isAbsent, key == "base" || type == "rule" && key == "published" { return }
            let text = shown(key) ?? (type == "deleted" ? say("changed", "有修改") : say("(absent)", "（无）"))
            let who = key == "base" ? "" : writer(key)
            lines.append(
                "    " + name + paint(fitted(visible(text), to: 70), ink)
                    + (who.isEmpty ? "" : paint("  " + visible(who), .faint)))
        }
        add(say("before: ", "原值："), "base", .faint)
        add(say("team:   ", "团队："), "published", .cyan)
        add(say("other:  ", "另值："), "local", .yellow)
        if let rule = conflict.string("rule") { lines.append("    " + say("rule:   ", "规则：") + visible(rule)) }
        return lines
    }

    /// Base and both values side by side, with who and when beneath, for a terminal of this width.
    func sideBySide(_ paint: Paint, width: Int?) -> [String] {
        let isFirst = type == "rule"
        func value(_ key: String) -> String {
            shown(key) ?? (type == "deleted" && key != "base" ? say("changed", "有修改") : say("(absent)", "（无）"))
        }
        var columns = [(say("before", "原值"), "base", Ink.faint)]
        if !isFirst { columns.append((say("team", "团队"), "published", .cyan)) }
        columns.append((say("other", "另值"), "local", .yellow))
        if type == "deleted" { columns.removeFirst() }
        var table = TextTable(columns.map { TextTable.Column(title: $0.0) }, indent: 4)
        table.rows.append(columns.map { Cell(fitted(visible(value($0.1)), to: 400), $0.2) })
        table.rows.append(columns.map { Cell($0.1 == "base" ? "" : writer($0.1), .faint) })
        var lines = table.lines(width: width, paint: paint)
        if let rule = conflict.string("rule") { lines.append("    " + say("rule:   ", "规则：") + visible(rule)) }
        return lines
    }

    var json: RecordValue {
        func value(_ key: String) -> RecordValue { conflict.value(key) ?? .null }
        func text(_ key: String) -> RecordValue { .optional(conflict.string(key)) }
        return [
            "id": .optional(conflict.id), "path": .text(conflict.path.text), "record": text("record"),
            "record_path": .optional(record?.path.text ?? conflict.string("path")), "title": .text(title),
            "type": .text(type), "field": text("field"), "group": text("group"), "label": .text(say(label)),
            "base": value("base"), "published": value("published"), "local": value("local"),
            "published_by": text("published_by"), "published_at": text("published_at"), "local_by": text("local_by"),
            "local_at": text("local_at"), "owner": text("owner"), "rule": text("rule"), "opened_at": text("opened_at"),
            "state": text("state"),
        ]
    }
}
