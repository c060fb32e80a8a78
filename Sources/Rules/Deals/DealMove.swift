package import Records

/// The fields of a deal that goes to another stage: what ended it is forgotten when it is taken up again.
///
/// - Parameter reason: why it moves; a step forward forgets the reason of an earlier step back.
package func movedDeal(
    _ deal: Record, to stage: Pipeline.Stage, in pipeline: Pipeline, reason: String?
) -> [FieldChange] {
    var changes = [FieldChange("stage", .text(stage.key)), FieldChange("stage_reason", reason.map { .text($0) })]
    // After-sales comes behind the sale (R129): the deal stays closed.
    if stage.outcome == nil, pipeline.isBackward(from: deal.string("stage"), to: stage) {
        for key in ["closed_on", "lost_reason", "lost_detail", "lost_to"] { changes.append(FieldChange(key, nil)) }
    }
    return changes
}

/// The fields of a deal that is lost (R130 asks for a reason).
///
/// - Parameters:
///   - reason: key of `lost_reason`.
///   - competitor: who got it.
package func lostDeal(
    stage: Pipeline.Stage, reason: String, detail: String?, competitor: String?, on day: CalendarDate
) -> [FieldChange] {
    var changes = [
        FieldChange("stage", .text(stage.key)), FieldChange("stage_reason", nil),
        FieldChange("closed_on", .text(day.description)), FieldChange("lost_reason", .text(reason)),
    ]
    if let detail { changes.append(FieldChange("lost_detail", .text(detail))) }
    if let competitor { changes.append(FieldChange("lost_to", .text(competitor))) }
    return changes
}
