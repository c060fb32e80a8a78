import Records

/// Merges three block mappings entry by entry.
struct EntryMerge {
    let fields: [Field]
    /// Key path of the mapping, ended by `/`; empty at the top.
    let prefix: String
    let settled: (String) -> Settlement.Side?
    private(set) var conflicts: [FieldConflict] = []
    /// What the merged lines must read as.
    private(set) var expected: [(key: String, value: RecordValue)] = []

    init(fields: [Field], prefix: String, settled: @escaping (String) -> Settlement.Side?) {
        self.fields = fields
        self.prefix = prefix
        self.settled = settled
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
        case .conflict:
            if !sameValue(entry.ours?.value, entry.theirs?.value) { noteConflict(entry) }
            return take(entry.ours)
        case nil: break
        }
        let (base, ours, theirs) = (entry.base, entry.ours, entry.theirs)
        if sameValue(ours?.value, theirs?.value) {
            // Alike; where only the other side wrote it differently, in its way.
            return take(ours?.core == base?.core ? theirs : ours)
        }
        if sameValue(base?.value, ours?.value) { return take(theirs) }
        if sameValue(base?.value, theirs?.value) { return take(ours) }
        if let merged = mergeNested(entry) { return merged }
        if let side = settled(prefix + entry.key) { return take(side == .ours ? ours : theirs) }
        noteConflict(entry)
        return take(ours)
    }

    private mutating func noteConflict(_ entry: Versions) {
        conflicts.append(
            FieldConflict(
                key: prefix + entry.key, base: Self.shown(entry.base), ours: Self.shown(entry.ours),
                theirs: Self.shown(entry.theirs)))
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
        var merge = EntryMerge(fields: innerFields, prefix: prefix + entry.key + "/", settled: settled)
        let lines = merge.merge(base: baseText, ours: ourText, theirs: theirText)
        conflicts += merge.conflicts
        // Everything removed from both ends leaves a key without a map, which neither side had.
        guard !merge.expected.isEmpty else { return nil }
        let keyLine = first == theirs.core.first || first != entry.base?.core.first ? first : theirs.core[0]
        return Outcome(core: [keyLine] + lines, value: .map(merge.expected.map { .init($0.key, $0.value) }))
    }

    private static func indentation(_ lines: ArraySlice<ArraySlice<UInt8>>) -> Int? {
        lines.first { line in
            let start = line.drop { $0 == 0x20 }.first
            return start != nil && start != UInt8(ascii: "#")
        }.map { $0.prefix { $0 == 0x20 }.count }
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
        entry.map { plainLine($0.value.shown, limit: 200) }
    }
}

// MARK: Fields with one meaning

extension EntryMerge {
    /// What is decided for all fields of a group at once.
    private enum GroupSide {
        case side(Settlement.Side)
        case conflict
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
            let choices = Set(keys.compactMap { settled(prefix + $0) })
            sides[group] = choices.count == 1 ? choices.first.map { .side($0) } : .conflict
        }
        return sides
    }
}

extension RecordValue {
    /// For people: a text as it is, anything else as JSON on one line.
    fileprivate var shown: String {
        string ?? json(indented: false)
    }
}
