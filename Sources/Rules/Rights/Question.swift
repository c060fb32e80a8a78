import Records

/// Whether one member may do one thing with a record.
struct Question {
    let policy: Policy
    let member: Record
    let rights: [Right]
    let ground: RightsGround

    /// Judged by the customer in whose folder the record begins; what lies in none, by its own owner, whose first entry is the
    /// author's word. All fields may be filled: a record is born with its owner and its grade.
    func create(_ record: Record) -> [Refusal] {
        let holder = ground.holder(of: record.path, record)
        var owners = holder.map { self.owners($0, nil) } ?? record.ownHandles
        if owners.isEmpty, holder == nil, let id = member.id { owners = [id] }
        return refusal(.create, record, owners, holder).map { [$0] } ?? []
    }

    /// By the owners that the record had.
    func delete(_ record: Record) -> [Refusal] {
        let holder = ground.holder(of: record.path, record)
        return refusal(.delete, record, owners(record, holder), holder).map { [$0] } ?? []
    }

    func edit(_ before: Record, _ after: Record) -> [Refusal] {
        // What goes along when its customer moves is that move, which is judged with the customer.
        if before.path != after.path, before.hasText(of: after), let old = before.parentFolder,
            let new = after.parentFolder, old != new, let from = ground.before.owner(ofFolder: old),
            let to = ground.after.owner(ofFolder: new), from.id != nil, from.id == to.id, from.path != to.path
        {
            return []
        }
        let holder = ground.holder(of: before.path, before)
        let owners = owners(before, holder)
        if let refusal = refusal(.edit, before, owners, holder) { return [refusal] }
        // Into the folder of another customer: given to its owner.
        if before.parentFolder != after.parentFolder, let new = ground.holder(of: after.path, after),
            let refusal = refusal(.edit, after, self.owners(new, nil), new)
        {
            return [refusal]
        }
        let covering = rights.filter { $0.may.contains(.edit) && applies($0, before.kind.key, owners) }
        return changedLeaves(before, after).filter { leaf in
            isHidden(leaf, before, owners)
                || !covering.contains { right in
                    !leaf.isNamed(in: right.except) && (right.fields.map { leaf.isNamed(in: $0) } ?? true)
                }
        }.map { leaf in
            let isOpenElsewhere = rights.contains {
                $0.may.contains(.edit) && $0.covers(kind: before.kind.key) && !leaf.isNamed(in: $0.except)
                    && ($0.fields.map { leaf.isNamed(in: $0) } ?? true)
            }
            return isOpenElsewhere && !isHidden(leaf, before, owners)
                ? Refusal(.notYours, .scope(.edit, before, holder, leaf))
                : Refusal(.protectedField, .field(leaf, before))
        }
    }

    /// A text that could not be read as a record, before or after: nobody can say what changes, so all of it does.
    func repair(_ record: Record) -> [Refusal] {
        let holder = ground.holder(of: record.path, record)
        let owners = owners(record, holder)
        let isAllowed = rights.contains { right in
            right.may.contains(.edit) && right.fields == nil && right.except.isEmpty
                && applies(right, record.kind.key, owners)
        }
        return isAllowed ? [] : [Refusal(.noRight, .unreadable(record))]
    }

    /// A file in the folder of a customer.
    func attach(to holder: Record) -> [Refusal] {
        let owners = owners(holder, nil)
        let isAllowed = rights.contains { right in
            !right.may.isDisjoint(with: [.create, .edit]) && applies(right, holder.kind.key, owners)
        }
        return isAllowed ? [] : refusal(.edit, holder, owners, nil).map { [$0] } ?? []
    }

    /// What somebody may not see they may not change either: trying values would tell.
    private func isHidden(_ leaf: ChangedLeaf, _ record: Record, _ owners: Set<String>) -> Bool {
        let limiting = rights.filter { $0.may.contains(.view) && applies($0, record.kind.key, owners) }
        return !limiting.isEmpty
            && limiting.allSatisfy { right in
                right.limitsSeeing
                    && (leaf.isNamedForSeeing(in: right.except) || !(right.fields.map { leaf.isNamed(in: $0) } ?? true))
            }
    }

    // MARK: Scope

    private func owners(_ record: Record, _ holder: Record?) -> Set<String> {
        record.ownHandles.union(holder.flatMap { $0.string("owner") }.map { [$0] } ?? [])
    }

    private func applies(_ right: Right, _ kind: String, _ owners: Set<String>) -> Bool {
        guard right.covers(kind: kind) else { return false }
        switch right.scope {
        case .all: return true
        case .own: return member.id.map { owners.contains($0) } ?? false
        case .team: return owners.contains { ground.staff.isColleague($0, of: member) }
        }
    }

    /// nil when some right allows it.
    private func refusal(_ deed: Deed, _ record: Record, _ owners: Set<String>, _ holder: Record?) -> Refusal? {
        let able = rights.filter { $0.may.contains(deed) && $0.covers(kind: record.kind.key) }
        if able.isEmpty { return Refusal(.noRight, .deed(deed, record)) }
        if able.contains(where: { applies($0, record.kind.key, owners) }) { return nil }
        return Refusal(.notYours, .scope(deed, record, holder, nil))
    }
}
