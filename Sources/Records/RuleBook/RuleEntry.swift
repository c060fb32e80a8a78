/// What the book says of a rule of the business: where it comes from, what it asks, how hard it is, what may be tuned. Pages
/// and help are made from it, and `crm.yaml` is checked against it.
package struct RuleEntry: Sendable {
    /// When the rule is looked at.
    package enum Moment: String, Sendable, CaseIterable {
        /// Before a commit, on the laptop and on the server, by comparison with the committed version.
        case change
        /// When somebody asks what waits or what is wrong: `crm due`, `crm audit`, `crm tick`.
        case time
    }

    /// A number that the team may set.
    package struct Parameter: Sendable {
        /// Key beside `level`: `hours`.
        package let key: String
        package let usual: Int
        package let range: ClosedRange<Int>
        package let meaning: Text

        package init(_ key: String, usual: Int, in range: ClosedRange<Int>, _ meaning: Text) {
            self.key = key
            self.usual = usual
            self.range = range
            self.meaning = meaning
        }
    }

    package let rule: Rule
    package let moment: Moment
    /// Rows of the list of requirements: 124 is R124.
    package let requirements: [Int]
    /// What it asks, in one line.
    package let title: Text
    /// What exactly, and what to do about it; one paragraph.
    package let explanation: Text
    /// Severity where crm.yaml says nothing; nil is off.
    package let usual: Severity?
    package let parameters: [Parameter]

    package init(
        _ rule: Rule, _ moment: Moment, _ requirements: [Int], usual: Severity? = .error, _ title: Text,
        _ explanation: Text, parameters: [Parameter] = []
    ) {
        self.rule = rule
        self.moment = moment
        self.requirements = requirements
        self.usual = usual
        self.title = title
        self.explanation = explanation
        self.parameters = parameters
    }
}
