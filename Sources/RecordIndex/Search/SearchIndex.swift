import GRDB
package import Records

/// A record that was found, and how.
package struct IndexHit: Sendable {
    package let path: RecordPath
    package let grade: SearchGrade
}

extension RecordIndex {
    /// Searches all names and all text, as `RecordSet.search` does.
    ///
    /// - Parameters:
    ///   - limit: how many hits are answered; all of them are counted.
    ///   - kinds: keys of the kinds that may be found; nil for all.
    ///   - paths: the records that may be found; nil for all.
    package func search(
        _ query: SearchQuery, limit: Int, kinds: Set<String>? = nil, among paths: Set<RecordPath>? = nil
    ) throws -> (count: Int, hits: [IndexHit]) {
        try read { db in
            var wanted = try kinds.map { try Self.numsOfKinds(db, $0) }
            if let paths {
                let nums = try Self.nums(db, ofPaths: paths)
                wanted = wanted?.intersection(nums) ?? nums
            }
            let related = query.words.count > 1 ? try query.words.map { try Self.relatives(db, $0) } : []
            let shown = try shownText(db)
            func scan(allowsSlips: Bool) throws -> SearchHits {
                let scan = SearchScan(query: query, wanted: wanted, related: related, allowsSlips: allowsSlips)
                if let shown { return try scan.hits(db, shown: shown) }
                return try scan.hits(db, path: path)
            }
            var found = try scan(allowsSlips: false)
            if found.count == 0 { found = try scan(allowsSlips: true) }
            let statement = try db.cachedStatement(sql: "SELECT path FROM records WHERE num = ?")
            var hits: [(hit: SearchHits.Hit, path: RecordPath)] = []
            for hit in found.best(limit) {
                guard let path = try String.fetchOne(statement, arguments: [hit.number]) else { continue }
                hits.append((hit, RecordPath(walked: path)))
            }
            hits.sort { $0.hit.precedes($1.hit, $0.path, $1.path) }
            return (found.count, hits.prefix(limit).map { IndexHit(path: $0.path, grade: $0.hit.grade) })
        }
    }

    private static func nums(_ db: Database, ofPaths paths: Set<RecordPath>) throws -> Set<Int> {
        let rows = try RowScan(db, "SELECT num, path FROM records")
        var nums: Set<Int> = []
        while try rows.next() {
            let path = RecordPath(walked: String(decoding: rows.bytes(1), as: UTF8.self))
            if paths.contains(path) { nums.insert(rows.number(0)) }
        }
        return nums
    }

    /// What search compares of a record of which not everything is shown.
    struct ShownText {
        let names: [UInt8]
        let text: [UInt8]
    }

    /// Tells what is shown of a record, by its number, where that is not all of it; nil where everything is shown of all.
    private func shownText(_ db: Database) throws -> ((Int) throws -> ShownText?)? {
        guard let sight else { return nil }
        let folder = try folder()
        let statement = try db.cachedStatement(sql: "SELECT path, kind FROM records WHERE num = ?")
        return { num in
            guard let row = try Row.fetchOne(statement, arguments: [num]) else {
                return ShownText(names: [], text: [])
            }
            if !sight.limitsFields(ofKind: row["kind"]) { return nil }
            let path = RecordPath(walked: row["path"])
            guard let record = self.seen(self.load([path], folder.kinds), db).first else {
                return ShownText(names: [], text: [])
            }
            return ShownText(names: searchNames(record), text: searchText(record))
        }
    }

    /// The records that lie in a folder, or refer to a record, whose names hold the word.
    private static func relatives(_ db: Database, _ word: SearchWord) throws -> Set<Int> {
        let names = try RowScan(db, "SELECT num, names FROM names WHERE top = 1 ORDER BY num")
        var named: [Int] = []
        while try names.next() {
            if word.grade(names: names.bytes(1)) != nil { named.append(names.number(0)) }
            if named.count > SearchQuery.mostRelatives { return [] }
        }
        var found: Set<Int> = []
        let inside = try db.cachedStatement(
            sql: "SELECT b.num FROM records AS a JOIN records AS b ON b.parent = a.folder WHERE a.num = ?")
        let referring = try db.cachedStatement(
            sql: "SELECT refs.num FROM records JOIN refs ON refs.target = records.id WHERE records.num = ?")
        for num in named {
            try found.formUnion(Int.fetchAll(inside, arguments: [num]))
            try found.formUnion(Int.fetchAll(referring, arguments: [num]))
        }
        return found
    }
}
