/// What happens in a simulated team, step by step. The same seed always gives the same schedule; a step that has nothing to act on is
/// passed over, so that a schedule can be cut anywhere.
struct Schedule: CustomStringConvertible {
    struct Step: CustomStringConvertible {
        let person: Int
        let act: Act
        /// Decides everything else about the step.
        let dice: UInt64

        var description: String { "\(person):\(act)" }
    }

    enum Act: String, CaseIterable {
        case setField, addTag, dropTag, contact, followUp, newCustomer, newDeal
        case comment, reformat, quote, attach
        case deleteDeal, deleteCustomer, rename, moveDeal, schema, settings, settle
        case sync, killedSync, clock
    }

    /// How often what happens, on the average.
    private static let weights: [(Act, Int)] = [
        (.setField, 24), (.addTag, 6), (.dropTag, 3), (.contact, 6), (.followUp, 5), (.newCustomer, 5), (.newDeal, 4),
        (.comment, 4), (.reformat, 3), (.quote, 3), (.attach, 4), (.deleteDeal, 2), (.deleteCustomer, 1), (.rename, 4),
        (.moveDeal, 2), (.schema, 2), (.settings, 2), (.settle, 4), (.sync, 22), (.killedSync, 6), (.clock, 2),
    ]

    var people: Int
    var steps: [Step]

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        people = dice.below(7) + 2
        let length = 8 + dice.below(40)
        let total = Self.weights.reduce(0) { $0 + $1.1 }
        var steps: [Step] = []
        // Some are away for most of it.
        let away = Set((0..<people).filter { _ in dice.below(4) == 0 })
        for _ in 0..<length {
            let person = dice.below(people)
            var number = dice.below(total)
            var act = Act.sync
            for (candidate, weight) in Self.weights {
                number -= weight
                if number < 0 {
                    act = candidate
                    break
                }
            }
            if away.contains(person), act == .sync || act == .killedSync { act = .setField }
            steps.append(Step(person: person, act: act, dice: dice.next()))
        }
        self.steps = steps
    }

    var description: String { "\(people) people: " + steps.map(\.description).joined(separator: " ") }
}

/// SplitMix64: small, and the same everywhere.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }

    mutating func pick<Item>(_ items: [Item]) -> Item? { items.isEmpty ? nil : items[below(items.count)] }
}
