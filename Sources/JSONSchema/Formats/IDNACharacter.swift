/// Which characters a label may hold (RFC 5892), derived from Unicode properties.
enum IDNACharacter {
    static func isAllowed(in label: [UInt32], at index: Int) -> Bool {
        let value = label[index]
        switch value {
        case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
        case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
        case 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x660...0x669, 0x6F0...0x6F9:
            return isAllowedHere(label, index)
        case 0x200C, 0x200D: return isJoinerAllowed(label, index)
        case 0x2D, 0x30...0x39, 0x61...0x7A: return true
        // Conjoining Hangul and blocks that are left out as a whole.
        case 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB, 0x20D0...0x20FF, 0x1D100...0x1D24F: return false
        default: break
        }
        guard let properties = Unicode.Scalar(value)?.properties else { return false }
        if properties.changesWhenNFKCCaseFolded || properties.isDefaultIgnorableCodePoint || properties.isWhitespace
            || properties.isNoncharacterCodePoint
        {
            return false
        }
        switch properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .nonspacingMark,
            .spacingMark:
            return true
        default: return false
        }
    }

    private static func isScript(_ name: String, _ value: UInt32) -> Bool {
        UnicodeScripts.set(named: name)?.contains(value) ?? false
    }

    /// Contextual rules of RFC 5892, appendix A.3 to A.9.
    private static func isAllowedHere(_ label: [UInt32], _ index: Int) -> Bool {
        let before = index > 0 ? label[index - 1] : 0
        let after = index + 1 < label.count ? label[index + 1] : 0
        switch label[index] {
        case 0xB7: return before == 0x6C && after == 0x6C
        case 0x375: return isScript("Greek", after)
        case 0x5F3, 0x5F4: return isScript("Hebrew", before)
        case 0x30FB:
            return label.contains { isScript("Hiragana", $0) || isScript("Katakana", $0) || isScript("Han", $0) }
        case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0) }
        default: return !label.contains { (0x660...0x669).contains($0) }
        }
    }

    /// Contextual rules A.1 and A.2: a joiner follows a virama; a non-joiner may stand between joining letters as well.
    private static func isJoinerAllowed(_ label: [UInt32], _ index: Int) -> Bool {
        if index == 0 { return false }
        if let before = Unicode.Scalar(label[index - 1]), before.properties.canonicalCombiningClass.rawValue == 9 {
            return true
        }
        if label[index] == 0x200D { return false }
        guard let before = label[..<index].last(where: { !JoiningTypes.isTransparent($0) }),
            let after = label[(index + 1)...].first(where: { !JoiningTypes.isTransparent($0) })
        else { return false }
        return JoiningTypes.joinsForward(before) && JoiningTypes.joinsBackward(after)
    }
}
