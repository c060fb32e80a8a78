/// The command that runs a git service on the other side of ssh, put together as git does it.
struct SSHCommand {
    let program: String
    let arguments: [String]

    /// - Parameter service: `git-upload-pack` or `git-receive-pack`.
    /// - Returns: `nil` when there is no ssh.
    init?(_ address: SSHAddress, service: String, programs: Programs, mayAsk: Bool) {
        let command = programs.sshCommand ?? programs.ssh ?? ""
        guard !command.isEmpty else { return nil }
        let style = Style(command)
        var options: [String] = []
        if !mayAsk, let quiet = style.neverAsk { options += quiet }
        if let port = address.port { options += [style.port, "\(port)"] }
        let host = address.user.map { $0 + "@" + address.host } ?? address.host
        options += [host, "\(service) \(Self.quoted(address.path))"]
        if let line = programs.sshCommand {
            program = "/bin/sh"
            arguments = ["-c", line + " \"$@\"", line] + options
        } else {
            program = command
            arguments = options
        }
    }

    /// How the options are spelled depends on the program, of which git knows these.
    private enum Style {
        case openSSH
        case plink
        /// Something else: no options but the port.
        case other

        init(_ command: String) {
            // The first word of the command line, without folder and `.exe`.
            let word = command.split(separator: " ").first.map(String.init) ?? command
            let name = word.split(separator: "/").last.map { $0.lowercased() } ?? word
            switch name.hasSuffix(".exe") ? String(name.dropLast(4)) : name {
            case "ssh": self = .openSSH
            case "plink", "putty", "tortoiseplink": self = .plink
            default: self = .other
            }
        }

        var port: String { self == .plink ? "-P" : "-p" }

        /// Makes it fail rather than wait for an answer that nobody can give.
        var neverAsk: [String]? {
            switch self {
            case .openSSH: ["-o", "BatchMode=yes"]
            case .plink: ["-batch"]
            case .other: nil
            }
        }
    }

    /// For the shell on the other side: in single quotes; `'` and `!` outside of them, escaped.
    static func quoted(_ text: String) -> String {
        var quoted = "'"
        for character in text.unicodeScalars {
            if character == "'" || character == "!" {
                quoted += "'\\\(character)'"
            } else {
                quoted.unicodeScalars.append(character)
            }
        }
        return quoted + "'"
    }
}
