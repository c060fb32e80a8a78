import GRDB
package import Records

extension RecordIndex {
    /// The records of the folder, each read from its file when it is asked for.
    package func records() throws -> RecordSet {
        try records(isRefreshed: true, whenRefreshed: {})
    }

    /// The same from an index that was opened as it stands (``openAsItStands()``): what it answers about single records holds as
    /// soon as their files agree; before any other question is answered the index is refreshed, once.
    ///
    /// One thing may be missed: a file that came since the last refresh and bears the same id or number as the record asked for.
    ///
    /// - Parameter refreshed: called after the refresh, if one was needed.
    package func recordsConfirmedByFiles(whenRefreshed refreshed: @escaping @Sendable () -> Void) throws -> RecordSet {
        try records(isRefreshed: false, whenRefreshed: refreshed)
    }

    private func records(isRefreshed: Bool, whenRefreshed: @escaping @Sendable () -> Void) throws -> RecordSet {
        let folder = try folder()
        var records = RecordSet(
            IndexSource(self, folder, isRefreshed: isRefreshed, whenRefreshed: whenRefreshed).source)
        records.privacy = folder.settings.privacy
        records.sight = sight
        records.isLimited = sight != nil
        return records
    }

    /// How many files are there that should be records and cannot be read as such.
    package func unreadCount() throws -> Int {
        try read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT count(DISTINCT path) FROM problems WHERE severity = 'error' AND rule IN (\(unreadRules))")
                ?? 0
        }
    }
}

/// Answers the questions of a `RecordSource` from the index. Should the index fail in the middle of it, all files are read
/// instead: an answer is never less than the truth.
private final class IndexSource: @unchecked Sendable {
    private let index: RecordIndex
    private let folder: CRMFolder
    private let guardian = Guardian()
    private let whenRefreshed: @Sendable () -> Void
    // Guarded by `guardian`.
    private var everything: RecordSet?
    private var isRefreshed: Bool

    init(
        _ index: RecordIndex, _ folder: CRMFolder, isRefreshed: Bool, whenRefreshed: @escaping @Sendable () -> Void
    ) {
        self.index = index
        self.folder = folder
        self.isRefreshed = isRefreshed
        self.whenRefreshed = whenRefreshed
    }

    private func refreshOnce() throws {
        try guardian.hold {
            if isRefreshed { return }
            try index.refresh()
            isRefreshed = true
            whenRefreshed()
        }
    }

    /// A question about single records: the answer of an index that was not refreshed holds when there is one and each file in it
    /// is still what was asked for.
    private func ask(
        _ question: (RecordIndex) throws -> [RecordPath], holds: (Records.Record) -> Bool,
        else plain: (RecordSet) -> [RecordPath]
    ) -> [RecordPath] {
        let isRefreshed = guardian.hold { self.isRefreshed }
        if !isRefreshed, let paths = try? question(index), !paths.isEmpty {
            let records = index.load(paths, folder.kinds)
            if records.count == paths.count, records.allSatisfy(holds) { return paths }
        }
        return ask(question, else: plain)
    }

    /// A record that is named by its file: no index is needed to find it.
    private func path(_ typed: String, _ kinds: Set<String>?) -> RecordPath? {
        guard typed.utf8.contains(UInt8(ascii: "/")), let path = RecordPath(typed),
            let record = index.seen(index.load([path], folder.kinds)).first, kinds?.contains(record.kind.key) ?? true
        else { return nil }
        return path
    }

    /// The records of a kind that all lie in one folder, when that is as the index knows it.
    private func standing(_ kind: String) -> [RecordPath]? {
        guard guardian.hold({ !isRefreshed }), let place = folder.kinds[kind]?.location.onlyFolder else {
            return nil
        }
        return try? index.folderStands(place) ? index.paths(ofKind: kind) : nil
    }

