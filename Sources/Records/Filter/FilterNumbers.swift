import JSONSchema

extension FilterParser {
    /// A number at this place, with separated thousands, units (万, 亿, k, m), a percent sign, a word of counting, a currency.
    /// Leaves the place behind it; nil, and the place as it was, when none stands here.
    mutating func readNumber() -> Amount? {
        let start = place
        var currency = leadingCurrency()
        guard let digits = readDigits() else {
            place = start
            return nil
        }
        var exponent = 0
        let units: [(String, Int)] = [
            ("十", 1), ("百", 2), ("千", 3), ("万", 4), ("亿", 8), ("k", 3), ("m", 6), ("w", 4), ("thousand", 3),
            ("million", 6), ("billion", 9),
        ]
        while exponent < 20, let (power, end) = source.longest(units, at: unitPlace()) {
            exponent += power
            place = end
        }
        if let trailing = trailingCurrency() { currency = trailing }
        skipCounter()
        guard let value = ExactDecimal(digits + "e\(exponent)") else {
            place = start
            return nil
        }
        return Amount(text: exponent == 0 ? digits : value.description, currency: currency)
    }

    /// A unit in letters may stand behind a space: `3 million`.
    private func unitPlace() -> Int {
        let behind = source.skippingSpaces(place)
        let words: [(String, Void)] = [("thousand", ()), ("million", ()), ("billion", ()), ("万", ()), ("亿", ())]
        return source.longest(words, at: behind) == nil ? place : behind
    }

    /// `-1,234.50` as JSON has it: `-1234.50`. A comma belongs to the number when three digits follow and no fourth.
    private mutating func readDigits() -> String? {
        var text = ""
        if source[place] == "-" || source[place] == "+" {
            if source[place] == "-" { text = "-" }
            place += 1
        }
        var whole = ""
        while let scalar = source[place] {
            if FilterSource.isDigit(scalar) {
                whole.unicodeScalars.append(scalar)
            } else if !(scalar == "," && (1...3).contains(leading(whole)) && isGroup(place + 1)) {
                break
            }
            place += 1
        }
        var fraction = ""
        if source[place] == ".", FilterSource.isDigit(source[place + 1]) {
            place += 1
            while let scalar = source[place], FilterSource.isDigit(scalar) {
                fraction.unicodeScalars.append(scalar)
                place += 1
            }
        }
        guard !whole.isEmpty || !fraction.isEmpty, whole.utf8.count + fraction.utf8.count <= 400 else { return nil }
        let plain = whole.drop { $0 == "0" }
        return text + (plain.isEmpty ? "0" : String(plain)) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// Digits in front of the first comma; the groups behind are of three.
    private func leading(_ whole: String) -> Int {
        let count = whole.utf8.count % 3
        return whole.isEmpty ? 0 : count == 0 ? 3 : count
    }

    private func isGroup(_ start: Int) -> Bool {
        (0..<3).allSatisfy { FilterSource.isDigit(source[start + $0]) } && !FilterSource.isDigit(source[start + 3])
    }

    // MARK: - Currencies

    private mutating func leadingCurrency() -> String? {
        let signs: [(String, String?)] = [
            ("\u{A5}", nil), ("us$", "USD"), ("hk$", "HKD"), ("$", "USD"), ("\u{20AC}", "EUR"), ("\u{A3}", "GBP"),
        ]
        if let (currency, end) = source.longest(signs, at: place) {
            place = source.skippingSpaces(end)
            return currency
        }
        guard let (code, end) = currencyCode(place), FilterSource.isDigit(source[source.skippingSpaces(end)]) else {
            return nil
        }
        place = source.skippingSpaces(end)
        return code
    }

    private mutating func trailingCurrency() -> String? {
        let words: [(String, String?)] = [
            ("元", nil), ("块", nil), ("\u{A5}", nil), ("人民币", "CNY"), ("rmb", "CNY"), ("美元", "USD"), ("美金", "USD"),
            ("欧元", "EUR"), ("英镑", "GBP"), ("日元", "JPY"), ("港元", "HKD"), ("港币", "HKD"), ("\u{20AC}", "EUR"),
            ("\u{A3}", "GBP"), ("$", "USD"),
        ]
        let behind = source.skippingSpaces(place)
        if let (currency, end) = source.longest(words, at: behind) {
            place = end
            return currency
        }
        guard let (code, end) = currencyCode(behind) else { return nil }
        place = end
        return code
    }

    /// Three capital letters, as ISO 4217 has them.
    private func currencyCode(_ start: Int) -> (String, Int)? {
        guard start + 3 <= source.end, source.scalars[start..<(start + 3)].allSatisfy({ $0 >= "A" && $0 <= "Z" }),
            !source.splitsWord(start + 3)
        else { return nil }
        let code = source.typed(start..<(start + 3))
        return ["AND", "NOT"].contains(code) ? nil : (code, start + 3)
    }

    /// `70%`, `30天`, `5 次`: what is counted, which the field knows already.
    private mutating func skipCounter() {
        let words = ["%", "天", "日", "个", "个月", "人", "次", "条", "家", "项", "分", "台", "days", "day", "percent"]
        let behind = source[place] == " " ? source.skippingSpaces(place) : place
        if let (_, end) = source.longest(words.map { ($0, ()) }, at: behind) { place = end }
    }
}
