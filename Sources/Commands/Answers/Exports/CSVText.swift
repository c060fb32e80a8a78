/// Rows as a text that spreadsheets open (RFC 4180): commas, lines that end in CR LF, quotes where they are needed, and the mark in front
/// by which Excel knows UTF-8.
struct CSVText {
    private(set) var text = "\u{FEFF}"

    /// - Parameter cells: what begins like a formula is made text by an apostrophe, or a spreadsheet would run it; numbers are told apart.
    mutating func add(_ cells: [Cell]) {
        text += cells.map { Self.quoted($0) }.joined(separator: ",") + "\r\n"
    }

    enum Cell {
        case number(String)
        case text(String)
    }

    private static func quoted(_ cell: Cell) -> String {
        guard case .text(var text) = cell else {
            if case .number(let number) = cell { return number }
            return ""
        }
        if let first = text.unicodeScalars.first,
            "=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
        {
            text = "'" + text
        }
        let needsQuotes =
            text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) } || text.hasPrefix(" ") || text.hasSuffix(" ")
        if !needsQuotes { return text }
        let doubled = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return "\"" + doubled + "\""
    }
}
