extension EditPlanner {
    func set(_ path: YAMLPath, _ value: YAMLValue) throws(YAMLEditError) -> [Splice]? {
        let place = try find(path)
        if place.depth == path.count {
            try checkUnshared(place.node, path)
            return replace(place, with: value)
        }
        // The rest of the path is new: mappings around the value.
        var nested = value
        for step in path[(place.depth + 1)...].reversed() {
            guard case .key(let key) = step else { throw .noSuchPath(path) }
            nested = .map([YAMLValue.Entry(key: key, value: nested)])
        }
        guard case .key(let key) = path[place.depth] else { throw .noSuchPath(path) }
        switch tree.kind(place.node) {
        case .mapping:
            return addEntry(key, nested, to: place)
        case .scalar where tree.scalarType(place.node) == .null:
            return replace(place, with: .map([YAMLValue.Entry(key: key, value: nested)]))
        default:
            throw .wrongKind(path)
        }
    }

    // MARK: Replacing a value

    func replace(_ place: Place, with value: YAMLValue) -> [Splice]? {
        let old = tree.range(place.node)
        guard let parent = place.parent else { return replaceRoot(place.node, with: value) }
        if isFlow(parent) {
            let text = inline(value, like: place.node, .flow)
            if let key = place.key, valueHead(key: key, value: place.node) == nil {
                return [Splice(at: tree.range(key).upperBound, ": " + text)]
            }
            if old.isEmpty {
                let head = behindProperties(place.node) ?? old.lowerBound
                return [Splice(at: head, " " + text)]
            }
            return [Splice(old, text)]
        }
        let parentColumn = column(parent)
        if let key = place.key {
            guard let head = valueHead(key: key, value: place.node) else {
                let written = blockText(value, like: place.node, parentColumn: parentColumn, gap: nil)
                return explicitValue(key, written, column: parentColumn)
            }
            let written = blockText(value, like: place.node, parentColumn: parentColumn, gap: nil)
            return replaceInBlock(place.node, head: head, with: written)
        }
        let dash = dashes(parent)[place.index]
        let isOnDashLine = !old.isEmpty && old.lowerBound <= layout.lineEnd(dash)
        let written = blockText(
            value, like: place.node, parentColumn: parentColumn, gap: isOnDashLine ? old.lowerBound - dash - 1 : 1)
        return replaceInBlock(place.node, head: behindProperties(place.node) ?? dash + 1, with: written)
    }

    /// `? key` without a value gets one on a line of its own.
    private func explicitValue(_ key: YAMLNodeID, _ written: ValueText.Block, column: Int) -> [Splice] {
        let end = layout.lineEnd(tree.range(key).upperBound)
        let first = values.spaces(column) + ":" + (written.first.isEmpty ? "" : " " + written.first)
        return [Splice(at: end, lines([first] + written.rest))]
    }

    private func replaceRoot(_ root: YAMLNodeID, with value: YAMLValue) -> [Splice]? {
        let old = tree.range(root)
        let column = layout.column(old.lowerBound)
        let written: [String]
        switch value {
        case .list(let items) where !items.isEmpty && !isFlow(root): written = values.list(items, column: column)
        case .map(let entries) where !entries.isEmpty && !isFlow(root):
            written = values.mapping(entries, column: column)
        default: written = [values.spaces(column) + inline(value, like: root, isFlow(root) ? .flow : .block)]
        }
        guard let first = written.first else { return nil }
        return [Splice(old, String(first.dropFirst(column)) + lines(written.dropFirst()))]
    }

    /// The value on one line, in the quotes of the scalar it replaces.
    private func inline(_ value: YAMLValue, like old: YAMLNodeID, _ place: ScalarText.Place) -> String {
        let style = tree.style(old)
        if case .string(let text) = value, style == .singleQuoted || style == .doubleQuoted {
            return ScalarText.write(text, place, quote: style, keepQuotes: true)
        }
        return values.flow(value, place: place)
    }

