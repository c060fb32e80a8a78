/// A sentence or label in both languages. Written side by side where it is used, so that neither can be forgotten.
package struct Text: Sendable, Hashable {
    package var en: String
    package var zh: String

    package init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }

    /// The same words in both languages: names, identifiers, what a person typed.
    package init(_ same: String) {
        en = same
        zh = same
    }

    package subscript(language: Language) -> String {
        switch language {
        case .english: en
        case .chinese: zh
        }
    }

    package static func + (left: Text, right: Text) -> Text {
        Text(en: left.en + right.en, zh: left.zh + right.zh)
    }
}

extension Text {
    /// `a, b or c` / `a、b 或 c`, in the order given.
    package static func alternatives(_ items: [String]) -> Text {
        guard items.count > 1, let last = items.last else { return Text(items.first ?? "") }
        let head = items.dropLast()
        return Text(
            en: head.joined(separator: ", ") + " or " + last,
            zh: head.joined(separator: "、") + " 或 " + last)
    }

    /// `did you mean a or b?` / `是不是 a 或 b？`
    package static func didYouMean(_ names: [String]) -> Text {
        Text(en: "did you mean ", zh: "是不是 ") + alternatives(names) + Text(en: "?", zh: "？")
    }

    /// `a, b, c` / `a、b、c`.
    package static func list(_ items: [String]) -> Text {
        Text(en: items.joined(separator: ", "), zh: items.joined(separator: "、"))
    }

    /// English needs a plural; Chinese does not: `count(3, "record", "条记录")` is `3 records` / `3 条记录`.
    package static func count(_ number: Int, _ en: String, _ zh: String, plural: String? = nil) -> Text {
        let noun = number == 1 ? en : plural ?? en + "s"
        return Text(en: "\(number) \(noun)", zh: "\(number) \(zh)")
    }
}
