/// Why a filter cannot be used, and where in its text.
package struct FilterError: Error, Sendable {
    package let message: Text
    package let remedy: Text?
    /// The whole filter as it was typed.
    package let text: String
    /// What is meant, in Unicode scalars from 0; empty at the end of the text.
    package let range: Range<Int>
    /// True when the text does not even look like a condition.
    package let isNoCondition: Bool

    package init(_ message: Text, remedy: Text? = nil, text: String, range: Range<Int>, isNoCondition: Bool = false) {
        self.message = message
        self.remedy = remedy
        self.text = text
        self.range = range
        self.isNoCondition = isNoCondition
    }

    /// From 1, in Unicode scalars.
    package var column: Int { range.lowerBound + 1 }
}
