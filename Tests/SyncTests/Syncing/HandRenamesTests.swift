import Foundation
import Records
import Testing

@testable import Sync

/// What arrives meets folders that were renamed, removed or made by hand after a sync had died, or that cannot be committed yet: it
/// goes where it belongs, and nothing stays behind for ever.
struct HandRenamesTests {
    private static let pump = "id: SJ2026-00000A\nname: 水泵\nstage: first-contact\ndraft: true\n"
    private static let other = "id: KH2026-00000B\nno: KH2026009\nname: 艾克\nstatus: lead\nowner: li\ndraft: true\n"
    private static let third = "id: KH2026-00000C\nname: 阿克米\nstatus: lead\nowner: li\ndraft: true\n"

    @Test func aConflictRecordFollowsTheFolder() throws {
        try afterEveryDeath {
            try $0.replace(Person.customer, "grade: A", "grade: B")
        } mine: {
            try $0.replace(Person.customer, "grade: A", "grade: C")
        } byHand: {
            try $0.renameCustomer("yuanjing", to: "mine")
        } _: { wang, step in
            let files = try wang.committedFiles()
            #expect(files.allSatisfy { $0.hasPrefix("customers/mine/") }, "\(step): \(files)")
            #expect(files.filter { $0.contains("/conflicts/") }.count == 1, "\(step): \(files)")
            #expect(try wang.read("customers/mine/customer.yaml").contains("grade: B"), "\(step)")
        }
    }

    @Test func aRecordThatComesBackFollowsTheFolder() throws {
        try afterEveryDeath {
            try $0.replace(Person.deal, "amount: 1000", "amount: 2000")
        } mine: {
            try $0.remove(Person.deal)
        } byHand: {
            try $0.renameCustomer("yuanjing", to: "mine")
        } _: { wang, step in
            let files = try wang.committedFiles()
            #expect(files.allSatisfy { $0.hasPrefix("customers/mine/") }, "\(step): \(files)")
            #expect(try wang.read("customers/mine/deals/line.yaml").contains("amount: 2000"), "\(step)")
        }
    }

