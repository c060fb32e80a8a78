import Foundation
import TestServers
import Testing

@testable import Git

@Suite struct StatusTests {
    @Test(arguments: 0..<12) func equalsGitOverRandomChanges(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let test = try TestRepository()
        var ignore = "*.tmp\n!keep.tmp\n/top\nlogs/\n**/deep/x*\nd1/a[0-4]\n"
        if seed % 3 == 0 { ignore += "d2/**\n" }
        try test.write(".gitignore", ignore)
        try test.write("d1/.gitignore", "!b1.tmp\n*.log\nsub/\n")
        let names = ["a1", "a7", "b1.tmp", "keep.tmp", "c.log", "é", "客户", "x y", "x-y", "top", "logs"]
        let folders = ["", "d1/", "d1/sub/", "d2/", "d2/deep/", "logs/", "d1-x/", "d3/d4/"]
        func randomFile() -> String { random.pick(folders) + random.pick(names) }
        for _ in 0..<40 {
            let file = randomFile()
            guard (try? test.write(file, "\(random.next() % 3)")) != nil else { continue }
            if random.next() % 2 == 0 { try test.git("add", "-f", file) }
        }
        try test.git("add", "-f", ".gitignore")
        try test.git("commit", "-qm", "one")
        if seed % 2 == 0 { try test.git("update-index", "--index-version", "4") }
        for _ in 0..<40 {
            let file = randomFile()
            let exists = FileManager.default.fileExists(atPath: test.path + "/" + file)
            switch random.next() % 8 {
            case 0 where exists: try? test.remove(file)
            case 1 where exists: try? test.makeExecutable(file, random.next() % 2 == 0)
            case 2 where exists: _ = try Shell.run(["git", "add", "-f", file], in: test.path)
            case 3 where exists: _ = try Shell.run(["git", "rm", "-rq", "--cached", file], in: test.path)
            case 4 where exists:
                try? test.remove(file)
                _ = try Shell.run(["ln", "-s", "somewhere", file], in: test.path)
            default: try? test.write(file, "\(random.next() % 3)")
            }
        }
        let expected = try Shell.run(
            ["git", "-c", "core.quotePath=false", "status", "--porcelain", "-z", "-uall", "--no-renames"],
            in: test.path, extra: ["GIT_OPTIONAL_LOCKS": "0"]
        ).output.split(separator: "\0").map(String.init).sorted()
        #expect(try test.ownStatus() == expected)
        // The same for known paths, ignored ones apart.
        let all = try test.repository.status()
        let some = all.filter { $0.staged != .deleted && random.next() % 2 == 0 }
        #expect(try test.repository.status(of: some.map(\.path)) == some)
    }

    @Test func unbornBranch() throws {
        let test = try TestRepository()
        #expect(try test.ownStatus() == [])
        try test.write("a", "1")
        #expect(try test.ownStatus() == ["?? a"])
        try test.git("add", "a")
        #expect(try test.ownStatus() == ["A  a"])
    }

    @Test func conflictsAreMarked() throws {
        let test = try TestRepository()
        try test.write("a", "1\n")
        try test.commit("a")
        try test.git("checkout", "-qb", "other")
        try test.write("a", "2\n")
        try test.commit("a")
        try test.git("checkout", "-q", "main")
        try test.write("a", "3\n")
        try test.commit("a")
        _ = try Shell.run(["git", "merge", "other"], in: test.path)
        #expect(try test.repository.status().map(\.isConflicted) == [true])
        #expect(try test.repository.status(of: ["a"]).map(\.isConflicted) == [true])
    }

    @Test func nestedRepositoriesAndSubmodulesAreLeftOut() throws {
        let test = try TestRepository()
        let inner = try TestRepository()
        try inner.write("x", "1")
        try inner.commit("x")
        try test.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "sub")
        try test.git("commit", "-qm", "with a submodule")
        try test.git("clone", "-q", inner.path, "nested")
        try test.write("sub/x", "changed")
        #expect(try test.ownStatus() == [])
        let id = try test.repository.head().commit!
        #expect(try test.repository.entry(at: "sub", in: id)?.mode == .submodule)
    }

    @Test func folderReplacedByLinkIsNotFollowed() throws {
        let test = try TestRepository()
        try test.write("d/a", "1")
        try test.commit("d/a")
        _ = try Shell.run(["mv", "d", "../elsewhere"], in: test.path)
        _ = try Shell.run(["ln", "-s", "../elsewhere", "d"], in: test.path)
        #expect(try test.ownStatus() == test.gitStatus())
        #expect(try test.repository.status(of: ["d/a"]).map(\.unstaged) == [.deleted])
    }

    @Test func splitAndSparseIndexesAreNamed() throws {
        let test = try TestRepository()
        try test.write("a", "1")
        try test.commit("a")
        try test.git("update-index", "--split-index")
        #expect(throws: GitError.unsupported(.splitIndex, path: test.repository.indexFile)) {
            try test.repository.status()
        }
        try test.write("a", "2")
        #expect(throws: GitError.self) { try test.commit("a") }
        #expect(try Shell.run(["ls", ".git"], in: test.path).output.contains("index.lock") == false)
    }

    @Test func damagedIndexNeverCrashes() throws {
        let test = try TestRepository()
        for file in 0..<20 { try test.write("d\(file % 3)/f\(file)", "1") }
        try test.git("add", "-A")
        try test.git("commit", "-qm", "x")
        var random = SeededGenerator(seed: 7)
        let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: test.repository.indexFile)))
        for _ in 0..<400 {
            var bad = good
            for _ in 0..<(1 + random.next() % 4) {
                bad[Int(random.next() % UInt64(bad.count))] = UInt8.random(in: 0...255, using: &random)
            }
            if random.next() % 4 == 0 { bad.removeLast(Int(random.next() % UInt64(bad.count))) }
            try Data(bad).write(to: URL(fileURLWithPath: test.repository.indexFile))
            _ = try? test.repository.status()
        }
    }
}
