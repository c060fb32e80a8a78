/// Writes new values in the style of a text.
struct ValueText {
    let layout: TextLayout
    /// Off when a literal block turned out not to fit (a text without a final line break cannot end with one).
    var allowsLiteral = true

    /// A value in block context: what follows on the line of its key or dash, and whole lines below.
    struct Block {
        var first: String
        var rest: [String] = []
    }

    // MARK: Flow style

    /// The value on one line.
    func flow(_ value: YAMLValue, place: ScalarText.Place = .flow) -> String {
        switch value {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .number(let text), .timestamp(let text): text
        case .string(let text): ScalarText.write(text, place, quote: layout.quote, keepQuotes: layout.isJSONLike)
        case .list(let items): "[" + items.map { flow($0) }.joined(separator: ", ") + "]"
        case .map(let entries):
            "{" + entries.map { key($0.key, .flow) + ": " + flow($0.value) }.joined(separator: ", ") + "}"
        }
    }

    /// A key, in quotes if it needs them.
    func key(_ name: String, _ place: ScalarText.Place) -> String {
        ScalarText.write(name, place, quote: layout.quote, keepQuotes: layout.isJSONLike)
    }

    // MARK: Block style

    /// A value under a key in column `column`.
    ///
    /// - Parameter childColumn: where a collection goes, if not where the text usually puts it.
    func underKey(_ value: YAMLValue, column: Int, childColumn: Int? = nil) -> Block {
        switch value {
        case .list(let items)
        where !items.isEmpty && layout.prefersFlowLists && childColumn == nil && Self.areShort(items):
            return Block(first: flow(value))
        case .list(let items) where !items.isEmpty:
            return Block(first: "", rest: list(items, column: childColumn ?? column + layout.listIndent))
        case .map(let entries) where !entries.isEmpty:
            return Block(first: "", rest: mapping(entries, column: childColumn ?? column + layout.mappingIndent))
        default:
            return scalarOrEmpty(value, parent: column, indent: layout.mappingIndent)
        }
    }

    /// A value behind a dash in column `column`; a mapping or list starts on the line of the dash.
    func underDash(_ value: YAMLValue, column: Int, gap: Int = 1) -> Block {
        let inner = column + 1 + gap
        let lines: [String]
        switch value {
        case .list(let items) where !items.isEmpty: lines = list(items, column: inner)
        case .map(let entries) where !entries.isEmpty: lines = mapping(entries, column: inner)
        default: return scalarOrEmpty(value, parent: column, indent: 2)
        }
        guard let first = lines.first else { return Block(first: "") }
        return Block(first: String(first.dropFirst(inner)), rest: Array(lines.dropFirst()))
    }

    /// Whole lines of `key: value`.
    func mapping(_ entries: [YAMLValue.Entry], column: Int) -> [String] {
        entries.flatMap { entry -> [String] in
            let value = underKey(entry.value, column: column)
            let head = spaces(column) + key(entry.key, .block) + ":"
            return [value.first.isEmpty ? head : head + " " + value.first] + value.rest
        }
    }

    /// Whole lines of `- item`.
    func list(_ items: [YAMLValue], column: Int, gap: Int = 1) -> [String] {
        items.flatMap { item -> [String] in
            let value = underDash(item, column: column, gap: gap)
            return [spaces(column) + "-" + (value.first.isEmpty ? "" : spaces(gap) + value.first)] + value.rest
        }
    }

    /// A scalar, or an empty collection.
    func scalarOrEmpty(_ value: YAMLValue, parent: Int, indent: Int) -> Block {
        if case .string(let text) = value, let block = literal(text, parent: parent, indent: indent) { return block }
        return Block(first: flow(value, place: .block))
    }

    /// Text of several lines, or a long one, as a literal block; nil if it is better, or only possible, in quotes.
    func literal(_ text: String, parent: Int, indent: Int) -> Block? {
        guard allowsLiteral else { return nil }
        let column = max(parent, 0) + indent
        let bytes = Array(text.utf8)
        let isLong = text.unicodeScalars.count > 160
        guard isLong || bytes.contains(Ascii.lineFeed) else { return nil }
        let body = bytes.reversed().drop { $0 == Ascii.lineFeed }.reversed() as [UInt8]
        guard !body.isEmpty else { return nil }
        for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\t" {
            if ScalarText.needsEscapes(String(scalar)) { return nil }
        }
        let lines = body.split(separator: Ascii.lineFeed, omittingEmptySubsequences: false)
        // Lines of mere white space and leading tabs are not safe with every reader.
        for line in lines where !line.isEmpty {
            if line.allSatisfy(\.isWhite) || line.first == Ascii.tab { return nil }
        }
        let lineFeeds = bytes.count - body.count
        var header = "|"
        if let first = lines.first(where: { !$0.isEmpty }), first.first == Ascii.space {
            guard indent <= 9 else { return nil }
            header += String(indent)
        }
        header += lineFeeds == 0 ? "-" : lineFeeds == 1 ? "" : "+"
        var rest = lines.map { $0.isEmpty ? "" : spaces(column) + String(decoding: $0, as: UTF8.self) }
        rest += [String](repeating: "", count: max(0, lineFeeds - 1))
        return Block(first: header, rest: rest)
    }

    /// Scalars that fit on one line.
    private static func areShort(_ items: [YAMLValue]) -> Bool {
        var length = 0
        for item in items {
            switch item {
            case .list, .map: return false
            case .string(let text):
                if text.utf8.contains(Ascii.lineFeed) { return false }
                length += text.unicodeScalars.count + 2
            case .null, .bool, .number, .timestamp: length += 8
            }
        }
        return length <= 80
    }

    func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
