import LosslessYAML

/// What folding makes of every character of the basic plane. Built once, when first something is folded; takes less than a millisecond.
struct FoldTable: Sendable {
    /// 0: stays; 1: goes; from `severalBase` on: an entry of `several`; else the one character it becomes.
    let targets: [UInt16]
    private let several: [[UInt8]]

    static let shared = FoldTable()

    private static let gone: UInt16 = 1
    private static let severalBase: UInt16 = 0xE000

    private init() {
        var targets = [UInt16](repeating: 0, count: 0x10000)
        var several: [[UInt8]] = []
        Self.fillLetters(&targets)
        Self.fillMarks(&targets)
        var letters: [UInt8] = []
        var isReadingLetters = true
        for scalar in latinTable.scalars {
            switch scalar {
            case ":": isReadingLetters = false
            case " ":
                isReadingLetters = true
                letters = []
            default:
                if isReadingLetters {
                    letters.append(UInt8(truncatingIfNeeded: scalar.value))
                } else if let only = letters.first, letters.count == 1 {
                    targets[Int(scalar.value)] = UInt16(only)
                } else {
                    if several.last != letters { several.append(letters) }
                    targets[Int(scalar.value)] = Self.severalBase + UInt16(several.count - 1)
                }
            }
        }
        var first: UInt32?
        for scalar in simplifiedTable.scalars {
            if let traditional = first {
                targets[Int(traditional)] = UInt16(truncatingIfNeeded: scalar.value)
                first = nil
            } else {
                first = scalar.value
            }
        }
        self.targets = targets
        self.several = several
    }

    /// Capitals of Greek, Cyrillic and Armenian; full-width forms.
    private static func fillLetters(_ targets: inout [UInt16]) {
        for value in (0x370...0x587) as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            if lower.count == 1, let only = lower.first, only != scalar { targets[Int(value)] = UInt16(only.value) }
        }
        for value in 0xFF01...0xFF5E {
            let plain = value - 0xFF01 + 0x21
            targets[value] = UInt16(0x41...0x5A ~= plain ? plain + 0x20 : plain)
        }
    }

    /// Spaces, dashes, quotation marks and dots of all kinds become one of each; what has no width or stands above a letter goes.
    private static func fillMarks(_ targets: inout [UInt16]) {
        func set(_ values: [Int], _ target: Character) {
            for value in values { targets[value] = UInt16(target.unicodeScalars.first?.value ?? 0) }
        }
        set([0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000] + Array(0x2000...0x200A), " ")
        set(Array(0x2010...0x2015) + [0x2212, 0x2E3A, 0x2E3B], "-")
        set([0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB, 0x300C, 0x300D, 0x300E, 0x300F], "\"")
        set([0x2018, 0x2019, 0x201A, 0x201B, 0xB4, 0x2032], "'")
        set([0x3002], ".")
        set([0x3001], ",")
        set([0x3010, 0x3014], "[")
        set([0x3011, 0x3015], "]")
        set([0x2022, 0x2027, 0x30FB, 0xFF65], "\u{B7}")
        for value in Array(0x300...0x36F) + Array(0x200B...0x200F) + [0xAD, 0xFEFF, 0x2060] + Array(0xFE00...0xFE0F) {
            targets[value] = gone
        }
    }

    /// Appends what a character becomes.
    ///
    /// - Parameter value: from 0x80 to 0xFFFF.
    @inline(__always)
    func append(_ value: Int, to folded: inout ByteOutput) {
        let target = targets[value]
        if target == Self.gone { return }
        if target >= Self.severalBase, target < 0xF900 {
            folded.append(several[Int(target - Self.severalBase)])
        } else if target < 0x80 {
            folded.append(UInt8(truncatingIfNeeded: target))
        } else if target < 0x800 {
            folded.append(0xC0 | UInt8(truncatingIfNeeded: target >> 6))
            folded.append(0x80 | UInt8(truncatingIfNeeded: target & 0x3F))
        } else {
            folded.append(0xE0 | UInt8(truncatingIfNeeded: target >> 12))
            folded.append(0x80 | UInt8(truncatingIfNeeded: target >> 6 & 0x3F))
            folded.append(0x80 | UInt8(truncatingIfNeeded: target & 0x3F))
        }
    }

}

extension StaticString {
    /// The characters of a table.
    var scalars: String.UnicodeScalarView { description.unicodeScalars }
}