    private func ask<Answer>(_ question: (RecordIndex) throws -> Answer, else plain: (RecordSet) -> Answer) -> Answer {
        do {
            try refreshOnce()
            return try question(index)
        } catch {
            return plain(allRecords())
        }
    }

    private func allRecords() -> RecordSet {
        guardian.hold {
            if let everything { return everything }
            // A folder that cannot be read at all has no records; the command has said so when it opened it.
            let all = RecordSet((try? FolderReading(folder).records) ?? [])
            let records = index.sight.map { RecordSet($0.seen(all.all, in: all)) } ?? all
            everything = records
            return records
        }
    }

    var source: RecordSource {
        var source = plainSource
        source.accounts = RecordAccounts(
            openWork: { question in self.ask({ try $0.openWork(question) }, else: { _ in nil }) },
            customerStates: { owners, day in
                self.ask({ try $0.customerStates(owners: owners, quietSince: day) }, else: { _ in nil })
            },
            lastContacts: { folders, count in
                self.ask({ try $0.lastContacts(inFolders: folders, count: count) }, else: { _ in nil })
            },
            contacts: { question in self.ask({ try $0.contacts(question) }, else: { _ in nil }) },
            quietDeals: { owners, day in
                self.ask({ try $0.quietDeals(owners: owners, since: day) }, else: { _ in nil })
            },
            owners: { folders in self.ask({ try $0.owners(ofFolders: folders) }, else: { _ in nil }) },
            areIDs: { ids in self.ask({ try $0.areIDs(ids) }, else: { _ in nil }) })
        return source
    }

    private var plainSource: RecordSource {
        RecordSource(
            everyPath: { self.ask({ try $0.everyPath() }, else: { $0.all.map(\.path) }) },
            pathsOfKind: { kind in
                self.standing(kind)
                    ?? self.ask({ try $0.paths(ofKind: kind) }, else: { $0.records(of: kind).map(\.path) })
            },
            pathsOfID: { id in
                self.ask(
                    { try $0.paths(ofID: id) }, holds: { $0.id.map { sameBytes($0, id) } == true },
                    else: { $0.records(id: id).map(\.path) })
            },
            pathsOfNumber: { kind, number in
                self.ask(
                    { try $0.paths(ofNumber: number, kind: kind) },
                    holds: { $0.string("no").map { sameBytes($0, number) } == true },
                    else: { $0.records(of: kind, number: number).map(\.path) })
            },
            numbers: { kind in self.ask({ try $0.numbers(ofKind: kind) }, else: { $0.numbers(of: kind) }) },
            children: { folder in
                self.ask({ try $0.children(ofFolder: folder) }, else: { $0.children(ofFolder: folder).map(\.path) })
            },
            owner: { folder in
                self.ask(
                    { try $0.owner(ofFolder: folder).map { [$0] } ?? [] }, holds: { _ in true },
                    else: { $0.owner(ofFolder: folder).map { [$0.path] } ?? [] }
                ).first
            },
            referrers: { ids in self.ask({ try $0.referrers(of: ids) }, else: { $0.all.map(\.path) }) },
            candidates: { typed, kinds in
                if let path = self.path(typed, kinds) { return [path] }
                let named = self.ask(
                    { try $0.paths(named: typed, kinds: kinds) }, holds: { $0.isNamed(typed) }, else: { _ in [] })
                if !named.isEmpty { return named }
                return self.ask({ try $0.candidates(typed, kinds: kinds) }, else: { $0.all.map(\.path) })
            },
            names: { kinds in
                self.ask(
                    { try $0.names(kinds: kinds) },
                    else: { $0.all.filter { kinds?.contains($0.kind.key) ?? true }.flatMap { [$0.title, $0.slug] } })
            },
            isUnread: { path in self.ask({ try $0.isUnread(path) }, else: { _ in false }) },
            load: { self.index.seen(self.index.load($0, self.folder.kinds)) })
    }
}

private func sameBytes(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
