import JSONSchema

/// A number by its exact decimal value: `1000`, `1000.00` and `1e3` are one. Never passes through binary floating point.
package struct ExactNumber: Hashable, Sendable, Comparable {
    private let decimal: ExactDecimal

    /// A number as YAML 1.2 writes it; nil for `.inf`, `.nan` and what is no number.
    package init?(yaml text: UnsafeBufferPointer<UInt8>) {
        guard let value = exactDecimal(yaml: text) else { return nil }
        decimal = value
    }

    package init?(_ text: String) {
        var text = text
        guard let value = text.withUTF8({ exactDecimal(yaml: $0) }) else { return nil }
        decimal = value
    }

    /// nil when the number is no whole one or does not fit.
    package var integer: Int? { Int(decimal.description) }

    package static func < (one: ExactNumber, two: ExactNumber) -> Bool { one.decimal < two.decimal }
}
