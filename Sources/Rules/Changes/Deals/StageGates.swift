import Records

/// A deal enters a stage only with what the stage, and every stage that was skipped, asks for (R124: negotiation needs amount,
/// probability and a proposal that is there); what a stage asked for is not taken away behind it.
@Sendable func stageGates(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    if situation.isUndo { return [] }
    guard let step = DealStep(change, situation) else { return emptied(change, situation) }
    guard let stage = step.stage else { return [] }
    let gates = step.pipeline.gates(from: step.old, to: stage)
    let gaps = step.pipeline.gaps(step.deal, gates, isFile: situation.isFile)
    return gates.compactMap { gate in
        let missing = gaps.filter { $0.stage.key == gate.key }
        return missing.isEmpty ? nil : problem(step, gate, missing)
    }
}

private func problem(_ step: DealStep, _ gate: Pipeline.Stage, _ gaps: [GateGap]) -> Problem {
    let deal = step.deal
    let label = step.pipeline.label(gate.key, deal.kind)
    let names = Text(
        en: gaps.map(\.field.key).joined(separator: ", "), zh: gaps.map(\.field.name.zh).joined(separator: "、"))
    var message = Text(
        en: "before \(label.en) a deal needs: \(names.en)", zh: "进入「\(label.zh)」前必须填写：\(names.zh)")
    for file in gaps.compactMap(\.absentFile) {
        message = message + Text(en: "; there is no file \(file)", zh: "；没有文件 \(file)")
    }
    let values = gaps.filter { $0.field.format != "file" }.map { "\($0.field.key)=…" }.joined(separator: " ")
    let command =
        switch step.stage?.outcome {
        case .won: "crm deal win \(deal.shortName)"
        case .lost: "crm deal lose \(deal.shortName) --reason …"
        case nil: "crm deal move \(deal.shortName) \(step.new)"
        }
    let moves = values.isEmpty ? [] : [step.stage?.outcome == .lost ? command : command + " " + values]
    let files = gaps.filter { $0.field.format == "file" }.map {
        "crm attach \(deal.shortName) FILE --as \($0.field.key)"
    }
    return deal.problem(
        .stageGate, at: deal.node("stage"), field: "/stage", message: message,
        remedy: Text(
            en: "fill it in: " + (files + moves).joined(separator: "; "),
            zh: "请补充：" + (files + moves).joined(separator: "；")),
        allowed: gaps.map(\.field.key))
}

/// A field that the way up to this stage asked for and that is empty now.
private func emptied(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard let before = change.before, let deal = change.after, deal.kind.key == "deal" else { return [] }
    let pipeline = Pipeline(of: deal, situation.settings)
    guard let stage = pipeline[deal.string("stage")], let first = pipeline.stages.first else { return [] }
    let gates = stage.outcome == .lost ? [stage] : [first] + pipeline.gates(from: first.key, to: stage)
    var seen: Set<String> = []
    return gates.flatMap { gate in
        gate.requires.compactMap { key -> Problem? in
            guard seen.insert(key).inserted, before.holds(key), !deal.holds(key), let field = deal.kind.field(key)
            else { return nil }
            let label = pipeline.label(gate.key, deal.kind)
            return deal.problem(
                .stageGate, at: deal.node(key) ?? deal.node("stage"), field: "/" + key,
                message: field.name
                    + Text(en: " is asked for since \(label.en)", zh: "：从「\(label.zh)」起必须填写"),
                remedy: Text(
                    en: "put it back, or move the deal back first: crm deal move \(deal.shortName) STAGE --reason TEXT",
                    zh: "请补回，或先退回阶段：crm deal move \(deal.shortName) 阶段 --reason 原因"),
                allowed: [key])
        }
    }
}
