/// Runs non-deterministic automata over a text by keeping the set of all states they may be in: time is the product of the
/// lengths of text and program.
///
/// A look-around is a run of its own: it is run once over the whole text (look-aheads from the back, mirrored) and leaves for
/// every place of the text whether it holds there.
struct PatternSimulation: Sendable {
    private let main: PatternProgram
    private let isAnchored: Bool
    private let looks: [(program: PatternProgram, isBehind: Bool)]
    private let classes: CharacterClasses

    init(_ main: PatternProgram, isAnchored: Bool, looks: [PatternLook], _ classes: CharacterClasses) {
        self.main = main
        self.isAnchored = isAnchored
        self.looks = looks.map { look in
            (PatternProgram(look.isBehind ? look.syntax : look.syntax.mirrored), look.isBehind)
        }
        self.classes = classes
    }

    /// The number of states altogether.
    var size: Int { looks.reduce(main.instructions.count) { $0 + $1.program.instructions.count } }

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var characters: [UInt16] = []
        characters.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let (scalar, length) = decodeScalar(text, at: index)
            characters.append(scalar < 0x80 ? classes.ascii[Int(scalar)] : classes.number(of: scalar))
            index += length
        }
        var holds: [[Bool]] = []
        for look in looks {
            var places = Array(repeating: false, count: characters.count + 1)
            run(look.program, characters, backwards: !look.isBehind, isAnchored: false, holds) { place in
                places[place] = true
                return false
            }
            holds.append(places)
        }
        var found = false
        run(main, characters, backwards: false, isAnchored: isAnchored, holds) { _ in
            found = true
            return true
        }
        return found
    }

    /// Runs `program`, starting anew at every place, and calls `atMatch` for each place where a match ends until it returns
    /// true.
    private func run(
        _ program: PatternProgram, _ text: [UInt16], backwards: Bool, isAnchored: Bool, _ holds: [[Bool]],
        atMatch: (Int) -> Bool
    ) {
        var closure = PatternClosure(program)
        var places: [Int32] = []
        func isWord(_ index: Int) -> Bool { index >= 0 && index < text.count && classes.isWord[Int(text[index])] }
        for step in 0...text.count {
            let place = backwards ? text.count - step : step
            closure.begin(
                PatternClosure.Context(
                    isAtStart: place == 0, isAtEnd: place == text.count, followsWord: isWord(place - 1),
                    precedesWord: isWord(place)),
                looks: holds.map { $0[place] })
            for entry in places { closure.follow(entry) }
            if !isAnchored || step == 0 { closure.follow(program.start) }
            if closure.hasMatch && atMatch(place) { return }
            if step == text.count { return }
            let character = Int(text[backwards ? place - 1 : place])
            places.removeAll(keepingCapacity: true)
            for entry in closure.visited {
                if case .set(let set, let next) = program.instructions[Int(entry)],
                    classes.set(set, contains: character)
                {
                    places.append(next)
                }
            }
            if places.isEmpty && isAnchored { return }
        }
    }
}
