import GRDB

/// SQL with its parameters side by side. What people typed is only ever a parameter.
struct SQLText {
    private(set) var text = ""
    private(set) var arguments = StatementArguments()

    init() {}

    init(_ text: String, _ arguments: [(any DatabaseValueConvertible)?] = []) {
        self.text = text
        self.arguments = StatementArguments(arguments)
    }

    /// The name of a parameter that holds this value.
    static func value(_ value: (any DatabaseValueConvertible)?) -> SQLText { SQLText("?", [value]) }

    /// `(?,?,?)`
    static func list(_ values: [String]) -> SQLText {
        SQLText("(" + values.map { _ in "?" }.joined(separator: ",") + ")", values)
    }

    static func + (left: SQLText, right: SQLText) -> SQLText {
        var result = left
        result += right
        return result
    }

    static func + (left: SQLText, right: String) -> SQLText { left + SQLText(right) }

    static func + (left: String, right: SQLText) -> SQLText { SQLText(left) + right }

    static func += (left: inout SQLText, right: SQLText) {
        left.text += right.text
        left.arguments += right.arguments
    }

    /// In brackets, with a word between.
    static func joined(_ parts: [SQLText], by word: String) -> SQLText {
        guard parts.count > 1, let first = parts.first else { return parts.first ?? SQLText("1") }
        var result = "(" + first
        for part in parts.dropFirst() { result += SQLText(" " + word + " ") + part }
        return result + ")"
    }
}
