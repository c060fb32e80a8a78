package import Records

/// Records that were put off and never completed (R31–R35, R172).
package func openDrafts(_ records: [Record], _ settings: Settings, today: CalendarDate) -> [AuditFinding] {
    guard settings.rules[.incompleteArchive] != nil else { return [] }
    return records.compactMap { record in
        guard record.value("draft") == true else { return nil }
        let missing = record.missingFields(settings.profile).map(\.name)
        return AuditFinding(
            .draft, record, rule: .incompleteArchive, day: today, member: record.string("owner") ?? record.string("by"),
            message: missing.isEmpty
                ? Text(en: "complete; delete draft: true", zh: "已完整，请删去 draft: true")
                : Text(en: "still missing: ", zh: "还缺：")
                    + Text(
                        en: missing.map(\.en).joined(separator: ", "), zh: missing.map(\.zh).joined(separator: "、")))
    }
}
