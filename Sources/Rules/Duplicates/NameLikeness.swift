import Records

/// How like two names are, and by what.
package enum NameLikeness: String, Sendable, CaseIterable {
    /// The same but for legal form, place, signs and the way of writing.
    case sameName = "same-name"
    /// The same but for characters that sound the same.
    case sameSound = "same-sound"
    /// One letter or character differs.
    case spelling
    /// The same but for a word such as 科技 behind it.
    case sameBrand = "same-brand"
    /// One is the pinyin of the other.
    case pinyin
}

extension CompanyName {
    /// How like another name is, and how much that says, from 0 to 1; nil when it is another name.
    package func likeness(to other: CompanyName) -> (likeness: NameLikeness, weight: Double)? {
        guard let (likeness, weight) = plainLikeness(to: other) else { return nil }
        var factor = 1.0
        if !places.isEmpty, !other.places.isEmpty {
            // Branches of one company in two towns are two customers.
            if places.isDisjoint(with: other.places) { factor = 0.55 }
        } else if places.isEmpty != other.places.isEmpty {
            factor = 0.9
        }
        if branch != other.branch { factor *= 0.6 }
        return (likeness, weight * factor)
    }

    private func plainLikeness(to other: CompanyName) -> (NameLikeness, Double)? {
        if core == other.core { return (.sameName, core.count >= 2 ? 0.95 : 0.5) }
        let isLong = min(core.count, other.core.count)
        if isChinese, other.isChinese {
            if core.count == other.core.count, core.count >= 2,
                zip(core, other.core).allSatisfy({ Pinyin.shared.soundsAlike($0, $1) })
            {
                return (.sameSound, core.count >= 3 ? 0.8 : 0.65)
            }
            if brand == other.brand, brand.count >= 2 { return (.sameBrand, 0.5) }
            if isLong >= 4, isOneEdit(core, other.core) { return (.spelling, isLong >= 6 ? 0.7 : 0.6) }
            return nil
        }
        if isLatin, other.isLatin {
            if isLong >= 6, isOneEdit(core, other.core) { return (.spelling, 0.75) }
            return nil
        }
        return soundKey == other.soundKey && soundKey != nil ? (.pinyin, 0.5) : nil
    }

    var isChinese: Bool { !core.isEmpty && core.allSatisfy { $0.value >= 0x3400 } }

    var isLatin: Bool { !core.isEmpty && core.allSatisfy { $0.value < 0x3400 } }

    /// The brand in pinyin; for a Latin name its first four letters or more. nil for what is too short or cannot be read.
    var soundKey: String? {
        if isLatin {
            let key = String(String.UnicodeScalarView(core.filter { ("a"..."z").contains($0) }))
            return key.utf8.count >= 4 ? key : nil
        }
        var key = ""
        for scalar in brand {
            guard let reading = Pinyin.shared.readings(scalar).first else { return nil }
            key += reading
        }
        return key.utf8.count >= 4 ? key : nil
    }
}

/// True when one letter is wrong, missing or too many.
func isOneEdit(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
    guard abs(left.count - right.count) <= 1 else { return false }
    let same = zip(left, right).prefix { $0 == $1 }.count
    let (a, b) = (left.dropFirst(same), right.dropFirst(same))
    if a.count == b.count { return a.dropFirst().elementsEqual(b.dropFirst()) }
    return a.count > b.count ? a.dropFirst().elementsEqual(b) : a.elementsEqual(b.dropFirst())
}
