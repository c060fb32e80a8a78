import Records

/// After a change of status something comes next, on a day that is not behind us (R115): an open task, or the next step of a
/// follow-up.
@Sendable func statusNextSteps(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let (_, customer) = change.statusStep, customer.holds("status"),
        openNextStep(customer, situation.after, today: situation.today) == nil
    else { return [] }
    return [
        customer.problem(
            .statusNeedsNextStep, at: customer.node("status"), field: "/status",
            message: Text(
                en: "a change of status needs a next step with a day", zh: "变更客户状态要设置下一步和日期"),
            remedy: Text(
                en:
                    "crm new task TEXT --for \(customer.shortName) due=DAY, or crm status … --next TEXT --due DAY, or crm log … --next TEXT --due DAY",
                zh:
                    "crm new 任务 内容 --for \(customer.shortName) 完成时限=日期，或 crm status … --next 下一步 --due 日期，或 crm log … --next 下一步 --due 日期"
            ))
    ]
}
