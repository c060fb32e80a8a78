import Records

extension Record {
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
}
