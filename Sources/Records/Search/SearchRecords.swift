extension RecordSet {
    /// A record that was found, and how.
    package struct Found: Sendable {
        package let record: Record
        package let grade: SearchGrade
    }

    /// Searches records that are all at hand. An index does the same without reading them.
    ///
    /// - Parameters:
    ///   - limit: how many are wanted; all of them are counted.
    ///   - isWanted: which records may be found.
    package func search(
        _ query: SearchQuery, limit: Int, where isWanted: (Record) -> Bool = { _ in true }
    ) -> (count: Int, found: [Found]) {
        let names = all.map { searchNames($0) }
        let texts = all.map { searchText($0) }
        let related = query.words.count > 1 ? query.words.map { relatives($0, names) } : []
        func hits(allowsSlips: Bool) -> SearchHits {
            var hits = SearchHits()
            for (number, record) in all.enumerated() where record.kind.identity != .none && isWanted(record) {
                let rank = names[number].withUnsafeBytes { names in
                    texts[number].withUnsafeBytes { text in
                        query.rank(names: names, text: text, allowsSlips: allowsSlips) { related[$0].contains(number) }
                    }
                }
                guard let rank else { continue }
                hits.add(number, rank, isFolder: record.kind.parent == nil, day: searchDay(record))
            }
            return hits
        }
        var found = hits(allowsSlips: false)
        if found.count == 0 { found = hits(allowsSlips: true) }
        let best = found.best(limit).sorted { $0.precedes($1, all[$0.number].path, all[$1.number].path) }
        return (found.count, best.prefix(limit).map { Found(record: all[$0.number], grade: $0.grade) })
    }

    /// The places in `all` of records that lie in a folder, or refer to a record, whose names hold the word.
    private func relatives(_ word: SearchWord, _ names: [[UInt8]]) -> Set<Int> {
        var folders: Set<String> = []
        var ids: Set<String> = []
        for (number, record) in all.enumerated() where record.kind.parent == nil {
            guard names[number].withUnsafeBytes({ word.grade(names: $0) }) != nil else { continue }
            if let id = record.id { ids.insert(id) }
            folders.insert(record.path.folder)
        }
        guard !ids.isEmpty, ids.count <= SearchQuery.mostRelatives else { return [] }
        let referring = Set(references(to: ids).map(\.record.path))
        return Set(
            all.indices.filter { index in
                all[index].parentFolder.map { folders.contains($0) } ?? false || referring.contains(all[index].path)
            })
    }
}

extension SearchQuery {
    /// A word that names more records than this is no name.
    package static var mostRelatives: Int { 200 }
}
