import Foundation

/// A program with a terminal for standard input, output and error, as a person sees it; what it says is kept.
package final class ProgramOnTerminal {
    private let ours: Int32
    private let program: StartedProgram
    /// Everything it has said so far.
    package private(set) var said = ""
    private var bytes: [UInt8] = []

    /// nil where there are no terminals.
    package init?(_ command: [String], in folder: String, _ environment: [String: String]) {
        var (ours, theirs) = (Int32(-1), Int32(-1))
        guard openpty(&ours, &theirs, nil, nil, nil) == 0 else { return nil }
        self.ours = ours
        defer { close(theirs) }
        var size = winsize(ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(theirs, UInt(TIOCSWINSZ), &size)
        _ = fcntl(ours, F_SETFL, fcntl(ours, F_GETFL) | O_NONBLOCK)
        for end in [ours, theirs] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        program = StartedProgram(
            "/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", folder] + command,
            environment.map { $0.key + "=" + $0.value },
            standard: theirs)
    }

    deinit {
        program.stop()
        close(ours)
    }

    /// Waits until it has said this, or `isDone` holds.
    ///
    /// - Parameter limit: seconds.
    package func wait(for text: String = "\u{0}", limit: Double = 60, or isDone: () -> Bool = { false }) -> Bool {
        let end = Date(timeIntervalSinceNow: limit)
        while Date() < end {
            listen()
            if said.contains(text) || isDone() { return true }
            usleep(20_000)
        }
        return false
    }

    /// Types something.
    package func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(ours, bytes, bytes.count)
    }

    package func signal(_ number: Int32) { program.signal(number) }

    /// The exit status; 128 and more for a signal.
    package func end(limit: Double = 60) -> Int32 {
        let end = Date(timeIntervalSinceNow: limit)
        while !program.hasEnded, Date() < end {
            listen()
            usleep(10_000)
        }
        listen()
        return program.wait(limit: 0)
    }

    private func listen() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(ours, &buffer, buffer.count)
            if count <= 0 { break }
            bytes += buffer.prefix(count)
        }
        said = String(decoding: bytes, as: UTF8.self)
    }
}
