/// The team's pattern of a display number (R36): `KH{yyyy}{seq:3}` gives KH2026001, KH2026002 …
///
/// Marks: `{yyyy}`, `{yy}`, `{mm}`, `{dd}` of the day, `{seq}` or `{seq:3}` for the running number, padded with zeros. Where the
/// date changes, the running number begins again at 1.
package struct NumberPattern: Sendable {
    private let head: String
    private let tail: String
    private let digits: Int

    /// nil for a pattern without a running number, or one that cannot be read.
    package init?(_ pattern: String, today: CalendarDate) {
        var head = ""
        var tail: String?
        var digits = 1
        var rest = pattern[...]
        func append(_ text: String) {
            if tail == nil { head += text } else { tail? += text }
        }
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            append(String(rest[..<open]))
            let mark = rest[rest.index(after: open)..<close].split(separator: ":", omittingEmptySubsequences: false)
            let parts = today.components
            switch mark.first {
            case "yyyy": append(String(parts.year))
            case "yy": append(Self.padded(parts.year % 100, 2))
            case "mm": append(Self.padded(parts.month, 2))
            case "dd": append(Self.padded(parts.day, 2))
            case "seq":
                guard tail == nil else { return nil }
                if mark.count > 1 {
                    guard let width = Int(mark[1]), (1...12).contains(width) else { return nil }
                    digits = width
                }
                tail = ""
            default: return nil
            }
            rest = rest[rest.index(after: close)...]
        }
        append(String(rest))
        guard let tail else { return nil }
        self.head = head
        self.tail = tail
        self.digits = digits
    }

    /// The number behind the highest one in use. A gap stays a gap: its number may stand in somebody's letter.
    package func next(after used: some Sequence<String>) -> String {
        var highest = 0
        for number in used where number.utf8.count > head.utf8.count + tail.utf8.count {
            let bytes = number.utf8
            guard bytes.starts(with: head.utf8), bytes.suffix(tail.utf8.count).elementsEqual(tail.utf8) else {
                continue
            }
            let middle = bytes.dropFirst(head.utf8.count).dropLast(tail.utf8.count)
            guard middle.count <= 15, middle.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { continue }
            highest = max(highest, middle.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        return head + Self.padded(highest + 1, digits) + tail
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension Kind {
    /// The display number that a new record gets; nil for a kind that has none, or whose team does not use it: crm.yaml's
    /// `numbering` names the kind, or the schema gives a pattern and shows the number in lists.
    package func nextNumber(_ records: RecordSet, _ settings: Settings, today: CalendarDate) -> String? {
        guard field("no") != nil else { return nil }
        let own = settings.all["numbering"]?[key]?.string
        guard let text = own ?? (columns.contains("no") ? numberPattern : nil),
            let pattern = NumberPattern(text, today: today)
        else { return nil }
        return pattern.next(after: records.numbers(of: key))
    }
}
