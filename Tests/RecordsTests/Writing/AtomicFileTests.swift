import Foundation
import Records
import Testing

@Suite struct AtomicFileTests {
    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func createsWithFoldersAndReplaces() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/customers/华东/a/customer.yaml"
        try writeFileAtomically(Array("one\n".utf8), to: path)
        #expect(try scratch.text("customers/华东/a/customer.yaml") == "one\n")
        try writeFileAtomically(Array("two\n".utf8), to: path)
        try writeFileAtomically([], to: path)
        #expect(try scratch.text("customers/华东/a/customer.yaml") == "")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/customers/华东/a") == ["customer.yaml"])
    }

    @Test(arguments: [0o600, 0o640, 0o755, 0o444])
    func keepsPermissions(bits: Int) throws {
        let scratch = try Scratch()
        try scratch.write("old", "x.yaml")
        chmod(scratch.path + "/x.yaml", mode_t(bits))
        try writeFileAtomically(Array("new".utf8), to: scratch.path + "/x.yaml")
        #expect(try mode(scratch.path + "/x.yaml") == bits)
        #expect(try scratch.text("x.yaml") == "new")
    }

    @Test func replacesALinkInsteadOfFollowingIt() throws {
        let scratch = try Scratch()
        try scratch.write("precious", "target")
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/x.yaml", withDestinationPath: "target")
        try writeFileAtomically(Array("new".utf8), to: scratch.path + "/x.yaml")
        #expect(try scratch.text("target") == "precious")
        #expect(try scratch.text("x.yaml") == "new")
    }

    @Test func leavesNothingBehindWhenItFails() throws {
        let scratch = try Scratch()
        try scratch.write("x", "folder.yaml/inside")
        #expect(throws: FileProblem.self) { try writeFileAtomically([1], to: scratch.path + "/folder.yaml") }
        try scratch.write("x", "file")
        #expect(throws: FileProblem.self) { try writeFileAtomically([1], to: scratch.path + "/file/below.yaml") }
        #expect(scratch.names == ["file", "folder.yaml"])
    }

    @Test(.enabled(if: geteuid() != 0, "root writes everywhere"))
    func aReadOnlyFolderIsAProblem() throws {
        let scratch = try Scratch()
        try scratch.write("old", "x.yaml")
        chmod(scratch.path, 0o555)
        defer { chmod(scratch.path, 0o755) }
        #expect(throws: FileProblem.self) { try writeFileAtomically([1], to: scratch.path + "/x.yaml") }
        #expect(try scratch.text("x.yaml") == "old")
    }

    @Test func removing() throws {
        let scratch = try Scratch()
        try scratch.write("x", "a.yaml")
        try removeFileDurably(scratch.path + "/a.yaml")
        try removeFileDurably(scratch.path + "/a.yaml")
        #expect(scratch.names == [])
        try scratch.write("x", "folder/a")
        #expect(throws: FileProblem.self) { try removeFileDurably(scratch.path + "/folder") }
    }
}
