import Records

/// Merges three versions of a list whose items the schema tells apart: a set of scalars by their values, a list of maps by its key
/// fields. Our order; what only they have comes after the item before it there.
struct ListMerge {
    private let field: Field
    /// Key path of the list, ended by `/`.
    private let prefix: String
    private let choices: MergeChoices
    private(set) var conflicts: [FieldConflict] = []
    private(set) var noted: [NotedConflict] = []

    init(field: Field, prefix: String, choices: MergeChoices) {
        self.field = field
        self.prefix = prefix
        self.choices = choices
    }

    typealias Lines = [ArraySlice<UInt8>]

    /// nil when the list has no rule, or some item has no key or shares it with another: then it is one value.
    mutating func merge(
        base: EntryText.Entry?, ours: EntryText.Entry, theirs: EntryText.Entry
    ) -> (core: Lines, value: RecordValue)? {
        guard field.isList, field.mergesAsSet || !field.itemKeys.isEmpty,
            let ourList = ListText(core: ours.core, field: field),
            let theirList = ListText(core: theirs.core, field: field),
            let ourItems = keyed(ourList), let theirItems = keyed(theirList)
        else { return nil }
        var baseItems = KeyedItems()
        if let base {
            guard let list = ListText(core: base.core, field: field), let items = keyed(list) else { return nil }
            baseItems = items
        }
        // An empty list of ours has no style of its own.
        let style = ourList.items.isEmpty ? theirList : ourList
        var result: [ListText.Item] = []
        for key in Self.order(ourItems.order, theirItems.order) {
            let versions = Versions(
                key: key, base: baseItems.items[key], ours: ourItems.items[key], theirs: theirItems.items[key])
            guard let chosen = choose(versions) else { return nil }
            if let item = chosen.item {
                guard let adopted = style.adopting(item) else { return nil }
                result.append(adopted)
            }
        }
        guard let lines = style.lines(result) else { return nil }
        return (lines, .list(result.map(\.value)))
    }

    private struct KeyedItems {
        var order: [ByteKey] = []
        var items: [ByteKey: ListText.Item] = [:]
    }

    private struct Versions {
        let key: ByteKey
        let base: ListText.Item?
        let ours: ListText.Item?
        let theirs: ListText.Item?
    }

    /// What an item becomes; no item: it is gone.
    private struct Choice {
        let item: ListText.Item?
    }

    private func keyed(_ list: ListText) -> KeyedItems? {
        var keyed = KeyedItems()
        for item in list.items {
            guard let key = key(of: item.value), keyed.items.updateValue(item, forKey: key) == nil else { return nil }
            keyed.order.append(key)
        }
        return keyed
    }

    private func key(of value: RecordValue) -> ByteKey? {
        if field.mergesAsSet {
            switch value {
            case .text(let text): return ByteKey(text)
            case .number, .bool: return ByteKey(value.json(indented: false))
            case .null, .list, .map: return nil
            }
        }
        let parts = field.itemKeys.map { value[$0]?.string }
        guard !parts.contains(nil) else { return nil }
        return ByteKey(parts.compactMap { $0 }.joined(separator: " "))
    }

    private static func order(_ ours: [ByteKey], _ theirs: [ByteKey]) -> [ByteKey] {
        let own = Set(ours)
        var following: [ByteKey?: [ByteKey]] = [:]
        var previous: ByteKey?
        for key in theirs {
            if own.contains(key) { previous = key } else { following[previous, default: []].append(key) }
        }
        return (following[nil] ?? []) + ours.flatMap { [$0] + (following[$0] ?? []) }
    }

    /// nil when the item cannot be merged by itself.
    private mutating func choose(_ item: Versions) -> Choice? {
        let (base, ours, theirs) = (item.base, item.ours, item.theirs)
        if sameValue(ours?.value, theirs?.value) { return Choice(item: ours?.lines == base?.lines ? theirs : ours) }
        if sameValue(base?.value, ours?.value) { return Choice(item: theirs) }
        if sameValue(base?.value, theirs?.value) { return Choice(item: ours) }
        if let ours, let theirs, let merged = mergeMaps(base, ours, theirs, item.key.text) { return merged }
        // Deleted against changed: it stays.
        let path = prefix + item.key.text
        if let side = choices.settled(path) { return Choice(item: side == .ours ? ours : theirs) }
        if choices.keepsPublished(path) {
            noted.append(
                NotedConflict(
                    key: path, group: nil, base: base?.value, published: theirs?.value, local: ours?.value))
            return Choice(item: theirs ?? ours)
        }
        conflicts.append(
            FieldConflict(
                key: path, base: base.map { shownValue($0.value) }, ours: ours.map { shownValue($0.value) },
                theirs: theirs.map { shownValue($0.value) }))
        return Choice(item: ours)
    }
}

// MARK: Items that are maps

extension ListMerge {
    private mutating func mergeMaps(
        _ base: ListText.Item?, _ ours: ListText.Item, _ theirs: ListText.Item, _ key: String
    ) -> Choice? {
        guard let (ourText, indentation) = entries(ours), let (theirText, theirIndentation) = entries(theirs),
            indentation == theirIndentation
        else { return nil }
        var baseText = EntryText.empty
        if let base {
            guard let (text, column) = entries(base), column == indentation else { return nil }
            baseText = text
        }
        var merge = EntryMerge(fields: field.fields, prefix: prefix + key + "/", choices: choices)
        var lines = merge.merge(base: baseText, ours: ourText, theirs: theirText)
        guard !merge.expected.isEmpty, let first = lines.firstIndex(where: { Self.isContent($0) }) else { return nil }
        // The dash goes back where the first key stands now.
        var line = Array(lines[first])
        line[indentation] = UInt8(ascii: "-")
        lines[first] = line[...]
        conflicts += merge.conflicts
        noted += merge.noted
        let value = RecordValue.map(merge.expected.map { .init($0.key, $0.value) })
        return Choice(item: ListText.Item(lines: lines, source: nil, value: value))
    }

    /// The lines of an item as a mapping of its own, the dash made a space; and the column of the dash.
    private func entries(_ item: ListText.Item) -> (EntryText, Int)? {
        guard case .map = item.value, let dash = item.lines.firstIndex(where: { Self.isContent($0) }) else {
            return nil
        }
        var line = Array(item.lines[dash])
        let indentation = line.prefix { $0 == 0x20 }.count
        guard indentation < line.count, line[indentation] == UInt8(ascii: "-") else { return nil }
        line[indentation] = 0x20
        // A dash on a line of its own has no first key to go back to.
        guard line.contains(where: { $0 != 0x20 }) else { return nil }
        var lines = item.lines
        lines[dash] = line[...]
        return EntryText(lines: lines, fields: field.fields).map { ($0, indentation) }
    }

    private static func isContent(_ line: ArraySlice<UInt8>) -> Bool {
        let first = line.first { $0 != 0x20 }
        return first != nil && first != UInt8(ascii: "#")
    }
}
