import Git
import Records

/// What a step over the network may use: programs and settings of this person's machine.
func networkOptions(_ repository: Repository?) throws -> NetworkOptions {
    let invocation = Invocation.current
    let environment = invocation.environment
    var options = NetworkOptions()
    options.programs.git = program("git", environment)
    options.programs.ssh = program("ssh", environment)
    options.programs.sshCommand = try environment["GIT_SSH_COMMAND"] ?? repository?.setting("core.sshCommand")
    options.programs.environment = environment.map { "\($0.key)=\($0.value)" }
    options.isInteractive = invocation.terminal.canAsk
    options.certificateFile =
        try environment["GIT_SSL_CAINFO"] ?? environment["SSL_CERT_FILE"]
        ?? repository?.setting("http.sslCAInfo")
    options.certificateFolder =
        try environment["GIT_SSL_CAPATH"] ?? environment["SSL_CERT_DIR"]
        ?? repository?.setting("http.sslCAPath")
    if let home = environment["HOME"], let bytes = try? readFile(home + "/.netrc", limit: 1 << 20) {
        options.netrc = String(decoding: bytes, as: UTF8.self)
    }
    if let seconds = environment["CRM_NETWORK_TIMEOUT"].flatMap({ Double($0) }), seconds > 0 {
        options.idleTimeout = seconds
    }
    if invocation.terminal.showsProgress { options.progress = ProgressLine(invocation.terminal).show }
    return options
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
