extension KindSet {
    /// The kinds with only those fields that some record shows: what a person may ask about.
    package func seen(through sight: Sight) -> KindSet {
        KindSet(
            kinds.map { kind in
                let views = sight.views(ofKind: kind.key)
                // Of a kind that is not seen at all, commands say so by its name.
                if views.isEmpty || views.contains(where: \.isWhole) { return kind }
                return Kind(kind, fields: Self.seen(kind.fields, [], views))
            })
    }

    private static func seen(_ fields: [Field], _ names: [String], _ views: [Sight.View]) -> [Field] {
        fields.compactMap { field in
            let place = names + [field.key]
            if field.fields.isEmpty { return views.contains { $0.shows(place) } ? field : nil }
            let members = seen(field.fields, place, views)
            if members.count == field.fields.count { return field }
            return members.isEmpty ? nil : field.with(members)
        }
    }
}

extension CRMFolder {
    /// The same folder with only those fields that some record shows.
    package func seen(through sight: Sight?) -> CRMFolder {
        guard let sight else { return self }
        return CRMFolder(root: root, kinds: kinds.seen(through: sight), settings: settings, problems: problems)
    }
}
