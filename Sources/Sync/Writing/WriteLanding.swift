import Git
import Records

/// Makes the commit of a change and lets the work tree become it.
struct WriteLanding {
    let request: WriteRequest
    let check: WriteCheck
    /// Full name.
    let branch: String
    private let repository: Repository
    private let head: ObjectID?

    init(_ request: WriteRequest, _ check: WriteCheck, branch: String) throws {
        self.request = request
        self.check = check
        self.branch = branch
        repository = request.repository
        head = try repository.head().commit
    }

    /// - Returns: the commit; nil when the tree stays as it was committed.
    func run() throws -> ObjectID? {
        guard let target = try makeCommit() else {
            try writeFiles(request.files, root: request.folder.root)
            return nil
        }
        let landing = try Landing(repository, branch: branch, from: head, to: target, replacing: try replaced())
        do {
            try landing.land(message: "crm \(request.operation)", afterStep: request.afterStep)
        } catch {
            // Behind the branch only notes are left to be removed, which the next command does as well.
            if try repository.head().commit != target { try takeBack(landing, after: error) }
        }
        // What differs from the last commit by hand only, and now agrees with it again, was no part of the landing.
        for file in request.files {
            let now = bytesOnDisk(request.folder.root + "/" + file.path.text)
            if now != file.after, now == file.before { try writeFile(file.after, file.path, root: request.folder.root) }
        }
        return target
    }

    /// Objects only: no ref, no file and no index know of it yet. nil when the tree stays the same.
    private func makeCommit() throws -> ObjectID? {
        try repository.withPackedObjectsIfMany(request.files.count) { writer in
            let before = try head.map { try writer.tree(of: $0) }
            var entries: [RepositoryPath: TreeEntry?] = [:]
            for file in request.files {
                let path = RepositoryPath(file.path.text)
                if let bytes = file.after {
                    entries[path] = TreeEntry(id: try writer.writeBlob(bytes), mode: try mode(file))
                } else {
                    entries[path] = .some(nil)
                }
            }
            let tree = try writer.editTree(before, entries)
            let unchanged = try before ?? writer.emptyTree()
            guard tree != unchanged else { return nil }
            return try writer.writeCommit(
                tree: tree, parents: head.map { [$0] } ?? [], author: request.author, committer: request.author,
                message: check.message)
        }
    }

    /// As committed, else as the file is.
    private func mode(_ file: PlannedFile) throws -> FileMode {
        let path = RepositoryPath((file.movedFrom ?? file.path).text)
        let committed = try head.flatMap { try repository.entry(at: path, in: $0) }
        return committed?.mode == .executable ? .executable : .file
    }

    /// The files that were edited by hand and not committed: the change includes these edits and may take their place.
    private func replaced() throws -> [RepositoryPath: ObjectID] {
        var replaced: [RepositoryPath: ObjectID] = [:]
        for file in request.files {
            guard let bytes = file.before else { continue }
            replaced[RepositoryPath(file.path.text)] = try Repository.blobID(of: bytes)
        }
        return replaced
    }

    /// Undoes a landing whose branch has not moved.
    private func takeBack(_ landing: Landing, after error: any Error) throws -> Never {
        do {
            for file in request.files where bytesOnDisk(request.folder.root + "/" + file.path.text) == file.after {
                try writeFile(file.before, file.path, root: request.folder.root)
            }
            try landing.forget()
        } catch {
            throw WriteFailure.unfinished
        }
        throw error
    }
}

extension Repository {
    /// One pack for many objects; for a few, single files are quicker.
    fileprivate func withPackedObjectsIfMany<Result>(_ count: Int, _ body: (Repository) throws -> Result) throws
        -> Result
    {
        count < 9 ? try body(self) : try withPackedObjects(body)
    }
}
