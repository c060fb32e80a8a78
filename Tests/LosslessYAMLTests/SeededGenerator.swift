#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How many rounds a random test runs per batch: few in the everyday suite, more when `CRM_RANDOM_ROUNDS` says so.
func randomRounds(_ usual: Int) -> UInt64 {
    UInt64(getenv("CRM_RANDOM_ROUNDS").flatMap { Int(String(cString: $0)) } ?? usual)
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: choices.indices, using: &self)] }
}
