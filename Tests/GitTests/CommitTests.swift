import TestServers
import Testing

@testable import Git

@Suite struct CommitTests {
    @Test func firstCommitIsWhatGitWouldMake() throws {
        let test = try TestRepository()
        try test.write("客户/甲.yaml", "name: 甲\n")
        try test.write("empty", "")
        try test.write("run.sh", "#!/bin/sh\n")
        try test.makeExecutable("run.sh")
        let id = try test.commit("客户/甲.yaml", "empty", "run.sh", message: "第一次")
        #expect(try test.git("rev-parse", "main") == id.hex + "\n")
        #expect(try test.git("status", "--porcelain") == "")
        #expect(try test.git("ls-tree", "-r", "HEAD").contains("100755 blob"))
        #expect(
            try test.git("log", "-1", "--format=%an|%ae|%ad|%s", "--date=iso-strict")
                == "测试 Test|test@example.com|2026-11-03T10:00:00+08:00|第一次\n")
        let tree = try test.git("rev-parse", "HEAD^{tree}")
        try test.git("add", "-A")
        #expect(try test.git("write-tree") == tree)
        try test.expectSound()
    }

    @Test func leavesWhatOthersStagedAndChanged() throws {
        let test = try TestRepository()
        for file in ["a", "b", "c", "d"] { try test.write(file, "1\n") }
        try test.commit("a", "b", "c", "d")
        try test.write("a", "mine\n")
        try test.write("b", "staged\n")
        try test.git("add", "b")
        try test.write("b", "staged and changed again\n")
        try test.write("c", "only changed\n")
        try test.write("new", "untracked\n")
        try test.git("rm", "-q", "--cached", "d")
        try test.commit("a")
        #expect(try test.gitStatus() == [" M c", "?? d", "?? new", "D  d", "MM b"])
        #expect(try test.ownStatus() == test.gitStatus())
        #expect(try test.git("show", ":b") == "staged\n")
        try test.expectSound()
    }

    @Test func deletesAndDropsEmptyFolders() throws {
        let test = try TestRepository()
        try test.write("x/y/z", "1")
        try test.write("k", "1")
        try test.commit("x/y/z", "k")
        try test.remove("x")
        try test.commit("x/y/z")
        #expect(try test.git("ls-tree", "-r", "-t", "--name-only", "HEAD") == "k\n")
        #expect(try test.gitStatus() == [])
        #expect(throws: GitError.nothingToCommit) { try test.commit("x/y/z") }
    }

    @Test func symbolicLinksAreDataAndNeverFollowed() throws {
        let test = try TestRepository()
        try test.write("real/file", "1")
        try test.commit("real/file")
        try test.git("config", "alias.x", "!true")
        _ = try Shell.run(["ln", "-s", "/etc/passwd", "link"], in: test.path)
        _ = try Shell.run(["ln", "-s", "/etc", "folder"], in: test.path)
        try test.commit("link")
        #expect(try test.git("cat-file", "-p", "HEAD:link") == "/etc/passwd")
        #expect(throws: GitError.nothingToCommit) { try test.commit("folder/passwd") }
        #expect(try test.ownStatus() == test.gitStatus())
    }

    @Test func fileBecomesFolderAndBack() throws {
        let test = try TestRepository()
        try test.write("a", "1")
        try test.write("a-b", "1")
        try test.commit("a", "a-b")
        try test.remove("a")
        try test.write("a/b", "2")
        try test.commit("a", "a/b")
        #expect(try test.gitStatus() == [])
        try test.remove("a")
        try test.write("a", "3")
        try test.commit("a", "a/b")
        #expect(try test.gitStatus() == [])
        #expect(try test.git("ls-tree", "-r", "--name-only", "HEAD") == "a\na-b\n")
        #expect(throws: GitError.self) {
            try test.repository.commit(
                CommitRequest(edits: ["a/x": .content([], .file)], message: "m", author: .test))
        }
        try test.expectSound()
    }

    @Test func manyPathsGoIntoOnePack() throws {
        let test = try TestRepository()
        let files = (0..<200).map { "d\($0 % 7)/file \($0).yaml" }
        for file in files { try test.write(file, file) }
        try test.commit(files)
        #expect(try test.gitStatus() == [])
        let counts = try test.git("count-objects", "-v")
        #expect(counts.contains("count: 0\n"))
        #expect(counts.contains("packs: 1\n"))
        #expect(
            try test.repository.blob(at: "d3/file 3.yaml", in: test.repository.head().commit!)
                == Array("d3/file 3.yaml".utf8))
        try test.expectSound()
    }

    @Test func contentThatDiffersFromTheFileShowsAsAChange() throws {
        let test = try TestRepository()
        try test.write("a", "1\n")
        try test.commit("a")
        try test.write("a", "3\n")
        _ = try test.repository.commit(
            CommitRequest(edits: ["a": .content(Array("2\n".utf8), .file)], message: "m\n", author: .test))
        #expect(try test.gitStatus() == [" M a"])
        #expect(try test.ownStatus() == [" M a"])
    }

    @Test func racyChangeAfterCommitIsSeen() throws {
        let test = try TestRepository()
        try test.write("a", "1\n")
        try test.write("b", "1\n")
        for round in 2..<20 {
            try test.commit("a", message: "\(round)")
            try test.write("a", round % 2 == 0 ? "2\n" : "1\n")
            try test.write("b", "\(round)")
            // Writes the index again, with a newer time than the change of `a`.
            try test.commit("b", message: "b \(round)")
            #expect(try test.gitStatus() == [" M a"])
            #expect(try test.ownStatus() == [" M a"])
        }
    }

    @Test func unsafePathsAreRefused() throws {
        let test = try TestRepository()
        for path in [
            "../x", "a/../x", "/etc/x", ".git/config", "a/.GIT/x", ".git /x", "git~1/x", ".g\u{200C}it/x", "a//b", "",
            "a\\b", "c:/x", "a/./b", ".git::$INDEX_ALLOCATION/x", "a\nb",
        ] {
            #expect(throws: GitError.self, "\(path)") {
                try test.repository.commit(
                    CommitRequest(edits: [RepositoryPath(path): .content([], .file)], message: "m", author: .test))
            }
            #expect(RepositoryPath(path).problem != nil)
        }
        for path in ["a", ".gitignore", "git", ".github/x", "客户/甲.yaml", "a b", "..a", "x.git"] {
            #expect(RepositoryPath(path).problem == nil)
        }
    }

    @Test func lockedIndexIsReportedByName() throws {
        let test = try TestRepository()
        try test.write("a", "1")
        try test.write(".git/index.lock", "")
        #expect(throws: GitError.locked(file: test.repository.gitFolder + "/index.lock")) { try test.commit("a") }
        #expect(try test.repository.head().commit == nil)
        try test.remove(".git/index.lock")
        try test.commit("a")
        #expect(try test.gitStatus() == [])
    }

    @Test func composedAndDecomposedNamesAreTwoFiles() throws {
        let test = try TestRepository()
        try test.write("caf\u{E9}", "1")
        try test.write("cafe\u{301}", "2")
        try test.commit(["caf\u{E9}", "cafe\u{301}"])
        #expect(try test.repository.files(in: test.repository.head().commit!).count == 2)
        #expect(try test.gitStatus() == [])
    }

    @Test func bareRepositoryTakesCommitsWithoutFiles() throws {
        _ = TestRepository.hermetic
        let scratch = Scratch()
        let repository = try Repository.initialize(at: scratch.path + "/b.git", bare: true)
        let first = try repository.commit(
            CommitRequest(edits: ["a": .content([1], .file)], message: "m\n", author: .test))
        #expect(try repository.head() == .branch(name: "refs/heads/main", commit: first))
        #expect(throws: GitError.noWorkTree) { try repository.status() }
    }
}
