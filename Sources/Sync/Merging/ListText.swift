import LosslessYAML
import Records

/// A list under a key, cut into its items by lines (or, for `[a, b]` on one line, by commas).
struct ListText {
    struct Item {
        /// Comment lines above it and its own lines; empty for an item of `[a, b]`.
        let lines: [ArraySlice<UInt8>]
        /// A scalar on one line, as it is written.
        let source: ArraySlice<UInt8>?
        let value: RecordValue
    }

    enum Form {
        /// What stands before `[` and behind `]`.
        case flow(before: ArraySlice<UInt8>, after: ArraySlice<UInt8>)
        /// The lines above the first item, and the column of the dashes.
        case block(head: [ArraySlice<UInt8>], indentation: Int)
    }

    let form: Form
    let items: [Item]

    /// - Parameter core: the lines of the entry, from its key to the end of its value.
    init?(core: [ArraySlice<UInt8>], field: Field) {
        var reader = YAMLReader()
        let bytes = Array(core.joined(separator: [0x0A])) + [0x0A]
        guard case .tree(let tree) = reader.readAll(bytes), let root = tree.root,
            let entry = tree.entries(root).first(where: { _ in true }), tree.kind(entry.value) == .sequence,
            tree.range(entry.value) == tree.rangeWithProperties(entry.value)
        else { return nil }
        let nodes = Array(tree.children(entry.value))
        let values = nodes.map { typedValue(tree, $0, field) }
        let sources = nodes.map { node -> ArraySlice<UInt8>? in
            let source = tree.bytes[tree.range(node)]
            return tree.kind(node) == .scalar && !source.isEmpty && !source.contains(0x0A)
                && tree.range(node) == tree.rangeWithProperties(node) ? source : nil
        }
        let range = tree.range(entry.value)
        if tree.style(entry.value) == .flow {
            guard core.count == 1, sources.allSatisfy({ $0 != nil }) else { return nil }
            form = .flow(before: bytes[..<range.lowerBound], after: bytes[range.upperBound..<(bytes.count - 1)])
            items = zip(sources, values).map { Item(lines: [], source: $0, value: $1) }
            return
        }
        let start = bytes[..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let indentation = range.lowerBound - start
        let starts = core.indices.dropFirst().filter { Self.isDash(core[$0], indentation) }
        guard !nodes.isEmpty, starts.count == nodes.count else { return nil }
        let leads = starts.enumerated().map { position, line in
            Self.startOfLead(core, above: line, notAbove: position == 0 ? 1 : starts[position - 1] + 1, indentation)
        }
        form = .block(head: Array(core[..<leads[0]]), indentation: indentation)
        items = nodes.indices.map { position in
            let end = position + 1 < leads.count ? leads[position + 1] : core.count
            return Item(lines: Array(core[leads[position]..<end]), source: sources[position], value: values[position])
        }
    }

    private static func isDash(_ line: ArraySlice<UInt8>, _ indentation: Int) -> Bool {
        let rest = line.dropFirst(indentation)
        return line.prefix { $0 == 0x20 }.count == indentation && rest.first == UInt8(ascii: "-")
            && (rest.count == 1 || rest.dropFirst().first == 0x20)
    }

    private static func startOfLead(
        _ lines: [ArraySlice<UInt8>], above item: Int, notAbove floor: Int, _ indentation: Int
    ) -> Int {
        var start = item
        while start > floor {
            let line = lines[start - 1]
            guard line.prefix(while: { $0 == 0x20 }).count == indentation,
                line.dropFirst(indentation).first == UInt8(ascii: "#")
            else { break }
            start -= 1
        }
        return start
    }
}

extension ListText {
    /// An item of the other text, written the way of this one; nil when it cannot be.
    func adopting(_ item: Item) -> Item? {
        switch form {
        case .flow:
            guard let source = item.source else { return nil }
            let quotes: [UInt8?] = [UInt8(ascii: "\""), UInt8(ascii: "'")]
            let isSafe = quotes.contains(source.first) || !source.contains { ",[]{}".utf8.contains($0) }
            return isSafe ? Item(lines: [], source: source, value: item.value) : nil
        case .block(_, let indentation):
            if item.lines.isEmpty {
                guard let source = item.source else { return nil }
                let line = [UInt8](repeating: 0x20, count: indentation) + [UInt8(ascii: "-"), 0x20] + source
                return Item(lines: [line[...]], source: source, value: item.value)
            }
            let column = item.lines.first { Self.isDashAnywhere($0) }.map { $0.prefix { $0 == 0x20 }.count }
            return column == indentation ? item : nil
        }
    }

    private static func isDashAnywhere(_ line: ArraySlice<UInt8>) -> Bool {
        line.drop { $0 == 0x20 }.first == UInt8(ascii: "-")
    }

    /// The entry with these items; nil when there is no way to write it.
    func lines(_ items: [Item]) -> [ArraySlice<UInt8>]? {
        switch form {
        case .flow(let before, let after):
            let inner = items.compactMap(\.source).joined(separator: [UInt8(ascii: ","), 0x20])
            return [(Array(before) + [UInt8(ascii: "[")] + Array(inner) + [UInt8(ascii: "]")] + Array(after))[...]]
        case .block(let head, _):
            return items.isEmpty ? nil : head + items.flatMap(\.lines)
        }
    }
}
