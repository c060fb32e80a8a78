import RecordMerge
import Records

/// The contract once more, in few words, on values alone: no text, no comments, no order of keys. What the engine writes is held against it.
struct ReferenceMerge {
    /// Which side stays in a conflict; nil for `$conflict` maps.
    let kept: MergeSide?
    private(set) var conflicts: [String] = []

    init(kept: MergeSide?) { self.kept = kept }

    typealias Value = RecordValue

    mutating func merge(_ base: Value?, _ ours: Value?, _ theirs: Value?, _ field: Field?, _ path: String) -> Value? {
        if let our = ours?.members, let their = theirs?.members {
            if let base, base.members == nil, base != .null {
                return Self.same(ours, theirs) ? ours : conflict(base, ours, theirs, path)
            }
            return mergeMap(base?.members ?? [:], our, their, field, path)
        }
        if field?.mergeRule == .counter, let our = Self.count(ours), let their = Self.count(theirs),
            let start = base == nil || base == .null ? 0 : Self.count(base), start != our, start != their
        {
            return .integer(our + their - start)
        }
        if Self.same(ours, theirs) { return ours }
        if Self.same(base, ours) { return theirs }
        if Self.same(base, theirs) { return ours }
        if let field, let rule = field.mergeRule, let (value, isDone) = byRule(rule, base, ours, theirs, field, path),
            isDone
        {
            return value
        }
        return conflict(base, ours, theirs, path)
    }

    private mutating func conflict(_ base: Value?, _ ours: Value?, _ theirs: Value?, _ path: String) -> Value? {
        conflicts.append(path)
        return settled(base, ours, theirs, keepsDeleted: false)
    }

    private func settled(_ base: Value?, _ ours: Value?, _ theirs: Value?, keepsDeleted: Bool) -> Value? {
        switch kept {
        case .ours?: return keepsDeleted ? ours : ours ?? theirs
        case .theirs?: return keepsDeleted ? theirs : theirs ?? ours
        case nil:
            let values = [("base", base), ("ours", ours), ("theirs", theirs)].compactMap { label, value in
                value.map { Value.Member(label, $0) }
            }
            return .map([.init("$conflict", .map(values))])
        }
    }

    private mutating func mergeMap(
        _ base: [String: Value], _ ours: [String: Value], _ theirs: [String: Value], _ field: Field?, _ path: String
    ) -> Value {
        var groups: Set<String> = []
        for name in Set((field?.fields ?? []).compactMap(\.group)) {
            let keys = (field?.fields ?? []).filter { $0.group == name }.map(\.key)
            func differ(_ one: [String: Value], _ two: [String: Value]) -> Bool {
                keys.contains { !Self.same(one[$0], two[$0]) }
            }
            if differ(base, ours), differ(base, theirs), differ(ours, theirs) {
                groups.insert(name)
                conflicts.append(path + "/(\(name))")
            }
        }
        var merged: [Value.Member] = []
        for key in Set(ours.keys).union(theirs.keys).sorted() {
            let inner = field?.field(key)
            let value: Value?
            if let group = inner?.group, groups.contains(group) {
                value =
                    Self.same(ours[key], theirs[key])
                    ? ours[key] : settled(base[key], ours[key], theirs[key], keepsDeleted: true)
            } else {
                value = merge(base[key], ours[key], theirs[key], inner, path + "/" + key)
            }
            if let value { merged.append(.init(key, value)) }
        }
        return .map(merged)
    }

    /// nil, or not done: the rule does not apply.
    private mutating func byRule(
        _ rule: MergeRule, _ base: Value?, _ ours: Value?, _ theirs: Value?, _ field: Field, _ path: String
    ) -> (Value?, Bool)? {
        switch rule {
        case .set: return Self.set(base, ours, theirs)
        case .keyed(let keys): return keyed(base, ours, theirs, field, path, keys)
        case .log: return keyed(base, ours, theirs, field, path, ["id"])
        case .max, .min: return Self.extreme(ours, theirs, takesLater: rule == .max)
        case .forward:
            guard let our = ours?.string.flatMap({ field.order.firstIndex(of: $0) }),
                let their = theirs?.string.flatMap({ field.order.firstIndex(of: $0) })
            else { return nil }
            return (our > their ? ours : theirs, true)
        case .text:
            guard case .text(let our)? = ours, case .text(let their)? = theirs else { return nil }
            var start = ""
            if case .text(let text)? = base { start = text } else if base != nil, base != .null { return nil }
            return TextReference.merge(start, our, their).map { (.text($0), true) }
        case .counter: return nil
        }
    }

