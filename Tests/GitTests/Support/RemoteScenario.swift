import TestServers
import Testing

@testable import Git

/// What must work over every transport: clone, fetch, push, a push that comes too late, a push that a hook declines, a missing
/// repository.
struct RemoteScenario {
    let remote: BareRemote
    /// The address of `remote`.
    let url: String
    let options: NetworkOptions
    /// Local transports of libgit2 run no hooks.
    var runsHooks = true

    func run(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let scratch = Scratch()
        let folder = scratch.path + "/clone"
        let clone = try Repository.clone(url, to: folder, options: options)
        let first = try #require(try clone.head().commit, sourceLocation: sourceLocation)
        #expect(try clone.head().branch == "refs/heads/main", sourceLocation: sourceLocation)
        #expect(try clone.status() == [], sourceLocation: sourceLocation)
        #expect(
            try Shell.run(["git", "status", "--porcelain", "--branch"], in: folder).output
                == "## main...origin/main\n", sourceLocation: sourceLocation)
        #expect(try Shell.run(["git", "fsck", "--strict"], in: folder).status == 0, sourceLocation: sourceLocation)

        // Push one, and see it arrive.
        let mine = try commit("mine", in: clone)
        try push(clone)
        #expect(try remote.git("rev-parse", "main") == mine.hex + "\n", sourceLocation: sourceLocation)
        #expect(try clone.commit(at: "refs/remotes/origin/main") == mine, sourceLocation: sourceLocation)
        try push(clone)

        // Someone was faster: the push says so, a fetch brings it, a merge goes through.
        try remote.commitByOther("other", "1")
        let later = try commit("later", in: clone)
        let late = networkError { try push(clone) }
        #expect(
            late?.failure == .nonFastForward(["refs/heads/main"]), "\(String(describing: late))",
            sourceLocation: sourceLocation)
        let fetched = try clone.fetch(from: "origin", options: options)
        #expect(fetched.updates.map(\.name) == ["refs/remotes/origin/main"], sourceLocation: sourceLocation)
        #expect(fetched.updates.first?.old == mine, sourceLocation: sourceLocation)
        #expect(fetched.defaultBranch == "refs/heads/main", sourceLocation: sourceLocation)
        #expect(!fetched.isRemoteEmpty, sourceLocation: sourceLocation)
        let theirs = try #require(try clone.commit(at: "refs/remotes/origin/main"), sourceLocation: sourceLocation)
        #expect(try clone.aheadBehind(of: later, comparedTo: theirs) == (1, 1), sourceLocation: sourceLocation)
        #expect(try clone.mergeBase(of: later, and: theirs) == mine, sourceLocation: sourceLocation)
        let merged = try clone.mergeTrees(base: mine, ours: later, theirs: theirs) { _ in .conflict }
        let commit = try clone.writeCommit(
            tree: merged.tree, parents: [later, theirs], author: .test, committer: .test, message: "merge\n")
        try clone.moveRef("refs/heads/main", from: later, to: commit, message: "merge")
        try push(clone)
        #expect(try remote.git("rev-parse", "main") == commit.hex + "\n", sourceLocation: sourceLocation)
        #expect(try clone.fetch(from: "origin", options: options).updates == [], sourceLocation: sourceLocation)

        if runsHooks {
            try remote.hook("pre-receive", "echo 'no 周末 pushes' >&2\nexit 1\n")
            try clone.updateIndex(["other": try clone.entry(at: "other", in: commit)])
            _ = try self.commit("declined", in: clone)
            var heard = ""
            var listening = options
            listening.message = { heard += $0 }
            let error = networkError {
                try clone.push(["refs/heads/main:refs/heads/main"], to: "origin", options: listening)
            }
            let reason = DeclinedRef(ref: "refs/heads/main", reason: "pre-receive hook declined")
            #expect(
                error?.failure == .declined([reason]), "\(String(describing: error))", sourceLocation: sourceLocation)
            #expect(error?.words.contains("no 周末 pushes") == true, sourceLocation: sourceLocation)
            #expect(heard.contains("no 周末 pushes"), sourceLocation: sourceLocation)
            #expect(try clone.commit(at: "refs/remotes/origin/main") == commit, sourceLocation: sourceLocation)
        }
        #expect(first != mine, sourceLocation: sourceLocation)
    }

    /// A clone of an address that leads nowhere leaves nothing behind.
    func expectNoClone(_ url: String, _ failure: NetworkFailure, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let scratch = Scratch()
        let error = networkError { _ = try Repository.clone(url, to: scratch.path + "/x", options: options) }
        #expect(error?.failure == failure, "\(String(describing: error))", sourceLocation: sourceLocation)
        #expect(try Shell.run(["ls", "-A", scratch.path]).output == "", sourceLocation: sourceLocation)
    }

    private func commit(_ file: String, in repository: Repository) throws -> ObjectID {
        try Shell.run(["sh", "-c", "echo \(file) > \(file)"], in: repository.workTree ?? "/")
        return try repository.commit(
            CommitRequest(edits: [RepositoryPath(file): .workTree], message: "\(file)\n", author: .test))
    }

    private func push(_ repository: Repository) throws {
        try repository.push(["refs/heads/main:refs/heads/main"], to: "origin", options: options)
    }
}
