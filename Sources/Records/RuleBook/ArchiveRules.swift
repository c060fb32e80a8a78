extension RuleBook {
    /// Tickets, and what a complete archive is made of.
    static let archive: [RuleEntry] = [
        RuleEntry(
            .ticketNeedsResolution, .change, [134, 135],
            Text(en: "A ticket is closed with what solved it.", zh: "关闭工单要写明解决办法。"),
            Text(
                en:
                    "resolution is filled in before status becomes resolved or closed. `crm done TICKET --resolution TEXT`.",
                zh: "状态变为已解决或已关闭前要填写 `resolution`。`crm done 工单 --resolution 解决办法`。")),
        RuleEntry(
            .ticketLogAppendOnly, .change, [134],
            Text(en: "The progress of a ticket is not rewritten.", zh: "工单的处理进度不改写。"),
            Text(
                en:
                    "Entries of `log` stay as they are; new ones are added. The author of an entry may put it right until `hours` after its time.",
                zh: "`log` 中的记录保持原样，只能新增。经办人可在记录时间后 `hours` 小时内更正自己的记录。"),
            parameters: [
                .init(
                    "hours", usual: 24, in: 0...8760,
                    Text(en: "Hours in which its author may put an entry right.", zh: "经办人可更正记录的小时数。"))
            ]),
        RuleEntry(
            .lateEntry, .time, [106, 107], usual: .warning,
            Text(en: "A new customer is entered soon after the first contact.", zh: "新客户要在首次接触后及时录入。"),
            Text(
                en:
                    "From `first_contact` to the commit that added the customer: `entry_deadlines` of crm.yaml, by the role of who entered it, in hours or working days. Without it: 24 hours, and 1 working day for marketing. A day without a time counts to its end.",
                zh:
                    "从 `first_contact` 到录入该客户的提交：按 crm.yaml 的 `entry_deadlines`，依录入人的角色，以小时或工作日计。未写时为 24 小时，市场人员为 1 个工作日。只写日期的，从当天结束算起。"
            )),
        RuleEntry(
            .incompleteArchive, .time, [31, 32, 33, 34, 35, 172], usual: .warning,
            Text(en: "Drafts are completed.", zh: "草稿要补全。"),
            Text(
                en:
                    "`profile` of crm.yaml says which fields a customer must have; `crm show` says how much of them is filled, in percent. A record with `draft: true` may lack some; `crm audit` lists it.",
                zh: "crm.yaml 的 `profile` 规定客户必须填写哪些字段；`crm show` 显示完整度百分比。写了 `draft: true` 的记录可以暂缺，`crm audit` 会列出。")),
    ]
}
