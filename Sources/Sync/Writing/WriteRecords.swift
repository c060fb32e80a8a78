package import Git
import Records

/// The one way in which a command changes records: check the result, make the commit, and let files, git's index and the branch
/// become it. Nothing is written when the check fails; what was written is taken back when a later step fails.
///
/// Files and commit change as one: a process killed at any instant leaves all of the change or nothing of it, or a note
/// from which the next command finishes it (`Landing`). With `commit: manual` there is no commit to roll forward to; then
/// each file for itself is old or new.
///
/// - Returns: the commit; nil when committing is left to the person, or when the files now are what was committed before.
package func writeRecords(_ request: WriteRequest) throws(WriteFailure) -> ObjectID? {
    do {
        return try locked(request.repository, sleep: request.sleep) {
            _ = try recover(request.repository)
            try catchUp(request)
            for file in request.files { try requireUnchanged(file, request.folder.root) }
            let check = try WriteCheck(request)
            try check.requireFreeNumbers()
            let warnings = try check.requireSound()
            let commit: ObjectID?
            if request.commits {
                let ground = try SyncGround(request.folder, request.repository)
                commit = try WriteLanding(request, check, branch: ground.branch).run()
            } else {
                try writeFiles(request.files, root: request.folder.root)
                commit = nil
            }
            request.warn(warnings)
            return commit
        }
    } catch let failure as WriteFailure {
        throw failure
    } catch let failure as SyncFailure {
        throw .sync(failure)
    } catch let problem as FileProblem {
        throw .file(problem)
    } catch {
        throw .git(error)
    }
}

/// A file that was left alone by a sync is merged with the team's version before anything else is made of it.
private func catchUp(_ request: WriteRequest) throws {
    var notes = try BehindNotes(request.repository)
    guard !notes.bases.isEmpty else { return }
    var merge = SyncRequest(
        folder: request.folder, repository: request.repository, author: request.author, options: NetworkOptions(),
        sleep: request.sleep)
    merge.memberHandle = request.memberHandle
    _ = try notes.catchUp(merge)
}

/// Only absence is absence: a link or a file that cannot be read must not be taken for no file and written over.
private func requireUnchanged(_ file: PlannedFile, _ root: String) throws(WriteFailure) {
    do throws(FileProblem) {
        guard try readFileIfThere(root + "/" + file.path.text) != file.before else { return }
    } catch {
        throw .file(error)
    }
    throw .changedMeanwhile(file.path)
}

/// The bytes of a file; nil when there is none, or none that can be read.
func bytesOnDisk(_ path: String) -> [UInt8]? {
    try? readFile(path)
}

/// Writes all files, or puts back those it had written.
func writeFiles(_ files: [PlannedFile], root: String) throws(FileProblem) {
    var written: [PlannedFile] = []
    // Removals last: a file that moves is never in neither place.
    for file in files.filter({ $0.after != nil }) + files.filter({ $0.after == nil }) {
        do throws(FileProblem) {
            try writeFile(file.after, file.path, root: root)
            written.append(file)
        } catch {
            // Best effort: the failure that led here is the one to report.
            for file in written.reversed() { try? writeFile(file.before, file.path, root: root) }
            throw error
        }
    }
}

/// nil bytes remove the file, and the folders that it leaves empty.
func writeFile(_ bytes: [UInt8]?, _ path: RecordPath, root: String) throws(FileProblem) {
    if let bytes {
        try writeFileAtomically(bytes, to: root + "/" + path.text)
    } else {
        try removeFileDurably(root + "/" + path.text)
        removeEmptyFolders(above: RepositoryPath(path.text), in: root)
    }
}
