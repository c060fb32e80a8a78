import ArgumentParser
import LosslessYAML

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the `yaml-…` plumbing commands share: bytes in, bytes out, exit codes 0, 65 (not YAML) and 66 (YAML, but not a record).
enum YAMLPlumbing {
    static let notYAML = QuietExit(status: .invalidYAML)
    static let notARecord = QuietExit(status: .unusableYAML)

    /// The bytes of a file, or of standard input for `-`. A little more than a record may hold is read, so that the limit itself is met.
    static func read(_ path: String, atMost limit: Int = 1 << 26) throws -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw unreadable(path)
        }
        defer { if descriptor != 0 { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            let got = buffer.withUnsafeMutableBytes { platformRead(descriptor, $0.baseAddress, $0.count) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else {
                throw unreadable(path)
            }
            if got == 0 { break }
            bytes.append(contentsOf: buffer[..<got])
        }
        return bytes
    }

    private static func unreadable(_ path: String) -> QuietExit {
        write(Array("\(path): \(String(cString: strerror(errno)))\n".utf8), to: 2)
        return QuietExit(status: .failed)
    }

    static func print(_ bytes: [UInt8]) {
        write(bytes, to: 1)
    }

    /// `FILE:LINE:COLUMN: message` on standard error.
    static func report(_ problem: YAMLError, in path: String) {
        write(Array("\(path):\(problem.position): \(problem)\n".utf8), to: 2)
    }

    /// A line on standard error.
    static func complain(_ message: String) { write(Array((message + "\n").utf8), to: 2) }

    /// CPU time that this process has used.
    static func cpuTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    static func exitCode(for problem: YAMLError) -> QuietExit { problem.isInvalidYAML ? notYAML : notARecord }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let wrote = platformWrite(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if wrote < 0, errno == EINTR { continue }
                if wrote <= 0 { return }
                done += wrote
            }
        }
    }
}

private func platformRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

private func platformWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
