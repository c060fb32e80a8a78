import TestServers
import Testing

@testable import Git

@Suite struct TreeMergeTests {
    /// Random triples of trees against `git merge-tree`: where git merges cleanly without merging lines, so do we, to the
    /// same tree; where we hand a path to the caller, git had to merge lines or found a conflict.
    @Test(arguments: 0..<40) func equalsGitMergeTree(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) &* 77)
        let test = try TestRepository()
        let base = try RandomTree.make(in: test.repository, &random)
        let ours = try RandomTree.change(base, in: test.repository, &random)
        let theirs = try RandomTree.change(base, in: test.repository, &random)
        var asked: [MergePath] = []
        let own = try test.repository.mergeTrees(base: base, ours: ours, theirs: theirs) { path in
            asked.append(path)
            return .conflict
        }
        let commits = try [base, ours, theirs].enumerated().map { number, tree in
            try test.repository.writeCommit(
                tree: tree, parents: [], author: .test, committer: .test, message: "\(number)\n")
        }
        let one = try test.repository.writeCommit(
            tree: ours, parents: [commits[0]], author: .test, committer: .test, message: "ours\n")
        let two = try test.repository.writeCommit(
            tree: theirs, parents: [commits[0]], author: .test, committer: .test, message: "theirs\n")
        let git = try Shell.run(
            ["git", "merge-tree", "--write-tree", one.hex, two.hex], in: test.path)
        #expect(own.conflicts.count == asked.count)
        if asked.isEmpty {
            #expect(git.status == 0, "\(git.output)")
            #expect(git.output == own.tree.hex + "\n")
        } else if git.status == 0 {
            // Git merged lines, or two additions of which one is a mode change: only contents may differ.
            #expect(asked.allSatisfy { $0.ours != nil && $0.theirs != nil })
        }
        // Whichever side is called ours: the same paths are asked for, and clean merges are the same tree.
        let swapped = try test.repository.mergeTrees(base: base, ours: theirs, theirs: ours) { _ in .conflict }
        #expect(swapped.conflicts.map(\.path) == own.conflicts.map(\.path))
        if asked.isEmpty { #expect(swapped.tree == own.tree) }
    }

    @Test func resolutionsGoIntoTheTree() throws {
        let test = try TestRepository()
        let repository = test.repository
        func tree(_ files: [String: String]) throws -> ObjectID {
            var edits: [RepositoryPath: TreeEntry?] = [:]
            for (path, text) in files {
                edits[RepositoryPath(path)] = TreeEntry(id: try repository.writeBlob(Array(text.utf8)), mode: .file)
            }
            return try repository.editTree(nil, edits)
        }
        let base = try tree(["a/x": "1", "a/y": "1", "b": "1"])
        let ours = try tree(["a/x": "2", "a/y": "1", "b": "2", "c": "1"])
        let theirs = try tree(["a/x": "3", "a/y": "2"])
        let merged = try repository.mergeTrees(base: base, ours: ours, theirs: theirs) { path in
            if path.path == "a/x" {
                return .entry(TreeEntry(id: try repository.writeBlob(Array("both".utf8)), mode: .file))
            }
            #expect(path.path == "b" && path.theirs == nil)
            return .entry(nil)
        }
        #expect(try merged.tree == tree(["a/x": "both", "a/y": "2", "c": "1"]))
        #expect(merged.conflicts.isEmpty)
        #expect(merged.resolved == ["a/x", "b"])
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try repository.mergeTrees(base: base, ours: ours, theirs: theirs) { _ in throw Stop() }
        }
    }
}
