/// A record that can be changed at random and written down in more than one way. What is not changed is written the same again.
struct RandomRecord: Equatable {
    /// A value with its writing.
    indirect enum Value: Equatable {
        /// The scalar as it is written.
        case scalar(String)
        case map([Entry], isFlow: Bool)
        case list([Item], isFlow: Bool)
        /// Lines of a block scalar.
        case lines([String])
    }

    struct Entry: Equatable {
        var key: String
        var value: Value
        var lead: [String] = []
        var trail: String?
    }

    struct Item: Equatable {
        var value: Value
        var lead: [String] = []
        var trail: String?
    }

    var entries: [Entry]
    var header: [String] = []
    var footer: [String] = []
    var indent = 2
    var isCRLF = false
    var hasMark = false
    var endsInBreak = true

    var bytes: [UInt8] {
        var text = ""
        for line in header { text += line + "\n" }
        write(entries, 0, to: &text)
        for line in footer { text += line + "\n" }
        if !endsInBreak, text.hasSuffix("\n") { text.removeLast() }
        if isCRLF { text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") }
        return (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    }

    private func write(_ entries: [Entry], _ column: Int, to text: inout String) {
        let space = String(repeating: " ", count: column)
        for entry in entries {
            for line in entry.lead { text += line.isEmpty ? "\n" : space + line + "\n" }
            text += space + entry.key + ":"
            write(entry.value, column, entry.trail, to: &text)
        }
    }

    private func write(_ value: Value, _ column: Int, _ trail: String?, to text: inout String) {
        let comment = trail.map { "  " + $0 } ?? ""
        switch value {
        case .scalar(let scalar): text += (scalar.isEmpty ? "" : " " + scalar) + comment + "\n"
        case .lines(let lines):
            text += " |\n"
            for line in lines { text += String(repeating: " ", count: column + indent) + line + "\n" }
        case .map(let entries, isFlow: false) where !entries.isEmpty:
            text += comment + "\n"
            write(entries, column + indent, to: &text)
        case .list(let items, isFlow: false) where !items.isEmpty:
            text += comment + "\n"
            for item in items { write(item, column + indent, to: &text) }
        case .map, .list: text += " " + flow(value) + comment + "\n"
        }
    }

    private func write(_ item: Item, _ column: Int, to text: inout String) {
        let space = String(repeating: " ", count: column)
        for line in item.lead { text += line.isEmpty ? "\n" : space + line + "\n" }
        text += space + "-"
        if case .map(let entries, isFlow: false) = item.value, let first = entries.first {
            var inner = ""
            write(entries, column + 2, to: &inner)
            // The first key stands behind the dash; its comments cannot stand in front of it there.
            if first.lead.isEmpty {
                text += " " + inner.dropFirst(column + 2)
            } else {
                text += "\n" + inner
            }
            return
        }
        write(item.value, column, item.trail, to: &text)
    }

    private func flow(_ value: Value) -> String {
        switch value {
        case .scalar(let scalar): scalar.isEmpty ? "null" : scalar
        case .lines(let lines): "\"" + lines.joined(separator: "\\n") + "\\n\""
        case .map(let entries, _): "{" + entries.map { $0.key + ": " + flow($0.value) }.joined(separator: ", ") + "}"
        case .list(let items, _): "[" + items.map { flow($0.value) }.joined(separator: ", ") + "]"
        }
    }
}

/// Small and quick, and the same on every machine (SplitMix64).
struct LawGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
