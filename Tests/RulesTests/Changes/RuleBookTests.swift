import Records
import Rules
import Testing

@Suite struct RuleBookTests {
    @Test func everyRuleIsThereOnce() {
        let keys = RuleBook.entries.map(\.rule.rawValue)
        #expect(Set(keys).count == keys.count)
        for entry in RuleBook.entries {
            #expect(RuleBook.entry(named: entry.rule.rawValue)?.rule == entry.rule)
            #expect(entry.title.en.hasSuffix(".") && entry.title.zh.hasSuffix("。"))
            for parameter in entry.parameters { #expect(parameter.range.contains(parameter.usual)) }
        }
    }

    @Test func levelsAndNumbers() throws {
        let text = """
            name: x
            rules:
              won-needs-contract: off
              stage-gate: warning
              follow-up-append-only: {level: warning, hours: 48}
              ticket-log-append-only: {hours: 2}
            """
        let rules = Settings(try record("crm.yaml", text)).rules
        #expect(rules[.wonNeedsContract] == nil)
        #expect(rules[.stageGate] == .warning)
        #expect(rules[.followUpAppendOnly] == .warning)
        #expect(rules.number("hours", of: .followUpAppendOnly) == 48)
        #expect(rules[.ticketLogAppendOnly] == .error)
        #expect(rules.number("hours", of: .ticketLogAppendOnly) == 2)
        #expect(rules[.wonCustomer] == .error)
        // What every repository is held to is in no book.
        #expect(rules[.yaml] == nil)
    }
}
