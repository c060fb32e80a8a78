import Git
import Records
import Sync

/// A text in a person's own editor until it holds, or they give up. It lives in `.git/crm/drafts/` meanwhile, so that nothing is
/// lost, whatever happens to editor, machine or this process.
struct EditSession {
    let repository: Repository
    /// Absolute path of the draft.
    let path: String
    /// Takes away what the tool itself put into the text.
    var strip: ([UInt8]) -> [UInt8] = { $0 }
    /// What is wrong with a text.
    var check: ([UInt8]) -> [Problem] = { _ in [] }

    /// - Parameter name: for the name of the draft.
    init(name: String, repository: Repository) {
        self.repository = repository
        let instant = Invocation.current.instant
        let random = (0..<4).map { _ in String(UnicodeScalar(UInt8(ascii: "a") + Invocation.current.randomByte() % 26))
        }
        path = "\(repository.commonFolder)/crm/drafts/\(instant.date)-\(slug(name))-\(random.joined()).yaml"
    }

    /// - Returns: the text that holds; nil when the person changed nothing, or left nothing.
    func run(_ start: [UInt8]) throws -> [UInt8]? {
        let before = strip(start)
        try save(start)
        while true {
            do {
                try Editor().open(path)
            } catch let failure as CommandFailure {
                // What was typed before the editor failed is kept; an untouched text is not worth it.
                if try strip(Self.withoutNotes(read())) == before {
                    finish()
                    throw failure
                }
                throw CommandFailure(failure.status, failure.message, remedy: kept)
            }
            let text = strip(Self.withoutNotes(try read()))
            if text == before || text.isEmpty {
                finish()
                return nil
            }
            let problems = check(text).filter { $0.severity == .error }
            if problems.isEmpty { return text }
            try save(Self.annotated(Self.withoutNotes(try read()), problems, found: text))
            try askForAnotherRound(problems)
        }
    }

    /// The draft is in its place now; call it when the record is written.
    func finish() {
        do throws(FileProblem) { try removeFileDurably(path) } catch {}
    }

    /// Where the text is kept, for a message.
    var kept: Text { Text(en: "your text is kept in \(path)", zh: "您的文字保留在 \(path)") }

    private func askForAnotherRound(_ problems: [Problem]) throws {
        let terminal = Invocation.current.terminal
        for problem in problems.prefix(10) {
            for line in humanLines(problem, terminal.errorPaint) { terminal.remark(line) }
        }
        if terminal.canAsk, terminal.confirm(say("Open the editor again?", "重新打开编辑器？"), usually: true) { return }
        throw CommandFailure(
            .problemsFound, Text(en: "nothing was written: the text has problems", zh: "没有写入：内容有问题"), remedy: kept)
    }

    private func save(_ bytes: [UInt8]) throws {
        do throws(FileProblem) {
            try writeFileAtomically(bytes, to: path)
        } catch {
            throw CommandFailure(error.message)
        }
    }

    private func read() throws -> [UInt8] {
        do throws(FileProblem) {
            return try readFile(path, limit: 1 << 24)
        } catch {
            throw CommandFailure(error.message, remedy: kept)
        }
    }

    private static let note = "#! crm: "

    /// The text with each problem as a comment above its line. Lines are those of the stripped text, which differ from those of
    /// the draft only in a template; there the notes stand at the top.
    private static func annotated(_ draft: [UInt8], _ problems: [Problem], found: [UInt8]) -> [UInt8] {
        var lines = draft.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
        let isSame = draft == found
        for problem in problems.sorted(by: { ($0.place?.line ?? 1) > ($1.place?.line ?? 1) }) {
            let remedy = problem.remedy.map { " → " + say($0) } ?? ""
            let words = (visible(say(problem.message)) + visible(remedy)).split(separator: "\n").joined(separator: " ")
            let at = isSame ? min(max(0, (problem.place?.line ?? 1) - 1), lines.count) : 0
            lines.insert(Array((note + words).utf8), at: at)
        }
        return Array(lines.joined(separator: [0x0A]))
    }

    private static func withoutNotes(_ bytes: [UInt8]) -> [UInt8] {
        let mark = Array(note.utf8)
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.contains(where: { $0.starts(with: mark) }) else { return bytes }
        return Array(lines.filter { !$0.starts(with: mark) }.joined(separator: [0x0A]))
    }
}

extension Change {
    /// What would be wrong with a file of this text.
    func problems(of bytes: [UInt8], at path: RecordPath) -> [Problem] {
        // What is not masked will be, before it is written.
        ChangeCheck(folder, files: [(path, nil, bytes)], in: records).problems.filter {
            $0.path == path && $0.rule != .unmasked
        }
    }
}
