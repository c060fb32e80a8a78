import LosslessYAML

/// A block mapping or block sequence cut into its children, by whole lines: every line of its region belongs to exactly one child, as
/// comment lines in front, as the child itself, or as comment lines behind that stand deeper; the rest follows the last child.
struct Parts {
    /// One child with its lines.
    struct Part {
        /// nil for an item of a sequence.
        let key: YAMLNodeID?
        let value: YAMLNodeID
        /// Comments and blank lines in front: whole lines. Empty for a child that starts on the line of a dash.
        let lead: Range<Int>
        /// From the key or the dash to the end of the last line of the value.
        let core: Range<Int>
        /// Comment lines behind that stand deeper than the child: whole lines.
        let tail: Range<Int>

        /// The child with what is deeper.
        var body: Range<Int> { core.lowerBound..<tail.upperBound }
        var all: Range<Int> { lead.lowerBound..<tail.upperBound }
    }

    let text: MergeText
    let node: YAMLNodeID
    /// Column of the keys or dashes, in bytes.
    let column: Int
    let parts: [Part]
    private let places: [YAMLNodeID: Int]
    /// Comments and blank lines behind the last child.
    let rest: Range<Int>

    /// - Parameter region: where the collection and the comments around it stand: whole lines, but it may begin on the line of a dash.
    /// - Returns: nil for flow style and for forms that are not taken apart (`? key`, an anchor on a line of its own).
    init?(_ ref: Ref, region: Range<Int>) {
        guard ref.style == .block else { return nil }
        let text = ref.text
        let tree = ref.tree
        let bytes = tree.bytes
        var found: [Part] = []
        var cursor = region.lowerBound
        var shared: Int?
        func add(start: Int, key: YAMLNodeID?, value: YAMLNodeID, least: Int) -> Bool {
            let line = max(text.lineStart(start), region.lowerBound)
            guard line >= cursor, text.column(start) == shared ?? text.column(start) else { return false }
            shared = text.column(start)
            let end = max(least, tree.range(value).upperBound, tree.propertiesEnd(value) ?? 0)
            let isBehindBreak = end > start && bytes[end - 1] == 0x0A
            let coreEnd = isBehindBreak ? end : text.nextLine(end)
            guard coreEnd <= region.upperBound else { return false }
            found.append(
                Part(
                    key: key, value: value, lead: min(cursor, line)..<line, core: start..<coreEnd,
                    tail: coreEnd..<text.behindDeeperComments(coreEnd, column: text.column(start))))
            cursor = found[found.count - 1].tail.upperBound
            return true
        }
        if ref.kind == .mapping {
            for entry in tree.entries(ref.node) {
                let start = tree.rangeWithProperties(entry.key).lowerBound
                guard let colon = tree.indicator(0x3A, behind: tree.range(entry.key).upperBound),
                    text.isIndented(start, from: region.lowerBound),
                    add(start: start, key: entry.key, value: entry.value, least: colon + 1)
                else { return nil }
            }
        } else {
            for item in tree.children(ref.node) {
                guard let dash = tree.indicator(0x2D, behind: cursor), text.isIndented(dash, from: region.lowerBound),
                    add(start: dash, key: nil, value: item, least: dash + 1)
                else { return nil }
            }
        }
        guard let shared, cursor <= region.upperBound else { return nil }
        self.text = text
        node = ref.node
        column = shared
        parts = found
        places = Dictionary(
            found.enumerated().map { ($0.element.value, $0.offset) }, uniquingKeysWith: { first, _ in first })
        rest = cursor..<region.upperBound
    }

    func ref(_ part: Part) -> Ref { Ref(text: text, node: part.value) }

    /// The child that a node is, with its lines.
    func piece(of ref: Ref?) -> Piece? {
        guard let ref, ref.text === text, let place = places[ref.node] else { return nil }
        return Piece(parts: self, part: parts[place])
    }

    /// Where the lines of a child's block collection stand, and what stands in front of it; nil when the child is no block collection
    /// or an odd one.
    func inside(_ part: Part) -> (head: Range<Int>, region: Range<Int>)? {
        let tree = text.tree
        guard tree.style(part.value) == .block, tree.kind(part.value) == .mapping || tree.kind(part.value) == .sequence
        else { return nil }
        let start = tree.range(part.value).lowerBound
        let headEnd: Int
        if text.lineStart(start) <= part.core.lowerBound {
            // On the line of the dash.
            guard part.key == nil, tree.propertiesEnd(part.value) == nil else { return nil }
            headEnd = start
        } else {
            let mark =
                part.key.flatMap { tree.indicator(0x3A, behind: tree.range($0).upperBound) } ?? part.core.lowerBound
            let properties = tree.propertiesEnd(part.value) ?? 0
            headEnd = text.nextLine(max(mark, properties))
            guard properties == 0 || text.lineStart(properties) <= part.core.lowerBound else { return nil }
        }
        guard headEnd <= start else { return nil }
        return (part.core.lowerBound..<headEnd, headEnd..<part.tail.upperBound)
    }
}

/// One child of a block collection in one version.
struct Piece {
    let parts: Parts
    let part: Parts.Part

    var text: MergeText { parts.text }
    var ref: Ref { parts.ref(part) }
    var column: Int { parts.column }

    /// The children of this child, and what stands in front of them.
    func inside() -> (head: Range<Int>, parts: Parts)? {
        guard let (head, region) = parts.inside(part), let inner = Parts(ref, region: region) else { return nil }
        return (head, inner)
    }

    /// The comments of the child and around it, as they are written.
    var comments: [ArraySlice<UInt8>] { text.comments(in: part.all) }
}

extension MergeText {
    func comments(in range: Range<Int>) -> [ArraySlice<UInt8>] {
        tree.commentRanges(in: range).map { bytes[$0] }
    }

    /// Where the comments of the whole file end: behind the last blank line or `---` above the first entry. What follows directly on it
    /// belongs to the entry.
    func headerEnd(before first: Int) -> Int {
        var end = 0
        var here = 0
        while here < first {
            let next = nextLine(here)
            if bytes[here..<next].first(where: { $0 != 0x20 && $0 != 0x09 }) != 0x23 { end = next }
            here = next
        }
        return end
    }

    /// Whether only spaces stand before an offset on its line, or it is where the region begins.
    fileprivate func isIndented(_ offset: Int, from region: Int) -> Bool {
        offset == region || bytes[lineStart(offset)..<offset].allSatisfy { $0 == 0x20 }
    }

    /// Behind the comment lines that follow a line start and stand deeper than a column, blank lines between them included.
    fileprivate func behindDeeperComments(_ start: Int, column: Int) -> Int {
        var end = start
        var here = start
        while here < bytes.count {
            var text = here
            while text < bytes.count, bytes[text] == 0x20 { text += 1 }
            guard text < bytes.count else { break }
            if bytes[text] == 0x0A || bytes[text] == 0x09 || bytes[text] == 0x0D {
                let next = nextLine(text)
                guard bytes[text..<next].allSatisfy({ $0 == 0x0A || $0 == 0x09 || $0 == 0x20 || $0 == 0x0D }) else {
                    break
                }
                here = next
                continue
            }
            guard bytes[text] == 0x23, text - here > column else { break }
            here = nextLine(text)
            end = here
        }
        return end
    }
}
