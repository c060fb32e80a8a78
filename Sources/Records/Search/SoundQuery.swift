/// What a person typed, to be compared with names by sound: full pinyin (`yuanjing`), initials (`yjzn`), and both mixed with each other and
/// with characters (`yuanjzn`, `yuanjing智能`). Spaces and signs in names and in what was typed do not count.
package struct SoundQuery: Sendable {
    /// How a name answers. Whole syllables are worth more than initials.
    package struct Match: Sendable, Hashable {
        /// Of the sound in the name.
        package enum Place: Int, Sendable { case whole, start, within }

        package var place: Place
        package var isByInitials: Bool

        package init(place: Place, isByInitials: Bool) {
            self.place = place
            self.isByInitials = isByInitials
        }
    }

    /// Folded, without spaces and signs; at most 60.
    private let typed: [Unicode.Scalar]
    private let pinyin = Pinyin.shared

    /// nil when nothing in it can be a sound: no letter, or less than two signs, or more than 60.
    ///
    /// - Parameter folded: as `fold` makes it.
    package init?(folded: [UInt8]) {
        let scalars = String(decoding: folded, as: UTF8.self).unicodeScalars.filter { Self.counts($0) }
        guard (2...60).contains(scalars.count), scalars.contains(where: { ("a"..."z").contains($0) }) else {
            return nil
        }
        typed = Array(scalars)
    }

    /// Letters, digits and characters count; spaces and signs do not.
    static func counts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: true
        case ..<0xC0: false
        case 0x2000...0x2E7F, 0x3000...0x3004, 0x3008...0x3020: false
        default: true
        }
    }

    /// The best way in which a name answers; nil when it does not.
    ///
    /// - Parameter name: folded.
    package func match(_ name: [Unicode.Scalar]) -> Match? {
        name.withUnsafeBufferPointer { match($0) }
    }

    func match(_ name: UnsafeBufferPointer<Unicode.Scalar>) -> Match? {
        var best: Match?
        var isFirst = true
        for start in name.indices where Self.counts(name[start]) {
            if let found = match(name, from: start, isFirst: isFirst), best.map({ Self.isBetter(found, $0) }) ?? true {
                best = found
                if found.place != .within, !found.isByInitials { break }
            }
            isFirst = false
        }
        return best
    }

    private static func isBetter(_ left: Match, _ right: Match) -> Bool {
        if left.isByInitials != right.isByInitials { return right.isByInitials }
        return left.place.rawValue < right.place.rawValue
    }

    /// Bit n is set when the first n signs of what was typed are used up.
    private struct Reached {
        /// With whole syllables only.
        var whole: UInt64
        /// With initials among them.
        var any: UInt64
    }

    private func match(_ name: UnsafeBufferPointer<Unicode.Scalar>, from start: Int, isFirst: Bool) -> Match? {
        let end: UInt64 = 1 << UInt64(typed.count)
        var reached = Reached(whole: 1, any: 1)
        var used = 0
        var found: Match?
        for index in start..<name.endIndex where Self.counts(name[index]) {
            reached = step(name[index], reached)
            used += 1
            if reached.any == 0 { break }
            guard reached.any & end != 0 else { continue }
            let isWhole = reached.whole & end != 0
            // One syllable or two initials in the middle of a name are found everywhere and mean nothing.
            if !isFirst, used < 2 || !isWhole && typed.count < 3 { continue }
            if !isWhole, used < 2 { continue }
            let isLast = !name[(index + 1)...].contains { Self.counts($0) }
            let match = Match(
                place: isFirst ? (isLast ? .whole : .start) : .within, isByInitials: !isWhole)
            if found.map({ Self.isBetter(match, $0) }) ?? true { found = match }
        }
        return found
    }

    private func step(_ character: Unicode.Scalar, _ reached: Reached) -> Reached {
        var next = Reached(whole: 0, any: 0)
        var rest = reached.any
        while rest != 0 {
            let offset = rest.trailingZeroBitCount
            rest &= rest - 1
            guard offset < typed.count else { continue }
            let bit: UInt64 = 1 << UInt64(offset)
            let isWhole = reached.whole & bit != 0
            func reach(_ count: Int, whole: Bool) {
                let bit: UInt64 = 1 << UInt64(offset + count)
                next.any |= bit
                if whole, isWhole { next.whole |= bit }
            }
            if typed[offset] == character {
                reach(1, whole: true)
                continue
            }
            guard ("a"..."z").contains(typed[offset]) else { continue }
            _ = pinyin.contains(character) { number in
                readAloud(pinyin.syllables[number], offset, reach)
                return false
            }
        }
        return next
    }

    /// What of the typed text from `offset` on one syllable uses up: all of it, its initial, or, at the end, as much as was typed.
    private func readAloud(_ syllable: [UInt8], _ offset: Int, _ reach: (Int, Bool) -> Void) {
        var same = 0
        while same < syllable.count, offset + same < typed.count, Self.isSame(syllable[same], typed[offset + same]) {
            same += 1
        }
        if same == 0 { return }
        if same == syllable.count {
            reach(same, true)
        } else if offset + same == typed.count, same > 1 {
            reach(same, true)
        }
        if same < syllable.count || same > 1 { reach(1, false) }
        if same > 1, syllable.count > 2, syllable[1] == UInt8(ascii: "h") { reach(2, false) }
    }

    /// ü is typed v or u.
    private static func isSame(_ letter: UInt8, _ typed: Unicode.Scalar) -> Bool {
        typed.value == UInt32(letter) || letter == UInt8(ascii: "v") && typed == "u"
    }
}
