/// The text of a filter, scalar by scalar: as typed, and folded so that full-width and half-width signs, large and small
/// letters are the same. Both have the same length, so a place in one is a place in the other.
struct FilterSource: Sendable {
    let scalars: [Unicode.Scalar]
    let folded: [Unicode.Scalar]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        folded = scalars.map { Self.folded($0) }
    }

    var end: Int { folded.count }

    /// The scalar at a place, folded; nil behind the end.
    subscript(place: Int) -> Unicode.Scalar? {
        folded.indices.contains(place) ? folded[place] : nil
    }

    /// What was typed there.
    func typed(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<end)]))
    }

    /// The place behind any spaces.
    func skippingSpaces(_ place: Int) -> Int {
        var place = place
        while place < end, folded[place] == " " { place += 1 }
        return place
    }

    /// The place behind `word`, if it stands here; a space in it stands for any number of them. A word of letters does not end
    /// within a longer one.
    func match(_ word: String, at start: Int) -> Int? {
        var place = start
        for scalar in word.unicodeScalars {
            guard place < end, folded[place] == scalar else { return nil }
            place += 1
            if scalar == " " { place = skippingSpaces(place) }
        }
        return splitsWord(place) ? nil : place
    }

    /// The longest of some words that stands here, with the place behind it.
    func longest<Meaning>(_ words: [(String, Meaning)], at place: Int) -> (meaning: Meaning, end: Int)? {
        var best: (meaning: Meaning, end: Int)?
        for (word, meaning) in words {
            if let end = match(word, at: place), end > (best?.end ?? place) { best = (meaning, end) }
        }
        return best
    }

    /// True between two letters or digits of the same Latin word.
    func splitsWord(_ place: Int) -> Bool {
        guard place > 0, place < end else { return false }
        return Self.isLatin(folded[place - 1]) && Self.isLatin(folded[place])
    }

    static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || isDigit(scalar) || (scalar.value < 0x2E80 && scalar.properties.isAlphabetic)
    }

    static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { $0 >= "0" && $0 <= "9" } ?? false
    }

    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x41...0x5A: return Unicode.Scalar(UInt8(scalar.value) + 32)
        case 0x09, 0x0A, 0x0D, 0x3000, 0xA0: return " "
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map { folded($0) } ?? scalar
        case 0x3010, 0x3014: return "["
        case 0x3011, 0x3015: return "]"
        case 0x301C: return "~"
        case 0x2A7E, 0x2267: return "\u{2265}"
        case 0x2A7D, 0x2266: return "\u{2264}"
        case 0xFFE5: return "\u{A5}"
        case 0x00...0x7F: return scalar
        default:
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            return lower.count == 1 ? lower.first ?? scalar : scalar
        }
    }

    /// A name or word as it is compared.
    static func folded(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.map { folded($0) } }
}
