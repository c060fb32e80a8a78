/// A record whose identity is its file name must not claim another one.
func wrongIDs(_ records: [Record]) -> [Problem] {
    records.compactMap { record in
        guard record.kind.identity == .fileName, let id = record.string("id"),
            !id.utf8.elementsEqual(record.path.stem.utf8)
        else { return nil }
        return record.problem(
            .wrongID, at: record.node("id"), field: "/id",
            message: Text(
                en: "the id \(id) and the file name \(record.path.name) differ",
                zh: "id \(id) 与文件名 \(record.path.name) 不一致"),
            remedy: Text(
                en: "write `id: \(record.path.stem)` or rename the file to \(id).yaml",
                zh: "请写 `id: \(record.path.stem)`，或把文件改名为 \(id).yaml"),
            allowed: [String(record.path.stem)])
    }
}