    private static func set(_ base: Value?, _ ours: Value?, _ theirs: Value?) -> (Value?, Bool)? {
        func items(_ value: Value?) -> [Value]? {
            switch value {
            case nil, .null?: []
            case .list(let items)?: items
            default: nil
            }
        }
        guard let base = items(base), let our = items(ours), let their = items(theirs),
            ours?.isList == true || theirs?.isList == true,
            !(base + our + their).contains(where: { $0.members != nil || $0.isList })
        else { return nil }
        func has(_ list: [Value], _ item: Value) -> Bool { list.contains { same($0, item) } }
        var result: [Value] = []
        for item in our where !(has(base, item) && !has(their, item)) && !has(result, item) { result.append(item) }
        for item in their where !has(base, item) && !has(result, item) { result.append(item) }
        if result.isEmpty, ours?.isList != true { return (ours, true) }
        if result.isEmpty, theirs?.isList != true { return (theirs, true) }
        return (.list(result), true)
    }

    private mutating func keyed(
        _ base: Value?, _ ours: Value?, _ theirs: Value?, _ field: Field, _ path: String, _ keys: [String]
    ) -> (Value?, Bool)? {
        guard case .list(let our)? = ours, case .list(let their)? = theirs else { return nil }
        var start: [Value] = []
        if case .list(let items)? = base { start = items } else if base != nil, base != .null { return nil }
        func byKey(_ list: [Value]) -> [String: Value]? {
            var found: [String: Value] = [:]
            for item in list {
                let parts = keys.map { item.members?[$0]?.string ?? "" }
                guard !parts.contains(""), found.updateValue(item, forKey: parts.joined(separator: ",")) == nil else {
                    return nil
                }
            }
            return found
        }
        guard let baseItems = byKey(start), let ourItems = byKey(our), let theirItems = byKey(their) else { return nil }
        let isLog = field.mergeRule == .log
        if isLog, (our + their).contains(where: { $0.members?["at"]?.string == nil }) { return nil }
        let item = field.item
        var merged: [Value] = []
        for key in Set(ourItems.keys).union(theirItems.keys).sorted() {
            if let value = merge(baseItems[key], ourItems[key], theirItems[key], item, path + "/" + key) {
                merged.append(value)
            }
        }
        return (.list(merged), true)
    }

    private static func extreme(_ ours: Value?, _ theirs: Value?, takesLater: Bool) -> (Value?, Bool)? {
        switch (ours, theirs) {
        case (.number(let our)?, .number(let their)?):
            guard let one = ExactNumber(our), let two = ExactNumber(their) else { return nil }
            return ((one > two) == takesLater ? ours : theirs, true)
        case (.text(let our)?, .text(let their)?):
            if let one = Instant(our), let two = Instant(their) {
                return ((one > two) == takesLater ? ours : theirs, true)
            }
            if let one = CalendarDate(our), let two = CalendarDate(their) {
                return ((one > two) == takesLater ? ours : theirs, true)
            }
            return nil
        default: return nil
        }
    }

    private static func count(_ value: Value?) -> Int? {
        if case .number(let text)? = value { Int(text) } else { nil }
    }

    /// Equal as the contract has it.
    static func same(_ one: Value?, _ two: Value?) -> Bool {
        switch (one, two) {
        case (nil, nil): return true
        case (.number(let a)?, .number(let b)?): return a == b || (ExactNumber(a).map { $0 == ExactNumber(b) } ?? false)
        case (.text(let a)?, .text(let b)?):
            if a.utf8.elementsEqual(b.utf8) { return true }
            guard let first = Instant(a), let second = Instant(b) else { return false }
            return first.secondsSinceEpoch == second.secondsSinceEpoch
        case (.list(let a)?, .list(let b)?): return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
        case (.map?, .map?):
            guard let a = one?.members, let b = two?.members, a.count == b.count else { return false }
            return a.allSatisfy { same($0.value, b[$0.key]) }
        default: return one == two
        }
    }
}

