/// What lies in a customer's folder belongs to that customer, so there must be one.
///
/// - Parameter isUnread: a file that is there and could not be read; what is wrong with it has been said once.
func missingParents(_ records: [Record], _ kinds: KindSet, isUnread: (RecordPath) -> Bool) -> [Problem] {
    var folders: [String: Set<String>] = [:]
    for record in records { folders[record.kind.key, default: []].insert(record.path.folder) }
    return records.compactMap { record in
        guard let parentKey = record.kind.parent, let folder = record.parentFolder, let parent = kinds[parentKey],
            folders[parentKey]?.contains(folder) != true,
            // A kind with a free location (`**/tasks/*.yaml`) may also lie where no parent can be.
            folder.split(separator: "/").starts(with: parent.location.fixedPrefix.map { Substring($0) })
        else { return nil }
        let file = folder + "/" + (parent.location.tail.last ?? "")
        if let path = RecordPath(file), isUnread(path) { return nil }
        return record.problem(
            .missingParent, at: nil,
            message: Text(
                en: "it lies in \(folder)/, which is no \(parent.label.en): \(file) is missing",
                zh: "它在 \(folder)/ 里，但那里没有\(parent.label.zh)：缺少 \(file)"),
            remedy: Text(
                en: "move it to the folder of its \(parent.label.en), or create \(file)",
                zh: "请移到所属\(parent.label.zh)的文件夹，或新建 \(file)"))
    }
}
