import Git
import Records

/// What a server takes as a file, whoever brings it: ordinary files of a decent size under names that every computer can have.
struct ArrivingFiles {
    let repository: Repository
    let kinds: KindSet

    /// What speaks against a changed file; nil when nothing does. A file that goes is fine.
    func problem(_ change: PathChange) throws -> Problem? {
        guard let entry = change.new else { return nil }
        let shown = RecordPath(walked: plainLine(change.path.string, limit: 300))
        guard change.path.problem == nil, let path = RecordPath(change.path.string) else {
            return Problem(
                .unusableName, path: shown,
                message: Text(en: "this name is not safe on every computer", zh: "这个文件名在某些电脑上不安全"),
                remedy: Text(en: "rename the file", zh: "请重命名该文件"))
        }
        switch entry.mode {
        case .file, .executable: break
        case .symbolicLink:
            return Problem(
                .symbolicLink, path: path,
                message: Text(en: "a symbolic link; links are not shared", zh: "这是符号链接，不能共享"),
                remedy: Text(en: "replace it by an ordinary file", zh: "请换成普通文件"))
        case .submodule, .tree:
            return Problem(
                .submodule, path: path,
                message: Text(en: "another repository inside this one (a submodule)", zh: "这是嵌套的另一个仓库（子模块）"),
                remedy: Text(en: "git rm --cached \(path.text)", zh: "请运行 git rm --cached \(path.text)"))
        }
        let isRecord = isRecordText(path)
        let limit = isRecord ? LocalChanges.largestRecord : LocalChanges.largestFile
        guard let size = try repository.size(of: entry.id), size > limit else {
            if isRecord, kinds.kind(at: path) == nil { return FolderReading.unknownKind(path, kinds) }
            return nil
        }
        return Problem(
            .tooLarge, path: path,
            message: Text(
                en: "\(size >> 20) MiB; the server takes at most \(limit >> 20) MiB here",
                zh: "文件有 \(size >> 20) MiB，这里最多 \(limit >> 20) MiB"),
            remedy: Text(en: "store it elsewhere and write down where", zh: "请存到别处，并记下位置"))
    }

    /// New names that some computer takes for a name that is there, or for each other: `Crm.yaml` beside `crm.yaml`.
    func twins(_ changes: [PathChange], in tree: ObjectID) throws -> [Problem] {
        var twins = PathTwins(repository, tree: tree)
        return try changes.filter { $0.old == nil && $0.new != nil }.compactMap { change in
            guard let (other, of: name) = try twins.twin(of: change.path) else { return nil }
            return Problem(
                .nameTwin, path: RecordPath(walked: plainLine(change.path.string, limit: 300)),
                message: Text(
                    en: "on some computers \(name) is the same as \(other)", zh: "在某些电脑上 \(name) 与 \(other) 是同一个文件"),
                remedy: Text(en: "choose a clearly different name", zh: "请换一个明显不同的名字"))
        }
    }
}
