import Records

/// The progress of a ticket is told, not rewritten (R134): an entry stays as it is. Its author may put it right for some hours.
@Sendable func ticketLogs(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard let ticket = change.after, ticket.kind.key == "ticket", let old = change.before else { return [] }
    let now = ticket.value("log")?.items ?? []
    let hours = situation.settings.rules.number("hours", of: .ticketLogAppendOnly) ?? 0
    return (old.value("log")?.items ?? []).compactMap { entry -> Problem? in
        if now.contains(where: { isSame($0, entry) }) { return nil }
        let author = entry["by"]?.string
        if let author, author == situation.author?.id,
            situation.isUndo
                || entry["at"]?.string.flatMap({ Instant($0) }).map({ age($0, situation) <= hours }) ?? false
        {
            return nil
        }
        let at = entry["at"]?.string ?? ""
        return ticket.problem(
            .ticketLogAppendOnly, at: ticket.node("log") ?? ticket.node("status"), field: "/log",
            message: Text(
                en: "the entry of \(at) by \(author ?? "") was changed or removed",
                zh: "\(at) \(author ?? "") 的处理记录被修改或删除"),
            remedy: Text(
                en: "put it back (crm history \(ticket.shortName) shows it) and add a new entry to log instead",
                zh: "请恢复原样（crm history \(ticket.shortName) 可查看），更正请在 log 中新增一条"))
    }
}

private func isSame(_ one: RecordValue, _ two: RecordValue) -> Bool {
    ["at", "by", "text"].allSatisfy { one[$0]?.string == two[$0]?.string }
}

/// Whole hours since an instant, rounded up.
private func age(_ instant: Instant, _ situation: ChangeSituation) -> Int {
    (situation.now.secondsSinceEpoch - instant.secondsSinceEpoch + 3599) / 3600
}
