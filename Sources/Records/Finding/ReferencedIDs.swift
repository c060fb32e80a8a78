extension Record {
    /// The ids that this record refers to, in any depth.
    package var referencedIDs: Set<String> {
        var ids: Set<String> = []
        Self.collect(value, kind.fields, into: &ids)
        return ids
    }

    private static func collect(_ map: RecordValue, _ fields: [Field], into ids: inout Set<String>) {
        for field in fields where field.holdsReferences {
            guard let value = map[field.key] else { continue }
            for item in field.isList ? value.items : [value] {
                if !field.references.isEmpty, let id = item.string { ids.insert(id) }
                if !field.fields.isEmpty { collect(item, field.fields, into: &ids) }
            }
        }
    }

    /// A record whose folder holds others: `customer.yaml`.
    package var isFolderRecord: Bool {
        kind.location.tail.last?.contains("*") == false && path.names.count > 1
    }
}
