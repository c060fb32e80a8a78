import GRDB
import JSONSchema
package import Records

/// Records put together by a value that they share.
package struct RecordGroup: Sendable {
    /// null for records without a value.
    package let value: RecordValue
    package var count = 0
    /// Sums of money in each of the columns, by currency.
    package var sums: [[String: MoneySum]]
    /// The records, in the order asked for.
    package var paths: [RecordPath] = []
}

/// Amounts added up to four decimals; of decimals, not of binary fractions.
package struct MoneySum: Sendable {
    private var tenThousandths: Int64 = 0
    /// False once the sum has left what can be counted (9 × 10^14).
    package private(set) var isExact = true

    /// Zero.
    package init() {}

    /// Adds an amount as it stands in a file.
    package mutating func add(_ amount: String) {
        guard let value = ExactDecimal(amount)?.description, !value.contains("e") else { return isExact = false }
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        let decimals = (parts.count > 1 ? String(parts[1]) : "").padded(to: 4)
        guard let number = Int64(String(parts[0]) + decimals) else { return isExact = false }
        let (sum, overflow) = tenThousandths.addingReportingOverflow(number)
        if overflow { isExact = false } else { tenThousandths = sum }
    }

    /// As JSON has a number: `120000`, `0.5`.
    package var text: String {
        let digits = String(tenThousandths.magnitude)
        let whole = digits.count > 4 ? String(digits.dropLast(4)) : "0"
        var decimals = String(String(repeating: "0", count: max(0, 4 - digits.count)) + digits).suffix(4)
        while decimals.last == "0" { decimals.removeLast() }
        return (tenThousandths < 0 ? "-" : "") + whole + (decimals.isEmpty ? "" : "." + decimals)
    }
}

extension String {
    /// Cut or filled with zeros at its end.
    fileprivate func padded(to length: Int) -> String {
        String(prefix(length)) + String(repeating: "0", count: max(0, length - count))
    }
}

extension RecordIndex {
    /// The records that a query asks for, by the value of a subject; choices in the order of their schema, other values by
    /// text, no value last. A record with several values is in several groups.
    ///
    /// - Parameter sums: fields of the records, of money.
    package func groups(
        _ query: RecordQuery, by subject: FilterSubject, sums: [Field], _ surroundings: FilterSurroundings
    ) throws -> (groups: [RecordGroup], answer: RecordQuery.Answer) {
        var query = query
        let shown = query.columns.count
        query.limit = nil
        query.columns += [subject, FilterSubject(own: nil)] + sums.map { FilterSubject(own: $0) }
        let answer = try answer(query, surroundings)
        var groups: [String: RecordGroup] = [:]
        for row in answer.rows {
            let values = row.values.dropFirst(shown)
            let currency = values[shown + 1].string ?? surroundings.currency
            let amounts = values.dropFirst(2).map(\.string)
            for value in values[shown].groupValues {
                var group =
                    groups[value.json(indented: false)]
                    ?? RecordGroup(value: value, sums: Array(repeating: [:], count: sums.count))
                group.count += 1
                group.paths.append(row.path)
                for (index, amount) in amounts.enumerated() {
                    if let amount { group.sums[index][currency, default: MoneySum()].add(amount) }
                }
                groups[value.json(indented: false)] = group
            }
        }
        return (sorted(Array(groups.values), subject), answer)
    }

    private func sorted(_ groups: [RecordGroup], _ subject: FilterSubject) -> [RecordGroup] {
        let ranks = (subject.field?.choices ?? []).enumerated().map { (RecordValue.text($0.element.key), $0.offset) }
        let rank = Dictionary(ranks, uniquingKeysWith: { first, _ in first })
        return groups.sorted { left, right in
            if left.value == .null || right.value == .null { return left.value != .null && right.value == .null }
            if let a = rank[left.value], let b = rank[right.value] { return a < b }
            if case .number(let a) = left.value, case .number(let b) = right.value, let a = ExactDecimal(a),
                let b = ExactDecimal(b), a != b
            {
                return a < b
            }
            return left.value.json(indented: false).utf8.lexicographicallyPrecedes(
                right.value.json(indented: false).utf8)
        }
    }
}

extension RecordValue {
    /// The groups that a record with this value is in.
    fileprivate var groupValues: [RecordValue] {
        guard case .list(let items) = self else { return self == .text("") ? [.null] : [self] }
        let flat = items.flatMap { $0.groupValues }.filter { $0 != .null }
        return flat.isEmpty ? [.null] : Array(Set(flat))
    }
}
