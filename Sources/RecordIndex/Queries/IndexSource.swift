import GRDB
package import Records

extension RecordIndex {
    /// The records of the folder, each read from its file when it is asked for.
    package func records() throws -> RecordSet {
        RecordSet(IndexSource(self, try folder()).source)
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
    private var everything: RecordSet?

    init(_ index: RecordIndex, _ folder: CRMFolder) {
        self.index = index
        self.folder = folder
    }

    private func ask<Answer>(_ question: (RecordIndex) throws -> Answer, else plain: (RecordSet) -> Answer) -> Answer {
        do {
            return try question(index)
        } catch {
            return plain(allRecords())
        }
    }

    private func allRecords() -> RecordSet {
        guardian.hold {
            if let everything { return everything }
            // A folder that cannot be read at all has no records; the command has said so when it opened it.
            let records = RecordSet((try? FolderReading(folder).records) ?? [])
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
            lastContacts: { folder, count in
                self.ask({ try $0.lastContacts(inFolder: folder, count: count) }, else: { _ in nil })
            },
            contacts: { question in self.ask({ try $0.contacts(question) }, else: { _ in nil }) },
            quietDeals: { owners, day in
                self.ask({ try $0.quietDeals(owners: owners, since: day) }, else: { _ in nil })
            })
        return source
    }

    private var plainSource: RecordSource {
        RecordSource(
            everyPath: { self.ask({ try $0.everyPath() }, else: { $0.all.map(\.path) }) },
            pathsOfKind: { kind in
                self.ask({ try $0.paths(ofKind: kind) }, else: { $0.records(of: kind).map(\.path) })
            },
            pathsOfID: { id in self.ask({ try $0.paths(ofID: id) }, else: { $0.records(id: id).map(\.path) }) },
            pathsOfNumber: { kind, number in
                self.ask(
                    { try $0.paths(ofNumber: number, kind: kind) },
                    else: { $0.records(of: kind, number: number).map(\.path) })
            },
            numbers: { kind in self.ask({ try $0.numbers(ofKind: kind) }, else: { $0.numbers(of: kind) }) },
            children: { folder in
                self.ask({ try $0.children(ofFolder: folder) }, else: { $0.children(ofFolder: folder).map(\.path) })
            },
            owner: { folder in self.ask({ try $0.owner(ofFolder: folder) }, else: { $0.owner(ofFolder: folder)?.path })
            },
            referrers: { ids in self.ask({ try $0.referrers(of: ids) }, else: { $0.all.map(\.path) }) },
            candidates: { typed, kinds in
                self.ask({ try $0.candidates(typed, kinds: kinds) }, else: { $0.all.map(\.path) })
            },
            names: { kinds in
                self.ask(
                    { try $0.names(kinds: kinds) },
                    else: { $0.all.filter { kinds?.contains($0.kind.key) ?? true }.flatMap { [$0.title, $0.slug] } })
            },
            isUnread: { path in self.ask({ try $0.isUnread(path) }, else: { _ in false }) },
            load: { self.index.load($0, self.folder.kinds) })
    }
}
