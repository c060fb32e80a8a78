import LosslessYAML
import Records

/// Every place of a record that names another one by id: what the rule `dangling-reference` and a search for referrers look at.
func references(in record: Record) -> [IndexEntry.Reference] {
    guard let root = record.tree.root else { return [] }
    var found: [IndexEntry.Reference] = []
    collect(record.tree, root, record.kind.referringFields, "", &found)
    return found
}

private func collect(
    _ tree: YAMLTree, _ mapping: YAMLNodeID, _ fields: [Field], _ prefix: String, _ found: inout [IndexEntry.Reference]
) {
    for field in fields where field.holdsReferences {
        guard let value = tree.value(of: field.key, in: mapping) else { continue }
        let here = prefix.isEmpty ? field.key : prefix + field.key
        if tree.kind(value) == .sequence {
            for item in tree.children(value) { collect(tree, tree.resolvingAlias(item), of: field, here, &found) }
        } else {
            collect(tree, value, of: field, here, &found)
        }
    }
}

private func collect(
    _ tree: YAMLTree, _ node: YAMLNodeID, of field: Field, _ here: String, _ found: inout [IndexEntry.Reference]
) {
    switch tree.kind(node) {
    case .mapping: collect(tree, node, field.fields, here + ".", &found)
    case .scalar where !field.references.isEmpty && tree.scalarType(node) != .null:
        let kinds = field.references.count == 1 ? field.references[0] : field.references.joined(separator: ",")
        found.append(.init(field: here, target: tree.text(node), kinds: kinds))
    default: break
    }
}
