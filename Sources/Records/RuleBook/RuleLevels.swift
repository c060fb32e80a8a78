/// How hard each rule of the business is, and its numbers: what `rules` of `crm.yaml` says, else what the book says.
///
/// ```yaml
/// rules:
///   won-needs-contract: off
///   follow-up-append-only: {level: warning, hours: 48}
/// ```
package struct RuleLevels: Sendable {
    private var levels: [Rule: Severity?] = [:]
    private var numbers: [Rule: [String: Int]] = [:]

    package init() {}

    /// - Parameter value: of `rules`. What it says of unknown rules, or wrongly, is left out here and reported by the check.
    package init(_ value: RecordValue?) {
        guard case .map(let members)? = value else { return }
        for member in members {
            guard let entry = RuleBook.entry(named: member.key) else { continue }
            let level = member.value["level"]?.string ?? member.value.string
            if level == "off" {
                levels[entry.rule] = .some(nil)
            } else if let severity = level.flatMap({ Severity(rawValue: $0) }) {
                levels[entry.rule] = severity
            }
            for parameter in entry.parameters {
                guard let number = member.value[parameter.key]?.string.flatMap({ Int($0) }),
                    parameter.range.contains(number)
                else { continue }
                numbers[entry.rule, default: [:]][parameter.key] = number
            }
        }
    }

    /// nil when the rule is off, or not in the book.
    package subscript(rule: Rule) -> Severity? {
        if let level = levels[rule] { return level }
        return RuleBook.entry(rule)?.usual
    }

    /// A number of a rule; nil when the rule has none of that name.
    package func number(_ key: String, of rule: Rule) -> Int? {
        numbers[rule]?[key] ?? RuleBook.entry(rule)?.parameters.first { $0.key == key }?.usual
    }
}
