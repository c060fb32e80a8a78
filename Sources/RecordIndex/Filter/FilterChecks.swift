import GRDB
import Records

extension FilterSQL {
    /// The condition that a value of a row passes a check.
    mutating func test(_ leaf: FilterLeaf, _ check: FilterCheck, of row: String) throws -> SQLText {
        switch leaf {
        case .field(let path): return try test(path, check, of: row)
        case .derived(let derived):
            return try passes(self.derived(derived, of: row), check, references: derived.field.references)
        case .path: return try passes(SQLText("\(row).path"), check, references: [])
        case .record(let kind): return try isNamed(kind, check, row)
        }
    }

    private mutating func test(_ path: [Field], _ check: FilterCheck, of row: String) throws -> SQLText {
        guard let field = path.last else { return SQLText("0") }
        if path.count == 1, field.key == "id", !field.isList {
            return try passes(SQLText("\(row).id"), check, references: [])
        }
        let values = values(path, of: row)
        if case .isEmpty = check { return isEmpty(values) }
        if case .truth(let wanted) = check {
            let yes = exists(values) { "(" + $0 + ") = 1" }
            return wanted ? yes : "NOT coalesce(" + yes + ",0)"
        }
        // A map is asked as a whole: each of its texts counts.
        if !field.fields.isEmpty {
            let item = newRow()
            let whole = "json_tree(" + jsonText(path, of: row) + ") AS \(item)"
            return "EXISTS (SELECT 1 FROM " + whole + " WHERE \(item).atom IS NOT NULL AND "
                + (try passes(SQLText("\(item).atom"), check, references: [])) + ")"
        }
        return try existsThrowing(values) { try passes($0, check, references: field.references) }
    }

    /// The JSON of a field; of a member of the items of a list, that of the whole list.
    private func jsonText(_ path: [Field], of row: String) -> SQLText {
        var keys = "$"
        for field in path {
            keys += ".\"" + field.key + "\""
            if field.isList { break }
        }
        return "coalesce(" + Self.document(of: row) + " -> " + .value(keys) + ",'null')"
    }

    private func isEmpty(_ values: Values) -> SQLText {
        if values.isSingle {
            return "coalesce(" + values.expression + ",'') IN ('','[]','{}')"
        }
        return "NOT EXISTS (SELECT 1" + values.rows + " WHERE coalesce(" + values.expression
            + ",'') NOT IN ('','[]','{}'))"
    }

    private func exists(_ values: Values, _ condition: (SQLText) -> SQLText) -> SQLText {
        if values.isSingle { return condition(values.expression) }
        return "EXISTS (SELECT 1" + values.rows + " WHERE " + condition(values.expression) + ")"
    }

    private func existsThrowing(_ values: Values, _ condition: (SQLText) throws -> SQLText) rethrows -> SQLText {
        if values.isSingle { return try condition(values.expression) }
        return "EXISTS (SELECT 1" + values.rows + " WHERE " + (try condition(values.expression)) + ")"
    }

    /// The condition that one value passes a check.
    private func passes(_ value: SQLText, _ check: FilterCheck, references: [String]) throws -> SQLText {
        switch check {
        case .isEmpty: return "coalesce(" + value + ",'') = ''"
        case .textIs(let texts): return "lower(" + value + ") IN " + .list(texts)
        case .textContains(let texts): return contains("lower(" + value + ")", texts)
        case .textOrder(let order, let text): return "lower(" + value + ") \(Self.sign(order)) " + .value(text)
        case .choice(let keys): return keys.isEmpty ? SQLText("0") : value + " IN " + .list(keys)
        case .phoneIs(let digits): return Self.digits(value) + " IN " + .list(digits)
        case .phoneContains(let digits): return contains(Self.digits(value), digits)
        case .number(let order, let number): return self.number(value, order, number)
        case .numberBetween(let low, let high):
            return SQLText.joined(
                [low.map { number(value, .atLeast, $0) }, high.map { number(value, .atMost, $0) }].compactMap { $0 },
                by: "AND")
        case .numberIn(let numbers):
            return SQLText.joined(numbers.map { value + " = CAST(" + .value($0) + " AS NUMERIC)" }, by: "OR")
        case .day(let spans):
            let day = "substr(" + value + ",1,10)"
            return SQLText.joined(spans.map { Self.lies(day, in: $0) }, by: "OR")
        case .moment(let order, let text):
            return "substr(replace(" + value + ",' ','T'),1,16) \(Self.sign(order)) " + .value(text)
        case .truth(let wanted): return "coalesce(" + value + ",0) = " + .value(wanted ? 1 : 0)
        case .named(let names):
            let ids = try names.flatMap { try self.ids($0, kinds: references) }
            return value + " IN " + .list(ids)
        case .nameContains(let texts):
            let named =
                SQLText("SELECT id FROM records AS named WHERE kind IN ") + .list(references) + " AND ("
                + contains(SQLText("lower(title)"), texts) + ")"
            return "(" + value + " IN (" + named + ") OR " + contains("lower(" + value + ")", texts) + ")"
        }
    }

