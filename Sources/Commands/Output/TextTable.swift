/// A cell of a table: its text and how it is inked.
struct Cell {
    var text: String
    var inks: [Ink]

    init(_ text: String, _ inks: Ink...) {
        self.text = visible(text)
        self.inks = inks
    }
}

/// Columns aligned by display width, so that Chinese and Latin text line up. On a terminal the widest flexible columns give
/// way until a row fits a line; elsewhere nothing is cut.
struct TextTable {
    enum Alignment { case left, right }

    struct Column {
        let title: String
        var alignment = Alignment.left
        /// May be cut when the line is too narrow.
        var isFlexible = true
    }

    var columns: [Column]
    var rows: [[Cell]] = []
    var indent = 0
    private let gap = 2

    init(_ columns: [Column], indent: Int = 0) {
        self.columns = columns
        self.indent = indent
    }

    /// - Parameter width: cells of a terminal line; nil cuts nothing.
    func lines(width: Int?, paint: Paint, showsTitles: Bool = true) -> [String] {
        let widths = columnWidths(limit: width, showsTitles: showsTitles)
        var lines: [String] = []
        if showsTitles {
            let titles = columns.map { Cell($0.title, .faint) }
            lines.append(line(titles, widths, paint))
        }
        for row in rows { lines.append(line(row, widths, paint)) }
        return lines
    }

    private func columnWidths(limit: Int?, showsTitles: Bool) -> [Int] {
        var widths = columns.indices.map { index in
            let body = rows.map { $0.indices.contains(index) ? displayWidth($0[index].text) : 0 }.max() ?? 0
            return showsTitles ? max(body, displayWidth(columns[index].title)) : body
        }
        guard let limit else { return widths }
        let available = limit - indent - gap * max(0, columns.count - 1)
        while widths.reduce(0, +) > available {
            let flexible = widths.indices.filter { columns[$0].isFlexible && widths[$0] > 8 }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ paint: Paint) -> String {
        var line = String(repeating: " ", count: indent)
        for (index, column) in columns.enumerated() {
            let cell = index < cells.count ? cells[index] : Cell("")
            let text = fitted(cell.text, to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - displayWidth(text)))
            let inked = cell.inks.reduce(text) { paint($0, $1) }
            let isLast = index == columns.count - 1
            switch column.alignment {
            case .left: line += isLast ? inked : inked + padding
            case .right: line += padding + inked
            }
            if !isLast { line += String(repeating: " ", count: gap) }
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
