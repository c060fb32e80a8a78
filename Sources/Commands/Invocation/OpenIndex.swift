import Git
import RecordIndex
import Records

/// The index of a CRM folder, brought to the state of the files, which shows what its user may see.
///
/// - Parameter sight: what that is, where the caller knows.
func openIndex(_ folder: CRMFolder, sight: Sight?) throws -> RecordIndex {
    let index = try openWholeIndex(folder)
    try index.limit(to: sight)
    return index
}

/// The same for what looks after the index itself, and for what is no answer.
func openWholeIndex(_ folder: CRMFolder) throws -> RecordIndex {
    let index = closedIndex(folder)
    try refresh(index)
    return index
}

/// The index of a CRM folder, not opened yet.
func closedIndex(_ folder: CRMFolder) -> RecordIndex {
    RecordIndex(root: folder.root, storage: indexStorage(folder), toolVersion: CRM.version, folder: folder)
}

/// Brings an index to the state of the files; what cannot be read is said in a sentence.
func refresh(_ index: RecordIndex) throws { try inWords { try index.refresh() } }

/// Builds an index anew, whatever it holds; what cannot be read is said in a sentence.
func rebuild(_ index: RecordIndex) throws { try inWords { try index.rebuild() } }

private func inWords(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let problem as FileProblem {
        throw CommandFailure(problem.message)
    }
}

/// The folder `crm` in git's folder; nil without a repository: then the index is only held in memory.
func indexStorage(_ folder: CRMFolder) -> String? {
    if fileExists(folder.root + "/.git/HEAD") { return folder.root + "/.git/crm" }
    return (try? Repository.open(discoveringFrom: folder.root)).map { $0.commonFolder + "/crm" }
}
