extension RuleBook {
    /// What time brings about: who has to be called, what was promised, what ends. None of them refuses a change; `error` and
    /// `warning` are the same to them, `off` takes the rule out of `crm due`, `remind`, `agenda` and `tick`.
    static let followUpLoop: [RuleEntry] = steps + customers + papers

    private static let steps: [RuleEntry] = [
        RuleEntry(
            .nextStepDue, .time, [66, 94, 97, 109, 110], usual: .warning,
            Text(en: "An agreed next step is done by its day.", zh: "约定的下一步要按期完成。"),
            Text(
                en:
                    "The `next` of a follow-up is due until `done` holds a day. With `next.remind_at` it shows, and reminds, from that time on.",
                zh: "跟进记录的 `next` 在填写 `done` 之前一直是待办；写了 `next.remind_at`，到那个时间就开始显示并提醒。")),
        RuleEntry(
            .promiseDue, .time, [85], usual: .warning,
            Text(en: "What was promised to a customer is kept.", zh: "对客户的承诺要兑现。"),
            Text(
                en: "Each entry of `commitments` of a follow-up is due until its `done` holds a day.",
                zh: "跟进记录 `commitments` 的每一项在填写 `done` 之前都是待办。")),
        RuleEntry(
            .taskDue, .time, [109, 118, 121], usual: .warning,
            Text(en: "A task is done by its day.", zh: "任务要在截止日前完成。"),
            Text(
                en:
                    "A task is due until it is done or dropped; `remind_at` brings it up earlier. One with a `target` shows how far it is; with `count` that is counted from the follow-ups, and `crm tick` closes it once the target is reached.",
                zh:
                    "任务在完成或取消之前是待办；`remind_at` 可提前提醒。有 `target` 的显示完成数量；写了 `count` 的按跟进记录自动计数，达到目标后由 `crm tick` 标记完成。")),
        RuleEntry(
            .ticketDue, .time, [134], usual: .warning,
            Text(en: "A ticket is solved in time.", zh: "工单要及时解决。"),
            Text(
                en:
                    "An open ticket is due at its `due`; without one, so many working days after it was opened, by its priority (medium where it has none).",
                zh: "未解决的工单按 `due` 到期；没有写的，按优先级从受理起计若干个工作日（未写优先级按中）。"),
            parameters: [
                .init("urgent", usual: 1, in: 0...365, Text(en: "working days, priority urgent", zh: "紧急工单的工作日数")),
                .init("high", usual: 2, in: 0...365, Text(en: "working days, priority high", zh: "高优先级的工作日数")),
                .init("medium", usual: 5, in: 0...365, Text(en: "working days, priority medium", zh: "中优先级的工作日数")),
                .init("low", usual: 10, in: 0...365, Text(en: "working days, priority low", zh: "低优先级的工作日数")),
            ]),
    ]

