package import Records

/// How often a customer wants to be contacted (R108, R120).
package enum Cadence: Sendable, Hashable {
    case days(Int)
    case months(Int)

    /// The day on which the next contact is due.
    package func next(after day: CalendarDate) -> CalendarDate {
        switch self {
        case .days(let count): day + count
        case .months(let count): addingMonths(count, to: day)
        }
    }

    /// By the customer's own number of days, else its tag, else its grade; nil when nothing asks for a contact.
    package init?(_ state: CustomerState, _ settings: Settings) {
        if let days = state.cadenceDays {
            guard days > 0 else { return nil }
            self = .days(days)
        } else if let tagged = state.tags.lazy.compactMap({ Cadence(tag: $0) }).first {
            self = tagged
        } else {
            let usual = ["A": 7, "B": 14, "C": 30]
            let cadences = settings.all["cadences"]
            guard let grade = state.grade,
                let days = cadences == nil ? usual[grade] : cadences?[grade]?.string.flatMap({ Int($0) }), days > 0
            else { return nil }
            self = .days(days)
        }
    }

    /// A tag such as `跟进频率:周度`, `跟进频率：每10天`, `frequency:weekly`, `frequency: every 10 days`; nil for any other tag.
    package init?(tag: String) {
        // Most tags have none of these signs, which is quicker seen in their bytes.
        guard tag.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") || $0 == 0xEF }) else {
            return nil
        }
        let parts = tag.split(maxSplits: 1, omittingEmptySubsequences: false) { ":\u{FF1A}=".contains($0) }
        guard parts.count == 2 else { return nil }
        let name = String(parts[0]).trimmingSpaces.lowercased()
        let names = ["跟进频率", "频率", "frequency", "follow-up frequency", "cadence"]
        guard names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else { return nil }
        self.init(words: String(parts[1]).trimmingSpaces.lowercased())
    }

    private init?(words: String) {
        switch words {
        case "日度", "每日", "每天", "daily": self = .days(1)
        case "周度", "每周", "周", "weekly": self = .days(7)
        case "双周", "双周度", "每两周", "每2周", "两周", "biweekly", "fortnightly": self = .days(14)
        case "半月", "半月度", "每半月", "半个月": self = .days(15)
        case "月度", "每月", "月", "monthly": self = .months(1)
        case "双月", "双月度", "每两个月", "bimonthly": self = .months(2)
        case "季度", "每季度", "季", "每季", "quarterly": self = .months(3)
        case "半年", "半年度", "每半年", "half-yearly": self = .months(6)
        case "年度", "每年", "年", "yearly", "annual": self = .months(12)
        default:
            let digits = words.filter { ("0"..."9").contains($0) }
            guard let days = Int(digits), (1...3_660).contains(days), words.hasSuffix("天") || words.hasSuffix("days")
            else { return nil }
            self = .days(days)
        }
    }
}
