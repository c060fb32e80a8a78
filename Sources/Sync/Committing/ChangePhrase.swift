import Records
import Rules

/// What happened to some records of one kind, in a few words: `deal 检测线 → Negotiation`, `2 条跟进记录`.
struct ChangePhrase {
    let language: Language
    /// Names of members by handle.
    let names: [String: String]

    /// `changes` are all of one kind and of one sort (added, changed, removed).
    func phrase(_ changes: [RecordChange]) -> String {
        guard let first = changes.first, let record = first.record else { return "" }
        if changes.count == 1 {
            return record.isFolderRecord && first.parent == nil ? own(first, record) : single(first, record)
        }
        let count = changes.count
        let plural = record.kind.plural
        switch first.change {
        case .added where record.isDated:
            return Text(en: "\(count) \(plural.en)", zh: "\(count) 条\(plural.zh)")[language]
        case .added: return Text(en: "\(count) new \(plural.en)", zh: "新增 \(count) 条\(plural.zh)")[language]
        case .changed: return Text(en: "\(count) \(plural.en) changed", zh: "修改 \(count) 条\(plural.zh)")[language]
        case .removed where record.kind.key == "conflict":
            return Text(en: "\(count) \(plural.en) settled", zh: "裁定 \(count) 处\(plural.zh)")[language]
        case .removed: return Text(en: "\(count) \(plural.en) removed", zh: "删除 \(count) 条\(plural.zh)")[language]
        }
    }

    /// A customer, after its own name.
    private func own(_ change: RecordChange, _ record: Record) -> String {
        let label = record.kind.label
        switch change.change {
        case .added: return Text(en: "new \(label.en)", zh: "新\(label.zh)")[language]
        case .removed: return Text(en: "\(label.en) removed", zh: "删除\(label.zh)")[language]
        case .changed:
            let fields = changedFields(change)
            if let step = step(fields, record) { return step.field + " → " + step.value }
            let listed = list(fields, record)
            return listed.isEmpty
                ? Text(en: "text tidied", zh: "整理文字")[language]
                : Text(en: "\(listed) changed", zh: "修改\(listed)")[language]
        }
    }

    private func single(_ change: RecordChange, _ record: Record) -> String {
        let label = record.kind.label
        let title = plainLine(record.title, limit: 24)
        let named = Text(en: "\(label.en) \(title)", zh: "\(label.zh)「\(title)」")[language]
        switch change.change {
        case .added where record.isDated: return Text(en: "1 \(label.en)", zh: "1 条\(label.zh)")[language]
        case .added: return Text(en: "new ", zh: "新")[language] + named
        // Its title is an id and a path, which say nothing to colleagues.
        case .removed where record.kind.key == "conflict":
            return Text(en: "\(label.en) settled", zh: "裁定\(label.zh)")[language]
        case .removed: return Text(en: "\(named) removed", zh: "删除\(named)")[language]
        case .changed:
            let fields = changedFields(change)
            let separator = language == .chinese ? "" : " "
            if let step = step(fields, record) { return named + separator + "→ " + step.value }
            let listed = list(fields, record)
            return listed.isEmpty ? named : named + Text(en: ": ", zh: "：")[language] + listed
        }
    }

    private func changedFields(_ change: RecordChange) -> [String] {
        guard let before = change.before, let after = change.after else { return [] }
        return after.fieldsChanged(since: before)
    }

    /// The change that matters most to colleagues, if it is among these: a stage or status, or a new owner alone.
    private func step(_ fields: [String], _ record: Record) -> (field: String, value: String)? {
        let steps = ["stage", "status"].filter { fields.contains($0) } + (fields == ["owner"] ? ["owner"] : [])
        guard let key = steps.first, let value = record.string(key) else { return nil }
        let field = record.kind.field(key)
        let shown = key == "owner" ? names[value] ?? value : field?.label(of: value)[language] ?? value
        return (field?.name[language] ?? key, plainLine(shown, limit: 24))
    }

    private func list(_ fields: [String], _ record: Record) -> String {
        let names = fields.prefix(3).map { plainLine(record.kind.field($0)?.name[language] ?? $0, limit: 24) }
        return Text.list(names)[language] + (fields.count > 3 ? Text(en: " …", zh: "等")[language] : "")
    }
}

extension Record {
    /// A kind of which there are many, told apart by their day: follow-ups, surveys. Their titles say little.
    fileprivate var isDated: Bool { kind.filename.contains(":date}") && kind.titleFields.first != "title" }
}
