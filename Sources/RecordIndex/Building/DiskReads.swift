#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How often this process had to ask the disk since this was made: hardly ever while the files are in the system's memory.
struct DiskReads {
    private let before = DiskReads.total

    var count: Int { Self.total - before }

    private static var total: Int {
        var usage = rusage()
        #if canImport(Glibc)
            let code = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
            let code = getrusage(RUSAGE_SELF, &usage)
        #endif
        return code == 0 ? Int(usage.ru_inblock) : 0
    }
}
