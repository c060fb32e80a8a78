import Records

/// Finds, while an index is built anew, the records that a rule between records may have something to say about: those that
/// ``Suspects/judgeAll(_:_:)`` finds in a finished database, in a tenth of the time. What is alike is told by digests of texts, of which a
/// hundred thousand records need three megabytes.
struct SuspectSearch: Sendable {
    /// Something that a record has: an id, a number, a folder of its own.
    private struct Mark {
        let digest: TextDigest
        let kind: Int32
        let num: Int32
    }

    /// Something that a record needs to be there, under a number of what may meet it.
    private struct Need: Hashable {
        let digest: TextDigest
        let kinds: Int32
    }

    /// The records of these kinds should lie in a folder of that kind.
    private struct Family {
        let parent: Int32
        /// Where they do.
        let prefix: String
    }

    private let digests = DigestKey()
    private let kinds: KindSet
    /// By the place of the child kind among the kinds.
    private let families: [Family?]
    private var ids: [Mark] = []
    private var numbers: [Mark] = []
    private var folders: [Mark] = []
    private var targets = Needs()
    private var parents = Needs()
    /// Kinds that references may name, as they stand in `refs`.
    private var wanted: [String] = []

    init(_ kinds: KindSet) {
        self.kinds = kinds
        families = kinds.kinds.map { kind in
            guard let place = kinds.kinds.firstIndex(where: { $0.key == kind.parent }) else { return nil }
            let prefix = kinds.kinds[place].location.fixedPrefix.joined(separator: "/")
            return Family(parent: Int32(place), prefix: prefix)
        }
    }

    /// A list of needs without most of those that were there a moment ago: records of one folder lie together.
    private struct Needs {
        private(set) var all: [Need] = []
        private var recent = [Need](repeating: Need(digest: TextDigest(), kinds: -1), count: 1024)

        mutating func add(_ need: Need) {
            let place = Int(truncatingIfNeeded: need.digest.low & 1023)
            if recent[place] == need { return }
            recent[place] = need
            all.append(need)
        }
    }

    mutating func add(_ content: IndexEntry.Content, _ num: Int64) {
        guard let kind = place(ofKind: content.kind) else { return }
        let num = Int32(truncatingIfNeeded: num)
        if let id = content.id { ids.append(Mark(digest: digests.digest(id), kind: kind, num: num)) }
        if let no = content.no { numbers.append(Mark(digest: digests.digest(no), kind: kind, num: num)) }
        if let folder = content.folder { folders.append(Mark(digest: digests.digest(folder), kind: kind, num: num)) }
        if let parent = content.parent, let family = families[Int(kind)], isInside(parent, family.prefix) {
            parents.add(Need(digest: digests.digest(parent), kinds: family.parent))
        }
        for reference in content.references {
            targets.add(Need(digest: digests.digest(reference.target), kinds: number(of: reference.kinds)))
        }
    }

    private func place(ofKind key: String) -> Int32? {
        kinds.kinds.firstIndex { $0.key == key }.map { Int32($0) }
    }

    private mutating func number(of kinds: String) -> Int32 {
        if let known = wanted.firstIndex(of: kinds) { return Int32(known) }
        wanted.append(kinds)
        return Int32(wanted.count - 1)
    }

    /// A folder, or what lies in it.
    private func isInside(_ path: String, _ prefix: String) -> Bool {
        if prefix.isEmpty { return true }
        guard path.utf8.starts(with: prefix.utf8) else { return false }
        return path.utf8.dropFirst(prefix.utf8.count).first.map { $0 == UInt8(ascii: "/") } ?? true
    }

    // MARK: - At the end

    /// Writes the rows of `suspects`.
    ///
    /// - Parameter tables: `refs` and `records`, which are read again only when one of them misses something.
    func write(_ rows: KeyedTree, _ tables: [String: StoredRows]) throws {
        var found = Set(repeated(ids, perKind: false).map { Suspect(num: $0, rule: .duplicateID) })
        found.formUnion(repeated(numbers, perKind: true).map { Suspect(num: $0, rule: .duplicateNumber) })
        let meant = wanted.map { list in Set(list.split(separator: ",").compactMap { place(ofKind: String($0)) }) }
        let dangling = missing(targets.all, ids) { kind, kinds in meant[Int(kinds)].contains(kind) }
        if !dangling.isEmpty, let refs = tables["refs"] {
            try refs.forEach(columns: [0, 2, 3]) { _, values in
                guard let kinds = wanted.firstIndex(of: values.text(3)) else { return }
                if dangling.contains(Need(digest: digests.digest(values.text(2)), kinds: Int32(kinds))) {
                    found.insert(Suspect(num: values.number(0), rule: .danglingReference))
                }
            }
        }
        let orphaned = missing(parents.all, folders) { $0 == $1 }
        if !orphaned.isEmpty, let records = tables["records"] {
            try records.forEach(columns: [2, 8]) { num, values in
                guard values[8].type != 0, let kind = place(ofKind: values.text(2)), let family = families[Int(kind)]
                else { return }
                let parent = values.text(8)
                if isInside(parent, family.prefix),
                    orphaned.contains(Need(digest: digests.digest(parent), kinds: family.parent))
                {
                    found.insert(Suspect(num: num, rule: .missingParent))
                }
            }
        }
        for suspect in found {
            rows.bind(suspect.num)
            rows.bind(suspect.rule.rawValue)
            try rows.run()
        }
    }

    private struct Suspect: Hashable {
        let num: Int64
        let rule: Rule
    }

    /// The records that have what another one has.
    private func repeated(_ marks: [Mark], perKind: Bool) -> [Int64] {
        func isAlike(_ a: Mark, _ b: Mark) -> Bool { a.digest == b.digest && (!perKind || a.kind == b.kind) }
        let sorted = marks.sorted { $0.digest != $1.digest ? $0.digest < $1.digest : $0.kind < $1.kind }
        return sorted.indices.filter { index in
            index > 0 && isAlike(sorted[index - 1], sorted[index])
                || index + 1 < sorted.count && isAlike(sorted[index], sorted[index + 1])
        }.map { Int64(sorted[$0].num) }
    }

    /// The needs that no record meets.
    ///
    /// - Parameter meets: whether a kind is the right one.
    private func missing(
        _ needs: [Need], _ marks: [Mark], _ meets: (_ kind: Int32, _ kinds: Int32) -> Bool
    ) -> Set<Need> {
        let sorted = marks.sorted { $0.digest < $1.digest }
        var missing: Set<Need> = []
        var next = 0
        for need in needs.sorted(by: { $0.digest < $1.digest }) {
            while next < sorted.count, sorted[next].digest < need.digest { next += 1 }
            var mark = next
            var isMet = false
            while !isMet, mark < sorted.count, sorted[mark].digest == need.digest {
                isMet = meets(sorted[mark].kind, need.kinds)
                mark += 1
            }
            if !isMet { missing.insert(need) }
        }
        return missing
    }
}
