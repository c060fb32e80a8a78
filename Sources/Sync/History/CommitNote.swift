package import Git

/// What the trailers of a commit's message say about it. They are written by `CommitMessage`, but anybody can write them by
/// hand: they explain, they prove nothing.
package struct CommitNote: Sendable, Hashable {
    /// `CRM-Operation`: name of the command. nil for a commit made with plain git.
    package var operation: String?
    /// `CRM-Member`: handle of who did it.
    package var member: String?
    /// `Reason`: why, in that person's words.
    package var reason: String?
    /// `Record`: ids of the records concerned, not always all of them.
    package var records: [String] = []
    /// `Undoes`: the commit whose changes this one takes back.
    package var undoes: ObjectID?

    package init() {}

    /// Reads the last paragraph of a message, if all its lines are trailers (`Key: value`).
    package init(message: String) {
        let bytes = Array(message.utf8)
        for line in Self.lastParagraph(bytes) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let key = String(decoding: line[..<colon], as: UTF8.self)
            let value = String(decoding: line[(colon + 1)...].drop { $0 == 0x20 }, as: UTF8.self)
            switch key {
            case "CRM-Operation": operation = operation ?? value
            case "CRM-Member": member = member ?? value
            case "Reason": reason = reason ?? value
            case "Record": records.append(value)
            case "Undoes": undoes = undoes ?? ObjectID(hex: value)
            default: break
            }
        }
    }

    private static func lastParagraph(_ message: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        let all = message.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { $0.last == 0x0D ? $0.dropLast() : $0 }
        for line in all.reversed() {
            if line.isEmpty {
                if lines.isEmpty { continue }
                return isTrailers(lines) ? lines.reversed() : []
            }
            lines.append(line)
        }
        // The only paragraph is the subject.
        return []
    }

    private static func isTrailers(_ lines: [ArraySlice<UInt8>]) -> Bool {
        lines.allSatisfy { line in
            let key = line.prefix { $0 != UInt8(ascii: ":") }
            return !key.isEmpty && key.count < line.count
                && key.allSatisfy { byte in
                    byte == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                        || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
                }
        }
    }
}
