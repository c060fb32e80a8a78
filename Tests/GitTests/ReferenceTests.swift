import Testing

@testable import Git

@Suite struct ReferenceTests {
    @Test func movesOnlyFromTheExpectedPlace() throws {
        let test = try TestRepository()
        try test.write("a", "1")
        let one = try test.commit("a")
        try test.write("a", "2")
        let two = try test.commit("a")
        let repository = test.repository
        let name = "refs/crm/pending"
        try repository.moveRef(name, from: nil, to: one, message: "m")
        #expect(throws: GitError.refMoved(name: name, expected: nil)) {
            try repository.moveRef(name, from: nil, to: two, message: "m")
        }
        #expect(throws: GitError.refMoved(name: name, expected: two)) {
            try repository.moveRef(name, from: two, to: two, message: "m")
        }
        try repository.moveRef(name, from: one, to: two, message: "m")
        #expect(try test.git("rev-parse", name) == two.hex + "\n")
        #expect(throws: GitError.refMoved(name: name, expected: one)) { try repository.deleteRef(name, from: one) }
        try repository.deleteRef(name, from: two)
        try repository.deleteRef(name, from: two)
        #expect(try repository.commit(at: name) == nil)
        #expect(throws: GitError.self) { try repository.moveRef("refs/../x", from: nil, to: one, message: "m") }
        #expect(try repository.references(under: "refs/heads/").map(\.name) == ["refs/heads/main"])
    }

    @Test func commitGoesOnTopOfOneMadeMeanwhile() throws {
        let test = try TestRepository()
        try test.write("a", "1")
        try test.write("b", "1")
        try test.commit("a", "b")
        // A second handle commits between our reading of HEAD and the move: simulated by the reflog hook of time, i.e. by
        // two handles that both saw the same HEAD.
        let other = try Repository.open(at: test.path)
        try test.write("b", "2")
        let theirs = try other.commit(CommitRequest(edits: ["b": .workTree], message: "b\n", author: .test))
        try test.write("a", "2")
        let ours = try test.commit("a")
        #expect(try test.repository.commit(ours).parents == [theirs])
        #expect(try test.gitStatus() == [])
    }

    @Test func headInAllItsForms() throws {
        let test = try TestRepository()
        #expect(try test.repository.head() == .unborn(name: "refs/heads/main"))
        try test.write("a", "1")
        let one = try test.commit("a")
        #expect(try test.repository.head() == .branch(name: "refs/heads/main", commit: one))
        try test.git("checkout", "-q", "--detach")
        #expect(try test.repository.head() == .detached(commit: one))
        try test.write("a", "2")
        let two = try test.commit("a")
        #expect(try test.repository.head() == .detached(commit: two))
        #expect(try test.repository.commit(at: "refs/heads/main") == one)
        try test.repository.setHead(branch: "refs/heads/main")
        #expect(try test.repository.head() == .branch(name: "refs/heads/main", commit: one))
    }

    @Test func lockedRefIsReported() throws {
        let test = try TestRepository()
        try test.write("a", "1")
        try test.commit("a")
        try test.write(".git/refs/heads/main.lock", "")
        try test.write("a", "2")
        do {
            try test.commit("a")
            Issue.record("not locked")
        } catch GitError.locked(let file) {
            #expect(file.hasSuffix("refs/heads/main.lock"))
        }
    }

    @Test func remotesAndUpstream() throws {
        let test = try TestRepository()
        let repository = test.repository
        #expect(try repository.remotes() == [])
        #expect(try repository.url(ofRemote: "origin") == nil)
        try repository.addRemote("origin", url: "https://example.com/x.git")
        #expect(throws: GitError.alreadyExists(path: "origin")) { try repository.addRemote("origin", url: "x") }
        try repository.setURL(ofRemote: "origin", to: "ssh://example.com/y.git")
        #expect(try repository.url(ofRemote: "origin") == "ssh://example.com/y.git")
        #expect(try repository.upstream(of: "refs/heads/main") == nil)
        try repository.setUpstream(of: "refs/heads/main", remote: "origin", branch: "refs/heads/main")
        try test.write("a", "1")
        let one = try test.commit("a")
        try repository.moveRef("refs/remotes/origin/main", from: nil, to: one, message: "m")
        #expect(
            try repository.upstream(of: "refs/heads/main")
                == Upstream(remote: "origin", branch: "refs/heads/main", tracking: "refs/remotes/origin/main"))
        try repository.set("crm.x", to: "值")
        #expect(try test.git("config", "crm.x") == "值\n")
        #expect(try repository.setting("crm.x") == "值")
        try repository.unset("crm.x")
        try repository.unset("crm.x")
        #expect(try repository.setting("crm.x") == nil)
        #expect(try repository.settings(under: "branch.").map(\.name) == ["branch.main.remote", "branch.main.merge"])
        #expect(throws: GitError.noIdentity) { try repository.identity() }
        try repository.set("user.name", to: "李")
        try repository.set("user.email", to: "li@example.com")
        #expect(try repository.identity() == ("李", "li@example.com"))
    }
}
