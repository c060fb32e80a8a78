import Foundation

/// Compares what was printed with what a script expects.
///
/// In an expected line `<*>` stands for any text within the line, `<id>` for a generated id (`KH2026-7F3K2Q`) and `<hash>` for 7
/// to 40 hexadecimal digits; a line `<...>` stands for any number of lines.
enum OutputPattern {
    static func matches(_ expected: [String], _ actual: [String]) -> Bool {
        matches(expected[...], actual[...])
    }

    private static func matches(_ expected: ArraySlice<String>, _ actual: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return actual.isEmpty }
        if first == "<...>" {
            return (actual.startIndex...actual.endIndex).contains { matches(expected.dropFirst(), actual[$0...]) }
        }
        guard let line = actual.first, matches(line: first, line) else { return false }
        return matches(expected.dropFirst(), actual.dropFirst())
    }

    static func isPattern(_ line: String) -> Bool {
        ["<*>", "<id>", "<hash>", "<...>"].contains { line.contains($0) }
    }

    static func matches(line expected: String, _ actual: String) -> Bool {
        guard isPattern(expected) else { return expected.utf8.elementsEqual(actual.utf8) }
        let pattern = NSRegularExpression.escapedPattern(for: expected)
            .replacingOccurrences(of: "<\\*>", with: ".*")
            .replacingOccurrences(of: "<id>", with: "[A-Z]{2}[0-9]{4}-[0-9A-Z]{6}")
            .replacingOccurrences(of: "<hash>", with: "[0-9a-f]{7,40}")
        return actual.range(of: "^" + pattern + "$", options: .regularExpression) != nil
    }

    /// What a recorder writes for `actual`: a line that was a pattern and still matches stays a pattern.
    static func recorded(_ expected: [String], _ actual: [String]) -> [String] {
        if matches(expected, actual) { return expected }
        let patterns = expected.filter { isPattern($0) && $0 != "<...>" }
        return actual.map { line in patterns.first { matches(line: $0, line) } ?? line }
    }
}
