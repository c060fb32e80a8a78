import ArgumentParser
import Records

/// Whose work `due`, `remind` and `agenda` are about.
struct WhoseOptions: ParsableArguments {
    @Option(
        name: [.customLong("for"), .customLong("owner")],
        help: ArgumentHelp(say("Work of this member: handle or name.", "某位成员的待办：代号或姓名。"), valueName: "member"))
    var owner: String?

    @Option(name: .long, help: ArgumentHelp(say("Work of this team or department.", "某个团队或部门的待办。"), valueName: "team"))
    var team: String?

    @Flag(name: .long, help: ArgumentHelp(say("Work of everybody.", "所有人的待办。")))
    var all = false

    /// Whether it is that of the person at the keyboard.
    var isMine: Bool { !all && team == nil && [nil, "me", "我"].contains(owner) }

    mutating func validate() throws {
        if [owner != nil, team != nil, all].filter({ $0 }).count > 1 {
            throw ValidationError(
                say("--for, --team and --all exclude each other", "--for、--team 和 --all 不能同时使用"))
        }
    }

    /// Mine, unless somebody else's is asked for.
    func resolve(_ records: RecordSet, _ folder: CRMFolder) throws -> WhoseWork {
        if all { return WhoseWork(owners: nil, handle: nil, name: say("the whole team", "整个团队")) }
        if let team { return try ofTeam(team, records) }
        guard let owner, owner != "me", owner != "我" else {
            guard let handle = try Me.working(in: folder, records).handle else {
                throw CommandFailure(
                    .failed, Me.unknown.message,
                    remedy: (Me.unknown.remedy ?? Text(""))
                        + Text(en: "; or use --all or --for", zh: "；也可以用 --all 或 --for"))
            }
            return WhoseWork(owners: [handle], handle: handle, name: records.title(ofID: handle))
        }
        let member = try namedMember(owner, records)
        let handle = member.id ?? owner
        return WhoseWork(owners: [handle], handle: handle, name: member.title)
    }

    private func ofTeam(_ typed: String, _ records: RecordSet) throws -> WhoseWork {
        let members = records.records(of: "member")
        // Where a team is not written down, people say the department.
        func groups(_ member: Record) -> [String] {
            ["team", "department"].compactMap { member.string($0) }.filter { !$0.isEmpty }
        }
        let teams = Set(members.flatMap { groups($0) }).sorted()
        let wanted = typed.lowercased()
        let exact = teams.filter { $0.lowercased() == wanted }
        let near = exact.isEmpty ? teams.filter { $0.lowercased().utf8.contains(wanted.utf8) } : exact
        guard near.count == 1, let team = near.first, !wanted.isEmpty else {
            throw CommandFailure(
                Text(en: "there is no team `\(typed)`", zh: "没有团队 `\(typed)`"),
                remedy: teams.isEmpty
                    ? Text(en: "write `team:` into the files of team/", zh: "请在 team/ 的成员文件中填写 `team`")
                    : Text(en: "known: ", zh: "现有团队：") + Text.list(teams))
        }
        let handles = members.filter { groups($0).contains(team) }.compactMap(\.id)
        return WhoseWork(owners: Set(handles), handle: nil, name: team)
    }
}

/// The members whose work is asked for.
struct WhoseWork {
    /// Handles; nil for everybody.
    let owners: Set<String>?
    /// The one member; nil for several.
    let handle: String?
    /// For headings.
    let name: String
}
