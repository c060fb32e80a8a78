extension EditPlanner {
    func remove(_ path: YAMLPath) throws(YAMLEditError) -> [Splice]? {
        let place = try existing(path)
        guard let parent = place.parent else { throw .wrongKind(path) }
        try checkUnshared(place.node, path)
        if let key = place.key { try checkUnshared(key, path) }
        let spans = spans(parent)
        if isFlow(parent) { return removeFromFlow(parent, spans, place.index) }
        if spans.count == 1 { return try emptied(parent, path: Array(path.dropLast())) }
        return removeLines(spans, place.index, column: column(parent))
    }

    /// The last child goes: the collection becomes `{}` or `[]`.
    private func emptied(_ collection: YAMLNodeID, path: YAMLPath) throws(YAMLEditError) -> [Splice]? {
        let place = try existing(path)
        return replace(place, with: tree.kind(collection) == .mapping ? .map([]) : .list([]))
    }

    /// The lines of a child of a block collection, with its comments.
    private func removeLines(_ spans: [Range<Int>], _ index: Int, column: Int) -> [Splice] {
        let span = spans[index]
        let end = lastLineEnd(span, column: column)
        if layout.startsItsLine(span.lowerBound) {
            let start = layout.withOwnComments(span.lowerBound)
            return [removal(of: start..<end)]
        }
        // The first child of a collection that starts behind a dash: the next one takes its place.
        var next = layout.afterBreak(end)
        while next < tree.bytes.count, tree.bytes[next].isWhite || tree.bytes[next].isBreak { next += 1 }
        return [Splice(span.lowerBound..<next, "")]
    }

    /// Takes whole lines out, given without their last line break. A text that ends without one does so again.
    func removal(of lines: Range<Int>) -> Splice {
        if lines.upperBound < tree.bytes.count || way.endsWithBreak {
            let end = way.takesBlankLines ? endOfBlankLines(lines.upperBound) : lines.upperBound
            return Splice(lines.lowerBound..<layout.afterBreak(end), "")
        }
        let before = layout.lineEnd(layout.lineStart(max(0, lines.lowerBound - 1)))
        return Splice(min(before, lines.lowerBound)..<lines.upperBound, "")
    }

    /// The end of the last of the blank lines behind a line end; the line end itself if there are none.
    func endOfBlankLines(_ lineEnd: Int) -> Int {
        var end = lineEnd
        while true {
            let next = layout.afterBreak(end)
            guard next > end, next < tree.bytes.count else { return end }
            let nextEnd = layout.lineEnd(next)
            guard tree.bytes[next..<nextEnd].allSatisfy(\.isWhite) else { return end }
            end = nextEnd
        }
    }

    /// The end of the last line of a child, comments that stand deeper included.
    func lastLineEnd(_ span: Range<Int>, column: Int) -> Int {
        layout.withDeeperComments(layout.lineEnd(span.upperBound), column: column)
    }

    private func removeFromFlow(_ collection: YAMLNodeID, _ spans: [Range<Int>], _ index: Int) -> [Splice] {
        let range = tree.range(collection)
        let span = spans[index]
        if spans.count == 1 {
            return [Splice((range.lowerBound + 1)..<(range.upperBound - 1), "")]
        }
        if let lines = ownLines(span, in: range) { return [Splice(lines, "")] }
        if index + 1 < spans.count {
            return [Splice(span.lowerBound..<spans[index + 1].lowerBound, "")]
        }
        let previous = spans[index - 1].upperBound
        let crossesLine = tree.bytes[previous..<span.lowerBound].contains(where: \.isBreak)
        return [Splice((crossesLine ? span.lowerBound : previous)..<span.upperBound, "")]
    }

    /// The lines of an item that shares them with nothing but its comma and its comment.
    private func ownLines(_ span: Range<Int>, in collection: Range<Int>) -> Range<Int>? {
        let start = layout.lineStart(span.lowerBound)
        guard start > collection.lowerBound, layout.startsItsLine(span.lowerBound) else { return nil }
        var end = span.upperBound
        while end < collection.upperBound, tree.bytes[end].isWhite { end += 1 }
        if tree.bytes[end] == Ascii.comma { end += 1 }
        end = layout.throughTrailingComment(end)
        while end < collection.upperBound, tree.bytes[end].isWhite { end += 1 }
        guard end < collection.upperBound, tree.bytes[end].isBreak else { return nil }
        return start..<layout.afterBreak(end)
    }

    // MARK: Renaming

    func renameKey(_ path: YAMLPath, to name: String) throws(YAMLEditError) -> [Splice]? {
        let place = try existing(path)
        guard let key = place.key, let parent = place.parent else { throw .wrongKind(path) }
        let style = tree.style(key)
        let isQuoted = style == .singleQuoted || style == .doubleQuoted
        let text = ScalarText.write(
            name, isFlow(parent) ? .flow : .block, quote: isQuoted ? style : layout.quote, keepQuotes: isQuoted)
        return [Splice(tree.range(key), text)]
    }
}
