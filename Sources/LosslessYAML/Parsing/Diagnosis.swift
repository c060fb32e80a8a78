/// Turns the place where the parser could not go on into the mistake that a person most likely made.
extension StreamParser {
    /// The trimmed text from an offset to the end of its line, cut to what fits a message.
    private func restOfLine(_ start: Int) -> Range<Int> {
        var end = start
        while !at(end).isBreakOrEnd { end += 1 }
        while end > start, text[end - 1].isWhite { end -= 1 }
        return start..<end
    }

    private func quote(_ range: Range<Int>) -> String {
        var end = min(range.upperBound, range.lowerBound + 60)
        while end < range.upperBound, text[end] & 0xC0 == 0x80 { end -= 1 }
        let shown = String(decoding: text[range.lowerBound..<max(end, range.lowerBound)], as: UTF8.self)
        return end < range.upperBound ? shown + "…" : shown
    }

    /// `<<<<<<<`, `|||||||`, `=======` or `>>>>>>>` at the start of a line: what a text merge left behind.
    func isConflictMarker(_ offset: Int) -> Bool {
        let byte = at(offset)
        guard byte == Ascii.less || byte == Ascii.bar || byte == Ascii.equals || byte == Ascii.greater else {
            return false
        }
        for step in 1..<7 where at(offset + step) != byte { return false }
        return isBlank(offset + 7)
    }

    /// The first full-width punctuation mark in a range that could stand for the given ASCII one.
    private func fullWidth(_ mark: String, _ range: Range<Int>) -> Int? {
        let wanted = Array(mark.utf8)
        guard range.count >= wanted.count else { return nil }
        for offset in range.lowerBound...(range.upperBound - wanted.count)
        where text[offset] == wanted[0] && text[offset..<(offset + wanted.count)].elementsEqual(wanted) {
            return offset
        }
        return nil
    }

    /// The start of the line that holds an offset.
    private func lineBegin(_ offset: Int) -> Int {
        var begin = offset
        while begin > 0, !text[begin - 1].isBreak { begin -= 1 }
        return begin
    }

    // MARK: Block structure

    /// A line of a mapping that holds no `key:`.
    mutating func notAKey(from start: Int) -> Stop {
        let line = restOfLine(start)
        if isConflictMarker(start) { return fail(.conflictMarker, at: start) }
        if tabbedLine(start) { return fail(.tabIndentation, at: lineStart) }
        if isIndicator(Ascii.dash, start) { return fail(.itemInsideMapping, at: start) }
        if let colon = fullWidth("：", line) { return fail(.fullWidth(found: "：", needed: ":"), at: colon) }
        if let colon = colonWithoutSpace(line) {
            return fail(.missingSpaceAfterColon(key: quote(line.lowerBound..<colon)), at: colon)
        }
        return fail(.missingColon(text: quote(line)), at: start)
    }

    private func tabbedLine(_ offset: Int) -> Bool { at(lineBegin(offset)) == Ascii.tab }

    /// `key:value`: the first colon with text on both sides that is not part of a `://`.
    private func colonWithoutSpace(_ line: Range<Int>) -> Int? {
        for offset in line.dropFirst() where text[offset] == Ascii.colon {
            if !isBlank(offset + 1), at(offset + 1) != UInt8(ascii: "/") { return offset }
        }
        return nil
    }

    /// A line of a sequence that does not start with `- `.
    mutating func notAnItem() -> Stop {
        if isConflictMarker(i) { return fail(.conflictMarker, at: i) }
        if at(i) == Ascii.dash { return fail(.missingSpaceAfterDash, at: i) }
        return fail(.keyInsideSequence, at: i)
    }

    /// The next line stands deeper than the collection it should continue.
    mutating func badIndentation(expected column: Int, after last: UInt32) -> Stop {
        if tabbed { return fail(.tabIndentation, at: lineStart + indent) }
        if isConflictMarker(i) { return fail(.conflictMarker, at: i) }
        var expected = [column + 1]
        let record = nodes[Int(last)]
        if record.style == .block {
            let start = Int(record.start)
            expected.append(start - lineBegin(start) + 1)
        }
        return fail(.badIndentation(column: indent + 1, expected: expected), at: i)
    }

