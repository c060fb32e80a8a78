import LosslessYAML

extension Record {
    /// The same record with some of its values only, written anew: for answers, never for a file. nil when it cannot be written.
    ///
    /// - Parameter shows: whether a value at a place is shown; keys from the top, without the places in lists.
    package func showing(_ shows: ([String]) -> Bool) -> Record? {
        let json = value.showing([], shows) ?? .map([])
        // Every JSON text without control characters beyond its escapes is YAML.
        guard let text = ParsedFile(path: path, bytes: Array(json.json(indented: false).utf8)).text else { return nil }
        return Record(path: path, kind: kind, text: text)
    }
}

extension RecordValue {
    /// The same value with only what is shown in it; nil when nothing of it is.
    ///
    /// - Parameter names: the place of this value.
    package func showing(_ names: [String], _ shows: ([String]) -> Bool) -> RecordValue? {
        switch self {
        case .map(let members) where !members.isEmpty:
            let left = members.compactMap { member in
                member.value.showing(names + [member.key], shows).map { Member(member.key, $0) }
            }
            if left.isEmpty { return nil }
            return .map(left)
        case .list(let items) where !items.isEmpty:
            let left = items.compactMap { $0.showing(names, shows) }
            if left.isEmpty { return nil }
            return .list(left)
        default:
            // Not `? self : nil`: that nil would be the null of a record.
            if shows(names) { return self }
            return nil
        }
    }
}
