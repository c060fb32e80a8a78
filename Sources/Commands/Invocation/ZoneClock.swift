import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The time of this process: the system's clock, or the instant in `CRM_NOW`; offsets of the zone in `TZ` or the system's,
/// until the repository's own zone is set.
struct ZoneClock: Sendable {
    let now: @Sendable () -> Int
    let offset: @Sendable (Int) -> Int

    init(environment: [String: String]) {
        let fixed = environment["CRM_NOW"].flatMap { Instant($0) }
        now = { fixed?.secondsSinceEpoch ?? time(nil) }
        offset = { seconds in
            var clock = time_t(seconds)
            var parts = tm()
            localtime_r(&clock, &parts)
            return Int(parts.tm_gmtoff)
        }
    }

    /// Makes `zone` (an IANA name) the zone of the process. A name that the system does not know leaves UTC.
    static func use(zone: String) {
        setenv("TZ", zone, 1)
        tzset()
    }
}

/// Random bytes of the system, or the same ones again for the same `CRM_SEED`.
struct SeededBytes: Sendable {
    let next: @Sendable () -> UInt8

    init(seed: UInt64?) {
        guard let seed else {
            next = { UInt8.random(in: 0 ... .max) }
            return
        }
        let generator = SeededGenerator(seed: seed)
        next = { UInt8.random(in: 0 ... .max, using: &generator.state) }
    }

    /// One command runs on one thread; the reference only gives the closure its state.
    private final class SeededGenerator: @unchecked Sendable {
        var state: SplitMix

        init(seed: UInt64) { state = SplitMix(state: seed) }
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}

/// Waits so many seconds.
func pause(_ seconds: Double) {
    guard seconds > 0 else { return }
    usleep(UInt32(min(seconds, 60) * 1_000_000))
}
