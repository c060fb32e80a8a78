import GRDB
import Records
import Testing

@testable import RecordIndex

/// The files of a folder as the index stores them.
@Suite struct FolderFilesTests {
    private struct File: Equatable {
        let name: [UInt8]
        let num: Int64
        let stamp: Int64
    }

    private func read(_ bytes: [UInt8]) throws -> [File] {
        var found: [File] = []
        try bytes.withUnsafeBytes { bytes in
            try FolderFiles.forEach(bytes) { found.append(File(name: Array($0.name), num: $0.num, stamp: $0.stamp)) }
        }
        return found
    }

    @Test func whatWasWrittenIsRead() throws {
        var generator = SeededGenerator(7)
        var files = FolderFiles()
        var written: [File] = []
        for _ in 0..<300 {
            let name = (0..<generator.below(256)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            let num = Int64(generator.next() >> (24 + UInt64(generator.below(40))))
            let file = File(name: name, num: num, stamp: Int64(bitPattern: generator.next()))
            files.append(file.name, file.num, file.stamp)
            written.append(file)
        }
        let found = try read(files.bytes)
        #expect(found == written)
    }

    @Test func whatNobodyWroteIsDamage() throws {
        var files = FolderFiles()
        files.append("customer.yaml".utf8, 1, -1)
        for end in 1..<files.bytes.count {
            #expect(throws: DatabaseError.self) { try read(Array(files.bytes[..<end])) }
        }
        #expect(try read([]).isEmpty)
    }

    /// Two names that look the same and differ in their bytes are two files; so are two folders.
    @Test func namesAreBytes() throws {
        let repository = try ScratchRepository()
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        try repository.write("id: KH2026-00000A\nname: A\n", "customers/\(composed)/customer.yaml")
        let index = try repository.index()
        try repository.write("id: KH2026-00000B\nname: B\n", "customers/\(decomposed)/customer.yaml")
        try repository.write("at: 2026-01-01\n", "customers/\(composed)/follow-ups/\(composed).yaml")
        try index.refresh()
        try repository.write("at: 2026-01-02\n", "customers/\(composed)/follow-ups/\(decomposed).yaml")
        try index.refresh()
        try repository.expectRight(index, "composed and decomposed")
        let paths = try index.paths(ofID: "KH2026-00000B")
        #expect(paths.map { Array($0.text.utf8) } == [Array("customers/\(decomposed)/customer.yaml".utf8)])
        try repository.remove("customers/\(composed)")
        try index.refresh()
        try repository.expectRight(index, "the other is gone")
        #expect(try index.everyPath().count == 2)
    }
}
