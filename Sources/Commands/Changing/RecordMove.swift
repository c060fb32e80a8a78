import LosslessYAML
import Records
import Sync

/// A record on its way to another file or folder name; a folder record takes along what lies in its folder.
struct RecordMove {
    let record: Record
    private let root: String
    private let isFolder: Bool

    init(_ record: Record, root: String) {
        self.record = record
        self.root = root
        isFolder = record.kind.location.tail.last?.contains("*") == false && record.path.names.count > 1
    }

    /// The path that the record gets; nil when it keeps its own.
    ///
    /// - Parameter slug: a name that the person chose.
    func target(_ renamed: Record, slug chosen: String?, keeping: Bool) throws -> RecordPath? {
        if keeping { return nil }
        let name: String
        if let chosen {
            name = chosen
        } else {
            // A record whose identity is its file name keeps it, and so does one that is not called after its title.
            guard record.kind.identity != .fileName,
                record.kind.titleFields.contains(where: { record.kind.filename.contains("{slug:\($0)}") }),
                !record.kind.filename.contains("{rand}"), let made = fileName(renamed), made != fileName(record)
            else { return nil }
            name = made
        }
        guard !name.isEmpty, !name.hasPrefix("."), RecordPath(name)?.names.count == 1 else {
            throw CommandFailure(
                .wrongUsage, Text(en: "`\(name)` is no name for a folder or file", zh: "`\(name)` 不能作为文件夹或文件名"))
        }
        for attempt in 1...999 {
            let unique = attempt == 1 ? name : "\(name)-\(attempt)"
            guard let path = path(unique), record.kind.location.matches(path) else { break }
            if path == record.path { return nil }
            if !isTaken(path) { return path }
            if chosen != nil {
                throw CommandFailure(
                    Text(
                        en: "there is a \(isFolder ? path.folder : path.text) already",
                        zh: "\(isFolder ? path.folder : path.text) 已存在"))
            }
        }
        return nil
    }

    private func fileName(_ record: Record) -> String? {
        guard case .map(let members) = record.value else { return nil }
        let values = Dictionary(
            members.compactMap { member in member.value.string.map { (member.key, $0) } },
            uniquingKeysWith: { first, _ in first })
        return NewRecord.fileName(
            record.kind.filename, values: values, today: Invocation.current.today, random: { 0 })
    }

    private func path(_ name: String) -> RecordPath? {
        if isFolder {
            let names = record.path.names
            return RecordPath(
                (names.dropLast(2).map(String.init) + [name, String(record.path.name)]).joined(separator: "/"))
        }
        let folder = record.path.folder
        return RecordPath((folder.isEmpty ? "" : folder + "/") + name + ".yaml")
    }

    /// On a file system that takes two spellings for one, the own folder is no obstacle.
    private func isTaken(_ path: RecordPath) -> Bool {
        let own = isFolder ? record.path.folder : record.path.text
        let other = isFolder ? path.folder : path.text
        return fileExists(root + "/" + other) && own.lowercased() != other.lowercased()
    }

    /// Every file under its new path, and gone from the old one.
    func files(to target: RecordPath, record renamed: Record, _ change: Change) throws -> [PlannedFile] {
        var files: [PlannedFile] = []
        for old in try beneath(change) {
            let tail =
                isFolder ? String(decoding: old.text.utf8.dropFirst(record.path.folder.utf8.count), as: UTF8.self) : ""
            guard let new = isFolder ? RecordPath(target.folder + tail) : target else { continue }
            let bytes = try contents(old)
            files.append(PlannedFile(path: old, before: bytes, after: nil))
            files.append(
                PlannedFile(
                    path: new, before: nil, after: old == record.path ? renamed.tree.bytes : bytes, movedFrom: old))
        }
        return files
    }

    /// The files of the record: the whole folder, or the one file.
    func beneath(_ change: Change) throws -> [RecordPath] {
        guard isFolder else { return [record.path] }
        return try filesBeneath(record.path.folder, change.folder).map(\.path)
    }

    private func contents(_ path: RecordPath) throws -> [UInt8] {
        do throws(FileProblem) {
            return try readFile(root + "/" + path.text, limit: 1 << 28)
        } catch {
            throw CommandFailure(error.message)
        }
    }
}
