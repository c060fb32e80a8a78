/// The deterministic automaton of an expression without look-arounds: one table look-up per character.
///
/// A state is a set of places in the program before their empty moves are followed, with what is known of the character
/// before. Empty moves are followed when the next character's class is known, so `^`, `$` and `\b` cost nothing more.
final class PatternAutomaton: Sendable {
    private static let stateLimit = 1000
    private static let tableLimit = 60_000
    private static let workLimit = 2_000_000
    private static let accept: UInt16 = 0xFFFF
    private static let dead: UInt16 = 0xFFFE

    private let classes: CharacterClasses
    /// Class of each ASCII character.
    private let ascii: FixedTable<UInt16>
    /// Row per state, column per class and a last one for the end of the text. An entry is where the next state's row starts.
    private let table: FixedTable<UInt16>
    private let stride: Int

    private struct State: Hashable {
        var places: [Int32]
        var isAtStart: Bool
        var followsWord: Bool
    }

    /// Nil when the automaton would be too large.
    init?(_ program: PatternProgram, _ classes: CharacterClasses, isAnchored: Bool) {
        let stride = classes.count + 1
        let first = State(places: [], isAtStart: true, followsWord: false)
        var states = [first]
        var numbers = HashIndex()
        numbers.add(0, hash: first.hashValue)
        var table: [UInt16] = []
        var closure = PatternClosure(program)
        var work = 0
        var current = 0
        while current < states.count {
            let state = states[current]
            for column in 0..<stride {
                let isEnd = column == classes.count
                closure.begin(
                    PatternClosure.Context(
                        isAtStart: state.isAtStart, isAtEnd: isEnd, followsWord: state.followsWord,
                        precedesWord: !isEnd && classes.isWord[column]))
                for place in state.places { closure.follow(place) }
                if state.isAtStart || !isAnchored { closure.follow(program.start) }
                work += closure.visited.count + 1
                if closure.hasMatch || isEnd {
                    table.append(closure.hasMatch ? Self.accept : Self.dead)
                    continue
                }
                var next = State(places: [], isAtStart: false, followsWord: classes.isWord[column])
                for place in closure.visited {
                    if case .set(let set, let target) = program.instructions[Int(place)],
                        classes.set(set, contains: column)
                    {
                        next.places.append(target)
                    }
                }
                if next.places.isEmpty && isAnchored {
                    table.append(Self.dead)
                    continue
                }
                next.places.sort()
                let hash = next.hashValue
                if let number = numbers.position(hash: hash, where: { states[$0] == next }) {
                    table.append(UInt16(number * stride))
                } else {
                    if states.count >= Self.stateLimit || states.count * stride >= Self.tableLimit { return nil }
                    numbers.add(states.count, hash: hash)
                    table.append(UInt16(states.count * stride))
                    states.append(next)
                }
            }
            if work > Self.workLimit || table.count > Self.tableLimit { return nil }
            current += 1
        }
        self.classes = classes
        ascii = FixedTable(classes.ascii)
        self.table = FixedTable(table)
        self.stride = stride
    }

    /// Whether the expression matches somewhere in UTF-8 `text`.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let bytes = text.baseAddress else { return table.base[stride - 1] == Self.accept }
        let table = table.base
        let ascii = ascii.base
        let stride = stride
        let count = text.count
        var state = 0
        var index = 0
        while index < count {
            let byte = bytes[index]
            var column = 0
            if byte < 0x80 {
                column = Int(ascii[Int(byte)])
                index += 1
            } else {
                let (scalar, length) = decodeScalar(text, at: index)
                column = Int(classes.number(of: scalar))
                index += length
            }
            let next = table[state &+ column]
            if next >= Self.dead { return next == Self.accept }
            state = Int(next)
        }
        return table[state + stride - 1] == Self.accept
    }
}
