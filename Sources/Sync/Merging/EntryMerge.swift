import Records

/// Merges three block mappings entry by entry.
struct EntryMerge {
    let fields: [Field]
    /// Key path of the mapping, ended by `/`; empty at the top.
    let prefix: String
    let choices: MergeChoices
    /// Conflicts that a person has to settle first.
    private(set) var conflicts: [FieldConflict] = []
    /// Conflicts in which the team's value stays and ours is put aside.
    private(set) var noted: [NotedConflict] = []
    /// What the merged lines must read as.
    private(set) var expected: [(key: String, value: RecordValue)] = []

    init(fields: [Field], prefix: String, choices: MergeChoices) {
        self.fields = fields
        self.prefix = prefix
        self.choices = choices
    }

    init(fields: [Field], prefix: String, settled: @escaping (String) -> Settlement.Side?) {
        self.init(fields: fields, prefix: prefix, choices: MergeChoices(settled: settled))
    }

    typealias Lines = [ArraySlice<UInt8>]

    /// The three versions of one entry.
    private struct Versions {
        let key: String
        let base: EntryText.Entry?
        let ours: EntryText.Entry?
        let theirs: EntryText.Entry?
    }

    /// Which core lines and which value an entry has in the result; nil: it is gone.
    private struct Outcome {
        let core: Lines
        let value: RecordValue
    }

    /// The merged lines; meaningless when there are conflicts.
    mutating func merge(base: EntryText, ours: EntryText, theirs: EntryText) -> Lines {
        var lines = Self.mergeLines(base.header, ours.header, theirs.header)
        let settledGroups = groupsToTake(base, ours, theirs)
        let groups = Dictionary(fields.map { ($0.key, $0.group) }, uniquingKeysWith: { first, _ in first })
        for key in Self.order(ours, theirs) {
            let versions = Versions(
                key: key, base: base.entry(key), ours: ours.entry(key), theirs: theirs.entry(key))
            let side = (groups[key] ?? nil).flatMap { settledGroups[$0] }
            guard let outcome = outcome(versions, groupSide: side) else { continue }
            lines += Self.mergeLines(versions.base?.lead, versions.ours?.lead, versions.theirs?.lead)
            lines += outcome.core
            lines += Self.mergeLines(versions.base?.tail, versions.ours?.tail, versions.theirs?.tail)
            expected.append((key, outcome.value))
        }
        return lines
    }

    private mutating func outcome(_ entry: Versions, groupSide: GroupSide?) -> Outcome? {
        func take(_ side: EntryText.Entry?) -> Outcome? { side.map { Outcome(core: $0.core, value: $0.value) } }
        switch groupSide {
        case .side(let side): return take(side == .ours ? entry.ours : entry.theirs)
        case .conflict(let group):
            return sameValue(entry.ours?.value, entry.theirs?.value)
                ? take(entry.ours) : take(conflictSide(entry, group: group) == .ours ? entry.ours : entry.theirs)
        case nil: break
        }
        let (base, ours, theirs) = (entry.base, entry.ours, entry.theirs)
        if sameValue(ours?.value, theirs?.value) {
            // Alike; where only the other side wrote it differently, in its way.
            return take(ours?.core == base?.core ? theirs : ours)
        }
        if sameValue(base?.value, ours?.value) { return take(theirs) }
        if sameValue(base?.value, theirs?.value) { return take(ours) }
        if let merged = mergeNested(entry) ?? mergeList(entry) { return merged }
        return take(conflictSide(entry, group: nil) == .ours ? ours : theirs)
    }

    /// Which side a field with two new values takes: what a person chose, else the team's value where ours may be put aside,
    /// else any (the whole merge waits then).
    private mutating func conflictSide(_ entry: Versions, group: String?) -> Settlement.Side {
        let key = prefix + entry.key
        if let side = choices.settled(key) { return side }
        if choices.keepsPublished(key) {
            noted.append(
                NotedConflict(
                    key: key, group: group, base: entry.base?.value, published: entry.theirs?.value,
                    local: entry.ours?.value))
            return .theirs
        }
        conflicts.append(
            FieldConflict(
                key: key, base: Self.shown(entry.base), ours: Self.shown(entry.ours), theirs: Self.shown(entry.theirs)))
        return .ours
    }

