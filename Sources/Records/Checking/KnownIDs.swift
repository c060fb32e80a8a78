/// The ids of a repository by kind, with the names that people may have typed in their place.
package struct KnownIDs {
    /// Whether a record of this kind has this id.
    package var holds: (_ id: String, _ kind: String) -> Bool
    /// The kind of the last record, by path, with this id.
    package var kindOfID: (_ id: String) -> Kind?
    package var idsOfKind: (_ kind: String) -> [String]
    /// The id of the last record of this kind, by path, whose title or number this is.
    package var idOfName: (_ name: String, _ kind: String) -> String?
    /// A kind of which there is a record.
    package var kind: (_ key: String) -> Kind?

    package init(
        holds: @escaping (String, String) -> Bool, kindOfID: @escaping (String) -> Kind?,
        idsOfKind: @escaping (String) -> [String], idOfName: @escaping (String, String) -> String?,
        kind: @escaping (String) -> Kind?
    ) {
        self.holds = holds
        self.kindOfID = kindOfID
        self.idsOfKind = idsOfKind
        self.idOfName = idOfName
        self.kind = kind
    }

    /// - Parameter records: all of the repository, sorted by path.
    package init(_ records: [Record]) {
        var byKind: [String: Set<String>] = [:]
        var kindOf: [String: Kind] = [:]
        var kinds: [String: Kind] = [:]
        var idByName: [String: [String: String]] = [:]
        for record in records {
            kinds[record.kind.key] = record.kind
            guard let id = record.id else { continue }
            byKind[record.kind.key, default: []].insert(id)
            kindOf[id] = record.kind
            for name in [record.title, record.string("no")].compactMap({ $0 }) {
                idByName[record.kind.key, default: [:]][name] = id
            }
        }
        let (ids, kindByID, kindByKey, idsByName) = (byKind, kindOf, kinds, idByName)
        self.init(
            holds: { ids[$1]?.contains($0) == true }, kindOfID: { kindByID[$0] }, idsOfKind: { Array(ids[$0] ?? []) },
            idOfName: { idsByName[$1]?[$0] }, kind: { kindByKey[$0] })
    }
}
