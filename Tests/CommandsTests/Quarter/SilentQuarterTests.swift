import Foundation
import TestServers
import Testing

/// Customers whom nobody calls any more: silent, activated, put away (R114, R117), on several machines at once.
@Suite struct SilentQuarterTests {
    @Test func aSilentCustomerIsActivatedOnce() throws {
        let team = try SalesTeam()
        try team.customer("甲", id: "KH2026-QQQQQ1", "grade: C\nstatus: interested\n")
        try team.contact("甲", on: "2026-11-23")
        try team.commit()
        #expect(try team.due("2027-01-21", "甲") == ["contact 2026-12-23"])
        #expect(try team.due("2027-01-22", "甲") == ["silent 2027-02-21"])

        // Two machines come to the same task on different days, and meet in the middle.
        let office = try SalesTeam(cloning: team)
        let laptop = try SalesTeam(cloning: team)
        office.now = "2027-01-22T08:00:00+08:00"
        laptop.now = "2027-01-25T20:00:00+08:00"
        try office.crm("tick")
        try laptop.crm("tick")
        let made = try office.git("diff", "--name-only", "HEAD~1").split(separator: "\n").map(String.init)
        let task = try #require(made.first { $0.contains("甲/tasks/2027-01-22-activation") })
        #expect(try laptop.git("show", "HEAD:" + task) == office.git("show", "HEAD:" + task))
        #expect(try office.crm("tick") == "nothing to change\n")
        try Shell.run(
            ["git", "pull", "-q", "--no-rebase", "--no-edit", laptop.root, "main"], in: office.root,
            extra: [
                "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.cn",
            ])
        #expect(try office.git("status", "--porcelain") == "")
        #expect(try office.git("rev-list", "--count", "--merges", "HEAD") == "1\n")

        // The task says it now; a call ends the silence, and the task is done on that day.
        #expect(try office.due("2027-01-26", "甲") == ["task 2027-02-21"])
        try office.contact("甲", on: "2027-01-27")
        #expect(try office.due("2027-01-27", "甲") == ["task 2027-02-21"])
        try office.commit()
        try office.crm("tick")
        #expect(try office.read(task).hasSuffix("done: 2027-01-27\n"))
        #expect(try office.due("2027-01-28", "甲") == [])
        #expect(try office.crm("tick") == "nothing to change\n")
    }

    @Test func syncBringsTheTaskAbout() throws {
        let team = try SalesTeam()
        try team.customer("甲", id: "KH2026-QQQQQ1", "grade: C\n")
        try team.contact("甲", on: "2026-11-23")
        try team.commit()
        let server = Scratch()
        try Shell.run(["git", "clone", "-q", "--bare", team.root, server.path + "/crm.git"])
        try team.git("remote", "add", "origin", server.path + "/crm.git")
        team.who = "wang-lei"
        team.now = "2027-01-25T09:00:00+08:00"
        // Somebody else's sync leaves li-na's customers alone.
        try team.crm("sync")
        // He does not even see them.
        #expect(try team.due("2027-01-25", "甲") == [])
        team.who = "li-na"
        #expect(try team.due("2027-01-25", "甲") == ["silent 2027-02-21"])
        #expect(try team.crm("sync", "--offline").contains("time brought about:"))
        #expect(try team.due("2027-01-25", "甲") == ["task 2027-02-21"])
        #expect(try team.crm("sync").contains("in step"))
    }

    @Test func longForgottenCustomersArePutAway() throws {
        let team = try SalesTeam()
        team.now = "2027-02-01T09:00:00+08:00"
        team.who = "chen-jing"
        try team.customer("甲", id: "KH2026-QQQQQ1", "grade: B\nstatus: interested\n")
        try team.contact("甲", on: "2026-07-30", "commitments: [{action: 寄资料, due: 2026-08-05}]\n")
        try team.commit()
        #expect(try team.crm("archive", "--suggest", "--for", "li-na").contains("2026-07-30    甲"))
        #expect(
            try team.due("2027-02-01", "甲")
                == ["contact 2026-08-13", "commitment 2026-08-05"].sorted { $0.suffix(10) < $1.suffix(10) })
        try team.crm("archive", "甲")
        #expect(try team.read("customers/甲/customer.yaml").contains("archived_on: 2027-02-01\n"))
        #expect(try team.due("2027-02-01", "甲") == [])
        #expect(try team.due("2027-02-01", "甲", more: "--archived") == ["commitment 2026-08-05"])
        #expect(try !team.crm("list", "customers", "grade=B").contains("甲 "))
        #expect(try team.crm("list", "customers", "grade=B", "--archived").contains("甲 "))
        #expect(try !team.crm("archive", "--suggest", "--for", "li-na").contains("甲 "))
        try team.crm("unarchive", "甲")
        #expect(try team.due("2027-02-01", "甲").count == 2)
    }
}
