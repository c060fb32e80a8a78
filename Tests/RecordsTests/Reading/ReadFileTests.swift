import Foundation
import Records
import Testing

@Suite struct ReadFileTests {
    @Test func readsWhatIsThere() throws {
        let scratch = try Scratch()
        try scratch.write("", "empty")
        try scratch.write("内容\r\n", "text")
        #expect(try readFile(scratch.path + "/empty") == [])
        #expect(try readFile(scratch.path + "/text") == Array("内容\r\n".utf8))
    }

    @Test func refusesLinksFoldersAndGiants() throws {
        let scratch = try Scratch()
        try scratch.write("12345", "five")
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: "five")
        mkfifo(scratch.path + "/pipe", 0o644)
        for (name, words) in [
            ("link", "symbolic link"), ("none", "does not exist"), ("", "folder"), ("pipe", "no ordinary file"),
        ] {
            let problem = #expect(throws: FileProblem.self) { try readFile(scratch.path + "/" + name) }
            #expect(problem?.message.en.contains(words) == true)
            #expect(problem?.message.en != problem?.message.zh)
        }
        #expect(throws: FileProblem.self) { try readFile(scratch.path + "/five", limit: 4) }
        #expect(try readFile(scratch.path + "/five", limit: 5).count == 5)
    }
}
