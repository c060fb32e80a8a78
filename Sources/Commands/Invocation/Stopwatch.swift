#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Time that goes by from its making on, whatever happens to the clock on the wall.
struct Stopwatch {
    private let start = Stopwatch.now()

    var seconds: Double { Self.now() - start }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
