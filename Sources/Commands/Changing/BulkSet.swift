import LosslessYAML
import RecordIndex
import Records
import Sync

/// `crm set KIND --where CONDITION field=value`: the same change to many records, after a look at what it would do.
struct BulkSet {
    let kind: String
    let conditions: [String]
    let assignments: [String]
    /// Records that the person agreed to change; nil asks.
    private var agreed: Int?
    private let isConfirmed: Bool
    let options: ChangeOptions
    let global: GlobalOptions

    private static let mostShown = 20

    init(
        kind: String, conditions: [String], assignments: [String], isConfirmed: Bool, options: ChangeOptions,
        global: GlobalOptions
    ) {
        self.kind = kind
        self.conditions = conditions
        self.assignments = assignments
        self.isConfirmed = isConfirmed
        self.options = options
        self.global = global
    }

    mutating func run() throws {
        try Change.run("set", options, global) { change in
            let kind = try namedKind(self.kind, change.folder.kinds)
            let found = try matching(kind, change)
            var changed: [(old: Record, new: Record)] = []
            for record in found {
                let after = try change.record(record, assigning: assignments)
                if after.tree.bytes != record.tree.bytes { changed.append((record, after)) }
            }
            if !changed.isEmpty, !options.dryRun { try confirm(found.count, changed, change) }
            return changed.map { PlannedFile($0.old, becomes: $0.new) }
        }
    }

    /// The records that fulfil all conditions.
    private func matching(_ kind: Kind, _ change: Change) throws -> [Record] {
        let seen = change.folder.seen(through: change.sight).kinds
        guard let filter = try readFilter(conditions, seen[kind.key] ?? kind, seen) else { return [] }
        let surroundings = FilterSurroundings(
            change.folder, today: Invocation.current.today, me: change.me.handle)
        let index = try openIndex(change.folder, sight: change.sight)
        let query = RecordQuery(kind, [filter])
        try bringHistory(index, change.folder, change.records, for: query)
        let answer = try answering { try index.answer(query, surroundings) }
        return change.records.records(at: answer.rows.map(\.path))
    }

    private mutating func confirm(_ found: Int, _ changed: [(old: Record, new: Record)], _ change: Change) throws {
        if isConfirmed || agreed == changed.count { return }
        let terminal = Invocation.current.terminal
        let text = FieldText(records: change.records)
        for (old, new) in changed.prefix(Self.mostShown) {
            let parts = assignments.compactMap { typed -> String? in
                guard let field = try? Assignment(typed).field(of: old.kind) else { return nil }
                let values = [old, new].map { record in
                    let shown = text(record.value(field.key), field)
                    return shown.isEmpty ? "—" : fitted(visible(shown), to: 40)
                }
                return values[0] == values[1] ? nil : "\(say(field.name)): \(values[0]) → \(values[1])"
            }
            terminal.remark("  " + visible(old.title) + "  " + parts.joined(separator: "; "))
        }
        if changed.count > Self.mostShown { terminal.remark("  …") }
        let same = found - changed.count
        let count = say(
            Text.count(changed.count, "record", "条记录将被修改", plural: "records")
                + Text(en: changed.count == 1 ? " changes" : " change", zh: ""))
        try confirmChange(Text(count + (same > 0 ? say("; \(same) already as wanted", "；\(same) 条已是如此") : "")))
        agreed = changed.count
    }
}
