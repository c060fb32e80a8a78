/// A telephone number with its middle hidden: `138****8000`, `0571-****1234`, `+86 138****8000`; an extension stays. A number
/// with three asterisks or more was masked before.
package func maskedPhone(_ text: String) -> String {
    var characters = Array(text.unicodeScalars)
    if characters.count(where: { $0 == "*" }) >= 3 { return text }
    var places: [Int] = []
    for (index, scalar) in characters.enumerated() {
        if scalar.properties.isAlphabetic { break }
        if isDigit(scalar) || scalar == "*" { places.append(index) }
    }
    let hidden: Range<Int>
    switch places.count {
    case 11...: hidden = (places.count - 8)..<(places.count - 4)
    case 7...10: hidden = (places.count / 2 - 2)..<(places.count / 2 + 2)
    // Numbers of services: nobody's own.
    default: return text
    }
    for place in places[hidden] { characters[place] = "*" }
    return String(String.UnicodeScalarView(characters))
}

/// An address for mail with its first letter and its domain: `l***@example.com`.
package func maskedEmail(_ text: String) -> String {
    guard let at = text.unicodeScalars.lastIndex(of: "@") else {
        return text.contains("*") ? text : maskedAccount(text)
    }
    let local = text.unicodeScalars[..<at]
    if local.count(where: { $0 == "*" }) >= 2 || local.elementsEqual("*".unicodeScalars) { return text }
    return String(String.UnicodeScalarView(local.prefix(1))) + "***" + String(text.unicodeScalars[at...])
}

/// A name in some service: its first letter.
package func maskedAccount(_ text: String) -> String {
    text.contains("*") || text.isEmpty ? text : String(text.prefix(1)) + "***"
}

/// A postal address without its numbers.
package func maskedAddress(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isDigit($0) ? "*" : $0 }))
}

/// `1985-05-12` is `05-12`: the day for good wishes, without the age.
package func maskedBirthday(_ text: String) -> String {
    CalendarDate(text) == nil ? text : String(text.dropFirst(5))
}

extension PersonalData {
    /// The text as a masked repository keeps it; the text itself when nothing has to be hidden.
    package func masked(_ text: String) -> String {
        switch self {
        case .name: maskedName(text)
        case .phone: maskedPhone(text)
        case .email: maskedEmail(text)
        case .address: maskedAddress(text)
        case .birthday: maskedBirthday(text)
        case .account: maskedAccount(text)
        }
    }
}

/// Running text with mobile numbers (Chinese, eleven digits) and addresses for mail masked.
package func maskedContacts(inText text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "@")) || bytes.contains(UInt8(ascii: "1")) else { return text }
    var result: [UInt8] = []
    var here = 0
    while here < bytes.count {
        if bytes[here] == UInt8(ascii: "@"), let domain = domainEnd(bytes, here) {
            var start = result.count
            while start > 0, isLocalPart(result[start - 1]) { start -= 1 }
            let local = result[start...]
            if let first = local.first, local.count(where: { $0 == UInt8(ascii: "*") }) < 2 {
                result.replaceSubrange(start..., with: [first] + Array("***".utf8))
            }
            result += bytes[here..<domain]
            here = domain
            continue
        }
        if bytes[here] == UInt8(ascii: "1"), here == 0 || !DigitsAndLetters.contains(bytes[here - 1]),
            let places = mobileNumber(bytes, here)
        {
            let last = places[10]
            for index in here...last { result.append(places[3..<7].contains(index) ? UInt8(ascii: "*") : bytes[index]) }
            here = last + 1
            continue
        }
        result.append(bytes[here])
        here += 1
    }
    return result == bytes ? text : String(decoding: result, as: UTF8.self)
}

private enum DigitsAndLetters {
    static func contains(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }
}

/// The places of the eleven digits of a mobile number, written whole or as 3-4-4.
private func mobileNumber(_ bytes: [UInt8], _ start: Int) -> [Int]? {
    var places: [Int] = []
    var here = start
    while here < bytes.count, places.count < 11 {
        if bytes[here] &- 0x30 < 10 {
            places.append(here)
        } else if places.count == 3 || places.count == 7, bytes[here] == 0x20 || bytes[here] == 0x2D,
            bytes[here - 1] &- 0x30 < 10
        {
            // One space or hyphen between the groups.
        } else {
            return nil
        }
        here += 1
    }
    guard places.count == 11, bytes[places[1]] >= UInt8(ascii: "3"),
        here >= bytes.count || !DigitsAndLetters.contains(bytes[here])
    else { return nil }
    // More groups of digits: no telephone number.
    if here + 1 < bytes.count, bytes[here] == 0x2D || bytes[here] == 0x2E, bytes[here + 1] &- 0x30 < 10 { return nil }
    return places
}

/// Behind the domain that follows an `@`; nil when none does.
private func domainEnd(_ bytes: [UInt8], _ at: Int) -> Int? {
    var end = at + 1
    var lastDot: Int?
    while end < bytes.count, DigitsAndLetters.contains(bytes[end]) || bytes[end] == 0x2E || bytes[end] == 0x2D {
        if bytes[end] == 0x2E { lastDot = end }
        end += 1
    }
    guard let lastDot, lastDot > at + 1, end - lastDot > 2 else { return nil }
    return end
}

private func isLocalPart(_ byte: UInt8) -> Bool {
    DigitsAndLetters.contains(byte) || byte == 0x2E || byte == 0x5F || byte == 0x2D || byte == 0x2B || byte == 0x2A
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
