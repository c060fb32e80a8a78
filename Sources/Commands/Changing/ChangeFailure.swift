import Git
import Records
import Sync

/// A failure of writing as a person reads it. Problems are listed first.
func worded(_ failure: WriteFailure, _ files: [PlannedFile]) -> any Error {
    switch failure {
    case .problems(let problems):
        let terminal = Invocation.current.terminal
        for problem in problems.prefix(10) {
            let shown = problem.shown(at: files.first { $0.path == problem.path }?.movedFrom)
            for line in humanLines(shown, terminal.errorPaint) { terminal.remark(line) }
        }
        if problems.count > 10 {
            terminal.remark(say("… and \(problems.count - 10) more", "……另有 \(problems.count - 10) 个问题"))
        }
        return CommandFailure(
            .problemsFound, Text(en: "nothing was written: the result would have problems", zh: "没有写入：修改后会有问题"))
    case .changedMeanwhile(let path):
        return CommandFailure(
            Text(en: "\(path) keeps changing while I work on it", zh: "\(path) 一直在被其他程序修改"),
            remedy: Text(en: "close the other program and repeat", zh: "请关闭其他程序后重试"))
    case .file(let problem):
        return CommandFailure(
            problem.message + Text(en: "; nothing was changed", zh: "；没有任何改动"))
    case .git(let error): return gitFailure(error) ?? error
    case .sync(let failure): return CommandFailure(failure.message, remedy: failure.remedy)
    case .unfinished:
        return CommandFailure(
            Text(
                en: "the machine failed in the middle of writing, and the change could not be taken back",
                zh: "写入过程中机器出错，也无法撤回这次修改"),
            remedy: Text(
                en:
                    "nothing is lost: once there is space and permission again, the next crm command that changes something finishes it",
                zh: "没有丢失任何内容：空间或权限恢复后，下一次修改类命令会自动完成它"))
    }
}

/// Shows what the team's rules only warn of.
func warn(_ problems: [Problem]) {
    let terminal = Invocation.current.terminal
    for problem in problems.prefix(10) {
        for line in humanLines(problem, terminal.errorPaint) { terminal.remark(line) }
    }
}

extension Problem {
    /// The same problem under the path where the file still is; nil leaves it.
    fileprivate func shown(at other: RecordPath?) -> Problem {
        guard let other else { return self }
        return Problem(
            rule, severity: severity, path: other, place: place, width: width, field: field, message: message,
            remedy: remedy, allowed: allowed, sourceLine: sourceLine)
    }
}

/// What a person typed for a field, refused in words.
func withInputFailures<R>(_ body: () throws(InputFailure) -> R) throws -> R {
    do throws(InputFailure) {
        return try body()
    } catch {
        throw CommandFailure(.wrongUsage, error.message, remedy: error.remedy)
    }
}
