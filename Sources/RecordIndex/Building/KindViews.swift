import GRDB
import Records

/// A view for each kind of record, so that people who ask in SQL see fields as columns: `SELECT name, grade FROM customers`.
///
/// Names come from the schemas, which are not trusted: they are quoted, and a kind whose view cannot be made has none.
func createKindViews(_ db: Database, _ kinds: KindSet) throws {
    var taken = Set(try String.fetchAll(db, sql: "SELECT name FROM sqlite_master"))
    for kind in kinds.kinds where kind.identity != .none {
        let plural = viewName(kind.plural.en)
        let name = plural.isEmpty || taken.contains(plural) ? viewName(kind.key) : plural
        guard !name.isEmpty, taken.insert(name).inserted else { continue }
        do {
            try db.execute(sql: "CREATE VIEW \(quoted(name)) AS " + viewQuery(kind))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_TOOBIG
        {
            continue
        }
    }
}

private func viewQuery(_ kind: Kind) -> String {
    var columns = ["r.path AS path"]
    var names: Set<String> = ["path"]
    var source = "records AS r JOIN documents AS j ON j.num = r.num"
    func add(_ expression: String, _ name: String) {
        if names.insert(name.lowercased()).inserted { columns.append("\(expression) AS \(quoted(name))") }
    }
    for field in kind.fields {
        let path = "$." + jsonPathKey(field.key)
        add("json_extract(j.json, \(literal(path)))", field.key)
    }
    add("r.title", "title")
    if let parent = kind.parent {
        source += " LEFT JOIN records AS p ON p.folder = r.parent AND p.kind = \(literal(parent))"
        add("p.title", viewName(parent))
        add("p.id", viewName(parent) + "_id")
    } else if kind.location.tail.count == 1 {
        source += " LEFT JOIN derived AS d ON d.folder = r.folder"
        for name in ["last_follow_up", "next_follow_up", "follow_ups", "open_deals", "open_amount", "won_amount"] {
            add("d.\(name)", name)
        }
    }
    return "SELECT \(columns.joined(separator: ", ")) FROM \(source) WHERE r.kind = \(literal(kind.key))"
}

/// Letters, digits and `_`, so that it can be typed without quotes: `follow-ups` becomes `follow_ups`.
private func viewName(_ text: String) -> String {
    String(
        text.lowercased().unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || scalar.value >= 0x30 && scalar.value <= 0x39 ? Character(scalar) : "_"
        })
}

private func quoted(_ name: String) -> String { "\"" + doubling("\"", in: name) + "\"" }

private func literal(_ text: String) -> String { "'" + doubling("'", in: text) + "'" }

/// A key in a JSON path; one with a quotation mark cannot be written there and finds nothing.
private func jsonPathKey(_ key: String) -> String { "\"" + String(key.filter { $0 != "\"" }) + "\"" }

private func doubling(_ mark: Character, in text: String) -> String {
    text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: String([mark, mark]))
}
