/// Numbers of bank cards (ISO/IEC 7812): a prefix of the issuer's network, a length that the network uses, a check digit.
enum CardNumber {
    /// What the digits alone say about a number that could be a card's.
    enum Likeness {
        /// Of a network that nothing else begins like; enough without a word about cards beside it.
        case certain
        /// A valid number of a network; orders and shipments have such numbers too.
        case possible
    }

    /// nil when it is no card's number.
    static func likeness(_ digits: ArraySlice<UInt8>) -> Likeness? {
        guard (13...19).contains(digits.count), !digits.contains(10), isChecked(digits), hasVariety(digits) else {
            return nil
        }
        let count = digits.count
        let four = number(digits.prefix(4))
        let two = four / 100
        switch two {
        // UnionPay
        case 62: return count < 16 ? nil : isUnionPayIssuer(four) && (count == 16 || count == 19) ? .certain : .possible
        case 60, 81: return four == 6011 || (16...19).contains(count) ? .possible : nil
        // Visa
        case 40...49: return count == 13 || count == 16 || count == 19 ? .possible : nil
        // Mastercard
        case 51...55: return count == 16 ? .possible : nil
        case 22...27: return count == 16 && (2221...2720).contains(four) ? .possible : nil
        // American Express
        case 34, 37: return count == 15 ? .possible : nil
        // JCB
        case 35: return (3528...3589).contains(four) && count >= 16 ? .possible : nil
        // Diners Club
        case 30: return (3000...3059).contains(four) || four == 3095 ? count >= 14 ? .possible : nil : nil
        case 36, 38, 39: return count >= 14 ? .possible : nil
        // Discover, and Maestro, which older cards of Chinese banks bear
        case 64, 65, 50, 56, 57, 58, 63, 67: return count >= 16 ? .possible : nil
        // Cards that Chinese banks gave out before UnionPay
        case 90...99: return chineseBanks.contains(number(digits.prefix(5))) && count >= 16 ? .possible : nil
        default: return nil
        }
    }

    /// Groups in which cards show their digits.
    static func isLayout(_ sizes: [Int]) -> Bool {
        switch sizes.count {
        case 2: sizes[0] == 6 && sizes[1] >= 10 || sizes == [8, 8]
        case 3: sizes == [4, 6, 5] || sizes == [4, 6, 4] || sizes == [6, 6, 4] || sizes == [6, 6, 7]
        case 4: sizes[0...2].allSatisfy { $0 == 4 } && [2, 3, 4, 7].contains(sizes[3])
        case 5: sizes[0...3].allSatisfy { $0 == 4 } && sizes[4] <= 3
        default: false
        }
    }

    /// Luhn's sum (ISO/IEC 7812-1, annex B).
    static func isChecked(_ digits: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        var doubles = false
        for digit in digits.reversed() {
            let value = doubles ? Int(digit) * 2 : Int(digit)
            sum += value > 9 ? value - 9 : value
            doubles.toggle()
        }
        return sum % 10 == 0
    }

    /// `6200 0000 0000 0000` stands for a number and is none.
    private static func hasVariety(_ digits: ArraySlice<UInt8>) -> Bool {
        Set(digits.dropFirst(2)).count > 2
    }

    /// The first four digits that UnionPay has handed out to banks.
    private static func isUnionPayIssuer(_ four: Int) -> Bool {
        switch four {
        case 6210...6219, 6220...6236, 6240...6244, 6246...6250, 6251...6259, 6268...6270, 6277, 6280...6284,
            6291...6292:
            true
        default: false
        }
    }

    private static let chineseBanks: Set<Int> = [95588, 95599, 95555, 98430, 94003, 96663, 99805, 99802, 90592, 95595]

    private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) } }
}
