/// The better the grade, the more often a customer is contacted (R108): cadences that say otherwise were mixed up.
func cadenceProblems(_ record: Record, _ kinds: KindSet) -> [Problem] {
    let grades = kinds["customer"]?.field("grade")?.choices.map(\.key) ?? []
    let entries = record.settingsEntries("cadences")
    if grades.isEmpty { return [] }
    var problems: [Problem] = []
    for entry in entries where !grades.contains(entry.name) {
        problems.append(
            record.settingsProblem(
                entry.key, Text(en: "customers have no grade `\(entry.name)`", zh: "客户没有等级 `\(entry.name)`"),
                unknown: entry.name, among: grades))
    }
    var better: (grade: String, days: Int)?
    for grade in grades {
        guard let entry = entries.first(where: { $0.name == grade }), let days = record.settingsNumber(entry.value)
        else { continue }
        if let better, days < better.days {
            problems.append(
                record.settingsProblem(
                    entry.value,
                    Text(
                        en:
                            "grade \(grade) would be contacted every \(days) days, grade \(better.grade) only every \(better.days)",
                        zh: "\(grade) 级客户每 \(days) 天跟进，而 \(better.grade) 级客户每 \(better.days) 天才跟进一次"),
                    Text(
                        en: "give \(grade) at least \(better.days) days, or \(better.grade) at most \(days)",
                        zh: "\(grade) 级至少 \(better.days) 天，或 \(better.grade) 级至多 \(days) 天")))
        }
        better = (grade, days)
    }
    return problems
}

/// First a customer falls silent, then they are at risk, then they may be put away (R44, R117).
func thresholdProblems(_ record: Record) -> [Problem] {
    let entries = record.settingsEntries("thresholds")
    func days(_ key: String, times factor: Int = 1) -> Int? {
        entries.first { $0.name == key }.flatMap { record.settingsNumber($0.value) }.map { $0 * factor }
    }
    let silent = days("silent_after_days") ?? 60
    let atRisk = days("at_risk_after_days") ?? 90
    func problem(_ key: String, _ message: Text, _ remedy: Text) -> [Problem] {
        guard let entry = entries.first(where: { $0.name == key }) else { return [] }
        return [record.settingsProblem(entry.value, message, remedy)]
    }
    let longest = record.settingsEntries("cadences").compactMap { record.settingsNumber($0.value) }.max()
    if let longest, silent <= longest {
        return problem(
            "silent_after_days",
            Text(
                en: "customers would be silent after \(silent) days, but some are contacted every \(longest) days only",
                zh: "\(silent) 天无互动就算沉默，但有的客户 \(longest) 天才跟进一次"),
            Text(en: "give it more than \(longest) days", zh: "请大于 \(longest) 天"))
    }
    if atRisk <= silent {
        let named = days("at_risk_after_days") == nil ? "silent_after_days" : "at_risk_after_days"
        return problem(
            named,
            Text(
                en: "a customer would be at risk after \(atRisk) days and silent only after \(silent)",
                zh: "客户 \(atRisk) 天算流失风险，却要 \(silent) 天才算沉默"),
            Text(
                en: "at_risk_after_days is more than silent_after_days", zh: "at_risk_after_days 要大于 silent_after_days")
        )
    }
    if let archive = days("archive_after_months", times: 31), archive <= atRisk {
        return problem(
            "archive_after_months",
            Text(
                en: "a customer would be put away before they are at risk (\(atRisk) days)",
                zh: "客户还没到流失风险（\(atRisk) 天）就要归档"),
            Text(en: "give it more months", zh: "请增加月数"))
    }
    return []
}

/// Deadlines for entering a customer are given for roles that there are (R106, R107), in hours or in working days.
func entryDeadlineProblems(_ record: Record) -> [Problem] {
    let roles = record.settingsEntries("roles").map(\.name)
    return record.settingsEntries("entry_deadlines").flatMap { entry -> [Problem] in
        var problems: [Problem] = []
        if entry.name != "default", !roles.isEmpty, !roles.contains(entry.name) {
            problems.append(
                record.settingsProblem(
                    entry.key, Text(en: "there is no role `\(entry.name)`", zh: "没有角色 `\(entry.name)`"),
                    unknown: entry.name, among: ["default"] + roles))
        }
        let units = record.settingsEntries(of: entry.value).map(\.name)
        if units.isEmpty || units.contains("hours") && units.contains("working_days") {
            problems.append(
                record.settingsProblem(
                    entry.key,
                    Text(en: "a deadline is either hours or working_days", zh: "时限只能写 hours 或 working_days 之一"),
                    Text(en: "write {hours: 24} or {working_days: 1}", zh: "请写 {hours: 24} 或 {working_days: 1}")))
        }
        return problems
    }
}
