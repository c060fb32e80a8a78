import RecordMerge
import Records

/// What became of three versions of one record.
enum FieldMerge {
    case merged([UInt8])
    case conflicts([FieldConflict])
    /// One of the versions cannot be read, or the merged text would not read as what was meant.
    case unreadable
}

/// Merges two changed versions of a record field by field, as ``mergeRecord`` does, waiting for a person wherever both sides gave a field
/// a new value.
///
/// - Parameters:
///   - base: nil when both sides made the file.
///   - kind: gives the types of the values, the merge rules, and the fields that have one meaning together.
///   - settled: a person's choice for a field in conflict, by the key path (`next/due`).
func mergeFields(
    base: [UInt8]?, ours: [UInt8], theirs: [UInt8], kind: Kind?,
    settled: @escaping (String) -> Settlement.Side? = { _ in nil }
) -> FieldMerge {
    mergeFields(base: base, ours: ours, theirs: theirs, kind: kind, choices: MergeChoices(settled: settled)).result
}

/// As above, with all that may decide about a field in conflict.
///
/// - Returns: also the fields in which our value was put aside.
func mergeFields(
    base: [UInt8]?, ours: [UInt8], theirs: [UInt8], kind: Kind?, choices: MergeChoices
) -> (result: FieldMerge, noted: [NotedConflict]) {
    // A side that changed nothing has no say, and need not even be readable: somebody may be repairing the file.
    if ours == theirs || base == theirs { return (.merged(ours), []) }
    if base == ours { return (.merged(theirs), []) }
    var options = MergeOptions(.keep(.theirs))
    // The sum of all records is checked when they are all merged.
    options.checksSchema = false
    options.asks = { !choices.keepsPublished($0.keyPath) }
    options.settled = { path in
        choices.settled(path.keyPath).map { $0 == .ours ? .ours : .theirs }
    }
    switch mergeRecord(base: base, ours: ours, theirs: theirs, schema: kind.map { RecordSchema($0) }, options: options)
    {
    case .merged(_, let conflicts) where conflicts.contains { $0.path.steps.isEmpty }: return (.unreadable, [])
    case .waiting(let conflicts) where conflicts.contains { $0.path.steps.isEmpty }: return (.unreadable, [])
    case .merged(let bytes, let conflicts): return (.merged(bytes), conflicts.flatMap { NotedConflict.all(in: $0) })
    case .waiting(let conflicts):
        let waiting = conflicts.filter { conflict in
            ([conflict.path] + conflict.members.map(\.path)).contains { !choices.keepsPublished($0.keyPath) }
        }
        return (.conflicts(waiting.flatMap { FieldConflict.all(in: $0) }), [])
    case .deleted, .refused: return (.unreadable, [])
    }
}

extension NotedConflict {
    /// One for each field of a group; none for what was open before.
    fileprivate static func all(in conflict: MergeConflict) -> [NotedConflict] {
        if case .open = conflict.reason { return [] }
        return each(of: conflict)
    }

    fileprivate static func each(of conflict: MergeConflict) -> [NotedConflict] {
        guard !conflict.members.isEmpty else {
            return [
                NotedConflict(
                    key: conflict.path.keyPath, group: nil, base: conflict.base, published: conflict.theirs,
                    local: conflict.ours)
            ]
        }
        return conflict.members.map {
            NotedConflict(
                key: $0.path.keyPath, group: conflict.group, base: $0.base, published: $0.theirs, local: $0.ours)
        }
    }
}

extension FieldConflict {
    init(_ noted: NotedConflict) {
        func shown(_ value: RecordValue?) -> String? { value.map { shownValue($0) } }
        self.init(
            key: noted.key, base: shown(noted.base), ours: shown(noted.local), theirs: shown(noted.published))
    }

    fileprivate static func all(in conflict: MergeConflict) -> [FieldConflict] {
        NotedConflict.each(of: conflict).map { FieldConflict($0) }
    }
}
