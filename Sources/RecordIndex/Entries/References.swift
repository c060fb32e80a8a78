import LosslessYAML
import Records

/// Every place of a record that names another one by id: what the rule `dangling-reference` and a search for referrers look at.
func references(in record: Record) -> [IndexEntry.Reference] {
    guard let root = record.tree.root else { return [] }
    var found: [IndexEntry.Reference] = []
    collect(record.tree, root, record.kind.fields, "", &found)
    return found
}

private func collect(
    _ tree: YAMLTree, _ mapping: YAMLNodeID, _ fields: [Field], _ prefix: String, _ found: inout [IndexEntry.Reference]
) {
    for field in fields where !field.references.isEmpty || !field.fields.isEmpty {
        guard let value = tree.value(of: field.key, in: mapping) else { continue }
        let here = prefix + field.key
        let nodes =
            tree.kind(value) == .sequence ? tree.children(value).map { tree.resolvingAlias($0) } : [value]
        for node in nodes {
            if tree.kind(node) == .mapping {
                collect(tree, node, field.fields, here + ".", &found)
            } else if tree.kind(node) == .scalar, !field.references.isEmpty, tree.scalarType(node) != .null {
                let kinds = field.references.joined(separator: ",")
                found.append(.init(field: here, target: tree.text(node), kinds: kinds))
            }
        }
    }
}
