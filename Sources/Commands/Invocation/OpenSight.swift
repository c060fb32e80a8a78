import Git
import RecordIndex
import Records
import Rules
import Sync

/// What the roles of `crm.yaml` let the person at the keyboard see (R151–R155); nil for everything: there are no roles, they show this
/// person all, or nobody knows who it is. Who is unknown has the files anyway; a nightly run on the server is no member either.
///
/// - Parameter exporting: what they let this person take out instead.
func sight(in folder: CRMFolder, exporting: Bool = false) throws -> Sight? {
    let policy = Policy(folder.settings)
    guard !policy.isOpen, let kind = folder.kinds["member"] else { return nil }
    let members = try membersOnDisk(folder, kind)
    let me = try Me.workingOrNobody(in: folder, RecordSet(members))
    return me?.member.flatMap { policy.sight(of: $0, Staff(members), folder.kinds, exporting: exporting) }
}

/// Those of some files that the person at the keyboard may be told of.
func seen(_ changes: [PathSummary], in folder: CRMFolder) throws -> [PathSummary] {
    try seen(changes, in: folder, path: \.path)
}

/// What a sync did, without the files that the person at the keyboard may not be told of.
func seen(_ report: SyncReport, in folder: CRMFolder) throws -> SyncReport {
    var report = report
    report.received.changes = try seen(report.received.changes, in: folder)
    report.unreadable = try seen(report.unreadable, in: folder, path: \.path)
    return report
}

private func seen<Item>(_ items: [Item], in folder: CRMFolder, path: (Item) -> RecordPath) throws -> [Item] {
    guard !items.isEmpty, let sight = try sight(in: folder) else { return items }
    let index = try openIndex(folder, sight: sight)
    return try items.filter { try index.mayName(path($0)) }
}

private func membersOnDisk(_ folder: CRMFolder, _ kind: Kind) throws -> [Record] {
    do throws(FileProblem) {
        return try FolderReading(folder, kinds: [kind.key]).records
    } catch {
        throw CommandFailure(error.message)
    }
}

/// What is said of a kind that somebody sees nothing of.
func requireSeen(_ kind: Kind, _ sight: Sight?) throws {
    guard let sight, sight.views(ofKind: kind.key).isEmpty else { return }
    let roles = sight.roles
    throw CommandFailure(
        Text(
            en: "your role (\(roles.en)) does not see \(kind.plural.en)", zh: "您的角色（\(roles.zh)）不能查看\(kind.label.zh)"),
        remedy: Text(en: "crm whoami --can shows what it sees", zh: "运行 crm whoami --can 查看权限"))
}
