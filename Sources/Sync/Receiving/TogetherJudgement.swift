import Git
import RecordIndex
import Records

/// What a push does to the records together: ids and numbers that would be there twice, and references that would lead nowhere, wherever
/// in the repository the other record is. Only what is pushed in the end counts, and only what is new.
struct TogetherJudgement {
    let repository: Repository
    /// Where the branch stands, nil for nowhere, and where it is to be.
    let old: ObjectID?
    let new: ObjectID
    /// By which the records are read, before and after.
    let kinds: KindSet
    let newKinds: KindSet

    private static let rules: Set<Rule> = [.duplicateID, .duplicateNumber, .danglingReference]

    func problems() throws -> [Problem] {
        let ledger = try old.map { try BranchLedger(repository, at: $0).ledger } ?? RecordLedger(folder: nil)
        let changes = try repository.changes(from: old, to: new)
        let reader = RecordReader(repository, kinds: kinds)
        let newReader = RecordReader(repository, kinds: newKinds)
        var before: [Record] = []
        var after: [Record] = []
        for change in changes {
            if let record = try reader.record(change.path, change.old) { before.append(record) }
            if let record = try newReader.record(change.path, change.new) { after.append(record) }
        }
        let changed = Set(changes.compactMap { RecordPath($0.path.string) })
        let others = try concerned(before, after, ledger, reader).filter { !changed.contains($0.path) }
        let known = try found(others, after, newKinds, Holders(ledger, changed, after, newKinds))
        if known.isEmpty { return [] }
        // A mistake that was there before is nobody's of this push.
        let earlier = Set(
            try found(others, before, kinds, Holders(ledger, changed, before, kinds)).map { Mistake($0, before) }
        )
        return known.filter { !earlier.contains(Mistake($0, after)) }.map { $0.withSeverity(.error) }
    }

    /// The records elsewhere that have the same ids or numbers, and those that name what goes.
    private func concerned(
        _ before: [Record], _ after: [Record], _ ledger: RecordLedger, _ reader: RecordReader
    ) throws -> [Record] {
        var paths: Set<RecordPath> = []
        for record in before + after {
            guard record.kind.identity != .none else { continue }
            if let id = record.id { paths.formUnion(try ledger.holders(ofID: id).map(\.path)) }
            if record.kind.field("no") != nil, let number = record.string("no") {
                paths.formUnion(try ledger.holders(ofNumber: number, kind: record.kind.key))
            }
        }
        let staying = Set(after.compactMap(\.id).map { ByteKey($0) })
        for id in before.compactMap(\.id) where !staying.contains(ByteKey(id)) {
            paths.formUnion(try ledger.referrers(to: id).prefix(200))
        }
        guard let old else { return [] }
        return try paths.sorted().compactMap { path in
            let place = RepositoryPath(path.text)
            return try reader.record(place, repository.entry(at: place, in: old))
        }
    }

    private func found(
        _ others: [Record], _ own: [Record], _ kinds: KindSet, _ holders: Holders
    ) throws -> [Problem] {
        // The others first: the second of two is the one that is named.
        let problems = mutualProblems(
            of: others + own.sorted { $0.path < $1.path }, kinds, known: holders.known, isUnread: { _ in true })
        if let failure = holders.failure { throw failure }
        return problems.filter { Self.rules.contains($0.rule) }
    }
}

/// A mistake apart from its place: a file may have been moved.
private struct Mistake: Hashable {
    let record: String
    let rule: Rule
    let message: String

    init(_ problem: Problem, _ records: [Record]) {
        record = records.first { $0.path == problem.path }?.id ?? problem.path.text
        rule = problem.rule
        message = problem.message.en
    }
}

/// Who has an id, with the changed records as they are in one of the two states.
private final class Holders {
    private let ledger: RecordLedger
    private let changed: Set<RecordPath>
    private var own: [ByteKey: Set<String>] = [:]
    private let kinds: KindSet
    /// A question that could not be answered: then nothing of the answer counts.
    private(set) var failure: (any Error)?

    init(_ ledger: RecordLedger, _ changed: Set<RecordPath>, _ records: [Record], _ kinds: KindSet) {
        self.ledger = ledger
        self.changed = changed
        self.kinds = kinds
        for record in records { if let id = record.id { own[ByteKey(id), default: []].insert(record.kind.key) } }
    }

    private func kindsOf(_ id: String) -> Set<String> {
        do {
            let others = try ledger.holders(ofID: id).filter { !changed.contains($0.path) }.map(\.kind)
            return (own[ByteKey(id)] ?? []).union(others)
        } catch {
            failure = error
            return []
        }
    }

    /// Without near names: the ids of others are nobody's business here.
    var known: KnownIDs {
        KnownIDs(
            holds: { self.kindsOf($0).contains($1) },
            kindOfID: { self.kindsOf($0).sorted().first.flatMap { self.kinds[$0] } },
            idsOfKind: { _ in [] }, idOfName: { _, _ in nil }, kind: { self.kinds[$0] })
    }
}
