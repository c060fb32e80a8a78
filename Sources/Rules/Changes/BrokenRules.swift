package import Records

/// Every rule over changes that the team has switched on and that these changes break, as problems of the changed files, with
/// the severity that the team gives the rule.
///
/// - Parameter changes: of one commit; a record whose text is not readable is left to the other checks.
package func brokenRules(_ changes: [RecordChange], in situation: ChangeSituation) -> [Problem] {
    let changes = changes.joiningMoves.filter { !$0.onlyMasks(situation.settings) }
    return changeRules.flatMap { rule, check -> [Problem] in
        guard let severity = situation.settings.rules[rule] else { return [] }
        return changes.flatMap { check($0, situation) }.map { $0.withSeverity(severity) }
    }
}

/// One rule over one change. A rule that looks at several records judges the change that breaks it.
typealias ChangeRule = @Sendable (RecordChange, ChangeSituation) -> [Problem]

private let changeRules: [(Rule, ChangeRule)] = [
    (.statusTransition, statusTransitions),
    (.statusNeedsReason, statusReasons),
    (.churnNeedsReason, churnReasons),
    (.statusNeedsNextStep, statusNextSteps),
    (.unknownStage, knownStages),
    (.stageGate, stageGates),
    (.wonNeedsContract, wonContracts),
    (.wonCustomer, wonCustomers),
    (.lostNeedsReason, lostReasons),
    (.stepBackNeedsReason, stepsBack),
    (.followUpAppendOnly, appendOnlyFollowUps),
    (.ticketNeedsResolution, ticketResolutions),
    (.ticketLogAppendOnly, ticketLogs),
]
