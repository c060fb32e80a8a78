/// Thrown to leave the parser; the reason lies in ``StreamParser/failure``, so that the error path costs nothing to pass along.
struct Stop: Error {}

/// A complete parser of YAML 1.2.2 streams over bytes: one pass, no tokens, nodes go straight into the arena.
///
/// The production names in the comments are those of the specification. Columns are bytes from the start of the line, which is exact where
/// it matters, since indentation is made of spaces. The text has passed ``TextCheck``: a zero byte can only mean the end.
struct StreamParser {
    let text: UnsafeBufferPointer<UInt8>
    let count: Int
    let maxDepth: Int

    /// The cursor.
    var i = 0
    /// Where the line of the cursor starts.
    var lineStart = 0
    /// Leading spaces of the content line that ``skipToContent()`` reached last; -1 at the end of the document.
    var indent = 0
    /// A tab follows those spaces, so nothing that depends on indentation may start here.
    var tabbed = false
    var depth = 0
    /// Opening of the innermost flow collection, for messages.
    var flowOpening = 0
    /// Constructs were met that YAML 1.1 readers may see otherwise.
    var beyondEveryday = false

    var nodes: [Node] = []
    var side: [UInt8] = []
    var comments: [CommentSpan] = []
    var documents: [DocumentSpan] = []
    var properties: [UInt32: NodeProperties] = [:]
    var anchors = AnchorTable()
    var tagHandles: [[UInt8]: [UInt8]] = [:]
    var resolvedTags: [[UInt8]] = []
    var skippedMarks: [Int] = []
    var firstTag: Int?
    var firstDirective: Int?
    var failure: (reason: YAMLError.Reason, offset: Int)?

    init(text: UnsafeBufferPointer<UInt8>, maxDepth: Int) {
        self.text = text
        self.count = text.count
        self.maxDepth = maxDepth
    }

    /// The byte at an offset, 0 past the end.
    @inline(__always)
    func at(_ offset: Int) -> UInt8 { offset < count ? text[offset] : 0 }

    /// White space, line break or end of text at an offset.
    @inline(__always)
    func isBlank(_ offset: Int) -> Bool { at(offset).isBlankOrEnd }

    mutating func fail(_ reason: YAMLError.Reason, at offset: Int) -> Stop {
        failure = (reason, offset)
        return Stop()
    }

    // MARK: Nodes

    @inline(__always)
    mutating func add(
        _ kind: YAMLNodeKind, _ style: YAMLStyle, from start: Int, to end: Int, flags: Node.Flags = []
    ) -> UInt32 {
        nodes.append(Node(kind: kind, style: style, flags: flags, start: UInt32(start), end: UInt32(end)))
        return UInt32(nodes.count - 1)
    }

    /// A scalar whose content is a slice of the file.
    @inline(__always)
    mutating func addScalar(_ style: YAMLStyle, from start: Int, to end: Int, content: Range<Int>) -> UInt32 {
        var node = Node(kind: .scalar, style: style, flags: [], start: UInt32(start), end: UInt32(end))
        node.textStart = UInt32(content.lowerBound)
        node.textLength = UInt32(content.count)
        nodes.append(node)
        return UInt32(nodes.count - 1)
    }

    /// A scalar whose content was gathered at the end of the side text.
    mutating func addSideScalar(
        _ style: YAMLStyle, from start: Int, to end: Int, sideStart: Int, severalLines: Bool
    ) -> UInt32 {
        var node = Node(
            kind: .scalar, style: style, flags: severalLines ? [.sideText, .severalLines] : .sideText,
            start: UInt32(start), end: UInt32(end))
        node.textStart = UInt32(sideStart)
        node.textLength = UInt32(side.count - sideStart)
        nodes.append(node)
        return UInt32(nodes.count - 1)
    }

    /// An absent value: no bytes, the empty plain scalar.
    mutating func addEmpty(at offset: Int, _ marks: Marks = Marks()) -> UInt32 {
        let node = addScalar(.plain, from: offset, to: offset, content: offset..<offset)
        attach(marks, to: node)
        return node
    }

