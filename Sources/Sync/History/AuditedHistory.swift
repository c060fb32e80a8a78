package import Git
package import Records
package import Rules

/// The commits of a period as an audit looks at them, and what the history says about deals on the way there.
package struct AuditedHistory {
    /// In the period, newest first.
    package private(set) var commits: [AuditedCommit] = []
    /// By id: the day a deal came to the stage that it is in, for those that changed since ``reach``.
    package private(set) var stageDays: [String: CalendarDate] = [:]
    /// How far back the history was read.
    package let reach: CalendarDate
    /// Commits that were left out because they change too much to be somebody's work of a day, or because there were too many.
    package private(set) var left = 0

    /// More commits than this are not read, counted from the newest.
    private static let mostCommits = 100_000
    /// A commit that changes more is an import or a move of everything.
    private static let mostChanges = 2_000
    /// Commits in a row that are older than asked for, before the walk ends: clocks differ, and who was offline writes late.
    private static let patience = 2_000

    private let repository: Repository
    private let kinds: KindSet
    private let members: [String: Record]
    private var settings: [ObjectID: Settings] = [:]

    /// - Parameters:
    ///   - period: by the authors' clocks.
    ///   - reach: the first day to look for changes of stages.
    ///   - offset: seconds east of UTC of an instant, in the zone of the team.
    package init(
        _ repository: Repository, _ folder: CRMFolder, members: [Record], period: ClosedRange<CalendarDate>,
        reach: CalendarDate, offset: (Int) -> Int
    ) throws {
        self.repository = repository
        self.reach = min(reach, period.lowerBound)
        kinds = folder.kinds
        var byAddress: [String: Record] = [:]
        for member in members {
            for address in member.value("emails")?.items ?? [] {
                if let text = address.string { byAddress[text.lowercased()] = member }
            }
        }
        self.members = byAddress
        guard let head = try repository.head().commit else { return }
        var seen = 0
        var older = 0
        try repository.walk(from: [head]) { id in
            seen += 1
            guard seen <= Self.mostCommits, older < Self.patience else {
                if older < Self.patience { left += 1 }
                return false
            }
            let commit = try repository.commit(id)
            let seconds = Int(commit.author.time)
            let at = Instant(secondsSinceEpoch: seconds, offset: offset(seconds))
            guard at.date >= self.reach else {
                older += 1
                return true
            }
            older = 0
            // What a merge joins is told by the commits that it joins; the first commit is where everything begins.
            guard commit.parents.count == 1, let parent = commit.parents.first else { return true }
            try read(commit, parent, at, isInPeriod: period.contains(at.date))
            return true
        }
    }

    private mutating func read(_ commit: CommitInfo, _ parent: ObjectID, _ at: Instant, isInPeriod: Bool) throws {
        let paths = try repository.changes(from: parent, to: commit.id).filter { change in
            RecordPath(change.path.string).flatMap { kinds.kind(at: $0) } != nil
        }
        guard paths.count <= Self.mostChanges else {
            left += isInPeriod ? 1 : 0
            return
        }
        let changes = try paths.compactMap { change -> RecordChange? in
            guard let path = RecordPath(change.path.string), let kind = kinds.kind(at: path),
                isInPeriod || kind.key == "deal"
            else { return nil }
            let before = try change.old.flatMap { try repository.committedRecord(path, kind, $0) }
            let after = try change.new.flatMap { try repository.committedRecord(path, kind, $0) }
            return before == nil && after == nil ? nil : RecordChange(path: path, before: before, after: after)
        }
        for change in changes.joiningMoves {
            guard let deal = change.after, deal.kind.key == "deal", let id = deal.id, stageDays[id] == nil,
                change.changes("stage")
            else { continue }
            stageDays[id] = at.date
        }
        guard isInPeriod, !changes.isEmpty else { return }
        let note = CommitNote(message: commit.message)
        commits.append(
            AuditedCommit(
                id: commit.id.hex, at: at, member: members[commit.author.email.lowercased()], reason: note.reason,
                isUndo: try note.undoes.map { try puts(back: $0, commit.id, paths) } ?? false,
                settings: try settings(of: parent), changes: changes))
    }

    /// The trailer alone proves nothing: every file must read as it did before the commit that is said to be taken back.
    private func puts(back undone: ObjectID, _ id: ObjectID, _ changes: [PathChange]) throws -> Bool {
        guard let target = try? repository.commit(undone), let before = target.parents.first else { return false }
        return try changes.allSatisfy { try repository.entry(at: $0.path, in: before) == $0.new }
    }

    private mutating func settings(of commit: ObjectID) throws -> Settings {
        let path = CRMFolder.settingsPath
        guard let kind = kinds.kind(at: path),
            let entry = try repository.entry(at: RepositoryPath(path.text), in: commit)
        else { return Settings() }
        if let known = settings[entry.id] { return known }
        let read = try repository.committedRecord(path, kind, entry).map { Settings($0) } ?? Settings()
        settings[entry.id] = read
        return read
    }
}
