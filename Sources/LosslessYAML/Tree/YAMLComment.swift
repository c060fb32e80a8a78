/// One comment of a document, from its `#` to the end of its line.
package struct YAMLComment: Hashable, Sendable {
    /// Bytes from `#` up to, not including, the line break.
    package var range: Range<Int>
    /// Line of the file, from 1.
    package var line: Int
    /// Nothing but white space stands before it on its line.
    package var standsAlone: Bool
}

/// The compact form kept while reading.
struct CommentSpan: Sendable {
    var start: UInt32
    var end: UInt32
    var standsAlone: Bool
}