    private func contains(_ value: SQLText, _ texts: [String]) -> SQLText {
        SQLText.joined(texts.map { "instr(" + value + "," + .value($0) + ") > 0" }, by: "OR")
    }

    /// In SQLite every text is greater than any number: what is no number is no answer.
    private func number(_ value: SQLText, _ order: FilterOrder, _ number: String) -> SQLText {
        let limit = "CAST(" + SQLText.value(number) + " AS NUMERIC)"
        let comparison = value + " \(Self.sign(order)) " + limit
        guard order == .above || order == .atLeast else { return comparison }
        return "(" + comparison + " AND typeof(" + value + ") <> 'text')"
    }

    private static func lies(_ day: SQLText, in span: DateSpan) -> SQLText {
        switch (span.from, span.to) {
        case (let from?, let to?) where from == to: day + " = " + .value(from.description)
        case (let from?, let to?): day + " BETWEEN " + .value(from.description) + " AND " + .value(to.description)
        case (let from?, nil): day + " >= " + .value(from.description)
        case (nil, let to?): day + " <= " + .value(to.description)
        case (nil, nil): day + " IS NOT NULL"
        }
    }

    /// A telephone number without what people put between its digits.
    private static func digits(_ value: SQLText) -> SQLText {
        [" ", "-", "(", ")", "+", "\u{FF08}", "\u{FF09}", "."].reduce(value) { "replace(" + $0 + ",'\($1)','')" }
    }

    // MARK: - Names of records

    /// The record of a row, by any of its names.
    private func isNamed(_ kind: Kind, _ check: FilterCheck, _ row: String) throws -> SQLText {
        switch check {
        case .named(let names):
            let ids = try names.flatMap { try self.ids($0, kinds: [kind.key]) }
            return "\(row).id IN " + .list(ids)
        case .nameContains(let texts):
            let names = ["title", "slug", "no", "id"].map { contains(SQLText("lower(\(row).\($0))"), texts) }
            let short = contains("lower(json_extract(" + Self.document(of: row) + ",'$.short_name'))", texts)
            return SQLText.joined(names + [short], by: "OR")
        default: return SQLText("\(row).id IS NULL")
        }
    }

    /// The ids of the records of this name. A name that nothing has, as a record or in a reference, is a mistake.
    private func ids(_ name: FilterName, kinds: [String]) throws -> [String] {
        switch name {
        case .me:
            guard let me = surroundings.me else { throw FilterFailure.unknownMe }
            return [me]
        case .text(let text, let range):
            var found = try String.fetchAll(
                db,
                literal: SQLText("SELECT id FROM records WHERE id IS NOT NULL AND kind IN ") + .list(kinds)
                    + " AND (lower(id) = " + .value(text) + " OR lower(no) = " + .value(text) + " OR lower(slug) = "
                    + .value(text) + " OR lower(title) = " + .value(text) + ")")
            if found.isEmpty {
                found = try String.fetchAll(
                    db,
                    literal: SQLText("SELECT id FROM records WHERE id IS NOT NULL AND kind IN ") + .list(kinds)
                        + " AND lower(json_extract(" + Self.document(of: "records") + ",'$.short_name')) = "
                        + .value(text))
            }
            if found.isEmpty {
                // Nobody any more, but still named somewhere.
                found = try String.fetchAll(
                    db, literal: "SELECT DISTINCT target FROM refs WHERE lower(target) = " + SQLText.value(text))
            }
            if found.isEmpty { throw FilterFailure.unknownName(text, range, near: try near(text, kinds)) }
            return found
        }
    }

    private func near(_ text: String, _ kinds: [String]) throws -> [String] {
        let names = try String.fetchAll(
            db, literal: SQLText("SELECT title FROM records WHERE kind IN ") + .list(kinds) + " LIMIT 200000")
        return nearestNames(to: text, among: names)
    }
}

extension String {
    fileprivate static func fetchAll(_ db: Database, literal: SQLText) throws -> [String] {
        try fetchAll(db, sql: literal.text, arguments: literal.arguments)
    }
}
