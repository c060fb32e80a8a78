/// A parsed regular expression.
indirect enum PatternSyntax: Sendable {
    case empty
    /// One code point out of a set (index into the parser's list of sets).
    case set(Int)
    case sequence([PatternSyntax])
    case alternatives([PatternSyntax])
    /// Greedy or lazy makes no difference to whether a text matches. `maximum` nil: unbounded.
    case repetition(PatternSyntax, minimum: Int, maximum: Int?)
    case position(PatternPosition)
    /// Index into the parser's list of look-arounds.
    case look(Int, negated: Bool)

    /// The expression that matches the mirrored text.
    var mirrored: PatternSyntax {
        switch self {
        case .empty, .set, .position, .look: self
        case .sequence(let parts): .sequence(parts.reversed().map(\.mirrored))
        case .alternatives(let parts): .alternatives(parts.map(\.mirrored))
        case .repetition(let part, let minimum, let maximum):
            .repetition(part.mirrored, minimum: minimum, maximum: maximum)
        }
    }

    /// The number of states after repetitions are written out; saturates above `limit`.
    func size(limit: Int) -> Int {
        switch self {
        case .empty: return 0
        case .set, .position, .look: return 1
        case .sequence(let parts):
            return parts.reduce(0) { Swift.min($0 + $1.size(limit: limit), limit + 1) }
        case .alternatives(let parts):
            return parts.reduce(parts.count) { Swift.min($0 + $1.size(limit: limit), limit + 1) }
        case .repetition(let part, let minimum, let maximum):
            let copies = Swift.max(maximum ?? minimum + 1, 1)
            let (product, overflow) = (part.size(limit: limit) + 1).multipliedReportingOverflow(by: copies)
            return overflow ? limit + 1 : Swift.min(product, limit + 1)
        }
    }
}

/// A condition on a place between two characters.
enum PatternPosition: UInt8, Sendable {
    case start, end, wordBoundary, notWordBoundary
}

/// `(?=…)`, `(?!…)` (behind: `(?<=…)`, `(?<!…)`); negation is kept where it is used.
struct PatternLook: Sendable {
    let syntax: PatternSyntax
    let isBehind: Bool
}
