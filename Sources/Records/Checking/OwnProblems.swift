/// What is wrong with a record whatever other records say: schema, completeness, its own id, attachments, settings, filters,
/// and what may not be kept at all.
///
/// - Parameter kinds: of the repository; the settings name stages of deals.
package func ownProblems(of record: Record, _ kinds: KindSet, settings: Settings) -> [Problem] {
    SchemaWording(record: record).problems() + ruleProblems(of: [record], kinds, settings)
}

/// The same of several records, without what their schemas say.
func ruleProblems(of records: [Record], _ kinds: KindSet, _ settings: Settings) -> [Problem] {
    wrongIDs(records) + incompleteRecords(records, profile: settings.profile) + unsafeAttachments(records)
        + settingsProblems(records, kinds) + calendarProblems(records) + rightsProblems(records, kinds)
        + brokenFilters(records, kinds) + privacyProblems(records, settings)
}

/// What may not be kept (R194), or not in this form (R53, R54, R195).
private func privacyProblems(_ records: [Record], _ settings: Settings) -> [Problem] {
    leakedSecrets(records, settings) + unmaskedNames(records, settings) + privacySettingProblems(records)
}

/// What is wrong between records. The records must be all of the repository, or at least those that these rules could need to
/// judge some of them: the same ids and numbers, parents, targets of references.
///
/// - Parameters:
///   - known: the ids of the whole repository.
///   - isUnread: a file that is there but could not be read as a record.
package func mutualProblems(
    of records: [Record], _ kinds: KindSet, known: KnownIDs? = nil, isUnread: (RecordPath) -> Bool
) -> [Problem] {
    duplicateIDs(records) + duplicateNumbers(records) + missingParents(records, kinds, isUnread: isUnread)
        + danglingReferences(records, known ?? KnownIDs(records)) + roleProblems(records)
}
