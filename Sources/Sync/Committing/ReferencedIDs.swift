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
        guard case .map(let old) = before.value, case .map(let new) = value else { return [] }
        let oldValues = Dictionary(old.map { (ByteKey($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        let newKeys = Set(new.map { ByteKey($0.key) })
        let changed =
            new.filter { !sameValue(oldValues[ByteKey($0.key)], $0.value) }.map(\.key)
            + old.map(\.key).filter { !newKeys.contains(ByteKey($0)) }
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
