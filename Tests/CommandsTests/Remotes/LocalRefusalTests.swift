import Foundation
import TestServers
import Testing

@Suite struct LocalRefusalTests {
    private let remote: TeamRemote
    private let wang: Colleague

    init() throws {
        remote = try TeamRemote()
        wang = try .wang()
    }

    @Test func noSuchRepository() throws {
        let url = remote.root + "/missing.git"
        let refusal = Refusal(
            url: url, message: "\(url): there is no such repository, or you may not see it",
            remedy: "check the address with: git remote -v; ask for access if it is right")
        try refusal.expectOfClone(by: wang, remedy: "check the address; ask for access if it is right")
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    /// Such an address would run a program of git's own choosing.
    @Test func addressThatIsNone() throws {
        let refusal = Refusal(
            url: "ext::sh -c whoami",
            message: "ext::sh -c whoami is no address that crm can use (a transport helper in the address)",
            remedy: "use https://…, ssh://…, user@host:path, git://… or a folder")
        try refusal.expectOfClone(by: wang)
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    @Test func declinedByAHook() throws {
        try Declined(remote: remote, person: wang).expect(over: remote.path)
    }

    @Test func cloneIntoAFolderThatHoldsSomething() throws {
        try FileManager.default.createDirectory(atPath: wang.place + "/mine", withIntermediateDirectories: true)
        try wang.write("mine/note.txt", "mine\n")
        let clone = try wang.crm("clone", remote.path, "mine")
        #expect(clone.status == 1)
        #expect(
            clone.errors
                == "error: \(wang.place)/mine exists already\n  → choose another name, or remove it\n")
        #expect(try Shell.run(["ls", "-A", wang.place + "/mine"]).output == "note.txt\n")
        // An empty one is as good as none.
        try FileManager.default.createDirectory(atPath: wang.folder, withIntermediateDirectories: true)
        let empty = try Shell.run(["ls", "-A", wang.folder]).output
        #expect(empty == "")
        try wang.expect("clone", remote.path, wang.folder)
        #expect(!wang.read("crm.yaml").isEmpty)
    }

    @Test func cloneOfAnEmptyRepository() throws {
        try Shell.run(["git", "init", "-q", "--bare", "-b", "main", wang.place + "/empty.git"])
        let clone = try wang.crm("clone", wang.place + "/empty.git", "crm")
        #expect(clone.status == 2)
        #expect(
            clone.errors == """
                error: cloned to \(wang.folder), but it holds no crm.yaml (the repository is empty)
                  → start a CRM there: crm -C crm init

                """)
    }
}
