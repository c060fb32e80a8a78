package import LosslessYAML

/// A place in a record that names another one by its id.
package struct Reference: Sendable {
    package let record: Record
    package let field: Field
    /// The way to the text with the id: the field itself, or an item of a list.
    package let path: YAMLPath
    package let id: String
}

extension RecordSet {
    /// Every place that names one of these ids, in the order of the paths.
    package func references(to ids: Set<String>) -> [Reference] {
        possibleReferrers(to: ids).flatMap { record -> [Reference] in
            guard let root = record.tree.root else { return [] }
            var found: [Reference] = []
            collect(record, root, record.kind.fields, [], ids, &found)
            return found
        }
    }

    private func collect(
        _ record: Record, _ mapping: YAMLNodeID, _ fields: [Field], _ path: YAMLPath, _ ids: Set<String>,
        _ found: inout [Reference]
    ) {
        let tree = record.tree
        for field in fields where field.holdsReferences {
            guard let value = tree.value(of: field.key, in: mapping) else { continue }
            let here = path + [.key(field.key)]
            let content = tree.resolvingAlias(value)
            let nodes: [(YAMLNodeID, YAMLPath)] =
                field.isList && tree.kind(content) == .sequence
                ? tree.children(content).enumerated().map {
                    (tree.resolvingAlias($0.element), here + [.index($0.offset)])
                }
                : [(content, here)]
            for (node, place) in nodes {
                if tree.kind(node) == .mapping {
                    collect(record, node, field.fields, place, ids, &found)
                } else if tree.kind(node) == .scalar, !field.references.isEmpty, ids.contains(tree.text(node)) {
                    found.append(Reference(record: record, field: field, path: place, id: tree.text(node)))
                }
            }
        }
    }
}
