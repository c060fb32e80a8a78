package import Records

/// Something that a look back over a period brings up (R200, R201): what, where, whose, when.
package struct AuditFinding: Sendable {
    /// What is looked for. Raw values are stable: scripts match on them.
    package enum Subject: String, Sendable, CaseIterable {
        case missingReason = "missing-reason"
        case bypassedRule = "bypassed-rule"
        case sensitiveData = "sensitive-data"
        case lateEntry = "late-entry"
        case noNextStep = "no-next-step"
        case noOwner = "no-owner"
        case standingDeal = "standing-deal"
        case draft = "draft"
    }

    package let subject: Subject
    /// The rule that a change broke; nil for what no rule of changes says.
    package let rule: Rule?
    package let record: Record
    package let day: CalendarDate
    /// Handle of the member whose it is; nil when it is nobody's, or no member's.
    package let member: String?
    /// Full name of the commit; nil for what is so now.
    package let commit: String?
    package let message: Text

    package init(
        _ subject: Subject, _ record: Record, rule: Rule? = nil, day: CalendarDate, member: String?,
        commit: String? = nil, message: Text
    ) {
        self.subject = subject
        self.rule = rule
        self.record = record
        self.day = day
        self.member = member
        self.commit = commit
        self.message = message
    }
}

extension AuditFinding.Subject {
    /// Heading of what was found.
    package var title: Text {
        switch self {
        case .missingReason: Text(en: "Changes without a reason", zh: "未注明原因的变更")
        case .bypassedRule: Text(en: "Rules that were bypassed", zh: "绕过的规则")
        case .sensitiveData: Text(en: "Data that may not be stored", zh: "不得存储的信息")
        case .lateEntry: Text(en: "Customers entered late", zh: "录入不及时的客户")
        case .noNextStep: Text(en: "Follow-ups without a next step", zh: "没有下一步的跟进")
        case .noOwner: Text(en: "Customers without an owner", zh: "无人负责的客户")
        case .standingDeal: Text(en: "Deals that stand still", zh: "停滞的商机")
        case .draft: Text(en: "Records that are still drafts", zh: "仍为草稿的记录")
        }
    }
}
