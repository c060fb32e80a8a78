import LosslessYAML

/// Pipelines use stages that deals may have, each once, ask for fields that deals have, and lead to a stage that is won (R122,
/// R124).
func pipelineProblems(_ record: Record, _ kinds: KindSet) -> [Problem] {
    guard let deal = kinds["deal"] else { return [] }
    return record.settingsEntries("pipelines").flatMap { pipeline -> [Problem] in
        guard let list = record.tree.value(of: "stages", in: pipeline.value) else { return [] }
        var problems: [Problem] = []
        var seen: Set<String> = []
        var isWon = false
        for stage in stages(record, list) {
            problems += keyProblems(stage, record, deal, &seen)
            if let requires = stage.map.flatMap({ record.tree.value(of: "requires", in: $0) }) {
                problems += gateProblems(requires, record, deal)
            }
            let outcome = stage.map.flatMap { record.tree.value(of: "outcome", in: $0) }.map { record.tree.text($0) }
            if (outcome ?? stage.text) == "won" { isWon = true }
        }
        if !isWon {
            problems.append(
                record.settingsProblem(
                    pipeline.key,
                    Text(
                        en: "the pipeline \(pipeline.name) has no stage that is won", zh: "销售流程 \(pipeline.name) 没有成交阶段"
                    ),
                    Text(
                        en: "add {key: won, outcome: won}, or write outcome: won at the stage that ends the sale",
                        zh: "请加上 {key: won, outcome: won}，或在结束销售的阶段写 outcome: won")))
        }
        return problems
    }
}

private struct StageEntry {
    let text: String
    let node: YAMLNodeID
    /// nil for a stage that is only its key.
    let map: YAMLNodeID?
}

private func stages(_ record: Record, _ list: YAMLNodeID) -> [StageEntry] {
    let tree = record.tree
    let list = tree.resolvingAlias(list)
    guard tree.kind(list) == .sequence else { return [] }
    return tree.children(list).compactMap { item in
        let item = tree.resolvingAlias(item)
        let map = tree.kind(item) == .mapping ? item : nil
        guard let node = map.map({ tree.value(of: "key", in: $0) }) ?? item, tree.kind(node) == .scalar else {
            return nil
        }
        return StageEntry(text: tree.text(node), node: node, map: map)
    }
}

private func keyProblems(
    _ stage: StageEntry, _ record: Record, _ deal: Kind, _ seen: inout Set<String>
) -> [Problem] {
    let known = deal.field("stage")?.choices.map(\.key) ?? []
    if !known.isEmpty, !known.contains(stage.text) {
        return [
            record.settingsProblem(
                stage.node, Text(en: "deals have no stage `\(stage.text)`", zh: "商机没有阶段 `\(stage.text)`"),
                Text(en: "allowed: ", zh: "可选：") + Text.list(known), allowed: known)
        ]
    }
    if seen.insert(stage.text).inserted { return [] }
    return [
        record.settingsProblem(
            stage.node, Text(en: "the stage `\(stage.text)` is there twice", zh: "阶段 `\(stage.text)` 重复"),
            Text(en: "leave one of the two", zh: "请保留其中一个"))
    ]
}

private func gateProblems(_ requires: YAMLNodeID, _ record: Record, _ deal: Kind) -> [Problem] {
    let fields = deal.fields.map(\.key)
    return record.settingsItems(of: requires).filter { !fields.contains($0.text) }.map { item in
        record.settingsProblem(
            item.node, Text(en: "deals have no field `\(item.text)`", zh: "商机没有字段 `\(item.text)`"),
            unknown: item.text, among: fields)
    }
}
