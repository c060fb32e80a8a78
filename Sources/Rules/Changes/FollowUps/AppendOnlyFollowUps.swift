import Records

/// Follow-ups form a chain that can be traced (R98): what was written down stays. Its author may put it right for some hours
/// after it was committed; who else has something to correct writes a follow-up of their own. What is to be done next is work
/// and not text: anybody may tick it off, move its day or hand it over.
@Sendable func appendOnlyFollowUps(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard let before = change.before, before.kind.key == "follow-up" else { return [] }
    if let after = change.after, !isRewritten(before, after) { return [] }
    // Who may delete a customer with all its records is a matter of rights.
    if change.after == nil, situation.after.parent(of: before) == nil { return [] }
    let writer = before.string("by")
    let isWriter = writer != nil && writer == situation.author?.id
    if isWriter, situation.isUndo || isFresh(before, situation) { return [] }
    return [problem(change, before, isWriter: isWriter, situation)]
}

/// True while the author may still put it right.
private func isFresh(_ followUp: Record, _ situation: ChangeSituation) -> Bool {
    let hours = situation.settings.rules.number("hours", of: .followUpAppendOnly) ?? 24
    let limit = Instant(
        secondsSinceEpoch: situation.now.secondsSinceEpoch - hours * 3600, offset: situation.now.offset)
    if let wasCommitted = situation.wasCommitted(followUp.path, limit) { return !wasCommitted }
    return followUp.instant("at").map { $0 >= limit } ?? false
}

private func problem(
    _ change: RecordChange, _ before: Record, isWriter: Bool, _ situation: ChangeSituation
) -> Problem {
    let customer = situation.before.parent(of: before)?.shortName ?? "…"
    let name = before.string("by").map { situation.before.title(ofID: $0) } ?? ""
    let hours = situation.settings.rules.number("hours", of: .followUpAppendOnly) ?? 24
    let what =
        change.after == nil
        ? Text(en: "a follow-up is not deleted", zh: "跟进记录不能删除")
        : Text(en: "a follow-up is not rewritten", zh: "跟进记录不能改写")
    let why =
        isWriter
        ? Text(en: "; it was entered more than \(hours) hours ago", zh: "：录入已超过 \(hours) 小时")
        : Text(en: "; it is \(name)'s", zh: "：这是\(name)写的")
    let remedy = Text(
        en:
            "leave it as it was (git checkout HEAD -- \(before.path)) and write a new one: crm log \(customer) SUMMARY corrects=\(before.id ?? "")",
        zh: "请恢复原样（git checkout HEAD -- \(before.path)），更正请另写一条：crm log \(customer) 内容 corrects=\(before.id ?? "")")
    guard let after = change.after else {
        return Problem(.followUpAppendOnly, path: change.path, message: what + why, remedy: remedy)
    }
    let field = firstRewritten(before, after) ?? ""
    return after.problem(
        .followUpAppendOnly, at: after.node(field), field: "/" + field, message: what + why, remedy: remedy)
}

/// Numbers, links and labels are about the record, not of it; attachments may come, and be renamed.
private let freeFields: Set<String> = ["no", "formerly", "tags", "draft", "deal", "ticket", "campaign", "attachments"]
private let freeOfWork: Set<String> = ["done", "owner", "due", "remind_at"]

private func isRewritten(_ before: Record, _ after: Record) -> Bool { firstRewritten(before, after) != nil }

/// The first top-level field whose text is another one.
private func firstRewritten(_ before: Record, _ after: Record) -> String? {
    guard case .map(let old) = before.value, case .map(let new) = after.value else { return "" }
    let keys = old.map(\.key) + new.map(\.key).filter { key in !old.contains { $0.key == key } }
    for key in keys where !freeFields.contains(key) {
        let (was, now) = (body(before.value(key), key), body(after.value(key), key))
        if isBlank(was), isBlank(now) { continue }
        if was != now { return key }
    }
    let count = { (record: Record) in record.value("attachments")?.items.count ?? 0 }
    return count(after) < count(before) ? "attachments" : nil
}

/// A field without what is work in it.
private func body(_ value: RecordValue?, _ key: String) -> RecordValue? {
    guard let value, key == "next" || key == "commitments" else { return value }
    if case .list(let items) = value { return .list(items.compactMap { body($0, key) }) }
    guard case .map(let members) = value else { return value }
    return .map(members.filter { !freeOfWork.contains($0.key) }.sorted { $0.key < $1.key })
}
