extension StreamParser {
    /// ns-plain: the first byte at the cursor has been found fit to start one.
    ///
    /// - Parameters:
    ///   - minIndent: spaces that a continuation line needs.
    ///   - oneLine: a key; it does not go on to the next line.
    mutating func plain(minIndent: Int, inFlow: Bool, oneLine: Bool) throws(Stop) -> UInt32 {
        let start = i
        let end = inFlow ? plainLine(inFlow: true) : plainLine(inFlow: false)
        if oneLine || !at(i).isBreak {
            return addScalar(.plain, from: start, to: end, content: start..<end)
        }
        guard let next = continuation(minIndent: minIndent, inFlow: inFlow) else {
            return addScalar(.plain, from: start, to: end, content: start..<end)
        }
        return severalLines(start: start, firstEnd: end, next, minIndent: minIndent, inFlow: inFlow)
    }

    /// Moves the cursor to where the plain text of this line stops: a line break, `: `, ` #`, or a flow indicator.
    ///
    /// - Returns: the end of the text without white space behind it.
    @inline(__always)
    private mutating func plainLine(inFlow: Bool) -> Int {
        var here = i
        var end = i
        scan: while here < count {
            let byte = text[here]
            if byte > Ascii.colon, !inFlow || !byte.isFlowIndicator {
                here += 1
                end = here
                continue
            }
            switch byte {
            case Ascii.space:
                here += 1
                continue scan
            case Ascii.tab:
                beyondEveryday = true
                here += 1
                continue scan
            case Ascii.lineFeed, Ascii.carriageReturn:
                break scan
            case Ascii.colon:
                if inFlow ? isBlank(here + 1) || text[here + 1].isFlowIndicator : isBlank(here + 1) { break scan }
                if inFlow { beyondEveryday = true }
            case Ascii.hash:
                if here > i, text[here - 1].isWhite { break scan }
            default:
                // A flow indicator, or any other character up to the colon.
                if inFlow, byte.isFlowIndicator { break scan }
            }
            here += 1
            end = here
        }
        i = here
        return end
    }

    private struct Continuation {
        /// First byte of the text on the next line that goes on.
        var content: Int
        var lineStart: Int
        /// Line breaks crossed on the way.
        var breaks: Int
    }

    /// Looks behind the line break at the cursor for a line that continues a plain scalar.
    @inline(__always)
    private mutating func continuation(minIndent: Int, inFlow: Bool) -> Continuation? {
        var here = i
        var breaks = 0
        while true {
            here = afterBreak(here)
            breaks += 1
            let line = here
            while at(here) == Ascii.space { here += 1 }
            let spaces = here - line
            var byte = at(here)
            if byte == Ascii.tab {
                beyondEveryday = true
                // A blank line needs the indentation as well, once it holds a tab (l-empty).
                if spaces < minIndent { return nil }
                while at(here).isWhite { here += 1 }
                byte = at(here)
            }
            if byte.isBreak { continue }
            if here >= count || spaces < minIndent || byte == Ascii.hash { return nil }
            if here == line, isMarker(here) || isByteOrderMark(here) { return nil }
            if byte == Ascii.colon, inFlow ? isFlowColon(here) : isBlank(here + 1) { return nil }
            if inFlow, byte.isFlowIndicator { return nil }
            return Continuation(content: here, lineStart: line, breaks: breaks)
        }
    }

    private mutating func severalLines(
        start: Int, firstEnd: Int, _ first: Continuation, minIndent: Int, inFlow: Bool
    ) -> UInt32 {
        beyondEveryday = true
        let sideStart = side.count
        side.append(contentsOf: text[start..<firstEnd])
        var next: Continuation? = first
        var end = firstEnd
        while let line = next {
            fold(breaks: line.breaks)
            i = line.content
            lineStart = line.lineStart
            end = plainLine(inFlow: inFlow)
            side.append(contentsOf: text[line.content..<end])
            next = at(i).isBreak ? continuation(minIndent: minIndent, inFlow: inFlow) : nil
        }
        return addSideScalar(.plain, from: start, to: end, sideStart: sideStart, severalLines: true)
    }

    /// b-l-folded: one line break becomes a space, more become one fewer line feeds.
    mutating func fold(breaks: Int) {
        if breaks == 1 {
            side.append(Ascii.space)
        } else {
            for _ in 1..<breaks { side.append(Ascii.lineFeed) }
        }
    }
}
