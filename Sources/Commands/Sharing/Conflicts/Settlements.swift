import LosslessYAML
import Records
import Sync

/// The files that change when conflicts are settled: the records, and the conflict records that go.
struct Settlements {
    private let change: Change
    private var edited: [RecordPath: Record] = [:]
    private var gone: Set<RecordPath> = []

    init(_ change: Change) { self.change = change }

    mutating func settle(_ view: ConflictView, _ choice: Resolve.Choice) throws {
        switch choice {
        case .skip: return
        case .keep: break
        case .take: try take(view)
        case .value(let text): try set(view, text)
        }
        gone.insert(view.conflict.path)
    }

    func files() throws -> [PlannedFile] {
        var files: [PlannedFile] = []
        for (path, record) in edited where !gone.contains(path) {
            guard let old = change.records.record(at: path) else { continue }
            files.append(PlannedFile(old, becomes: record))
        }
        for path in gone {
            do throws(FileProblem) {
                let bytes = try readFile(change.folder.root + "/" + path.text, limit: 1 << 28)
                files.append(PlannedFile(path: path, before: bytes, after: nil))
            } catch {
                if !error.isAbsence { throw CommandFailure(error.message) }
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    private mutating func take(_ view: ConflictView) throws {
        guard let record = view.record else { throw Self.byHand(view) }
        switch view.type {
        case "deleted": gone.formUnion(try RecordMove(record, root: change.folder.root).beneath(change))
        case "group", "rule":
            guard case .map(let local)? = view.conflict.value("local") else { throw Self.byHand(view) }
            var keys = local.map(\.key)
            if case .map(let published)? = view.conflict.value("published") {
                keys += published.map(\.key).filter { key in !keys.contains(key) }
            }
            for key in keys { try write(view, record, [key], local.first { $0.key == key }?.value) }
        case "path": throw Self.byHand(view)
        default: try write(view, record, view.keys, view.conflict.value("local"))
        }
    }

    private mutating func write(_ view: ConflictView, _ record: Record, _ keys: [String], _ value: RecordValue?) throws
    {
        let current = edited[record.path] ?? record
        guard let path = Self.path(keys, current) else { throw Self.byHand(view) }
        let edit: YAMLEdit = value.map { .set(path, YAMLValue($0)) } ?? .remove(path)
        if value == nil, !Self.exists(path, current.value) { return }
        edited[record.path] = try change.record(current, after: [edit])
    }

    private mutating func set(_ view: ConflictView, _ typed: String) throws {
        guard let record = view.record, view.keys.count == 1, view.type != "group", view.type != "deleted" else {
            throw Self.byHand(view)
        }
        let current = edited[record.path] ?? record
        edited[record.path] = try change.record(current, assigning: [view.keys[0] + "=" + typed])
    }

    /// The place of a field: keys of maps, and items of lists by position or by the value of a key field.
    private static func path(_ keys: [String], _ record: Record) -> YAMLPath? {
        var path: YAMLPath = []
        var value: RecordValue? = record.value
        var field: Field?
        for (depth, key) in keys.enumerated() {
            if case .list(let items)? = value {
                let names = (field?.itemKeys ?? []) + ["id", "name"]
                let index =
                    items.firstIndex { item in names.contains { item[$0]?.string == key } || item.string == key }
                    ?? Int(key).flatMap { items.indices.contains($0) ? $0 : nil }
                guard let index else { return nil }
                path.append(.index(index))
                value = items[index]
            } else {
                path.append(.key(key))
                field = depth == 0 ? record.kind.field(key) : field?.field(key)
                value = value?[key]
                // Only the last field of the way may be missing.
                if value == nil, depth < keys.count - 1 { return nil }
            }
        }
        return path.isEmpty ? nil : path
    }

    private static func exists(_ path: YAMLPath, _ value: RecordValue) -> Bool {
        var value: RecordValue? = value
        for step in path {
            switch step {
            case .key(let key): value = value?[key]
            case .index(let index):
                let items = value?.items ?? []
                value = items.indices.contains(index) ? items[index] : nil
            }
        }
        return value != nil
    }

    private static func byHand(_ view: ConflictView) -> CommandFailure {
        let path = view.record?.path.text ?? view.conflict.string("path") ?? ""
        return CommandFailure(
            Text(en: "this conflict has no single value to put in place", zh: "这处冲突没有可直接写入的单个值"),
            remedy: Text(
                en: "put \(path) right (crm edit), then: crm resolve --keep",
                zh: "请先改好 \(path)（crm edit），再运行 crm resolve --keep"))
    }
}
