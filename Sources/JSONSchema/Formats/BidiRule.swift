/// The bidi rule of RFC 5893, section 2, for labels whose characters are allowed already.
enum BidiRule {
    private enum Direction { case left, right, arabicNumber, europeanNumber, mark, neutral }

    /// Whether a character makes a domain name a bidirectional one.
    static func isRightToLeft(_ value: UInt32) -> Bool {
        switch direction(value) {
        case .right, .arabicNumber: true
        default: false
        }
    }

    static func allows(_ label: [UInt32]) -> Bool {
        let directions = label.map(direction)
        guard let last = directions.last(where: { $0 != .mark }) else { return false }
        switch directions.first {
        case .right:
            if directions.contains(.left) { return false }
            if directions.contains(.arabicNumber) && directions.contains(.europeanNumber) { return false }
            return last == .right || last == .arabicNumber || last == .europeanNumber
        case .left:
            if directions.contains(.right) || directions.contains(.arabicNumber) { return false }
            return last == .left || last == .europeanNumber
        default: return false
        }
    }

    private static func direction(_ value: UInt32) -> Direction {
        switch value {
        case 0x30...0x39, 0x6F0...0x6F9: return .europeanNumber
        case 0x600...0x605, 0x660...0x669, 0x66B...0x66C, 0x6DD, 0x890...0x891, 0x8E2, 0x10D30...0x10D39,
            0x10E60...0x10E7E:
            return .arabicNumber
        case 0x2D, 0xB7, 0x375, 0x200C, 0x200D: return .neutral
        default: break
        }
        if let scalar = Unicode.Scalar(value) {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: return .mark
            default: break
            }
        }
        switch value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF, 0x200F:
            return .right
        default: return .left
        }
    }
}
