/// How well a record's names answer what was typed to name one record: from exact to vague. The first tier in which anything is found
/// decides, and several in it are not guessed between.
package enum NameTier: Int, Sendable, CaseIterable, Comparable {
    case id, path, number, title, otherName
    /// A contact's whole name, a whole e-mail address or phone number.
    case reach
    /// A part of a name, number or id: of a record that lies in no other one, then of any.
    case partOfFolderRecord, partOfAny
    /// A part of a contact's name or address, or at least four digits of a phone number.
    case partOfReach
    /// By pinyin: whole name, its beginning, anywhere, then initials; first for records that lie in no other one.
    case soundWhole, soundStart, soundWithin, soundInitials
    case soundOfAny

    package static func < (left: NameTier, right: NameTier) -> Bool { left.rawValue < right.rawValue }
}

/// What a person typed to name one record, ready to be compared with the names of many.
package struct NameQuery: Sendable {
    private let wanted: BytePattern
    private let digits: BytePattern?
    private let sound: SoundQuery?

    /// nil when there is nothing to look for.
    package init?(_ typed: String) {
        let typed = NameQuery.trimmed(folded(typed))
        if typed.isEmpty { return nil }
        wanted = BytePattern(typed)
        digits = Self.phonePart(typed).map { BytePattern($0) }
        sound = SoundQuery(folded: typed)
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        Array(bytes.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
    }

    /// The digits of what is typed like a phone number, without the prefix of the country; nil for fewer than four digits, or when there
    /// is anything else.
    static func phonePart(_ folded: [UInt8]) -> [UInt8]? {
        guard folded.allSatisfy({ 0x30...0x39 ~= $0 || " -()+./".utf8.contains($0) }) else { return nil }
        var digits = folded.filter { 0x30...0x39 ~= $0 }
        if folded.first == UInt8(ascii: "+"), digits.starts(with: "86".utf8) { digits.removeFirst(2) }
        if digits.starts(with: "0086".utf8) { digits.removeFirst(4) }
        return digits.count >= 4 ? digits : nil
    }

    /// The tier in which names answer, without pinyin; nil when they do not.
    ///
    /// - Parameters:
    ///   - names: as `searchNames` makes them.
    ///   - isFolder: whether the record lies in no other one.
    package func tier(of names: UnsafeRawBufferPointer, isFolder: Bool) -> NameTier? {
        var best: NameTier?
        func take(_ tier: NameTier) { if best.map({ tier < $0 }) ?? true { best = tier } }
        forEachLine(of: names, holding: wanted) { role, line in
            let isExact = line.count == wanted.bytes.count
            switch role {
            case .id: take(isExact ? .id : isFolder ? .partOfFolderRecord : .partOfAny)
            case .number: take(isExact ? .number : isFolder ? .partOfFolderRecord : .partOfAny)
            case .title, .slug: take(isExact ? .title : isFolder ? .partOfFolderRecord : .partOfAny)
            case .other: take(isExact ? .otherName : isFolder ? .partOfFolderRecord : .partOfAny)
            case .contact, .email: if isExact { take(.reach) } else if wanted.bytes.count > 2 { take(.partOfReach) }
            case .phone: if isExact { take(.reach) } else if wanted.bytes.count > 3 { take(.partOfReach) }
            case nil: break
            }
        }
        if let digits {
            forEachLine(of: names, holding: digits) { role, line in
                if role == .phone { take(line.count == digits.bytes.count ? .reach : .partOfReach) }
            }
        }
        return best
    }

    /// The tier in which names answer by their sound; nil when they do not.
    package func soundTier(of names: UnsafeRawBufferPointer, isFolder: Bool) -> NameTier? {
        guard let sound else { return nil }
        var best: NameTier?
        forEachName(of: names) { _, name in
            guard let match = sound.match(name) else { return }
            let tier: NameTier
            if !isFolder {
                tier = .soundOfAny
            } else if match.isByInitials {
                tier = .soundInitials
            } else {
                tier = [.soundWhole, .soundStart, .soundWithin][match.place.rawValue]
            }
            if best.map({ tier < $0 }) ?? true { best = tier }
        }
        return best
    }

    /// Whether `soundTier` can find anything.
    package var hasSound: Bool { sound != nil }
}

/// Calls `body` for each line that holds `needle`, once, with its role and the bytes behind it.
func forEachLine(
    of names: UnsafeRawBufferPointer, holding needle: BytePattern, _ body: (NameRole?, UnsafeRawBufferPointer) -> Void
) {
    var start = 0
    while let place = needle.first(in: names, from: start) {
        var first = place
        while first > 0, names[first - 1] != 0x0A { first -= 1 }
        var end = place + needle.bytes.count
        while end < names.count, names[end] != 0x0A { end += 1 }
        // The byte of the role is no part of the name.
        if place > first {
            body(NameRole(rawValue: names[first]), UnsafeRawBufferPointer(rebasing: names[(first + 1)..<end]))
            start = end
        } else {
            start = place + 1
        }
    }
}

/// Calls `body` for each name that can be read aloud, with its role: titles, other names and contacts, as characters.
func forEachName(
    of names: UnsafeRawBufferPointer, _ body: (NameRole, UnsafeBufferPointer<Unicode.Scalar>) -> Void
) {
    var start = 0
    while start < names.count {
        var end = start + 1
        while end < names.count, names[end] != 0x0A { end += 1 }
        switch NameRole(rawValue: names[start]) {
        case .title?, .other?, .contact?, .slug?:
            let line = UnsafeRawBufferPointer(rebasing: names[(start + 1)..<end])
            // Letters alone have been compared as letters.
            if line.contains(where: { $0 >= 0xE3 }), let role = NameRole(rawValue: names[start]) {
                // There may be a million of them: no text is made of any.
                withUnsafeTemporaryAllocation(of: Unicode.Scalar.self, capacity: line.count) { scalars in
                    body(role, UnsafeBufferPointer(rebasing: scalars[..<decode(line, into: scalars)]))
                }
            }
        default: break
        }
        start = end + 1
    }
}

/// The characters of UTF-8; what is none is left out.
///
/// - Parameter scalars: room for as many characters as there are bytes.
/// - Returns: how many there are.
private func decode(_ bytes: UnsafeRawBufferPointer, into scalars: UnsafeMutableBufferPointer<Unicode.Scalar>) -> Int {
    var count = 0
    var index = 0
    while index < bytes.count {
        let first = bytes[index]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { break }
        var value = UInt32(first)
        if length > 1 {
            value = UInt32(first) & (0x7F >> UInt32(length))
            for next in (index + 1)..<(index + length) { value = value << 6 | UInt32(bytes[next] & 0x3F) }
        }
        if let scalar = Unicode.Scalar(value) {
            scalars.initializeElement(at: count, to: scalar)
            count += 1
        }
        index += length
    }
    return count
}
