/// The rules that files are held to. Raw values are stable: scripts, editors and CI match on them.
package enum Rule: String, Sendable, CaseIterable {
    // The file
    case unreadableFile = "unreadable-file"
    case symbolicLink = "symbolic-link"
    case unusableName = "unusable-name"
    case unsafePath = "unsafe-path"
    case unknownKind = "unknown-kind"
    case emptyFile = "empty-file"
    case yaml = "yaml"
    case conflictMarker = "conflict-marker"
    case duplicateKey = "duplicate-key"

    // The record against its schema
    case brokenSchema = "broken-schema"
    case unknownField = "unknown-field"
    case missingField = "missing-field"
    case wrongType = "wrong-type"
    case notAllowed = "not-allowed"
    case badFormat = "bad-format"
    case outOfRange = "out-of-range"
    case schema = "schema"

    // Records against each other
    case duplicateID = "duplicate-id"
    case duplicateNumber = "duplicate-number"
    case wrongID = "wrong-id"
    case danglingReference = "dangling-reference"
    case missingParent = "missing-parent"
    case incomplete = "incomplete"
    case unreachableContact = "unreachable-contact"
    case settings = "settings"
    case brokenFilter = "broken-filter"
    case unknownRole = "unknown-role"
    case lockedOut = "locked-out"
    case contradictoryRights = "contradictory-rights"

    // What a person may change (R151–R155, R162)
    case noRight = "no-right"
    case notYours = "not-yours"
    case protectedField = "protected-field"
    case protectedFile = "protected-file"
    case promotion = "promotion"

    // What a server takes
    case unknownPusher = "unknown-pusher"
    case unknownAuthor = "unknown-author"
    case forgedAuthor = "forged-author"
    case forgedCommitter = "forged-committer"
    case protectedRef = "protected-ref"
    case rewrittenHistory = "rewritten-history"
    case noPolicy = "no-policy"
    case tooLarge = "too-large"
    case submodule = "submodule"
    case nameTwin = "name-twin"

    // What may not be kept at all
    case personalIdentifier = "personal-identifier"
    case privateKey = "private-key"
    case unmasked = "unmasked"

    // What the business asks for; switched and tuned under `rules` of crm.yaml (`RuleBook`)
    case statusTransition = "status-transition"
    case statusNeedsReason = "status-needs-reason"
    case churnNeedsReason = "churn-needs-reason"
    case statusNeedsNextStep = "status-needs-next-step"
    case unknownStage = "unknown-stage"
    case stageGate = "stage-gate"
    case wonNeedsContract = "won-needs-contract"
    case wonCustomer = "won-customer"
    case lostNeedsReason = "lost-needs-reason"
    case stepBackNeedsReason = "step-back-needs-reason"
    case followUpAppendOnly = "follow-up-append-only"
    case ticketNeedsResolution = "ticket-needs-resolution"
    case ticketLogAppendOnly = "ticket-log-append-only"
    case dealStageAge = "deal-stage-age"
    case lateEntry = "late-entry"
    case incompleteArchive = "incomplete-archive"

    // What time brings about
    case nextStepDue = "next-step-due"
    case promiseDue = "promise-due"
    case taskDue = "task-due"
    case ticketDue = "ticket-due"
    case contactCadence = "contact-cadence"
    case satisfactionCall = "satisfaction-call"
    case silentCustomer = "silent-customer"
    case archiveProposal = "archive-proposal"
    case dueOnWorkingDay = "due-on-working-day"
    case dealClosing = "deal-closing"
    case dealStandingStill = "deal-standing-still"
    case contractEnding = "contract-ending"
    case paymentDue = "payment-due"

    /// The rules whose breach means that the file is no record at all; they come first in every list of problems.
    package static let unread: [Rule] = [
        .unreadableFile, .symbolicLink, .unusableName, .unknownKind, .emptyFile, .yaml, .conflictMarker, .duplicateKey,
    ]
}
