import Foundation
import TestServers

/// The example company on a server: a bare repository with crm's hook, reached over ssh by people who each have a key of their own.
final class HookedTeam: @unchecked Sendable {
    private let scratch = Scratch()
    private let server: SSHServer
    private let commands: [String: String]
    let url: String
    private var remote: String { scratch.path + "/team.git" }

    /// Handles of the example company with their addresses.
    static let people = ["li-na", "wang-lei", "chen-jing", "he-jun", "zhou-yan", "wu-di"]

    static func address(_ handle: String) -> String { handle + "@lixing.example.cn" }

    init() throws {
        server = try SSHServer(keys: "ed25519")
        var commands = ["nobody": server.command]
        for person in Self.people {
            commands[person] = try server.addPerson(person, environment: "CRM_PUSHER=" + person)
        }
        commands["stranger"] = try server.addPerson("stranger", environment: "CRM_PUSHER=stranger")
        self.commands = commands
        url = "ssh://127.0.0.1:\(server.port)\(scratch.path)/team.git"
        let script = """
            git init -q --bare -b main team.git
            cp -r "$1/example-repo" seed
            git init -q -b main seed
            cd seed
            git config user.name 何俊
            git config user.email he-jun@lixing.example.cn
            git add -A
            export GIT_AUTHOR_DATE=2026-11-21T09:00:00+08:00 GIT_COMMITTER_DATE=2026-11-21T09:00:00+08:00
            git commit -q -m 开始
            echo >>README.md
            git commit -qam 说明
            git push -q "$PWD/../team.git" main
            crm hook install --bare ../team.git
            """
        let made = try Shell.run(
            ["sh", "-ec", script, "sh", TestPlaces.package], in: scratch.path, environment: environment("he-jun"))
        if made.status != 0 { throw LoopbackServer.Failure(text: "no team: \(made.output)\(made.errors)") }
    }

    /// Variables of somebody at work.
    func environment(_ person: String) -> [String: String] {
        [
            "PATH": TestPlaces.programs + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/nonexistent",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LANG": "C.UTF-8", "TZ": "Asia/Shanghai",
            "NO_COLOR": "1", "CRM_LANG": "en", "CRM_NOW": "2026-11-24T09:30:00+08:00", "TMPDIR": scratch.path,
            "GIT_AUTHOR_DATE": "2026-11-24T09:30:00+08:00", "GIT_COMMITTER_DATE": "2026-11-24T09:30:00+08:00",
            "GIT_SSH_COMMAND": commands[person] ?? "false", "URL": url,
            "OWN": "customers/east/suzhou/huachen-jingmi", "FOREIGN": "customers/east/hefei-jieda",
            "CRM_SEED": "\(person.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) } % 1_000_000)",
        ]
    }

    /// What the server has.
    var head: String {
        get throws { try Shell.run(["git", "for-each-ref"], in: remote).output }
    }

    /// The objects that the server keeps.
    var objects: String {
        get throws {
            try Shell.run(["sh", "-c", "git cat-file --batch-all-objects --batch-check | sort"], in: remote).output
        }
    }

    /// Writes over the middle of what the hook has noted.
    func breakLedger() throws {
        let said = try Shell.run(
            [
                "sh", "-c",
                "rm -f ledger.sqlite-*; head -c 40960 /dev/urandom | dd of=ledger.sqlite bs=4096 seek=1 conv=notrunc",
            ],
            in: remote + "/crm")
        if said.status != 0 { throw LoopbackServer.Failure(text: said.errors) }
    }

    /// A person's own clone, in which a script of theirs has run.
    ///
    /// - Returns: what the last command of the script said, `git push` mostly.
    func work(as person: String, _ script: String) throws -> ShellResult {
        let place = scratch.path + "/" + UUID().uuidString
        let whole = """
            git clone -q "$1" "$2"
            cd "$2"
            git remote set-url origin "$URL"
            git config user.name \(person)
            git config user.email \(Self.address(person))
            git config core.quotePath false
            commit() { git add -A; git commit -q -m "${1:-change}"; }
            \(script)
            """
        defer { try? FileManager.default.removeItem(atPath: place) }
        return try Shell.run(
            ["sh", "-ec", whole, "sh", remote, place], in: scratch.path, environment: environment(person), limit: 60)
    }
}
