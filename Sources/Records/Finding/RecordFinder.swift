/// Finds the record that a person means by an id, a number, a slug, a name, a contact, a phone number, pinyin, or any unambiguous part
/// of one. See `NameTier` for the order.
package struct RecordFinder: Sendable {
    /// What a search came to.
    package enum Answer: Sendable {
        case one(Record)
        /// Best first; nothing may be done to any of them.
        case several([Record])
        /// Names that are near.
        case none(near: [String])
    }

    private let records: [Record]

    package init(_ records: [Record]) {
        self.records = records.filter { $0.kind.identity != .none }
    }

    /// The record that is meant by `typed`, in any case of letters.
    ///
    /// - Parameter bySound: whether pinyin is tried once nothing else was found.
    package func find(_ typed: String, bySound: Bool = true) -> Answer {
        guard let query = NameQuery(typed) else { return .none(near: []) }
        let path = typed.lowercased()
        let names = records.map { searchNames($0) }
        func best(_ tier: (Int) -> NameTier?) -> [Record] {
            let found = records.indices.compactMap { index in tier(index).map { (tier: $0, index: index) } }
            guard let first = found.map(\.tier).min() else { return [] }
            return found.filter { $0.tier == first }.map { records[$0.index] }
        }
        var found = best { index in
            let tier = names[index].withUnsafeBytes { query.tier(of: $0, isFolder: records[index].kind.parent == nil) }
            if tier != .id, records[index].path.text.lowercased() == path { return .path }
            return tier
        }
        if found.isEmpty, bySound, query.hasSound {
            found = best { index in
                names[index].withUnsafeBytes { query.soundTier(of: $0, isFolder: records[index].kind.parent == nil) }
            }
        }
        if let only = found.first { return found.count == 1 ? .one(only) : .several(found) }
        let near = records.lazy.flatMap { [$0.title, $0.slug, $0.string("short_name")].compactMap { $0 } }
        return .none(near: nearestNames(to: typed, among: near))
    }
}

extension Record {
    /// The name of the folder for a kind whose records are folders (`customer.yaml`), else the file name without `.yaml`.
    package var slug: String {
        guard kind.location.endsInOneName else { return String(path.stem) }
        let folder = path.folder
        return folder.isEmpty ? String(path.stem) : String(RecordPath(walked: folder).name)
    }
}

extension String.UTF8View {
    /// True when `part` stands somewhere within, byte for byte.
    package func contains(_ part: String.UTF8View) -> Bool {
        guard let first = part.first else { return true }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            if self[found...].starts(with: part) { return true }
            start = index(after: found)
        }
        return false
    }
}
