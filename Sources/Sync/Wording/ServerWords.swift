import Git
import Records

/// The refusal of a server: the reason that git knows, and what a hook printed for the person who pushed.
///
/// - Parameter words: all that was said during the push; may hold control characters.
func refusal(_ refs: [DeclinedRef], words: String) -> Text {
    let reasons = refs.map(\.reason).filter { !$0.isEmpty }.joined(separator: "; ")
    let lines = serverLines(words).filter { !reasons.utf8.contains($0.utf8) }
    guard !lines.isEmpty else {
        return Text(en: "the server refused the changes: \(reasons)", zh: "服务器拒绝了这次提交：\(reasons)")
    }
    let said = lines.map { "\n    " + $0 }.joined()
    return Text(
        en: "the server refused the changes (\(reasons)) and says:\(said)",
        zh: "服务器拒绝了这次提交（\(reasons)），并说明：\(said)")
}

/// The lines of a server that are meant for a person: without git's counting, at most ten, none longer than 200 characters.
private func serverLines(_ words: String) -> [String] {
    let counting = [
        "Enumerating objects", "Counting objects", "Compressing objects", "Receiving objects", "Unpacking objects",
        "Resolving deltas", "Checking connectivity", "Processing changes", "Writing objects", "Total ",
    ]
    var lines: [String] = []
    for part in words.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }) {
        let line = plainLine(String(part), limit: 200)
        let isCounting = counting.contains { line.utf8.starts(with: $0.utf8) }
        if !line.isEmpty, !isCounting, !lines.contains(line) { lines.append(line) }
    }
    // Our own hook keeps to a measure.
    let most = isSaidByCRM(words) ? 40 : 10
    return lines.count > most ? Array(lines.prefix(most - 1)) + ["…"] : lines
}

/// Whether a refusal comes from `crm hook pre-receive`.
func isSaidByCRM(_ words: String) -> Bool {
    words.split(whereSeparator: { $0 == "\n" || $0 == "\r" }).contains {
        $0.hasPrefix("crm: ") || $0.hasPrefix("crm：")
    }
}

extension String.UTF8View {
    /// Whether these bytes stand somewhere in the text.
    fileprivate func contains(_ other: String.UTF8View) -> Bool {
        guard let first = other.first else { return true }
        var rest = self[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: other) { return true }
            rest = rest[rest.index(after: start)...]
        }
        return false
    }
}
