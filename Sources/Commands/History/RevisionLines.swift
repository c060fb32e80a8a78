import Git
import Records
import Sync

/// A revision of a record in lines: who and when, then each field from what to what.
struct RevisionLines {
    let records: RecordSet
    let paint: Paint

    func lines(_ revision: RecordRevision, showsAllFields: Bool) -> [String] {
        var lines = [heading(revision.commit, revision.note)]
        if let reason = revision.note.reason { lines.append("  " + say("why: ", "原因：") + visible(reason)) }
        if revision.before == nil {
            lines.append("  " + paint(say("new", "新建"), .green) + paint("  " + path(revision.after), .faint))
        } else if revision.after == nil {
            lines.append("  " + paint(say("removed", "删除"), .red) + paint("  " + path(revision.before), .faint))
        } else if revision.isMoved {
            lines.append("  " + say("moved: ", "移动：") + path(revision.before) + " → " + path(revision.after))
        }
        let isPlain = revision.before != nil && revision.after != nil
        if isPlain || showsAllFields { lines += revision.changes.map { "  " + line($0) } }
        if isPlain, revision.changes.isEmpty, !revision.isMoved {
            let isReadable = revision.before?.record != nil && revision.after?.record != nil
            lines.append(
                "  "
                    + paint(
                        isReadable
                            ? say("only comments or the way of writing", "只有注释或书写方式的变化")
                            : say("one of the versions cannot be read", "其中一个版本无法读取"), .faint))
        }
        return lines
    }

    func heading(_ commit: CommitInfo?, _ note: CommitNote) -> String {
        guard let commit else { return paint(say("not committed", "未提交"), .yellow) }
        return commit.when + "  " + paint(visible(Person(records: records).name(commit, note)), .bold)
            + paint("  " + visible(note.operation ?? "git") + "  " + commit.id.abbreviated, .faint)
    }

    /// `客户状态：潜在 → 意向`; a list of values says what came and what went.
    func line(_ change: FieldDifference) -> String {
        let label = visible(say(change.label)) + say(": ", "：")
        if case .list(let old)? = change.before, case .list(let new)? = change.after,
            change.field?.fields.isEmpty ?? true
        {
            let text = FieldText(records: records)
            let gone = old.filter { !new.contains($0) }.map { paint("−" + visible(text($0, change.field)), .red) }
            let came = new.filter { !old.contains($0) }.map { paint("+" + visible(text($0, change.field)), .green) }
            if !(came + gone).isEmpty { return label + (came + gone).joined(separator: " ") }
        }
        return label + value(change.before, change.field) + paint(" → ", .faint) + value(change.after, change.field)
    }

    private func value(_ value: RecordValue?, _ field: Field?) -> String {
        let text = FieldText(records: records)(value, field)
        return text.isEmpty ? paint(say("(nothing)", "（空）"), .faint) : visible(text)
    }

    private func path(_ version: RecordRevision.Version?) -> String { visible(version?.path.text ?? "") }
}

/// A revision as JSON; a value that is absent has no `from` or `to`.
func revisionValue(_ revision: RecordRevision, _ person: Person) -> RecordValue {
    let change =
        revision.before == nil ? "added" : revision.after == nil ? "removed" : revision.isMoved ? "moved" : "changed"
    var members = commitMembers(revision.commit, revision.note, person)
    members.append(.init("change", .text(change)))
    members.append(.init("path", .optional((revision.after ?? revision.before)?.path.text)))
    if revision.isMoved { members.append(.init("former_path", .optional(revision.before?.path.text))) }
    members.append(
        .init(
            "fields",
            .list(
                revision.changes.map { change in
                    var fields: [RecordValue.Member] = [
                        .init("field", .text(change.path)), .init("label", .text(say(change.label))),
                    ]
                    if let before = change.before { fields.append(.init("from", before)) }
                    if let after = change.after { fields.append(.init("to", after)) }
                    return .map(fields)
                })))
    return .map(members)
}

/// Who, when and why, as JSON; all null when it is not committed.
func commitMembers(_ commit: CommitInfo?, _ note: CommitNote, _ person: Person) -> [RecordValue.Member] {
    [
        .init("commit", .optional(commit?.id.hex)), .init("at", .optional(commit?.instant.description)),
        .init("author", .optional(commit.map { person.name($0, note) })),
        .init("email", .optional(commit?.author.email)), .init("operation", .optional(note.operation)),
        .init("reason", .optional(note.reason)),
    ]
}
