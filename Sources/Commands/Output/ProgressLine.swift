import Git

/// One line on standard error that shows how far a transfer is, redrawn in place.
final class ProgressLine {
    private let terminal: Terminal
    private var lastShown = -1

    init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    func show(_ progress: TransferProgress) {
        let percent = progress.totalObjects > 0 ? progress.objects * 100 / progress.totalObjects : 0
        guard percent != lastShown else { return }
        lastShown = percent
        let verb: String
        switch progress.direction {
        case .receiving: verb = say("receiving", "接收中")
        case .sending: verb = say("sending", "发送中")
        }
        let size = progress.bytes >= 1 << 20 ? "\(progress.bytes >> 20) MB" : "\(progress.bytes >> 10) KB"
        let end = progress.objects >= progress.totalObjects ? "\r\u{1B}[K" : ""
        terminal.remarkPart(
            "\r\u{1B}[K\(verb) \(percent)% (\(progress.objects)/\(progress.totalObjects), \(size))\(end)")
    }
}
