/// A record as a person edits it by hand.
struct Lines {
    private var lines: [String]
    private let end: String

    init(_ text: String) {
        end = text.contains("\r\n") ? "\r\n" : "\n"
        lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        if lines.last == "" { lines.removeLast() }
    }

    var text: String { lines.map { $0 + end }.joined() }

    private func index(_ key: String) -> Int? { lines.firstIndex { $0.hasPrefix(key + ":") } }

    func setting(_ key: String, to value: String) -> Lines {
        var copy = self
        if let at = index(key) { copy.lines[at] = "\(key): \(value)" } else { copy.lines.append("\(key): \(value)") }
        return copy
    }

    func quoting(_ number: Int) -> Lines {
        var copy = self
        let keys = ["name", "remarks", "city", "need_description"]
        guard let at = index(keys[number % keys.count]), let colon = lines[at].firstIndex(of: ":") else { return self }
        let value = lines[at][lines[at].index(colon, offsetBy: 2)...]
        let isQuoted = value.hasPrefix("\"")
        let plain = isQuoted ? String(value.dropFirst().dropLast()) : "\"\(value)\""
        copy.lines[at] = lines[at][...colon] + " " + plain
        return copy
    }

    private func items(_ key: String) -> Range<Int>? {
        guard let at = index(key) else { return nil }
        var stop = at + 1
        while stop < lines.count, lines[stop].hasPrefix("  ") { stop += 1 }
        return (at + 1)..<stop
    }

    mutating func addItem(_ key: String, _ item: String) {
        let new = ("  - " + item).split(separator: "\n").map(String.init)
        if let range = items(key) {
            lines.insert(contentsOf: new, at: range.upperBound)
        } else {
            lines += ["\(key):"] + new
        }
    }

    /// The last item stays: an empty list is another thing.
    mutating func dropItem(_ key: String, _ number: Int) {
        guard let range = items(key), range.count > 1 else { return }
        lines.remove(at: range.lowerBound + number % range.count)
    }
}
