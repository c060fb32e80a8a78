/// Numbers of Chinese resident identity documents (GB 11643-1999): six digits of a region, a day of birth, three of an order, a
/// check digit. Documents of foreign permanent residents begin with 9 and have the province and a country in place of the region.
enum IdentityNumber {
    /// - Parameters:
    ///   - digits: 18; ten for `X`.
    ///   - latest: nobody is born later.
    static func isValid(_ digits: ArraySlice<UInt8>, latest: CalendarDate) -> Bool {
        guard digits.count == 18, !digits.dropLast().contains(10) else { return false }
        let at = digits.startIndex
        guard isRegion(digits), isChecked(digits) else { return false }
        return isBirthday(
            year: number(digits[(at + 6)..<(at + 10)]), digits[(at + 10)..<(at + 14)], latest: latest)
    }

    /// The fifteen digits used until 1999: no century, no check digit.
    static func isOldForm(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == 15, !digits.contains(10), digits.first != 9, isRegion(digits) else { return false }
        let at = digits.startIndex
        return isBirthday(
            year: 1900 + number(digits[(at + 6)..<(at + 8)]), digits[(at + 8)..<(at + 12)], latest: endOfOldForm)
    }

    /// ISO 7064, MOD 11-2: the weights are the powers of two, from the right, modulo 11.
    static func isChecked(_ digits: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        for digit in digits { sum = (sum * 2 + Int(digit)) % 11 }
        return sum == 1
    }

    private static let endOfOldForm = CalendarDate(daysSinceEpoch: 10_956)

    /// Provinces by the first two digits (GB/T 2260), residents of Hong Kong, Macao and Taiwan among them.
    private static let provinces: Set<Int> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63,
        64, 65, 71, 81, 82, 83,
    ]

    private static func isRegion(_ digits: ArraySlice<UInt8>) -> Bool {
        let at = digits.startIndex
        if digits[at] == 9 { return provinces.contains(number(digits[(at + 1)..<(at + 3)])) }
        return provinces.contains(number(digits[at..<(at + 2)]))
    }

    private static func isBirthday(year: Int, _ monthAndDay: ArraySlice<UInt8>, latest: CalendarDate) -> Bool {
        let at = monthAndDay.startIndex
        let month = number(monthAndDay[at..<(at + 2)])
        let day = number(monthAndDay[(at + 2)..<(at + 4)])
        guard year >= 1900, let date = CalendarDate(year: year, month: month, day: day) else { return false }
        return date <= latest
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) } }

    /// Groups as people write the eighteen digits: all at once, region and day apart, or evenly.
    static func isLayout(_ sizes: [Int]) -> Bool {
        if sizes.count == 1 { return true }
        if sizes == [6, 4, 2, 2, 4] || sizes == [6, 8, 3, 1] || sizes == [17, 1] { return true }
        return sizes.count <= 6 && sizes.dropLast().allSatisfy { $0 >= 3 } && (sizes.last ?? 0) >= 2
    }
}
