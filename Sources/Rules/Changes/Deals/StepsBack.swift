import Records

/// A deal goes back only with a reason (R128): a new `stage_reason`, or `--reason` of the command that moves it.
@Sendable func stepsBack(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let step = DealStep(change, situation), let stage = step.stage,
        step.pipeline.isBackward(from: step.old, to: stage)
    else { return [] }
    if let reason = situation.reason, !reason.isEmpty { return [] }
    let deal = step.deal
    if deal.says("stage_reason"), change.changes("stage_reason") { return [] }
    let from = step.pipeline.label(step.old ?? "", deal.kind)
    let to = step.pipeline.label(step.new, deal.kind)
    let command = Text(
        en: "crm deal move \(deal.shortName) \(step.new) --reason TEXT",
        zh: "crm deal move \(deal.shortName) \(to.zh) --reason 原因")
    return [
        deal.problem(
            .stepBackNeedsReason, at: deal.node("stage"), field: "/stage",
            message: Text(
                en: "a step back, from \(from.en) to \(to.en), needs a reason",
                zh: "从「\(from.zh)」退回「\(to.zh)」要说明原因"),
            remedy: deal.kind.field("stage_reason") == nil
                ? command
                : Text(en: "write why into stage_reason, or: ", zh: "请在 stage_reason 写明原因，或：") + command)
    ]
}
