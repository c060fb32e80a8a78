import Testing

@testable import Git

@Suite struct TreeDiffTests {
    @Test(arguments: 0..<6) func equalsGitDiffTree(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let test = try TestRepository()
        var trees: [ObjectID?] = [nil]
        for _ in 0..<6 { trees.append(try RandomTree.make(in: test.repository, &random)) }
        let empty = try test.repository.emptyTree()
        for old in trees {
            for new in trees {
                let own = try test.repository.changes(from: old, to: new).map { change in
                    "\(mode(change.old)) \(mode(change.new)) \(id(change.old)) \(id(change.new)) \(change.path)"
                }
                let lines = try test.git(
                    "diff-tree", "-r", "--no-renames", "-z", (old ?? empty).hex, (new ?? empty).hex
                ).split(separator: "\0").map(String.init)
                let expected = stride(from: 0, to: lines.count, by: 2).map { position in
                    let parts = lines[position].dropFirst().split(separator: " ")
                    return "\(parts[0]) \(parts[1]) \(parts[2]) \(parts[3]) \(lines[position + 1])"
                }
                #expect(Set(own) == Set(expected))
                #expect(own.count == expected.count)
            }
        }
    }

    private func mode(_ entry: TreeEntry?) -> String {
        guard let entry else { return "000000" }
        return String(entry.mode.rawValue, radix: 8)
    }

    private func id(_ entry: TreeEntry?) -> String { (entry?.id ?? .zero).hex }
}

/// Trees that resemble each other, with few names, so that files, folders and links meet under one name.
enum RandomTree {
    static let names = ["a", "a-b", "b", "é", "e\u{301}", "客", "z.yaml"]

    static func make(in repository: Repository, _ random: inout SeededGenerator) throws -> ObjectID {
        var edits: [RepositoryPath: TreeEntry?] = [:]
        for _ in 0..<random.next() % 14 { try add(to: &edits, in: repository, &random) }
        return try repository.editTree(nil, edits)
    }

    /// A tree a few edits away.
    static func change(_ tree: ObjectID, in repository: Repository, _ random: inout SeededGenerator) throws -> ObjectID
    {
        var tree = tree
        for _ in 0..<random.next() % 6 {
            let files = try repository.files(in: tree)
            if random.next() % 3 == 0, let file = files.randomElement(using: &random) {
                tree = try repository.editTree(tree, [file.path: nil])
            } else {
                var edits: [RepositoryPath: TreeEntry?] = [:]
                try add(to: &edits, in: repository, &random)
                if let changed = try? repository.editTree(tree, edits) { tree = changed }
            }
        }
        return tree
    }

    private static func add(
        to edits: inout [RepositoryPath: TreeEntry?], in repository: Repository, _ random: inout SeededGenerator
    ) throws {
        var path = RepositoryPath("")
        for _ in 0...(random.next() % 3) { path = path.appending(random.pick(names)) }
        guard edits.keys.allSatisfy({ !$0.lies(in: path) && !path.lies(in: $0) }) else { return }
        let text = (0..<6).map { "\(path) line \($0 == 3 ? random.next() % 4 : 0)\n" }.joined()
        let blob = try repository.writeBlob(Array(text.utf8))
        let mode = random.pick([FileMode.file, .file, .file, .executable, .symbolicLink])
        edits[path] = TreeEntry(id: blob, mode: mode)
    }
}
