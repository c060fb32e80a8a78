/// Whether a block collection may start at a place, and why not.
enum BlockPermission {
    case allowed
    /// The text stands on a line that already holds a key, a marker or properties.
    case sameLine
    /// A tab is part of the indentation.
    case afterTab
}

extension StreamParser {
    /// s-l+block-indented and s-l+block-node: what follows an indicator (`-`, `?`, `:`) or `---`. The cursor stands right behind it;
    /// afterwards it stands at the next content line.
    ///
    /// - Parameters:
    ///   - under: column of the collection that the node belongs to, -1 for a document.
    ///   - sequenceAtParent: a block sequence may stand at that very column (seq-space).
    ///   - compact: a block collection may start on this line (`- - a`, `- a: b`, `? - a`).
    mutating func blockNode(under column: Int, sequenceAtParent: Bool, compact: Bool) throws(Stop) -> UInt32 {
        let after = i
        var tab = false
        var byte = at(i)
        while byte.isWhite {
            if byte == Ascii.tab { tab = true }
            i += 1
            byte = at(i)
        }
        if tab { beyondEveryday = true }
        if byte.isBreakOrEnd || byte == Ascii.hash {
            try skipToContent()
            return try nodeOnNewLine(
                under: column, sequenceAtParent: sequenceAtParent, emptyAt: after, marks: Marks())
        }
        return try node(
            under: column, sequenceAtParent: sequenceAtParent,
            block: !compact ? .sameLine : tab ? .afterTab : .allowed, outer: Marks())
    }

    /// A node whose content, if any, starts on the line of the cursor. `marks` came on lines before it.
    mutating func nodeOnNewLine(
        under column: Int, sequenceAtParent: Bool, emptyAt: Int, marks: Marks
    ) throws(Stop) -> UInt32 {
        if indent <= column {
            if sequenceAtParent, indent == column, !tabbed, isIndicator(Ascii.dash, i) {
                return try blockSequence(sharesParentColumn: true, marks: marks)
            }
            return addEmpty(at: emptyAt, marks)
        }
        return try node(
            under: column, sequenceAtParent: sequenceAtParent, block: tabbed ? .afterTab : .allowed, outer: marks)
    }

    /// A node that starts at the cursor, whatever it turns out to be.
    private mutating func node(
        under column: Int, sequenceAtParent: Bool, block: BlockPermission, outer: Marks
    ) throws(Stop) -> UInt32 {
        let start = i
        let line = lineStart
        var own = Marks()
        switch at(i) {
        case Ascii.dash where isBlank(i + 1):
            if block != .allowed { throw fail(block == .afterTab ? .tabIndentation : .blockCollectionNotHere, at: i) }
            return try blockSequence(sharesParentColumn: false, marks: outer)
        case Ascii.question where isBlank(i + 1), Ascii.colon where isBlank(i + 1):
            if block != .allowed { throw fail(block == .afterTab ? .tabIndentation : .blockCollectionNotHere, at: i) }
            return try blockMapping(column: i - lineStart, firstKey: Node.none, start: i, marks: outer)
        case Ascii.bar, Ascii.greater:
            return try blockScalar(under: column, marks: outer)
        case Ascii.ampersand, Ascii.exclamation:
            own = try marks(flowIndent: nil)
            let next = at(i)
            if next.isBreakOrEnd || next == Ascii.hash {
                let both = try joined(outer, own)
                try skipToContent()
                return try nodeOnNewLine(
                    under: column, sequenceAtParent: sequenceAtParent, emptyAt: own.end, marks: both)
            }
            if next == Ascii.bar || next == Ascii.greater {
                return try blockScalar(under: column, marks: joined(outer, own))
            }
            if isIndicator(Ascii.dash, i) || isIndicator(Ascii.question, i) {
                throw fail(.blockCollectionNotHere, at: i)
            }
        default:
            break
        }

        let found: UInt32
        if !own.isEmpty, isIndicator(Ascii.colon, i) {
            found = addEmpty(at: own.end)
        } else {
            found = try flowInBlock(minIndent: column + 1, oneLine: false)
        }
        var next = i
        while at(next).isWhite { next += 1 }
        if isIndicator(Ascii.colon, next) {
            if lineStart != line { throw keyOverLines(start: start, colon: next, under: column) }
            guard block == .allowed else {
                throw block == .afterTab ? fail(.tabIndentation, at: start) : colonInside(valueAt: start, colon: next)
            }
            try checkKey(from: start, colon: next)
            try attachToFlow(own, found)
            i = next
            return try blockMapping(column: start - lineStart, firstKey: found, start: start, marks: outer)
        }
        try attachToFlow(joined(outer, own), found)
        try finishLine(after: found)
        return found
    }

    /// Nothing but a comment may follow a value on its line.
    @inline(__always)
    mutating func finishLine(after node: UInt32) throws(Stop) {
        if !(try skipToContent()), i < count { throw textAfterValue(node) }
    }

    /// An alias takes neither anchor nor tag.
    mutating func attachToFlow(_ marks: Marks, _ node: UInt32) throws(Stop) {
        if marks.isEmpty { return }
        if nodes[Int(node)].kind == .alias { throw fail(.aliasWithProperties, at: Int(nodes[Int(node)].start)) }
        attach(marks, to: node)
    }

    /// An implicit key is at most 1024 characters long. Moves over the white space in front of its colon.
    @inline(__always)
    mutating func checkKey(from start: Int, colon: Int) throws(Stop) {
        if colon - i > 0 { beyondEveryday = true }
        if colon - start > 1024 { try checkLongKey(from: start, colon: colon) }
    }

