#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Terminal {
    /// As `ask`, but what is typed does not appear on the screen and is taken as it is. Ctrl-C gives up instead of ending the
    /// process, which would leave a terminal that shows nothing.
    func askSecret(_ question: String) -> String? {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return ask(question) }
        let interrupt = cc_t(3)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
        // Ctrl-C ends the line.
        withUnsafeMutableBytes(of: &silent.c_cc) { $0[Int(VEOL)] = interrupt }
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            remark("")
        }
        remarkPart(errorPaint("? ", .cyan) + question + " ")
        // Not `readLine`, which would wait for a line end.
        var line = [UInt8](repeating: 0, count: 4096)
        let count = line.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
        guard count > 0, line[count - 1] != interrupt else { return nil }
        return String(decoding: line[..<count].filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
}
