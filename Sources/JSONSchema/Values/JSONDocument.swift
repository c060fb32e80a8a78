/// A JSON text and its parsed nodes. Immutable; a `JSONValue` is a view of one node.
///
/// Nodes live in one flat array in document order. Strings without escapes are slices of the source; decoded strings are
/// appended behind it.
package final class JSONDocument: Sendable {
    /// One value or member name.
    struct Node: Sendable {
        var type: InstanceType
        /// The value of a boolean.
        var flag: Bool
        /// Byte range of the value in the source, quotes and brackets included.
        var start: UInt32
        var end: UInt32
        /// Bytes of a string without quotes and escapes, or of a number as written, in `bytes`.
        var textStart: UInt32
        var textCount: UInt32
        /// Number of elements or members.
        var count: UInt32
        /// Index of the following element, member name or value on the same level; 0 for the last.
        var next: UInt32
        /// Index of the node that holds this one; 0 for the root, which holds itself.
        var parent: UInt32
    }

    /// The source followed by decoded strings.
    let bytes: [UInt8]
    let sourceCount: Int
    /// Node 0 is the root. The first child of a node follows it. A member's name comes right before its value.
    let nodes: [Node]

    init(bytes: [UInt8], sourceCount: Int, nodes: [Node]) {
        self.bytes = bytes
        self.sourceCount = sourceCount
        self.nodes = nodes
    }

    /// The outermost value.
    package var root: JSONValue { JSONValue(document: self, index: 0) }

    /// The JSON text that was parsed (a byte order mark included).
    package var source: ArraySlice<UInt8> { bytes[..<sourceCount] }

    /// The line and column of a byte of the source. Costs a scan from the start: meant for messages.
    package func position(ofByte offset: Int) -> TextPosition {
        TextPosition(ofByte: offset, in: source)
    }
}

/// A place in a text: 1-based line, 1-based column counted in code points.
package struct TextPosition: Sendable, Hashable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of byte `offset` of UTF-8 `text`; LF, CRLF and CR end a line.
    package init(ofByte offset: Int, in text: ArraySlice<UInt8>) {
        var line = 1
        var column = 1
        var previous: UInt8 = 0
        for byte in text.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                if previous != UInt8(ascii: "\r") { line += 1 }
                column = 1
            } else if byte == UInt8(ascii: "\r") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            previous = byte
        }
        self.init(line: line, column: column)
    }

    package var description: String { "\(line):\(column)" }
}
