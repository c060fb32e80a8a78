/// Git's credential helpers (gitcredentials(7)), reached through `git credential`, since libgit2 never calls them.
struct CredentialHelper {
    private let step: NetworkStep
    private let git: String
    private let url: String

    /// - Returns: `nil` when there is no git program, or when the address could smuggle a line into the helper's input.
    init?(url: String, step: NetworkStep) {
        guard let git = step.options.programs.git, !url.utf8.contains(where: { $0 < 0x20 }) else { return nil }
        self.step = step
        self.git = git
        self.url = url
    }

    func fill() -> Credential? {
        guard let answer = run("fill", "url=\(url)\n\n") else { return nil }
        var values: [String: String] = [:]
        for line in answer.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        }
        guard let user = values["username"], let password = values["password"] else { return nil }
        return Credential(user: user, password: password)
    }

    /// Lets the helpers store what worked.
    func approve(_ credential: Credential) { tell("approve", credential) }

    /// Lets the helpers forget what did not.
    func reject(_ credential: Credential) { tell("reject", credential) }

    private func tell(_ verb: String, _ credential: Credential) {
        guard !(credential.user + credential.password).utf8.contains(where: { $0 == 0x0A || $0 == 0 }) else { return }
        _ = run(verb, "url=\(url)\nusername=\(credential.user)\npassword=\(credential.password)\n\n")
    }

    /// A helper must not talk to the terminal behind our back; one with a window may, if a person is there.
    private func run(_ verb: String, _ input: String) -> String? {
        var options = NetworkOptions()
        options.idleTimeout = step.options.isInteractive ? 300 : step.options.idleTimeout
        options.isCancelled = step.options.isCancelled
        options.programs = step.options.programs
        options.programs.environment.removeAll { $0.hasPrefix("GIT_TERMINAL_PROMPT=") }
        options.programs.environment.append("GIT_TERMINAL_PROMPT=0")
        if !step.options.isInteractive {
            options.programs.environment.removeAll { $0.hasPrefix("GIT_ASKPASS=") || $0.hasPrefix("SSH_ASKPASS=") }
            options.programs.environment += ["GIT_ASKPASS=", "SSH_ASKPASS="]
        }
        let own = NetworkStep(url: url, options: options)
        let place = step.gitFolder.map { ["-C", $0] } ?? []
        guard let child = Child(git, place + ["credential", verb], mayAsk: false, in: own) else { return nil }
        var input = input
        guard input.withUTF8({ child.write($0.baseAddress, $0.count) }) else { return nil }
        child.finishWriting()
        var answer: [UInt8] = []
        while answer.count < 65_536 {
            var got = 0
            answer += [UInt8](unsafeUninitializedCapacity: 4096) { buffer, filled in
                got = child.read(buffer.baseAddress, buffer.count)
                filled = max(got, 0)
            }
            if got <= 0 { break }
        }
        child.end(grace: 5)
        return child.status == 0 ? String(decoding: answer, as: UTF8.self) : nil
    }
}
