package import Records

/// What became of an edit of a file that somebody else changed meanwhile.
package enum EditMerge: Sendable {
    case merged([UInt8])
    /// Both changed these fields differently.
    case conflicts([FieldConflict])
    /// One of the texts is no record of simple form; then nothing is merged.
    case unreadable
}

/// Joins a person's edit with what the file became meanwhile, field by field, as a sync does.
///
/// - Parameters:
///   - base: the text that the person began with.
///   - kind: of the record; nil for a file of no known kind.
package func mergeEdit(base: [UInt8], edited: [UInt8], current: [UInt8], kind: Kind?) -> EditMerge {
    // Nobody changed it meanwhile: nothing has to be read, and a broken text may be put right.
    if current == base { return .merged(edited) }
    return switch mergeFields(base: base, ours: edited, theirs: current, kind: kind) {
    case .merged(let bytes): .merged(bytes)
    case .conflicts(let conflicts): .conflicts(conflicts)
    case .unreadable: .unreadable
    }
}
