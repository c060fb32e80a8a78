package import Records

/// Every single value of a record with its place and name, as `fieldDifferences` names them.
package func fieldLeaves(of record: Record) -> [FieldDifference] {
    fieldDifferences(from: nil, to: record).flatMap(\.leaves)
}

extension FieldDifference {
    /// A change from or to nothing, taken apart into its single values; any other change is one.
    package var leaves: [FieldDifference] {
        guard (before == nil) != (after == nil), let value = after ?? before else { return [self] }
        switch value {
        case .map(let members) where !members.isEmpty:
            return members.flatMap { member -> [FieldDifference] in
                let inner = field?.field(member.key)
                let name = Text(en: " ", zh: "") + (inner?.name ?? Text(member.key))
                return part(.key(member.key), inner, name, member.value).leaves
            }
        case .list(let items) where field?.fields.isEmpty == false && !items.isEmpty:
            let keys = field?.itemKeys ?? []
            return items.enumerated().flatMap { index, item -> [FieldDifference] in
                let parts = keys.compactMap { item[$0]?.string }
                let name =
                    !keys.isEmpty && parts.count == keys.count ? parts.joined(separator: " · ") : String(index + 1)
                return part(.item(name), field, Text("[\(name)]"), item).leaves
            }
        default: return [self]
        }
    }

    /// What lies at `place`, if this change reaches there.
    package func narrowed(to place: [Step]) -> [FieldDifference] {
        guard touches(place) else { return [] }
        return steps.count >= place.count ? [self] : leaves.filter { $0.touches(place) }
    }

    private func part(_ step: Step, _ field: Field?, _ name: Text, _ value: RecordValue) -> FieldDifference {
        // Spelled out: a bare nil could as well mean the value null.
        FieldDifference(
            steps: steps + [step], field: field, label: label + name, before: before.map { _ in value },
            after: after.map { _ in value })
    }
}
