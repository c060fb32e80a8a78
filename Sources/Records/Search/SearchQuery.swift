/// What is searched for: all words must be found, in whatever fields.
package struct SearchQuery: Sendable {
    package let words: [SearchWord]

    /// nil when there is nothing to look for.
    ///
    /// - Parameter typed: as they came on the command line; one with spaces in it is a phrase.
    package init?(_ typed: [String]) {
        words = typed.prefix(16).compactMap { SearchWord($0) }
        if words.isEmpty { return nil }
    }

    /// The worst grade of a record over all words, and their sum; nil when a word is not found.
    ///
    /// - Parameters:
    ///   - isRelated: whether the names of the record's customer, or of one that it refers to, hold the word of this number.
    ///   - allowsSlips: whether names that are only like a word count.
    package func rank(
        names: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer, allowsSlips: Bool, isRelated: (Int) -> Bool
    ) -> SearchRank? {
        var sum = 0
        var worst = SearchGrade.nameExact
        var owns = false
        for number in words.indices {
            let grade: SearchGrade
            if let found = words[number].grade(names: names, text: text) {
                grade = found
                owns = true
            } else if words.count > 1, isRelated(number) {
                grade = .related
            } else if allowsSlips, words[number].isLike(names: names) {
                grade = .typo
                owns = true
            } else {
                return nil
            }
            sum += Int(grade.rawValue)
            worst = max(worst, grade)
        }
        // What only its customer and its owner answer for is not what was meant.
        return owns ? SearchRank(worst: worst, sum: sum) : nil
    }
}

/// How well a record answers all words together.
package struct SearchRank: Sendable, Hashable {
    package let worst: SearchGrade
    /// Of the raw values of the grades of all words.
    package let sum: Int
}

/// What was found, best first: by grade, then records that lie in no other one, then by day.
package struct SearchHits: Sendable {
    /// One record, by the number that the caller gave it.
    package struct Hit: Sendable {
        package let number: Int
        package let grade: SearchGrade
        fileprivate let key: UInt64
    }

    private var keys: [UInt64] = []

    fileprivate static let numberBits: UInt64 = 31
    private static let numberMask: UInt64 = 1 << numberBits - 1

    package init() {}

    package var count: Int { keys.count }

    /// Takes in what was found elsewhere.
    package mutating func add(_ others: SearchHits) { keys += others.keys }

    /// - Parameters:
    ///   - number: 0 to 2³¹ - 1.
    ///   - isFolder: whether the record lies in no other one.
    ///   - day: days since 1970, as `searchDay` gives it.
    package mutating func add(_ number: Int, _ rank: SearchRank, isFolder: Bool, day: Int?) {
        // From the left: 8 bits of sum, 4 of the worst grade, 1 for what lies in another record, 20 of the day, 31 of the number.
        let age = UInt64(max(0, min(0xFFFFF, 0x80000 - (day ?? -0x7FFFF))))
        // A customer before what is called after it; among texts the newest counts.
        let isBehind = !isFolder && rank.worst < .text
        let key =
            UInt64(min(rank.sum, 255)) << 56 | UInt64(rank.worst.rawValue) << 52 | (isBehind ? 1 : 0) << 51
            | age << Self.numberBits | UInt64(number) & Self.numberMask
        keys.append(key)
    }

    /// The first ones; more than `limit` when the last of them is as good as others behind it, so that the caller can settle their
    /// order by something that does not change with the numbers.
    package func best(_ limit: Int) -> [Hit] {
        guard limit > 0 else { return [] }
        let sorted = keys.sorted()
        var end = min(limit, sorted.count)
        while end > 0, end < sorted.count, end < limit + 5000,
            sorted[end] >> Self.numberBits == sorted[end - 1] >> Self.numberBits
        { end += 1 }
        return sorted[..<end].map { key in
            Hit(
                number: Int(key & Self.numberMask), grade: SearchGrade(rawValue: UInt8(key >> 52 & 15)) ?? .text,
                key: key)
        }
    }
}

extension SearchHits.Hit {
    /// True when this one is better than another, or as good and earlier by path.
    package func precedes(_ other: SearchHits.Hit, _ path: RecordPath, _ otherPath: RecordPath) -> Bool {
        key >> SearchHits.numberBits != other.key >> SearchHits.numberBits ? key < other.key : path < otherPath
    }
}