    private mutating func checkLongKey(from start: Int, colon: Int) throws(Stop) {
        beyondEveryday = true
        var characters = 0
        for byte in text[start..<colon] where byte & 0xC0 != 0x80 { characters += 1 }
        if characters > 1024 { throw fail(.keyTooLong, at: start) }
    }

    /// A flow node within block context: alias, quoted, flow collection or plain.
    @inline(__always)
    private mutating func flowInBlock(minIndent: Int, oneLine: Bool) throws(Stop) -> UInt32 {
        switch at(i) {
        case Ascii.doubleQuote, Ascii.singleQuote:
            return try quoted(minIndent: minIndent)
        case Ascii.openBracket, Ascii.openBrace:
            return try flowCollection(minIndent: minIndent)
        case Ascii.asterisk:
            return try alias()
        case Ascii.dash, Ascii.question, Ascii.colon:
            if isBlank(i + 1) { throw badStart() }
            beyondEveryday = beyondEveryday || text[i] != Ascii.dash
        case Ascii.comma, Ascii.closeBracket, Ascii.closeBrace, Ascii.hash, Ascii.percent, Ascii.at, Ascii.backtick,
            Ascii.ampersand, Ascii.exclamation, Ascii.bar, Ascii.greater:
            throw badStart()
        default:
            break
        }
        return try plain(minIndent: minIndent, inFlow: false, oneLine: oneLine)
    }

    // MARK: Collections

    /// l+block-sequence. The cursor stands at its first `-`.
    private mutating func blockSequence(sharesParentColumn: Bool, marks: Marks) throws(Stop) -> UInt32 {
        let column = i - lineStart
        let sequence = add(.sequence, .block, from: i, to: i)
        attach(marks, to: sequence)
        try enter(at: i)
        var last = Node.none
        repeat {
            i += 1
            let item = try blockNode(under: column, sequenceAtParent: false, compact: true)
            link(item, after: &last, in: sequence)
            if indent < column { break }
            if indent > column || tabbed { throw badIndentation(expected: column, after: last) }
        } while isIndicator(Ascii.dash, i)
        if indent == column, !sharesParentColumn { throw notAnItem() }
        nodes[Int(sequence)].end = UInt32(endOfContent(last))
        depth -= 1
        return sequence
    }

    /// block-mapping. With `firstKey` the cursor stands at the colon behind it, otherwise at the first entry.
    private mutating func blockMapping(
        column: Int, firstKey: UInt32, start: Int, marks: Marks
    ) throws(Stop) -> UInt32 {
        let mapping = add(.mapping, .block, from: start, to: start)
        attach(marks, to: mapping)
        try enter(at: start)
        var last = Node.none
        var key = firstKey
        while true {
            if key == Node.none {
                if isIndicator(Ascii.question, i) {
                    try explicitEntry(column: column, in: mapping, after: &last)
                } else {
                    key = try implicitKey(minIndent: column + 1)
                }
            }
            if key != Node.none {
                link(key, after: &last, in: mapping)
                i += 1
                let value = try blockNode(under: column, sequenceAtParent: true, compact: false)
                link(value, after: &last, in: mapping)
                key = Node.none
            }
            if indent < column { break }
            if indent > column || tabbed { throw badIndentation(expected: column, after: last) }
        }
        nodes[Int(mapping)].end = UInt32(endOfContent(last))
        depth -= 1
        return mapping
    }

    /// c-l-block-map-explicit-entry: `? key` and, on a line of its own, `: value`.
    private mutating func explicitEntry(
        column: Int, in mapping: UInt32, after last: inout UInt32
    ) throws(Stop) {
        beyondEveryday = true
        i += 1
        let key = try blockNode(under: column, sequenceAtParent: true, compact: true)
        link(key, after: &last, in: mapping)
        let value: UInt32
        if indent == column, !tabbed, isIndicator(Ascii.colon, i) {
            i += 1
            value = try blockNode(under: column, sequenceAtParent: true, compact: true)
        } else {
            value = addEmpty(at: endOfContent(key))
        }
        link(value, after: &last, in: mapping)
    }

    /// ns-s-block-map-implicit-key: one line, and a colon behind it, where the cursor ends up.
    private mutating func implicitKey(minIndent: Int) throws(Stop) -> UInt32 {
        let start = i
        let line = lineStart
        var own = Marks()
        if at(i) == Ascii.ampersand || at(i) == Ascii.exclamation {
            own = try marks(flowIndent: nil)
        }
        let key: UInt32
        if isIndicator(Ascii.colon, i) {
            beyondEveryday = true
            key = addEmpty(at: own.isEmpty ? i : own.end)
        } else {
            if at(i).isBreakOrEnd || isIndicator(Ascii.dash, i) { throw notAKey(from: start) }
            key = try flowInBlock(minIndent: minIndent, oneLine: true)
        }
        var next = i
        while at(next).isWhite { next += 1 }
        guard isIndicator(Ascii.colon, next) else { throw notAKey(from: start) }
        if lineStart != line { throw fail(.keySpansLines, at: start) }
        try checkKey(from: start, colon: next)
        i = next
        try attachToFlow(own, key)
        return key
    }

    /// The byte behind a node; where only its anchor or tag is written, the byte behind those.
    private func endOfContent(_ node: UInt32) -> Int { Int(nodes[Int(node)].end) }
}
