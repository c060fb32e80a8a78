/// The readings of Chinese characters, without tones.
///
/// Built from the table when first something is asked; takes about a millisecond. All readings of a character count, so that 重庆 is found as
/// `chongqing` and 单 as the surname `shan`.
package struct Pinyin: Sendable {
    /// In the order of the alphabet; ü is `v`.
    package let syllables: [[UInt8]]
    /// For 0x4E00 to 0x9FFF: number of a syllable + 1; 0 for none; from `severalBase` on an entry of `several`.
    private let numbers: [UInt16]
    private let several: [[UInt16]]
    private let others: [UInt32: [UInt16]]

    package static let shared = Pinyin()

    private static let first: UInt32 = 0x4E00
    private static let count = 0x5200
    private static let severalBase: UInt16 = 0x8000

    private init() {
        var syllables: [[UInt8]] = []
        var numbers = [UInt16](repeating: 0, count: Self.count)
        var several: [[UInt16]] = []
        var others: [UInt32: [UInt16]] = [:]
        var syllable: [UInt8] = []
        for scalar in pinyinTable.scalars {
            switch scalar {
            case " ": syllable = []
            case ":": syllables.append(syllable)
            case "a"..."z": syllable.append(UInt8(truncatingIfNeeded: scalar.value))
            default:
                let number = UInt16(syllables.count)
                guard scalar.value >= Self.first, scalar.value < Self.first + UInt32(Self.count) else {
                    others[scalar.value, default: []].append(number)
                    continue
                }
                let index = Int(scalar.value - Self.first)
                let known = numbers[index]
                if known == 0 {
                    numbers[index] = number
                } else if known >= Self.severalBase {
                    several[Int(known - Self.severalBase)].append(number)
                } else {
                    several.append([known, number])
                    numbers[index] = Self.severalBase + UInt16(several.count - 1)
                }
            }
        }
        self.syllables = syllables
        self.numbers = numbers
        self.several = several
        self.others = others
    }

    /// Calls `body` with the number of each reading of a character, until it returns true.
    @inline(__always)
    func contains(_ scalar: Unicode.Scalar, where body: (Int) -> Bool) -> Bool {
        let value = scalar.value
        guard value >= Self.first, value < Self.first + UInt32(Self.count) else {
            guard value > 0x2FFF, let found = others[value] else { return false }
            return found.contains { body(Int($0) - 1) }
        }
        let number = numbers[Int(value - Self.first)]
        if number == 0 { return false }
        if number < Self.severalBase { return body(Int(number) - 1) }
        return several[Int(number - Self.severalBase)].contains { body(Int($0) - 1) }
    }

    /// The readings of a character as texts; empty for a character that has none. Traditional characters must be folded first.
    package func readings(_ scalar: Unicode.Scalar) -> [String] {
        var found: [String] = []
        _ = contains(scalar) { number in
            found.append(String(decoding: syllables[number], as: UTF8.self))
            return false
        }
        return found
    }

    /// True when two characters can be read alike: 帆 and 凡.
    package func soundsAlike(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        left == right || contains(left) { one in contains(right) { $0 == one } }
    }
}
