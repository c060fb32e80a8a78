/// `rules` names rules that can be switched, and numbers that they have.
func ruleProblems(_ record: Record) -> [Problem] {
    record.settingsEntries("rules").flatMap { item -> [Problem] in
        guard let entry = RuleBook.entry(named: item.name) else {
            let names = RuleBook.entries.map(\.rule.rawValue)
            let near = nearestNames(to: item.name, among: names)
            return [
                record.settingsProblem(
                    item.key, Text(en: "there is no rule `\(item.name)` to switch", zh: "没有可设置的规则 `\(item.name)`"),
                    near.isEmpty
                        ? Text(en: "crm help rules lists them", zh: "crm help rules 列出全部规则")
                        : Text.didYouMean(near.map { "`\($0)`" }),
                    allowed: names)
            ]
        }
        return record.settingsEntries(of: item.value).filter { $0.name != "level" }.compactMap { number -> Problem? in
            let names = entry.parameters.map(\.key)
            guard let parameter = entry.parameters.first(where: { $0.key == number.name }) else {
                return record.settingsProblem(
                    number.key,
                    Text(
                        en: "the rule \(item.name) has no number `\(number.name)`",
                        zh: "规则 \(item.name) 没有参数 `\(number.name)`"),
                    unknown: number.name, among: ["level"] + names)
            }
            guard let value = record.settingsNumber(number.value), !parameter.range.contains(value) else { return nil }
            let range = parameter.range
            return record.settingsProblem(
                number.value,
                Text(en: "\(value) is out of range", zh: "\(value) 超出范围"),
                Text(
                    en: "from \(range.lowerBound) to \(range.upperBound)",
                    zh: "应在 \(range.lowerBound) 到 \(range.upperBound) 之间"))
        }
    }
}
