/// How two changed versions of a field come together (`x-crm: {merge: …}` in a schema).
package enum MergeRule: Hashable, Sendable {
    /// A list of scalars that holds everything once: what either side added is in, what either side removed is out.
    case set
    /// A list of maps that these members tell apart.
    case keyed([String])
    /// An append-only list of maps with `id` and `at`, ordered by time.
    case log
    /// The later time or the greater number.
    case max
    /// The earlier time or the lesser number.
    case min
    /// A whole number that both sides count on: base and both differences.
    case counter
    /// Prose: by its lines.
    case text
    /// A stage that only moves forward: the later one.
    case forward

    /// The rules that a schema names by one word.
    init?(name: String) {
        switch name {
        case "set": self = .set
        case "log": self = .log
        case "max": self = .max
        case "min": self = .min
        case "counter": self = .counter
        case "text": self = .text
        case "forward": self = .forward
        default: return nil
        }
    }

    var isForLists: Bool {
        switch self {
        case .set, .keyed, .log: true
        case .max, .min, .counter, .text, .forward: false
        }
    }
}
