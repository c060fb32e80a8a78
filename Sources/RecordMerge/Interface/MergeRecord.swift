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
    .refused([MergeRefusal(version: .result, reason: .notExpressible)])
}
