import Records

/// What became of three versions of one record.
enum FieldMerge {
    case merged([UInt8])
    case conflicts([FieldConflict])
    /// One of the versions is no readable block mapping, or the merged text would not read as what was meant.
    case unreadable
}

/// Merges two changed versions of a record field by field. Whole entries are taken as they stand in one of the texts, so
/// that comments, quotes and order stay; nested maps are merged the same way.
///
/// Changed on one side: taken. Changed alike: once. Changed differently: a conflict of that field. Comments never conflict:
/// where both sides changed one, both lines stay. No clock, no disk: the same three texts always give the same bytes.
///
/// - Parameters:
///   - base: nil when both sides made the file.
///   - kind: gives the types of the values and tells which fields have one meaning together.
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
    // A side that changed nothing has no say, not even about the order of the keys.
    if ours == theirs || base == theirs { return (.merged(ours), []) }
    if base == ours { return (.merged(theirs), []) }
    let (ourForm, ourLines) = TextForm.read(ours)
    let (theirForm, theirLines) = TextForm.read(theirs)
    let (baseForm, baseLines) = base.map { TextForm.read($0) } ?? (ourForm, [])
    let fields = kind?.fields ?? []
    guard let ourText = EntryText(lines: ourLines, fields: fields),
        let theirText = EntryText(lines: theirLines, fields: fields),
        let baseText = base == nil ? .empty : EntryText(lines: baseLines, fields: fields)
    else { return (.unreadable, []) }
    var merge = EntryMerge(fields: fields, prefix: "", choices: choices)
    let lines = merge.merge(base: baseText, ours: ourText, theirs: theirText)
    guard merge.conflicts.isEmpty else { return (.conflicts(merge.conflicts), []) }
    // The pieces are read again together: an anchor left behind, a document end in between would show here.
    guard let result = EntryText(lines: lines, fields: fields), result.reads(as: merge.expected) else {
        return (.unreadable, [])
    }
    return (.merged(TextForm.merged(base: baseForm, ours: ourForm, theirs: theirForm).text(lines)), merge.noted)
}

extension EntryText {
    fileprivate func reads(as expected: [(key: String, value: RecordValue)]) -> Bool {
        entries.count == expected.count
            && zip(entries, expected).allSatisfy { entry, wanted in
                entry.key.utf8.elementsEqual(wanted.key.utf8) && sameValue(entry.value, wanted.value)
            }
    }
}
