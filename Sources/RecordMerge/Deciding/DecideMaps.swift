import LosslessYAML
import Records

extension Decider {
    /// A map, by its keys.
    mutating func mapPlan(_ versions: Versions<Ref>, _ field: Field?, _ path: FieldPath) -> Plan {
        guard let ours = versions.ours, let theirs = versions.theirs else { return .remove }
        let base = versions.base.flatMap { $0.isMap ? $0 : nil }
        let fields = field?.fields ?? []
        let entries = Self.entries(base: base, ours: ours, theirs: theirs)
        let groups = decideGroups(entries, base, fields, path)
        var decided: [DecidedEntry] = []
        decided.reserveCapacity(entries.count)
        for entry in entries {
            let inner = fields.isEmpty ? nil : fields.first { sameBytes($0.key, entry.key) }
            let place = path.appending(.key(entry.key))
            let plan: Decision
            if let group = inner?.group, let decision = groups[group] {
                plan = Decision(versions: entry.versions, plan: decision.plan(entry.versions, inner, self))
            } else {
                plan = decide(entry.versions, inner, place)
            }
            decided.append(DecidedEntry(key: entry.key, decision: plan))
        }
        return .map(decided)
    }

    /// The three versions under one key.
    struct KeyedVersions {
        let key: String
        var versions: Versions<Ref>
    }

    /// Our keys in our order; keys only they have after the key that stands before them there. What both took out is not among them.
    private static func entries(base: Ref?, ours: Ref, theirs: Ref) -> [KeyedVersions] {
        let theirEntries = Array(theirs.tree.entries(theirs.node))
        let ourKeys = KeyFinder(ours)
        // What only they have, by our entry that it follows; -1: at the top.
        var following: [Int: [KeyedVersions]] = [:]
        var theirsOf: [Int: YAMLNodeID] = [:]
        var previous = -1
        let baseKeys = base.map { KeyFinder($0) }
        func baseRef(_ ref: Ref, _ key: YAMLNodeID) -> Ref? {
            guard let base, let node = baseKeys?.find(ref, key) else { return nil }
            return base.child(node)
        }
        for entry in theirEntries {
            if let index = ourKeys.index(theirs, entry.key) {
                theirsOf[index] = entry.value
                previous = index
            } else {
                let versions = Versions(
                    base: baseRef(theirs, entry.key), ours: nil, theirs: theirs.child(entry.value))
                following[previous, default: []].append(
                    KeyedVersions(key: theirs.tree.text(entry.key), versions: versions))
            }
        }
        var found = following[-1] ?? []
        var index = 0
        for entry in ours.tree.entries(ours.node) {
            let versions = Versions(
                base: baseRef(ours, entry.key), ours: ours.child(entry.value),
                theirs: theirsOf[index].map { theirs.child($0) })
            found.append(KeyedVersions(key: ours.tree.text(entry.key), versions: versions))
            if let more = following[index] { found += more }
            index += 1
        }
        return found
    }

    // MARK: Fields with one meaning

    /// What is decided for all fields of a group at once.
    enum GroupDecision {
        case side(MergeSide)
        case conflict(kept: MergeSide?)

        func plan(_ versions: Versions<Ref>, _ field: Field?, _ decider: Decider) -> Plan {
            if sameMeaning(versions.ours, versions.theirs, field) { return versions.ours == nil ? .remove : .same }
            switch self {
            case .side(let side), .conflict(kept: let side?):
                return versions[side] == nil ? .remove : .take(side, overrules: true)
            case .conflict(kept: nil):
                return decider.resolved(versions, field, nil)
            }
        }
    }

    /// Groups that both sides changed, and differently: amount and currency, stage and closing date. Merging their fields one by
    /// one would make a combination that nobody meant. Groups that one side changed are left to the fields.
    private mutating func decideGroups(
        _ entries: [KeyedVersions], _ base: Ref?, _ fields: [Field], _ path: FieldPath
    ) -> [String: GroupDecision] {
        var names: [String] = []
        for case let group? in fields.map(\.group) where !names.contains(group) { names.append(group) }
        var decided: [String: GroupDecision] = [:]
        for name in names {
            let members = entries.compactMap { entry in
                fields.first { $0.group == name && sameBytes($0.key, entry.key) }.map { (field: $0, entry: entry) }
            }
            func differ(_ one: KeyPath<Versions<Ref>, Ref?>, _ two: KeyPath<Versions<Ref>, Ref?>) -> Bool {
                members.contains {
                    !sameMeaning($0.entry.versions[keyPath: one], $0.entry.versions[keyPath: two], $0.field)
                }
            }
            // What both took out, both changed.
            let isCut = fields.contains { field in
                field.group == name && base?.value(field.key) != nil
                    && !entries.contains { sameBytes($0.key, field.key) }
            }
            guard isCut || differ(\.base, \.ours) && differ(\.base, \.theirs), differ(\.ours, \.theirs) else {
                continue
            }
            let places = members.map { path.appending(.key($0.entry.key)) }
            let chosen = Set(
                places.compactMap { settled($0) } + [settled(path.appending(.key(name)))].compactMap { $0 })
            if chosen.count == 1, let side = chosen.first {
                decided[name] = .side(side)
                continue
            }
            var kept: MergeSide?
            if case .keep(let side) = options.conflicts { kept = side }
            decided[name] = .conflict(kept: kept)
            let differing = members.filter { !sameMeaning($0.entry.versions.ours, $0.entry.versions.theirs, $0.field) }
            noteGroup(name, differing, path, kept)
        }
        return decided
    }

    private mutating func noteGroup(
        _ name: String, _ members: [(field: Field, entry: KeyedVersions)], _ path: FieldPath, _ kept: MergeSide?
    ) {
        let noted = members.map { member in
            let values = member.entry.versions.map { ref in typedValue(ref.tree, ref.node, member.field) }
            return MergeConflict.Member(
                path: path.appending(.key(member.entry.key)), base: values.base, ours: values.ours,
                theirs: values.theirs)
        }
        guard let first = noted.first else { return }
        func map(_ value: (MergeConflict.Member) -> RecordValue?) -> RecordValue {
            .map(
                zip(members, noted).compactMap { member, noted in
                    value(noted).map { .init(member.entry.key, $0) }
                })
        }
        note(
            MergeConflict(
                path: first.path, reason: .group(name), base: map(\.base), ours: map(\.ours), theirs: map(\.theirs),
                members: noted, kept: kept))
    }
}

/// Text compared by its bytes; Swift's own takes `é` and `é` for the same.
func sameBytes(_ one: String, _ two: String) -> Bool {
    one.utf8.count == two.utf8.count && one.utf8.elementsEqual(two.utf8)
}
