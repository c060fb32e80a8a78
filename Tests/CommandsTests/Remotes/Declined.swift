import TestServers
import Testing

/// A server whose hook does not take what is sent: its words are shown, the change stays in a commit, and goes out when the
/// hook is content.
struct Declined {
    let remote: TeamRemote
    let person: Colleague

    func expect(over url: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try person.expect("clone", url, "crm", sourceLocation: sourceLocation)
        try person.edit(Colleague.customer, "city: 北京", "city: 天津", sourceLocation: sourceLocation)
        try remote.hook(
            "pre-receive", "echo 'no 周末 pushes;' >&2\nprintf 'ask \\033[31mAda\\033[0m first\\n' >&2\nexit 1\n")
        let head = try remote.head

        let sync = try person.crm("sync")
        #expect(sync.status == 1, sourceLocation: sourceLocation)
        #expect(
            sync.errors == """
                error: the server refused the changes (pre-receive hook declined) and says:
                    no 周末 pushes;
                    ask [31mAda [0m first
                  → your changes are committed here; once the reason is gone, crm sync sends them

                """, sourceLocation: sourceLocation)
        #expect(try remote.head == head, sourceLocation: sourceLocation)
        #expect(try person.git("status", "--porcelain").output == "", sourceLocation: sourceLocation)
        let status = try person.expect("status", sourceLocation: sourceLocation)
        #expect(
            status.contains("○ 1 commit not sent yet since 2026-11-24\n"), "\(status)", sourceLocation: sourceLocation)

        try remote.removeHook("pre-receive")
        let later = try person.expect("sync", sourceLocation: sourceLocation)
        #expect(later == "↑ sent 1 commit\n✓ in step with origin/main\n", sourceLocation: sourceLocation)
        try person.expectInStep(sourceLocation: sourceLocation)
        #expect(try remote.head != head, sourceLocation: sourceLocation)
    }
}
