import LosslessYAML

/// A reference names an existing record of the right kind by its id.
func danglingReferences(_ records: [Record], _ known: KnownIDs) -> [Problem] {
    var problems: [Problem] = []
    for record in records {
        guard let root = record.tree.root else { continue }
        var finder = DanglingReferenceFinder(record: record, known: known)
        finder.visit(root, record.kind.fields, pointer: "")
        problems += finder.problems
    }
    return problems
}

private struct DanglingReferenceFinder {
    let record: Record
    let known: KnownIDs
    var problems: [Problem] = []

    mutating func visit(_ mapping: YAMLNodeID, _ fields: [Field], pointer: String) {
        let tree = record.tree
        for field in fields where field.holdsReferences {
            guard let value = tree.value(of: field.key, in: mapping) else { continue }
            let here = pointer + "/" + field.key
            guard field.isList else {
                check(value, field, here)
                continue
            }
            for (index, item) in tree.children(value).enumerated() {
                check(tree.resolvingAlias(item), field, here + "/\(index)")
            }
        }
    }

    private mutating func check(_ node: YAMLNodeID, _ field: Field, _ pointer: String) {
        let tree = record.tree
        if tree.kind(node) == .mapping { return visit(node, field.fields, pointer: pointer) }
        guard tree.kind(node) == .scalar, tree.scalarType(node) != .null, !field.references.isEmpty else { return }
        let id = tree.text(node)
        if field.references.contains(where: { known.holds(id, $0) }) { return }
        problems.append(problem(node, field, id, pointer))
    }

    private func problem(_ node: YAMLNodeID, _ field: Field, _ id: String, _ pointer: String) -> Problem {
        let byName = field.references.compactMap { known.idOfName(id, $0) }.first
        let candidates = field.references.flatMap { known.idsOfKind($0) }
        let near = byName.map { [$0] } ?? nearestNames(to: id, among: candidates)
        let noun =
            field.references.count == 1
            ? field.references.first.map { known.kind($0)?.label ?? Text($0) } ?? Text("")
            : Text(en: "record", zh: "记录")
        let message: Text
        if let kind = known.kindOfID(id) {
            message =
                field.name
                + Text(en: ": \(id) is the id of a \(kind.label.en)", zh: "：\(id) 是\(kind.label.zh)的编号")
        } else {
            message = field.name + Text(en: ": there is no \(noun.en) \(id)", zh: "：没有编号为 \(id) 的\(noun.zh)")
        }
        let remedy: Text =
            near.isEmpty
            ? Text(en: "write the id of an existing \(noun.en)", zh: "请填写已有\(noun.zh)的编号")
            : byName != nil
                ? Text(en: "references are by id: write `\(near[0])`", zh: "引用要写编号：`\(near[0])`")
                : Text.didYouMean(near.map { "`\($0)`" })
        return record.problem(
            .danglingReference, at: node, field: pointer, message: message, remedy: remedy, allowed: near)
    }
}
