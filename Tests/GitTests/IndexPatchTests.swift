import TestServers
import Testing

@testable import Git

/// What the spliced index holds is what the git program makes of the same changes.
@Suite struct IndexPatchTests {
    /// Names beside each other in every awkward way: prefixes, separators that sort around the slash, names longer than the field.
    private static let names = [
        "a", "a-b", "a.b", "a0", "b/c", "b/c-d", "b/c0/x", "b/d/e/f", "客户/甲/customer.yaml", "客户/乙.yaml",
        String(repeating: "长", count: 70) + "/" + String(repeating: "x", count: 200), "z",
    ]

    @Test(arguments: 0..<6)
    func equalsGitsOwnIndexAfterRandomChanges(seed: UInt64) throws {
        let test = try TestRepository()
        var random = Steps(state: seed &* 7_919 &+ 1)
        // Version 3 comes with the first entry that is only intended.
        if seed % 2 == 1 {
            try test.write("intended", "1")
            try test.git("add", "--intent-to-add", "intended")
        }
        try test.write("other", "staged\n")
        try test.git("add", "other")
        var held: [String: TreeEntry] = [:]
        for turn in 0..<12 {
            var edits: [RepositoryPath: TreeEntry?] = [:]
            for _ in 0...random.below(3) {
                let name = Self.names[random.below(Self.names.count)]
                if held[name] != nil, random.below(3) == 0 {
                    edits[RepositoryPath(name)] = .some(nil)
                    held[name] = nil
                } else {
                    let text = Array("\(turn) \(random.below(1_000))\n".utf8)
                    if random.below(2) == 0 { try test.write(name, text) }
                    let entry = TreeEntry(
                        id: try test.repository.writeBlob(text), mode: random.below(4) == 0 ? .executable : .file)
                    edits[RepositoryPath(name)] = entry
                    held[name] = entry
                }
            }
            // The tree cache is there at times, and is right afterwards.
            if random.below(2) == 0 { try test.git("write-tree") }
            try test.repository.updateIndex(edits)
            #expect(try test.indexed().filter { $0.key != "other" && $0.key != "intended" } == held, "turn \(turn)")
            let tree = try test.git("write-tree")
            try test.git("read-tree", "--empty", environment: ["GIT_INDEX_FILE": test.path + "/.git/other-index"])
            for (path, entry) in try test.indexed() where path != "intended" {
                try test.git(
                    "update-index", "--add", "--cacheinfo", "\(entry.mode.octal),\(entry.id.hex),\(path)",
                    environment: ["GIT_INDEX_FILE": test.path + "/.git/other-index"])
            }
            #expect(
                try test.git("write-tree", environment: ["GIT_INDEX_FILE": test.path + "/.git/other-index"]) == tree)
        }
        // git checks the sum at the end of the index here.
        try test.git("fsck", "--strict", "--no-dangling")
        #expect(try test.indexed()["other"] != nil)
    }

    @Test func aFileInThePlaceOfAFolderIsLeftToTheLibrary() throws {
        let test = try TestRepository()
        try test.write("a/b", "1")
        try test.commit("a/b")
        let blob = try test.repository.writeBlob(Array("2".utf8))
        let entry = TreeEntry(id: blob, mode: .file)
        try test.repository.updateIndex([RepositoryPath("a"): entry])
        #expect(try Set(test.indexed().keys) == ["a"])
        try test.repository.updateIndex([RepositoryPath("a/c"): entry])
        #expect(try Set(test.indexed().keys) == ["a/c"])
    }

    @Test(arguments: ["2", "4"])
    func everyVersionOfTheIndexIsKeptRight(version: String) throws {
        let test = try TestRepository()
        for name in Self.names.prefix(4) { try test.write(name, "1") }
        try test.commit(Array(Self.names.prefix(4)))
        try test.git("update-index", "--index-version", version)
        try test.write("a", "2")
        try test.commit("a")
        #expect(try test.gitStatus() == [])
        #expect(try test.ownStatus() == [])
    }

    @Test func aCutOrGarbledIndexIsAnErrorAndStaysAsItWas() throws {
        let test = try TestRepository()
        for name in Self.names.prefix(6) { try test.write(name, "1") }
        try test.commit(Array(Self.names.prefix(6)))
        let file = ".git/index"
        let whole = try test.bytes(file)
        let entry = TreeEntry(id: try test.repository.writeBlob(Array("2".utf8)), mode: .file)
        for length in stride(from: 12, to: whole.count, by: 7) {
            let cut = Array(whole[..<length])
            try test.write(file, cut)
            do {
                try test.repository.updateIndex([RepositoryPath("a"): entry])
            } catch {
                #expect(try test.bytes(file) == cut)
            }
        }
        var random = Steps(state: 5)
        for _ in 0..<300 {
            var garbled = whole
            garbled[random.below(garbled.count)] = UInt8(random.below(256))
            try test.write(file, garbled)
            // An answer or an error, no crash.
            do { try test.repository.updateIndex([RepositoryPath("a"): entry]) } catch {}
        }
    }

    @Test func anEntryAsYoungAsTheIndexIsComparedAgain() throws {
        let test = try TestRepository()
        try test.write("a", "1\n")
        try test.write("b", "1\n")
        try test.commit("a", "b")
        // Same size, within the second in which the index was written.
        try test.write("a", "2\n")
        try test.write("b", "2\n")
        try test.commit("b")
        #expect(try test.gitStatus() == [" M a"])
        #expect(try test.ownStatus() == [" M a"])
    }
}

/// A small generator: which numbers it gives does not matter, only that they are the same every time.
private struct Steps {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}

extension FileMode {
    fileprivate var octal: String { String(rawValue, radix: 8) }
}

extension TestRepository {
    /// The entries of the index as git lists them.
    fileprivate func indexed() throws -> [String: TreeEntry] {
        var found: [String: TreeEntry] = [:]
        for line in try git("ls-files", "--stage", "-z").split(separator: "\0") {
            let parts = line.split(separator: "\t", maxSplits: 1)
            let fields = parts[0].split(separator: " ")
            guard let id = ObjectID(hex: String(fields[1])), let raw = UInt32(fields[0], radix: 8),
                let mode = FileMode(rawValue: raw)
            else { continue }
            found[String(parts[1])] = TreeEntry(id: id, mode: mode)
        }
        return found
    }
}
