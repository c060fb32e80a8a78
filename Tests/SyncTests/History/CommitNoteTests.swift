import Testing

@testable import Sync

struct CommitNoteTests {
    @Test func trailers() {
        let note = CommitNote(
            message: "Acme: won\n\n~ a.yaml\n\nCRM-Operation: set\nCRM-Member: li\nReason: a: b\nRecord: x\nRecord: y\n"
        )
        #expect(note.operation == "set")
        #expect(note.member == "li")
        #expect(note.reason == "a: b")
        #expect(note.records == ["x", "y"])
        #expect(note.undoes == nil)
    }

    @Test(arguments: [
        "Reason: the subject is no trailer\n", "", "\n\n", "x\n\nReason: a\n\nlast paragraph\n",
        "x\n\nReason: a\nand some prose\n", "x\n\nUndoes: 1234\n",
    ])
    func noTrailers(message: String) {
        #expect(CommitNote(message: message) == CommitNote())
    }

    @Test func windowsLineEndsAndTrailingBlankLines() {
        #expect(CommitNote(message: "x\r\n\r\nReason: a\r\n\r\n\r\n").reason == "a")
    }
}
