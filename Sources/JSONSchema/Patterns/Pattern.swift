/// A regular expression.
@usableFromInline package final class Pattern: Sendable {
    @usableFromInline package let source: String
    @usableFromInline package init(_ source: String) throws(PatternError) { self.source = source }
    @usableFromInline package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool { true }
}
