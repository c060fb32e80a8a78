extension StreamParser {
    private enum Chomping { case strip, clip, keep }

    /// c-l+literal and c-l+folded. The cursor stands at `|` or `>`; afterwards at the next content line.
    mutating func blockScalar(under column: Int, marks: Marks) throws(Stop) -> UInt32 {
        let start = i
        let folded = text[i] == Ascii.greater
        i += 1
        let (chomping, explicit) = try blockScalarHeader(start)
        let headerEnd = i
        let sideStart = side.count
        var lines = BlockLines(
            from: at(i).isBreak ? afterBreak(i) : i,
            // The indicator counts from the parent's column; a document counts as column 0, which is what every YAML library does.
            indent: explicit.map { max(column, 0) + $0 },
            minimum: column + 1)
        if explicit == nil { try findIndentation(&lines) }
        if folded { gatherFolded(&lines) } else { gatherLiteral(&lines) }
        switch chomping {
        case .strip: break
        case .clip: if lines.pendingBreaks > 0, lines.end > 0 { side.append(Ascii.lineFeed) }
        case .keep: for _ in 0..<lines.pendingBreaks { side.append(Ascii.lineFeed) }
        }
        let end = chomping == .keep ? max(lines.keptEnd, lines.end) : lines.end
        let node = addSideScalar(
            folded ? .folded : .literal, from: start, to: max(end, commentlessEnd(start, headerEnd)),
            sideStart: sideStart, severalLines: true)
        attach(marks, to: node)
        i = lines.position
        try leaveBlockScalar()
        return node
    }

    /// c-b-block-header: indentation and chomping indicator in any order, then at most a comment. Leaves the cursor at the line break.
    private mutating func blockScalarHeader(_ start: Int) throws(Stop) -> (Chomping, Int?) {
        var chomping: Chomping?
        var explicit: Int?
        while true {
            let byte = at(i)
            if chomping == nil, byte == Ascii.plus || byte == Ascii.dash {
                chomping = byte == Ascii.plus ? .keep : .strip
            } else if explicit == nil, byte &- 0x31 < 9 {
                beyondEveryday = true
                explicit = Int(byte - 0x30)
            } else {
                break
            }
            i += 1
        }
        guard isBlank(i) else { throw badBlockScalarHeader(start) }
        skipWhite()
        if at(i) == Ascii.hash { try comment() }
        guard at(i).isBreakOrEnd else { throw badBlockScalarHeader(start) }
        return (chomping ?? .clip, explicit)
    }

    /// The header without white space and comment behind it.
    private func commentlessEnd(_ start: Int, _ headerEnd: Int) -> Int {
        var end = start + 1
        while end < headerEnd, !text[end].isBlankOrEnd { end += 1 }
        return end
    }

    /// The lines of a block scalar as they are walked.
    private struct BlockLines {
        /// Start of the next line to look at.
        var position: Int
        /// Spaces in front of the content; nil while unknown.
        var indent: Int?
        /// Fewest spaces that content may have.
        let minimum: Int
        /// Line breaks seen since the last content.
        var pendingBreaks = 0
        /// Behind the last content byte, and behind the last blank line.
        var end = 0
        var keptEnd = 0
        /// The content of the line found last.
        var content = 0..<0

        init(from position: Int, indent: Int?, minimum: Int) {
            self.position = position
            self.indent = indent
            self.minimum = minimum
        }
    }

    /// The first line with text sets the indentation; the blank lines before it may not have more spaces.
    private mutating func findIndentation(_ lines: inout BlockLines) throws(Stop) {
        var here = lines.position
        var deepest = 0
        var deepestAt = 0
        while true {
            let line = here
            while at(here) == Ascii.space { here += 1 }
            let spaces = here - line
            if at(here).isBreak {
                if spaces > deepest {
                    deepest = spaces
                    deepestAt = line
                }
                here = afterBreak(here)
                continue
            }
            let isContent =
                here < count && spaces >= lines.minimum && !(spaces == 0 && (isMarker(here) || isByteOrderMark(here)))
            if isContent {
                if deepest > spaces { throw fail(.blankLineTooIndented, at: deepestAt) }
                if text[here] == Ascii.tab || spaces == 0 { beyondEveryday = true }
                lines.indent = spaces
            } else {
                // Only blank lines: they are content breaks, however deep they are.
                lines.indent = max(deepest, lines.minimum, here >= count ? spaces : 0)
            }
            if deepest > 0 { beyondEveryday = true }
            return
        }
    }

    /// The next line with text, its content in `lines.content`; blank lines on the way are counted.
    @inline(__always)
    private mutating func nextLine(_ lines: inout BlockLines) -> Bool {
        let indent = lines.indent ?? 0
        while true {
            let line = lines.position
            var here = line
            let full = line + indent
            while here < full, at(here) == Ascii.space { here += 1 }
            let byte = at(here)
            if byte.isBreak {
                if here > line { beyondEveryday = true }
                lines.pendingBreaks += 1
                lines.keptEnd = here
                lines.position = afterBreak(here)
                continue
            }
            if here >= count {
                // Spaces without a line break at the very end count as a line.
                if here > line {
                    beyondEveryday = true
                    lines.pendingBreaks += 1
                    lines.keptEnd = here
                    lines.position = here
                }
                return false
            }
            if here < full { return false }
            if indent == 0, isMarker(here) || isByteOrderMark(here) { return false }
            var end = here
            while end < count, !text[end].isBreak { end += 1 }
            lines.content = here..<end
            return true
        }
    }

    /// Takes the line found by ``nextLine(_:)`` as read.
    @inline(__always)
    private func take(_ lines: inout BlockLines) {
        lines.end = lines.content.upperBound
        if lines.end < count {
            lines.pendingBreaks = 1
            lines.position = afterBreak(lines.end)
        } else {
            // Text that ends without a line break has none; a last line of mere spaces counts as ended (public suite, L24T).
            lines.pendingBreaks = text[lines.content].allSatisfy { $0 == Ascii.space } ? 1 : 0
            lines.position = lines.end
        }
    }

    private mutating func gatherLiteral(_ lines: inout BlockLines) {
        while nextLine(&lines) {
            for _ in 0..<lines.pendingBreaks { side.append(Ascii.lineFeed) }
            side.append(contentsOf: text[lines.content])
            take(&lines)
        }
    }

    /// Line breaks between two lines of text fold; those next to a line that starts with white space stay.
    private mutating func gatherFolded(_ lines: inout BlockLines) {
        var first = true
        var previousIsIndented = false
        while nextLine(&lines) {
            let isIndented = text[lines.content.lowerBound].isWhite
            if isIndented { beyondEveryday = true }
            if first || isIndented || previousIsIndented {
                for _ in 0..<lines.pendingBreaks { side.append(Ascii.lineFeed) }
            } else {
                fold(breaks: lines.pendingBreaks)
            }
            side.append(contentsOf: text[lines.content])
            take(&lines)
            first = false
            previousIsIndented = isIndented
        }
    }

    /// From the line that ended a block scalar to the next content. White space with a tab in it is no blank line of the scalar, and no
    /// comment line either as long as the document goes on (l-trail-comments must start with `#`).
    private mutating func leaveBlockScalar() throws(Stop) {
        startLine()
        var tabAt: Int?
        if tabbed {
            var end = i
            while at(end).isWhite { end += 1 }
            if at(end).isBreak { tabAt = i }
        }
        let here = i
        try skipToContent()
        if i < count, i == lineStart, isMarker(i) || isByteOrderMark(i) { indent = -1 }
        if let tabAt, indent >= 0, i > here { throw fail(.tabIndentation, at: tabAt) }
    }
}
