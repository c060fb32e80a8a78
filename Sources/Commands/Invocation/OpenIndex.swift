import Git
import RecordIndex
import Records

/// The index of a CRM folder, brought to the state of the files.
func openIndex(_ folder: CRMFolder) throws -> RecordIndex {
    do {
        let index = RecordIndex(
            root: folder.root, storage: indexStorage(folder), toolVersion: CRM.version, folder: folder)
        try index.refresh()
        return index
    } catch let problem as FileProblem {
        throw CommandFailure(problem.message)
    }
}

/// The folder `crm` in git's folder; nil without a repository: then the index is only held in memory.
func indexStorage(_ folder: CRMFolder) -> String? {
    if fileExists(folder.root + "/.git/HEAD") { return folder.root + "/.git/crm" }
    return (try? Repository.open(discoveringFrom: folder.root)).map { $0.commonFolder + "/crm" }
}
