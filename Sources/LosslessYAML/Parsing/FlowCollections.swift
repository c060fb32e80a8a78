extension StreamParser {
    /// c-flow-sequence and c-flow-mapping. The cursor stands at the opening bracket.
    mutating func flowCollection(minIndent: Int) throws(Stop) -> UInt32 {
        let start = i
        let outer = flowOpening
        let line = lineStart
        flowOpening = start
        let isMapping = text[i] == Ascii.openBrace
        let close = isMapping ? Ascii.closeBrace : Ascii.closeBracket
        let collection = add(isMapping ? .mapping : .sequence, .flow, from: start, to: start)
        try enter(at: start)
        i += 1
        var last = Node.none
        while true {
            try skipInFlow(minIndent)
            if at(i) == close { break }
            if isMapping {
                try flowMappingEntry(minIndent, in: collection, after: &last)
            } else {
                let item = try flowSequenceItem(minIndent)
                link(item, after: &last, in: collection)
            }
            try skipInFlow(minIndent)
            if at(i) == Ascii.comma {
                i += 1
                continue
            }
            if at(i) == close { break }
            throw noCommaOrClose(close: close)
        }
        i += 1
        nodes[Int(collection)].end = UInt32(i)
        if lineStart != line { nodes[Int(collection)].flags.insert(.severalLines) }
        flowOpening = outer
        depth -= 1
        return collection
    }

    /// s-separate within a flow collection: white space, comments and line breaks, every content line indented enough.
    @inline(__always)
    mutating func skipInFlow(_ minIndent: Int) throws(Stop) {
        if at(i) > Ascii.hash { return }
        try skipSomeInFlow(minIndent)
    }

    private mutating func skipSomeInFlow(_ minIndent: Int) throws(Stop) {
        var crossed = false
        var spaces = 0
        while true {
            skipWhite()
            if at(i) == Ascii.hash { try comment() }
            if at(i).isBreak {
                beyondEveryday = true
                crossed = true
                i = afterBreak(i)
                lineStart = i
                while at(i) == Ascii.space { i += 1 }
                spaces = i - lineStart
                continue
            }
            if i >= count { throw unclosedBracket() }
            if crossed {
                if i == lineStart, isMarker(i) { throw fail(.documentMarkerInside, at: i) }
                if spaces < minIndent {
                    throw i - lineStart > spaces
                        ? fail(.tabIndentation, at: lineStart + spaces)
                        : flowIndentation(minIndent)
                }
            }
            return
        }
    }

    /// ns-flow-seq-entry: a node, or a single pair.
    private mutating func flowSequenceItem(_ minIndent: Int) throws(Stop) -> UInt32 {
        let start = i
        let line = lineStart
        if isIndicator(Ascii.question, i) || isFlowColon(i) {
            return try flowPair(start: start, key: Node.none, minIndent)
        }
        let found = try flowNode(minIndent)
        var next = i
        while at(next).isWhite { next += 1 }
        guard at(next) == Ascii.colon, isFlowColon(next) || isJSONLike(found) else { return found }
        if lineStart != line {
            i = next
            throw noCommaOrClose(close: Ascii.closeBracket)
        }
        try checkKey(from: start, colon: next)
        i = next
        return try flowPair(start: start, key: found, minIndent)
    }

    /// ns-flow-pair: a mapping of one entry without braces. With a key given the cursor stands at its colon.
    private mutating func flowPair(start: Int, key: UInt32, _ minIndent: Int) throws(Stop) -> UInt32 {
        beyondEveryday = true
        let pair = add(.mapping, .flow, from: start, to: start, flags: .flowPair)
        try enter(at: start)
        var last = Node.none
        if key == Node.none {
            try flowMappingEntry(minIndent, in: pair, after: &last)
        } else {
            link(key, after: &last, in: pair)
            i += 1
            let value = try flowValue(minIndent, colonEnd: i)
            link(value, after: &last, in: pair)
        }
        nodes[Int(pair)].end = nodes[Int(last)].end
        depth -= 1
        return pair
    }

    /// ns-flow-map-entry.
    private mutating func flowMappingEntry(
        _ minIndent: Int, in mapping: UInt32, after last: inout UInt32
    ) throws(Stop) {
        if isIndicator(Ascii.question, i) {
            beyondEveryday = true
            i += 1
            let after = i
            try skipInFlow(minIndent)
            if at(i) == Ascii.comma || at(i) == Ascii.closeBrace || at(i) == Ascii.closeBracket {
                link(addEmpty(at: after), after: &last, in: mapping)
                link(addEmpty(at: after), after: &last, in: mapping)
                return
            }
        }
        let key: UInt32
        if isFlowColon(i) {
            beyondEveryday = true
            key = addEmpty(at: i)
        } else {
            key = try flowNode(minIndent)
        }
        link(key, after: &last, in: mapping)
        let after = Int(nodes[Int(key)].end)
        let line = lineStart
        let direct = i
        try skipInFlow(minIndent)
        if at(i) == Ascii.colon, isFlowColon(i) || isJSONLike(key) {
            if i != direct || lineStart != line { beyondEveryday = true }
            i += 1
            let value = try flowValue(minIndent, colonEnd: i)
            link(value, after: &last, in: mapping)
        } else {
            beyondEveryday = true
            link(addEmpty(at: max(after, nodeEnd(key))), after: &last, in: mapping)
        }
    }

    /// What follows the colon of a flow entry, possibly nothing.
    private mutating func flowValue(_ minIndent: Int, colonEnd: Int) throws(Stop) -> UInt32 {
        if !isBlank(i) { beyondEveryday = true }
        try skipInFlow(minIndent)
        switch at(i) {
        case Ascii.comma, Ascii.closeBrace, Ascii.closeBracket:
            beyondEveryday = true
            return addEmpty(at: colonEnd)
        default:
            return try flowNode(minIndent)
        }
    }

    /// ns-flow-node.
    private mutating func flowNode(_ minIndent: Int) throws(Stop) -> UInt32 {
        var own = Marks()
        if at(i) == Ascii.ampersand || at(i) == Ascii.exclamation {
            own = try marks(flowIndent: minIndent)
            if at(i) == Ascii.comma || at(i) == Ascii.closeBrace || at(i) == Ascii.closeBracket || isFlowColon(i) {
                return addEmpty(at: own.end, own)
            }
        }
        let node: UInt32
        switch at(i) {
        case Ascii.doubleQuote, Ascii.singleQuote:
            node = try quoted(minIndent: minIndent)
        case Ascii.openBracket, Ascii.openBrace:
            node = try flowCollection(minIndent: minIndent)
        case Ascii.asterisk:
            node = try alias()
        case Ascii.dash, Ascii.question, Ascii.colon:
            if isBlank(i + 1) || at(i + 1).isFlowIndicator { throw badStart() }
            beyondEveryday = true
            node = try plain(minIndent: minIndent, inFlow: true, oneLine: false)
        case Ascii.comma:
            throw fail(.emptyFlowEntry, at: i)
        case Ascii.closeBrace, Ascii.closeBracket:
            throw fail(.mismatchedBracket(found: character(at: i)), at: i)
        case Ascii.hash, Ascii.percent, Ascii.at, Ascii.backtick, Ascii.ampersand, Ascii.exclamation, Ascii.bar,
            Ascii.greater:
            throw badStart()
        default:
            node = try plain(minIndent: minIndent, inFlow: true, oneLine: false)
        }
        try attachToFlow(own, node)
        return node
    }

    /// c-flow-json-node: a colon right behind it separates, even if a value follows at once.
    private func isJSONLike(_ node: UInt32) -> Bool {
        switch nodes[Int(node)].style {
        case .singleQuoted, .doubleQuoted, .flow: true
        default: false
        }
    }

    private func nodeEnd(_ node: UInt32) -> Int {
        guard let marks = properties[node] else { return Int(nodes[Int(node)].end) }
        return Int(max(nodes[Int(node)].end, marks.anchor?.upperBound ?? 0, marks.tag?.upperBound ?? 0))
    }
}
