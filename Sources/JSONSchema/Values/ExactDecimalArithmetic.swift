extension ExactDecimal: Comparable {
    @inlinable package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if case .small(let leftMantissa, let leftExponent) = left.storage,
            case .small(let rightMantissa, let rightExponent) = right.storage,
            leftExponent == rightExponent
        {
            return leftMantissa < rightMantissa
        }
        return left.isLess(than: right)
    }

    /// `mantissa` × 10^`shift`, nil when it does not fit.
    private static func scaled(_ mantissa: Int64, _ shift: Int) -> Int64? {
        if shift > 18 { return nil }
        var value = mantissa
        for _ in 0..<shift {
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = next
        }
        return value
    }

    /// Compares values of any size in time linear in the digits that were written, whatever the exponents are.
    @usableFromInline func isLess(than other: ExactDecimal) -> Bool {
        if case .small(let left, let leftExponent) = storage, case .small(let right, let rightExponent) = other.storage
        {
            if left.signum() != right.signum() || left == 0 { return left < right }
            if leftExponent > rightExponent {
                if let left = Self.scaled(left, leftExponent - rightExponent) { return left < right }
            } else if let right = Self.scaled(right, rightExponent - leftExponent) {
                return left < right
            }
        }
        let left = self.digits
        let right = other.digits
        if left.isEmpty || right.isEmpty {
            return left.isEmpty ? !right.isEmpty && !other.isNegative : isNegative
        }
        if isNegative != other.isNegative { return isNegative }
        let leftScale = left.count + exponent
        let rightScale = right.count + other.exponent
        if leftScale != rightScale { return (leftScale < rightScale) != isNegative }
        for index in 0..<Swift.max(left.count, right.count) {
            let leftDigit = index < left.count ? left[index] : 0
            let rightDigit = index < right.count ? right[index] : 0
            if leftDigit != rightDigit { return (leftDigit < rightDigit) != isNegative }
        }
        return false
    }
}

extension ExactDecimal {
    /// Divisors with more significant digits than this are refused when a schema is compiled, which bounds the work below.
    static let divisorDigitLimit = 40

    /// Whether the value is a whole multiple of `divisor`, computed exactly. `divisor` must not be zero.
    @usableFromInline package func isMultiple(of divisor: ExactDecimal) -> Bool {
        if case .small(0, _) = storage { return true }
        let shift = exponent - divisor.exponent
        // Both significands end in a digit other than zero, so a significand is never divisible by a power of ten.
        if shift < 0 { return false }
        guard case .small(let mantissa, _) = divisor.storage else {
            return Self.remainderIsZero(digits, shift: shift, divisor: divisor.digits)
        }
        let modulus = mantissa.magnitude
        if modulus == 1 { return true }
        var remainder: UInt64 = 0
        switch storage {
        case .small(let mantissa, _): remainder = mantissa.magnitude % modulus
        case .large(_, let digits, _):
            for digit in digits { remainder = (remainder * 10 + UInt64(digit)) % modulus }
        }
        return Self.product(remainder, Self.powerOfTen(shift, modulo: modulus), modulo: modulus) == 0
    }

    private static func product(_ left: UInt64, _ right: UInt64, modulo modulus: UInt64) -> UInt64 {
        modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }

    private static func powerOfTen(_ exponent: Int, modulo modulus: UInt64) -> UInt64 {
        var result = 1 % modulus
        var base = 10 % modulus
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = product(result, base, modulo: modulus) }
            base = product(base, base, modulo: modulus)
            rest >>= 1
        }
        return result
    }

    /// Long division on decimal digits. A divisor of m digits holds fewer than 4m factors of 2 or 5, so more than 4m
    /// appended zeros cannot change the answer.
    private static func remainderIsZero(_ digits: [UInt8], shift: Int, divisor: [UInt8]) -> Bool {
        var remainder: [UInt8] = []
        func bringDown(_ digit: UInt8) {
            if !remainder.isEmpty || digit != 0 { remainder.append(digit) }
            while isAtLeast(remainder, divisor) { subtract(divisor, from: &remainder) }
        }
        for digit in digits { bringDown(digit) }
        for _ in 0..<Swift.min(shift, 4 * divisor.count) { bringDown(0) }
        return remainder.isEmpty
    }

    private static func isAtLeast(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left.count != right.count { return left.count > right.count }
        for (leftDigit, rightDigit) in zip(left, right) where leftDigit != rightDigit { return leftDigit > rightDigit }
        return true
    }

    private static func subtract(_ right: [UInt8], from left: inout [UInt8]) {
        var borrow: Int8 = 0
        var index = left.count - 1
        var other = right.count - 1
        while index >= 0 {
            var digit = Int8(left[index]) - borrow - (other >= 0 ? Int8(right[other]) : 0)
            borrow = digit < 0 ? 1 : 0
            if digit < 0 { digit += 10 }
            left[index] = UInt8(digit)
            index -= 1
            other -= 1
        }
        left.removeFirst(left.firstIndex { $0 != 0 } ?? left.count)
    }
}