extension RecordValue {
    var members: [String: RecordValue]? {
        guard case .map(let members) = self else { return nil }
        return Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    var isList: Bool { if case .list = self { true } else { false } }

    /// What an open conflict holds has no type from the schema: its scalars are compared as they are written.
    private enum Place { case outside, labels, inside }

    /// With the keys of maps in order, the items of sets and keyed lists too, and ours and theirs of conflicts exchanged on demand.
    func normal(mirrored: Bool) -> RecordValue { normal(mirrored, "", .outside) }

    private func normal(_ mirrored: Bool, _ key: String, _ place: Place) -> RecordValue {
        switch self {
        case .map(let members):
            let isConflict = members.count == 1 && members.first?.key == "$conflict"
            return .map(
                members.map { member in
                    var name = member.key
                    if mirrored, place == .labels, name == "ours" || name == "theirs" {
                        name = name == "ours" ? "theirs" : "ours"
                    }
                    let inner = place == .outside ? (isConflict ? Place.labels : .outside) : .inside
                    let field = place == .labels || isConflict ? key : member.key
                    return .init(name, member.value.normal(mirrored, field, inner))
                }.sorted { $0.key < $1.key })
        case .list(let items):
            let inner = items.map { $0.normal(mirrored, "", place) }
            guard ["tags", "contacts", "events"].contains(key) else { return .list(inner) }
            return .list(inner.sorted { $0.json(indented: false) < $1.json(indented: false) })
        case .number(let text), .text(let text):
            // One of several ways to write a number, or a time.
            let plain = ["1000.0", "1000.00", "1e3"].contains(text) ? "1000" : text
            let same = Instant(plain).map { "instant \($0.secondsSinceEpoch)" } ?? plain
            if case .number = self, place == .outside { return .number(same) }
            return .text(same)
        case .bool(let truth): return place == .outside ? self : .text(truth ? "true" : "false")
        case .null: return self
        }
    }
}

/// A merge of lines done the slow and simple way: which lines of the base are left on each side, and what stands between them.
enum TextReference {
    static func merge(_ base: String, _ ours: String, _ theirs: String) -> String? {
        mergeLines(base, ours, theirs)
    }

    private static func mergeLines(_ base: String, _ ours: String, _ theirs: String) -> String? {
        let lines = base.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let our = changes(lines, ours), let their = changes(lines, theirs) else { return nil }
        for one in our {
            for two in their where one != two {
                if one.start == two.start || (one.start < two.end && two.start < one.end) { return nil }
            }
        }
        var all = our
        for change in their where !our.contains(change) { all.append(change) }
        all.sort { ($0.start, $0.end) < ($1.start, $1.end) }
        var result: [String] = []
        var done = 0
        for change in all {
            result += lines[done..<change.start] + change.new
            done = change.end
        }
        return (result + lines[done...]).joined(separator: "\n")
    }

    private struct Change: Equatable {
        let start: Int
        let end: Int
        let new: [String]
    }

    private static func changes(_ base: [String], _ text: String) -> [Change]? {
        let other = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var low = 0
        while low < base.count, low < other.count, base[low] == other[low] { low += 1 }
        var (high, otherHigh) = (base.count, other.count)
        while high > low, otherHigh > low, base[high - 1] == other[otherHigh - 1] {
            high -= 1
            otherHigh -= 1
        }
        let (old, new) = (Array(base[low..<high]), Array(other[low..<otherHigh]))
        var table = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        for row in old.indices.reversed() {
            for column in new.indices.reversed() {
                table[row][column] =
                    old[row] == new[column]
                    ? table[row + 1][column + 1] + 1 : Swift.max(table[row + 1][column], table[row][column + 1])
            }
        }
        var found: [Change] = []
        var (row, column, fromRow, fromColumn) = (0, 0, 0, 0)
        func close() {
            guard row > fromRow || column > fromColumn else { return }
            found.append(Change(start: low + fromRow, end: low + row, new: Array(new[fromColumn..<column])))
        }
        while row < old.count, column < new.count {
            if old[row] == new[column] {
                close()
                row += 1
                column += 1
                (fromRow, fromColumn) = (row, column)
            } else if table[row + 1][column] >= table[row][column + 1] {
                row += 1
            } else {
                column += 1
            }
        }
        (row, column) = (old.count, new.count)
        close()
        return found
    }
}
