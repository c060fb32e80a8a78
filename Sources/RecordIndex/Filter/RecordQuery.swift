import GRDB
package import Records

/// Which records of a kind are wanted, in which order, and what of them.
package struct RecordQuery: Sendable {
    /// One of the values to sort by.
    package struct SortKey: Sendable {
        package let subject: FilterSubject
        package let isDescending: Bool

        package init(_ subject: FilterSubject, isDescending: Bool) {
            self.subject = subject
            self.isDescending = isDescending
        }
    }

    /// A record that fulfils the filter, with the values asked for.
    package struct Found: Sendable {
        package let path: RecordPath
        package let id: String?
        package let values: [RecordValue]
    }

    /// What came of it.
    package struct Answer: Sendable {
        package var rows: [Found] = []
        /// Records that fulfil the filter, whatever the limit says.
        package var found = 0
        /// Records of the kind.
        package var all = 0
        /// How many records each condition alone would hide; empty where there are fewer than two.
        package var hidden: [(text: String, count: Int)] = []
    }

    package let kind: Kind
    package var filters: [Filter]
    package var sort: [SortKey] = []
    package var limit: Int?
    /// Values that each record is to bring along.
    package var columns: [FilterSubject] = []

    package init(_ kind: Kind, _ filters: [Filter] = []) {
        self.kind = kind
        self.filters = filters
    }

    var parts: [Filter.Part] { filters.flatMap(\.parts) }

    /// True when the answer depends on who changed records, or when: then the index must have heard of the latest commits.
    package var asksHistory: Bool {
        parts.contains { $0.node.asksHistory } || (sort.map(\.subject) + columns).contains { $0.isHistory }
    }
}

extension RecordIndex {
    /// The records that a query asks for, and how many there are.
    ///
    /// - Throws: `FilterFailure` for a name in the filter that nothing has; errors of the database.
    package func answer(
        _ query: RecordQuery, _ surroundings: FilterSurroundings
    ) throws -> RecordQuery.Answer {
        try read { try query.answer($0, surroundings) }
    }
}

extension RecordQuery {
    func answer(_ db: Database, _ surroundings: FilterSurroundings) throws -> Answer {
        var sql = FilterSQL(db, surroundings)
        var answer = Answer()
        let conditions = try parts.map { try sql.condition($0.node, of: "r") }
        try count(db, conditions, &answer)
        guard limit != 0 else { return answer }
        let statement = try page(&sql, conditions)
        for row in try Row.fetchAll(db, sql: statement.text, arguments: statement.arguments) {
            answer.rows.append(
                Found(
                    path: RecordPath(walked: row[0]), id: row[1],
                    values: columns.indices.map { recordValue(json: row[2 + $0]) }))
        }
        return answer
    }

    /// One pass over the records of the kind counts for every condition how many do not fulfil it.
    private func count(_ db: Database, _ conditions: [SQLText], _ answer: inout Answer) throws {
        var counts = SQLText("SELECT count(*)")
        if !conditions.isEmpty { counts += ", total(coalesce(" + SQLText.joined(conditions, by: "AND") + ",0))" }
        if conditions.count > 1 {
            for condition in conditions { counts += ", total(NOT coalesce(" + condition + ",0))" }
        }
        counts += " FROM records AS r WHERE r.kind = " + SQLText.value(kind.key)
        guard let row = try Row.fetchOne(db, sql: counts.text, arguments: counts.arguments) else { return }
        answer.all = row[0]
        answer.found = conditions.isEmpty ? answer.all : row[1]
        if conditions.count > 1 {
            answer.hidden = parts.enumerated().map { (text: $0.element.text, count: row[2 + $0.offset]) }
        }
    }

    /// The records in their order, cut off at the limit; only of these the columns are worked out.
    private func page(_ sql: inout FilterSQL, _ conditions: [SQLText]) throws -> SQLText {
        var inner = SQLText("SELECT r.num AS num, r.path AS path")
        var order = SQLText()
        for (index, key) in sort.enumerated() {
            inner += ", " + (try sql.sortValue(key.subject, of: "r", descending: key.isDescending)) + " AS s\(index)"
            order += SQLText("s\(index) IS NULL, s\(index)" + (key.isDescending ? " DESC, " : ", "))
        }
        inner += " FROM records AS r WHERE r.kind = " + SQLText.value(kind.key)
        for condition in conditions { inner += " AND " + condition }
        inner += " ORDER BY " + order + "r.path"
        if let limit { inner += SQLText(" LIMIT \(limit)") }
        var outer = SQLText("SELECT page.path, r.id")
        for column in columns { outer += ", " + (try sql.jsonValue(column, of: "r")) }
        outer += " FROM (" + inner + ") AS page JOIN records AS r ON r.num = page.num ORDER BY "
        // The order of the inner rows is not promised to outlast a join.
        return outer + orderAgain() + "page.path"
    }

    private func orderAgain() -> String {
        sort.enumerated().map {
            "page.s\($0.offset) IS NULL, page.s\($0.offset)" + ($0.element.isDescending ? " DESC, " : ", ")
        }
        .joined()
    }
}

/// The value of a cell that holds JSON. Sums come as binary fractions: what is whole is shown so.
func recordValue(json: String?) -> RecordValue {
    guard let value = json.flatMap({ RecordValue(json: $0) }) else { return .null }
    if case .number(let text) = value, text.hasSuffix(".0") { return .number(String(text.dropLast(2))) }
    return value
}