    /// - Parameter gap: spaces behind the dash of a list item; nil for the value of a key.
    private func blockText(_ value: YAMLValue, like old: YAMLNodeID, parentColumn: Int, gap: Int?) -> ValueText.Block {
        let style = tree.style(old)
        switch value {
        case .string(let text):
            let indent = gap == nil ? layout.mappingIndent : 2
            if let block = values.literal(
                text, parent: parentColumn, indent: literalIndent(old, parentColumn) ?? indent)
            {
                return block
            }
            return ValueText.Block(first: inline(value, like: old, .block))
        case .list(let items) where !items.isEmpty && style == .flow, .list(let items) where items.isEmpty:
            return items.contains(where: isMap) && tree.children(old).first(where: { _ in true }) == nil
                ? under(value, parentColumn, nil, gap) : ValueText.Block(first: values.flow(value))
        case .map(let entries)
        where style == .flow && tree.entries(old).first(where: { _ in true }) != nil || entries.isEmpty:
            return ValueText.Block(first: values.flow(value))
        case .list, .map:
            let start = tree.range(old).lowerBound
            let sameKind =
                isMap(value) == (tree.kind(old) == .mapping) && style == .block && layout.startsItsLine(start)
            return under(value, parentColumn, sameKind ? layout.column(start) : nil, gap)
        default:
            return ValueText.Block(first: inline(value, like: old, .block))
        }
    }

    private func under(_ value: YAMLValue, _ parentColumn: Int, _ child: Int?, _ gap: Int?) -> ValueText.Block {
        guard let gap else { return values.underKey(value, column: parentColumn, childColumn: child) }
        return values.underDash(value, column: parentColumn, gap: gap)
    }

    private func isMap(_ value: YAMLValue) -> Bool { if case .map = value { true } else { false } }

    /// How deep the text of a block scalar stands under its parent.
    private func literalIndent(_ old: YAMLNodeID, _ parentColumn: Int) -> Int? {
        guard tree.style(old) == .literal || tree.style(old) == .folded else { return nil }
        let range = tree.range(old)
        var line = layout.afterBreak(layout.lineEnd(range.lowerBound))
        while line < range.upperBound {
            var text = line
            while text < range.upperBound, tree.bytes[text] == Ascii.space { text += 1 }
            if text < range.upperBound, !tree.bytes[text].isBreak {
                let indent = text - line - max(parentColumn, 0)
                return indent > 0 && tree.bytes[range.lowerBound + 1].isDigit == false ? indent : nil
            }
            line = layout.afterBreak(layout.lineEnd(line))
        }
        return nil
    }

    /// Line breaks and lines, to be put at the end of a line.
    func lines(_ rest: some Sequence<String>) -> String {
        rest.map { layout.lineBreak + $0 }.joined()
    }

    /// Puts a new value where a node of a block collection stands. `head` is behind its colon, dash or anchor.
    private func replaceInBlock(
        _ node: YAMLNodeID, head: Int, with new: ValueText.Block
    ) -> [Splice] {
        let old = tree.range(node)
        let headEnd = layout.lineEnd(head)
        let first = new.first.isEmpty ? "" : " " + new.first
        if old.isEmpty {
            return [Splice(at: head, first), Splice(at: headEnd, lines(new.rest))]
        }
        let style = tree.style(node)
        if style == .literal || style == .folded {
            var tokenEnd = old.lowerBound
            while tokenEnd < old.upperBound, !tree.bytes[tokenEnd].isBlankOrEnd { tokenEnd += 1 }
            let headerEnd = layout.lineEnd(old.lowerBound)
            let body = headerEnd..<max(headerEnd, old.upperBound)
            let header = new.first.isEmpty ? Splice(head..<tokenEnd, "") : Splice(old.lowerBound..<tokenEnd, new.first)
            return [header, Splice(body, lines(new.rest))]
        }
        if old.lowerBound > headEnd {
            let end = max(layout.throughTrailingComment(old.upperBound), old.upperBound)
            return [Splice(at: head, first), Splice(headEnd..<end, lines(new.rest))]
        }
        if style == .block {
            // A collection that starts on the line of its dash.
            let isOneLine = layout.lineEnd(old.lowerBound) == layout.lineEnd(old.upperBound)
            let end = isOneLine ? old.upperBound : layout.throughTrailingComment(old.upperBound)
            if isOneLine { return [Splice(old, new.first), Splice(at: headEnd, lines(new.rest))] }
            return [Splice(old.lowerBound..<end, new.first + lines(new.rest))]
        }
        let value = new.first.isEmpty ? Splice(head..<old.upperBound, "") : Splice(old, new.first)
        return [value, Splice(at: layout.lineEnd(old.upperBound), lines(new.rest))]
    }

