extension RuleBook {
    /// The customer's way from lead to won and on.
    static let lifeCycle: [RuleEntry] = [
        RuleEntry(
            .statusTransition, .change, [45, 46, 116, 128],
            Text(en: "A customer's status goes only where the life cycle leads.", zh: "客户状态只能按规定的路径变更。"),
            Text(
                en:
                    "`life_cycle` of crm.yaml lists, for every status, the ones that may follow it. A status that it does not list keeps the usual ways: lead → interested, won, dormant, lost; interested → lead, won, dormant, lost; won → dormant, lost; dormant → interested, won, lost; lost → lead, interested, won.",
                zh:
                    "crm.yaml 的 `life_cycle` 为每个状态列出可以接着变成的状态。没有列出的状态按默认路径：潜在→意向、成交、沉默、流失；意向→潜在、成交、沉默、流失；成交→沉默、流失；沉默→意向、成交、流失；流失→潜在、意向、成交。"
            )),
        RuleEntry(
            .statusNeedsReason, .change, [115],
            Text(en: "A change of status says why.", zh: "变更客户状态要注明原因。"),
            Text(
                en:
                    "`status_reason` is filled in and is not the reason of the change before. `crm status CUSTOMER STATE --reason TEXT` writes both.",
                zh: "要填写 `status_reason`，并且不能沿用上一次的原因。`crm status 客户 状态 --reason 原因` 会一并写入。")),
        RuleEntry(
            .churnNeedsReason, .change, [113],
            Text(en: "A lost customer says why.", zh: "客户流失要注明流失原因。"),
            Text(
                en:
                    "The same for a customer who becomes lost, or is entered as lost: `status_reason` tells what drove the customer away, so that somebody can win them back.",
                zh: "客户变为流失，或录入时就是流失，都要在 `status_reason` 写明原因，以便分析和挽回。")),
        RuleEntry(
            .statusNeedsNextStep, .change, [115],
            Text(en: "A change of status comes with a next step and its day.", zh: "变更客户状态要有下一步和日期。"),
            Text(
                en:
                    "The customer has an open task, or a follow-up with an open next step, due today or later. `crm status … --next TEXT --due DAY` makes one in the same commit.",
                zh: "客户要有一项今天或以后到期的待办：任务，或跟进记录里的下一步。`crm status … --next 下一步 --due 日期` 会在同一次提交中建立。")),
        RuleEntry(
            .followUpAppendOnly, .change, [98],
            Text(en: "What a follow-up says stays.", zh: "跟进记录的内容不改写。"),
            Text(
                en:
                    "Its author may change or delete it until `hours` after it was committed. Later, and for everybody else, a correction is a new follow-up: `crm log CUSTOMER TEXT corrects=ID`. Next steps and commitments may be ticked off, moved and handed over by anybody; numbers, tags, links and new attachments are free.",
                zh:
                    "作者可在提交后 `hours` 小时内修改或删除。之后，以及其他人，都要另写一条更正：`crm log 客户 内容 corrects=编号`。下一步和承诺事项可以由任何人完成、改期或转交；编号、标签、关联和新附件不受限制。"
            ),
            parameters: [
                .init(
                    "hours", usual: 24, in: 0...8760,
                    Text(en: "Hours in which its author may put a follow-up right.", zh: "作者可修改跟进记录的小时数。"))
            ]),
    ]
}
