import Foundation
import TestServers
import Testing

@testable import Git

/// Folders that need not be read again: whatever happens in one of them, status says what git says.
struct KnownFoldersTests {
    private func prepared() throws -> (TestRepository, cache: String) {
        let test = try TestRepository()
        for number in 0..<150 {
            for name in ["a", "b"] { try test.write("f\(number % 15)/g\(number)/\(name)", "\(number)") }
        }
        try test.write(".gitignore", "*.tmp\n")
        try test.git("add", "-A")
        try test.git("commit", "-qm", "one")
        try FileManager.default.createDirectory(atPath: test.path + "/.git/crm", withIntermediateDirectories: true)
        let cache = test.path + "/.git/crm/folders"
        usleep(2_200_000)
        #expect(try test.repository.status() == [])
        #expect(FileManager.default.fileExists(atPath: cache))
        return (test, cache)
    }

    private func gitStatus(_ test: TestRepository) throws -> [String] {
        try Shell.run(
            ["git", "-c", "core.quotePath=false", "status", "--porcelain", "-z", "-uall", "--no-renames"],
            in: test.path, extra: ["GIT_OPTIONAL_LOCKS": "0"]
        ).output.split(separator: "\0").map(String.init).sorted()
    }

    @Test(arguments: 0..<4) func equalsGit(seed: Int) throws {
        let (test, cache) = try prepared()
        var random = SeededGenerator(seed: UInt64(seed))
        for round in 0..<3 {
            for _ in 0..<25 {
                let number = Int(random.next() % 150)
                let folder = "f\(number % 15)/g\(number)"
                switch random.next() % 11 {
                case 0: try? test.write(folder + "/new", "x")
                case 1: try? test.write(folder + "/new.tmp", "x")
                case 2: try? test.remove(folder + "/a")
                case 3: try? test.write(folder + "/b", "\(round)")
                case 4: try? test.remove(folder)
                case 5:
                    try? test.remove(folder)
                    try? test.write(folder, "a file now")
                case 6: _ = try Shell.run(["git", "rm", "-rq", "--cached", folder], in: test.path)
                case 7: try? test.write(folder + "/inner/file", "x")
                case 8: _ = try Shell.run(["mv", folder + "/a", folder + "/c"], in: test.path)
                case 9:
                    try? test.remove(folder)
                    _ = try Shell.run(["ln", "-s", "../f1", folder], in: test.path)
                default: try? test.write(folder + "/.gitignore", "!new.tmp\nnew\n")
                }
            }
            #expect(try test.ownStatus() == gitStatus(test))
            if round == 0 { usleep(2_200_000) }
            #expect(try test.ownStatus() == gitStatus(test))
        }
        // A damaged cache is none.
        var bytes = try Data(contentsOf: URL(fileURLWithPath: cache))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: cache))
        #expect(try test.ownStatus() == gitStatus(test))
        try bytes.prefix(100).write(to: URL(fileURLWithPath: cache))
        #expect(try test.ownStatus() == gitStatus(test))
        #expect(try Shell.run(["ls", "-A", test.path + "/.git/crm"]).output == "folders\n")
    }

    @Test func unchangedFoldersAreNotRead() throws {
        let (test, _) = try prepared()
        let index = try IndexFile(reading: test.path + "/.git/index")
        let known = KnownFolders(reading: test.path + "/.git/crm/folders")
        let children = index.children(
            of: index.position(of: "f1/g1/".utf8)..<index.position(of: "f1/g1/".utf8) + 2, below: "f1/g1")
        let stat = try #require(FileStat.of(Array((test.path + "/f1/g1").utf8) + [0], beneath: -100))
        let stamp = KnownFolders.Stamp(stat, names: KnownFolders.hash(children))
        #expect(known.holds(KnownFolders.hash("f1/g1".utf8), stamp))
        try test.write("f1/g1/new", "x")
        let later = try #require(FileStat.of(Array((test.path + "/f1/g1").utf8) + [0], beneath: -100))
        #expect(!known.holds(KnownFolders.hash("f1/g1".utf8), KnownFolders.Stamp(later, names: stamp.names)))
    }
}
