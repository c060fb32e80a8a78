import Foundation
import TestServers
import Testing

@testable import Git

/// A bare repository with one commit, in a temporary folder, to be served.
final class BareRemote {
    let scratch = Scratch()
    /// The folder that holds `remote.git`.
    var root: String { scratch.path }
    var path: String { scratch.path + "/remote.git" }

    init(isEmpty: Bool = false) throws {
        _ = TestRepository.hermetic
        try Shell.run(["git", "init", "-q", "--bare", "-b", "main", path])
        try Shell.run(["git", "config", "http.receivepack", "true"], in: path)
        if isEmpty { return }
        let test = try TestRepository()
        try test.write("客户/a.yaml", "name: a\r\n")
        try test.write("run", "#!/bin/sh\n")
        try test.makeExecutable("run")
        for number in 0..<40 { try test.write("d/\(number)", "\(number)\n") }
        try test.commit(["客户/a.yaml", "run"] + (0..<40).map { "d/\($0)" })
        try test.git("push", "-q", path, "main:main")
    }

    func git(_ arguments: String...) throws -> String {
        try Shell.run(["git"] + arguments, in: path).output
    }

    /// Installs a hook.
    func hook(_ name: String, _ script: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/hooks", withIntermediateDirectories: true)
        let file = path + "/hooks/" + name
        try Shell.write(script: script, to: file)
    }

    /// Someone else pushes a commit.
    func commitByOther(_ file: String, _ text: String) throws {
        let other = try TestRepository(cloning: path)
        try other.write(file, text)
        try other.commit(file, message: "other")
        try other.git("push", "-q", "origin", "HEAD:main")
    }
}

extension NetworkOptions {
    /// Nobody's programs, keys or helpers but those the test brings.
    static func test(git: String? = Shell.find("git"), idle: Double = 20) -> NetworkOptions {
        var options = NetworkOptions()
        options.idleTimeout = idle
        options.usesProxy = false
        options.programs.git = git
        options.programs.environment = Shell.environment.map { "\($0)=\($1)" }
        return options
    }
}

/// The network error a call ends with.
func networkError(_ body: () throws -> Void) -> NetworkError? {
    do {
        try body()
        return nil
    } catch GitError.network(let error) {
        return error
    } catch {
        return NetworkError(failure: .other, url: "", words: "\(error)")
    }
}
