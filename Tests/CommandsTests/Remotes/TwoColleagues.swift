import TestServers
import Testing

/// The daily life of two people with one remote.
struct TwoColleagues {
    let remote: TeamRemote
    let wang: Colleague
    let li: Colleague

    init(_ remote: TeamRemote, wang: Colleague, li: Colleague) {
        self.remote = remote
        self.wang = wang
        self.li = li
    }

    /// Both clone; one edits by hand, the other with commands, the same customer among others; they sync in turn.
    func share(over url: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        for person in [wang, li] {
            let said = try person.expect("clone", url, "crm", sourceLocation: sourceLocation)
            #expect(said.hasPrefix("✓ 云帆科技: 3 customers"), "\(said)", sourceLocation: sourceLocation)
            #expect(person.hasClone, sourceLocation: sourceLocation)
            try person.expectInStep(sourceLocation: sourceLocation)
        }
        let customer = Colleague.customer
        try wang.edit(customer, "city: 北京", "city: 天津   # moved", sourceLocation: sourceLocation)
        try li.expect("set", "北辰能源", "grade=B", sourceLocation: sourceLocation)
        try li.expect("log", "北辰能源", "phone", "asked for a demo", sourceLocation: sourceLocation)

        let first = try wang.expect("sync", sourceLocation: sourceLocation)
        #expect(
            first.contains("↑ sent 1 commit\n✓ in step with origin/main\n"), "\(first)", sourceLocation: sourceLocation)
        let second = try li.expect("sync", sourceLocation: sourceLocation)
        #expect(second.contains("↓ received 1 commit from 王磊\n"), "\(second)", sourceLocation: sourceLocation)
        #expect(second.contains("\(customer)  merged with yours\n"), "\(second)", sourceLocation: sourceLocation)
        #expect(second.contains("↑ sent 3 commits\n"), "\(second)", sourceLocation: sourceLocation)
        let third = try wang.expect("sync", sourceLocation: sourceLocation)
        #expect(third.contains("from 李娜\n"), "\(third)", sourceLocation: sourceLocation)

        let head = try remote.head
        for person in [wang, li] {
            try person.expectInStep(sourceLocation: sourceLocation)
            #expect(try person.git("rev-parse", "HEAD").output == head, sourceLocation: sourceLocation)
            let text = person.read(customer)
            #expect(text.contains("city: 天津   # moved\n"), sourceLocation: sourceLocation)
            #expect(text.contains("grade: B\n"), sourceLocation: sourceLocation)
            let log = try person.git("grep", "-l", "asked for a demo", "--", "customers/北方/北辰能源/follow-ups")
            #expect(log.status == 0, sourceLocation: sourceLocation)
        }
        #expect(try Self.isSound(remote), sourceLocation: sourceLocation)
        let again = try li.expect("sync", sourceLocation: sourceLocation)
        #expect(again == "✓ in step with origin/main\n", sourceLocation: sourceLocation)
    }
}

extension TwoColleagues {
    fileprivate static func isSound(_ remote: TeamRemote) throws -> Bool {
        try Shell.run(["git", "fsck", "--strict", "--no-dangling"], in: remote.path).status == 0
    }
}
