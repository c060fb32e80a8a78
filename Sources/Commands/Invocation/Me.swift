import Git
import Records

/// Who works here: git's identity, and the member of the team that it belongs to.
struct Me {
    let name: String?
    let email: String?
    /// nil when no member has this e-mail address.
    let member: Record?

    var handle: String? { member?.id }

    /// `CRM_USER` (a handle) or git's `crm.user` name the member outright; otherwise the one with the address of git's
    /// `user.email`.
    init(_ records: RecordSet, repository: Repository?) throws {
        try self.init(records) { try repository?.setting($0) }
    }

    private init(_ records: RecordSet, setting: (String) throws -> String?) throws {
        let environment = Invocation.current.environment
        name = try setting("user.name")
        email = try setting("user.email")
        let members = records.records(of: "member")
        if let handle = try environment["CRM_USER"] ?? setting("crm.user"), !handle.isEmpty {
            guard let member = members.first(where: { $0.id == handle }) else {
                throw CommandFailure(
                    Text(en: "there is no member \(handle)", zh: "团队中没有成员 \(handle)"),
                    remedy: Text(en: "known: ", zh: "现有成员：") + Text.list(members.compactMap(\.id)))
            }
            self.member = member
        } else {
            let wanted = email?.lowercased()
            member = members.first { member in
                let addresses = (member.value("emails")?.items ?? []).compactMap(\.string)
                return wanted.map { wanted in addresses.contains { $0.lowercased() == wanted } } ?? false
            }
        }
    }

    /// What to do when a command needs to know the member and does not.
    static let unknown = CommandFailure(
        .failed,
        Text(
            en: "I do not know which member of the team you are",
            zh: "无法确定您是团队中的哪位成员"),
        remedy: Text(
            en: "put your e-mail address into emails of team/<you>.yaml, or run: git config crm.user <handle>",
            zh: "请把您的邮箱写进 team/<您>.yaml 的 emails，或运行：git config crm.user <代号>"))

    /// Who works in `folder`. Without a git repository only `CRM_USER` can tell.
    static func working(in folder: CRMFolder, _ records: RecordSet) throws -> Me {
        let environment = Invocation.current.environment
        let isNamed = !(environment["CRM_USER"] ?? "").isEmpty
        if let plain = PlainConfiguration(
            root: folder.root, home: environment["HOME"], settings: environment["XDG_CONFIG_HOME"])
        {
            return try Me(records) { plain.value($0) }
        }
        return try Me(records, repository: isNamed ? try? openRepository(folder) : openRepository(folder))
    }

    /// The same; nil where no git tells and nobody is named.
    static func workingOrNobody(in folder: CRMFolder, _ records: RecordSet) throws -> Me? {
        let environment = Invocation.current.environment
        if let plain = PlainConfiguration(
            root: folder.root, home: environment["HOME"], settings: environment["XDG_CONFIG_HOME"])
        {
            return try Me(records) { plain.value($0) }
        }
        do {
            return try Me(records, repository: Repository.open(discoveringFrom: folder.root))
        } catch GitError.notARepository {
            return (environment["CRM_USER"] ?? "").isEmpty ? nil : try Me(records, repository: nil)
        }
    }
}

/// The member that a person names by handle or name.
func namedMember(_ typed: String, _ records: RecordSet) throws -> Record {
    let members = records.records(of: "member")
    guard case .none(let near) = RecordFinder(members).find(typed) else {
        return try namedRecord(typed, RecordSet(members))
    }
    throw CommandFailure(
        Text(en: "there is no member `\(typed)`", zh: "团队中没有成员 `\(typed)`"),
        remedy: near.isEmpty
            ? Text(en: "known: ", zh: "现有成员：") + Text.list(members.map { "\($0.title) (\($0.id ?? ""))" })
            : Text.didYouMean(near))
}
