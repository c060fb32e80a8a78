/// How many terminal cells a text takes: two for East Asian wide and full-width characters and for emoji, none for
/// combining marks (Unicode Standard Annex 11; ambiguous characters count as one).
func displayWidth(_ text: some StringProtocol) -> Int {
    if let width = widthOfLetters(text) { return width }
    var width = 0
    for character in text { width += displayWidth(of: character) }
    return width
}

/// The same for a text of letters, digits and marks that each stand for themselves, as nearly all do: one scalar is one character there. nil
/// for any other.
private func widthOfLetters(_ text: some StringProtocol) -> Int? {
    var width = 0
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027: width += 1
        case 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF60: width += 2
        default: return nil
        }
    }
    return width
}

/// A character takes the cells of its base; what joins or modifies it adds none.
func displayWidth(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return first.value < 0x20 || (0x7F..<0xA0).contains(first.value) ? 0 : 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if isWide(first.value) { return 2 }
    // A flag is a pair of letters of its own.
    if (0x1F1E6...0x1F1FF).contains(first.value) { return min(character.unicodeScalars.count, 2) }
    // A text symbol that a variation selector turns into an emoji.
    return character.unicodeScalars.contains { $0.value == 0xFE0F } ? 2 : 1
}

private func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A,
        0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA,
        0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440, 0x1F442...0x1F4FC,
        0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A, 0x1F595...0x1F596, 0x1F5A4,
        0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF,
        0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
        0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
        return true
    default:
        return false
    }
}

/// `text` cut to at most `limit` cells, with `…` where something was cut off.
func fitted(_ text: String, to limit: Int) -> String {
    guard displayWidth(text) > limit else { return text }
    guard limit > 1 else { return limit == 1 ? "…" : "" }
    var result = ""
    var width = 0
    for character in text {
        let next = displayWidth(of: character)
        if width + next > limit - 1 { break }
        result.append(character)
        width += next
    }
    return result + "…"
}

/// `text` broken into lines of at most `limit` cells: at spaces, or between any two wide characters.
func wrapped(_ text: String, to limit: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
        var line = ""
        var width = 0
        for word in breakable(paragraph) {
            let next = displayWidth(word)
            if width > 0, width + displayWidth(word.trimmingTrailingSpaces) > limit {
                lines.append(line.trimmingTrailingSpaces)
                line = ""
                width = 0
            }
            line += word
            width += next
        }
        lines.append(line.trimmingTrailingSpaces)
    }
    return lines
}

/// Pieces that stay together: a word with the spaces behind it, or one wide character with the punctuation behind it.
private func breakable(_ text: Substring) -> [String] {
    // Full-width comma, stop, enumeration comma, semicolon, colon, marks, closing brackets and quotes; ASCII ones too.
    let closing = "\u{FF0C}\u{3002}\u{3001}\u{FF1B}\u{FF1A}\u{FF01}\u{FF1F}\u{FF09}\u{300B}\u{201D}\u{2019}\u{300D}.,;:"
    var pieces: [String] = []
    var openSpace = true
    for character in text {
        let wide = displayWidth(of: character) == 2
        if let last = pieces.indices.last, closing.contains(character) || character == " " {
            pieces[last].append(character)
            openSpace = character == " "
        } else if let last = pieces.indices.last, !wide, !openSpace {
            pieces[last].append(character)
        } else {
            pieces.append(String(character))
            openSpace = wide
        }
        if wide { openSpace = true }
    }
    return pieces
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var result = self
        while result.last == " " { result.removeLast() }
        return result
    }
}
