import Git
import Records
import Rules

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A path whose file differs from the last commit, whatever is staged in between.
struct ChangedFile {
    let path: RecordPath
    /// What the last commit has; nil when the path is new.
    let old: TreeEntry?
    let change: RecordChange.Change
    /// Why the file can never be committed as it is.
    let problem: Problem?

    /// Sorted by path. Temporary files of crm itself are left out.
    static func all(_ repository: Repository, head: ObjectID?, root: String) throws -> [ChangedFile] {
        try repository.status().compactMap { status in
            guard let path = RecordPath(status.path.string), !isTemporary(path.name) else { return nil }
            let old = try head.flatMap { try repository.entry(at: status.path, in: $0) }
            let local = try LocalFile.at(status.path, in: root, hashesContent: false)
            let isGone = local.isSame(as: nil)
            if old?.mode == .submodule || old == nil && isGone { return nil }
            if !isGone, let old, old.mode != .tree, try isUnchanged(status.path, old, local, repository, root) {
                return nil
            }
            let entry = old?.mode == .tree ? nil : old
            if entry == nil && isGone { return nil }
            return ChangedFile(
                path: path, old: entry, change: isGone ? .removed : entry == nil ? .added : .changed,
                problem: isGone ? nil : problem(path, status.path, local, root))
        }
    }

    /// Only the index differs.
    private static func isUnchanged(
        _ path: RepositoryPath, _ old: TreeEntry, _ local: LocalFile, _ repository: Repository, _ root: String
    ) throws -> Bool {
        guard case .file(_, let isExecutable) = local, old.mode == .file || old.mode == .executable else {
            return false
        }
        if size(root + "/" + path.string) > LocalChanges.largestFile { return false }
        if isExecutable != (old.mode == .executable), try repository.setting("core.filemode") != "false" {
            return false
        }
        return try LocalFile.at(path, in: root).isSame(as: old)
    }

    private static func problem(_ path: RecordPath, _ gitPath: RepositoryPath, _ local: LocalFile, _ root: String)
        -> Problem?
    {
        if gitPath.problem != nil {
            return Problem(
                .unusableName, path: path,
                message: Text(
                    en: "some computers cannot store a file of this name", zh: "有些电脑无法保存这个文件名"),
                remedy: Text(en: "rename the file", zh: "请重命名该文件"))
        }
        switch local {
        case .link:
            return Problem(
                .symbolicLink, path: path,
                message: Text(en: "a symbolic link; links are not shared", zh: "这是符号链接，不会被同步"),
                remedy: Text(en: "replace it by an ordinary file", zh: "请换成普通文件"))
        case .special, .folder, .beneath, .absent:
            return Problem(
                .unreadableFile, path: path,
                message: Text(en: "no ordinary file", zh: "不是普通文件"), remedy: Text(en: "remove it", zh: "请删除"))
        case .file: break
        }
        let bytes = size(root + "/" + path.text)
        let isRecord = isRecordText(path)
        let limit = isRecord ? LocalChanges.largestRecord : LocalChanges.largestFile
        guard bytes > limit else { return nil }
        return Problem(
            .unreadableFile, path: path,
            message: Text(en: "\(bytes >> 20) MiB are too much to share", zh: "文件有 \(bytes >> 20) MiB，太大，无法同步"),
            remedy: isRecord
                ? Text(en: "a record has at most 1 MiB", zh: "一条记录最多 1 MiB")
                : Text(
                    en: "servers take at most about 95 MiB; store it elsewhere and write down where",
                    zh: "服务器一般最多接收约 95 MiB；请存到别处，并记下位置"))
    }

    /// Of `writeFileAtomically`, left behind by a crash.
    private static func isTemporary(_ name: Substring) -> Bool {
        name.hasPrefix(".crm-") && name.hasSuffix(".tmp")
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return lstat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

/// YAML where records lie: anywhere but in `files/`, `schemas/` and hidden folders.
func isRecordText(_ path: RecordPath) -> Bool {
    (path.text.hasSuffix(".yaml") || path.text.hasSuffix(".yml"))
        && !path.names.dropLast().contains { $0 == "files" || $0.hasPrefix(".") } && path.names.first != "schemas"
}
