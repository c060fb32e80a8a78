import LosslessYAML
import Records

/// Decides, node by node, what three versions of a record come to. Writes nothing.
struct Decider {
    let options: MergeOptions
    /// What did not go together, in the order in which it was met.
    private(set) var conflicts: [MergeConflict] = []
    /// Whether one of the conflicts waits for a person.
    private(set) var waits = false

    init(_ options: MergeOptions) { self.options = options }

    /// What becomes of one value.
    mutating func decide(_ versions: Versions<Ref>, _ field: Field?, _ path: FieldPath) -> Decision {
        Decision(versions: versions, plan: plan(versions, field, path))
    }

    private mutating func plan(_ versions: Versions<Ref>, _ field: Field?, _ path: FieldPath) -> Plan {
        let (base, ours, theirs) = (versions.base, versions.ours, versions.theirs)
        if let ours, let theirs, ours.isMap, theirs.isMap {
            if let open = openPlan(versions, field, path) { return open }
            // Also where one side changed only comments or the writing: it has its say in the entries.
            if let base, !base.isMap, !base.isNull { return scalarPlan(versions, field, path) }
            return mapPlan(versions, field, path)
        }
        if case .counter? = field?.mergeRule, let sum = counterPlan(versions, path) { return sum }
        if sameMeaning(ours, theirs, field) {
            return ours == nil ? .remove : itemwise(versions, field, .ours, path) ?? .same
        }
        if let open = openPlan(versions, field, path) { return open }
        if let alias = aliasPlan(versions, field, path) { return alias }
        if sameMeaning(base, ours, field) { return itemwise(versions, field, .theirs, path) ?? take(.theirs, versions) }
        if sameMeaning(base, theirs, field) { return itemwise(versions, field, .ours, path) ?? take(.ours, versions) }
        if let merged = rulePlan(versions, field, path) { return merged }
        return conflict(versions, field, path, reason(versions))
    }

    private mutating func scalarPlan(_ versions: Versions<Ref>, _ field: Field?, _ path: FieldPath) -> Plan {
        if sameMeaning(versions.ours, versions.theirs, field) { return .same }
        return conflict(versions, field, path, .bothChanged)
    }

    /// One side's value, where the other side has nothing against it.
    private func take(_ side: MergeSide, _ versions: Versions<Ref>) -> Plan {
        versions[side] == nil ? .remove : .take(side, overrules: false)
    }

    private func reason(_ versions: Versions<Ref>) -> MergeConflict.Reason {
        if versions.ours == nil || versions.theirs == nil { return .deletedAgainstChanged }
        let aliases = [versions.base, versions.ours, versions.theirs].filter { $0?.kind == .alias }.count
        return aliases > 0 ? .alias : .bothChanged
    }

    // MARK: Aliases

    /// Aliases on both sides stay aliases, whatever became of what they stand for. nil where one side has none.
    private mutating func aliasPlan(_ versions: Versions<Ref>, _ field: Field?, _ path: FieldPath) -> Plan? {
        guard let ours = versions.ours, let theirs = versions.theirs, ours.kind == .alias, theirs.kind == .alias else {
            return nil
        }
        func name(_ ref: Ref?) -> String? { ref.flatMap { $0.kind == .alias ? $0.tree.text($0.node) : nil } }
        if name(ours) == name(theirs) { return .same }
        if name(versions.base) == name(ours) { return .take(.theirs, overrules: false) }
        if name(versions.base) == name(theirs) { return .take(.ours, overrules: false) }
        return conflict(versions, field, path, .alias)
    }

    // MARK: Conflicts

    /// What a conflict becomes by the options and by what a person settled.
    mutating func conflict(
        _ versions: Versions<Ref>, _ field: Field?, _ path: FieldPath, _ reason: MergeConflict.Reason
    ) -> Plan {
        if let side = settled(path) { return versions[side] == nil ? .remove : .take(side, overrules: true) }
        var kept: MergeSide?
        if case .keep(let side) = options.conflicts {
            kept = versions[side] == nil ? side.other : side
        }
        var three = versions
        three.base = Self.unnested(versions.base)
        let values = three.map { ref in typedValue(ref.tree, ref.node, field) }
        note(
            MergeConflict(
                path: path, reason: reason, base: values.base, ours: values.ours, theirs: values.theirs, members: [],
                kept: kept))
        return resolved(versions, field, kept)
    }

    /// A value of the base; of an open conflict, which does not go into another, what that began with.
    static func unnested(_ base: Ref?) -> Ref? {
        if let block = ConflictBlock(reading: base) { block.base } else { base }
    }

    /// What stands in the text for a conflict.
    func resolved(_ versions: Versions<Ref>, _ field: Field?, _ kept: MergeSide?) -> Plan {
        guard let kept else {
            return .block(
                ConflictBlock(
                    base: Self.unnested(versions.base), ours: versions.ours, theirs: versions.theirs, field: field))
        }
        return versions[kept] == nil ? .remove : .take(kept, overrules: true)
    }

    mutating func note(_ conflict: MergeConflict) {
        conflicts.append(conflict)
        if options.asks(conflict.path) || conflict.members.contains(where: { options.asks($0.path) }) { waits = true }
    }

    /// The side a person chose for a field, or for something around it.
    func settled(_ path: FieldPath) -> MergeSide? {
        for count in stride(from: path.steps.count, through: 0, by: -1) {
            if let side = options.settled(FieldPath(Array(path.steps.prefix(count)))) { return side }
        }
        return nil
    }

    // MARK: Conflicts that are open already

    /// A version that holds `$conflict` stays open until somebody puts a value there; a conflict never goes into a conflict. nil when
    /// neither side holds one.
    private mutating func openPlan(_ versions: Versions<Ref>, _ field: Field?, _ path: FieldPath) -> Plan? {
        let (ours, theirs) = (ConflictBlock(reading: versions.ours), ConflictBlock(reading: versions.theirs))
        guard var block = ours ?? theirs else { return nil }
        if sameMeaning(versions.ours, versions.theirs, nil) { return .same }
        if sameMeaning(versions.base, versions.ours, nil) { return take(.theirs, versions) }
        if sameMeaning(versions.base, versions.theirs, nil) { return take(.ours, versions) }
        if let side = settled(path) { return versions[side] == nil ? .remove : .take(side, overrules: true) }
        let more: [Ref?]
        if ours != nil, let theirs {
            more = [theirs.ours, theirs.theirs, theirs.base] + theirs.also
        } else {
            more = [ours == nil ? versions.ours : versions.theirs]
        }
        block.field = field
        var known = [block.base, block.ours, block.theirs].compactMap { $0 } + block.also
        for case let value? in more where !known.contains(where: { sameMeaning($0, value, field) }) {
            block.also.append(value)
            known.append(value)
        }
        let kept: MergeSide? = ours == nil ? .theirs : .ours
        let values = versions.map { ref in typedValue(ref.tree, ref.node, field) }
        note(
            MergeConflict(
                path: path, reason: .open, base: values.base, ours: values.ours, theirs: values.theirs, members: [],
                kept: nil))
        if case .keep(let side) = options.conflicts {
            return versions[side].map { _ in .take(side, overrules: true) } ?? .take(side.other, overrules: true)
        }
        if block.also.isEmpty, let kept { return .take(kept, overrules: true) }
        return .block(block)
    }
}