    private static let customers: [RuleEntry] = [
        RuleEntry(
            .contactCadence, .time, [108, 111, 112, 119, 120], usual: .warning,
            Text(en: "Every customer hears of us in the rhythm of its grade.", zh: "按客户等级的频率定期联系。"),
            Text(
                en:
                    "Counted from the last follow-up, or from the first contact where there is none: `cadence_days` of the customer, else its tag such as `跟进频率:周度` or `frequency:weekly`, else `cadences` of crm.yaml by grade (A 7, B 14, C 30 days). An open next step takes the place of the reminder. Lost, archived and do-not-contact customers have no rhythm.",
                zh:
                    "从最近一次跟进起算，没有跟进的从首次接触起算：先看客户的 `cadence_days`，再看标签（如“跟进频率：周度”），最后按 crm.yaml 的 `cadences`（A 类 7 天、B 类 14 天、C 类 30 天）。已有未完成的下一步时不再提醒。流失、已归档、请勿联系的客户不提醒。"
            )),
        RuleEntry(
            .satisfactionCall, .time, [111], usual: .warning,
            Text(
                en: "Customers of grade A are asked every quarter whether they are satisfied.", zh: "A 类客户每季度做一次满意度回访。"),
            Text(
                en:
                    "For won customers of grade A, `thresholds.survey_every_days` (90) after the last survey or follow-up for the purpose of satisfaction; the first time, after the first contact or the first deal won, whichever is later. Quarters that went by without a call are not made up for: only the present one is asked for.",
                zh:
                    "对已成交的 A 类客户，从最近一次满意度调查或以满意度为目的的跟进起 `thresholds.survey_every_days`（90）天；从未回访的，从首次接触和首次成交中较晚的一天起算。错过的季度不再补，只提醒当前这一季度。"
            )),
        RuleEntry(
            .silentCustomer, .time, [44, 113, 114, 118], usual: .warning,
            Text(en: "A silent customer is activated within 30 days.", zh: "沉默客户 30 天内触发激活。"),
            Text(
                en:
                    "After `thresholds.silent_after_days` (60) without contact a customer is silent, and has to be approached within `activate_within_days` (30). `crm tick` makes a task of it, the same one on every machine, and ticks it off once there was a contact. The status stays as people set it. Who has an agreed next step ahead is not silent; from `archive_after_months` on the archive takes over.",
                zh:
                    "超过 `thresholds.silent_after_days`（60）天无互动的客户视为沉默，须在 `activate_within_days`（30）天内联系。`crm tick` 为此生成激活任务（各台电脑生成的完全相同），有了新的跟进后自动标记完成。客户状态仍由人来改。约好了下一步的不算沉默；超过 `archive_after_months` 的转为待归档。"
            )),
        RuleEntry(
            .archiveProposal, .time, [117, 199], usual: .warning,
            Text(
                en: "Customers without contact for six months are put forward for the archive.", zh: "六个月无互动的客户标记为待归档。"),
            Text(
                en:
                    "`crm archive --suggest` lists the customers whose last contact is `thresholds.archive_after_months` (6) months ago and who have no open deal and no contract that runs; `crm archive` sets `archived_on`.",
                zh:
                    "`crm archive --suggest` 列出最近互动已过 `thresholds.archive_after_months`（6）个月、且没有在谈商机和有效合同的客户；`crm archive` 填写 `archived_on`。"
            )),
        RuleEntry(
            .dueOnWorkingDay, .time, [], usual: .warning,
            Text(en: "What a rule makes due falls on a working day.", zh: "按规则推算的日期遇节假日顺延到工作日。"),
            Text(
                en:
                    "A contact or call that a rhythm asks for on a weekend or holiday is due on the next working day (`calendar` of crm.yaml and `calendars/`). Days that people have set stay as they are.",
                zh: "按频率推算出的联系日如遇周末或节假日，顺延到下一个工作日（见 crm.yaml 的 `calendar` 和 `calendars/`）。人工填写的日期不变。")),
    ]

    private static let papers: [RuleEntry] = [
        RuleEntry(
            .dealClosing, .time, [126], usual: .warning,
            Text(en: "A deal closes on the day it was expected to, or the day is corrected.", zh: "商机按预计日期成交，否则更新日期。"),
            Text(
                en: "An open deal is due on its `expected_close`.",
                zh: "未结束的商机在 `expected_close` 当天到期。")),
        RuleEntry(
            .dealStandingStill, .time, [104, 124], usual: .warning,
            Text(en: "A deal does not stand still.", zh: "商机不能长期停滞。"),
            Text(
                en:
                    "An open deal is due when its customer has had no follow-up for longer than the `max_days` of its stage, else `thresholds.deal_stuck_after_days` (30); without any follow-up, since it was opened. A follow-up that names another deal is none of this one.",
                zh:
                    "未结束的商机，若其客户超过该阶段的 `max_days`（否则 `thresholds.deal_stuck_after_days`，30 天）没有跟进，即视为停滞；从未跟进的从创建起算。注明了其他商机的跟进不算在内。"
            )),
        RuleEntry(
            .contractEnding, .time, [131], usual: .warning,
            Text(en: "A contract is settled before it ends.", zh: "合同到期前要处理。"),
            Text(
                en:
                    "A signed contract that does not renew itself shows `notice_days`, else `thresholds.contract_notice_days` (60), before `ends_on`.",
                zh: "已签订且不自动续约的合同，在 `ends_on` 之前 `notice_days`（否则 `thresholds.contract_notice_days`，60）天开始提醒。")),
        RuleEntry(
            .paymentDue, .time, [131], usual: .warning,
            Text(en: "Payments of a contract arrive.", zh: "合同款项按计划到账。"),
            Text(
                en: "Each entry of `payments` of a contract is due until `paid_on` holds a day.",
                zh: "合同 `payments` 的每一期在填写 `paid_on` 之前都是待办。")),
    ]
}
