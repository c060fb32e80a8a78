import Records

/// What the team's settings say about two new values of one field (`conflicts` in crm.yaml): the team's value stays and the other
/// one is put aside in a conflict record (`published`, unless said otherwise), or the sync waits for a person (`ask`).
struct ConflictPolicy {
    private let byDefault: Bool
    /// Whether a record as a whole may stay as the team has it.
    var keepsPublished: Bool { byDefault }
    private let byField: [String: Bool]

    /// - Parameter kinds: without a kind `conflict` nothing can be put aside.
    init(_ settings: Settings, _ kinds: KindSet) {
        let marks = settings.all["conflicts"]
        let canNote =
            if case .generated? = kinds["conflict"]?.identity { true } else { false }
        byDefault = canNote && marks?["default"]?.string != "ask"
        var fields: [String: Bool] = [:]
        if case .map(let members)? = marks?["fields"] {
            for member in members { fields[member.key] = canNote && member.value.string != "ask" }
        }
        byField = fields
    }

    /// - Parameter key: key path of a field, or nil for the record as a whole.
    func keepsPublished(_ kind: Kind, _ key: String?) -> Bool {
        guard let top = key?.split(separator: "/").first else { return byDefault }
        return byField[kind.key + "." + top] ?? byDefault
    }
}
