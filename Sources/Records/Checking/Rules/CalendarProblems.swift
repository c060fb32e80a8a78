import LosslessYAML

/// What JSON Schema cannot say about working days, in `calendar` of crm.yaml and in the files of `calendars/`: a day that is both
/// free and worked, a day given twice, a span that ends before it begins or lasts too long, a week without a working day, a make-up day that is
/// worked anyway.
func calendarProblems(_ records: [Record]) -> [Problem] {
    records.flatMap { record -> [Problem] in
        if record.kind.key == "calendar" {
            return CalendarLists(record, record.tree.root, prefix: "", weekdays: nil).problems()
        }
        guard record.path == CRMFolder.settingsPath, let node = record.node("calendar") else { return [] }
        return CalendarLists(record, node, prefix: "/calendar", weekdays: "working_days").problems()
    }
}

/// The lists of one file, with the place of each day.
private struct CalendarLists {
    private struct Day {
        let date: CalendarDate
        let node: YAMLNodeID
        let field: String
    }

    private let record: Record
    private let root: YAMLNodeID?
    private let prefix: String
    private var weekdays: [YAMLNodeID]?
    private var found: [Problem] = []

    /// - Parameter weekdays: key of the list of days of the week; nil where there is none.
    init(_ record: Record, _ root: YAMLNodeID?, prefix: String, weekdays: String?) {
        self.record = record
        self.root = root
        self.prefix = prefix
        self.weekdays = weekdays.flatMap { list($0) }
    }

    func problems() -> [Problem] {
        var lists = self
        let free = lists.days("holidays")
        let worked = lists.days("extra_working_days")
        lists.reportRepeated(free)
        lists.reportRepeated(worked)
        let holidays = Set(free.map(\.date))
        for day in worked where holidays.contains(day.date) {
            lists.add(
                day.node, day.field, .error,
                Text(
                    en: "\(day.date) is both a holiday and a working day", zh: "\(day.date) 既是节假日又是调休上班日"),
                Text(en: "take it out of one of the two lists", zh: "请从其中一个列表中删去"))
        }
        lists.reportWeek()
        return lists.found
    }

    private func list(_ key: String) -> [YAMLNodeID]? {
        guard let root, record.tree.kind(root) == .mapping, let node = record.tree.value(of: key, in: root) else {
            return nil
        }
        let list = record.tree.resolvingAlias(node)
        return record.tree.kind(list) == .sequence ? Array(record.tree.children(list)) : nil
    }

    private func date(_ node: YAMLNodeID?) -> CalendarDate? {
        guard let node, record.tree.kind(node) == .scalar else { return nil }
        return CalendarDate(record.tree.text(node))
    }

    /// The days of a list; what is no day at all is the schema's to report.
    private mutating func days(_ key: String) -> [Day] {
        var days: [Day] = []
        for (index, item) in (list(key) ?? []).enumerated() {
            let item = record.tree.resolvingAlias(item)
            let field = "\(prefix)/\(key)/\(index)"
            guard record.tree.kind(item) == .mapping else {
                if let date = date(item) { days.append(Day(date: date, node: item, field: field)) }
                continue
            }
            guard let first = date(record.tree.value(of: "from", in: item)) else { continue }
            let end = record.tree.value(of: "to", in: item)
            let last = date(end) ?? first
            if let end, last < first {
                add(
                    end, field + "/to", .error,
                    Text(en: "ends before it begins (\(first))", zh: "结束日期早于开始日期（\(first)）"),
                    Text(en: "write a day from \(first) on", zh: "请写 \(first) 或之后的日期"))
            } else if let end, last - first > 60 {
                add(
                    end, field + "/to", .error,
                    Text(en: "a holiday of \(last - first + 1) days", zh: "假期长达 \(last - first + 1) 天"),
                    Text(en: "check the year; at most 61 days", zh: "请检查年份；最多 61 天"))
            } else {
                days += (0...(last - first)).map { Day(date: first + $0, node: item, field: field) }
            }
        }
        return days
    }

    private mutating func reportRepeated(_ days: [Day]) {
        var seen: Set<CalendarDate> = []
        for day in days where !seen.insert(day.date).inserted {
            add(
                day.node, day.field, .warning,
                Text(en: "\(day.date) stands here twice", zh: "\(day.date) 重复出现"),
                Text(en: "take one of them out", zh: "请删去其中一个"))
        }
    }

    private mutating func reportWeek() {
        guard let weekdays, weekdays.isEmpty, let root, let node = record.tree.value(of: "working_days", in: root)
        else { return }
        add(
            node, prefix + "/working_days", .error,
            Text(en: "no day of the week is worked", zh: "每周没有一个工作日"),
            Text(en: "name at least one, such as mon", zh: "请至少写一天，例如 mon"))
    }

    private mutating func add(
        _ node: YAMLNodeID, _ field: String, _ severity: Severity, _ message: Text, _ remedy: Text
    ) {
        found.append(
            record.problem(.settings, at: node, severity: severity, field: field, message: message, remedy: remedy))
    }
}
