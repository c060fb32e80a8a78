import LosslessYAML
import Records

/// Two valid sides may have an invalid sum: that is a conflict which names the rule.
struct SchemaSum {
    let schema: RecordSchema
    let texts: Versions<MergeText>

    /// What to write instead.
    struct Retry {
        let decision: Decision
        let conflicts: [MergeConflict]
        /// Nothing more can be done.
        let isFinal: Bool
    }

    /// Where the merged record does not fit its schema although both sides do; nil when it does, or when they are to blame.
    func broken(_ merged: MergeText) -> SchemaBreak? {
        let breaks = schema.breaks(of: merged.text).filter { !isOpenConflict($0, merged) }
        if breaks.isEmpty { return nil }
        let known = Set(
            [texts.ours, texts.theirs].compactMap { $0 }.flatMap { schema.breaks(of: $0.text) }.map { Known($0) })
        return breaks.first { !known.contains(Known($0)) }
    }

    /// A break apart from the indices in its path, which move.
    private struct Known: Hashable {
        let keys: [String]
        let location: String

        init(_ schemaBreak: SchemaBreak) {
            keys = schemaBreak.path.filter { Int($0) == nil }
            location = schemaBreak.location
        }
    }

    /// A `$conflict` fits no schema, which is what it is for.
    private func isOpenConflict(_ schemaBreak: SchemaBreak, _ merged: MergeText) -> Bool {
        guard var here = merged.tree.root.map({ Ref(text: merged, node: $0) }) else { return false }
        if holdsConflict(here, depth: 0) == false { return false }
        for step in schemaBreak.path {
            if ConflictBlock(reading: here) != nil { return true }
            let next: Ref?
            if here.isList, let index = Int(step) {
                next = here.tree.children(here.node).enumerated().first { $0.offset == index }.map {
                    here.child($0.element)
                }
            } else {
                next = here.value(step)
            }
            guard let next else { return true }
            here = next
        }
        return holdsConflict(here, depth: 0)
    }

    private func holdsConflict(_ ref: Ref, depth: Int) -> Bool {
        guard depth < 70 else { return false }
        if ConflictBlock(reading: ref) != nil { return true }
        switch ref.kind {
        case .mapping:
            return ref.tree.entries(ref.node).contains { holdsConflict(ref.child($0.value), depth: depth + 1) }
        case .sequence: return ref.tree.children(ref.node).contains { holdsConflict(ref.child($0), depth: depth + 1) }
        case .scalar, .alias: return false
        }
    }

    /// The decision with a conflict where the sum breaks the rule: in the field it names, if both sides differ there, else in all fields in
    /// which they differ. nil when they differ in nothing.
    func settled(_ decision: Decision, _ broken: SchemaBreak, _ options: MergeOptions) -> Retry? {
        guard case .map(let entries) = decision.plan else { return nil }
        func differs(_ entry: DecidedEntry) -> Bool {
            let field = schema.fields.first { sameBytes($0.key, entry.key) }
            return !sameMeaning(entry.decision.versions.ours, entry.decision.versions.theirs, field)
        }
        let differing = entries.filter(differs).map(\.key)
        let named = differing.filter { key in broken.path.first.map { sameBytes($0, key) } ?? false }
        let keys = named.isEmpty ? differing : named
        guard !keys.isEmpty else { return nil }
        var conflicts: [MergeConflict] = []
        let decided = entries.map { entry -> DecidedEntry in
            guard keys.contains(where: { sameBytes($0, entry.key) }) else { return entry }
            let field = schema.fields.first { sameBytes($0.key, entry.key) }
            let versions = entry.decision.versions
            let path = FieldPath([.key(entry.key)])
            var kept: MergeSide?
            if case .keep(let side) = options.conflicts { kept = side }
            if let side = options.settled(path) {
                kept = side
            } else {
                let values = versions.map { typedValue($0.tree, $0.node, field) }
                conflicts.append(
                    MergeConflict(
                        path: path, reason: .schema(keyword: broken.keyword, location: broken.location),
                        base: values.base, ours: values.ours, theirs: values.theirs, members: [], kept: kept))
            }
            let plan: Plan
            if let kept {
                plan = versions[kept] == nil ? .remove : .take(kept, overrules: true)
            } else {
                plan = .block(
                    ConflictBlock(
                        base: Decider.unnested(versions.base), ours: versions.ours, theirs: versions.theirs,
                        field: field))
            }
            return DecidedEntry(key: entry.key, decision: Decision(versions: versions, plan: plan))
        }
        return Retry(
            decision: Decision(versions: decision.versions, plan: .map(decided)), conflicts: conflicts,
            isFinal: named.isEmpty)
    }
}
