/// Finds identity card numbers, bank card numbers, private keys and access tokens in a text (R194). Linear in its length; pure.
///
/// A number alarms when everything that can be checked about it is right: an identity number its region, day and check digit
/// (GB 11643), a card its issuer's prefix, length and check digit (ISO/IEC 7812), and for a card also the look of one (groups
/// of four), a word about cards beside it, or a prefix of UnionPay that nothing else has. Telephone, order, contract and tax
/// numbers, amounts and hashes therefore pass. docs/PRIVACY.md says it for users.
///
/// - Parameters:
///   - bytes: UTF-8; other bytes do no harm.
///   - latest: nobody is born later than this day.
///   - anyContext: report cards whatever stands beside them. For text that is about to be shown.
/// - Returns: in the order of the text, not overlapping.
package func secrets(
    in bytes: UnsafeBufferPointer<UInt8>, latest: CalendarDate = SecretScan.latestBirth, anyContext: Bool = false
) -> [SecretFinding] {
    var scan = SecretScan(bytes: bytes, latest: latest, anyContext: anyContext)
    scan.run()
    return scan.findings
}

/// ``secrets(in:latest:anyContext:)`` of an array.
package func secrets(in bytes: [UInt8], latest: CalendarDate = SecretScan.latestBirth) -> [SecretFinding] {
    bytes.withUnsafeBufferPointer { secrets(in: $0, latest: latest) }
}

