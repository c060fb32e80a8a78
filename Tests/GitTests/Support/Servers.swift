import Foundation
import Testing

@testable import Git

/// A server program on the loopback interface that ends with its owner.
final class LoopbackServer: @unchecked Sendable {
    private let process: StartedProgram
    private let scratch = Scratch()
    let port: Int

    /// What it has printed so far.
    var output: String {
        String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: scratch.path + "/out"))) ?? Data(), as: UTF8.self)
    }

    /// - Parameter arguments: made for the port that is free; the server is ready when it can be connected to.
    init(_ program: String, _ arguments: (Int) -> [String], extra: [String: String] = [:]) throws {
        port = try Self.freePort()
        let environment = Shell.environment.merging(extra) { $1 }.map { "\($0)=\($1)" }
        process = StartedProgram(program, arguments(port), environment, output: scratch.path + "/out")
        for _ in 0..<400 {
            if Self.canConnect(port) { return }
            usleep(25_000)
        }
        throw Failure(text: "\(program) does not listen: \(output)")
    }

    deinit {
        process.stop()
    }

    struct Failure: Error { let text: String }

    static func freePort() throws -> Int {
        let listener = try SilentServer()
        return listener.port
    }

    private static func canConnect(_ port: Int) -> Bool {
        let made = socket(AF_INET, SocketAddress.streamType, 0)
        defer { close(made) }
        return withLoopback(port) { connect(made, $0, $1) } == 0
    }
}

/// Listens and never says a word.
final class SilentServer: @unchecked Sendable {
    private let listener: Int32
    private(set) var port = 0

    init() throws {
        listener = socket(AF_INET, SocketAddress.streamType, 0)
        guard withLoopback(0, { bind(listener, $0, $1) }) == 0, listen(listener, 8) == 0 else {
            throw LoopbackServer.Failure(text: "cannot listen")
        }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(listener, $0, &length) }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(listener) }
}

private func withLoopback<Result>(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
}

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
        try ("#!/bin/sh\n" + script).write(toFile: file, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
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
