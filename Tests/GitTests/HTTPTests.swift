import Foundation
import TestServers
import Testing

@testable import Git

@Suite(.enabled(if: HTTPServer.python != nil, "needs python3"), .serialized) struct HTTPTests {
    @Test func plain() throws {
        let remote = try BareRemote()
        let server = try HTTPServer.start(root: remote.root)
        let base = "http://127.0.0.1:\(server.port)"
        let scenario = RemoteScenario(remote: remote, url: base + "/plain/remote.git", options: .test())
        try scenario.run()
        try scenario.expectNoClone(base + "/plain/missing.git", .repositoryNotFound)
        try scenario.expectNoClone(base + "/403/x.git", .repositoryNotFound)
        try scenario.expectNoClone(base + "/login/x.git", .protocolError)
        try scenario.expectNoClone(base + "/500/x.git", .protocolError)
    }

    @Test func movedAddress() throws {
        let remote = try BareRemote()
        let server = try HTTPServer.start(root: remote.root)
        let scratch = Scratch()
        _ = try Repository.clone(
            "http://localhost:\(server.port)/moved/remote.git", to: scratch.path + "/c", options: .test())
    }

    @Test func credentialsFromEverySource() throws {
        let remote = try BareRemote()
        let server = try HTTPServer.start(root: remote.root)
        let url = "http://127.0.0.1:\(server.port)/auth/remote.git"
        let encoded = url.replacingOccurrences(of: "http://", with: "http://%E6%9D%8E:ge%20heim@")
        try RemoteScenario(remote: remote, url: encoded, options: .test()).run()

        let scratch = Scratch()
        func clone(_ options: NetworkOptions, _ name: String, _ url: String = url) -> NetworkError? {
            networkError { _ = try Repository.clone(url, to: scratch.path + "/" + name, options: options) }
        }
        var asking = NetworkOptions.test()
        asking.prompt = { request in
            #expect(request.url == url && request.attempt == 0)
            return Credential(user: "李", password: "ge heim")
        }
        #expect(clone(asking, "prompt") == nil)
        var netrc = NetworkOptions.test()
        netrc.netrc = "machine 127.0.0.1 login x password y\n"
        #expect(clone(netrc, "netrc")?.failure == .authenticationFailed)
        netrc.netrc = "machine 127.0.0.1 login u password p\n"
        #expect(clone(netrc, "netrc") == nil)

        // A helper of git: what it gives is used, and approved afterwards; what was refused is rejected.
        let log = scratch.path + "/log"
        func helper(_ password: String) throws -> NetworkOptions {
            let file = scratch.path + "/helper"
            let script = """
                echo "$1" >> \(log)
                cat >> \(log)
                if [ "$1" = get ]; then echo username=李; echo 'password=\(password)'; fi
                """
            try Shell.write(script: script, to: file)
            var options = NetworkOptions.test()
            options.programs.environment += [
                "GIT_CONFIG_KEY_0=credential.helper", "GIT_CONFIG_VALUE_0=\(file)",
            ]
            options.programs.environment.removeAll { $0.hasPrefix("GIT_CONFIG_GLOBAL=") }
            let configuration = scratch.path + "/gitconfig"
            try "[credential]\n\thelper = \(file)\n".write(toFile: configuration, atomically: false, encoding: .utf8)
            options.programs.environment.append("GIT_CONFIG_GLOBAL=" + configuration)
            return options
        }
        let helped = clone(try helper("ge heim"), "helped")
        #expect(helped == nil, "\(String(describing: helped))")
        let said = try String(contentsOfFile: log, encoding: .utf8)
        #expect(said.contains("store\n") && said.contains("password=ge heim") && !said.contains("erase\n"))
        #expect(clone(try helper("wrong"), "wrong")?.failure == .authenticationFailed)
        #expect(try String(contentsOfFile: log, encoding: .utf8).contains("erase\n"))
    }

    @Test func wrongPasswordsEnd() throws {
        let remote = try BareRemote()
        let server = try HTTPServer.start(root: remote.root)
        var asked = 0
        var options = NetworkOptions.test()
        options.prompt = { request in
            #expect(request.attempt == asked)
            asked += 1
            return Credential(user: "x", password: "y")
        }
        let url = "http://127.0.0.1:\(server.port)/auth/remote.git"
        try RemoteScenario(remote: remote, url: url, options: options).expectNoClone(url, .authenticationFailed)
        #expect(asked == 3)
        try RemoteScenario(remote: remote, url: url, options: .test()).expectNoClone(url, .authenticationFailed)
        let with = url.replacingOccurrences(of: "http://", with: "http://u:secret@")
        let scratch = Scratch()
        let error = networkError { _ = try Repository.clone(with, to: scratch.path + "/c", options: .test()) }
        #expect(error?.failure == .authenticationFailed)
        #expect(error?.description.contains("secret") == false)
    }

    @Test(.enabled(if: Shell.find("openssl") != nil, "needs openssl")) func overTLS() throws {
        let remote = try BareRemote()
        let authority = try TestAuthority()
        let server = try HTTPServer.start(root: remote.root, certificate: authority.server)
        let url = "https://localhost:\(server.port)/plain/remote.git"
        try RemoteScenario(remote: remote, url: url, options: .test()).expectNoClone(url, .certificateUntrusted)
        var options = NetworkOptions.test()
        options.certificateFile = authority.authority
        try RemoteScenario(remote: remote, url: url, options: options).run()
        // The right authority, the wrong name.
        let other = "https://127.0.0.1:\(server.port)/plain/remote.git"
        try RemoteScenario(remote: remote, url: other, options: options).expectNoClone(other, .certificateUntrusted)
        options.certificateFile = "/nonexistent.pem"
        try RemoteScenario(remote: remote, url: url, options: options).expectNoClone(url, .certificateUntrusted)
        let silent = "https://localhost:\(try SilentServer().port)/x"
        _ = silent
    }

    @Test(.enabled(if: Shell.find("openssl") != nil, "needs openssl")) func onlyTLS13() throws {
        let remote = try BareRemote()
        let authority = try TestAuthority()
        let server = try HTTPServer.start(root: remote.root, certificate: authority.server, onlyTLS13: true)
        let url = "https://localhost:\(server.port)/plain/remote.git"
        var options = NetworkOptions.test()
        options.certificateFile = authority.authority
        let scratch = Scratch()
        let error = networkError { _ = try Repository.clone(url, to: scratch.path + "/c", options: options) }
        // mbedTLS 2.28 knows TLS up to 1.2; a newer library gets through.
        #expect(error == nil || error?.failure == .tlsTooNew, "\(String(describing: error))")
    }
}
