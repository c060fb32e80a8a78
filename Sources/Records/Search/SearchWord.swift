/// One word, or one phrase with spaces in it, that is searched for. A class, since every record there is asks for it, and a copy of it
/// would cost more than most of the answers.
package final class SearchWord: Sendable {
    /// Folded.
    package let pattern: BytePattern
    let digits: BytePattern?
    private let sound: SoundQuery?
    let slip: SlipQuery?

    /// nil when nothing is left of it.
    package init?(_ typed: String) {
        var bytes = folded(typed)
        while bytes.last == 0x20 { bytes.removeLast() }
        let word = Array(bytes.drop { $0 == 0x20 })
        guard !word.isEmpty, word.count <= 1000 else { return nil }
        pattern = BytePattern(word)
        let digits = NameQuery.phonePart(word)
        self.digits = digits == word ? nil : digits.map { BytePattern($0) }
        sound = SoundQuery(folded: word)
        slip = SlipQuery(folded: word)
    }

    /// How the names of a record answer; nil when they do not.
    ///
    /// - Parameter names: as `searchNames` makes them.
    package func grade(names: UnsafeRawBufferPointer) -> SearchGrade? {
        var best = Self.grade(of: pattern, names)
        if let digits, let other = Self.grade(of: digits, names) { best = min(best ?? other, other) }
        if best != nil { return best }
        guard let sound else { return nil }
        func take(_ grade: SearchGrade) { if best.map({ grade < $0 }) ?? true { best = grade } }
        forEachName(of: names) { _, name in
            guard let match = sound.match(name) else { return }
            let isPart = match.place == .within
            take(match.isByInitials ? (isPart ? .initialsPart : .initialsStart) : isPart ? .soundPart : .soundStart)
        }
        return best
    }

    /// Apart from what sounds alike, since this is asked of every record there is, and most do not even hold the bytes.
    private static func grade(of pattern: BytePattern, _ names: UnsafeRawBufferPointer) -> SearchGrade? {
        guard pattern.first(in: names) != nil else { return nil }
        let wanted = pattern.bytes.count
        var best: SearchGrade?
        forEachLine(of: names, holding: pattern) { role, line in
            // Two digits of a phone number mean nothing.
            if role == .phone, wanted < 4 { return }
            let grade: SearchGrade =
                line.count == wanted ? .nameExact : pattern.first(in: line) == 0 ? .nameStart : .namePart
            best = min(best ?? grade, grade)
        }
        return best
    }

    /// How a record answers; nil when it does not.
    ///
    /// - Parameter text: as `searchText` makes it.
    package func grade(names: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer) -> SearchGrade? {
        if let grade = grade(names: names) { return grade }
        if pattern.first(in: text) != nil { return .text }
        if let digits, digits.first(in: text) != nil { return .text }
        return nil
    }

    /// True when a name, folded, sounds like the word or is like it but for a slip.
    func soundsLikeOrSlips(_ name: [Unicode.Scalar]) -> Bool {
        sound?.match(name) != nil || slip?.matches(name) ?? false
    }

    /// True when a name is like the word but for a slip.
    package func isLike(names: UnsafeRawBufferPointer) -> Bool {
        guard let slip else { return false }
        var isLike = false
        forEachWordLine(of: names) { name in
            if !isLike, slip.matches(name) { isLike = true }
        }
        return isLike
    }
}

/// Calls `body` for each name made of words: titles, other names and contacts, as characters.
private func forEachWordLine(of names: UnsafeRawBufferPointer, _ body: ([Unicode.Scalar]) -> Void) {
    for line in names.split(separator: 0x0A) {
        switch line.first.flatMap({ NameRole(rawValue: $0) }) {
        case .title?, .other?, .contact?, .slug?:
            body(Array(String(decoding: line.dropFirst(), as: UTF8.self).unicodeScalars))
        default: break
        }
    }
}
