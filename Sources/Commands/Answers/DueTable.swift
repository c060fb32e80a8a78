import Records
import Rules

/// Due items in rows, by day.
struct DueTable {
    let records: RecordSet
    let today: CalendarDate
    var showsCustomer = true
    var showsOwner = false
    var indent = 0
    var showsDay = true

    func lines(_ items: [DueItem], width: Int?, paint: Paint) -> [String] {
        var columns: [TextTable.Column] = [.init(title: say("What", "事项"), isFlexible: false)]
        if showsDay { columns.insert(.init(title: say("Day", "日期"), isFlexible: false), at: 0) }
        if showsCustomer { columns.append(.init(title: say("Customer", "客户"))) }
        columns.append(.init(title: say("To do", "内容")))
        if showsOwner { columns.append(.init(title: say("Owner", "负责人"), isFlexible: false)) }
        var table = TextTable(columns, indent: indent)
        for item in items { table.rows.append(row(item)) }
        return table.lines(width: width, paint: paint, showsTitles: false)
    }

    private func row(_ item: DueItem) -> [Cell] {
        var day = Cell(dayText(item.date))
        switch Urgency(item.date, today: today) {
        case .overdue: day.inks = [.red]
        case .today: day.inks = [.yellow, .bold]
        case .thisWeek: day.inks = [.cyan]
        case .later, .undated: day.inks = [.faint]
        }
        var cells = showsDay ? [day] : []
        cells.append(Cell(say(item.reason.label), .faint))
        if showsCustomer { cells.append(Cell(item.customer.map { shortName($0) } ?? "", .bold)) }
        cells.append(Cell(dueText(item)))
        if showsOwner { cells.append(Cell(item.owner.map { records.title(ofID: $0) } ?? "", .faint)) }
        return cells
    }

    /// `11-20 Fri, 2 days late`, so that nobody has to count.
    private func dayText(_ date: CalendarDate?) -> String {
        guard let date else { return say("no date", "无日期") }
        let (year, month, day) = date.components
        let sameYear = year == today.components.year
        let number = sameYear ? "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" : date.description
        let distance = date - today
        let relation: Text
        switch distance {
        case ..<(-1): relation = Text(en: "\(-distance) days late", zh: "逾期 \(-distance) 天")
        case -1: relation = Text(en: "1 day late", zh: "逾期 1 天")
        case 0: relation = Text(en: "today", zh: "今天")
        case 1: relation = Text(en: "tomorrow", zh: "明天")
        default: relation = Text(en: "in \(distance) days", zh: "\(distance) 天后")
        }
        return "\(number) \(say(weekdayName(date.weekday))) \(say(relation))"
    }
}

/// What is to be done, in the words of this run.
func dueText(_ item: DueItem) -> String {
    switch item.reason {
    case .contact, .silent: return say("last contact \(item.text)", "上次联系 \(item.text)")
    case .survey where item.text.isEmpty: return say("satisfaction call, the first", "满意度回访，首次")
    case .survey: return say("satisfaction call, the last \(item.text)", "满意度回访，上次 \(item.text)")
    case .task:
        guard let progress = item.progress, let expected = progress.expected else { return item.text }
        if progress.done >= progress.target { return item.text + say(", reached", "，已达标") }
        return item.text
            + (progress.done < expected
                ? say(", behind: \(expected) by now", "，落后：应有 \(expected)") : say(", on pace", "，进度正常"))
    default: return item.text
    }
}

func weekdayName(_ weekday: Int) -> Text {
    let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let chinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    return Text(en: english[weekday - 1], zh: chinese[weekday - 1])
}

extension DueItem.Reason {
    var label: Text {
        switch self {
        case .nextStep: Text(en: "next step", zh: "下一步")
        case .commitment: Text(en: "promise", zh: "承诺")
        case .task: Text(en: "task", zh: "任务")
        case .contract: Text(en: "contract ends", zh: "合同到期")
        case .payment: Text(en: "payment", zh: "回款")
        case .ticket: Text(en: "ticket", zh: "工单")
        case .deal: Text(en: "deal closes", zh: "预计成交")
        case .stuckDeal: Text(en: "deal stands still", zh: "商机停滞")
        case .silent: Text(en: "silent, activate", zh: "沉默待激活")
        case .contact: Text(en: "get in touch", zh: "该联系了")
        case .survey: Text(en: "quarterly call", zh: "季度回访")
        }
    }
}
