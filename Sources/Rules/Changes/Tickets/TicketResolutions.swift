package import Records

/// A ticket is resolved or closed only with what solved it (R134, R135).
@Sendable func ticketResolutions(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let ticket = change.after, ticket.kind.key == "ticket", !isOpenTicket(ticket),
        ticket.kind.field("resolution") != nil, !ticket.says("resolution"),
        change.changes("status") || change.before?.says("resolution") == true
    else { return [] }
    return [
        ticket.problem(
            .ticketNeedsResolution, at: ticket.node("resolution") ?? ticket.node("status"), field: "/resolution",
            message: Text(en: "a ticket is closed with what solved it", zh: "关闭工单要写明解决办法"),
            remedy: Text(
                en: "crm done \(ticket.shortName) --resolution TEXT",
                zh: "crm done \(ticket.shortName) --resolution 解决办法"))
    ]
}

/// Neither resolved nor closed.
package func isOpenTicket(_ ticket: Record) -> Bool {
    !["resolved", "closed"].contains(ticket.string("status") ?? "new")
}
