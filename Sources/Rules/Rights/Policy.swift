package import Records

/// Who may do what: the roles of `crm.yaml` as they rule (R151–R155). Made from the settings of one state of the repository, and
/// asked about members of that same state.
package struct Policy: Sendable {
    private let roles: [String: Role]
    /// `crm.yaml` has no `roles`: a small team in which everybody may do everything.
    package let isOpen: Bool

    package init(_ settings: Settings) {
        let roles = settings.roles
        isOpen = roles == nil
        self.roles = Dictionary((roles ?? []).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The roles that a member has and `crm.yaml` describes.
    package func roles(of member: Record) -> [Role] { member.roleKeys.compactMap { roles[$0] } }

    /// What a member may do, all roles added up. Who is not active any more may do nothing.
    package func rights(of member: Record) -> [Right] {
        if isOpen { return [Self.everything] }
        return member.isActiveMember ? roles(of: member).flatMap(\.rights) : []
    }

    private static let everything = Right(kinds: ["all"], may: Set(Deed.allCases), scope: .all)

    /// Whether a member may change `crm.yaml`, and with it what everybody may do (R162).
    package func isAdministrator(_ member: Record) -> Bool {
        isOpen || rights(of: member).contains(where: \.changesRoles)
    }

    /// The widest scope in which a member may do something with records of a kind; nil when not at all.
    package func scope(of deed: Deed, kind: String, for member: Record) -> RightScope? {
        let scopes = rights(of: member).filter { $0.may.contains(deed) && $0.covers(kind: kind) }.map(\.scope)
        return [RightScope.all, .team, .own].first { scopes.contains($0) }
    }

    /// What people call the roles of a member: `Sales` or `Sales, Service`.
    package func title(of member: Record) -> Text {
        let names = roles(of: member).map(\.label)
        return Text(
            en: names.map(\.en).joined(separator: ", "), zh: names.map(\.zh).joined(separator: "、"))
    }
}

/// The people of a state of the repository, and who belongs to whom.
package struct Staff: Sendable {
    /// Sorted by path.
    package let members: [Record]
    private let byHandle: [String: Record]

    /// - Parameter members: the records of kind `member`.
    package init(_ members: [Record]) {
        self.members = members
        byHandle = Dictionary(members.compactMap { member in member.id.map { ($0, member) } }) { first, _ in first }
    }

    /// The member with this handle.
    package func member(_ handle: String) -> Record? { byHandle[handle] }

    /// The member who writes commits under this address (ASCII letters in any case).
    package func member(email: String) -> Record? {
        let wanted = email.lowercased()
        return members.first { member in
            (member.value("emails")?.items ?? []).contains { $0.string?.lowercased() == wanted }
        }
    }

    /// Whether `handle` counts among the people of `member`: the same team, or reporting to `member` directly or through others.
    package func isColleague(_ handle: String, of member: Record) -> Bool {
        guard let id = member.id else { return false }
        if handle == id { return true }
        guard let other = byHandle[handle] else { return false }
        if let team = member.string("team"), !team.isEmpty, other.string("team") == team { return true }
        var seen: Set<String> = [handle]
        var above = other.string("manager")
        while let manager = above, seen.insert(manager).inserted {
            if manager == id { return true }
            above = byHandle[manager]?.string("manager")
        }
        return false
    }
}
