import Git
import Records
import Rules

/// New files whose names some computers cannot tell from those of other files.
struct TwinCheck {
    private let repository: Repository
    private let head: ObjectID?
    private let changed: [ChangedFile]

    init(_ repository: Repository, head: ObjectID?, _ changed: [ChangedFile]) {
        self.repository = repository
        self.head = head
        self.changed = changed
    }

    func problems() throws -> [(RecordPath, Problem)] {
        var twins = PathTwins(repository, tree: head)
        let removed = Set(changed.filter { $0.change == .removed }.map { RepositoryPath($0.path.text) })
        var found: [(RecordPath, Problem)] = []
        for file in changed where file.change == .added {
            guard let (other, of: name) = try twins.twin(of: RepositoryPath(file.path.text)) else { continue }
            // Renamed from one form to the other: what was there is going.
            if try isGoing(other, removed) { continue }
            found.append(
                (
                    file.path,
                    Problem(
                        .unusableName, path: file.path,
                        message: Text(
                            en: "on some computers \(name) is the same as \(other)",
                            zh: "在某些电脑上 \(name) 与 \(other) 是同一个文件"),
                        remedy: Text(en: "choose a clearly different name", zh: "请换一个明显不同的名字"))
                ))
        }
        return found
    }

    private func isGoing(_ path: RepositoryPath, _ removed: Set<RepositoryPath>) throws -> Bool {
        if removed.contains(path) { return true }
        guard let head else { return false }
        let beneath = try repository.files(in: head, below: path)
        return !beneath.isEmpty && beneath.allSatisfy { removed.contains($0.path) }
    }
}
