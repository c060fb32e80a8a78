import LosslessYAML
import Records
import Rules

/// A record that does not exist yet: filled by what a person typed, then by what goes without saying.
struct RecordDraft {
    let kind: Kind
    /// The record in whose folder it will lie.
    var parent: Record?
    /// Folders between the kind's own and the record: `华东` for customers/华东/….
    var folder = ""
    private(set) var record: Record

    init(_ kind: Kind, parent: Record?) throws {
        self.kind = kind
        self.parent = parent
        var reader = YAMLReader()
        do throws(YAMLError) {
            let tree = try reader.read(Array("id: new\n".utf8))
            record = Record(path: CRMFolder.settingsPath, kind: kind, text: RecordText(tree))
        } catch {
            throw CommandFailure(.internalFault, Text("\(error)"))
        }
    }

    mutating func assign(_ typed: [String], _ change: Change) throws {
        record = try change.record(record, assigning: typed, makesEntries: true)
    }

    mutating func apply(_ changes: [FieldChange], _ change: Change) throws {
        record = try change.record(record, applying: changes)
    }

    /// What goes without saying, for fields that are empty: who, when, the first stage, the next number.
    mutating func fillIn(_ change: Change) throws {
        let now = Invocation.current.instant
        var usual: [FieldChange] = []
        func add(_ key: String, _ value: RecordValue?) {
            if let value, kind.field(key) != nil, !record.holds(key) { usual.append(FieldChange(key, value)) }
        }
        add("no", kind.nextNumber(change.records, change.folder.settings, today: now.date).map { .text($0) })
        let me = change.me.handle.map { RecordValue.text($0) }
        for key in ["owner", "by", "opened_by"] where kind.field(key)?.references == ["member"] { add(key, me) }
        for key in ["at", "opened_at"] where kind.field(key)?.format == "date-time" { add(key, .text(now.description)) }
        for key in ["date", "opened_on"] where kind.field(key)?.format == "date" {
            add(key, .text(now.date.description))
        }
        if kind.key == "customer" || kind.key == "ticket" {
            add("status", kind.field("status")?.choices.first.map { .text($0.key) })
        }
        if kind.key == "deal" {
            let pipeline = Pipeline(record.string("pipeline") ?? "default", kind, change.folder.settings)
            add("stage", pipeline.stages.first.map { .text($0.key) })
        }
        try apply(usual, change)
    }

    /// The record in its place, its fields in the order of the schema.
    func finished(_ change: Change) throws -> Record {
        guard case .map(let members) = record.value else {
            throw CommandFailure(.internalFault, Text("no fields"))
        }
        let order = Dictionary(
            kind.fields.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let fields = members.sorted { (order[$0.key] ?? .max) < (order[$1.key] ?? .max) }
        let new = try place(record, change)
        return try change.created(new, fields.map { ($0.key, YAMLValue($0.value)) })
    }

    /// The id and the path that a record with these fields gets.
    func place(_ record: Record, _ change: Change) throws -> NewRecord {
        guard case .map(let members) = record.value else {
            throw CommandFailure(.internalFault, Text("no fields"))
        }
        var values = Dictionary(
            members.compactMap { field in field.value.string.map { (field.key, $0) } },
            uniquingKeysWith: { first, _ in first })
        if change.folder.settings.privacy == .masked {
            // The name of a folder tells no more than the name in the file.
            for field in kind.fields {
                if let typed = values[field.key], let data = record.isPersonal(field) {
                    values[field.key] = data.masked(typed)
                }
            }
        }
        if kind.identity == .fileName { values["id"] = handle(values) }
        let root = change.folder.root
        let new = NewRecord(
            kind, parent: parent, folder: folder, values: values, today: Invocation.current.today,
            random: Invocation.current.randomByte, taken: { fileExists(root + "/" + $0.text) || isTaken($0, root) })
        guard let new else {
            throw CommandFailure(
                .wrongUsage, Text(en: "there is no place for a \(kind.label.en) here", zh: "这里不能存放\(kind.label.zh)"),
                remedy: kind.parent == nil ? nil : Text(en: "say whose it is: --for CUSTOMER", zh: "请指明所属客户：--for 客户"))
        }
        return new
    }

    /// A folder record takes its whole folder.
    private func isTaken(_ path: RecordPath, _ root: String) -> Bool {
        guard let file = kind.location.tail.last, !file.contains("*") else { return false }
        return fileExists(root + "/" + path.folder)
    }

    /// The short name of a record that is called after its file.
    private func handle(_ values: [String: String]) -> String {
        let typed = values["id"].flatMap { $0 == "new" ? nil : $0 }
        return slug(typed ?? kind.titleFields.lazy.compactMap { values[$0] }.first ?? "")
    }
}
