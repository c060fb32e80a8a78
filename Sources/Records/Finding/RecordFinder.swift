/// Finds the record that a person means by an id, a number, a slug, a name or any unambiguous part of one.
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
    package func find(_ typed: String) -> Answer {
        let wanted = typed.lowercased()
        guard !wanted.isEmpty else { return .none(near: []) }
        for tier in Tier.allCases {
            let found = records.filter { tier.matches($0, wanted) }
            if found.count == 1, let only = found.first { return .one(only) }
            if !found.isEmpty { return .several(found) }
        }
        let names = records.lazy.flatMap { [$0.title, $0.slug, $0.string("short_name")].compactMap { $0 } }
        return .none(near: nearestNames(to: typed, among: names))
    }

    /// From exact to vague: the first one in which anything is found decides.
    private enum Tier: CaseIterable {
        case id, path, number, title, partOfFolderRecord, partOfAny

        func matches(_ record: Record, _ wanted: String) -> Bool {
            switch self {
            case .id: record.id?.lowercased() == wanted
            case .path: record.path.text.lowercased() == wanted
            case .number:
                record.string("no")?.lowercased() == wanted
                    || record.value("formerly")?.items.contains { $0.string?.lowercased() == wanted } == true
            case .title: record.title.lowercased() == wanted || record.slug.lowercased() == wanted
            case .partOfFolderRecord: record.kind.parent == nil && Tier.holds(record, wanted)
            case .partOfAny: Tier.holds(record, wanted)
            }
        }

        private static func holds(_ record: Record, _ wanted: String) -> Bool {
            ([record.title, record.slug, record.id ?? "", record.string("no") ?? "", record.string("short_name") ?? ""])
                .contains { $0.lowercased().utf8.contains(wanted.utf8) }
        }
    }
}

extension Record {
    /// The name of the folder for a kind whose records are folders (`customer.yaml`), else the file name without `.yaml`.
    package var slug: String {
        let folder = path.folder
        guard !folder.isEmpty, kind.location.tail.last?.utf8.contains(UInt8(ascii: "*")) == false else {
            return String(path.stem)
        }
        return String(RecordPath(walked: folder).name)
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
