package import Records

/// What a filter means depends on more than its text: the day, the person, and what the team has settled.
package struct FilterSurroundings: Sendable {
    package var kinds: KindSet
    package var today: CalendarDate
    /// Handle of the member who works here; nil when nobody knows.
    package var me: String?
    /// What a complete customer has filled in.
    package var profile: RequiredProfile
    /// Of amounts that name none.
    package var currency: String
    /// Days without contact after which a customer counts as silent, and as at risk (R44).
    package var silentAfter: Int
    package var atRiskAfter: Int

    package init(_ folder: CRMFolder, today: CalendarDate, me: String?) {
        kinds = folder.kinds
        self.today = today
        self.me = me
        profile = folder.settings.profile
        currency = folder.settings.currency
        silentAfter = folder.settings.thresholds.silentAfterDays
        atRiskAfter = folder.settings.thresholds.atRiskAfterDays
    }
}

/// A filter that reads well cannot be answered here.
package enum FilterFailure: Error, Sendable {
    /// The filter says `me`, and nobody knows who that is.
    case unknownMe
    /// No record has this name; those that are near.
    case unknownName(String, Range<Int>, near: [String])
}
