import Records
import Rules

/// What a member may do, kind by kind (R159).
struct RightsSheet {
    private let policy: Policy
    private let member: Record
    private let rights: [Right]
    private let allKinds: KindSet
    /// Key and name of every kind, and of what decides about all of them.
    private let kinds: [(key: String, name: Text)]

    init(folder: CRMFolder, member: Record) {
        policy = Policy(folder.settings)
        self.member = member
        rights = policy.rights(of: member)
        allKinds = folder.kinds
        kinds =
            folder.kinds.kinds.filter { $0.identity != .none }.map { ($0.key, $0.plural) }
            + [
                ("settings", Text(en: "crm.yaml, roles", zh: "crm.yaml 与角色")),
                ("schema", Text(en: "schemas", zh: "schema")),
            ]
    }

    func lines(_ terminal: Terminal) -> [String] {
        if policy.isOpen {
            return ["", say("crm.yaml has no roles: everybody may do everything.", "crm.yaml 没有设置角色：人人可以做一切。")]
        }
        if rights.isEmpty {
            return ["", say("Your roles give you no rights; ask an administrator.", "您的角色没有任何权限，请联系管理员。")]
        }
        let hidesSome = kinds.contains { !hidden($0.key).isEmpty }
        var table = TextTable(
            [TextTable.Column(title: "")] + Deed.allCases.map { TextTable.Column(title: say($0.name)) }
                + [TextTable.Column(title: say("may not change", "不能修改"))]
                + (hidesSome ? [TextTable.Column(title: say("does not see", "不能查看"))] : []))
        for kind in kinds {
            let cells = Deed.allCases.map { deed -> Cell in
                guard let scope = scope(of: deed, kind.key) else { return Cell("–", .faint) }
                return Cell(say(scope.name))
            }
            table.rows.append(
                [Cell(say(kind.name), .bold)] + cells + [Cell(limits(kind.key).joined(separator: ", "), .yellow)]
                    + (hidesSome ? [Cell(hidden(kind.key).joined(separator: ", "), .yellow)] : []))
        }
        return [""] + table.lines(width: terminal.width, paint: terminal.paint)
    }

    /// Some things everybody sees.
    private func scope(of deed: Deed, _ kind: String) -> RightScope? {
        deed == .view && Sight.everybodys.contains(kind) ? .all : policy.scope(of: deed, kind: kind, for: member)
    }

    /// The fields of a kind that are hidden in some of the records that are seen, as the rights name them.
    private func hidden(_ kind: String) -> [String] {
        let fields = Set((allKinds[kind]?.fields ?? []).map(\.key) + ["sensitive"])
        func isThere(_ name: String) -> Bool { fields.contains(String(name.prefix { $0 != "." })) }
        let seeing = rights.filter { $0.may.contains(.view) && $0.covers(kind: kind) }
        if seeing.contains(where: { $0.scope == .all && (!$0.limitsSeeing || $0.fields == nil && $0.except.isEmpty) }) {
            return []
        }
        return seeing.filter(\.limitsSeeing).flatMap { right in
            (right.fields.map { [say("all but ", "除以下字段：") + $0.joined(separator: " ")] } ?? [])
                + right.except.filter(isThere).map { $0 == "sensitive" ? say("sensitive fields", "敏感字段") : $0 }
        }
    }

    /// Of the widest right to change records of a kind: the fields that are left out, or `only` those that are allowed.
    private func limits(_ kind: String) -> [String] {
        guard let right = widestEdit(kind) else { return [] }
        let only = right.fields.map { [say("all but ", "除以下字段：") + $0.joined(separator: " ")] } ?? []
        return only + right.except.map { $0 == "sensitive" ? say("sensitive fields", "敏感字段") : $0 }
    }

    private func widestEdit(_ kind: String) -> Right? {
        guard let scope = policy.scope(of: .edit, kind: kind, for: member) else { return nil }
        let able = rights.filter { $0.may.contains(.edit) && $0.covers(kind: kind) && $0.scope == scope }
        return able.first { $0.fields == nil && $0.except.isEmpty } ?? able.first
    }

    var value: RecordValue {
        [
            "roles": .list(policy.roles(of: member).map { .text($0.key) }), "open": .bool(policy.isOpen),
            "administrator": .bool(policy.isAdministrator(member)),
            "kinds": .list(
                kinds.map { kind in
                    let deeds = Deed.allCases.map { deed in
                        RecordValue.Member(
                            deed.rawValue,
                            .optional(scope(of: deed, kind.key)?.rawValue))
                    }
                    let right = widestEdit(kind.key)
                    return .map(
                        [.init("kind", .text(kind.key))] + deeds + [
                            .init("fields", right?.fields.map { .list($0.map { .text($0) }) } ?? .null),
                            .init("except", .list((right?.except ?? []).map { .text($0) })),
                            .init("hidden", .list(hidden(kind.key).map { .text($0) })),
                        ])
                }),
        ]
    }
}
