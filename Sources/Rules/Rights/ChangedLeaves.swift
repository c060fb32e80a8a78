import Records

/// A field that differs between two states of a record, down to the members of maps and of the maps in lists.
struct ChangedLeaf {
    /// Keys from the top of the record, without the places in lists: `payments`, `amount`.
    let names: [String]
    /// The schema calls it, or something around it, sensitive.
    let isSensitive: Bool
    let field: Field?

    /// `payments.amount`
    var dotted: String { names.joined(separator: ".") }

    /// Whether a list in a right names this field, or something around it.
    func isNamed(in list: [String]) -> Bool {
        list.contains { name in
            if name == "sensitive" { return isSensitive }
            let wanted = name.split(separator: ".").map(String.init)
            return names.starts(with: wanted)
        }
    }

    /// The same where a right limits what is seen: there only the schema says what is sensitive, and who owns a record may be seen.
    func isNamedForSeeing(in list: [String]) -> Bool {
        isNamed(in: names == ["owner"] && field?.isSensitive != true ? list.filter { $0 != "sensitive" } : list)
    }
}

/// Compared by bytes: Swift's text would take two spellings of é for the same.
func changedLeaves(_ before: Record, _ after: Record) -> [ChangedLeaf] {
    var found: [ChangedLeaf] = []
    Comparison(leaves: { found.append($0) }).maps(before.value, after.value, before.kind.fields, [], false)
    return found
}

private struct Comparison {
    let leaves: (ChangedLeaf) -> Void

    func maps(
        _ old: RecordValue?, _ new: RecordValue?, _ fields: [Field], _ names: [String], _ isSensitive: Bool
    ) {
        func members(_ value: RecordValue?) -> [RecordValue.Member] {
            if case .map(let members)? = value { members } else { [] }
        }
        let before = byKey(members(old))
        let after = byKey(members(new))
        var keys = members(old).map(\.key)
        keys += members(new).map(\.key).filter { before[Array($0.utf8)] == nil }
        for key in keys {
            let one = before[Array(key.utf8)]
            let two = after[Array(key.utf8)]
            if isSame(one, two) { continue }
            let field = fields.first { $0.key == key }
            // Who owns a record decides who may change it, whatever the schema says of the field.
            let sensitive = isSensitive || field?.isSensitive == true || names.isEmpty && key == "owner"
            values(one, two, field, names + [key], sensitive)
        }
    }

    private func values(
        _ old: RecordValue?, _ new: RecordValue?, _ field: Field?, _ names: [String], _ isSensitive: Bool
    ) {
        guard let field, !field.fields.isEmpty else {
            return leaves(ChangedLeaf(names: names, isSensitive: isSensitive, field: field))
        }
        if field.isList {
            lists(old?.items ?? [], new?.items ?? [], field, names, isSensitive)
        } else {
            maps(old, new, field.fields, names, isSensitive)
        }
        if !Self.isShaped(old, field) || !Self.isShaped(new, field) {
            leaves(ChangedLeaf(names: names, isSensitive: isSensitive || Self.holdsSensitive(field), field: field))
        }
    }

    /// Items side by side: by the members that tell them apart, else by their places. What has no counterpart came or went, with
    /// all that is in it.
    private func lists(
        _ old: [RecordValue], _ new: [RecordValue], _ field: Field, _ names: [String], _ isSensitive: Bool
    ) {
        // A list that nobody wrote by hand must not cost its length squared.
        let keys = max(old.count, new.count) > 1000 ? [] : field.itemKeys
        var rest = new[...]
        var paired: [(RecordValue?, RecordValue?)] = []
        for item in old {
            if keys.isEmpty {
                paired.append((item, rest.popFirst()))
            } else {
                let match = rest.firstIndex { other in keys.allSatisfy { isSame(item[$0], other[$0]) } }
                paired.append((item, match.map { rest.remove(at: $0) }))
            }
        }
        paired += rest.map { (nil, $0) }
        var isReordered = true
        for (one, two) in paired where !isSame(one, two) {
            isReordered = false
            maps(one, two, field.fields, names, isSensitive)
            if one == nil || two == nil {
                leaves(ChangedLeaf(names: names, isSensitive: isSensitive, field: field))
            }
        }
        if isReordered { leaves(ChangedLeaf(names: names, isSensitive: isSensitive, field: field)) }
    }

    /// A map where a map is meant, a list of maps where a list is meant; else the value counts as one.
    private static func isShaped(_ value: RecordValue?, _ field: Field) -> Bool {
        func isMap(_ value: RecordValue) -> Bool { if case .map = value { true } else { false } }
        guard let value, value != .null else { return true }
        if field.isList, case .list(let items) = value { return items.allSatisfy { isMap($0) } }
        return !field.isList && isMap(value)
    }

    private static func holdsSensitive(_ field: Field) -> Bool {
        field.isSensitive || field.fields.contains { holdsSensitive($0) }
    }

    private func isSame(_ one: RecordValue?, _ two: RecordValue?) -> Bool {
        switch (one, two) {
        case (nil, nil), (.null?, .null?): return true
        case (.text(let a)?, .text(let b)?), (.number(let a)?, .number(let b)?): return a.utf8.elementsEqual(b.utf8)
        case (.bool(let a)?, .bool(let b)?): return a == b
        case (.list(let a)?, .list(let b)?): return a.count == b.count && zip(a, b).allSatisfy { isSame($0, $1) }
        case (.map(let a)?, .map(let b)?):
            let others = byKey(b)
            return a.count == b.count && a.allSatisfy { isSame($0.value, others[Array($0.key.utf8)]) }
        default: return false
        }
    }

    private func byKey(_ members: [RecordValue.Member]) -> [[UInt8]: RecordValue] {
        Dictionary(members.map { (Array($0.key.utf8), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
