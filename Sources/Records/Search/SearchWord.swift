/// One word, or one phrase with spaces in it, that is searched for.
package struct SearchWord: Sendable {
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
        var best: SearchGrade?
        func take(_ grade: SearchGrade) { if best.map({ grade < $0 }) ?? true { best = grade } }
        func compare(_ pattern: BytePattern) {
            let wanted = pattern.bytes.count
            forEachLine(of: names, holding: pattern) { role, line in
                // Two digits of a phone number mean nothing.
                if role == .phone, wanted < 4 { return }
                if line.count == wanted {
                    take(.nameExact)
                } else if pattern.first(in: line) == 0 {
                    take(.nameStart)
                } else {
                    take(.namePart)
                }
            }
        }
        compare(pattern)
        if let digits { compare(digits) }
        if best != nil { return best }
        guard let sound else { return nil }
        forEachName(of: names) { _, name in
            guard let match = sound.match(name) else { return }
            let isPart = match.place == .within
            take(match.isByInitials ? (isPart ? .initialsPart : .initialsStart) : isPart ? .soundPart : .soundStart)
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
