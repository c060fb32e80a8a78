import LosslessYAML

/// What is wrong with `roles` in `crm.yaml` by itself: kinds and fields that there are not, rights that cannot mean anything (R155).
func rightsProblems(_ records: [Record], _ kinds: KindSet) -> [Problem] {
    guard let record = records.first(where: { $0.path == CRMFolder.settingsPath }), let roles = record.node("roles")
    else { return [] }
    let tree = record.tree
    var problems: [Problem] = []
    for role in tree.entries(roles) {
        guard let rights = tree.value(of: "rights", in: role.value) else { continue }
        for (index, right) in tree.children(rights).enumerated() {
            let pointer = "/roles/\(tree.text(role.key))/rights/\(index)"
            let check = RightCheck(record: record, node: tree.resolvingAlias(right), pointer: pointer, kinds: kinds)
            problems += check.problems()
        }
    }
    return problems
}

/// One right of one role.
private struct RightCheck {
    let record: Record
    let node: YAMLNodeID
    let pointer: String
    let kinds: KindSet

    func problems() -> [Problem] { unknownKinds() + unknownFields() + contradictions() }

    private func items(_ key: String) -> [(node: YAMLNodeID, text: String)] {
        guard record.tree.kind(node) == .mapping, let list = record.tree.value(of: key, in: node) else { return [] }
        return record.tree.children(list).map { record.tree.resolvingAlias($0) }
            .filter { record.tree.kind($0) == .scalar }.map { ($0, record.tree.text($0)) }
    }

    private func unknownKinds() -> [Problem] {
        let known = ["all"] + Right.systemKinds + kinds.kinds.map(\.key)
        return items("kinds").filter { !known.contains($0.text) }.map { item in
            let near = nearestNames(to: item.text, among: known)
            return record.problem(
                .settings, at: item.node, field: pointer + "/kinds",
                message: Text(
                    en: "there is no kind `\(item.text)`; the right allows nothing",
                    zh: "没有记录类型 `\(item.text)`，这条权限不起作用"),
                remedy: near.isEmpty ? Text(en: "known: ", zh: "可用：") + Text.list(known) : Text.didYouMean(near),
                allowed: known)
        }
    }

    private func unknownFields() -> [Problem] {
        let named = items("kinds").map(\.text)
        let meant = named.contains("all") ? kinds.kinds : kinds.kinds.filter { named.contains($0.key) }
        if meant.isEmpty { return [] }
        return ["fields", "except"].flatMap { key in
            items(key).filter { item in
                item.text != "sensitive"
                    && !meant.contains { Self.hasField(item.text.split(separator: "."), $0.fields) }
            }.map { item in
                let near = nearestNames(to: item.text, among: meant.flatMap { $0.fields.map(\.key) } + ["sensitive"])
                return record.problem(
                    .settings, at: item.node, field: pointer + "/" + key,
                    message: Text(
                        en: "none of these kinds has a field `\(item.text)`", zh: "这些记录类型都没有字段 `\(item.text)`"),
                    remedy: near.isEmpty
                        ? Text(
                            en: "write the key of a field, such as owner or payments.amount, or sensitive",
                            zh: "请写字段的键，如 owner、payments.amount，或 sensitive")
                        : Text.didYouMean(near))
            }
        }
    }

    private static func hasField(_ names: [Substring], _ fields: [Field]) -> Bool {
        guard let first = names.first, let field = fields.first(where: { $0.key == first }) else { return false }
        return names.count == 1 || hasField(Array(names.dropFirst()), field.fields)
    }

    private func contradictions() -> [Problem] {
        var problems: [Problem] = []
        let only = Set(items("fields").map(\.text))
        for item in items("except") where only.contains(item.text) {
            problems.append(
                record.problem(
                    .contradictoryRights, at: item.node, field: pointer + "/except",
                    message: Text(
                        en: "`\(item.text)` is allowed by `fields` and taken away by `except`",
                        zh: "`\(item.text)` 既写在 fields 里，又写在 except 里"),
                    remedy: Text(en: "remove it from one of the two", zh: "请从其中一处删去")))
        }
        let scope = record.tree.kind(node) == .mapping ? record.tree.value(of: "whose", in: node) : nil
        for item in items("kinds") where Right.systemKinds.contains(item.text) {
            guard let scope, record.tree.text(record.tree.resolvingAlias(scope)) != "all" else { continue }
            problems.append(
                record.problem(
                    .contradictoryRights, at: scope, field: pointer + "/whose",
                    message: Text(
                        en: "\(item.text) belongs to nobody and to no team; the right allows nothing",
                        zh: "\(item.text) 不属于任何人或团队，这条权限不起作用"),
                    remedy: Text(en: "whose: all", zh: "请写 whose: all")))
        }
        return problems
    }
}

/// What is wrong between `roles` and the members: a role that is not described, and nobody left who may change roles (R162).
///
/// - Parameter records: with `crm.yaml` and all members among them, where these rules are to say something.
package func roleProblems(_ records: [Record]) -> [Problem] {
    guard let record = records.first(where: { $0.path == CRMFolder.settingsPath }),
        let roles = Settings(record).roles
    else { return [] }
    let members = records.filter { $0.kind.key == "member" }
    let known = roles.map(\.key)
    var problems: [Problem] = []
    for member in members {
        for key in member.roleKeys where !known.contains(key) {
            let near = nearestNames(to: key, among: known)
            problems.append(
                member.problem(
                    .unknownRole, at: member.node("role") ?? member.node("roles"), field: "/role",
                    message: Text(
                        en: "crm.yaml has no role `\(key)`; it gives no rights", zh: "crm.yaml 中没有角色 `\(key)`，不会带来任何权限"),
                    remedy: near.isEmpty ? Text(en: "known: ", zh: "可用：") + Text.list(known) : Text.didYouMean(near),
                    allowed: known))
        }
    }
    let deciding = Set(roles.filter { $0.rights.contains(where: \.changesRoles) }.map(\.key))
    let isLockedOut = !members.contains { $0.isActiveMember && !deciding.isDisjoint(with: $0.roleKeys) }
    if !members.isEmpty, isLockedOut {
        let named: Text =
            deciding.isEmpty
            ? Text(
                en:
                    "let a role do everything: kinds: [all], may: [view, create, edit, delete, export, import], whose: all",
                zh: "请让一个角色拥有全部权限：kinds: [all], may: [view, create, edit, delete, export, import], whose: all")
            : Text(en: "give a member the role ", zh: "请让一位在职成员担任角色 ") + Text.alternatives(deciding.sorted())
        problems.append(
            record.problem(
                .lockedOut, at: record.node("roles"), field: "/roles",
                message: Text(
                    en: "no active member may change crm.yaml and roles any more",
                    zh: "没有任何在职成员还能修改 crm.yaml 和角色"),
                remedy: named))
    }
    return problems
}

extension Right {
    /// Whether who has it may change `crm.yaml`.
    package var changesRoles: Bool { may.contains(.edit) && fields == nil && covers(kind: "settings") }
}
