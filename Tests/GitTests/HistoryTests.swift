import TestServers
import Testing

@testable import Git

@Suite struct HistoryTests {
    /// A history with side branches and merges, made by git.
    private func history(seed: UInt64) throws -> TestRepository {
        var random = SeededGenerator(seed: seed)
        let test = try TestRepository()
        try test.write("a", "0")
        try test.commit("a")
        for round in 0..<24 {
            let time = "\(1_700_000_000 + round * 60) +0800"
            let clock = ["GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time]
            switch random.next() % 5 {
            case 0: _ = try Shell.run(["git", "checkout", "-qb", "side\(round)"], in: test.path)
            case 1: _ = try Shell.run(["git", "checkout", "-q", "main"], in: test.path)
            case 2:
                let branches = try test.git("branch", "--format=%(refname:short)").split(separator: "\n")
                let other = String(random.pick(branches))
                _ = try Shell.run(
                    ["git", "merge", "-q", "--no-ff", "-X", "ours", "-m", "merge", other], in: test.path, extra: clock)
            default:
                try test.write(random.pick(["a", "d/b", "d/c"]), "\(random.next() % 5)")
                try test.git("add", "-A")
                _ = try Shell.run(["git", "commit", "-qm", "\(round)"], in: test.path, extra: clock)
            }
        }
        return test
    }

    @Test(arguments: 1..<8) func agreesWithGitLog(seed: Int) throws {
        let test = try history(seed: UInt64(seed))
        let head = try #require(try test.repository.head().commit)
        let all = try test.repository.commits(from: head)
        #expect(try Set(test.git("rev-list", "HEAD").split(separator: "\n").map(String.init)) == Set(all.map(\.hex)))
        for path in ["a", "d/b", "d"] {
            // Git lists merges that differ from any parent; ours only those that differ from all.
            let own = try test.repository.history(of: RepositoryPath(path), from: head)
            let plain = own.filter { $0.commit.parents.count < 2 }.map(\.commit.id.hex)
            let expected = try test.git("log", "--full-history", "--no-merges", "--format=%H", "HEAD", "--", path)
            #expect(Set(plain) == Set(expected.split(separator: "\n").map(String.init)), "\(path)")
            let merges = try test.git("log", "--full-history", "--merges", "--format=%H", "HEAD", "--", path)
            #expect(own.allSatisfy { $0.commit.parents.count < 2 || merges.contains($0.commit.id.hex) })
        }
        for id in all {
            let own = try test.repository.changes(in: id)
            let expected = try test.git(
                "diff-tree", "--root", "-r", "--no-renames", "-c", "--name-only", "--no-commit-id", "-z", id.hex)
            #expect(
                own.changes.map(\.path.string).sorted() == expected.split(separator: "\0").map(String.init).sorted())
        }
    }

    @Test(arguments: 1..<5) func ancestryAgreesWithGit(seed: Int) throws {
        let test = try history(seed: UInt64(seed) + 100)
        let ids = try test.git("rev-list", "--all").split(separator: "\n").compactMap { ObjectID(hex: $0) }
        for (one, two) in zip(ids, ids.reversed()).prefix(8) {
            let bases = try Shell.run(["git", "merge-base", "--all", one.hex, two.hex], in: test.path).output
            let own = try test.repository.mergeBases(of: one, and: two)
            #expect(Set(own.map(\.hex)) == Set(bases.split(separator: "\n").map(String.init)))
            #expect(try test.repository.mergeBase(of: one, and: two).map { own.contains($0) } ?? own.isEmpty)
            let counts = try test.git("rev-list", "--left-right", "--count", "\(one)...\(two)").split {
                " \t\n".contains($0)
            }
            let (ahead, behind) = try test.repository.aheadBehind(of: one, comparedTo: two)
            #expect(counts.map(String.init) == ["\(ahead)", "\(behind)"])
            #expect(try test.repository.isAncestor(one, of: two) == (ahead == 0))
        }
    }

    @Test func readsCommitsAndBlobs() throws {
        let test = try TestRepository()
        try test.write("客户/é.yaml", "name: é\r\n")
        let first = try test.commit("客户/é.yaml", message: "标题\n\nRecord: KH2026-1")
        let repository = test.repository
        let info = try repository.commit(first)
        #expect(info.summary == "标题")
        #expect(info.author == .test)
        #expect(info.parents.isEmpty)
        #expect(try repository.blob(at: "客户/é.yaml", in: first) == Array("name: é\r\n".utf8))
        #expect(try repository.blob(at: "客户", in: first) == nil)
        #expect(try repository.blob(at: "没有", in: first) == nil)
        #expect(try repository.commit(named: "HEAD") == first)
        #expect(try repository.commit(named: "nothing") == nil)
        #expect(throws: GitError.notFound(what: ObjectID.zero.hex)) { try repository.commit(.zero) }
        #expect(throws: GitError.self) { try repository.blob(info.tree) }
    }
}
