/// Git's wildcard matching of paths (`gitignore(5)`): `*` and `?` stop at `/`, `**` between slashes does not, `[a-z]`, `\` escapes.
/// By bytes, as git does. A star is tried at most once at each place, so a hostile pattern costs pattern × text, not more.
struct WildMatch {
    private let pattern: [UInt8]
    private let foldsCase: Bool

    init(_ pattern: some Sequence<UInt8>, foldsCase: Bool = false) {
        self.pattern = foldsCase ? pattern.map(Self.folded) : Array(pattern)
        self.foldsCase = foldsCase
    }

    func matches(_ text: some Sequence<UInt8>) -> Bool {
        var match = Attempt(pattern: pattern, text: foldsCase ? text.map(Self.folded) : Array(text))
        return match.run(0, 0)
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}

/// One pattern against one text.
private struct Attempt {
    let pattern: [UInt8]
    let text: [UInt8]
    /// Stars of the pattern with places in the text at which they were tried.
    private var failed: Set<Int> = []

    init(pattern: [UInt8], text: [UInt8]) {
        self.pattern = pattern
        self.text = text
    }

    /// Whether the pattern from `start` on matches the text from `from` on.
    mutating func run(_ start: Int, _ from: Int) -> Bool {
        var position = start
        var at = from
        while position < pattern.count {
            let byte = pattern[position]
            if byte == UInt8(ascii: "*") { return star(position, at) }
            guard at < text.count else { return false }
            switch byte {
            case UInt8(ascii: "?"):
                if text[at] == UInt8(ascii: "/") { return false }
                position += 1
            case UInt8(ascii: "["):
                guard let end = bracket(position, text[at]) else { return false }
                position = end
            case UInt8(ascii: "\\") where position + 1 < pattern.count:
                if pattern[position + 1] != text[at] { return false }
                position += 2
            default:
                if byte != text[at] { return false }
                position += 1
            }
            at += 1
        }
        return at == text.count
    }

    private mutating func star(_ position: Int, _ at: Int) -> Bool {
        let slash = UInt8(ascii: "/")
        var next = position
        while next < pattern.count, pattern[next] == UInt8(ascii: "*") { next += 1 }
        let isDouble =
            next - position >= 2 && (position == 0 || pattern[position - 1] == slash)
            && (next == pattern.count || pattern[next] == slash)
        if next == pattern.count { return isDouble || !text[at...].contains(slash) }
        if isDouble {
            // `**/` stands for any number of folders, none as well.
            if run(next + 1, at) { return true }
            for end in at..<text.count where text[end] == slash {
                if !failed.insert(position * (text.count + 1) + end).inserted { return false }
                if run(next + 1, end + 1) { return true }
            }
            return false
        }
        // What an earlier try has seen this star fail on, it fails on again.
        for end in at...text.count {
            if !failed.insert(position * (text.count + 1) + end).inserted { return false }
            if run(next, end) { return true }
            if end == text.count || text[end] == slash { return false }
        }
        return false
    }

    /// Whether a byte is in the set that begins at `start`; the position after the set if so.
    private func bracket(_ start: Int, _ byte: UInt8) -> Int? {
        if byte == UInt8(ascii: "/") { return nil }
        var position = start + 1
        let isNegated = position < pattern.count && [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(pattern[position])
        if isNegated { position += 1 }
        let first = position
        var isIn = false
        while position < pattern.count, pattern[position] != UInt8(ascii: "]") || position == first {
            if let (members, end) = namedClass(position) {
                isIn = isIn || members(byte)
                position = end
                continue
            }
            if pattern[position] == UInt8(ascii: "\\"), position + 1 < pattern.count { position += 1 }
            let low = pattern[position]
            var high = low
            if position + 2 < pattern.count, pattern[position + 1] == UInt8(ascii: "-"),
                pattern[position + 2] != UInt8(ascii: "]")
            {
                position += 2
                if pattern[position] == UInt8(ascii: "\\"), position + 1 < pattern.count { position += 1 }
                high = pattern[position]
            }
            if low <= high, (low...high).contains(byte) { isIn = true }
            position += 1
        }
        guard position < pattern.count, isIn != isNegated else { return nil }
        return position + 1
    }

    /// `[:alpha:]` and its like, in ASCII.
    private func namedClass(_ position: Int) -> ((UInt8) -> Bool, Int)? {
        let rest = pattern[position...]
        for (name, members) in Self.classes where rest.starts(with: "[:\(name):]".utf8) {
            return (members, position + name.utf8.count + 4)
        }
        return nil
    }

    private static let classes: [(String, @Sendable (UInt8) -> Bool)] = [
        ("alpha", { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }), ("digit", { (0x30...0x39).contains($0) }),
        ("alnum", { (0x30...0x39).contains($0) || (($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A) }),
        ("upper", { (0x41...0x5A).contains($0) }), ("lower", { (0x61...0x7A).contains($0) }),
        ("space", { $0 == 0x20 || (0x09...0x0D).contains($0) }), ("blank", { $0 == 0x20 || $0 == 0x09 }),
        (
            "punct",
            {
                (0x21...0x2F).contains($0) || (0x3A...0x40).contains($0) || (0x5B...0x60).contains($0)
                    || (0x7B...0x7E).contains($0)
            }
        ),
        ("xdigit", { (0x30...0x39).contains($0) || (($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x66) }),
        ("cntrl", { $0 < 0x20 || $0 == 0x7F }), ("graph", { (0x21...0x7E).contains($0) }),
        ("print", { (0x20...0x7E).contains($0) }),
    ]
}
