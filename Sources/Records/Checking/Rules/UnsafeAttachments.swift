import LosslessYAML

/// An attachment is a file of the repository: its path leads neither out of it nor into `.git`.
func unsafeAttachments(_ records: [Record]) -> [Problem] {
    var problems: [Problem] = []
    for record in records {
        guard let root = record.tree.root else { continue }
        visit(record, root, record.kind.fileFields, "", &problems)
    }
    return problems
}

private func visit(
    _ record: Record, _ mapping: YAMLNodeID, _ fields: [Field], _ pointer: String, _ problems: inout [Problem]
) {
    let tree = record.tree
    for field in fields where field.holdsFiles {
        guard let value = tree.value(of: field.key, in: mapping) else { continue }
        let nodes = field.isList ? tree.children(value).map { tree.resolvingAlias($0) } : [value]
        for (index, node) in nodes.enumerated() {
            let here = pointer + "/" + field.key + (field.isList ? "/\(index)" : "")
            if tree.kind(node) == .mapping {
                visit(record, node, field.fields, here, &problems)
            } else if field.format == "file", tree.kind(node) == .scalar, RecordPath(tree.text(node)) == nil {
                problems.append(
                    record.problem(
                        .unsafePath, at: node, field: here,
                        message: field.name
                            + Text(
                                en: ": \(tree.text(node)) leads out of the folder", zh: "：\(tree.text(node)) 指向文件夹之外"),
                        remedy: Text(
                            en: "put the file into files/ beside the record and write files/NAME",
                            zh: "请把文件放进旁边的 files/，并写成 files/文件名")))
            }
        }
    }
}
