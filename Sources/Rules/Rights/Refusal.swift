import Records

/// Something that a member may not do, before it is put into words.
struct Refusal {
    enum Reason {
        case notAMember
        /// No right of the roles is about doing this with records of the kind.
        case deed(Deed, Record)
        /// There is one, but not for this owner's. The record, the customer it lies in, and the field, if only that one is meant.
        case scope(Deed, Record, Record?, ChangedLeaf?)
        case field(ChangedLeaf, Record)
        case unreadable(Record)
        /// `crm.yaml`, schemas, and files that belong to no customer.
        case system
        case members
        case promotesSelf(ChangedLeaf)
        case authority(ChangedLeaf, String)
    }

    let rule: Rule
    let reason: Reason
    var remedy: Text?

    init(_ rule: Rule, _ reason: Reason) {
        self.rule = rule
        self.reason = reason
    }

    /// - Parameters:
    ///   - member: the roles and the name of who tried; nil for somebody who is no member.
    ///   - staff: for the names of owners.
    func problem(_ change: RightsChange, _ member: (roles: Text, name: String)?, _ staff: Staff) -> Problem {
        let who: Text =
            member.map { member in
                member.roles.en.isEmpty
                    ? Text(member.name)
                    : Text(en: "\(member.name) (\(member.roles.en))", zh: "\(member.name)（\(member.roles.zh)）")
            } ?? Text("")
        let record = change.after ?? change.before
        let (message, leaf) = sentence(who, staff)
        guard let record else { return Problem(rule, path: change.path, message: message, remedy: remedy) }
        let node = leaf.flatMap { leaf in leaf.names.first.flatMap { change.after?.node($0) } }
        return record.problem(
            rule, at: node, field: leaf.map { "/" + $0.names.joined(separator: "/") } ?? "", message: message,
            remedy: remedy)
    }

    private func sentence(_ who: Text, _ staff: Staff) -> (Text, ChangedLeaf?) {
        switch reason {
        case .notAMember:
            return (
                Text(
                    en: "whoever made this is no member of the team (team/*.yaml)",
                    zh: "修改者不是团队成员（team/*.yaml 中没有）"), nil
            )
        case .deed(let deed, let record):
            return (
                who
                    + Text(
                        en: " may not \(deed.name.en) \(record.kind.plural.en)",
                        zh: "不能\(deed.name.zh)\(record.kind.label.zh)"), nil
            )
        case .scope(let deed, let record, let holder, let leaf):
            let owner = Self.owner(of: record, holder, staff)
            let field = leaf.map { (en: "`\($0.dotted)` of ", zh: "的 `\($0.dotted)`") } ?? (en: "", zh: "")
            return (
                who
                    + Text(
                        en: " may not \(deed.name.en) \(field.en)\(owner.en)",
                        zh: "不能\(deed.name.zh)\(owner.zh)\(field.zh)"), leaf
            )
        case .field(let leaf, let record):
            let name = leaf.field?.name ?? Text(leaf.dotted)
            return (
                who
                    + Text(
                        en: " may not change `\(leaf.dotted)` of \(record.kind.plural.en)",
                        zh: "不能修改\(record.kind.label.zh)的“\(name.zh)”（\(leaf.dotted)）"), leaf
            )
        case .unreadable(let record):
            return (
                who
                    + Text(
                        en: " may not replace a \(record.kind.label.en) that cannot be read",
                        zh: "不能替换无法读取的\(record.kind.label.zh)"), nil
            )
        case .system:
            return (
                who
                    + Text(
                        en: " may not change settings, schemas and other files of the system",
                        zh: "不能修改设置、schema 和其他系统文件"), nil
            )
        case .members:
            return (who + Text(en: " may not add or remove members", zh: "不能增减成员"), nil)
        case .promotesSelf(let leaf):
            return (
                who
                    + Text(
                        en: " may not change their own `\(leaf.dotted)`: it decides what they may do",
                        zh: "不能修改自己的 `\(leaf.dotted)`：它决定本人的权限"), leaf
            )
        case .authority(let leaf, let name):
            return (
                who
                    + Text(
                        en: " may not change `\(leaf.dotted)` of \(name): it decides what a person may do",
                        zh: "不能修改\(name)的 `\(leaf.dotted)`：它决定成员的权限"), leaf
            )
        }
    }

    /// `customers of Wang Lei`.
    private static func owner(of record: Record, _ holder: Record?, _ staff: Staff) -> Text {
        let kind = record.kind
        guard let owner = holder?.string("owner") ?? record.string("owner") ?? record.string("by") else {
            return Text(en: "\(kind.plural.en) that belong to nobody", zh: "无负责人的\(kind.label.zh)")
        }
        let name = staff.member(owner)?.title ?? owner
        return Text(en: "\(kind.plural.en) of \(name)", zh: "\(name)名下的\(kind.label.zh)")
    }
}
