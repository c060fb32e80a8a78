import LosslessYAML
import Records

extension Decider {
    /// The items of a list; none for an absent or empty value; nil for anything else.
    private func items(_ ref: Ref?) -> [Ref]? {
        guard let ref, !ref.isNull else { return [] }
        guard ref.isList else { return nil }
        return ref.tree.children(ref.node).map { ref.child($0) }
    }

    // MARK: Sets

    /// (base ∪ added) − removed, in our order, their additions behind. Never a conflict among scalars.
    func setPlan(_ versions: Versions<Ref>, _ field: Field) -> Plan? {
        guard versions.ours?.isList == true || versions.theirs?.isList == true, let base = items(versions.base),
            let ours = items(versions.ours), let theirs = items(versions.theirs),
            (base + ours + theirs).allSatisfy({ $0.kind == .scalar })
        else { return nil }
        func contains(_ list: [Ref], _ item: Ref) -> Bool { list.contains { sameMeaning($0, item, field) } }
        var decided: [Decision] = []
        var kept: [Ref] = []
        for item in ours where !contains(kept, item) {
            kept.append(item)
            let theirItem = theirs.first { sameMeaning($0, item, field) }
            let baseItem = base.first { sameMeaning($0, item, field) }
            let isRemoved = baseItem != nil && theirItem == nil
            decided.append(
                Decision(
                    versions: Versions(base: baseItem, ours: item, theirs: theirItem),
                    plan: isRemoved ? .remove : .take(.ours, overrules: false)))
        }
        for item in theirs where !contains(kept, item) {
            kept.append(item)
            let baseItem = base.first { sameMeaning($0, item, field) }
            decided.append(
                Decision(
                    versions: Versions(base: baseItem, ours: nil, theirs: item),
                    plan: baseItem != nil ? .remove : .take(.theirs, overrules: false)))
        }
        if !decided.contains(where: { !$0.plan.isRemoval }) {
            // Nothing is left, which the side without a list says already.
            if let ours = versions.ours, !ours.isList { return .take(.ours, overrules: true) }
            if let theirs = versions.theirs, !theirs.isList { return .take(.theirs, overrules: true) }
            if versions.ours == nil || versions.theirs == nil { return .remove }
        }
        return .list(decided)
    }

    // MARK: Lists that one side changed

    /// The list of one side taken item by item, so that the comments of the other stay at their items; nil where that is not needed or
    /// the items do not stand side by side.
    mutating func itemwise(_ versions: Versions<Ref>, _ field: Field?, _ side: MergeSide, _ path: FieldPath) -> Plan? {
        guard let ours = versions.ours, let theirs = versions.theirs, ours.isList, theirs.isList,
            ours.hasComments || theirs.hasComments, let ourItems = items(ours), let theirItems = items(theirs),
            let baseItems = items(versions.base)
        else { return nil }
        if let field, !field.itemKeys.isEmpty, let ourKeys = Self.keyed(ourItems, field.itemKeys, field)?.order,
            let theirKeys = Self.keyed(theirItems, field.itemKeys, field)?.order,
            Self.keyed(baseItems, field.itemKeys, field) != nil
        {
            let common = Set(ourKeys).intersection(theirKeys)
            if ourKeys.filter(common.contains) == theirKeys.filter(common.contains) {
                return keyedPlan(versions, field, path, keys: field.itemKeys, isLog: false)
            }
        }
        guard baseItems.count == ourItems.count, baseItems.count == theirItems.count else { return nil }
        return .list(
            baseItems.indices.map { index in
                let three = Versions(base: baseItems[index], ours: ourItems[index], theirs: theirItems[index])
                let isSame = sameMeaning(three.ours, three.theirs, field)
                return Decision(versions: three, plan: isSame ? .same : .take(side, overrules: false))
            })
    }

    // MARK: Keyed lists and logs

