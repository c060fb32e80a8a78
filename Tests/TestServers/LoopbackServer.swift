import Foundation

/// A server program on the loopback interface that ends with its owner.
package final class LoopbackServer: @unchecked Sendable {
    private let process: StartedProgram
    private let scratch = Scratch()
    package let port: Int

    /// What it has printed so far.
    package var output: String {
        String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: scratch.path + "/out"))) ?? Data(), as: UTF8.self)
    }

    /// - Parameter arguments: made for the port that is free; the server is ready when it can be connected to.
    package init(_ program: String, _ arguments: (Int) -> [String], extra: [String: String] = [:]) throws {
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

    /// A server that did not start, and what it said.
    package struct Failure: Error {
        package let text: String

        package init(text: String) { self.text = text }
    }

    /// A port of the loopback interface that nobody listens on.
    package static func freePort() throws -> Int {
        let listener = try SilentServer()
        return listener.port
    }

    private static func canConnect(_ port: Int) -> Bool {
        let made = socket(AF_INET, streamType, 0)
        defer { close(made) }
        return withLoopback(port) { connect(made, $0, $1) } == 0
    }
}

/// Listens and never says a word.
package final class SilentServer: @unchecked Sendable {
    private let listener: Int32
    package private(set) var port = 0

    package init() throws {
        listener = socket(AF_INET, streamType, 0)
        // A server started meanwhile must not keep the port.
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
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

#if canImport(Glibc)
    private let streamType = Int32(SOCK_STREAM.rawValue)
#else
    private let streamType = SOCK_STREAM
#endif

private func withLoopback<Result>(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
}