    /// `: ` within a value that already follows a colon.
    mutating func colonInside(valueAt start: Int, colon: Int) -> Stop {
        for (mark, needed) in [("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'"), ("＂", "\"")]
        where text[start..<count].starts(with: mark.utf8) {
            return fail(.fullWidth(found: mark, needed: needed), at: start)
        }
        return fail(.colonInsideValue, at: colon)
    }

    /// Content is left although the root of the document is complete.
    mutating func textAfterRoot() -> Stop {
        if let mark = skippedMarks.last, mark + 3 == i { return fail(.forbiddenCharacter(0xFEFF), at: mark) }
        if isConflictMarker(i) { return fail(.conflictMarker, at: i) }
        if tabbed { return fail(.tabIndentation, at: lineStart + indent) }
        if at(i) == Ascii.percent, i == lineStart { return fail(.badDirective, at: i) }
        return fail(.badIndentation(column: i - lineStart + 1, expected: [1]), at: i)
    }

    /// Something stands behind a complete value on its line.
    mutating func textAfterValue(_ node: UInt32) -> Stop {
        let record = nodes[Int(node)]
        let end = Int(record.end)
        if at(i) == Ascii.colon, record.style == .singleQuoted || record.style == .doubleQuoted {
            return fail(.missingSpaceAfterColon(key: quote(Int(record.start)..<end)), at: i)
        }
        if at(i) == Ascii.colon, isBlank(i + 1) { return fail(.colonInsideValue, at: i) }
        return fail(.textAfterValue, at: i)
    }

    /// A colon behind a scalar of several lines: the lines before it were meant as something else.
    mutating func keyOverLines(start: Int, colon: Int, under column: Int) -> Stop {
        if nodes[nodes.count - 1].style != .plain { return fail(.keySpansLines, at: start) }
        if isConflictMarker(start) { return fail(.conflictMarker, at: start) }
        let begin = lineBegin(start)
        var first = begin
        while at(first) == Ascii.space { first += 1 }
        if first != start {
            // The value started on the line of its key, and a deeper line looks like another key.
            var line = lineStart
            while at(line).isWhite { line += 1 }
            return fail(.badIndentation(column: line - lineStart + 1, expected: [first - begin + 1]), at: line)
        }
        return notAKey(from: start)
    }

    /// A character that no plain scalar may start with.
    mutating func badStart() -> Stop {
        if isConflictMarker(i) { return fail(.conflictMarker, at: i) }
        return fail(.reservedStart(character(at: i)), at: i)
    }

    mutating func badBlockScalarHeader(_ start: Int) -> Stop {
        if isConflictMarker(start) { return fail(.conflictMarker, at: start) }
        return fail(.badBlockScalarHeader, at: start)
    }

    mutating func unclosedQuote(_ start: Int) -> Stop {
        fail(.unclosedQuote(character(at: start)), at: start)
    }

    // MARK: Flow collections

    mutating func unclosedBracket() -> Stop {
        fail(.unclosedBracket(character(at: flowOpening)), at: flowOpening)
    }

    /// A continuation line of a flow collection stands too far left: a forgotten bracket, or a wrong indentation.
    mutating func flowIndentation(_ minimum: Int) -> Stop {
        let byte = at(i)
        if byte == Ascii.closeBrace || byte == Ascii.closeBracket {
            return fail(.flowBadIndentation(minimum: minimum), at: i)
        }
        if isConflictMarker(i) { return fail(.conflictMarker, at: i) }
        return unclosedBracket()
    }

    mutating func noCommaOrClose(close: UInt8) -> Stop {
        let byte = at(i)
        if byte == Ascii.closeBrace || byte == Ascii.closeBracket {
            return fail(.mismatchedBracket(found: character(at: i)), at: i)
        }
        let last = nodes[nodes.count - 1]
        if last.style == .plain, let comma = fullWidth("，", Int(last.start)..<Int(last.end)) {
            return fail(.fullWidth(found: "，", needed: ","), at: comma)
        }
        if byte == Ascii.colon {
            if last.style != .plain { return fail(.keySpansLines, at: i) }
            if last.flags.contains(.severalLines) || Int(last.end) < lineStart { return unclosedBracket() }
        }
        return fail(.missingComma, at: i)
    }
}
