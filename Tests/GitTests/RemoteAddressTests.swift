import Testing

@testable import Git

@Suite struct RemoteAddressTests {
    @Test func readsWhatGitReads() {
        func ssh(_ user: String?, _ host: String, _ port: Int?, _ path: String) -> RemoteAddress {
            .ssh(SSHAddress(user: user, host: host, port: port, path: path))
        }
        #expect(RemoteAddress("/a/b c") == .local(path: "/a/b c"))
        #expect(RemoteAddress("../x:y") == .local(path: "../x:y"))
        #expect(RemoteAddress("file:///a%20b") == .local(path: "/a b"))
        #expect(RemoteAddress("git@host:team/x.git") == ssh(nil, "git@host", nil, "team/x.git"))
        #expect(RemoteAddress("host:/x") == ssh(nil, "host", nil, "/x"))
        #expect(RemoteAddress("[::1]:x") == ssh(nil, "::1", nil, "x"))
        #expect(RemoteAddress("ssh://u@host:2222/x y") == ssh("u", "host", 2222, "/x y"))
        #expect(RemoteAddress("ssh://host/~u/x") == ssh(nil, "host", nil, "~u/x"))
        #expect(RemoteAddress("ssh://[::1]:22/x") == ssh(nil, "::1", 22, "/x"))
        #expect(RemoteAddress("ssh://[::1]/x") == ssh(nil, "::1", nil, "/x"))
        #expect(RemoteAddress("HTTPS://host/x") == .library)
        #expect(RemoteAddress("git://host/x") == .library)
        for bad in [
            "ext::x://y", "-oX:y", "ssh://-oX/y", "ssh://h/-x\n", "host:-x", "ssh://h:99999/x", "javascript://x/y",
        ] {
            if case .refused = RemoteAddress(bad) { continue }
            Issue.record("\(bad): \(RemoteAddress(bad))")
        }
    }

    @Test func passwordsDoNotShow() {
        #expect(RemoteAddress.withoutPassword("https://u:p@h/x") == "https://u@h/x")
        #expect(RemoteAddress.withoutPassword("https://u:p@q@h/x") == "https://u@h/x")
        #expect(RemoteAddress.withoutPassword("https://h/x:y@z") == "https://h/x:y@z")
        #expect(RemoteAddress.withoutPassword("git@host:x") == "git@host:x")
    }

    @Test func sshCommandIsPutTogetherAsGitDoes() {
        var programs = Programs()
        let address = SSHAddress(user: "u", host: "h", port: 2222, path: "/it's/!x")
        #expect(SSHCommand(address, service: "git-upload-pack", programs: programs, mayAsk: false) == nil)
        programs.ssh = "/usr/bin/ssh"
        let plain = SSHCommand(address, service: "git-upload-pack", programs: programs, mayAsk: false)
        #expect(
            plain?.arguments
                == ["-o", "BatchMode=yes", "-p", "2222", "u@h", "git-upload-pack '/it'\\''s/'\\!'x'"])
        programs.sshCommand = "plink -i key"
        let other = SSHCommand(address, service: "git-upload-pack", programs: programs, mayAsk: true)
        #expect(other?.program == "/bin/sh")
        #expect(other?.arguments.prefix(3) == ["-c", "plink -i key \"$@\"", "plink -i key"])
        #expect(other?.arguments.dropFirst(3).prefix(2) == ["-P", "2222"])
    }

    @Test func netrcIsRead() {
        let netrc = Netrc(
            """
            # comment
            macdef x
              login nobody

            machine a.example login u password p
            machine b.example
              password q
              login v
            default login d password e
            """)
        #expect(netrc.credential(host: "a.example", user: nil) == Credential(user: "u", password: "p"))
        #expect(netrc.credential(host: "B.example", user: "v") == Credential(user: "v", password: "q"))
        #expect(netrc.credential(host: "c.example", user: nil) == Credential(user: "d", password: "e"))
        #expect(netrc.credential(host: "a.example", user: "other") == nil)
        #expect(Netrc("machine").credential(host: "x", user: nil) == nil)
    }
}
