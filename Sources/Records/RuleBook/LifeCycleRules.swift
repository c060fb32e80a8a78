extension RuleBook {
    /// The customer's way from lead to won and on.
    static let lifeCycle: [RuleEntry] = [
        RuleEntry(
            .statusTransition, .change, [45, 46, 116, 128],
            Text(en: "a customer's status changes only along the team's table", zh: "客户状态只能按团队规定的路径变更"),
            Text(
                en:
                    "`life_cycle` of crm.yaml lists, for every status, where a customer may go from there. Without it: lead to interested, won, dormant, lost; interested to lead, won, dormant, lost; won to dormant, lost; dormant to interested, won, lost; lost to lead, interested, won.",
                zh:
                    "crm.yaml 的 `life_cycle` 列出每个状态之后可以变成哪些状态。未写时：潜在→意向、成交、沉默、流失；意向→潜在、成交、沉默、流失；成交→沉默、流失；沉默→意向、成交、流失；流失→潜在、意向、成交。"
            ))
    ]
}
