/// Reads the regular expressions of ECMA-262 in Unicode mode.
///
/// Lenient in two ways that real schemas need: any ASCII punctuation may be escaped, and `{`, `}` and `]` stand for
/// themselves where they open or close nothing. Back-references are refused.
struct PatternParser {
    static let depthLimit = 100
    static let lookLimit = 32
    static let repetitionLimit = 1_000_000

    private let text: [UInt32]
    private var at = 0
    private var depth = 0
    private(set) var sets: [ScalarSet] = []
    private var setIndex = HashIndex()
    /// Inner ones come before those that contain them.
    private(set) var looks: [PatternLook] = []
    private(set) var usesWordBoundaries = false

    private let refusesBackReferences: Bool

    init(_ source: String, refusesBackReferences: Bool = true) {
        self.refusesBackReferences = refusesBackReferences
        text = source.unicodeScalars.map(\.value)
    }

    mutating func parse() throws(PatternError) -> PatternSyntax {
        let syntax = try alternatives()
        if at < text.count { throw error("unmatched )") }
        return syntax
    }

    private func error(_ what: String) -> PatternError { .syntax(what, at: at) }

    private func peek(_ character: Unicode.Scalar) -> Bool { at < text.count && text[at] == character.value }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        if !peek(character) { return false }
        at += 1
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        let scalars = word.unicodeScalars.map(\.value)
        guard text.dropFirst(at).starts(with: scalars) else { return false }
        at += scalars.count
        return true
    }

    private mutating func node(_ set: ScalarSet) -> PatternSyntax {
        let hash = set.hashValue
        if let known = setIndex.position(hash: hash, where: { sets[$0] == set }) { return .set(known) }
        setIndex.add(sets.count, hash: hash)
        sets.append(set)
        return .set(sets.count - 1)
    }

    private mutating func alternatives() throws(PatternError) -> PatternSyntax {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthLimit { throw .tooDeep(limit: Self.depthLimit) }
        var parts = [try sequence()]
        while take("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    private mutating func sequence() throws(PatternError) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while at < text.count, !peek("|"), !peek(")") {
            let (part, isRepeatable) = try term()
            parts.append(try repeated(part, isRepeatable))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repeated(_ part: PatternSyntax, _ isRepeatable: Bool) throws(PatternError) -> PatternSyntax {
        guard let (minimum, maximum) = try quantifier() else { return part }
        if !isRepeatable { throw error("nothing to repeat") }
        _ = take("?")
        return .repetition(part, minimum: minimum, maximum: maximum)
    }

    private mutating func quantifier() throws(PatternError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = at
        guard take("{"), let minimum = number() else {
            at = start
            return nil
        }
        var maximum: Int? = minimum
        if take(",") { maximum = number() }
        guard take("}") else {
            at = start
            return nil
        }
        if let maximum, maximum < minimum { throw error("repetition out of order") }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        let start = at
        var value = 0
        while at < text.count, (0x30...0x39).contains(text[at]) {
            value = Swift.min(value * 10 + Int(text[at] - 0x30), Self.repetitionLimit)
            at += 1
        }
        return at == start ? nil : value
    }

    private mutating func term() throws(PatternError) -> (PatternSyntax, isRepeatable: Bool) {
        let character = text[at]
        switch Unicode.Scalar(character) {
        case "^":
            at += 1
            return (.position(.start), false)
        case "$":
            at += 1
            return (.position(.end), false)
        case "(": return try group()
        case "[":
            at += 1
            return (node(try characterClass()), true)
        case ".":
            at += 1
            return (node(.dot), true)
        case "*", "+", "?": throw error("nothing to repeat")
        case "{":
            let start = at
            if try quantifier() != nil {
                at = start
                throw error("nothing to repeat")
            }
            at += 1
            return (node(ScalarSet([character...character])), true)
        case "\\":
            at += 1
            if peek("b") || peek("B") {
                usesWordBoundaries = true
                at += 1
                return (.position(text[at - 1] == UInt32(UInt8(ascii: "b")) ? .wordBoundary : .notWordBoundary), false)
            }
            if !refusesBackReferences, try skipBackReference() { return (.empty, true) }
            switch try PatternEscape.read(text, &at, inClass: false) {
            case .scalar(let scalar): return (node(ScalarSet([scalar...scalar])), true)
            case .set(let set): return (node(set), true)
            }
        default:
            at += 1
            return (node(ScalarSet([character...character])), true)
        }
    }

    private mutating func group() throws(PatternError) -> (PatternSyntax, isRepeatable: Bool) {
        at += 1
        if take("?") {
            if take("=") { return (try look(isBehind: false, negated: false), false) }
            if take("!") { return (try look(isBehind: false, negated: true), false) }
            if take("<=") { return (try look(isBehind: true, negated: false), false) }
            if take("<!") { return (try look(isBehind: true, negated: true), false) }
            if take("<") { try groupName() } else if !take(":") { throw error("unknown kind of group") }
        }
        let inner = try alternatives()
        if !take(")") { throw error("missing )") }
        return (inner, true)
    }

    private mutating func groupName() throws(PatternError) {
        let start = at
        while at < text.count, !peek(">") {
            guard let scalar = Unicode.Scalar(text[at]),
                scalar == "_" || scalar == "$"
                    || (at == start ? scalar.properties.isIDStart : scalar.properties.isIDContinue)
            else { throw error("bad group name") }
            at += 1
        }
        if at == start || !take(">") { throw error("bad group name") }
    }

    /// Reads `\1` or `\k<name>` without the backslash.
    private mutating func skipBackReference() throws(PatternError) -> Bool {
        if take("k") {
            if !take("<") { throw error("bad group name") }
            try groupName()
            return true
        }
        return !peek("0") && number() != nil
    }

    private mutating func look(isBehind: Bool, negated: Bool) throws(PatternError) -> PatternSyntax {
        let inner = try alternatives()
        if !take(")") { throw error("missing )") }
        if looks.count >= Self.lookLimit { throw .tooLarge(limit: Self.lookLimit) }
        looks.append(PatternLook(syntax: inner, isBehind: isBehind))
        return .look(looks.count - 1, negated: negated)
    }

    /// What stands between `[` and `]`.
    private mutating func characterClass() throws(PatternError) -> ScalarSet {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        while true {
            if at >= text.count { throw error("missing ]") }
            if take("]") { break }
            let first = try classAtom()
            guard peek("-"), at + 1 < text.count, text[at + 1] != UInt32(UInt8(ascii: "]")) else {
                switch first {
                case .scalar(let scalar): ranges.append(scalar...scalar)
                case .set(let set): ranges += set.ranges
                }
                continue
            }
            at += 1
            let last = try classAtom()
            guard case .scalar(let low) = first, case .scalar(let high) = last else {
                throw error("a range needs single characters")
            }
            if low > high { throw error("range out of order") }
            ranges.append(low...high)
        }
        let set = ScalarSet(ranges)
        return isNegated ? set.inverted : set
    }

    private mutating func classAtom() throws(PatternError) -> PatternEscape {
        if at >= text.count { throw error("missing ]") }
        let scalar = text[at]
        at += 1
        if scalar != UInt32(UInt8(ascii: "\\")) { return .scalar(scalar) }
        return try PatternEscape.read(text, &at, inClass: true)
    }
}
