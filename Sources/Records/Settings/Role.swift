/// Something that a role may be allowed to do with records.
package enum Deed: String, Sendable, CaseIterable {
    case view, create, edit, delete, export, `import`

    /// For a heading or a list.
    package var name: Text {
        switch self {
        case .view: Text(en: "view", zh: "查看")
        case .create: Text(en: "create", zh: "新建")
        case .edit: Text(en: "change", zh: "修改")
        case .delete: Text(en: "delete", zh: "删除")
        case .export: Text(en: "export", zh: "导出")
        case .import: Text(en: "import", zh: "导入")
        }
    }
}

/// Whose records a right is about (R151, R152).
package enum RightScope: String, Sendable, CaseIterable {
    case own, team, all

    /// For a list.
    package var name: Text {
        switch self {
        case .own: Text(en: "own", zh: "本人")
        case .team: Text(en: "team's", zh: "本团队")
        case .all: Text(en: "all", zh: "全部")
        }
    }
}

/// One line of `rights` in `crm.yaml`. Several of a role, and several roles of a person, add up: one that allows it is enough.
package struct Right: Sendable, Hashable {
    /// Keys of kinds; `all` for every kind of record.
    package var kinds: [String]
    package var may: Set<Deed>
    package var scope: RightScope
    /// Only these fields may be changed; nil for any.
    package var fields: [String]?
    /// These may not; `sensitive` stands for all that the schemas call so.
    package var except: [String]

    package init(kinds: [String], may: Set<Deed>, scope: RightScope, fields: [String]? = nil, except: [String] = []) {
        self.kinds = kinds
        self.may = may
        self.scope = scope
        self.fields = fields
        self.except = except
    }

    /// Kinds of what is no record and yet decides about all of them: `crm.yaml`, and the files beneath `schemas/`.
    package static let systemKinds = ["settings", "schema"]

    /// An administrator's: everything may be made, changed and deleted. Only then does `all` mean the system as well (R162).
    package var isUnlimited: Bool {
        kinds.contains("all") && scope == .all && fields == nil && except.isEmpty
            && may.isSuperset(of: [.create, .edit, .delete])
    }

    /// Whether it is about a kind of record, or about one of ``systemKinds``.
    package func covers(kind: String) -> Bool {
        if kinds.contains(kind) { return scope == .all || !Self.systemKinds.contains(kind) }
        return Self.systemKinds.contains(kind) ? isUnlimited : kinds.contains("all")
    }
}

/// A role that `crm.yaml` describes (R151–R155).
package struct Role: Sendable {
    package let key: String
    package let label: Text
    package let rights: [Right]

    package init(key: String, label: Text, rights: [Right]) {
        self.key = key
        self.label = label
        self.rights = rights
    }
}

extension Settings {
    /// The roles in the order of the file; nil when `crm.yaml` has none, and everybody may do everything. A right that cannot be
    /// read is left out: it allows nothing.
    package var roles: [Role]? {
        guard case .map(let members)? = all["roles"] else { return nil }
        return members.map { member in
            let labels = member.value["labels"]
            let label = Text(
                en: labels?["en"]?.string ?? labels?["zh"]?.string ?? member.key,
                zh: labels?["zh"]?.string ?? labels?["en"]?.string ?? member.key)
            return Role(
                key: member.key, label: label, rights: (member.value["rights"]?.items ?? []).compactMap { Right($0) })
        }
    }
}

extension Right {
    fileprivate init?(_ value: RecordValue) {
        func texts(_ key: String) -> [String]? { value[key].map { $0.items.compactMap(\.string) } }
        guard let kinds = texts("kinds"), let may = texts("may"),
            let scope = value["whose"]?.string.flatMap({ RightScope(rawValue: $0) })
        else { return nil }
        self.init(
            kinds: kinds, may: Set(may.compactMap { Deed(rawValue: $0) }), scope: scope, fields: texts("fields"),
            except: texts("except") ?? [])
    }
}

extension Record {
    /// The roles of a member: `role`, one or several, and `roles` where a team's schema has that.
    package var roleKeys: [String] {
        ["role", "roles"].flatMap { key -> [String] in
            guard let value = value(key) else { return [] }
            return value.string.map { [$0] } ?? value.items.compactMap(\.string)
        }
    }

    /// Of a member: still here (`active` is not false).
    package var isActiveMember: Bool { value("active") != .bool(false) }
}
