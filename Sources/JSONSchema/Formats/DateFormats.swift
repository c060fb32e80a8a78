/// Dates, times and durations (RFC 3339).
extension FormatText {
    /// `full-date` with the days that its month has in its year.
    var isDate: Bool {
        guard count == 10, has("-", at: 4), has("-", at: 7), let year = number(0..<4), let month = number(5..<7),
            let day = number(8..<10), (1...12).contains(month), day >= 1
        else { return false }
        switch month {
        case 2:
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return day <= (isLeap ? 29 : 28)
        case 4, 6, 9, 11: return day <= 30
        default: return day <= 31
        }
    }

    /// `full-time`: with an offset. A 60th second is allowed where it is 23:59 in UTC.
    var isTime: Bool {
        guard has(":", at: 2), has(":", at: 5), let hour = number(0..<2), let minute = number(3..<5),
            let second = number(6..<8), hour < 24, minute < 60, second <= 60
        else { return false }
        var index = 8
        if has(".", at: index) {
            let end = endOfDigits(from: index + 1)
            if end == index + 1 { return false }
            index = end
        }
        var offset = 0
        if has("Z", at: index) || has("z", at: index) {
            if index + 1 != count { return false }
        } else {
            guard has("+", at: index) || has("-", at: index), count == index + 6, has(":", at: index + 3),
                let hours = number(index + 1..<index + 3), let minutes = number(index + 4..<index + 6), hours < 24,
                minutes < 60
            else { return false }
            offset = (hours * 60 + minutes) * (has("-", at: index) ? -1 : 1)
        }
        if second < 60 { return true }
        let day = 24 * 60
        return (hour * 60 + minute - offset + day) % day == day - 1
    }

    /// `date-time`.
    var isDateTime: Bool {
        guard count > 11, has("T", at: 10) || has("t", at: 10) else { return false }
        return self[0..<10].isDate && self[11..<count].isTime
    }

    /// `duration` of RFC 3339, appendix A: units in order and without gaps, whole numbers, weeks alone.
    var isDuration: Bool {
        guard has("P", at: 0), count > 1 else { return false }
        var index = 1
        /// Reads units in order; false when the run has a gap, is empty or out of order.
        func units(_ order: [Unicode.Scalar]) -> Bool {
            var next: Int?
            while index < count, !has("T", at: index) {
                let end = endOfDigits(from: index)
                guard end > index, end < count, let unit = order.firstIndex(where: { has($0, at: end) }) else {
                    return false
                }
                if let next, unit != next { return false }
                next = unit + 1
                index = end + 1
            }
            return next != nil
        }
        if has("W", at: count - 1) { return units(["W"]) && index == count }
        if !has("T", at: 1) && !units(["Y", "M", "D"]) { return false }
        if index == count { return true }
        index += 1
        return units(["H", "M", "S"]) && index == count
    }
}
