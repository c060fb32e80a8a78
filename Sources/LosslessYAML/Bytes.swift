extension UInt8 {
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }

    @inline(__always) var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

    /// `[0-9A-Za-z-]`, the word characters of YAML (production 38).
    @inline(__always) var isWordCharacter: Bool { isDigit || (self | 0x20) &- 0x61 < 26 || self == 0x2D }
}