/// One walk over a text.
package struct SecretScan {
    /// Used where no clock is at hand: a number of somebody born later than this is not to be expected in a CRM of today.
    package static let latestBirth =
        CalendarDate(year: 2039, month: 12, day: 31) ?? CalendarDate(daysSinceEpoch: 25_566)

    let bytes: UnsafeBufferPointer<UInt8>
    let latest: CalendarDate
    let anyContext: Bool
    private(set) var findings: [SecretFinding] = []
    private var digits = DigitRun()

    init(bytes: UnsafeBufferPointer<UInt8>, latest: CalendarDate, anyContext: Bool) {
        self.bytes = bytes
        self.latest = latest
        self.anyContext = anyContext
    }

    mutating func run() {
        var here = nextSign(from: 0)
        while here < bytes.count {
            defer { here = nextSign(from: here) }
            switch bytes[here] {
            case 0x30...0x39: here = number(at: here)
            case 0xEF where DigitRun.digit(bytes, here) != nil: here = number(at: here)
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "K"):
                if let finding = PrivateKeys.finding(bytes, at: here) {
                    // Digits within the key's own words were looked at before.
                    while let last = findings.last, last.range.upperBound > finding.range.lowerBound {
                        findings.removeLast()
                    }
                    findings.append(finding)
                    here = max(here + 1, finding.range.upperBound)
                } else {
                    here += 1
                }
            default: here += 1
            }
        }
    }

    /// The next byte that something to report may begin with: a digit, or one of a few others. Looks at eight at a time.
    private func nextSign(from start: Int) -> Int {
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return bytes.count }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        /// A top bit for every byte that is `byte` (of several, the lowest at least).
        func isByte(_ word: UInt64, _ byte: UInt64) -> UInt64 {
            let distance = word ^ (ones &* byte)
            return (distance &- ones) & ~distance
        }
        var here = start
        while here + 8 <= bytes.count {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: here, as: UInt64.self))
            let distance = word ^ (ones &* 0x30)
            let isDigit = ~(((distance & ~tops) &+ (ones &* (0x80 - 10))) | distance)
            let isSign = isByte(word, 0x2D) | isByte(word, 0x5F) | isByte(word, 0x4B) | isByte(word, 0xEF)
            let found = (isDigit | isSign) & tops
            if found != 0 { return here + found.trailingZeroBitCount / 8 }
            here += 8
        }
        while here < bytes.count {
            switch bytes[here] {
            case 0x30...0x39, 0xEF, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "K"): return here
            default: here += 1
            }
        }
        return here
    }

    /// Looks at the number that begins here; returns the offset behind it.
    private mutating func number(at start: Int) -> Int {
        // Most numbers are short: dates, amounts, telephone numbers.
        if let end = DigitRun.endOfShort(bytes, at: start) { return end }
        let end = digits.read(bytes, at: start)
        guard digits.digits.count >= 13 else { return end }
        var group = 0
        while group < digits.groups.count {
            if let (finding, next) = finding(from: group) {
                findings.append(finding)
                group = next
            } else {
                group += 1
            }
        }
        return end
    }

    /// The first number to report among those that begin with this group and end with one; and the group behind it.
    private func finding(from first: Int) -> (SecretFinding, next: Int)? {
        var sizes: [Int] = []
        var count = 0
        var found: (SecretFinding, next: Int)?
        for group in first..<digits.groups.count {
            let size = digits.size(ofGroup: group)
            count += size
            if count > 19 || sizes.count == 6 { break }
            sizes.append(size)
            guard count >= 13 else { continue }
            let number = Candidate(first: first, groups: sizes, count: count, run: digits)
            if isIdentity(number) { return (finding(.identity, number, keeping: 3, 2), group + 1) }
            // Longer cards go before shorter ones: 4-4-4-4 may begin 4-4-4-4-3.
            if isCard(number) { found = (finding(.card, number, keeping: 4, 4), group + 1) }
        }
        return found
    }

    private struct Candidate {
        let groups: [Int]
        let digits: ArraySlice<UInt8>
        let range: Range<Int>
        let first: Int
        let next: Int
        let size: (before: Int?, behind: Int?)

        init(first: Int, groups: [Int], count: Int, run: DigitRun) {
            self.first = first
            self.groups = groups
            next = first + groups.count
            let start = run.groups[first]
            digits = run.digits[start..<(start + count)]
            range = run.starts[start]..<run.ends[start + count - 1]
            size = (
                first > 0 ? run.size(ofGroup: first - 1) : nil, next < run.groups.count ? run.size(ofGroup: next) : nil
            )
        }
    }

    private func isIdentity(_ number: Candidate) -> Bool {
        guard !isPartOfDecimal(number.range) else { return false }
        switch number.digits.count {
        case 18:
            return IdentityNumber.isLayout(number.groups) && IdentityNumber.isValid(number.digits, latest: latest)
        case 15:
            return number.groups.count == 1 && IdentityNumber.isOldForm(number.digits)
                && !isAttached(number.range) && (anyContext || SurroundingWords(bytes, number.range).nameIdentity)
        default: return false
        }
    }

    private func isCard(_ number: Candidate) -> Bool {
        guard let likeness = CardNumber.likeness(number.digits), !isPartOfDecimal(number.range) else { return false }
        if anyContext { return true }
        let words = SurroundingWords(bytes, number.range)
        if number.groups.count <= 6, words.nameCard { return true }
        if isAttached(number.range) || words.nameSomethingElse { return false }
        // Four groups of more are no card; nor is what follows the letters of an IBAN.
        let isWhole = number.size.before != 4 && number.size.behind != 4
        if number.groups.count == 1 { return likeness == .certain && isWhole }
        return CardNumber.isLayout(number.groups) && isWhole && !followsLetters(number)
    }

    /// Letters or a sign stand directly beside the number: it is a part of something longer.
    private func isAttached(_ range: Range<Int>) -> Bool {
        if DigitRun.isAlphanumeric(bytes, range.upperBound) { return true }
        guard range.lowerBound > 0 else { return false }
        let before = bytes[range.lowerBound - 1]
        if DigitRun.isAlphanumeric(bytes, range.lowerBound - 1) {
            // `\n` within quotes
            return !(range.lowerBound > 1 && bytes[range.lowerBound - 2] == 0x5C)
        }
        return before == 0x2F || before == 0x23 || before == 0x5F || before == 0x25 || before == 0x26
            || before == 0x2D && DigitRun.isAlphanumeric(bytes, range.lowerBound - 2)
    }

    /// The run of digits that the number is in begins right behind a letter.
    private func followsLetters(_ number: Candidate) -> Bool {
        DigitRun.isAlphanumeric(bytes, digits.starts[0] - 1)
    }

    /// `0.110101…`, `…7774.50`
    private func isPartOfDecimal(_ range: Range<Int>) -> Bool {
        func isDigit(_ at: Int) -> Bool { at >= 0 && at < bytes.count && bytes[at] &- 0x30 < 10 }
        func isPoint(_ at: Int) -> Bool { at >= 0 && at < bytes.count && (bytes[at] == 0x2E || bytes[at] == 0x2C) }
        return isPoint(range.lowerBound - 1) && bytes[range.lowerBound - 1] == 0x2E && isDigit(range.lowerBound - 2)
            || isPoint(range.upperBound) && bytes[range.upperBound] == 0x2E && isDigit(range.upperBound + 1)
    }

    private func finding(_ kind: SecretKind, _ number: Candidate, keeping head: Int, _ tail: Int) -> SecretFinding {
        let characters = number.digits.map { $0 == 10 ? "X" : String($0) }
        let hidden = String(repeating: "*", count: characters.count - head - tail)
        return SecretFinding(
            kind: kind, range: number.range,
            preview: characters.prefix(head).joined() + hidden + characters.suffix(tail).joined())
    }
}
