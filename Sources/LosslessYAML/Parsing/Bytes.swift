extension UInt8 {
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }

    @inline(__always) var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

    /// `[0-9A-Za-z-]`, the word characters of YAML (production 38).
    @inline(__always) var isWordCharacter: Bool { isDigit || (self | 0x20) &- 0x61 < 26 || self == 0x2D }

    /// Space or tab (production 33).
    @inline(__always) var isWhite: Bool { self == 0x20 || self == 0x09 }

    /// LF or CR (production 26).
    @inline(__always) var isBreak: Bool { self == 0x0A || self == 0x0D }

    /// White space, a line break, or the zero that stands for the end of the text. Other control characters never get this far.
    @inline(__always) var isBlankOrEnd: Bool { self <= 0x20 }

    /// A line break or the end of the text.
    @inline(__always) var isBreakOrEnd: Bool { self == 0x0A || self == 0x0D || self == 0 }

    /// `,` `[` `]` `{` `}` (production 23).
    @inline(__always) var isFlowIndicator: Bool {
        self == 0x2C || self == 0x5B || self == 0x5D || self == 0x7B || self == 0x7D
    }

}

/// The ASCII characters that YAML gives a meaning.
enum Ascii {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let exclamation: UInt8 = 0x21
    static let doubleQuote: UInt8 = 0x22
    static let hash: UInt8 = 0x23
    static let percent: UInt8 = 0x25
    static let ampersand: UInt8 = 0x26
    static let singleQuote: UInt8 = 0x27
    static let asterisk: UInt8 = 0x2A
    static let plus: UInt8 = 0x2B
    static let comma: UInt8 = 0x2C
    static let dash: UInt8 = 0x2D
    static let dot: UInt8 = 0x2E
    static let colon: UInt8 = 0x3A
    static let less: UInt8 = 0x3C
    static let equals: UInt8 = 0x3D
    static let greater: UInt8 = 0x3E
    static let question: UInt8 = 0x3F
    static let at: UInt8 = 0x40
    static let openBracket: UInt8 = 0x5B
    static let backslash: UInt8 = 0x5C
    static let closeBracket: UInt8 = 0x5D
    static let backtick: UInt8 = 0x60
    static let openBrace: UInt8 = 0x7B
    static let bar: UInt8 = 0x7C
    static let closeBrace: UInt8 = 0x7D
}
