/// A decimal number kept exactly: significand × 10^exponent. It never passes through a binary floating-point type.
///
/// The value is normalised (the significand has no trailing zeros; zero has exponent 0), so that `==` and hashing mean
/// equality of value: `1`, `1.0` and `10e-1` are one. Exponents are bounded to ±10^15; beyond that they saturate, so a
/// hostile exponent costs nothing.
@usableFromInline package struct ExactDecimal: Sendable, Hashable {
    /// Up to 18 significant digits are kept as an integer, more as one decimal digit (0…9) per byte, most significant first.
    @usableFromInline enum Storage: Sendable, Hashable {
        case small(Int64, exponent: Int)
        case large(negative: Bool, digits: [UInt8], exponent: Int)
    }

    @usableFromInline let storage: Storage

    @usableFromInline init(storage: Storage) { self.storage = storage }

    @inlinable package static var zero: ExactDecimal { ExactDecimal(storage: .small(0, exponent: 0)) }

    /// The decimal of a whole number.
    @usableFromInline package init(_ value: Int) {
        if value.magnitude < 1_000_000_000_000_000_000 {
            self = ExactDecimal.normalised(Int64(value), exponent: 0)
        } else {
            let text = Array(String(value).utf8)
            self = text.withUnsafeBufferPointer { ExactDecimal(utf8: $0) } ?? .zero
        }
    }

    /// Reads a decimal number: optional sign, digits with at most one point, optional exponent. Nil when `utf8` is anything
    /// else. Grammar is wider than JSON's (a `+`, leading zeros, `.5` and `5.` are read); callers with a stricter grammar
    /// check it first.
    @usableFromInline package init?(utf8 text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let end = text.count
        var negative = false
        if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            negative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        let start = index
        var mantissa: Int64 = 0
        var significant = 0
        var fraction = 0
        var digitCount = 0
        var seenPoint = false
        scan: while index < end {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digitCount += 1
                if seenPoint { fraction += 1 }
                if significant > 0 || byte != UInt8(ascii: "0") {
                    significant += 1
                    if significant <= 18 { mantissa = mantissa * 10 + Int64(byte &- UInt8(ascii: "0")) }
                }
            case UInt8(ascii: "."):
                if seenPoint { return nil }
                seenPoint = true
            default:
                break scan
            }
            index += 1
        }
        if digitCount == 0 { return nil }
        let mantissaEnd = index
        var exponent = 0
        if index < end {
            guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
            index += 1
            var negativeExponent = false
            if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
                negativeExponent = text[index] == UInt8(ascii: "-")
                index += 1
            }
            if index == end { return nil }
            while index < end {
                guard text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") else { return nil }
                exponent = Swift.min(exponent * 10 + Int(text[index] &- UInt8(ascii: "0")), Self.exponentLimit)
                index += 1
            }
            if negativeExponent { exponent = -exponent }
        }
        exponent -= fraction
        if significant <= 18 {
            self = ExactDecimal.normalised(negative ? -mantissa : mantissa, exponent: exponent)
            return
        }
        var digits: [UInt8] = []
        digits.reserveCapacity(significant)
        for byte in text[start..<mantissaEnd] where byte != UInt8(ascii: ".") {
            if digits.isEmpty && byte == UInt8(ascii: "0") { continue }
            digits.append(byte &- UInt8(ascii: "0"))
        }
        self = ExactDecimal.normalised(negative: negative, digits: digits, exponent: exponent)
    }

    /// Reads a decimal number from `text`, nil when it is none.
    @usableFromInline package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let value = bytes.withUnsafeBufferPointer({ ExactDecimal(utf8: $0) }) else { return nil }
        self = value
    }

    private static let exponentLimit = 1_000_000_000_000_000

    private static func normalised(_ mantissa: Int64, exponent: Int) -> ExactDecimal {
        if mantissa == 0 { return .zero }
        var mantissa = mantissa
        var exponent = exponent
        while mantissa % 10 == 0 {
            mantissa /= 10
            exponent += 1
        }
        return ExactDecimal(storage: .small(mantissa, exponent: exponent))
    }

    private static func normalised(negative: Bool, digits: [UInt8], exponent: Int) -> ExactDecimal {
        var digits = digits
        var exponent = exponent
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        if digits.count <= 18 {
            var mantissa: Int64 = 0
            for digit in digits { mantissa = mantissa * 10 + Int64(digit) }
            return normalised(negative ? -mantissa : mantissa, exponent: exponent)
        }
        return ExactDecimal(storage: .large(negative: negative, digits: digits, exponent: exponent))
    }
}

extension ExactDecimal {
    /// Whether the value is a whole number.
    @inlinable package var isInteger: Bool {
        switch storage {
        case .small(_, let exponent): exponent >= 0
        case .large(_, _, let exponent): exponent >= 0
        }
    }

    /// Whether the value is below zero.
    @usableFromInline package var isNegative: Bool {
        switch storage {
        case .small(let mantissa, _): mantissa < 0
        case .large(let negative, _, _): negative
        }
    }

    /// The value as an `Int`, nil when it is not whole or does not fit.
    @usableFromInline package var int: Int? {
        guard isInteger, case .small(let mantissa, let exponent) = storage, exponent <= 18 else {
            return Int(description)
        }
        var value = Int(mantissa)
        for _ in 0..<exponent {
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = next
        }
        return value
    }

    /// Decimal digits (0…9), most significant first; none for zero.
    var digits: [UInt8] {
        switch storage {
        case .small(let mantissa, _):
            mantissa == 0 ? [] : String(mantissa.magnitude).utf8.map { $0 &- UInt8(ascii: "0") }
        case .large(_, let digits, _): digits
        }
    }

    var exponent: Int {
        switch storage {
        case .small(_, let exponent): exponent
        case .large(_, _, let exponent): exponent
        }
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain notation up to 40 places, scientific beyond: `0.01`, `-12`, `1e400`.
    @usableFromInline package var description: String {
        let digits = self.digits
        if digits.isEmpty { return "0" }
        let sign = isNegative ? "-" : ""
        let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        if exponent >= 0 && exponent <= 40 {
            return sign + text + String(repeating: "0", count: exponent)
        }
        if exponent < 0 && exponent >= -40 {
            let places = -exponent
            let padded = digits.count <= places ? String(repeating: "0", count: places - digits.count + 1) + text : text
            return sign + padded.dropLast(places) + "." + padded.suffix(places)
        }
        return sign + text + "e" + String(exponent)
    }
}
