/// How well a record answers a word that is searched for, best first.
package enum SearchGrade: UInt8, Sendable, CaseIterable, Comparable {
    /// A name, number or id is the word.
    case nameExact
    case nameStart
    case namePart
    /// A name begins with its sound, in whole syllables of pinyin.
    case soundStart
    case soundPart
    case initialsStart
    case initialsPart
    /// It stands in some other field.
    case text
    /// The customer in whose folder the record lies, or a record that it refers to, bears the name. Only beside other words.
    case related
    /// A name is like it but for a slip.
    case typo

    package static func < (left: SearchGrade, right: SearchGrade) -> Bool { left.rawValue < right.rawValue }

    /// Stable name for `--json`.
    package var name: String {
        switch self {
        case .nameExact: "name"
        case .nameStart: "name-start"
        case .namePart: "name-part"
        case .soundStart: "pinyin-start"
        case .soundPart: "pinyin-part"
        case .initialsStart: "initials-start"
        case .initialsPart: "initials-part"
        case .text: "text"
        case .related: "related"
        case .typo: "typo"
        }
    }
}
