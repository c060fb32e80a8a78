/// What is worked out of a customer's folder, or of the history of any record, and stored nowhere.
package enum DerivedField: String, Sendable, CaseIterable {
    case lastFollowUp = "last_follow_up"
    case nextFollowUp = "next_follow_up"
    case followUps = "follow_ups"
    case openDeals = "open_deals"
    case openAmount = "open_amount"
    case wonAmount = "won_amount"
    case activity
    case completeness
    case lastTouched = "last_touched"
    case lastTouchedBy = "last_touched_by"

    /// Read from the commits, for records of every kind; the others are of customers.
    package var isHistory: Bool { self == .lastTouched || self == .lastTouchedBy }

    /// Label, type and choices, as a schema would give them.
    package var field: Field {
        switch self {
        case .lastFollowUp:
            make(
                Text(en: "Last follow-up", zh: "最近跟进"),
                ["最近跟进时间", "最近跟进日期", "上次跟进", "最后跟进", "最近联系", "最近互动", "last contact", "last followup"], date: true)
        case .nextFollowUp:
            make(
                Text(en: "Next follow-up", zh: "下次跟进"), ["下次跟进日期", "下次跟进时间", "next contact", "next followup"],
                date: true)
        case .followUps:
            make(Text(en: "Follow-ups", zh: "跟进次数"), ["follow-up count", "followups", "跟进数"], unit: .count)
        case .openDeals:
            make(Text(en: "Open deals", zh: "在谈商机数"), ["在谈商机", "进行中商机"], unit: .count)
        case .openAmount:
            make(Text(en: "Open amount", zh: "在谈金额"), ["在谈商机金额", "商机金额", "pipeline"], unit: .money)
        case .wonAmount:
            make(Text(en: "Won amount", zh: "累计成交额"), ["成交金额", "成交额", "累计成交金额", "已成交金额"], unit: .money)
        case .activity:
            make(
                Text(en: "Activity", zh: "活跃度"), ["活跃状态", "活跃程度"],
                choices: [
                    .init(key: "active", label: Text(en: "Active", zh: "活跃"), aliases: ["活跃客户"]),
                    .init(key: "silent", label: Text(en: "Silent", zh: "沉默"), aliases: ["沉默客户"]),
                    .init(
                        key: "at-risk", label: Text(en: "At risk", zh: "流失风险"),
                        aliases: ["流失风险客户", "at_risk", "churn risk"]),
                ])
        case .completeness:
            make(
                Text(en: "Complete", zh: "完整度"), ["资料完整度", "档案完整度", "完整率", "completeness"],
                unit: .percent)
        case .lastTouched:
            make(
                Text(en: "Last touched", zh: "最近修改"),
                ["最近修改时间", "最近修改日期", "最后修改", "最后修改时间", "最后修改日期", "last changed", "last modified"], date: true)
        case .lastTouchedBy:
            make(
                Text(en: "Last touched by", zh: "最近修改人"), ["最后修改人", "last changed by", "last modified by"],
                references: ["member"])
        }
    }

    private func make(
        _ label: Text, _ aliases: [String], date: Bool = false, unit: Field.Unit? = nil, choices: [Field.Choice] = [],
        references: [String] = []
    ) -> Field {
        Field(
            key: rawValue, label: label, aliases: aliases, description: "", types: [unit == nil ? "string" : "number"],
            isList: false, format: date ? "date" : nil, choices: choices, references: references, unit: unit,
            isMultiline: false,
            isSensitive: false, isReach: false, isRequired: false, fields: [])
    }
}