    @inline(__always)
    mutating func link(_ node: UInt32, after last: inout UInt32, in parent: UInt32) {
        if last == Node.none { nodes[Int(parent)].firstChild = node } else { nodes[Int(last)].next = node }
        last = node
    }

    @inline(__always)
    mutating func enter(at offset: Int) throws(Stop) {
        depth += 1
        if depth > maxDepth { throw fail(.tooDeep(limit: maxDepth), at: offset) }
    }

    // MARK: Between the nodes

    @inline(__always)
    mutating func skipWhite() {
        while at(i).isWhite {
            if text[i] == Ascii.tab { beyondEveryday = true }
            i += 1
        }
    }

    /// The offset behind the line break at `offset`.
    @inline(__always)
    func afterBreak(_ offset: Int) -> Int {
        text[offset] == Ascii.carriageReturn && at(offset + 1) == Ascii.lineFeed ? offset + 2 : offset + 1
    }

    /// s-l-comments: the rest of this line, comments and blank lines, up to the next content. Sets `indent` and `tabbed` for the line
    /// reached; at the end of the document `indent` is -1.
    ///
    /// - Returns: whether a line break was crossed.
    @discardableResult
    mutating func skipToContent() throws(Stop) -> Bool {
        var crossed = false
        while true {
            var byte = at(i)
            while byte.isWhite {
                if byte == Ascii.tab { beyondEveryday = true }
                i += 1
                byte = at(i)
            }
            if byte == Ascii.hash {
                try comment()
                byte = at(i)
            }
            if byte.isBreak {
                i = afterBreak(i)
                startLine()
                crossed = true
                continue
            }
            if i >= count {
                indent = -1
            } else if crossed, indent == 0, !tabbed, isMarker(i) || isByteOrderMark(i) {
                indent = -1
            }
            return crossed
        }
    }

    /// Takes the cursor, at the start of a line, over its leading spaces.
    @inline(__always)
    mutating func startLine() {
        lineStart = i
        while at(i) == Ascii.space { i += 1 }
        indent = i - lineStart
        tabbed = at(i) == Ascii.tab
    }

    /// The comment at the cursor, which must be set off by white space.
    mutating func comment() throws(Stop) {
        if i > lineStart, !text[i - 1].isWhite { throw fail(.commentNeedsSpace, at: i) }
        let start = i
        while !at(i).isBreakOrEnd { i += 1 }
        var before = start
        while before > lineStart, text[before - 1].isWhite { before -= 1 }
        comments.append(
            CommentSpan(start: UInt32(start), end: UInt32(i), standsAlone: before == lineStart))
    }

    /// `---` or `...` at the start of a line, followed by a blank (c-forbidden).
    @inline(__always)
    func isMarker(_ offset: Int) -> Bool {
        let byte = at(offset)
        guard byte == Ascii.dash || byte == Ascii.dot else { return false }
        return at(offset + 1) == byte && at(offset + 2) == byte && isBlank(offset + 3)
    }

    @inline(__always)
    func isByteOrderMark(_ offset: Int) -> Bool {
        at(offset) == 0xEF && at(offset + 1) == 0xBB && at(offset + 2) == 0xBF
    }

    /// A block indicator (`-`, `?` or `:`) and a blank behind it.
    @inline(__always)
    func isIndicator(_ byte: UInt8, _ offset: Int) -> Bool { at(offset) == byte && isBlank(offset + 1) }

    /// `:` that separates key and value within a flow collection: not followed by ns-plain-safe.
    @inline(__always)
    func isFlowColon(_ offset: Int) -> Bool {
        at(offset) == Ascii.colon && (isBlank(offset + 1) || at(offset + 1).isFlowIndicator)
    }
}

/// One document of a stream.
struct DocumentSpan: Sendable {
    var root: UInt32
    var explicitStart: Bool
    var explicitEnd = false
    /// Where its `---` or its first content stands.
    var start: Int
}
