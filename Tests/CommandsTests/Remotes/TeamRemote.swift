import Foundation
import TestServers

/// A bare repository with the fixture team, in a temporary folder, to be served.
final class TeamRemote {
    private let scratch = Scratch()
    /// The folder that holds `team.git`.
    var root: String { scratch.path }
    var path: String { scratch.path + "/team.git" }

    init() throws {
        let seed = scratch.path + "/seed"
        let script = """
            git init -q --bare -b main team.git
            git -C team.git config http.receivepack true
            cp -r "$1/Fixtures/team" seed
            cp -r "$2/schemas" seed/schemas
            git init -q -b main seed
            git -C seed add -A
            git -C seed commit -q -m 开始
            git -C seed push -q "$PWD/team.git" main
            rm -rf seed
            """
        let made = try Shell.run(
            ["sh", "-ec", script, "sh", TestPlaces.commandsTests, TestPlaces.package], in: scratch.path)
        if made.status != 0 { throw LoopbackServer.Failure(text: "no team in \(seed): \(made.errors)") }
    }

    /// The commit that everybody sees.
    var head: String {
        get throws { try Shell.run(["git", "rev-parse", "main"], in: path).output }
    }

    /// Lets the server run a script whenever somebody pushes.
    func hook(_ name: String, _ script: String) throws {
        let file = path + "/hooks/" + name
        try FileManager.default.createDirectory(atPath: path + "/hooks", withIntermediateDirectories: true)
        try Shell.write(script: script, to: file)
    }

    func removeHook(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/hooks/" + name)
    }
}
