import Records

/// A deal that is won has its contract: named in the deal, or naming the deal (R125).
@Sendable func wonContracts(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let step = DealStep(change, situation), step.ends(.won),
        step.deal.kind.field("contract") != nil, !step.isGated("contract", situation),
        contract(of: step.deal, situation.after) == nil
    else { return [] }
    let deal = step.deal
    return [
        deal.problem(
            .wonNeedsContract, at: deal.node("contract") ?? deal.node("stage"), field: "/contract",
            message: Text(en: "a won deal needs its contract", zh: "成交的商机要关联合同"),
            remedy: Text(
                en:
                    "enter the contract (crm new contract TITLE --for CUSTOMER), then: crm deal win \(deal.shortName) --contract CONTRACT",
                zh: "请先录入合同（crm new 合同 名称 --for 客户），再运行：crm deal win \(deal.shortName) --contract 合同"))
    ]
}
