extension RuleBook {
    /// The deal's way through its pipeline.
    static let deals: [RuleEntry] = [
        RuleEntry(
            .unknownStage, .change, [122, 128],
            Text(en: "A deal stands in a stage of its pipeline.", zh: "商机阶段必须属于它的销售流程。"),
            Text(
                en: "`pipeline` names one of `pipelines` in crm.yaml, and `stage` one of its stages.",
                zh: "`pipeline` 必须是 crm.yaml 中 `pipelines` 的一项，`stage` 必须是其中的阶段。")),
        RuleEntry(
            .stageGate, .change, [124, 128],
            Text(en: "A deal enters a stage with what the stage asks for.", zh: "商机进入某阶段前要填好该阶段要求的内容。"),
            Text(
                en:
                    "`requires` of a stage in crm.yaml lists fields that are filled; of attachments (proposals) at least one file is there. Who skips stages passes the gates of all of them; a step back passes none; a lost deal that is taken up again starts anew; a deal that is entered after it was decided passes only the gate of its end. What a stage asked for is not emptied later. `crm deal move DEAL STAGE field=value`, `crm attach DEAL FILE --as proposals`.",
                zh:
                    "crm.yaml 中阶段的 `requires` 列出必须填写的字段；附件类字段（方案文档）至少要有一个文件存在。跳过的阶段也要满足其要求；退回不检查；输单后重新启动的从头检查；事后补录的已结商机只检查结果阶段的要求。已要求的内容以后不能清空。`crm deal move 商机 阶段 字段=值`，`crm attach 商机 文件 --as 方案文档`。"
            )),
        RuleEntry(
            .wonNeedsContract, .change, [125],
            Text(en: "A won deal has its contract.", zh: "成交的商机要关联合同。"),
            Text(
                en:
                    "`contract` of the deal names it, or one contract of the customer names the deal. `crm deal win DEAL --contract CONTRACT`.",
                zh: "商机的 `contract` 写合同编号，或该客户有一份合同写明这个商机。`crm deal win 商机 --contract 合同`。")),
        RuleEntry(
            .wonCustomer, .change, [125],
            Text(en: "Winning a deal makes the customer won.", zh: "商机成交，客户状态随之变为成交。"),
            Text(
                en:
                    "A deal that becomes won lies in the folder of a customer whose status is won. crm deal win changes both in one commit. Of a sale that is entered later, the customer may be dormant or lost by now.",
                zh: "商机变为成交时，所属客户的状态必须是成交。crm deal win 会在一次提交中一并更新。事后补录的成交，客户现在可以是沉默或流失。")),
        RuleEntry(
            .lostNeedsReason, .change, [130],
            Text(en: "A lost deal says why.", zh: "输单要注明原因。"),
            Text(
                en: "`lost_reason` is filled in. `crm deal lose DEAL --reason REASON`.",
                zh: "要填写 `lost_reason`。`crm deal lose 商机 --reason 原因`。")),
        RuleEntry(
            .stepBackNeedsReason, .change, [128],
            Text(en: "A deal goes back only with a reason.", zh: "商机退回前面的阶段要说明原因。"),
            Text(
                en:
                    "A step back, and taking up a lost deal again, writes a new `stage_reason`. `crm deal move DEAL STAGE --reason TEXT` does.",
                zh: "退回前面的阶段，或重新启动已输的商机，要写新的 `stage_reason`。`crm deal move 商机 阶段 --reason 原因` 会写入。")),
        RuleEntry(
            .dealStageAge, .time, [128], usual: .warning,
            Text(en: "An open deal does not stand still.", zh: "进行中的商机不能停滞不前。"),
            Text(
                en:
                    "A deal stays in a stage for at most `max_days` of that stage, else `deal_stuck_after_days` of thresholds, counted from the commit that moved it there. `crm audit` lists what stands still.",
                zh:
                    "商机在一个阶段最多停留该阶段的 `max_days` 天；未写则按 thresholds 的 `deal_stuck_after_days`，从进入该阶段的那次提交算起。`crm audit` 列出停滞的商机。"
            )),
    ]
}