    /// Items merge as maps under their key; our order, their new items after the one that stands before them there. Items of a log are
    /// ordered by time.
    mutating func keyedPlan(
        _ versions: Versions<Ref>, _ field: Field, _ path: FieldPath, keys: [String], isLog: Bool
    ) -> Plan? {
        guard versions.ours?.isList == true, versions.theirs?.isList == true, let baseItems = items(versions.base),
            let ourItems = items(versions.ours), let theirItems = items(versions.theirs)
        else { return nil }
        guard let base = Self.keyed(baseItems, keys, field), let ours = Self.keyed(ourItems, keys, field),
            let theirs = Self.keyed(theirItems, keys, field)
        else { return conflict(versions, field, path, .listKeys) }
        let item = field.item
        var three = Self.order(ours.order, theirs.order).map { key in
            ItemVersions(
                key: key,
                versions: Versions(base: base.items[key], ours: ours.items[key], theirs: theirs.items[key]))
        }
        if isLog {
            guard three.allSatisfy({ $0.time != nil }) else { return conflict(versions, field, path, .listKeys) }
            three.sort { $0.isEarlier(than: $1) }
        }
        return .list(
            three.map { decide($0.versions, item, path.appending(.item($0.key.values))) })
    }

    /// The items by their keys; nil when one has none or two have the same.
    private static func keyed(
        _ items: [Ref], _ keys: [String], _ field: Field
    ) -> (items: [ItemKey: Ref], order: [ItemKey])? {
        var found: [ItemKey: Ref] = [:]
        var order: [ItemKey] = []
        for item in items {
            guard let key = ItemKey(item, keys), found[key] == nil else { return nil }
            found[key] = item
            order.append(key)
        }
        return (found, order)
    }

    private static func order(_ ours: [ItemKey], _ theirs: [ItemKey]) -> [ItemKey] {
        let known = Set(ours)
        var following: [ItemKey?: [ItemKey]] = [:]
        var previous: ItemKey?
        for key in theirs {
            if known.contains(key) { previous = key } else { following[previous, default: []].append(key) }
        }
        return (following[nil] ?? []) + ours.flatMap { [$0] + (following[$0] ?? []) }
    }
}

/// What tells the items of a keyed list apart, compared by bytes.
struct ItemKey: Hashable {
    let values: [String]

    /// nil when the item is no map or lacks a key field. An open conflict has the key of the item it is about.
    init?(_ item: Ref, _ keys: [String]) {
        if let block = ConflictBlock(reading: item) {
            let inner = [block.base, block.ours, block.theirs].lazy.compactMap { $0 }.compactMap { ItemKey($0, keys) }
            guard let key = inner.first else { return nil }
            self = key
            return
        }
        guard item.isMap else { return nil }
        var values: [String] = []
        for key in keys {
            guard let value = Self.text(item, key), !value.utf8.isEmpty else { return nil }
            values.append(value)
        }
        self.values = values
    }

    static func text(_ item: Ref?, _ key: String) -> String? {
        guard let item else { return nil }
        if let block = ConflictBlock(reading: item) { return text(block.ours ?? block.theirs ?? block.base, key) }
        guard let value = item.value(key)?.target, value.kind == .scalar, !value.isNull else { return nil }
        return value.tree.text(value.node)
    }

    static func == (one: Self, two: Self) -> Bool {
        one.values.count == two.values.count && zip(one.values, two.values).allSatisfy { sameBytes($0, $1) }
    }

    func hash(into hasher: inout Hasher) {
        for value in values {
            for byte in value.utf8 { hasher.combine(byte) }
            hasher.combine(0xFF as UInt8)
        }
    }
}

/// An item of a keyed list in the three versions.
private struct ItemVersions {
    let key: ItemKey
    let versions: Versions<Ref>

    /// When an entry of a log was made; nil when a side does not say. Where the sides disagree the earlier one counts, so that the
    /// order is the same whichever is called ours.
    var time: String? {
        let sides = [versions.ours, versions.theirs].compactMap { $0 }
        let times = sides.compactMap { ItemKey.text($0, "at") }
        guard times.count == sides.count else { return nil }
        return times.min { one, two in
            if let first = ExactInstant(one), let second = ExactInstant(two), first != second { return first < second }
            return one.utf8.lexicographicallyPrecedes(two.utf8)
        }
    }

    func isEarlier(than other: ItemVersions) -> Bool {
        let (mine, its) = (time ?? "", other.time ?? "")
        if let first = ExactInstant(mine), let second = ExactInstant(its), first != second { return first < second }
        let (one, two) = ([mine] + key.values, [its] + other.key.values)
        return one.lexicographicallyPrecedes(two) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension Plan {
    var isRemoval: Bool { if case .remove = self { true } else { false } }
}
