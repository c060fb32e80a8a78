import Foundation
import TestServers
import Testing

/// `crm resolve` asks on a terminal.
struct ResolveOnTerminalTests {
    /// Li's value is published; Wang's waits in a conflict record.
    private func conflict(_ language: String = "en") throws -> (Colleague, TeamRemote) {
        let remote = try TeamRemote()
        let (wang, li) = (try Colleague.wang(), try Colleague.li())
        for person in [wang, li] { try person.expect("clone", remote.path, "crm") }
        try li.edit(Colleague.customer, "city: 北京", "city: 天津")
        try li.expect("sync")
        try wang.edit(Colleague.customer, "city: 北京", "city: 上海")
        #expect(try wang.crm("sync").status == 2)
        wang.extra["CRM_LANG"] = language
        return (wang, remote)
    }

    private func answer(_ person: Colleague, _ question: String, _ answers: [String]) throws -> String {
        let program = try #require(person.onTerminal("resolve", "北辰能源"))
        #expect(program.wait(for: question), "\(program.said)")
        for answer in answers {
            usleep(300_000)
            program.type(answer + "\n")
        }
        #expect(program.end() == 0, "\(program.said)")
        return program.said
    }

    @Test func takesTheOther() throws {
        let (wang, remote) = try conflict()
        let said = try answer(wang, "[s]kip", ["x", "t"])
        // Base and both values side by side, who and when beneath.
        let lines = said.split(whereSeparator: \.isNewline)
        #expect(lines.contains { $0.contains("before") && $0.contains("team") && $0.contains("other") }, "\(said)")
        #expect(lines.contains { $0.contains("北京") && $0.contains("天津") && $0.contains("上海") }, "\(said)")
        #expect(lines.contains { $0.contains("李娜") && $0.contains("王磊") }, "\(said)")
        #expect(said.contains("answer k, t, v or s"))
        #expect(wang.read(Colleague.customer).contains("city: 上海"))
        #expect(try wang.expect("inbox").contains("no open conflict"))
        #expect(try wang.crm("sync").status == 0)
        #expect(try remote.head == wang.git("rev-parse", "HEAD").output)
    }

    @Test func typesAThird() throws {
        let (wang, remote) = try conflict("zh")
        let said = try answer(wang, "[s] 跳过", ["v", "深圳"])
        #expect(said.contains("原值") && said.contains("团队") && said.contains("另值"), "\(said)")
        #expect(wang.read(Colleague.customer).contains("city: 深圳"))
        #expect(try wang.expect("inbox").contains("没有未解决的冲突"))
        withExtendedLifetime(remote) {}
    }

    @Test func skipsAndKeeps() throws {
        let (wang, remote) = try conflict()
        _ = try answer(wang, "[s]kip", ["s"])
        #expect(try wang.expect("inbox").contains("Yours"))
        _ = try answer(wang, "[s]kip", ["k"])
        #expect(wang.read(Colleague.customer).contains("city: 天津"))
        #expect(try wang.expect("inbox").contains("no open conflict"))
        withExtendedLifetime(remote) {}
    }
}