    @Test func attachmentsAndDealsFollowTheFolder() throws {
        try afterEveryDeath {
            try $0.write("customers/yuanjing/files/a.txt", "a\n")
            try $0.write("customers/yuanjing/files/b.txt", "b\n")
        } _: {
            try $0.write("customers/yuanjing/deals/pump.yaml", Self.pump)
            try $0.write("customers/yuanjing/files/a.txt", "a2\n")
            try $0.write("customers/yuanjing/files/c.txt", "c\n")
            try $0.remove("customers/yuanjing/files/b.txt")
        } byHand: {
            try $0.renameCustomer("yuanjing", to: "mine")
        } _: { wang, step in
            let files = try wang.committedFiles()
            #expect(
                files == [
                    "customers/mine/customer.yaml", "customers/mine/deals/line.yaml", "customers/mine/deals/pump.yaml",
                    "customers/mine/files/a.txt", "customers/mine/files/c.txt",
                ], "\(step)")
            #expect(try wang.read("customers/mine/files/a.txt") == "a2\n", "\(step)")
        }
    }

    @Test func anEditedAttachmentInARenamedFolder() throws {
        try afterEveryDeath {
            try $0.write("customers/yuanjing/files/a.txt", "a\n\nb\n\nc\n")
        } _: {
            try $0.write("customers/yuanjing/files/a.txt", "a\n\nb\n\nteam\n")
        } byHand: {
            let text = try $0.read("customers/yuanjing/files/a.txt")
            try $0.write("customers/yuanjing/files/a.txt", text.replacing("a\n", with: "mine\n"))
            try $0.renameCustomer("yuanjing", to: "mine")
        } _: { wang, step in
            let files = try wang.committedFiles()
            #expect(files.allSatisfy { $0.hasPrefix("customers/mine/") }, "\(step): \(files)")
            #expect(try wang.read("customers/mine/files/a.txt") == "mine\n\nb\n\nteam\n", "\(step)")
        }
    }

    @Test func aFileOfTheSameNameInARenamedFolder() throws {
        try afterEveryDeath {
            try $0.write("customers/yuanjing/files/offer.txt", "team\n")
            try $0.write("customers/yuanjing/deals/pump.yaml", Self.pump)
        } byHand: {
            try $0.renameCustomer("yuanjing", to: "mine")
            if $0.exists("customers/mine/files/offer.txt") || $0.exists("customers/mine/deals/pump.yaml") { return }
            try $0.write("customers/mine/files/offer.txt", "hand\n")
            try $0.write(
                "customers/mine/deals/pump.yaml",
                Self.pump.replacing("00000A", with: "00000B").replacing("水泵", with: "泵"))
        } _: { wang, step in
            let files = try wang.committedFiles()
            #expect(files.allSatisfy { $0.hasPrefix("customers/mine/") }, "\(step): \(files)")
            let all = try files.map { try wang.read($0) }.joined()
            #expect(all.contains("team") && all.contains("水泵"), "\(step)")
            if [.committed, .fetched, .pendingWritten].contains(step) {
                #expect(all.contains("hand") && all.contains("name: 泵"), "\(step)")
            }
        }
    }

    @Test func whatAHandPutIntoAFolderThatTheTeamRenamed() throws {
        try afterEveryDeath {
            try $0.renameCustomer("yuanjing", to: "east")
        } byHand: {
            guard $0.exists(Person.customer) else { return }
            try $0.write("customers/yuanjing/deals/pump.yaml", Self.pump)
            try $0.write("customers/yuanjing/files/a.txt", "hand\n")
        } _: { wang, step in
            let files = try wang.committedFiles()
            #expect(files.allSatisfy { $0.hasPrefix("customers/east/") }, "\(step): \(files)")
            if step == .pendingWritten {
                #expect(files.contains("customers/east/deals/pump.yaml"), "\(step): \(files)")
                #expect(files.contains("customers/east/files/a.txt"), "\(step): \(files)")
            }
        }
    }

    @Test(arguments: ["Acme", "acme"]) func aNewCustomerOfTheSameName(name: String) throws {
        try afterEveryDeath {
            try $0.write("customers/acme/customer.yaml", Self.other)
            try $0.write("customers/acme/deals/pump.yaml", Self.pump)
        } byHand: {
            if $0.exists("customers/\(name)/customer.yaml") { return }
            try $0.write("customers/\(name)/customer.yaml", Self.third)
            try $0.write("customers/\(name)/deals/own.yaml", Self.pump.replacing("00000A", with: "00000C"))
        } _: { wang, step in
            #expect(try wang.read("customers/acme/customer.yaml") == Self.other, "\(step)")
            let files = try wang.committedFiles()
            #expect(!files.contains { $0.hasSuffix("customer-2.yaml") }, "\(step): \(files)")
            guard files.contains("customers/\(name)-2/customer.yaml") else {
                // It had arrived before.
                #expect(name == "acme" && "\(step)".contains("customers/acme/"), "\(step): \(files)")
                return
            }
            #expect(try wang.read("customers/\(name)-2/customer.yaml") == Self.third, "\(step)")
            #expect(files.contains("customers/\(name)-2/deals/own.yaml"), "\(step): \(files)")
        }
    }

    @Test func aFolderThatWasRemovedWhileSomethingArrivedInItStaysWhole() throws {
        try afterEveryDeath {
            try $0.write("customers/yuanjing/deals/pump.yaml", Self.pump)
        } byHand: {
            try $0.remove("customers/yuanjing")
        } _: { wang, step in
            // What had arrived was seen, and removed with the rest.
            if "\(step)".contains("pump.yaml") { return }
            let files = try wang.committedFiles().filter { !$0.contains("/conflicts/") }
            #expect(
                files == [
                    Person.customer, Person.deal, "customers/yuanjing/deals/pump.yaml",
                ], "\(step)")
        }
    }

    private struct Death: Error {}

    @Test(arguments: ["Acme", "acme"]) func whatGotAnotherNameIsNamed(name: String) throws {
        let (li, wang) = try two()
        try li.write("customers/acme/customer.yaml", Self.other)
        try li.sync()
        _ = try wang.syncFailure { $0.afterStep = { if $0 == .pendingWritten { throw Death() } } }
        try wang.write("customers/\(name)/customer.yaml", Self.third)
        let kept = try wang.sync().keptBeside
        #expect(kept.map(\.beside.text) == ["customers/\(name)-2/customer.yaml"])
        #expect(kept.map(\.isNameTaken) == [true])
    }

    // MARK: Without a death: what cannot be committed yet

    private func two() throws -> (li: Person, wang: Person) {
        let team = try Team(settings: "")
        return (try team.person("li"), try team.person("wang"))
    }

    @Test func aRenamedFolderWithAnErrorGetsWhatArrives() throws {
        let (li, wang) = try two()
        try li.write("customers/yuanjing/deals/pump.yaml", Self.pump)
        try li.sync()
        try wang.renameCustomer("yuanjing", to: "mine")
        try wang.replace("customers/mine/customer.yaml", "grade: A", "grade: Z")
        #expect(try wang.sync().waiting == 0)
        #expect(wang.exists("customers/mine/deals/pump.yaml") && !wang.exists("customers/yuanjing"))
        try wang.replace("customers/mine/customer.yaml", "grade: Z", "grade: C")
        #expect(try wang.sync().heldBack.isEmpty)
        #expect(try wang.committedFiles().allSatisfy { $0.hasPrefix("customers/mine/") })
        try wang.expectSound()
    }

    @Test(arguments: ["Acme", "acme"]) func aNewCustomerWithAnErrorGivesWayToTheTeams(name: String) throws {
        let (li, wang) = try two()
        try li.write("customers/acme/customer.yaml", Self.other)
        try li.sync()
        try wang.write("customers/\(name)/customer.yaml", Self.third.replacing("lead", with: "nothing"))
        try wang.write("customers/\(name)/files/a.txt", "mine\n")
        let report = try wang.sync()
        #expect(report.keptBeside.contains { $0.isNameTaken && $0.beside.text.hasPrefix("customers/\(name)-2") })
        #expect(try wang.read("customers/acme/customer.yaml") == Self.other)
        try wang.replace("customers/\(name)-2/customer.yaml", "nothing", "lead")
        #expect(try wang.sync().heldBack.isEmpty)
        #expect(try wang.committedFiles().contains("customers/\(name)-2/customer.yaml"))
        try wang.expectSound()
    }
}
