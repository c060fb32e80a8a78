import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Who took what out of the repository on this computer: a line of JSON for each export in `crm/exports.jsonl` of git's folder (R201). It is not
/// shared, and whoever owns the computer can delete it.
struct ExportLog {
    struct Entry {
        let at: Instant
        /// Handle of the member; nil when nobody could tell.
        let member: String?
        /// Key.
        let kind: String
        let conditions: [String]
        let columns: [String]
        let count: Int
        /// As typed, without its folder.
        let file: String
    }

    private let path: String

    init(storage: String) { path = storage + "/exports.jsonl" }

    /// Adds a line, kept by the disk before this returns.
    func add(_ entry: Entry) throws(FileProblem) {
        if let end = path.lastIndex(of: "/") { try makeFolders(String(path[..<end])) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileProblem(path: path, operation: .write, code: errno) }
        defer { close(descriptor) }
        let line = Array((entry.value.json(indented: false) + "\n").utf8)
        let written = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == line.count, fsync(descriptor) == 0 else {
            throw FileProblem(path: path, operation: .write, code: written < 0 ? errno : ENOSPC)
        }
    }

    /// All entries, oldest first, and how many lines say nothing.
    func entries() throws(FileProblem) -> (entries: [Entry], unreadable: Int) {
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try readFile(path, limit: 1 << 26)
        } catch {
            if error.code == ENOENT { return ([], 0) }
            throw error
        }
        let lines = bytes.split(separator: 0x0A)
        let entries = lines.compactMap { Entry(RecordValue(json: String(decoding: $0, as: UTF8.self))) }
        return (entries, lines.count - entries.count)
    }
}

extension ExportLog.Entry {
    var value: RecordValue {
        [
            "at": .text(at.description), "member": .optional(member), "kind": .text(kind),
            "conditions": .list(conditions.map { .text($0) }), "columns": .list(columns.map { .text($0) }),
            "count": .integer(count), "file": .text(file),
        ]
    }

    fileprivate init?(_ value: RecordValue?) {
        guard let at = value?["at"]?.string.flatMap({ Instant($0) }), let kind = value?["kind"]?.string,
            case .number(let count)? = value?["count"]
        else { return nil }
        func texts(_ key: String) -> [String] { (value?[key]?.items ?? []).compactMap(\.string) }
        self.init(
            at: at, member: value?["member"]?.string, kind: kind, conditions: texts("conditions"),
            columns: texts("columns"), count: Int(count) ?? 0, file: value?["file"]?.string ?? "")
    }
}
