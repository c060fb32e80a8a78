import Foundation
import Testing

@testable import Git

/// The quick reader gives what libgit2 gives, or nothing at all.
struct PlainConfigurationTests {
    private func agree(_ text: String, isRead: Bool, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let place = try TestRepository()
        let path = place.path + "/.git/config"
        let old = try String(contentsOfFile: path, encoding: .utf8)
        try (old + text).write(toFile: path, atomically: true, encoding: .utf8)
        let plain = PlainConfiguration(root: place.path, home: nil, settings: nil, system: "/nowhere")
        #expect((plain != nil) == isRead, sourceLocation: sourceLocation)
        guard let plain else { return }
        for name in ["user.name", "user.email", "crm.user", "core.bare"] {
            #expect(
                plain.value(name) == (try place.repository.setting(name)), "\(name)", sourceLocation: sourceLocation)
        }
    }

    @Test func everydayFilesAreRead() throws {
        try agree("[user]\n\tname = 李娜\n\temail = li@example.com\n", isRead: true)
        try agree("[User]\r\n  Name=Li Na   ; me\r\n[crm]\nuser = li-na # handle\n", isRead: true)
        try agree("[user]\nname = a\n[remote \"origin\"]\n\turl = \"x\\\\y\"\n[user]\nname = b = c\n", isRead: true)
    }

    @Test func whatIsOutOfTheOrdinaryIsLeftToLibgit2() throws {
        try agree("[user]\nname = \"Li  Na\"\n", isRead: false)
        try agree("[user]\nname = Li\\\n Na\n", isRead: false)
        try agree("[user]\nname\n", isRead: false)
        try agree("[user] name = Li\n", isRead: false)
        try agree("[include]\n\tpath = other\n", isRead: false)
        try agree("[includeIf \"gitdir:/x/\"]\n\tpath = other\n", isRead: false)
    }

    @Test func laterFilesWin() throws {
        let place = try TestRepository()
        let file = place.path + "/.gitconfig"
        try "[user]\n name = home\n email = h@x\n".write(toFile: file, atomically: true, encoding: .utf8)
        _ = try Repository.initialize(at: place.path + "/repo")
        let path = place.path + "/repo/.git/config"
        let old = try String(contentsOfFile: path, encoding: .utf8)
        try (old + "[user]\nname = work\n").write(toFile: path, atomically: true, encoding: .utf8)
        let plain = PlainConfiguration(root: place.path + "/repo", home: place.path, settings: nil, system: "/nowhere")
        #expect(plain?.value("user.name") == "work")
        #expect(plain?.value("user.email") == "h@x")
        #expect(PlainConfiguration(root: place.path + "/nowhere", home: nil, settings: nil) == nil)
    }
}
