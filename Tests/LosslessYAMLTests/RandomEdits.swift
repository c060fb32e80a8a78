#if canImport(LosslessYAML)
    import LosslessYAML
#endif

/// Random edits of a record, and what the record should mean afterwards, worked out on plain values.
struct RandomEdits {
    var random: SeededGenerator

    /// A path to any node of a value, the root included.
    private mutating func path(in value: YAMLValue) -> (path: YAMLPath, value: YAMLValue) {
        var path: YAMLPath = []
        var here = value
        while true {
            switch here {
            case .map(let entries) where !entries.isEmpty && !random.chance(path.isEmpty ? 4 : 25):
                let entry = random.pick(entries)
                path.append(.key(entry.key))
                here = entry.value
            case .list(let items) where !items.isEmpty && !random.chance(path.isEmpty ? 4 : 25):
                let index = Int.random(in: items.indices, using: &random)
                path.append(.index(index))
                here = items[index]
            default:
                return (path, here)
            }
        }
    }

    /// An edit that fits the value, and the value after it.
    mutating func edit(of value: YAMLValue) -> (edit: YAMLEdit, result: YAMLValue) {
        while true {
            let (path, target) = path(in: value)
            switch (Int.random(in: 0..<7, using: &random), target) {
            case (0, _), (1, _):
                let new = self.value(depth: 0)
                return (.set(path, new), value.replacing(path[...]) { _ in new })
            case (2, .map(let entries)):
                let key = newKey(entries)
                let new = self.value(depth: 0)
                let added = YAMLValue.map(entries + [.init(key: key, value: new)])
                return (.set(path + [.key(key)], new), value.replacing(path[...]) { _ in added })
            case (3, _) where !path.isEmpty:
                return (.remove(path), value.replacing(path[...]) { _ in nil })
            case (4, .list(let items)):
                let new = self.value(depth: 0)
                let index = random.chance(50) ? nil : Int.random(in: 0...items.count, using: &random)
                var longer = items
                longer.insert(new, at: index ?? items.count)
                return (.addItem(path, new, index: index), value.replacing(path[...]) { _ in .list(longer) })
            case (5, .list(let items)) where items.count > 1:
                let from = Int.random(in: items.indices, using: &random)
                let to = Int.random(in: items.indices, using: &random)
                var moved = items
                moved.insert(moved.remove(at: from), at: to)
                return (.moveItem(path, from: from, to: to), value.replacing(path[...]) { _ in .list(moved) })
            case (6, .map(let entries)) where !entries.isEmpty:
                let old = random.pick(entries)
                let key = newKey(entries)
                let renamed = entries.map { $0.key == old.key ? YAMLValue.Entry(key: key, value: $0.value) : $0 }
                return (.renameKey(path + [.key(old.key)], to: key), value.replacing(path[...]) { _ in .map(renamed) })
            default:
                continue
            }
        }
    }

    private mutating func newKey(_ entries: [YAMLValue.Entry]) -> String {
        let key = random.pick([
            "new", "电话", "a b", "yes", "1", "null", "a: b", "#", "it's", "", "-", "k,[]", "？", "~", "<<",
        ])
        return entries.contains { $0.key == key } ? key + "\(Int.random(in: 10..<99999, using: &random))x" : key
    }

    private mutating func value(depth: Int) -> YAMLValue {
        let roll = Int.random(in: 0..<(depth > 2 ? 70 : 100), using: &random)
        switch roll {
        case 0..<5: return .null
        case 5..<10: return .bool(random.chance(50))
        case 10..<18: return .number(random.pick(["0", "-1", "3.50", "1e3", "0x1F", "1000000.00", ".5"]))
        case 18..<22: return .timestamp(random.pick(["2026-11-03", "2026-11-03T10:00:00+08:00"]))
        case 22..<70: return .string(text())
        case 70..<85: return .list((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) })
        default:
            return .map(
                (0..<Int.random(in: 0...3, using: &random)).map { .init(key: "k\($0)", value: value(depth: depth + 1)) }
            )
        }
    }

    private mutating func text() -> String {
        if random.chance(15) {
            let pieces = [
                " ", "#", ":", "\n", "\"", "'", "a", "中", "-", "\t", ",", "[", "\\", "：", "\u{85}", "é", "\r", "1", "{",
                "&", "|",
            ]
            return (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(pieces) }.joined()
        }
        return random.pick([
            "", "上海", "no", "on", "1_000", "0755", "138 0013 8000", "2026-11-03", "a: b", "a #b", "- x", "null", "~",
            "it's", "\"q\"", "行一\n行二\n", "a\nb", "\n",
            "x\n\n", " lead", "trail ", "  deep\n text\n", "12:30", "1.2.3", "@x", "*a", "&b", "!t", "%d", "---", "...",
            "[a]", "{b}", "a, b", "50%", "key:", "a\tb", "\u{FEFF}x",
            "<<", "=", "0x1F", "1e3", ".inf", "yes\nno\n", "# not a comment\n",
            String(repeating: "很长的一段文字。", count: 30), "<<<<<<< x", "1,000", ":sym", "?", "-", "- ", "?x",
        ])
    }
}

extension YAMLValue {
    /// The value with the node at a path replaced, or removed for nil.
    func replacing(_ path: ArraySlice<YAMLStep>, _ change: (YAMLValue) -> YAMLValue?) -> YAMLValue {
        guard let step = path.first else { return change(self) ?? .null }
        switch (step, self) {
        case (.index(let index), .list(var items)):
            if path.count == 1, change(items[index]) == nil {
                items.remove(at: index)
            } else {
                items[index] = items[index].replacing(path.dropFirst(), change)
            }
            return .list(items)
        case (.key(let key), .map(let entries)):
            return .map(
                entries.compactMap { entry in
                    guard entry.key.utf8.elementsEqual(key.utf8) else { return entry }
                    if path.count == 1, change(entry.value) == nil { return nil }
                    return Entry(key: entry.key, value: entry.value.replacing(path.dropFirst(), change))
                })
        default:
            return self
        }
    }

    /// Dates count as the texts they are.
    var normal: YAMLValue {
        switch self {
        case .timestamp(let text): .string(text)
        case .list(let items): .list(items.map(\.normal))
        case .map(let entries): .map(entries.map { Entry(key: $0.key, value: $0.value.normal) })
        default: self
        }
    }
}