    // MARK: Adding a key

    private func addEntry(_ key: String, _ value: YAMLValue, to place: Place) -> [Splice]? {
        let mapping = place.node
        if isFlow(mapping) {
            if spans(mapping).isEmpty, let parent = place.parent, !isFlow(parent) {
                // `{}` in block context may as well become a block.
                return replace(place, with: .map([YAMLValue.Entry(key: key, value: value)]))
            }
            return addToFlow(mapping, values.key(key, .flow) + ": " + values.flow(value), index: nil)
        }
        let column = column(mapping)
        let new = values.mapping([YAMLValue.Entry(key: key, value: value)], column: column)
        return addLines(new, to: mapping, column: column, before: nil)
    }

    /// Whole lines into a block collection: before a child, or at the end.
    func addLines(_ new: [String], to collection: YAMLNodeID, column: Int, before index: Int?) -> [Splice]? {
        let spans = spans(collection)
        guard let last = spans.last else { return nil }
        guard let index else {
            let end = layout.withDeeperComments(layout.lineEnd(last.upperBound), column: column)
            return [Splice(at: end, lines(new))]
        }
        let start = spans[index].lowerBound
        if layout.startsItsLine(start) {
            return [Splice(at: layout.withOwnComments(start), new.map { $0 + layout.lineBreak }.joined())]
        }
        guard let first = new.first else { return nil }
        let text = ([String(first.dropFirst(column))] + new.dropFirst()).joined(separator: layout.lineBreak)
        return [Splice(at: start, text + layout.lineBreak + values.spaces(column))]
    }

    /// An item or entry into a flow collection: before a child, or at the end.
    func addToFlow(_ collection: YAMLNodeID, _ text: String, index: Int?) -> [Splice]? {
        let spans = spans(collection)
        let range = tree.range(collection)
        guard let last = spans.last else {
            return [Splice((range.lowerBound + 1)..<(range.upperBound - 1), text)]
        }
        if let index, index < spans.count {
            let start = spans[index].lowerBound
            if layout.startsItsLine(start), layout.lineStart(start) > range.lowerBound {
                return [Splice(at: start, text + "," + layout.lineBreak + values.spaces(layout.column(start)))]
            }
            return [Splice(at: start, text + ", ")]
        }
        let end = last.upperBound
        guard layout.startsItsLine(last.lowerBound), layout.lineStart(last.lowerBound) > range.lowerBound else {
            return [Splice(at: end, ", " + text)]
        }
        // One item per line: the new one gets its own, behind the comment of the last.
        let indent = layout.lineBreak + values.spaces(layout.column(last.lowerBound))
        var comma = end
        while comma < range.upperBound, tree.bytes[comma].isWhite { comma += 1 }
        let hasComma = tree.bytes[comma] == Ascii.comma
        let behind = layout.throughTrailingComment(hasComma ? comma + 1 : end)
        if layout.lineEnd(end) >= range.upperBound { return [Splice(at: end, "," + indent + text)] }
        return hasComma
            ? [Splice(at: behind, indent + text + ",")]
            : [Splice(at: end, ","), Splice(at: behind, indent + text)]
    }
}
