/// A point in time with the offset it was written in: `2026-11-03T14:30:00+08:00` (RFC 3339 date-time).
/// Compared as a point in time; the offset only says how to show it.
package struct Instant: Sendable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z; fractions of a second are dropped.
    package let secondsSinceEpoch: Int
    /// Seconds east of UTC.
    package let offset: Int

    package init(secondsSinceEpoch: Int, offset: Int) {
        self.secondsSinceEpoch = secondsSinceEpoch
        self.offset = offset
    }

    /// An RFC 3339 date-time; a space instead of `T`, missing seconds and a missing colon in the offset are let pass.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let instant = text.withUTF8({ Instant(utf8: $0) }) else { return nil }
        self = instant
    }

    /// The same of UTF-8.
    init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 17, let date = CalendarDate(utf8: UnsafeBufferPointer(rebasing: bytes[0..<10])),
            bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
            let hour = decimalNumber(bytes[11..<13]), bytes[13] == UInt8(ascii: ":"),
            let minute = decimalNumber(bytes[14..<16]), hour < 24, minute < 60
        else { return nil }
        var rest = bytes[16...]
        var second = 0
        if rest.first == UInt8(ascii: ":") {
            guard rest.count >= 3, let value = decimalNumber(rest.dropFirst().prefix(2)), value <= 60 else {
                return nil
            }
            second = value
            rest = rest.dropFirst(3)
        }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst().drop { $0 >= 0x30 && $0 <= 0x39 }
        }
        guard let offset = Self.offset(rest) else { return nil }
        self.init(
            secondsSinceEpoch: date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset,
            offset: offset)
    }

    private static func offset(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard let sign = bytes.first else { return nil }
        if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") { return bytes.count == 1 ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        var (count, number) = (0, 0)
        for byte in bytes.dropFirst() where byte != UInt8(ascii: ":") {
            guard byte >= 0x30, byte <= 0x39, count < 4 else { return nil }
            number = number * 10 + Int(byte - 0x30)
            count += 1
        }
        let (hours, minutes) = (number / 100, number % 100)
        guard count == 4, hours < 24, minutes < 60 else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// The day in the instant's own offset.
    package var date: CalendarDate {
        CalendarDate(daysSinceEpoch: floorDivide(secondsSinceEpoch + offset, 86_400))
    }

    /// Hour and minute in the instant's own offset: `14:30`.
    package var clock: String {
        let seconds = secondsSinceEpoch + offset - date.daysSinceEpoch * 86_400
        return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
    }

    package var description: String {
        let second = (secondsSinceEpoch + offset - date.daysSinceEpoch * 86_400) % 60
        let sign = offset < 0 ? "-" : "+"
        let minutes = abs(offset) / 60
        let zone = offset == 0 ? "Z" : "\(sign)\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
        return "\(date)T\(clock):\(padded(second, 2))\(zone)"
    }

    package static func == (left: Instant, right: Instant) -> Bool {
        left.secondsSinceEpoch == right.secondsSinceEpoch
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }
}

private func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
}
