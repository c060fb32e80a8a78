/// What is wrong with a record whatever other records say: schema, completeness, its own id, attachments, settings, filters.
///
/// - Parameter kinds: of the repository; the settings name stages of deals.
package func ownProblems(of record: Record, _ kinds: KindSet, profile: RequiredProfile) -> [Problem] {
    SchemaWording(record: record).problems() + wrongIDs([record]) + incompleteRecords([record], profile: profile)
        + unsafeAttachments([record]) + settingsProblems([record], kinds) + calendarProblems([record])
        + brokenFilters([record], kinds)
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
        + danglingReferences(records, known ?? KnownIDs(records))
}
