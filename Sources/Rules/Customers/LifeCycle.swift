package import Records

/// Which status a customer may have after which (R45, R46, R116): `life_cycle` of crm.yaml, else the usual way.
package struct LifeCycle: Sendable {
    private let table: [String: [String]]

    /// From lead to won and on, and back only where people really go back.
    private static let usual: [String: [String]] = [
        "lead": ["interested", "won", "dormant", "lost"],
        "interested": ["lead", "won", "dormant", "lost"],
        "won": ["dormant", "lost"],
        "dormant": ["interested", "won", "lost"],
        "lost": ["lead", "interested", "won"],
    ]

    package init(_ settings: Settings) {
        var table = Self.usual
        if case .map(let members)? = settings.all["life_cycle"] {
            for member in members { table[member.key] = member.value.items.compactMap(\.string) }
        }
        self.table = table
    }

    /// Where a customer may go from a status; nil when nobody says, so that everything is allowed.
    package func next(after status: String) -> [String]? { table[status] }
}
