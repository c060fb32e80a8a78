/// The ASCII form of international labels (RFC 3492), without the `xn--` prefix. Code points in and out.
enum Punycode {
    private static let base = 36
    private static let minimum = 1
    private static let maximum = 26

    private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var steps = 0
        while delta > ((base - minimum) * maximum) / 2 {
            delta /= base - minimum
            steps += base
        }
        return steps + (base - minimum + 1) * delta / (delta + 38)
    }

    private static func threshold(_ step: Int, _ bias: Int) -> Int {
        Swift.min(Swift.max(step - bias, minimum), maximum)
    }

    /// Nil when `text` (ASCII) is not an encoded label.
    static func decode(_ text: [UInt32]) -> [UInt32]? {
        var output: [UInt32] = []
        var index = 0
        if let dash = text.lastIndex(of: 0x2D) {
            output = Array(text[..<dash])
            index = dash + 1
        }
        var code = 128
        var position = 0
        var bias = 72
        while index < text.count {
            let start = position
            var weight = 1
            var step = base
            while true {
                guard index < text.count, let digit = digit(text[index]) else { return nil }
                index += 1
                position += digit * weight
                // Labels are short, but hostile ones may be long: no sensible position is this large.
                if position > 1 << 40 { return nil }
                let threshold = threshold(step, bias)
                if digit < threshold { break }
                weight *= base - threshold
                if weight > 1 << 40 { return nil }
                step += base
            }
            let count = output.count + 1
            bias = adapted(position - start, count, isFirst: start == 0)
            code += position / count
            position %= count
            guard let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: code)), code <= 0x10FFFF else { return nil }
            output.insert(scalar.value, at: position)
            position += 1
        }
        return output
    }

    private static func digit(_ value: UInt32) -> Int? {
        switch value {
        case 0x61...0x7A: Int(value - 0x61)
        case 0x41...0x5A: Int(value - 0x41)
        case 0x30...0x39: Int(value - 0x30) + 26
        default: nil
        }
    }

    /// Nil when the label is far too long to be one.
    static func encode(_ label: [UInt32]) -> [UInt32]? {
        if label.count > 253 { return nil }
        var output = label.filter { $0 < 0x80 }
        let basic = output.count
        if basic > 0 { output.append(0x2D) }
        var code: UInt32 = 128
        var delta = 0
        var bias = 72
        var handled = basic
        while handled < label.count {
            guard let next = label.filter({ $0 >= code }).min() else { return nil }
            delta += Int(next - code) * (handled + 1)
            code = next
            for value in label {
                if value < code { delta += 1 }
                if value != code { continue }
                var rest = delta
                var step = base
                while true {
                    let threshold = threshold(step, bias)
                    if rest < threshold { break }
                    output.append(character(threshold + (rest - threshold) % (base - threshold)))
                    rest = (rest - threshold) / (base - threshold)
                    step += base
                }
                output.append(character(rest))
                bias = adapted(delta, handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            code += 1
        }
        return output
    }

    private static func character(_ digit: Int) -> UInt32 { UInt32(digit < 26 ? digit + 0x61 : digit - 26 + 0x30) }
}
