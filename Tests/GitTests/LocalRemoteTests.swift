import Foundation
import TestServers
import Testing

@testable import Git

@Suite struct LocalRemoteTests {
    @Test func path() throws {
        let remote = try BareRemote()
        let scenario = RemoteScenario(remote: remote, url: remote.path, options: .test())
        try scenario.run()
        try scenario.expectNoClone(remote.root + "/missing.git", .repositoryNotFound)
    }

    @Test func fileAddress() throws {
        let remote = try BareRemote()
        try RemoteScenario(remote: remote, url: "file://" + remote.path, options: .test()).run()
    }

    @Test func withoutGitProgram() throws {
        let remote = try BareRemote()
        try RemoteScenario(remote: remote, url: remote.path, options: .test(git: nil), runsHooks: false).run()
    }

    @Test func relativePathIsMeantFromTheWorkTree() throws {
        let remote = try BareRemote()
        let folder = remote.root + "/clone"
        let clone = try Repository.clone(remote.path, to: folder, options: .test())
        try clone.setURL(ofRemote: "origin", to: "../remote.git")
        #expect(try clone.fetch(from: "origin", options: .test()).updates == [])
    }

    @Test func emptyRemote() throws {
        let remote = try BareRemote(isEmpty: true)
        let scratch = Scratch()
        let clone = try Repository.clone(remote.path, to: scratch.path + "/c", options: .test())
        #expect(try clone.head() == .unborn(name: "refs/heads/main"))
        #expect(try clone.fetch(from: "origin", options: .test()).isRemoteEmpty)
        try "1".write(toFile: scratch.path + "/c/a", atomically: false, encoding: .utf8)
        let id = try clone.commit(CommitRequest(edits: ["a": .workTree], message: "m\n", author: .test))
        try clone.push(["refs/heads/main:refs/heads/main"], to: "origin", options: .test())
        #expect(try remote.git("rev-parse", "main") == id.hex + "\n")
    }

    @Test func cloneGoesOnlyIntoAnEmptyFolder() throws {
        let remote = try BareRemote()
        let scratch = Scratch()
        try FileManager.default.createDirectory(atPath: scratch.path + "/empty", withIntermediateDirectories: true)
        _ = try Repository.clone(remote.path, to: scratch.path + "/empty/", options: .test())
        #expect(throws: GitError.alreadyExists(path: scratch.path + "/empty")) {
            try Repository.clone(remote.path, to: scratch.path + "/empty", options: .test())
        }
        #expect(try Shell.run(["ls", "-A", scratch.path]).output == "empty\n")
    }

    @Test func hostileTreeIsNotCheckedOut() throws {
        let remote = try BareRemote()
        let blob = try Shell.run(["git", "hash-object", "-w", "--stdin"], in: remote.path, input: "x").output.prefix(40)
        // A name with a backslash: a folder separator elsewhere, and no plain text editor's file here.
        let tree = try Shell.run(["git", "mktree"], in: remote.path, input: "100644 blob \(blob)\t..\\x\n").output
            .prefix(40)
        let commit = try Shell.run(["git", "commit-tree", "-m", "m", String(tree)], in: remote.path).output.prefix(40)
        _ = try remote.git("update-ref", "refs/heads/main", String(commit))
        let scratch = Scratch()
        #expect(throws: GitError.unsafePath("..\\x", .absolute)) {
            try Repository.clone(remote.path, to: scratch.path + "/c", options: .test())
        }
        #expect(try Shell.run(["ls", "-A", scratch.path]).output == "")
    }

    @Test func progressAndCancelling() throws {
        let remote = try BareRemote()
        let scratch = Scratch()
        var options = NetworkOptions.test()
        var seen: [TransferProgress] = []
        options.progress = { seen.append($0) }
        _ = try Repository.clone(remote.path, to: scratch.path + "/c", options: options)
        #expect(seen.last.map { $0.objects == $0.totalObjects && $0.bytes > 0 } == true)
        options.isCancelled = { true }
        let error = networkError { _ = try Repository.clone(remote.path, to: scratch.path + "/d", options: options) }
        #expect(error?.failure == .cancelled)
        #expect(try Shell.run(["ls", "-A", scratch.path]).output == "c\n")
    }

    @Test func filtersNeverChangeBytes() throws {
        let remote = try BareRemote()
        let test = try TestRepository(cloning: remote.path)
        try test.write(".gitattributes", "* text=auto eol=crlf ident\n")
        try test.write("unix", "$Id$\na\n")
        try test.commit(".gitattributes", "unix")
        try test.git("push", "-q", "origin", "main")
        let scratch = Scratch()
        let clone = try Repository.clone(remote.path, to: scratch.path + "/c", options: .test())
        #expect(try String(contentsOfFile: scratch.path + "/c/unix", encoding: .utf8) == "$Id$\na\n")
        #expect(try String(contentsOfFile: scratch.path + "/c/客户/a.yaml", encoding: .utf8) == "name: a\r\n")
        #expect(try clone.status() == [])
    }

    @Test func missingRemoteAndRefusedAddresses() throws {
        let test = try TestRepository()
        #expect(throws: GitError.notFound(what: "remote origin")) {
            try test.repository.fetch(from: "origin", options: .test())
        }
        for url in ["ext::sh -c true", "ssh://-oProxyCommand=x/y", "-x:y", "foo://x/y", "ssh://host/", "ssh://h:0/x"] {
            let scratch = Scratch()
            let error = networkError { _ = try Repository.clone(url, to: scratch.path + "/x", options: .test()) }
            #expect(error != nil, "\(url)")
        }
    }
}
