/// A language in which PlainCRM speaks to people.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"

    /// Reads `zh`, `zh_CN.UTF-8`, `zh-Hans`, `en-GB`, `C` …; nil for a language we do not speak.
    package init?(tag: String) {
        let primary = tag.lowercased().prefix { $0.isASCII && $0.isLetter }
        switch primary {
        case "zh", "chinese": self = .chinese
        case "en", "english": self = .english
        default: return nil
        }
    }
}
