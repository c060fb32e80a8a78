/// The records of a repository with the ways from one to another: all of them at hand, or loaded one by one as they are asked
/// for. Some may be replaced by how they would be after a change.
package struct RecordSet: Sendable {
    private let source: RecordSource?
    private let loaded: LoadedRecords?
    /// Files of the source that do not count any more, or stand in `listed` as they would be.
    private let hidden: Set<RecordPath>
    private let listed: ListedRecords
    /// How names and contact data are to be shown; the records themselves are as their files are.
    package var privacy = PrivacyMode.plain
    /// What a person is shown of them: only that is found by what they type, while rules look at all. nil where everything is shown.
    package var sight: Sight?
    /// The source shows no more than ``sight`` lets through.
    package var isLimited = false

    /// - Parameter records: sorted by path.
    package init(_ records: [Record]) {
        source = nil
        loaded = nil
        hidden = []
        listed = ListedRecords(records)
    }

    /// Records that are loaded when they are asked for.
    package init(_ source: RecordSource) {
        self.source = source
        loaded = LoadedRecords(source)
        hidden = []
        listed = ListedRecords([])
    }

    private init(_ base: RecordSet, hiding paths: Set<RecordPath>, adding records: [Record]) {
        source = base.source
        loaded = base.loaded
        hidden = base.hidden.union(paths)
        listed = ListedRecords(
            (base.listed.all.filter { !paths.contains($0.path) } + records).sorted { $0.path < $1.path })
        privacy = base.privacy
        sight = base.sight
        isLimited = base.isLimited
    }

    /// The same set with some files as they would be after a change.
    ///
    /// - Parameters:
    ///   - paths: the files that change, come or go.
    ///   - records: what they read as then; a path without one holds no record.
    package func replacing(_ paths: Set<RecordPath>, by records: [Record]) -> RecordSet {
        RecordSet(self, hiding: paths, adding: records)
    }

    /// True when records are loaded as they are asked for, so that ``all`` is costly.
    package var isLazy: Bool { source != nil }

    /// Sorted by path. Of a lazy set, every file is read.
    package var all: [Record] {
        guard let source else { return listed.all }
        return merged(source.everyPath(), listed.all)
    }

    private func merged(_ paths: [RecordPath], _ more: [Record]) -> [Record] {
        let found = loaded?.records(at: hidden.isEmpty ? paths : paths.filter { !hidden.contains($0) }) ?? []
        if more.isEmpty { return found }
        return found.isEmpty ? more : (found + more).sorted { $0.path < $1.path }
    }

    /// The record with this id, the first by path if there are several; nil when there is none.
    package func record(id: String) -> Record? { records(id: id).first }

    /// All records with this id: one, unless something is wrong.
    package func records(id: String) -> [Record] {
        merged(source?.pathsOfID(id) ?? [], listed.records(id: id))
    }

    /// The record in this file; nil when there is none.
    package func record(at path: RecordPath) -> Record? {
        if let record = listed.all.first(where: { $0.path == path }) { return record }
        return source == nil || hidden.contains(path) ? nil : loaded?.records(at: [path]).first
    }

    /// The records in these files, in this order; a file that holds none is left out.
    package func records(at paths: [RecordPath]) -> [Record] {
        let found = Dictionary(
            merged(paths, listed.all).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        return paths.compactMap { found[$0] }
    }

    /// All records of a kind, by its key, sorted by path.
    package func records(of kind: String) -> [Record] {
        merged(source?.pathsOfKind(kind) ?? [], listed.records(of: kind))
    }

    /// The records of a kind whose display number this is.
    package func records(of kind: String, number: String) -> [Record] {
        merged(
            source?.pathsOfNumber(kind, number) ?? [],
            listed.all.filter {
                $0.kind.key == kind && $0.string("no").map { $0.utf8.elementsEqual(number.utf8) } == true
            })
    }

    /// The display numbers that records of a kind bear or have borne.
    package func numbers(of kind: String) -> [String] {
        (source?.numbers(kind) ?? []) + listed.records(of: kind).flatMap(\.numbers)
    }

    /// The records of a kind that lie in the folder of `parent`; all kinds when `kind` is nil.
    package func children(of parent: Record, kind: String? = nil) -> [Record] {
        children(ofFolder: parent.path.folder).filter { kind == nil || $0.kind.key == kind }
    }

    /// The records that lie in the folder of a record.
    package func children(ofFolder folder: String) -> [Record] {
        merged(source?.children(folder) ?? [], listed.children(folder))
    }

    /// The record in whose folder `child` lies.
    package func parent(of child: Record) -> Record? {
        child.parentFolder.flatMap { owner(ofFolder: $0) }
    }

    /// The record whose folder this is.
    package func owner(ofFolder folder: String) -> Record? {
        if let record = listed.owner(folder) { return record }
        return loaded?.owner(ofFolder: folder).flatMap { merged([$0], []).first }
    }

    /// Has the parents of many records at hand, so that ``parent(of:)`` need not ask for each.
    package func prepareParents(of children: some Sequence<Record>) {
        let folders = Set(children.compactMap { $0.parentFolder.map { RecordPath(walked: $0) } })
        loaded?.prepareOwners(ofFolders: folders.sorted().map(\.text))
    }

    /// For each of some ids, whether a record has it.
    package func areIDs(_ ids: [String]) -> [Bool] {
        if ids.isEmpty { return [] }
        return accounts?.areIDs(ids) ?? ids.map { record(id: $0) != nil }
    }

    /// The records that may name one of these ids; of records at hand, all.
    func possibleReferrers(to ids: Set<String>) -> [Record] {
        merged(source?.referrers(ids) ?? [], listed.all)
    }

    /// A file that is there and cannot be read as a record; of records at hand, nobody knows.
    func isUnread(_ path: RecordPath) -> Bool {
        !hidden.contains(path) && source?.isUnread(path) == true
    }

    /// What the source keeps account of; nil when it does not, or when some records are replaced by others.
    var accounts: RecordAccounts? { hidden.isEmpty && listed.all.isEmpty ? source?.accounts : nil }

    /// The records of the source in these files, in this order.
    func load(_ paths: [RecordPath]) -> [Record] { loaded?.records(at: paths) ?? [] }

    /// The name of a member or other record for showing; the id itself when there is no such record.
    package func title(ofID id: String) -> String {
        record(id: id)?.title ?? id
    }

    /// The record that a person means.
    ///
    /// - Parameters:
    ///   - kinds: keys of the kinds that come into question; nil for all.
    ///   - bySound: whether pinyin is tried once nothing else was found.
    package func find(_ typed: String, kinds: Set<String>? = nil, bySound: Bool = true) -> RecordFinder.Answer {
        func isWanted(_ record: Record) -> Bool { kinds?.contains(record.kind.key) ?? true }
        guard let source else {
            return RecordFinder(listed.all.filter(isWanted).filter(shows)).find(typed, bySound: bySound)
        }
        let candidates = merged(source.candidates(typed, kinds), listed.all).filter(isWanted).filter(shows)
        let answer = RecordFinder(candidates).find(typed, bySound: bySound)
        guard case .none = answer else { return answer }
        let near = nearestNames(to: typed, among: source.names(kinds))
        if sight == nil || isLimited { return .none(near: near) }
        return .none(near: near.filter { name in merged(source.candidates(name, kinds), []).contains(where: shows) })
    }

    /// Whether a person may be told of a record.
    package func shows(_ record: Record) -> Bool {
        guard let sight, !isLimited else { return true }
        return sight.views(of: record, holder: parent(of: record)?.string("owner")) != nil
    }
}

extension Record {
    /// The display number and those it had before (R36).
    var numbers: [String] {
        [string("no")].compactMap { $0 } + (value("formerly")?.items ?? []).compactMap(\.string)
    }

    /// True when this is its id or one of its numbers, in any case of letters.
    package func isNamed(_ typed: String) -> Bool {
        let wanted = typed.lowercased()
        return ([id].compactMap { $0 } + numbers).contains { $0.lowercased().utf8.elementsEqual(wanted.utf8) }
    }
}