    /// A map in a map, merged by its own entries; nil when one version is none, or they are indented differently.
    private mutating func mergeNested(_ entry: Versions) -> Outcome? {
        guard let ours = entry.ours, let theirs = entry.theirs, let ourLines = ours.nested,
            let theirLines = theirs.nested, let first = ours.core.first,
            Self.indentation(ourLines) == Self.indentation(theirLines)
        else { return nil }
        let inner = fields.first { $0.key == entry.key }
        let innerFields = inner?.isList == false ? inner?.fields ?? [] : []
        guard let ourText = EntryText(lines: Array(ourLines), fields: innerFields),
            let theirText = EntryText(lines: Array(theirLines), fields: innerFields)
        else { return nil }
        var baseText = EntryText.empty
        if let base = entry.base {
            guard let lines = base.nested, Self.indentation(lines) == Self.indentation(ourLines),
                let text = EntryText(lines: Array(lines), fields: innerFields)
            else { return nil }
            baseText = text
        }
        var merge = EntryMerge(fields: innerFields, prefix: prefix + entry.key + "/", choices: choices)
        let lines = merge.merge(base: baseText, ours: ourText, theirs: theirText)
        // Everything removed from both ends leaves a key without a map, which neither side had.
        guard !merge.expected.isEmpty else { return nil }
        conflicts += merge.conflicts
        noted += merge.noted
        let keyLine = first == theirs.core.first || first != entry.base?.core.first ? first : theirs.core[0]
        return Outcome(core: [keyLine] + lines, value: .map(merge.expected.map { .init($0.key, $0.value) }))
    }

    private static func indentation(_ lines: ArraySlice<ArraySlice<UInt8>>) -> Int? {
        lines.first { line in
            let start = line.drop { $0 == 0x20 }.first
            return start != nil && start != UInt8(ascii: "#")
        }.map { $0.prefix { $0 == 0x20 }.count }
    }

    /// A list whose items the schema tells apart, merged item by item.
    private mutating func mergeList(_ entry: Versions) -> Outcome? {
        guard let field = fields.first(where: { $0.key == entry.key }), let ours = entry.ours, let theirs = entry.theirs
        else { return nil }
        var merge = ListMerge(field: field, prefix: prefix + entry.key + "/", choices: choices)
        guard let (core, value) = merge.merge(base: entry.base, ours: ours, theirs: theirs) else { return nil }
        conflicts += merge.conflicts
        noted += merge.noted
        return Outcome(core: core, value: value)
    }

    /// Our keys in our order; keys only they have after the key that stands before them there.
    private static func order(_ ours: EntryText, _ theirs: EntryText) -> [String] {
        var following: [ByteKey?: [String]] = [:]
        var previous: ByteKey?
        for key in theirs.entries.map(\.key) {
            if ours.entry(key) == nil { following[previous, default: []].append(key) } else { previous = ByteKey(key) }
        }
        var order = following[nil] ?? []
        for key in ours.entries.map(\.key) { order += [key] + (following[ByteKey(key)] ?? []) }
        return order
    }

    /// Comments and blank lines: what one side changed is taken; where both did, both sides' lines stay.
    private static func mergeLines(_ base: Lines?, _ ours: Lines?, _ theirs: Lines?) -> Lines {
        let base = base ?? []
        guard let ours else { return theirs ?? [] }
        guard let theirs else { return ours }
        if ours == theirs || theirs == base { return ours }
        if ours == base { return theirs }
        let known = Set(ours).union(base)
        return ours + theirs.filter { line in !known.contains(line) && line.contains { $0 != 0x20 && $0 != 0x09 } }
    }

    /// The value as it is written, on one line and not too long.
    private static func shown(_ entry: EntryText.Entry?) -> String? {
        entry.map { shownValue($0.value) }
    }
}

// MARK: Fields with one meaning

extension EntryMerge {
    /// What is decided for all fields of a group at once.
    private enum GroupSide {
        case side(Settlement.Side)
        case conflict(String)
    }

    /// Groups that both sides changed, and differently: amount and currency, stage and closing date. Merging their fields one by
    /// one would make a combination that nobody meant. Groups that one side changed are left to the fields.
    private func groupsToTake(_ base: EntryText, _ ours: EntryText, _ theirs: EntryText) -> [String: GroupSide] {
        var members: [String: [String]] = [:]
        for field in fields { if let group = field.group { members[group, default: []].append(field.key) } }
        var sides: [String: GroupSide] = [:]
        for (group, keys) in members {
            func differ(_ one: EntryText, _ two: EntryText) -> Bool {
                keys.contains { !sameValue(one.entry($0)?.value, two.entry($0)?.value) }
            }
            guard differ(base, ours), differ(base, theirs), differ(ours, theirs) else { continue }
            let chosen = Set(keys.compactMap { choices.settled(prefix + $0) })
            sides[group] = chosen.count == 1 ? chosen.first.map { .side($0) } : .conflict(group)
        }
        return sides
    }
}
