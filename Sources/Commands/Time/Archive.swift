import ArgumentParser
import Records
import Rules
import Sync

/// `crm archive`: puts customers away that nobody has had contact with for months (R117, R199).
struct Archive: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "archive",
            abstract: say("Put customers away: hidden from lists and from what is due.", "归档客户：不再出现在列表和待办中。"),
            discussion: say(
                """
                Nothing is deleted: archived_on gets a day, and crm unarchive takes it out again.
                  crm archive --suggest           who had no contact for six months?
                  crm archive --suggest --yes     put them away
                  crm archive 远景智能
                """,
                """
                不删除任何内容，只填写归档日期；crm unarchive 可恢复。
                  crm archive --suggest           哪些客户六个月没有互动
                  crm archive --suggest --yes     全部归档
                  crm archive 远景智能
                """))
    }

    @Argument(help: ArgumentHelp(say("The customers.", "客户。"), valueName: "customer"))
    var customers: [String] = []

    @Flag(name: .long, help: ArgumentHelp(say("List the customers that had no contact for months.", "列出数月无互动的客户。")))
    var suggest = false

    @Flag(name: .long, help: ArgumentHelp(say("Archive those that --suggest lists.", "把 --suggest 列出的客户全部归档。")))
    var yes = false

    @OptionGroup var whose: WhoseOptions
    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if suggest == !customers.isEmpty {
            throw ValidationError(say("name customers, or use --suggest", "请写明客户，或使用 --suggest"))
        }
        if yes, !suggest { throw ValidationError(say("--yes goes with --suggest", "--yes 要与 --suggest 同用")) }
    }

    mutating func run() throws {
        if suggest, !yes { return try list() }
        try Change.run("archive", options, global) { change in
            let today = Invocation.current.today
            let found =
                suggest
                ? try proposals(change.folder, change.records).map(\.customer)
                : try customers.map { try namedRecord($0, change.records, kinds: ["customer"]) }
            return try found.filter { !$0.holds("archived_on") }.map { customer in
                let after = try change.record(
                    customer, applying: [FieldChange("archived_on", .text(today.description))])
                return PlannedFile(customer, becomes: after)
            }
        }
    }

    private func proposals(_ folder: CRMFolder, _ records: RecordSet) throws -> [ArchiveProposal] {
        let work = try whose.resolve(records, folder)
        return archiveProposals(
            records, settings: folder.settings, today: Invocation.current.today, owners: work.owners)
    }

    private func list() throws {
        let folder = try openFolder()
        let records = try readRecords(folder)
        let found = try proposals(folder, records)
        let terminal = Invocation.current.terminal
        if global.json {
            let object: RecordValue = [
                "count": .integer(found.count),
                "customers": .list(
                    found.map { proposal in
                        [
                            "customer": .optional(proposal.customer.id), "name": .text(proposal.customer.title),
                            "owner": .optional(proposal.customer.string("owner")),
                            "last_contact": .text(proposal.lastContact.description),
                            "path": .text(proposal.customer.path.text),
                        ]
                    }),
            ]
            return terminal.print(object.json(indented: true))
        }
        if found.isEmpty {
            return terminal.print(terminal.paint(say("Nobody to archive. ✓", "没有待归档的客户 ✓"), .green))
        }
        var table = TextTable([
            .init(title: say("Last contact", "上次联系"), isFlexible: false), .init(title: say("Customer", "客户")),
            .init(title: say("Status", "状态"), isFlexible: false), .init(title: say("Owner", "负责人"), isFlexible: false),
        ])
        for proposal in found {
            let customer = proposal.customer
            let status = FieldText(records: records)(customer.value("status"), customer.kind.field("status"))
            table.rows.append([
                Cell(proposal.lastContact.description), Cell(customer.title, .bold), Cell(status),
                Cell(customer.string("owner").map { records.title(ofID: $0) } ?? "", .faint),
            ])
        }
        terminal.print(table.lines(width: terminal.width, paint: terminal.paint))
        terminal.remark(
            terminal.errorPaint(
                say(
                    Text.count(found.count, "customer", "个客户待归档")
                        + Text(en: " to archive: crm archive --suggest --yes", zh: "：crm archive --suggest --yes")),
                .faint))
    }
}

/// `crm unarchive`: takes customers out of the archive again.
struct Unarchive: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "unarchive", abstract: say("Take customers out of the archive again.", "取消归档，恢复客户。"))
    }

    @Argument(help: ArgumentHelp(say("The customers.", "客户。"), valueName: "customer"))
    var customers: [String]

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("unarchive", options, global) { change in
            try customers.map { typed in
                let customer = try namedRecord(typed, change.records, kinds: ["customer"])
                let after = try change.record(customer, applying: [FieldChange("archived_on", nil)])
                return PlannedFile(customer, becomes: after)
            }
        }
    }
}
