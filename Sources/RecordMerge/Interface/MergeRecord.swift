import LosslessYAML
package import Records

/// Merges three versions of one record, field by field. Pure: the same texts, schema and options give the same bytes everywhere.
///
/// - Parameters:
///   - base: what both sides began with; nil when both made the file.
///   - ours: nil when this side deleted the record.
///   - theirs: as `ours`.
///   - schema: types of the values, merge rules and groups; without it every leaf is atomic and typed by YAML's core schema.
package func mergeRecord(
    base: [UInt8]?, ours: [UInt8]?, theirs: [UInt8]?, schema: RecordSchema?, options: MergeOptions
) -> MergeResult {
    var reader = YAMLReader()
    var refusals: [MergeRefusal] = []
    func read(_ bytes: [UInt8]?, _ version: MergeRefusal.Version, like others: [([UInt8]?, MergeText?)]) -> MergeText? {
        guard let bytes else { return nil }
        for (other, text) in others where other == bytes && text != nil { return text }
        do throws(YAMLError) {
            return try MergeText(bytes, reader: &reader)
        } catch {
            refusals.append(MergeRefusal(version: version, reason: .unreadable(error)))
            return nil
        }
    }
    let baseText = read(base, .base, like: [])
    let ourText = read(ours, .ours, like: [(base, baseText)])
    let theirText = read(theirs, .theirs, like: [(base, baseText), (ours, ourText)])
    guard refusals.isEmpty else { return .refused(refusals) }
    let texts = Versions(base: baseText, ours: ourText, theirs: theirText)
    guard let ours, let theirs, let ourText, let theirText else {
        return mergeDeletion(base, texts, ours, theirs, schema, options)
    }
    // A side that changed nothing has no say, not even about the order of the keys.
    if ours == theirs || base == theirs { return .merged(ours, conflicts: openConflicts(in: ourText, besides: [])) }
    if base == ours { return .merged(theirs, conflicts: openConflicts(in: theirText, besides: [])) }
    return Merging(texts: texts, schema: schema, options: options).result()
}

/// Deleted by both, or by one while the other changed nothing: deleted. Deleted against changed: kept, and a conflict.
private func mergeDeletion(
    _ base: [UInt8]?, _ texts: Versions<MergeText>, _ ours: [UInt8]?, _ theirs: [UInt8]?, _ schema: RecordSchema?,
    _ options: MergeOptions
) -> MergeResult {
    guard let kept = ours ?? theirs, let text = texts.ours ?? texts.theirs else { return .deleted }
    guard let base else { return .merged(kept, conflicts: openConflicts(in: text, besides: [])) }
    if kept == base { return .deleted }
    let field = schema.map { Field(record: $0.fields) }
    let roots = texts.map { text in text.tree.root.map { Ref(text: text, node: $0) } }
    if let root = texts.base?.tree.root, let baseText = texts.base,
        let other = roots.ours ?? roots.theirs, sameMeaning(Ref(text: baseText, node: root), other, field)
    {
        return .deleted
    }
    if let side = options.settled(FieldPath()) {
        return (side == .ours ? ours : theirs).map { .merged($0, conflicts: []) } ?? .deleted
    }
    let values = roots.map { typedValue($0.tree, $0.node, field) }
    let conflict = MergeConflict(
        path: FieldPath(), reason: .deletedAgainstChanged, base: values.base, ours: values.ours, theirs: values.theirs,
        members: [], kept: ours == nil ? .theirs : .ours)
    if options.asks(FieldPath()) { return .waiting([conflict]) }
    return .merged(kept, conflicts: [conflict])
}
