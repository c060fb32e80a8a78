/// After how long something counts as late, silent or still: `thresholds` of crm.yaml.
package struct Thresholds: Sendable {
    /// Days without contact after which a customer is silent (R44).
    package var silentAfterDays = 60
    /// Days without contact after which a customer may be lost (R44).
    package var atRiskAfterDays = 90
    /// Days in which a customer who fell silent must be approached (R114).
    package var activateWithinDays = 30
    /// Months without contact after which a customer may be put away (R117).
    package var archiveAfterMonths = 6
    /// Days before its end that a contract asks for attention (R131).
    package var contractNoticeDays = 60
    /// Days that a deal may stay in a stage that says nothing else.
    package var dealStuckAfterDays = 30
    /// Days between two surveys of a customer (R111).
    package var surveyEveryDays = 90
    /// Days between two backups.
    package var backupEveryDays = 7

    package init() {}

    /// - Parameter value: of `thresholds`; what is no whole number from 1 to ten years of days keeps its default, months up to twenty years.
    package init(_ value: RecordValue?) {
        func read(_ key: String, _ number: inout Int) {
            if let own = value?[key]?.string.flatMap({ Int($0) }), (1...3_660).contains(own) { number = own }
        }
        read("silent_after_days", &silentAfterDays)
        read("at_risk_after_days", &atRiskAfterDays)
        read("activate_within_days", &activateWithinDays)
        read("archive_after_months", &archiveAfterMonths)
        archiveAfterMonths = min(archiveAfterMonths, 240)
        read("contract_notice_days", &contractNoticeDays)
        read("deal_stuck_after_days", &dealStuckAfterDays)
        read("survey_every_days", &surveyEveryDays)
        read("backup_every_days", &backupEveryDays)
    }
}

/// How soon after the first contact a new customer is entered (R106, R107): `entry_deadlines` of crm.yaml.
package struct EntryDeadlines: Sendable {
    /// A span by the clock, or by the calendar of the team.
    package enum Span: Sendable, Hashable {
        case hours(Int)
        case workingDays(Int)
    }

    private var spans: [String: Span] = ["default": .hours(24), "marketing": .workingDays(1)]

    package init() {}

    /// - Parameter value: of `entry_deadlines`; a role that it does not name keeps its default.
    package init(_ value: RecordValue?) {
        guard case .map(let members)? = value else { return }
        for member in members {
            if let hours = member.value["hours"]?.string.flatMap({ Int($0) }), hours > 0 {
                spans[member.key] = .hours(hours)
            } else if let days = member.value["working_days"]?.string.flatMap({ Int($0) }), days > 0 {
                spans[member.key] = .workingDays(days)
            }
        }
    }

    /// For who entered the customer.
    ///
    /// - Parameter role: nil for who is no member of the team.
    package func span(role: String?) -> Span {
        role.flatMap { spans[$0] } ?? spans["default"] ?? .hours(24)
    }
}
