/// Every rule that a team may switch and tune under `rules` of `crm.yaml`. A rule that is not in the book cannot be switched.
package enum RuleBook {
    /// In the order of the pages.
    package static let entries: [RuleEntry] = lifeCycle + deals + archive + followUpLoop

    private static let byRule = Dictionary(
        entries.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })

    /// nil for a rule that every repository is held to: syntax, schema, references.
    package static func entry(_ rule: Rule) -> RuleEntry? { byRule[rule] }

    /// nil when there is no such rule.
    package static func entry(named key: String) -> RuleEntry? { Rule(rawValue: key).flatMap { byRule[$0] } }
}
