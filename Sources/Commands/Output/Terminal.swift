#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where output goes: data to standard output, everything else to standard error.
struct Terminal: Sendable {
    /// Cells of a line; nil when standard output is no terminal.
    var width: Int?
    var paintsOutput = false
    var paintsErrors = false
    /// Standard input is a terminal, so a person can be asked.
    var canAsk = false
    /// Progress may be drawn on standard error.
    var showsProgress = false

    init() {}

    /// The state of the three standard streams; `NO_COLOR` (no-color.org) and `TERM=dumb` switch colours off.
    init(environment: [String: String]) {
        let plain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
        if isatty(STDOUT_FILENO) == 1 {
            var size = winsize()
            let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            width = environment["COLUMNS"].flatMap { Int($0) } ?? (known ? Int(size.ws_col) : 80)
            paintsOutput = !plain
        }
        paintsErrors = !plain && isatty(STDERR_FILENO) == 1
        showsProgress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
        canAsk = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    }

    var paint: Paint { Paint(isOn: paintsOutput) }
    var errorPaint: Paint { Paint(isOn: paintsErrors) }

    /// Data for the person or the next program. A closed pipe ends the process quietly, as the reader wished.
    func print(_ line: String) {
        write(line + "\n", to: STDOUT_FILENO)
    }

    func print(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        write(lines.joined(separator: "\n") + "\n", to: STDOUT_FILENO)
    }

    /// Data as it is, without a line end of ours.
    func printRaw(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Anything that is not the data asked for: warnings, progress, what happened.
    func remark(_ line: String) {
        write(line + "\n", to: STDERR_FILENO)
    }

    /// Without a line end; for progress lines.
    func remarkPart(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    private func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                #if canImport(Glibc)
                    let wrote = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                #else
                    let wrote = Darwin.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                #endif
                if wrote >= 0 {
                    done += wrote
                } else if errno == EPIPE {
                    exit(0)
                } else if errno != EINTR && errno != EAGAIN {
                    // Nothing can be said any more; a full disk behind a redirect must not look like success.
                    exit(1)
                }
            }
        }
    }
}
