/// Several values, and ranges of them.
extension FilterParser {
    /// One value or several: `won`, `won|lost`, `成交、流失`, `(won, 成交)`.
    mutating func values<Value>(
        _ read: (inout FilterParser) throws(FilterError) -> Value
    ) throws(FilterError) -> [Value] {
        skipSpaces()
        let start = place
        let closing: Unicode.Scalar? = source[place] == "(" ? ")" : source[place] == "[" ? "]" : nil
        if closing != nil { place += 1 }
        var values: [Value] = []
        while true {
            skipSpaces()
            values.append(try read(&self))
            guard values.count <= Filter.maximumValues else {
                throw fail(
                    Text(en: "too many values", zh: "值太多"),
                    Text(en: "at most \(Filter.maximumValues)", zh: "最多 \(Filter.maximumValues) 个"), start..<place)
            }
            let behind = source.skippingSpaces(place)
            if let closing, source[behind] == closing {
                place = behind + 1
                return values
            }
            let separators = closing == nil ? Self.separators : Self.separators + Self.inBrackets
            if let (_, end) = source.longest(separators, at: behind) {
                place = end
            } else if closing == nil {
                return values
            } else {
                throw fail(
                    Text(en: "this bracket is never closed", zh: "括号没有闭合"),
                    Text(en: "write the values like (won, lost)", zh: "请写成（成交、流失）这样"), start..<(start + 1))
            }
        }
    }

    private static let separators: [(String, Void)] = [("|", ()), ("\u{3001}", ())]
    private static let inBrackets: [(String, Void)] = [(",", ()), (";", ()), ("or", ()), ("或", ()), ("和", ())]

    /// `A and B`, `A 到 B 之间` behind `between`.
    mutating func pair<Value>(
        _ read: (inout FilterParser) throws(FilterError) -> Value
    ) throws(FilterError) -> (Value, Value) {
        skipSpaces()
        let first = try read(&self)
        skipSpaces()
        let words: [(String, Void)] = [
            ("and", ()), ("to", ()), (",", ()), ("和", ()), ("与", ()), ("到", ()), ("至", ()), ("\u{3001}", ()), ("且", ()),
            ("..", ()), ("~", ()), ("-", ()), ("\u{2013}", ()), ("\u{2014}", ()), ("\u{2026}", ()),
        ]
        guard let (_, end) = source.longest(words, at: place) else {
            throw fail(
                Text(en: "the second value of the range is missing", zh: "缺少范围的第二个值"),
                Text(en: "write it like `between 10k and 50k`", zh: "请写成 `介于 10万 和 50万` 这样"), place..<wordEnd(place))
        }
        place = end
        skipSpaces()
        let second = try read(&self)
        skipClosingWords()
        return (first, second)
    }

    /// The place behind a sign of a range (`10万..50万`, `10万到50万`), if one stands here.
    mutating func takesRangeSign() -> Bool {
        let signs: [(String, Void)] = [
            ("..", ()), ("...", ()), ("\u{2026}", ()), ("~", ()), ("\u{2013}", ()), ("\u{2014}", ()), ("到", ()),
            ("至", ()),
            ("to", ()), ("-", ()),
        ]
        let behind = source.skippingSpaces(place)
        guard let (_, end) = source.longest(signs, at: behind) else { return false }
        place = end
        skipSpaces()
        return true
    }

    /// `之间` and the like, which say nothing more.
    mutating func skipClosingWords() {
        let behind = source.skippingSpaces(place)
        if let (_, end) = source.longest([("之间", ()), ("之内", ()), ("以内", ()), ("期间", ())], at: behind) { place = end }
    }

    /// The value that a field with a fixed choice has at a place: the longest of their names.
    func choice(at start: Int, _ field: Field) -> (index: Int, end: Int)? {
        var best: (index: Int, end: Int)?
        for (index, choice) in field.choices.enumerated() {
            for name in [choice.key, choice.label.en, choice.label.zh] + choice.aliases {
                let folded = FilterSource.folded(name)
                let end = start + folded.count
                guard !folded.isEmpty, end <= source.end, source.folded[start..<end].elementsEqual(folded),
                    !source.splitsWord(end), end > (best?.end ?? start), isChoiceEnd(end)
                else { continue }
                best = (index, end)
            }
        }
        return best
    }

    private func isChoiceEnd(_ end: Int) -> Bool {
        isEnd(end) || source[end] == "." && source[end + 1] == "." || ["~", "-"].contains(source[end])
            || source.longest([("到", ()), ("至", ()), ("和", ()), ("之间", ())], at: end) != nil
    }

    /// A value in quotes; nil when there is none here.
    mutating func quoted() throws(FilterError) -> String? {
        let pairs: [Unicode.Scalar: Unicode.Scalar] = [
            "\"": "\"", "'": "'", "\u{201C}": "\u{201D}", "\u{2018}": "\u{2019}", "\u{300C}": "\u{300D}",
            "\u{300E}": "\u{300F}", "\u{300A}": "\u{300B}",
        ]
        guard let open = source[place], let close = pairs[open] else { return nil }
        let start = place
        var content = String.UnicodeScalarView()
        place += 1
        while let scalar = source[place] {
            place += 1
            if scalar == close {
                // Twice in a row is the quote itself.
                guard open == close, source[place] == close else { return String(content) }
                place += 1
            }
            content.append(source.scalars[place - 1])
        }
        place = start
        throw fail(
            Text(en: "this quote is never closed", zh: "引号没有闭合"),
            Text(en: "put the same quote behind the value", zh: "请在值的末尾补上引号"), start..<(start + 1))
    }
}
