import LosslessYAML
import Records

/// One version of a record, read for merging: its tree over the text in plain form (LF, no byte order mark, a final line break).
final class MergeText {
    let form: TextForm
    let text: RecordText
    let tree: YAMLTree
    /// Made when something new has to be written.
    private(set) lazy var handwriting = YAMLHandwriting(tree)

    var bytes: [UInt8] { tree.bytes }

    init(_ bytes: [UInt8], reader: inout YAMLReader) throws(YAMLError) {
        var (form, plain) = TextForm.read(bytes)
        if !form.endsInLineBreak, bytes.contains(where: { $0 == 0x7C || $0 == 0x3E }) {
            plain = try Self.endingLikeItself(plain, &form, bytes, &reader)
        }
        self.form = form
        tree = try reader.read(plain)
        text = RecordText(tree)
    }

    /// A block scalar that ends the text without a line break has none in its value, which `|-` says when one follows.
    private static func endingLikeItself(
        _ plain: [UInt8], _ form: inout TextForm, _ bytes: [UInt8], _ reader: inout YAMLReader
    ) throws(YAMLError) -> [UInt8] {
        let open = try reader.read(Array(plain.dropLast()))
        guard let closed = open.strippingLastBlockScalar() else { return plain }
        // The break is part of the value now, so the text keeps it.
        form.endsInLineBreak = true
        return closed + [0x0A]
    }

    /// Start of the line that holds an offset.
    func lineStart(_ offset: Int) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        return start
    }

    /// Behind the line break that ends the line of an offset.
    func nextLine(_ offset: Int) -> Int {
        var end = offset
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        return min(end + 1, bytes.count)
    }

    /// Bytes in front of an offset on its line.
    func column(_ offset: Int) -> Int { offset - lineStart(offset) }
}

/// A node of one of the three versions.
struct Ref {
    let text: MergeText
    let node: YAMLNodeID

    var tree: YAMLTree { text.tree }
    var kind: YAMLNodeKind { text.tree.kind(node) }
    var style: YAMLStyle { text.tree.style(node) }
    /// The node behind an alias.
    var target: Ref { Ref(text: text, node: text.tree.resolvingAlias(node)) }

    var isMap: Bool { kind == .mapping }
    var isList: Bool { kind == .sequence }
    var isNull: Bool { kind == .scalar && tree.scalarType(node) == .null }

    var range: Range<Int> { tree.rangeWithProperties(node) }

    var hasComments: Bool { !tree.commentRanges(in: range).isEmpty }

    func child(_ node: YAMLNodeID) -> Ref { Ref(text: text, node: node) }

    /// The value under a key, aliases not followed.
    func value(_ key: String) -> Ref? { tree.entry(of: key, in: node).map { child($0.value) } }
}

/// The same thing in the three versions.
struct Versions<Thing> {
    var base: Thing?
    var ours: Thing?
    var theirs: Thing?

    subscript(side: MergeSide) -> Thing? { side == .ours ? ours : theirs }

    func map<Other>(_ change: (Thing) -> Other?) -> Versions<Other> {
        Versions<Other>(
            base: base.flatMap(change), ours: ours.flatMap(change), theirs: theirs.flatMap(change))
    }
}
