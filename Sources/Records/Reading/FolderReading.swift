import Dispatch
import LosslessYAML

/// Every record of a CRM folder as the files were at one moment, and what is wrong with single files.
package struct FolderReading: Sendable {
    /// Sorted by path. A file that cannot be read as YAML has no record here, only problems.
    package private(set) var records: [Record] = []
    /// Problems of single files, in no particular order.
    package private(set) var problems: [Problem] = []
    /// All files of the folder, records or not; of a reading of some kinds, those of the folders that may hold them.
    package private(set) var listing = FolderListing()

    /// - Parameters:
    ///   - kinds: the kinds to read; nil reads all.
    ///   - checksSchema: also hold every record against its schema.
    package init(_ folder: CRMFolder, kinds: Set<String>? = nil, checksSchema: Bool = false) throws(FileProblem) {
        listing = try walkFolder(folder.root, beneath: kinds.map { Self.starts(of: $0, folder.kinds) } ?? [""])
        problems = listing.findings.map { Self.problem($0) }
        var chosen: [(path: RecordPath, kind: Kind)] = []
        for file in listing.files where Self.looksLikeRecord(file.path) {
            if let kind = folder.kinds.kind(at: file.path) {
                if kinds?.contains(kind.key) ?? true { chosen.append((file.path, kind)) }
            } else if kinds == nil, folder.hasAllSchemas {
                problems.append(Self.unknownKind(file.path, folder.kinds))
            }
        }
        let parts = inParallel(chosen) { slice in
            var part = Part()
            for (path, kind) in slice { part.read(folder.root, path, kind, checksSchema: checksSchema) }
            return part
        }
        for part in parts {
            records += part.records
            problems += part.problems
        }
    }

    /// Reading of texts at hand, for a tree in git.
    package init(files: [(path: RecordPath, bytes: [UInt8])], kinds: KindSet, checksSchema: Bool) {
        var part = Part()
        for file in files where Self.looksLikeRecord(file.path) {
            guard let kind = kinds.kind(at: file.path) else {
                part.problems.append(Self.unknownKind(file.path, kinds))
                continue
            }
            part.take(ParsedFile(path: file.path, bytes: file.bytes, reader: &part.reader), kind, checksSchema)
        }
        records = part.records
        problems = part.problems
    }

    /// The same folder with some files as they would be after a change; nil bytes mean that the file is gone.
    package func replacing(
        _ files: [(path: RecordPath, bytes: [UInt8]?)], kinds: KindSet
    ) -> FolderReading {
        var result = self
        let paths = Set(files.map(\.path))
        result.records.removeAll { paths.contains($0.path) }
        result.problems.removeAll { paths.contains($0.path) }
        let present = files.compactMap { file in file.bytes.map { (path: file.path, bytes: $0) } }
        let part = FolderReading(files: present, kinds: kinds, checksSchema: true)
        result.records = (result.records + part.records).sorted { $0.path < $1.path }
        result.problems += part.problems
        return result
    }

    private struct Part: Sendable {
        var reader = YAMLReader()
        var records: [Record] = []
        var problems: [Problem] = []

        mutating func read(_ root: String, _ path: RecordPath, _ kind: Kind, checksSchema: Bool) {
            do throws(FileProblem) {
                let bytes = try readFile(root + "/" + path.text, limit: 1 << 24)
                take(ParsedFile(path: path, bytes: bytes, reader: &reader), kind, checksSchema)
            } catch {
                problems.append(FolderReading.unreadable(path, error))
            }
        }

        mutating func take(_ file: ParsedFile, _ kind: Kind, _ checksSchema: Bool) {
            problems += file.problems
            guard let text = file.text else { return }
            let record = Record(path: file.path, kind: kind, text: text)
            records.append(record)
            if checksSchema { problems += SchemaWording(record: record).problems() }
        }
    }

    /// Where a walk for some kinds begins: `["team"]` for the members; folders that do not lie inside one another.
    private static func starts(of kinds: Set<String>, _ all: KindSet) -> [String] {
        let prefixes = Set(all.kinds.filter { kinds.contains($0.key) }.map(\.location.fixedPrefix))
        let outer = prefixes.filter { prefix in
            !prefixes.contains { $0.count < prefix.count && prefix.starts(with: $0) }
        }
        return outer.map { $0.joined(separator: "/") }.sorted()
    }

    /// YAML outside of `files/`, where attachments may have any name.
    package static func looksLikeRecord(_ path: RecordPath) -> Bool {
        let text = path.text.utf8
        guard text.suffix(5).elementsEqual(".yaml".utf8) || text.suffix(4).elementsEqual(".yml".utf8) else {
            return false
        }
        return PathNames.of(path) { names in
            func isNamed(_ range: Range<Int>, _ name: StaticString) -> Bool {
                names.bytes[range].elementsEqual(
                    UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
            }
            return !names.ranges.dropLast().contains { isNamed($0, "files") } && !isNamed(names.ranges[0], "schemas")
        }
    }

    /// The problem of a file that the system does not let us read.
    package static func unreadable(_ path: RecordPath, _ error: FileProblem) -> Problem {
        Problem(
            .unreadableFile, path: path, message: error.message,
            remedy: Text(en: "check the permissions of the file", zh: "请检查该文件的权限"))
    }

    /// The problem of a YAML file in a place where no kind of record lies.
    package static func unknownKind(_ path: RecordPath, _ kinds: KindSet) -> Problem {
        if path.text.hasSuffix(".yml") {
            return Problem(
                .unknownKind, path: path,
                message: Text(en: "records end in .yaml, not .yml", zh: "记录文件的扩展名是 .yaml，不是 .yml"),
                remedy: Text(en: "rename it to \(path.name.dropLast(4)).yaml", zh: "请改名为 \(path.name.dropLast(4)).yaml")
            )
        }
        let sameName = kinds.kinds.filter {
            $0.location.tail.contains { !$0.contains("*") && path.names.contains(Substring($0)) }
        }
        let places = (sameName.isEmpty ? kinds.kinds.filter { $0.identity != .none && $0.key != "conflict" } : sameName)
            .map { $0.location.text.split(separator: "/").map { $0 == "**" ? "…" : $0 }.joined(separator: "/") }
        return Problem(
            .unknownKind, path: path,
            message: Text(en: "no kind of record lies in this place", zh: "这个位置不属于任何一类记录"),
            remedy: Text(en: "move it to one of: ", zh: "请移到以下位置之一：") + Text.list(places), allowed: places)
    }

    /// The problem that a walk came upon.
    package static func problem(_ finding: WalkFinding) -> Problem {
        switch finding {
        case .symbolicLink(let path, let target):
            return Problem(
                .symbolicLink, path: path,
                message: Text(
                    en: "a symbolic link (to \(target)); it is not followed", zh: "这是符号链接（指向 \(target)），不会被读取"),
                remedy: Text(en: "replace it by an ordinary file", zh: "请换成普通文件"))
        case .unreadableFolder(let path, let reason):
            return Problem(
                .unreadableFile, path: path,
                message: Text(en: "the folder cannot be read: \(reason)", zh: "无法读取文件夹：\(reason)"),
                remedy: Text(en: "check its permissions", zh: "请检查它的权限"))
        case .specialFile(let path):
            return Problem(
                .unreadableFile, path: path,
                message: Text(en: "no ordinary file", zh: "不是普通文件"), remedy: Text(en: "remove it", zh: "请删除"))
        case .unusableName(let name):
            return Problem(
                .unusableName, path: RecordPath(walked: name),
                message: Text(en: "the file name is not readable text", zh: "文件名不是可读的文字"),
                remedy: Text(en: "rename the file", zh: "请重命名该文件"))
        }
    }
}

/// Maps slices of `items` on all cores; the results in the order of the slices.
func inParallel<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ body: @Sendable (ArraySlice<Item>) -> Result
) -> [Result] {
    let sliceSize = 256
    guard items.count > sliceSize else { return items.isEmpty ? [] : [body(items[...])] }
    let count = (items.count + sliceSize - 1) / sliceSize
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
        nonisolated(unsafe) let results = buffer
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let slice = items[(index * sliceSize)..<min(items.count, (index + 1) * sliceSize)]
            results.baseAddress?.advanced(by: index).initialize(to: body(slice))
        }
        initialized = count
    }
}
