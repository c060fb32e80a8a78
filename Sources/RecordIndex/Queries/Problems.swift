import GRDB
import JSONSchema
import Records

extension Problem {
    /// A row of the table `problems`.
    init?(row: Row) {
        guard let rule = Rule(rawValue: row["rule"]), let severity = Severity(rawValue: row["severity"]) else {
            return nil
        }
        let line: Int = row["line"]
        let remedy: String? = row["remedy_en"]
        self.init(
            rule, severity: severity, path: RecordPath(walked: row["path"]),
            place: line == 0 ? nil : TextPlace(line: line, column: row["col"]), width: row["width"],
            field: row["field"], message: Text(en: row["message_en"], zh: row["message_zh"]),
            remedy: remedy.map { Text(en: $0, zh: row["remedy_zh"] ?? $0) }, allowed: Self.texts(row["allowed"]),
            sourceLine: row["source_line"])
    }

    /// A JSON list of texts.
    private static func texts(_ json: String) -> [String] {
        if json == "[]" { return [] }
        let document = try? JSONDocument.parse(Array(json.utf8))
        return document?.root.elements.map(\.text) ?? []
    }
}
