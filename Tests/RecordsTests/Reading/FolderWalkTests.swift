import Foundation
import Records
import Testing

@Suite struct FolderWalkTests {
    @Test func listsFilesByPathAndSkipsDots() throws {
        let scratch = try Scratch()
        for name in [
            "b.yaml", "a/z.yaml", "a-b.yaml", "a/.hidden/x.yaml", ".git/config", "中文/客户.yaml", "e\u{301}.yaml",
            " space.yaml",
        ] {
            try scratch.write("x: 1\n", name)
        }
        let listing = try walkFolder(scratch.path)
        #expect(
            listing.files.map(\.path.text) == [
                " space.yaml", "a-b.yaml", "a/z.yaml", "b.yaml", "e\u{301}.yaml", "中文/客户.yaml",
            ])
        #expect(listing.findings.isEmpty)
    }

    @Test func linksAndPipesAreReportedNotFollowed() throws {
        let scratch = try Scratch()
        try scratch.write("x: 1\n", "real/x.yaml")
        for (name, target) in [("passwd.yaml", "/etc/passwd"), ("loop", "."), ("up", "../.."), ("gone", "nowhere")] {
            try FileManager.default.createSymbolicLink(atPath: scratch.path + "/" + name, withDestinationPath: target)
        }
        mkfifo(scratch.path + "/pipe.yaml", 0o644)
        let listing = try walkFolder(scratch.path)
        #expect(listing.files.map(\.path.text) == ["real/x.yaml"])
        var links: [String: String] = [:]
        var special: [String] = []
        for finding in listing.findings {
            switch finding {
            case .symbolicLink(let path, let target): links[path.text] = target
            case .specialFile(let path): special.append(path.text)
            default: Issue.record("\(finding)")
            }
        }
        #expect(links == ["passwd.yaml": "/etc/passwd", "loop": ".", "up": "../..", "gone": "nowhere"])
        #expect(special == ["pipe.yaml"])
    }

    @Test func namesThatCannotBeShownAreReported() throws {
        let scratch = try Scratch()
        try scratch.write("x", "a\u{1B}[31mb.yaml")
        try scratch.write("x", "line\nbreak.yaml")
        let listing = try walkFolder(scratch.path)
        #expect(listing.files.isEmpty)
        #expect(listing.findings.count == 2)
    }

    @Test func aDeepTreeIsCutOff() throws {
        let scratch = try Scratch()
        try scratch.write("x", Array(repeating: "d", count: 60).joined(separator: "/") + "/x.yaml")
        let listing = try walkFolder(scratch.path)
        #expect(listing.files.isEmpty)
        #expect(listing.findings.count == 1)
    }

    @Test(.enabled(if: geteuid() != 0, "root reads everything"))
    func unreadableFoldersAreReported() throws {
        let scratch = try Scratch()
        try scratch.write("x", "closed/x.yaml")
        chmod(scratch.path + "/closed", 0)
        defer { chmod(scratch.path + "/closed", 0o755) }
        let listing = try walkFolder(scratch.path)
        #expect(listing.findings.count == 1)
    }

    @Test func aMissingFolderIsAProblemAMissingPartIsNot() throws {
        let scratch = try Scratch()
        #expect(throws: FileProblem.self) { try walkFolder(scratch.path + "/none") }
        #expect(try walkFolder(scratch.path, beneath: ["schemas"]).files.isEmpty)
    }
}
