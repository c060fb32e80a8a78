/// A regular expression as a non-deterministic automaton (Thompson's construction).
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// Consumes one character of a set.
        case set(Int, next: Int32)
        case split(Int32, Int32)
        case position(PatternPosition, next: Int32)
        case look(Int, negated: Bool, next: Int32)
        case match
    }

    private(set) var instructions: [Instruction] = []
    private(set) var start: Int32 = 0

    init(_ syntax: PatternSyntax) {
        instructions.append(.match)
        start = add(syntax, next: 0)
    }

    private mutating func append(_ instruction: Instruction) -> Int32 {
        instructions.append(instruction)
        return Int32(instructions.count - 1)
    }

    /// Adds the states of `syntax`, going on to `next`; returns where they start.
    private mutating func add(_ syntax: PatternSyntax, next: Int32) -> Int32 {
        switch syntax {
        case .empty: return next
        case .set(let set): return append(.set(set, next: next))
        case .position(let position): return append(.position(position, next: next))
        case .look(let look, let negated): return append(.look(look, negated: negated, next: next))
        case .sequence(let parts):
            var next = next
            for part in parts.reversed() { next = add(part, next: next) }
            return next
        case .alternatives(let parts):
            var start: Int32?
            for part in parts.reversed() {
                let branch = add(part, next: next)
                start = start.map { append(.split(branch, $0)) } ?? branch
            }
            return start ?? next
        case .repetition(let part, let minimum, let maximum):
            var start = next
            if let maximum {
                for _ in 0..<(maximum - minimum) { start = append(.split(add(part, next: start), next)) }
            } else {
                let loop = append(.split(0, next))
                instructions[Int(loop)] = .split(add(part, next: loop), next)
                start = loop
            }
            for _ in 0..<minimum { start = add(part, next: start) }
            return start
        }
    }

    /// Whether a match can only begin at the start of the text, judged by the shape of the expression.
    static func isAnchored(_ syntax: PatternSyntax) -> Bool {
        switch syntax {
        case .position(.start): true
        case .sequence(let parts): parts.first.map(isAnchored) ?? false
        case .alternatives(let parts): parts.allSatisfy(isAnchored)
        case .repetition(let part, let minimum, _): minimum > 0 && isAnchored(part)
        case .empty, .set, .position, .look: false
        }
    }
}
