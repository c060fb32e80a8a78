import LosslessYAML

/// What JSON Schema cannot say about `crm.yaml`: its pipelines use stages that deals may have.
func settingsProblems(_ records: [Record], _ kinds: KindSet) -> [Problem] {
    guard let record = records.first(where: { $0.path == CRMFolder.settingsPath }),
        let stages = kinds["deal"]?.field("stage")?.choices.map(\.key), !stages.isEmpty,
        let pipelines = record.node("pipelines")
    else { return [] }
    var problems: [Problem] = []
    for entry in record.tree.entries(pipelines) {
        guard let list = record.tree.value(of: "stages", in: entry.value) else { continue }
        for item in record.tree.children(list) {
            let item = record.tree.resolvingAlias(item)
            let node = record.tree.kind(item) == .mapping ? record.tree.value(of: "key", in: item) : item
            guard let node, record.tree.kind(node) == .scalar else { continue }
            let key = record.tree.text(node)
            if stages.contains(key) { continue }
            problems.append(
                record.problem(
                    .settings, at: node,
                    message: Text(en: "deals have no stage `\(key)`", zh: "商机没有阶段 `\(key)`"),
                    remedy: Text(en: "allowed: ", zh: "可选：") + Text.list(stages), allowed: stages))
        }
    }
    return problems
}
