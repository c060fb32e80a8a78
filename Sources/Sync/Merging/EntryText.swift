import LosslessYAML
import Records

/// A block mapping cut into its entries by lines, so that entries can be taken from one text into another as they stand.
struct EntryText {
    /// One entry: the comment lines directly above its key, its own lines, and what follows up to the next entry.
    struct Entry {
        let key: String
        var lead: [ArraySlice<UInt8>]
        var core: [ArraySlice<UInt8>]
        var tail: [ArraySlice<UInt8>]
        let value: RecordValue
        /// Where the value is a block mapping on lines of its own: these lines, cut out of `core`.
        let nested: ArraySlice<ArraySlice<UInt8>>?
    }

    /// Everything above the first entry.
    let header: [ArraySlice<UInt8>]
    let entries: [Entry]
    private let positions: [ByteKey: Int]

    func entry(_ key: String) -> Entry? {
        positions[ByteKey(key)].map { entries[$0] }
    }

    /// No entries: the base of two files that were both made new.
    static let empty = EntryText(header: [], entries: [])

    private init(header: [ArraySlice<UInt8>], entries: [Entry]) {
        self.header = header
        self.entries = entries
        positions = Dictionary(
            entries.enumerated().map { (ByteKey($1.key), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// nil when the lines are no readable block mapping.
    ///
    /// - Parameter fields: tell the types of the values; a key without a field is read by the core schema.
    init?(lines: [ArraySlice<UInt8>], fields: [Field]) {
        var reader = YAMLReader()
        let bytes = Array(lines.joined(separator: [0x0A])) + [0x0A]
        guard case .tree(let tree) = reader.readAll(bytes), let root = tree.root, tree.kind(root) == .mapping,
            tree.style(root) == .block
        else { return nil }
        let index = LineIndex(lines)
        let places = tree.entries(root).map { entry -> Place in
            let start = tree.rangeWithProperties(entry.key).lowerBound
            let range = tree.rangeWithProperties(entry.value)
            let first = index.line(at: start)
            let last = range.isEmpty ? index.line(at: range.lowerBound) : index.line(at: range.upperBound - 1)
            return Place(key: entry.key, value: entry.value, first: first, last: max(first, last))
        }
        if places.isEmpty { return nil }
        for (one, two) in zip(places, places.dropFirst()) where two.first <= one.last { return nil }

        var leads: [Int] = []
        for (position, place) in places.enumerated() {
            let floor = position == 0 ? 0 : places[position - 1].last + 1
            leads.append(Self.startOfLead(lines, above: place.first, notAbove: floor))
        }
        var entries: [Entry] = []
        for (position, place) in places.enumerated() {
            let end = position + 1 < places.count ? leads[position + 1] : lines.count
            let key = tree.text(place.key)
            let field = fields.first { $0.key == key }
            entries.append(
                Entry(
                    key: key, lead: Array(lines[leads[position]..<place.first]),
                    core: Array(lines[place.first...place.last]), tail: Array(lines[(place.last + 1)..<end]),
                    value: typedValue(tree, place.value, field),
                    nested: Self.nested(tree, place, index, lines)))
        }
        guard Set(entries.map { ByteKey($0.key) }).count == entries.count else { return nil }
        self.init(header: Array(lines[..<leads[0]]), entries: entries)
    }

    /// The same with one entry as another text has it: replaced where it stands, else after the key before it there, or gone.
    func taking(_ key: String, from other: EntryText) -> EntryText {
        guard let entry = other.entry(key) else {
            return EntryText(header: header, entries: entries.filter { !$0.key.utf8.elementsEqual(key.utf8) })
        }
        var result = entries
        if let position = positions[ByteKey(key)] {
            result[position] = entry
        } else {
            let before = other.entries.prefix { !$0.key.utf8.elementsEqual(key.utf8) }.map(\.key)
            let position = before.reversed().lazy.compactMap { positions[ByteKey($0)] }.first.map { $0 + 1 } ?? 0
            result.insert(entry, at: position)
        }
        return EntryText(header: header, entries: result)
    }

    private struct Place {
        let key: YAMLNodeID
        let value: YAMLNodeID
        /// Line of the key, counted from 0.
        let first: Int
        /// Last line of the value.
        let last: Int
    }

    private static func nested(
        _ tree: YAMLTree, _ place: Place, _ index: LineIndex, _ lines: [ArraySlice<UInt8>]
    ) -> ArraySlice<ArraySlice<UInt8>>? {
        guard tree.kind(place.value) == .mapping, tree.style(place.value) == .block,
            index.line(at: tree.rangeWithProperties(place.value).lowerBound) > place.first
        else { return nil }
        return lines[(place.first + 1)...place.last]
    }

    /// The first of the comment lines that stand directly above a key, at the same indentation.
    private static func startOfLead(_ lines: [ArraySlice<UInt8>], above key: Int, notAbove floor: Int) -> Int {
        let indentation = lines[key].prefix { $0 == 0x20 }.count
        var start = key
        while start > floor {
            let line = lines[start - 1]
            let blanks = line.prefix { $0 == 0x20 }.count
            guard blanks == indentation, line.dropFirst(blanks).first == UInt8(ascii: "#") else { break }
            start -= 1
        }
        return start
    }
}

/// Finds the line of a byte in lines joined by one byte each.
private struct LineIndex {
    private var starts: [Int] = []

    init(_ lines: [ArraySlice<UInt8>]) {
        var start = 0
        for line in lines {
            starts.append(start)
            start += line.count + 1
        }
    }

    /// Counted from 0.
    func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
