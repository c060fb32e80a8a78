/// How much a problem matters.
package enum Severity: String, Sendable, Comparable {
    /// The record is not committed and not shared until it is settled.
    case error
    /// Shared all the same.
    case warning

    package static func < (left: Severity, right: Severity) -> Bool {
        left == .warning && right == .error
    }
}

/// A place in a text: line and column from 1, the column in Unicode scalars.
package struct TextPlace: Sendable, Hashable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: TextPlace, right: TextPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Something that is wrong with a file of the repository: a value, never thrown, so that all of them are seen at once.
/// It never carries an identity card number, a bank card number or a key: problems end up in terminals, logs and caches.
package struct Problem: Sendable {
    /// The name of the rule, stable for scripts: `unknown-field`.
    package let rule: Rule
    package private(set) var severity: Severity
    package let path: RecordPath
    /// nil when the file as a whole is meant.
    package let place: TextPlace?
    /// Characters to underline from the place on; at least 1.
    package let width: Int
    /// JSON pointer of the field, empty for the record.
    package let field: String
    package let message: Text
    package let remedy: Text?
    /// Values that would be right, as they would be typed; empty when there is no list of them.
    package let allowed: [String]
    /// The line of the file with the place, for showing.
    package private(set) var sourceLine: String?

    package init(
        _ rule: Rule, severity: Severity = .error, path: RecordPath, place: TextPlace? = nil, width: Int = 1,
        field: String = "", message: Text, remedy: Text? = nil, allowed: [String] = [], sourceLine: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.path = path
        self.place = place
        self.width = max(1, width)
        self.field = field
        self.message = message.hidingSecrets
        self.remedy = remedy?.hidingSecrets
        self.allowed = allowed
        self.sourceLine = sourceLine.map { Records.hidingSecrets($0) }
    }

    /// The same problem with the weight that the team gives its rule.
    package func withSeverity(_ severity: Severity) -> Problem {
        var problem = self
        problem.severity = severity
        return problem
    }

    /// The same problem without the text of the file.
    package var withoutSource: Problem {
        var problem = self
        problem.sourceLine = nil
        return problem
    }

    /// In the order in which a person works through them.
    package static func inReadingOrder(_ left: Problem, _ right: Problem) -> Bool {
        if left.path != right.path { return left.path < right.path }
        let first = left.place ?? TextPlace(line: 0, column: 0)
        let second = right.place ?? TextPlace(line: 0, column: 0)
        return first != second ? first < second : left.rule.rawValue < right.rule.rawValue
    }
}
