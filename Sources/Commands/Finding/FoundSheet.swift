import Records

/// A record that was found, with the line that answers.
struct FoundRecord {
    let record: Record
    let grade: SearchGrade
    let line: MatchingLine?

    /// - Parameter record: as it may be shown.
    init(record: Record, grade: SearchGrade, query: SearchQuery) {
        self.record = record
        self.grade = grade
        line = query.matchingLine(in: record)
    }
}

/// What a search found: a line for each record, and beneath it the line that answers with the hit marked, unless it is the name above.
struct FoundSheet {
    let records: RecordSet
    let found: [FoundRecord]

    /// Characters that are shown on either side of the first hit in a long line.
    private static let context = 30

    func lines(width: Int?, paint: Paint) -> [String] {
        found.flatMap { lines($0, width, paint) }
    }

    private func lines(_ found: FoundRecord, _ width: Int?, _ paint: Paint) -> [String] {
        let record = found.record
        let isTitle =
            found.line?.fields.first.map { record.kind.titleFields.first == $0.key && !$0.isMultiline } ?? false
        var title = isTitle ? found.line.map { marked($0, paint, isCut: false) } : nil
        var about = [say(record.kind.label), record.string("no") ?? record.id ?? ""]
        if record.kind.parent != nil, let parent = records.parent(of: record) {
            // What is called after its whole text is told apart by its customer and its day.
            if isProse(record) {
                title = paint(visible(shortName(parent)), .bold)
            } else {
                about.append(shortName(parent))
            }
        }
        if let day = day(record) { about.append(day) }
        let head =
            (title ?? paint(visible(record.title), .bold)) + "  "
            + paint(visible(about.filter { !$0.isEmpty }.joined(separator: " \u{B7} ")), .faint)
        guard !isTitle, let line = found.line else { return [head] }
        let name = line.fields.map { say($0.name) }.joined(separator: " \u{B7} ")
        return [head, "    " + paint(visible(name) + say(": ", "："), .faint) + marked(line, paint, isCut: true)]
    }

    private func isProse(_ record: Record) -> Bool {
        let key = record.kind.titleFields.first { record.string($0)?.isEmpty == false }
        return key.flatMap { record.kind.field($0) }?.isMultiline ?? false
    }

    /// The day of what happened on one; a customer has many.
    private func day(_ record: Record) -> String? {
        guard record.kind.parent != nil else { return nil }
        return ["at", "date", "opened_at", "opened_on"].lazy.compactMap { record.date($0)?.description }.first
    }

    private func marked(_ line: MatchingLine, _ paint: Paint, isCut: Bool) -> String {
        let scalars = Array(line.text.unicodeScalars)
        var start = 0
        var end = scalars.count
        if isCut, let first = line.marks.first {
            start = max(0, first.lowerBound - Self.context)
            end = min(scalars.count, first.upperBound + Self.context * 2)
            // Rather a few characters more than a sign for them.
            if start < 8 { start = 0 }
            if scalars.count - end < 8 { end = scalars.count }
        }
        func text(_ range: Range<Int>) -> String {
            visible(String(String.UnicodeScalarView(scalars[range.clamped(to: start..<end)])))
        }
        var result = start > 0 ? "…" : ""
        var next = start
        for mark in line.marks {
            result +=
                isCut ? text(min(next, mark.lowerBound)..<mark.lowerBound) : paint(text(next..<mark.lowerBound), .bold)
            let hit = text(mark)
            if !hit.isEmpty { result += paint.isOn ? paint(hit, .bold, .yellow) : "«" + hit + "»" }
            next = max(next, mark.upperBound)
        }
        let rest = text(min(next, scalars.count)..<scalars.count)
        return result + (isCut ? rest : paint(rest, .bold)) + (end < scalars.count ? "…" : "")
    }

    var values: [RecordValue] {
        found.map { found in
            guard case .map(var members) = recordValue(found.record, records) else { return .null }
            members.insert(.init("grade", .text(found.grade.name)), at: 0)
            members.append(
                .init("field", .optional(found.line.map { $0.fields.map(\.key).joined(separator: ".") })))
            members.append(.init("line", .optional(found.line?.text)))
            members.append(
                .init(
                    "marks",
                    .list((found.line?.marks ?? []).map { .list([.integer($0.lowerBound), .integer($0.upperBound)]) })))
            return .map(members)
        }
    }
}
