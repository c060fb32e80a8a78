import Records

/// A deal stands in a stage of its pipeline, and the pipeline is one of crm.yaml (R122, R128).
@Sendable func knownStages(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard let step = DealStep(change, situation) else { return [] }
    let deal = step.deal
    let pipelines = situation.settings.pipelines.map(\.key)
    if let named = deal.string("pipeline"), !pipelines.isEmpty, !pipelines.contains(named) {
        let near = nearestNames(to: named, among: pipelines)
        return [
            deal.problem(
                .unknownStage, at: deal.node("pipeline"), field: "/pipeline",
                message: Text(en: "there is no pipeline `\(named)`", zh: "没有销售流程 `\(named)`"),
                remedy: near.isEmpty
                    ? Text(en: "crm.yaml has: ", zh: "crm.yaml 中有：") + Text.list(pipelines) : Text.didYouMean(near),
                allowed: pipelines)
        ]
    }
    if step.stage != nil { return [] }
    let labels = step.pipeline.stages.map { step.pipeline.label($0.key, deal.kind) }
    let label = step.pipeline.label(step.new, deal.kind)
    let keys = step.pipeline.stages.map(\.key)
    return [
        deal.problem(
            .unknownStage, at: deal.node("stage"), field: "/stage",
            message: Text(
                en: "the pipeline \(step.pipeline.key) has no stage `\(step.new)`",
                zh: "销售流程 \(step.pipeline.key) 没有「\(label.zh)」这个阶段"),
            remedy: Text(
                en: "allowed: " + keys.joined(separator: ", "), zh: "可选：" + labels.map(\.zh).joined(separator: "、")),
            allowed: keys)
    ]
}
