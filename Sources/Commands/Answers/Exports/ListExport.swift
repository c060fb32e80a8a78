import RecordIndex
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `crm list … --export FILE`: the rows as a file for a spreadsheet, outside the repository, readable for its owner alone, and noted (R201).
struct ListExport {
    let kind: Kind
    let records: RecordSet
    let columns: [FilterSubject]
    let conditions: [String]
    /// nil when nobody could tell who works here.
    let member: String?
    let folder: CRMFolder

    /// - Parameter typed: the name of the file.
    func write(_ rows: [RecordQuery.Found], to typed: String) throws {
        guard let storage = indexStorage(folder) else {
            throw CommandFailure(
                Text(en: "exports are noted in git's folder, and there is none", zh: "导出须在 git 目录中留痕，但这里没有 git 仓库"),
                remedy: Text(en: "git init", zh: "请先运行 git init"))
        }
        let path = try outside(typed)
        var text = CSVText()
        text.add(columns.map { .text(say($0.label)) })
        let found = Dictionary(
            records.records(at: rows.map(\.path)).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for row in rows {
            guard let record = found[row.path].map({ records.shown($0) }) else { continue }
            text.add(
                columns.enumerated().map { index, column in
                    cell(column, row.values.indices.contains(index) ? row.values[index] : .null, record)
                })
        }
        try create(path, typed)
        do throws(FileProblem) {
            // Noted before anything is in the file: nothing gets out that is not.
            try ExportLog(storage: storage).add(
                .init(
                    at: Invocation.current.instant, member: member, kind: kind.key, conditions: conditions,
                    columns: columns.map(\.text), count: rows.count,
                    file: typed.split(separator: "/").last.map { String($0) } ?? typed))
            try writeFileAtomically(Array(text.text.utf8), to: path)
        } catch {
            unlink(path)
            throw CommandFailure(error.message)
        }
    }

    /// The whole path. What lies in the repository would be committed with the rest.
    private func outside(_ typed: String) throws -> String {
        let path = Invocation.current.path(typed)
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        guard parent.isEmpty || fileExists(parent) else {
            throw CommandFailure(
                Text(en: "there is no folder \(visible(parent))", zh: "没有文件夹 \(visible(parent))"))
        }
        let (real, root) = (absolutePath(parent), absolutePath(folder.root))
        guard real != root, !real.hasPrefix(root + "/") else {
            throw CommandFailure(
                Text(
                    en: "\(visible(typed)) lies in the repository, where it would be shared with everybody",
                    zh: "\(visible(typed)) 位于仓库内，会随仓库共享给所有人"),
                remedy: Text(
                    en: "name a file somewhere else: --export ~/customers.csv", zh: "请写到仓库之外，例如 --export ~/客户.csv"))
        }
        return path
    }

    /// An empty file for its owner alone; one that is there is left as it is.
    private func create(_ path: String, _ typed: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0, errno == EEXIST {
            throw CommandFailure(
                Text(en: "\(visible(typed)) is there already", zh: "\(visible(typed)) 已经存在"),
                remedy: Text(en: "choose another name, or delete it first", zh: "请换一个文件名，或先删除它"))
        }
        guard descriptor >= 0 else {
            throw CommandFailure(FileProblem(path: path, operation: .write, code: errno).message)
        }
        close(descriptor)
    }

    private func cell(_ column: FilterSubject, _ value: RecordValue, _ record: Record) -> CSVText.Cell {
        let field = column.field
        let value = column.ownField.map { record.value($0.key) ?? .null } ?? records.shown(value, field)
        if case .number(let number) = value { return .number(number) }
        return .text(FieldText(records: records)(value, field))
    }
}
