package import Records

/// The fields in which two versions of a record differ, in the order of the schema, unknown ones last. Maps are compared by
/// their keys, lists of maps by what tells their items apart (`x-crm.merge.keyed`); any other list is one value.
///
/// - Parameters:
///   - before: nil for a record that begins; then every field of `after` is a change from nothing.
///   - after: nil for a record that ends.
package func fieldDifferences(from before: Record?, to after: Record?) -> [FieldDifference] {
    guard let kind = (after ?? before)?.kind else { return [] }
    var difference = RecordComparison()
    difference.compareMaps(members(before?.value), members(after?.value), Place(fields: kind.fields))
    let order = kind.fields.map(\.key)
    func rank(_ change: FieldDifference) -> Int { order.firstIndex(of: change.key) ?? order.count }
    return difference.changes.enumerated().sorted {
        (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
}

private func members(_ value: RecordValue?) -> [RecordValue.Member] {
    if case .map(let members)? = value { return members }
    return []
}

/// Where in the record the comparison is.
private struct Place {
    var steps: [FieldDifference.Step] = []
    var label = Text("")
    /// The members that a map here may have.
    let fields: [Field]

    func entering(_ key: String) -> Place {
        let field = fields.first { $0.key == key }
        let name = field?.name ?? Text(key)
        let space = steps.isEmpty ? Text("") : Text(en: " ", zh: "")
        return Place(steps: steps + [.key(key)], label: label + space + name, fields: field?.fields ?? [])
    }

    func item(_ name: String) -> Place {
        Place(steps: steps + [.item(name)], label: label + Text("[\(name)]"), fields: fields)
    }
}

private struct RecordComparison {
    private(set) var changes: [FieldDifference] = []

    mutating func compareMaps(_ old: [RecordValue.Member], _ new: [RecordValue.Member], _ place: Place) {
        let before = Dictionary(old.map { (ByteKey($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        let newKeys = Set(new.map { ByteKey($0.key) })
        for member in new { compare(before[ByteKey(member.key)], member.value, member.key, place) }
        for member in old where !newKeys.contains(ByteKey(member.key)) {
            compare(member.value, nil, member.key, place)
        }
    }

    private mutating func compare(_ old: RecordValue?, _ new: RecordValue?, _ key: String, _ parent: Place) {
        if sameValue(old, new) { return }
        let field = parent.fields.first { $0.key == key }
        let place = parent.entering(key)
        switch (old, new) {
        case (.map(let old)?, .map(let new)?): compareMaps(old, new, place)
        case (.list(let old)?, .list(let new)?):
            if !compareItems(old, new, field, place) { note(.list(old), .list(new), field, place) }
        default: note(old, new, field, place)
        }
    }

    private mutating func note(_ old: RecordValue?, _ new: RecordValue?, _ field: Field?, _ place: Place) {
        changes.append(FieldDifference(steps: place.steps, field: field, label: place.label, before: old, after: new))
    }

    /// - Returns: false when the items cannot be told apart; then the list is one value.
    private mutating func compareItems(
        _ old: [RecordValue], _ new: [RecordValue], _ field: Field?, _ place: Place
    ) -> Bool {
        guard let field, !field.fields.isEmpty else { return false }
        if let before = Self.names(old, field.itemKeys), let after = Self.names(new, field.itemKeys) {
            let oldByName = Dictionary(zip(before.map { ByteKey($0) }, old), uniquingKeysWith: { first, _ in first })
            let known = Set(after.map { ByteKey($0) })
            for (name, item) in zip(after, new) { compareItem(oldByName[ByteKey(name)], item, name, field, place) }
            for (name, item) in zip(before, old) where !known.contains(ByteKey(name)) {
                compareItem(item, nil, name, field, place)
            }
            return true
        }
        guard field.itemKeys.isEmpty, old.count == new.count else { return false }
        for (index, pair) in zip(old, new).enumerated() {
            compareItem(pair.0, pair.1, String(index + 1), field, place)
        }
        return true
    }

    private mutating func compareItem(
        _ old: RecordValue?, _ new: RecordValue?, _ name: String, _ field: Field, _ list: Place
    ) {
        if sameValue(old, new) { return }
        let place = list.item(name)
        if case .map(let old)? = old, case .map(let new)? = new {
            compareMaps(old, new, place)
        } else {
            note(old, new, field, place)
        }
    }

    /// What tells each item apart; nil when one lacks it, or two have the same.
    private static func names(_ items: [RecordValue], _ keys: [String]) -> [String]? {
        guard !keys.isEmpty else { return nil }
        var names: [String] = []
        for item in items {
            let parts = keys.compactMap { item[$0]?.string }
            guard parts.count == keys.count else { return nil }
            names.append(parts.joined(separator: " · "))
        }
        return Set(names.map { ByteKey($0) }).count == names.count ? names : nil
    }
}
