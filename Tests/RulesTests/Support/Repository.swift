import Records
import Rules
import Testing

/// Records made of text, by the shipped schemas.
func records(_ files: [String: String]) -> RecordSet {
    let schemas = shippedSchemaFiles.compactMap { file in
        RecordPath("schemas/" + file.name).map { (path: $0, bytes: Array(file.text.utf8)) }
    }
    let sorted = files.compactMap { file in
        RecordPath(file.key).map { (path: $0, bytes: Array(file.value.utf8)) }
    }.sorted { $0.path < $1.path }
    return RecordSet(
        FolderReading(files: sorted, kinds: SchemaFolder(files: schemas).kinds, checksSchema: false).records)
}

/// What is due on a day, one line each: reason, day, owner, text.
func due(_ files: [String: String], on day: String = "2026-11-24", settings: String = "") throws -> [String] {
    let set = records(files.merging(["crm.yaml": "name: x\n" + settings]) { first, _ in first })
    let today = try #require(CalendarDate(day))
    let settings = Settings(try #require(set.records(of: "settings").first))
    return dueWork(set, settings: settings, today: today).map { item in
        "\(item.reason.rawValue) \(item.date?.description ?? "-") \(item.owner ?? "-") \(item.text)"
    }
}
