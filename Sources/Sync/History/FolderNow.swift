package import Git
package import Records

/// What is there now, for plans that bring back what was: the records and files of the work tree.
package struct FolderNow {
    package let repository: Repository
    package let folder: CRMFolder
    package let records: RecordSet

    package init(_ repository: Repository, _ folder: CRMFolder, _ records: RecordSet) {
        self.repository = repository
        self.folder = folder
        self.records = records
    }

    /// The bytes of a file; nil when there is none.
    func bytes(_ path: RecordPath) throws -> [UInt8]? {
        switch try LocalFile.at(RepositoryPath(path.text), in: folder.root, hashesContent: false) {
        case .absent, .beneath: return nil
        default: return try readFile(folder.root + "/" + path.text)
        }
    }

    /// Something stands at a path, or above it, that a file must not be written over or through: a folder, a link.
    func isBlocked(_ path: RecordPath) throws -> Bool {
        switch try LocalFile.at(RepositoryPath(path.text), in: folder.root, hashesContent: false) {
        case .absent, .file: false
        default: true
        }
    }

    /// All files beneath a folder, attachments too, hidden ones left out.
    func files(beneath path: String) throws -> [RecordPath] {
        try walkFolder(folder.root, beneath: [path]).files.map(\.path)
    }

    /// A version of a file as a record; nil when it is none, or cannot be read.
    func record(_ path: RecordPath, _ bytes: [UInt8]) -> Record? {
        guard let kind = folder.kinds.kind(at: path) else { return nil }
        return ParsedFile(path: path, bytes: bytes).text.map { Record(path: path, kind: kind, text: $0) }
    }

    /// The folder that holds `path` in an older commit, if it belongs to a record (a customer): its path there, and the id.
    func owner(of path: RecordPath, in commit: ObjectID) throws -> (folder: String, id: String)? {
        let names = path.names
        for count in (1..<max(1, names.count)).reversed() {
            let folder = names.prefix(count).joined(separator: "/")
            for kind in self.folder.kinds.kinds where kind.isFolder {
                guard let file = RecordPath(folder + "/" + (kind.location.tail.last ?? "")), file != path,
                    kind.location.matches(file),
                    let bytes = try repository.blob(at: RepositoryPath(file.text), in: commit),
                    let id = record(file, bytes)?.id
                else { continue }
                return (folder, id)
            }
        }
        return nil
    }
}

extension Kind {
    /// Its records are folders that hold others: `customers/**/customer.yaml`.
    var isFolder: Bool { location.tail.count == 1 && location.tail.last?.contains("*") == false && identity != .none }
}

extension Record {
    var isFolder: Bool { kind.isFolder }
}
