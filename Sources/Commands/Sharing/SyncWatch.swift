import Git
import Records
import Sync

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `crm sync --watch`: syncs every few minutes and soon after a change, quietly, until it is told to stop. Without a network it waits longer
/// and longer, up to half an hour, and says so once.
struct SyncWatch {
    /// Seconds between two syncs.
    let interval: Double
    let json: Bool

    /// Seconds between two looks at the files, at least; many files are looked at less often, so that it takes a twentieth of the time at
    /// most.
    private static let look = 1.0
    private static let longestWait = 1800.0

    /// Set by the signal handler, which may do nothing else.
    private nonisolated(unsafe) static var isStopped: sig_atomic_t = 0

    func run() throws {
        for name in [SIGINT, SIGTERM] { signal(name) { _ in SyncWatch.isStopped = 1 } }
        let terminal = Invocation.current.terminal
        if !json {
            terminal.remark(
                terminal.errorPaint(
                    say("watching; Ctrl-C ends it", "正在自动同步；按 Ctrl-C 结束"), .faint))
        }
        var failures = 0
        var lastWords: [String] = []
        while Self.isStopped == 0 {
            let before = Set(changes())
            let (isReached, words) = syncOnce()
            if words != lastWords, !words.isEmpty { terminal.print(words) }
            lastWords = isReached ? [] : words
            failures = isReached ? 0 : failures + 1
            wait(isReached ? interval : min(Self.longestWait, interval * Double(1 << min(failures, 5))), since: before)
        }
    }

    /// - Returns: whether the remote was reached, and what is worth saying.
    private func syncOnce() -> (Bool, [String]) {
        do {
            let folder = try openFolder()
            let report = try seen(
                try synchronizeWithTime(try syncRequest(folder, try openRepository(folder))), in: folder)
            return (report.network == nil, words(report))
        } catch let failure as SyncFailure {
            return (false, [line(failure.message, failure.remedy)])
        } catch let failure as CommandFailure {
            return (false, [line(failure.message, failure.remedy)])
        } catch {
            return (false, ["\(error)"])
        }
    }

    private func line(_ message: Text, _ remedy: Text?) -> String {
        if json {
            let value: RecordValue = ["error": .text(say(message)), "remedy": .optional(remedy.map { say($0) })]
            return value.json(indented: false)
        }
        let paint = Invocation.current.terminal.paint
        return clock + paint("✗ ", .red) + visible(say(message)) + (remedy.map { "\n  → " + visible(say($0)) } ?? "")
    }

    /// Nothing for a sync that changed nothing.
    private func words(_ report: SyncReport) -> [String] {
        let isQuiet =
            report.committed == nil && report.brought == 0 && report.received.commits == 0 && report.pushed == 0
            && report.conflicts.isEmpty
            && report.network == nil && report.recovered == nil && report.mergedEdits.isEmpty
        if isQuiet { return [] }
        if json { return [syncValue(report).json(indented: false)] }
        return SyncLines(terminal: Invocation.current.terminal).lines(report).map { clock + $0 }
    }

    private var clock: String {
        let text = Invocation.current.instant.description
        return String(text.dropFirst(11).prefix(5)) + "  "
    }

    /// Until the time is over, or something has changed and nothing more does.
    ///
    /// - Parameter earlier: what was seen before the sync; what changed while it ran is not in it.
    private func wait(_ seconds: Double, since earlier: Set<String>) {
        let watch = Stopwatch()
        var before = changes()
        var isChanging = !Set(before.dropFirst()).isSubset(of: earlier)
        var look = max(Self.look, watch.seconds * 20)
        while watch.seconds < seconds, Self.isStopped == 0 {
            nap(min(look, seconds - watch.seconds))
            if Self.isStopped != 0 { return }
            let looked = watch.seconds
            let now = changes()
            look = max(Self.look, (watch.seconds - looked) * 20)
            if now != before {
                isChanging = true
                before = now
            } else if isChanging {
                return
            }
        }
    }

    /// The commit, and what is not committed: paths with the size and time of each file.
    private func changes() -> [String] {
        guard let folder = try? openFolder(), let repository = try? openRepository(folder),
            let status = try? repository.status()
        else { return [] }
        let head = (try? repository.head().commit)?.map { $0.hex } ?? ""
        return [head]
            + status.map { file in
                var info = stat()
                guard lstat(folder.root + "/" + file.path.string, &info) == 0 else { return file.path.string }
                #if canImport(Glibc)
                    let time = (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
                #else
                    let time = (info.st_mtimespec.tv_sec, info.st_mtimespec.tv_nsec)
                #endif
                return "\(file.path.string) \(info.st_size) \(time.0).\(time.1)"
            }
    }

    /// Sleeps in small pieces, so that a signal ends it soon.
    private func nap(_ seconds: Double) {
        var left = seconds
        while left > 0, Self.isStopped == 0 {
            usleep(UInt32(min(left, 0.2) * 1_000_000))
            left -= 0.2
        }
    }
}
