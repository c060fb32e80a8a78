/// What is wrong with a record whatever other records say: schema, completeness, its own id, attachments, settings, filters,
/// and what may not be kept at all.
///
/// - Parameter kinds: of the repository; the settings name stages of deals.
package func ownProblems(of record: Record, _ kinds: KindSet, settings: Settings) -> [Problem] {
    let problems = SchemaWording(record: record).problems()
    let others = ruleProblems(of: [record], kinds, settings)
    return problems.isEmpty ? others : problems + others
}

/// The same of several records, without what their schemas say.
func ruleProblems(of records: [Record], _ kinds: KindSet, _ settings: Settings) -> [Problem] {
    var all = wrongIDs(records)
    // Joining empty lists takes more time than finding nothing.
    func add(_ problems: [Problem]) { if !problems.isEmpty { all += problems } }
    add(incompleteRecords(records, profile: settings.profile))
    add(unsafeAttachments(records))
    add(settingsProblems(records, kinds))
    add(calendarProblems(records))
    add(rightsProblems(records, kinds))
    add(brokenFilters(records, kinds))
    add(leakedSecrets(records, settings))
    add(unmaskedNames(records, settings))
    add(privacySettingProblems(records))
    return all
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
