import LosslessYAML
import Records

/// Reads files to what the index keeps of them. Keep one per thread and reuse it.
struct EntryReader {
    private let kinds: KindSet
    private let plan: EntryPlan
    private let settings: Settings
    private let hasAllSchemas: Bool
    /// What reading schemas and settings has brought up already.
    private let reported: [Problem]
    private var reader = YAMLReader()

    init(_ folder: CRMFolder) {
        kinds = folder.kinds
        settings = folder.settings
        hasAllSchemas = folder.hasAllSchemas
        reported = folder.problems
        plan = EntryPlan(folder.kinds)
    }

    /// - Parameter bytes: the content, or why there is none.
    mutating func entry(_ path: String, _ bytes: Result<[UInt8], FileProblem>) -> IndexEntry {
        let isSchema = isSchema(path)
        let path = RecordPath(walked: path)
        if isSchema { return IndexEntry(path: path, problems: []) }
        guard let kind = kinds.kind(at: path) else {
            return entry(path, hasAllSchemas ? [FolderReading.unknownKind(path, kinds)] : [])
        }
        switch bytes {
        case .failure(let error):
            return entry(path, [FolderReading.unreadable(path, error)])
        case .success(let bytes):
            let file = ParsedFile(path: path, bytes: bytes, reader: &reader)
            guard let text = file.text else { return entry(path, file.problems) }
            let record = Record(path: path, kind: kind, text: text)
            let problems = file.problems + ownProblems(of: record, kinds, settings: settings)
            return entry(path, problems, content(record))
        }
    }

    private func entry(_ path: RecordPath, _ problems: [Problem], _ content: IndexEntry.Content? = nil)
        -> IndexEntry
    {
        let new = problems.filter { problem in
            !reported.contains { $0.path == path && $0.rule == problem.rule && $0.place == problem.place }
        }
        return IndexEntry(path: path, content: content, problems: new)
    }

    private func content(_ record: Record) -> IndexEntry.Content {
        let own = record.path.folder
        let (slug, title) = (record.slug, record.title)
        let content = IndexEntry.Content(
            kind: record.kind.key, id: record.id, no: record.kind.field("no") == nil ? nil : record.string("no"),
            slug: slug, title: title, folder: plan.holdsOthers(record.kind) ? own : nil,
            parent: record.parentFolder,
            owner: record.string("owner") ?? record.string("by"), json: record.json(), text: searchText(record),
            names: searchNames(record, title: title, slug: slug),
            day: searchDay(record), isTop: record.kind.parent == nil)
        if let formerly = record.value("formerly") { content.formerly = formerly.items.compactMap(\.string) }
        content.references = references(in: record)
        content.steps = openSteps(of: record)
        content.addTotals(record, currency: settings.currency)
        content.fields = IndexSchema.fieldColumns.map { record.string($0) }
        return content
    }
}

/// What follows from the kinds alone.
struct EntryPlan: Sendable {
    private let parents: Set<String>

    init(_ kinds: KindSet) {
        parents = Set(kinds.kinds.compactMap(\.parent))
    }

    /// True for a kind whose records own their folder: `customers/east/acme/customer.yaml`.
    func holdsOthers(_ kind: Kind) -> Bool {
        parents.contains(kind.key) || kind.parent == nil && kind.location.tail.count == 1 && kind.identity != .none
    }
}
