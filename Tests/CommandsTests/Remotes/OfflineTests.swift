import TestServers
import Testing

@Suite struct OfflineTests {
    /// Two people work without a network for a while; the first `crm sync` with one brings everything together.
    @Test func offlineThenOnline() throws {
        let remote = try TeamRemote()
        let wang = try Colleague.wang()
        let li = try Colleague.li()
        for person in [wang, li] { try person.expect("clone", remote.path, "crm") }
        let head = try remote.head

        try wang.edit(Colleague.customer, "city: 北京", "city: 天津")
        let first = try wang.expect("sync", "--offline")
        #expect(first.hasSuffix("○ 1 commit waiting to be sent since 2026-11-24\n"), "\(first)")
        try wang.expect("set", "鲜果时光", "grade=A")
        let second = try wang.expect("sync", "--offline")
        #expect(second == "○ 2 commits waiting to be sent since 2026-11-24\n")
        let status = try wang.expect("status")
        #expect(status.contains("○ 2 commits not sent yet since 2026-11-24\n"), "\(status)")
        #expect(try remote.head == head)
        try li.expect("set", "北辰能源", "annual_spend=1000000")
        try li.expect("sync")

        let online = try wang.expect("sync")
        #expect(online.contains("\(Colleague.customer)  merged with yours\n"), "\(online)")
        #expect(online.contains("↑ sent 3 commits\n✓ in step with origin/main\n"), "\(online)")
        try li.expect("sync")
        for person in [wang, li] {
            try person.expectInStep()
            #expect(try person.git("rev-parse", "HEAD").output == remote.head)
            #expect(person.read(Colleague.customer).contains("city: 天津\n"))
            #expect(person.read(Colleague.customer).contains("annual_spend: 1000000\n"))
        }
    }
}
