package import Records

extension Policy {
    /// What of some changes their author may not do; empty when all is allowed. Fields are looked at one by one, moves and renames
    /// are matched before (``RightsChange/matched(_:)``), and a record whose owner changes is judged by the owner it had.
    ///
    /// - Parameter member: who makes the changes; nil for somebody who is no member, who may do nothing where there are roles.
    package func problems(_ changes: [RightsChange], by member: Record?, in ground: RightsGround) -> [Problem] {
        if isOpen { return [] }
        var problems: [Problem] = []
        for change in changes {
            var found = refusals(of: change, by: member, ground)
            if found.isEmpty { continue }
            // Nobody reads the remedies of hundreds.
            let helpers = problems.count < 20 ? self.helpers(for: change, besides: member, ground) : []
            for index in found.indices where found[index].remedy == nil {
                found[index].remedy = Self.ask(helpers)
            }
            problems += found.map { $0.problem(change, member.map { (title(of: $0), $0.title) }, ground.staff) }
        }
        return problems
    }

    /// The active members who may make this change, those above the author first.
    private func helpers(for change: RightsChange, besides member: Record?, _ ground: RightsGround) -> [String] {
        let others = ground.staff.members.filter { other in
            other.isActiveMember && other.id != member?.id && refusals(of: change, by: other, ground).isEmpty
        }
        let manager = member?.string("manager")
        let sorted = others.filter { $0.id == manager } + others.filter { $0.id != manager }
        return sorted.prefix(3).map(\.title)
    }

    private static func ask(_ names: [String]) -> Text? {
        names.isEmpty ? nil : Text(en: "ask ", zh: "请找") + Text.alternatives(names)
    }

    // MARK: One change

    private func refusals(of change: RightsChange, by member: Record?, _ ground: RightsGround) -> [Refusal] {
        guard let member else { return [Refusal(.noRight, .notAMember)] }
        let rights = rights(of: member)
        guard let kind = (change.before ?? change.after)?.kind else {
            return refusals(ofFile: change, member, rights, ground)
        }
        if kind.key == "member", let refusal = authority(change, member, rights) { return [refusal] }
        if Right.systemKinds.contains(kind.key) {
            return system(kind.key, change, rights)
        }
        let question = Question(policy: self, member: member, rights: rights, ground: ground)
        switch (change.before, change.after) {
        case (let before?, let after?): return question.edit(before, after)
        case (nil, let after?):
            // What could not be read before was no record, but stood there all the same.
            return change.existed ? question.repair(after) : question.create(after)
        case (let before?, nil): return change.exists ? question.repair(before) : question.delete(before)
        case (nil, nil): return []
        }
    }

    private func system(_ kind: String, _ change: RightsChange, _ rights: [Right]) -> [Refusal] {
        let deed: Deed = change.existed ? (change.exists ? .edit : .delete) : .create
        let mayDo = rights.contains { right in
            right.covers(kind: kind) && (right.may.contains(deed) || right.may.contains(.edit))
        }
        return mayDo ? [] : [Refusal(.protectedFile, .system)]
    }

    /// Files that are no records: attachments belong to the customer in whose folder they lie, all else to the administrators.
    private func refusals(
        ofFile change: RightsChange, _ member: Record, _ rights: [Right], _ ground: RightsGround
    ) -> [Refusal] {
        let first = change.path.names.first.map(String.init) ?? ""
        if first == "schemas" { return system("schema", change, rights) }
        guard let holder = ground.holder(of: change.path, nil), holder.parentFolder == nil else {
            return system("settings", change, rights)
        }
        let question = Question(policy: self, member: member, rights: rights, ground: ground)
        return question.attach(to: holder)
    }

    // MARK: What gives rights

    /// The fields of a member that decide what somebody may do, and who counts as that member.
    private static let authorityFields: Set<String> = ["id", "role", "roles", "manager", "team", "emails", "active"]

    /// Members, their roles, and the addresses they are known by are the administrators' (R162). nil when nothing of that changes.
    private func authority(_ change: RightsChange, _ member: Record, _ rights: [Right]) -> Refusal? {
        if rights.contains(where: \.changesRoles) { return nil }
        guard let before = change.before, let after = change.after else {
            return Refusal(.promotion, .members)
        }
        let leaf = changedLeaves(before, after).first { Self.authorityFields.contains($0.names.first ?? "") }
        return leaf.map {
            Refusal(.promotion, before.id == member.id ? .promotesSelf($0) : .authority($0, before.title))
        }
    }
}
