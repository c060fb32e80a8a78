#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Owns an open file descriptor and closes it at the end of its scope.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    /// Hands the descriptor out; the caller closes it.
    consuming func take() -> Int32 {
        let number = number
        discard self
        return number
    }

    deinit {
        if number >= 0 { close(number) }
    }

    /// Reads to the end.
    ///
    /// - Returns: `nil` after an error, with `errno` set.
    borrowing func readAll(expecting size: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var capacity = max(size, 0) + 1
        while true {
            let start = bytes.count
            let wanted = capacity - start
            var got = 0
            bytes.reserveCapacity(capacity)
            bytes.append(
                contentsOf: [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                    repeat { got = read(number, buffer.baseAddress, wanted) } while got < 0 && errno == EINTR
                    filled = max(got, 0)
                })
            if got < 0 { return nil }
            if got == 0 { return bytes }
            if bytes.count == capacity { capacity = capacity * 2 + 4096 }
        }
    }
}
