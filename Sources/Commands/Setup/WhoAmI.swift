import ArgumentParser
import Records

/// `crm whoami`: git's identity and the member of the team behind it (R158).
struct WhoAmI: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "whoami", abstract: say("Show who you are to this team.", "显示您在团队中的身份。"))
    }

    @Flag(help: ArgumentHelp(say("Also what your roles let you do.", "同时显示您的角色可以做什么。"))) var can = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let folder = try openFolder(kinds: can ? nil : ["member"])
        let records = try readRecords(folder, kinds: ["member"])
        let me = try Me.working(in: folder, records)
        let terminal = Invocation.current.terminal
        let rights = can ? me.member.map { RightsSheet(folder: folder, member: $0) } : nil
        if global.json {
            let value: RecordValue = [
                "name": .optional(me.name), "email": .optional(me.email), "handle": .optional(me.handle),
                "member": me.member.map { $0.value } ?? .null, "folder": .text(folder.root),
                "can": rights?.value ?? .null,
            ]
            terminal.print(value.json(indented: true))
        } else if let member = me.member {
            let text = FieldText(records: records)
            let parts = ["department", "title", "role"].compactMap { key in
                member.value(key).map { text($0, member.kind.field(key)) }
            }
            terminal.print(
                terminal.paint(visible(member.title), .bold) + " (\(visible(member.id ?? "")))"
                    + (parts.isEmpty ? "" : " · " + visible(parts.joined(separator: " · "))))
            let git = [me.name, me.email.map { "<\($0)>" }].compactMap { $0 }.joined(separator: " ")
            terminal.print(terminal.paint("git: " + visible(git), .faint))
            if let rights { terminal.print(rights.lines(terminal)) }
        }
        if me.member == nil {
            if !global.json, let email = me.email {
                terminal.print("git: \(visible(me.name ?? "")) <\(visible(email))>")
            }
            throw Me.unknown
        }
    }
}
