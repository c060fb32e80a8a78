extension EditPlanner {
    func addItem(_ path: YAMLPath, _ value: YAMLValue, index: Int?) throws(YAMLEditError) -> [Splice]? {
        let place = try find(path)
        guard place.depth == path.count else { return try set(path, .list([value])) }
        if tree.kind(place.node) == .alias { throw .throughAlias(path) }
        guard tree.kind(place.node) == .sequence else {
            guard tree.kind(place.node) == .scalar, tree.scalarType(place.node) == .null else { throw .wrongKind(path) }
            return replace(place, with: .list([value]))
        }
        let spans = spans(place.node)
        let before = index.flatMap { $0 < spans.count ? $0 : nil }
        if isFlow(place.node) {
            if spans.isEmpty, let parent = place.parent, !isFlow(parent) { return replace(place, with: .list([value])) }
            return addToFlow(place.node, values.flow(value), index: before)
        }
        let column = column(place.node)
        let new = values.list([value], column: column, gap: gap(place.node))
        return addLines(new, to: place.node, column: column, before: before)
    }

    /// Spaces between dash and content, as in the last item.
    private func gap(_ sequence: YAMLNodeID) -> Int {
        guard let dash = dashes(sequence).last else { return 1 }
        var content = dash + 1
        while content < tree.bytes.count, tree.bytes[content] == Ascii.space { content += 1 }
        let isContent = content < tree.bytes.count && !tree.bytes[content].isBreak && tree.bytes[content] != Ascii.hash
        return isContent ? max(1, content - dash - 1) : 1
    }

    func moveItem(_ path: YAMLPath, from: Int, to: Int) throws(YAMLEditError) -> [Splice]? {
        let place = try existing(path)
        guard tree.kind(place.node) == .sequence else { throw .wrongKind(path) }
        let spans = spans(place.node)
        guard spans.indices.contains(from), spans.indices.contains(to) else { throw .noSuchPath(path + [.index(from)]) }
        if from == to { return [] }
        let column = column(place.node)
        let isMovable = !isFlow(place.node) && spans.allSatisfy { layout.startsItsLine($0.lowerBound) }
        return isMovable ? moveLines(spans, from, to, column: column) : moveContents(place.node, spans, from, to)
    }

    /// The lines of the item with its comments go elsewhere.
    private func moveLines(_ spans: [Range<Int>], _ from: Int, _ to: Int, column: Int) -> [Splice] {
        func lines(_ index: Int) -> Range<Int> {
            layout.withOwnComments(spans[index].lowerBound)..<lastLineEnd(spans[index], column: column)
        }
        let moved = lines(from)
        let target = lines(to)
        var text = String(decoding: tree.bytes[moved], as: UTF8.self)
        if way.stripsLast, let strip = stripLast(), moved.contains(strip.range.lowerBound) {
            let before = tree.bytes[moved.lowerBound..<strip.range.lowerBound]
            let after = tree.bytes[strip.range.upperBound..<moved.upperBound]
            text = String(decoding: before, as: UTF8.self) + strip.text + String(decoding: after, as: UTF8.self)
        }
        let removal = removal(of: moved)
        if to > from {
            let isLast = target.upperBound == tree.bytes.count && way.endsWithBreak
            let behind = Splice(
                target.upperBound..<(way.takesBlankLines ? endOfBlankLines(target.upperBound) : target.upperBound),
                layout.lineBreak + text + (isLast ? layout.lineBreak : ""))
            return [removal, behind]
        }
        return [Splice(at: target.lowerBound, text + layout.lineBreak), removal]
    }

    /// The contents change places; dashes, commas and comments stay where they are.
    private func moveContents(_ sequence: YAMLNodeID, _ spans: [Range<Int>], _ from: Int, _ to: Int) -> [Splice] {
        let ranges = tree.children(sequence).map { tree.rangeWithProperties($0) }
        var order = Array(ranges.indices)
        order.insert(order.remove(at: from), at: to)
        return zip(ranges, order).filter { $0 != ranges[$1] }.map { range, source in
            Splice(range, String(decoding: tree.bytes[ranges[source]], as: UTF8.self))
        }
    }
}
