import Foundation
import TestServers
import Testing

/// `crm sync --watch` on a terminal.
struct WatchTests {
    private func two() throws -> (remote: TeamRemote, wang: Colleague, li: Colleague) {
        let remote = try TeamRemote()
        let (wang, li) = (try Colleague.wang(), try Colleague.li())
        for person in [wang, li] { try person.expect("clone", remote.path, "crm") }
        return (remote, wang, li)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aChangeGoesOutSoonAndASignalEndsIt(signal: Int32) throws {
        let (remote, wang, li) = try two()
        let head = try remote.head
        let watch = try #require(wang.onTerminal("sync", "--watch", "--every", "60"))
        #expect(watch.wait(for: "watching; Ctrl-C ends it"))
        sleep(2)
        try wang.edit(Colleague.customer, "city: 北京", "city: 天津")
        #expect(watch.wait(for: "sent 1 commit", limit: 40), "\(watch.said)")
        #expect(try remote.head != head)
        // A change that a command has committed is one as well.
        try wang.expect("set", "北辰能源", "grade=B")
        #expect(watch.wait(limit: 40) { (try? wang.git("rev-parse", "HEAD").output) == (try? remote.head) })
        watch.signal(signal)
        #expect(watch.end(limit: 20) == 0, "\(watch.said)")
        try wang.expectInStep()
        try li.expect("sync")
        #expect(li.read(Colleague.customer).contains("city: 天津"))
    }

    @Test func whatOthersSendArrives() throws {
        let (remote, wang, li) = try two()
        let watch = try #require(wang.onTerminal("sync", "--watch", "--every", "0.03"))
        #expect(watch.wait(for: "watching"))
        try li.edit(Colleague.customer, "city: 北京", "city: 天津")
        try li.expect("sync")
        #expect(watch.wait(for: "received 1 commit", limit: 40), "\(watch.said)")
        #expect(wang.read(Colleague.customer).contains("city: 天津"))
        // Nothing more to say.
        let said = watch.said
        sleep(5)
        _ = watch.wait(limit: 0.1)
        #expect(watch.said == said)
        watch.signal(SIGINT)
        #expect(watch.end(limit: 20) == 0)
        try wang.expectInStep()
        #expect(try remote.head == wang.git("rev-parse", "HEAD").output)
    }

    @Test func withoutTheRemoteItWaitsLongerAndSaysSoOnce() throws {
        let (remote, wang, _) = try two()
        try FileManager.default.moveItem(atPath: remote.path, toPath: remote.path + ".away")
        let watch = try #require(wang.onTerminal("sync", "--watch", "--every", "0.02"))
        #expect(watch.wait(for: "watching"))
        // Within 12 seconds it would have tried ten times; with 1.2, 2.4, 4.8 … seconds in between it is three or four.
        sleep(12)
        _ = watch.wait(limit: 0.1)
        let times = watch.said.split(separator: "\n").filter { $0.contains(":") && $0.contains("09:30") }.count
        #expect((1...2).contains(times), "\(watch.said)")
        try FileManager.default.moveItem(atPath: remote.path + ".away", toPath: remote.path)
        try wang.edit(Colleague.customer, "city: 北京", "city: 天津")
        #expect(watch.wait(for: "sent 1 commit", limit: 40), "\(watch.said)")
        watch.signal(SIGTERM)
        #expect(watch.end(limit: 20) == 0)
    }
}
