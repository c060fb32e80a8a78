/// Follows the empty moves of a program from a set of places, in one place of a text.
struct PatternClosure {
    /// What the empty moves may depend on.
    struct Context {
        var isAtStart: Bool
        var isAtEnd: Bool
        var followsWord: Bool
        var precedesWord: Bool

        func satisfies(_ position: PatternPosition) -> Bool {
            switch position {
            case .start: isAtStart
            case .end: isAtEnd
            case .wordBoundary: followsWord != precedesWord
            case .notWordBoundary: followsWord == precedesWord
            }
        }
    }

    private let program: PatternProgram
    private var context = Context(isAtStart: true, isAtEnd: true, followsWord: false, precedesWord: false)
    /// Whether each look-around holds here.
    private var looks: [Bool] = []
    /// The generation in which a place was visited last.
    private var stamps: [UInt32]
    private var generation: UInt32 = 0
    private var pending: [Int32] = []
    /// The places reached in this generation.
    private(set) var visited: [Int32] = []
    private(set) var hasMatch = false

    init(_ program: PatternProgram) {
        self.program = program
        stamps = Array(repeating: 0, count: program.instructions.count)
    }

    /// Forgets all places.
    mutating func begin(_ context: Context, looks: [Bool] = []) {
        self.context = context
        self.looks = looks
        if generation == .max {
            stamps = Array(repeating: 0, count: stamps.count)
            generation = 0
        }
        generation += 1
        visited.removeAll(keepingCapacity: true)
        hasMatch = false
    }

    /// Adds `place` and all that can be reached from it without consuming a character.
    mutating func follow(_ place: Int32) {
        pending.append(place)
        while let next = pending.popLast() {
            if stamps[Int(next)] == generation { continue }
            stamps[Int(next)] = generation
            switch program.instructions[Int(next)] {
            case .match: hasMatch = true
            case .set: visited.append(next)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .position(let position, let target):
                if context.satisfies(position) { pending.append(target) }
            case .look(let look, let negated, let target):
                if looks[look] != negated { pending.append(target) }
            }
        }
    }
}
