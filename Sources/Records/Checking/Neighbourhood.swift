/// The records that the rules between records need to judge a change of a few files, so that the others need not be read: who
/// has the same id or number, whose folder it is, who is referred to, and who would miss what goes.
struct Neighbourhood {
    /// Sorted by path; the changed files themselves are not among them.
    let records: [Record]

    /// - Parameters:
    ///   - before: the changed files as they were.
    ///   - after: as they will be.
    ///   - others: all records, the changed ones may be left out.
    init(before: [Record], after: [Record], in others: RecordSet) {
        let touched = Set((before + after).map(\.path))
        var found: [RecordPath: Record] = [:]
        func add(_ records: [Record]) {
            for record in records where !touched.contains(record.path) { found[record.path] = record }
        }
        for record in before + after {
            if let id = record.id { add(others.records(id: id)) }
            if record.kind.field("no") != nil, let number = record.string("no") {
                add(others.records(of: record.kind.key, number: number))
            }
            add([others.parent(of: record)].compactMap { $0 })
            for id in record.referencedIDs { add(others.records(id: id)) }
        }
        // Roles and those who have them are judged together.
        if (before + after).contains(where: { ["settings", "member"].contains($0.kind.key) }) {
            add(others.records(of: "settings") + others.records(of: "member"))
        }
        let stayingIDs = Set(after.compactMap(\.id))
        let goingIDs = Set(before.compactMap(\.id)).subtracting(stayingIDs)
        if !goingIDs.isEmpty { add(others.possibleReferrers(to: goingIDs)) }
        let stayingFolders = Set(after.filter(\.isFolderRecord).map(\.path.folder))
        for record in before where record.isFolderRecord && !stayingFolders.contains(record.path.folder) {
            add(others.children(ofFolder: record.path.folder))
        }
        // What was found refers to records too: a reference that holds must not seem broken because it was not followed.
        for record in Array(found.values) {
            for id in record.referencedIDs { add(others.records(id: id)) }
            add([others.parent(of: record)].compactMap { $0 })
        }
        records = found.values.sorted { $0.path < $1.path }
    }
}
