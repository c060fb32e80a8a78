#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How much this process had to get from the disk since this was made, in pieces of 512 bytes as the system counts: hardly anything while
/// the files are in its memory.
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
