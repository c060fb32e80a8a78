import Git
import RecordIndex
import Records
import Sync

/// The CRM repository that this command works in.
///
/// - Parameter kinds: the kinds that the command needs; nil reads all schemas, which takes most of the time of a short command.
/// - Throws: a `CommandFailure` in one sentence when there is none, or when it cannot be read.
func openFolder(kinds: Set<String>? = nil) throws -> CRMFolder {
    let here = Invocation.current.folder
    guard fileExists(here) else {
        throw CommandFailure(Text(en: "there is no folder \(here)", zh: "没有文件夹 \(here)"))
    }
    guard let root = CRMFolder.root(from: here) else {
        throw CommandFailure(
            Text(
                en: "\(here) is not in a CRM repository (no crm.yaml here or above)",
                zh: "\(here) 不在 CRM 仓库中（这里和上级文件夹都没有 crm.yaml）"),
            remedy: Text(
                en: "cd into one, or start one with: crm init",
                zh: "请 cd 到 CRM 仓库中，或运行 crm init 新建一个"))
    }
    do throws(FileProblem) {
        let folder = try CRMFolder(root: root, kinds: kinds)
        if let zone = folder.settings.timeZone { ZoneClock.use(zone: zone) }
        return folder
    } catch {
        throw CommandFailure(error.message)
    }
}

/// The git repository around a CRM folder.
func openRepository(_ folder: CRMFolder) throws -> Repository {
    do {
        return try Repository.open(discoveringFrom: folder.root)
    } catch GitError.notARepository {
        throw CommandFailure(
            Text(en: "\(folder.root) is not under git", zh: "\(folder.root) 没有纳入 git 管理"),
            remedy: Text(
                en: "make it a repository: git -C \(folder.root) init", zh: "请建立 git 仓库：git -C \(folder.root) init"))
    }
}

/// Records for a command that answers questions, loaded when they are asked for: what cannot be read is left out, and the
/// person is told how much, and so is what this person may not see.
func readRecords(_ folder: CRMFolder) throws -> RecordSet {
    try readRecords(folder, openIndex(folder, sight: sight(in: folder)))
}

/// The same from an index that is open.
func readRecords(_ folder: CRMFolder, _ index: RecordIndex) throws -> RecordSet {
    remarkUnread(try index.unreadCount())
    return try index.records()
}

/// All records of a few small kinds, read without the index.
func readRecords(_ folder: CRMFolder, kinds: Set<String>) throws -> RecordSet {
    do throws(FileProblem) {
        let reading = try FolderReading(folder, kinds: kinds)
        remarkUnread(Set(reading.problems.filter { $0.severity == .error }.map(\.path)).count)
        var records = RecordSet(reading.records)
        records.privacy = folder.settings.privacy
        return records
    } catch {
        throw CommandFailure(error.message)
    }
}

/// The records that a change is planned from. The index is refreshed only when more is asked than about records that the change
/// names by id or number: looking at every file is most of the time of a small change in a large folder.
///
/// - Parameter sight: limits what is found by what a person types; the rules look at everything.
func recordSnapshot(_ folder: CRMFolder, _ repository: Repository, _ sight: Sight?) throws -> FolderSnapshot {
    func limited(_ records: RecordSet) -> RecordSet {
        var records = records
        records.sight = sight
        return records
    }
    let head = try repository.head().commit
    let index = closedIndex(folder)
    guard try index.openAsItStands() else {
        try refresh(index)
        remarkUnread(try index.unreadCount())
        return FolderSnapshot(records: limited(try index.records()), head: head) {
            try index.refresh()
            return try index.records()
        }
    }
    let invocation = Invocation.current
    let records = try index.recordsConfirmedByFiles {
        // A count that cannot be had is not worth a failure.
        Invocation.$current.withValue(invocation) { remarkUnread((try? index.unreadCount()) ?? 0) }
    }
    return FolderSnapshot(records: limited(records), head: head) { try index.recordsConfirmedByFiles {} }
}

/// Tells the person how many files a command could not read.
private func remarkUnread(_ count: Int) {
    guard count > 0 else { return }
    let terminal = Invocation.current.terminal
    terminal.remark(
        terminal.errorPaint(
            say(
                Text.count(count, "file was", "个文件无法读取，未包含在内（crm validate 说明原因）", plural: "files were")
                    + Text(en: " left out because of problems (crm validate explains)", zh: "")), .yellow))
}
