import Git
import LosslessYAML
import Records

/// Two people gave the same display number (R36) while apart: the side that is not published yet takes the next free one, and the old one
/// stays findable as `formerly`. References are by id, so none has to follow.
struct DoubledNumbers {
    let request: SyncRequest
    let records: RecordReader
    let ground: MergeGround
    private(set) var outcomes: [MergeOutcome]
    private(set) var renumbered: [RenumberedRecord] = []

    private struct Number: Hashable {
        let kind: String
        let text: ByteKey
    }

    init(
        _ outcomes: [MergeOutcome], _ request: SyncRequest, _ records: RecordReader, _ ground: MergeGround
    ) throws {
        self.outcomes = outcomes
        self.request = request
        self.records = records
        self.ground = ground
        let mine = try numbers(\.ours)
        if mine.isEmpty { return }
        let published = try numbers(\.theirs)
        var used: [String: [Record]] = [:]
        for (number, owners) in mine.sorted(by: { $0.value.first ?? 0 < $1.value.first ?? 0 }) {
            guard let others = published[number] else { continue }
            for index in owners where others.contains(where: { $0 != index }) && !others.contains(index) {
                if used[number.kind] == nil { used[number.kind] = try recordsInUse(number.kind) }
                guard let next = nextNumber(number.kind, used[number.kind] ?? []) else { continue }
                if let record = try renumber(index, from: number.text, to: next) { used[number.kind]?.append(record) }
            }
        }
    }

    /// The numbers that one side gave since the common ancestor, and the things that have them.
    private func numbers(_ side: KeyPath<MergeItem, Placed?>) throws -> [Number: [Int]] {
        var found: [Number: [Int]] = [:]
        for (index, outcome) in outcomes.enumerated() where outcome.isChanged(by: side) {
            guard outcome.result.entry != nil, let placed = outcome.item[keyPath: side],
                let record = try records.record(placed.path, placed.entry), record.kind.field("no") != nil,
                let text = record.string("no")
            else { continue }
            let before = try outcome.item.base.flatMap { try records.record($0.path, $0.entry) }?.string("no")
            if before.map({ $0.utf8.elementsEqual(text.utf8) }) ?? false { continue }
            found[Number(kind: record.kind.key, text: ByteKey(text)), default: []].append(index)
        }
        return found
    }

    /// All records of a kind, here and arriving.
    private func recordsInUse(_ kind: String) throws -> [Record] {
        var found = try FolderReading(request.folder, kinds: [kind]).records.filter { $0.kind.key == kind }
        for outcome in outcomes {
            guard let placed = outcome.item.theirs, outcome.isChanged(by: \.theirs),
                let record = try records.record(placed.path, placed.entry), record.kind.key == kind
            else { continue }
            found.append(record)
        }
        return found
    }

    private func nextNumber(_ kind: String, _ used: [Record]) -> String? {
        let today = Instant(secondsSinceEpoch: Int(request.author.time), offset: request.author.offset * 60).date
        return ground.kinds[kind]?.nextNumber(RecordSet(used), ground.settings, today: today)
    }

    /// - Returns: nil for a record that did not keep the number, because the team's value stayed.
    private mutating func renumber(_ index: Int, from doubled: ByteKey, to number: String) throws -> Record? {
        guard let path = outcomes[index].path, let entry = outcomes[index].result.entry,
            let record = try records.record(path, entry), let old = record.string("no"),
            ByteKey(old) == doubled
        else { return nil }
        let former = (record.value("formerly")?.items ?? []) + [.text(old)]
        var editor = YAMLEditor(record.tree)
        do {
            for edit in record.edits([
                FieldChange("no", .text(number)), FieldChange("formerly", .list(former)),
            ]) { try editor.apply(edit) }
        } catch {
            // A text that cannot be edited keeps its number; both stay, and the check says so.
            return nil
        }
        let changed = TreeEntry(id: try request.repository.writeBlob(editor.bytes), mode: entry.mode)
        outcomes[index].result.entry = changed
        if let recordPath = RecordPath(path.string) {
            renumbered.append(RenumberedRecord(path: recordPath, title: record.title, old: old, new: number))
        }
        return try records.record(path, changed)
    }
}
