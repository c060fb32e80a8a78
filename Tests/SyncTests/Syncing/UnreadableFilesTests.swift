import Records
import Testing

@testable import Sync

/// What somebody committed with git, past every check, is sent and received; the sync says so on both sides, once.
struct UnreadableFilesTests {
    private static let marks = "<<<<<<< HEAD\ngrade: A\n=======\ngrade: B\n>>>>>>> x\n"

    @Test func bothSidesAreTold() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.customer, "grade: A\n", Self.marks)
        try li.write("customers/yuanjing/notes.txt", "<<<<<<< HEAD\n")
        try li.git("add", "-A")
        try li.git("commit", "-q", "-m", "merged by hand")
        let sent = try li.sync()
        #expect(sent.unreadable.map(\.path.text) == [Person.customer])
        #expect(sent.unreadable.map(\.rule) == [.conflictMarker])
        let line = try li.read(Person.customer).split(separator: "\n").firstIndex { $0.hasPrefix("<") }
        #expect(sent.unreadable.map { $0.place?.line } == [line.map { $0 + 1 }])
        #expect(sent.unreadable.allSatisfy { $0.sourceLine == nil })
        #expect(sent.pushed == 1)
        #expect(try li.sync().unreadable.isEmpty)

        let received = try wang.sync()
        #expect(received.unreadable.map(\.path.text) == [Person.customer])
        #expect(try wang.sync().unreadable.isEmpty)

        try wang.replace(Person.customer, Self.marks, "grade: B\n")
        let mended = try wang.sync()
        #expect(mended.unreadable.isEmpty && mended.committed != nil)
        #expect(try li.sync().unreadable.isEmpty)
        #expect(try li.read(Person.customer).contains("grade: B\n"))
    }
}
