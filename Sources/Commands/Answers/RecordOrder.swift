import JSONSchema
import Records

/// Sorting by a field: numbers by value, choices in the order of their schema, everything else by text. Records without the
/// field come last, whichever way.
struct RecordOrder {
    private let field: Field
    private let isDescending: Bool

    init(_ typed: String, _ kind: Kind) throws {
        isDescending = typed.hasPrefix("-")
        field = try namedField(isDescending ? String(typed.dropFirst()) : typed, kind)
    }

    func sort(_ records: inout [Record]) {
        let keyed = records.enumerated().map { (key: Key(of: $0.element, field), index: $0.offset, record: $0.element) }
        records = keyed.sorted { left, right in
            guard let leftKey = left.key, let rightKey = right.key else {
                return left.key != nil || right.key != nil ? left.key != nil : left.index < right.index
            }
            if leftKey < rightKey { return !isDescending }
            if rightKey < leftKey { return isDescending }
            return left.index < right.index
        }.map(\.record)
    }

    private enum Key: Comparable {
        case number(ExactDecimal)
        case rank(Int)
        case instant(Int)
        case text(String)

        init?(of record: Record, _ field: Field) {
            guard let text = record.string(field.key) else { return nil }
            if let rank = field.choices.firstIndex(where: { $0.key == text }) {
                self = .rank(rank)
            } else if field.format == "date-time", let instant = Instant(text) {
                self = .instant(instant.secondsSinceEpoch)
            } else if field.types.contains("number") || field.types.contains("integer"), let number = ExactDecimal(text)
            {
                self = .number(number)
            } else {
                self = .text(text)
            }
        }
    }
}
