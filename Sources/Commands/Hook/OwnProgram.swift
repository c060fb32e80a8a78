#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The absolute path of the crm that runs, for those who shall start the same one.
func ownProgram() -> String {
    #if canImport(Glibc)
        return absolutePath("/proc/self/exe")
    #else
        var size = UInt32(4096)
        var buffer = [CChar](repeating: 0, count: Int(size))
        guard _NSGetExecutablePath(&buffer, &size) == 0 else { return "crm" }
        return absolutePath(String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    #endif
}
