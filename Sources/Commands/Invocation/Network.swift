import Git
import Records

/// What a step over the network may use: programs and settings of this person's machine. Before there is a repository, git's
/// settings of the person count.
func networkOptions(_ repository: Repository?) throws -> NetworkOptions {
    let invocation = Invocation.current
    let environment = invocation.environment
    func setting(_ name: String) throws -> String? {
        try repository.map { try $0.setting(name) } ?? Repository.userSetting(name)
    }
    var options = NetworkOptions()
    options.programs.git = program("git", environment)
    options.programs.ssh = program("ssh", environment)
    options.programs.sshCommand = try environment["GIT_SSH_COMMAND"] ?? setting("core.sshCommand")
    options.programs.environment = environment.map { "\($0.key)=\($0.value)" }
    options.isInteractive = invocation.terminal.canAsk
    // As git does with settings that are paths.
    func settingPath(_ name: String) throws -> String? {
        guard let path = try setting(name), path.hasPrefix("~/"), let home = environment["HOME"] else {
            return try setting(name)
        }
        return home + path.dropFirst()
    }
    options.certificateFile =
        try environment["GIT_SSL_CAINFO"] ?? environment["SSL_CERT_FILE"] ?? settingPath("http.sslCAInfo")
    options.certificateFolder =
        try environment["GIT_SSL_CAPATH"] ?? environment["SSL_CERT_DIR"] ?? settingPath("http.sslCAPath")
    if let home = environment["HOME"], let bytes = try? readFile(home + "/.netrc", limit: 1 << 20) {
        options.netrc = String(decoding: bytes, as: UTF8.self)
    }
    if let seconds = environment["CRM_NETWORK_TIMEOUT"].flatMap({ Double($0) }), seconds > 0 {
        options.idleTimeout = seconds
    }
    if invocation.terminal.canAsk { options.prompt = askCredential }
    if invocation.terminal.showsProgress { options.progress = ProgressLine(invocation.terminal).show }
    return options
}

/// Asks the person for what neither git's credential helper nor ~/.netrc knew; nil gives up.
private func askCredential(_ request: CredentialRequest) -> Credential? {
    let terminal = Invocation.current.terminal
    let url = visible(request.url)
    terminal.remark(
        request.attempt == 0
            ? say("\(url) asks who you are", "\(url) 需要登录")
            : say("that was not accepted; once more, or Ctrl-C", "没有通过；请重试，或按 Ctrl-C 放弃"))
    guard let user = request.user ?? terminal.ask(say("user name:", "用户名：")), !user.isEmpty,
        let password = terminal.askSecret(say("password or token:", "密码或令牌：")), !password.isEmpty
    else { return nil }
    return Credential(user: user, password: password)
}

/// The full path of a program on `PATH`; nil when there is none.
private func program(_ name: String, _ environment: [String: String]) -> String? {
    for folder in (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    where folder.hasPrefix("/") {
        let path = "\(folder)/\(name)"
        if isExecutable(path) { return path }
    }
    return nil
}
