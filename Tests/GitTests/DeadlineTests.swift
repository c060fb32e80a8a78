import Foundation
import TestServers
import Testing

@testable import Git

@Suite struct DeadlineTests {
    /// Clones and expects a timeout after about a second, nothing left behind.
    private func expectTimeout(
        _ url: String, _ options: NetworkOptions = .test(idle: 1), sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        _ = TestRepository.hermetic
        let scratch = Scratch()
        let clock = ContinuousClock()
        var error: NetworkError?
        let time = clock.measure {
            error = networkError { _ = try Repository.clone(url, to: scratch.path + "/c", options: options) }
        }
        #expect(error?.failure == .timeout, "\(String(describing: error))", sourceLocation: sourceLocation)
        #expect(time < .seconds(8), sourceLocation: sourceLocation)
        #expect(try Shell.run(["ls", "-A", scratch.path]).output == "", sourceLocation: sourceLocation)
    }

    @Test func silentServers() throws {
        let server = try SilentServer()
        for scheme in ["http", "https", "git"] {
            try expectTimeout("\(scheme)://127.0.0.1:\(server.port)/x.git")
        }
    }

    @Test func silentPrograms() throws {
        var options = NetworkOptions.test(idle: 1)
        let mark = "crm-silent-\(UInt64.random(in: 0 ... .max))"
        options.programs.sshCommand = "sleep 300; true \(mark)"
        try expectTimeout("host:/x", options)
        #expect(
            try !Shell.run(["sh", "-c", "cat /proc/*/cmdline 2>/dev/null | tr '\\0' ' '"]).output.contains(mark + "\""))
        #expect(try runningPrograms(with: mark) == 0)
    }

    @Test func totalTime() throws {
        // Says something every 100 ms, so never idle.
        var options = NetworkOptions.test(idle: 5)
        options.totalTimeout = 1
        options.programs.sshCommand = "while sleep 0.1; do echo x >&2; done; true"
        try expectTimeout("host:/x", options)
    }

    @Test func stallInTheMiddleOfAPack() throws {
        let remote = try BareRemote()
        var options = NetworkOptions.test(idle: 1)
        options.programs.sshCommand =
            "git-upload-pack \(remote.path) | (dd bs=1 count=1500 2>/dev/null; sleep 300); true"
        try expectTimeout("host:/x", options)
        if HTTPServer.python != nil {
            let server = try HTTPServer.start(root: remote.root)
            try expectTimeout("http://127.0.0.1:\(server.port)/stall/remote.git")
            try expectTimeout("http://127.0.0.1:\(server.port)/silent/remote.git")
        }
    }

    @Test func unreachable() throws {
        _ = TestRepository.hermetic
        let port = try LoopbackServer.freePort()
        for (url, failure) in [
            ("http://127.0.0.1:\(port)/x", NetworkFailure.connectionRefused),
            ("git://127.0.0.1:\(port)/x", .connectionRefused),
            ("http://nowhere.invalid/x", .offline), ("git://nowhere.invalid/x", .offline),
        ] {
            let scratch = Scratch()
            let error = networkError { _ = try Repository.clone(url, to: scratch.path + "/c", options: .test(idle: 5)) }
            #expect(error?.failure == failure, "\(url): \(String(describing: error))")
        }
    }

    @Test func aServerThatHangsUp() throws {
        _ = TestRepository.hermetic
        var options = NetworkOptions.test(idle: 5)
        options.programs.sshCommand = "echo 'ssh: words' >&2; exit 3; true"
        let scratch = Scratch()
        let error = networkError { _ = try Repository.clone("host:/x", to: scratch.path + "/c", options: options) }
        #expect(error?.failure == .protocolError)
        #expect(error?.words.contains("ssh: words") == true)
    }

    private func runningPrograms(with mark: String) throws -> Int {
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else { return 0 }
        return entries.filter { entry in
            guard Int(entry) != nil, let data = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline") else {
                return false
            }
            return String(decoding: data, as: UTF8.self).contains(mark)
        }.count
    }
}
