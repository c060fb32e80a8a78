import Records

extension Record {
    /// The ids that this record refers to, in any depth.
    var referencedIDs: Set<String> {
        var ids: Set<String> = []
        Self.collect(value, kind.fields, into: &ids)
        return ids
    }

    private static func collect(_ map: RecordValue, _ fields: [Field], into ids: inout Set<String>) {
        for field in fields where !field.references.isEmpty || !field.fields.isEmpty {
            guard let value = map[field.key] else { continue }
            for item in field.isList ? value.items : [value] {
                if !field.references.isEmpty, let id = item.string { ids.insert(id) }
                if !field.fields.isEmpty { collect(item, field.fields, into: &ids) }
            }
        }
    }

    /// The keys of the top-level fields whose values differ, in the order of the schema, unknown ones last.
    func fieldsChanged(since before: Record) -> [String] {
        let old = before.value
        let new = value
        var changed: [String] = []
        for key in new.keys + old.keys where old[key] != new[key] && !changed.contains(key) { changed.append(key) }
        let order = kind.fields.map(\.key)
        return changed.sorted {
            (order.firstIndex(of: $0) ?? order.count) < (order.firstIndex(of: $1) ?? order.count)
        }
    }

    /// A record whose folder holds others: `customer.yaml`.
    var isFolderRecord: Bool {
        kind.location.tail.last?.contains("*") == false && path.names.count > 1
    }
}

extension RecordValue {
    var keys: [String] {
        guard case .map(let members) = self else { return [] }
        return members.map(\.key)
    }
}
