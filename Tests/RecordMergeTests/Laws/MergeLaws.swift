import LosslessYAML
import RecordMerge
import Records

/// The laws every merge obeys.
struct MergeLaws {
    let schema: RecordSchema

    /// The three versions of one random merge.
    struct Triple: Equatable {
        var base: RandomRecord?
        var ours: RandomRecord
        var theirs: RandomRecord
    }

    /// The laws that a triple breaks.
    func broken(_ triple: Triple) -> [String] {
        let base = triple.base?.bytes
        let (ours, theirs) = (triple.ours.bytes, triple.theirs.bytes)
        var found: [String] = []
        func merge(_ b: [UInt8]?, _ o: [UInt8], _ t: [UInt8], _ conflicts: MergeOptions.Conflicts = .blocks)
            -> MergeResult
        {
            mergeRecord(base: b, ours: o, theirs: t, schema: schema, options: MergeOptions(conflicts))
        }
        for side in [ours, theirs] {
            if let base, merge(base, base, side).bytes != side { found.append("merge(b, b, x) = x") }
            if let base, merge(base, side, base).bytes != side { found.append("merge(b, x, b) = x") }
            if merge(base, side, side).bytes != side { found.append("merge(b, x, x) = x") }
        }
        guard case .merged(let bytes, let conflicts) = merge(base, ours, theirs) else {
            return found + ["merged: \(merge(base, ours, theirs))"]
        }
        guard let result = value(bytes) else { return found + ["the result parses"] }
        found += values(base, ours, theirs, result, conflicts, kept: nil)
        for side in [MergeSide.ours, .theirs] {
            guard case .merged(let bytes, let conflicts) = merge(base, ours, theirs, .keep(side)),
                let result = value(bytes)
            else {
                found.append("keeping \(side) merges")
                continue
            }
            found += values(base, ours, theirs, result, conflicts, kept: side)
        }
        if case .merged(let mirrored, let others) = merge(base, theirs, ours), let other = value(mirrored) {
            if other.normal(mirrored: true) != result.normal(mirrored: false) {
                found.append("the same data whichever side is ours")
            }
            if Set(others.map(\.path)) != Set(conflicts.map(\.path)), !conflicts.contains(where: { $0.group != nil }) {
                found.append("the same conflicts whichever side is ours")
            }
        } else {
            found.append("merges whichever side is ours")
        }
        if merge(base, ours, theirs).bytes != bytes { found.append("the same bytes every time") }
        found += comments(base, ours, theirs, bytes)
        if conflicts.isEmpty { found += lines(base, ours, theirs, bytes) }
        return found
    }

    private func values(
        _ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8], _ result: RecordValue, _ conflicts: [MergeConflict],
        kept: MergeSide?
    ) -> [String] {
        var reference = ReferenceMerge(kept: kept)
        // Two equal texts are one change: counters that both raised by the same are not told from one that was copied.
        let wanted =
            ours == theirs
            ? value(ours)
            : reference.merge(base.flatMap(value), value(ours), value(theirs), Field(record: schema.fields), "")
        var found: [String] = []
        if wanted?.normal(mirrored: false) != result.normal(mirrored: false) {
            found.append("the values of the contract (kept: \(kept.map(\.rawValue) ?? "none"))")
        }
        let paths = conflicts.filter { $0.reason != .open }.map { conflict in
            conflict.group.map { "/(\($0))" } ?? conflict.path.description
        }
        if paths.sorted() != reference.conflicts.sorted() {
            found.append("the conflicts of the contract: \(paths) instead of \(reference.conflicts)")
        }
        return found
    }

    private func value(_ bytes: [UInt8]) -> RecordValue? {
        var reader = YAMLReader()
        guard let tree = try? reader.read(bytes), let root = tree.root else { return nil }
        return typedValue(tree, root, Field(record: schema.fields))
    }

    // MARK: Texts

    private func comments(_ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8], _ result: [UInt8]) -> [String] {
        func comments(_ bytes: [UInt8]?) -> Set<[UInt8]> {
            var reader = YAMLReader()
            guard let bytes, let tree = try? reader.read(bytes) else { return [] }
            return Set(tree.comments.map { Array(tree.bytes[$0.range]) })
        }
        let (b, o, t, r) = (comments(base), comments(ours), comments(theirs), comments(result))
        let wanted = o.subtracting(b).union(t.subtracting(b)).union(o.intersection(t))
        let lost = wanted.subtracting(r)
        return lost.isEmpty ? [] : ["no comment lost: \(lost.map { String(decoding: $0, as: UTF8.self) })"]
    }

    private func lines(_ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8], _ result: [UInt8]) -> [String] {
        func count(_ bytes: [UInt8]) -> [ArraySlice<UInt8>: Int] {
            var found: [ArraySlice<UInt8>: Int] = [:]
            let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
            for line in plain.split(separator: 0x0A, omittingEmptySubsequences: true) {
                found[line.last == 0x0D ? line.dropLast() : line, default: 0] += 1
            }
            return found
        }
        guard let base else { return [] }
        let (b, o, t, r) = (count(base), count(ours), count(theirs), count(result))
        // A key whose last entry went says so: `x:` becomes `x: {}`, and a comment behind it moves above.
        func isEmptied(_ line: ArraySlice<UInt8>) -> Bool {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
            return [" {}", " []"].contains { r[line[...colon] + Array($0.utf8)] != nil }
        }
        // An item that a side made twice stands once in a set, with the comment of either.
        func isDoubled(_ line: ArraySlice<UInt8>) -> Bool {
            let commented = line + Array("  #".utf8)
            return line.contains(UInt8(ascii: "-")) && r.keys.contains { $0.starts(with: commented) }
        }
        // A text of which both took lines out may end as one that needs no block.
        let isPlain = !r.keys.contains { $0.starts(with: "remarks: |".utf8) || $0.starts(with: "remarks: >".utf8) }
        func isOfBlock(_ line: ArraySlice<UInt8>) -> Bool {
            isPlain && (line.starts(with: "remarks: |".utf8) || line.starts(with: "  ".utf8))
        }
        let lost = b.keys.filter {
            // A blank line at the top of a file may go when something new comes before it.
            !$0.isEmpty && b[$0] == 1 && o[$0] == 1 && t[$0] == 1 && r[$0] == nil && !isEmptied($0)
                && !isOfBlock($0) && !isDoubled($0)
        }
        return lost.isEmpty ? [] : ["lines that nobody touched: \(lost.map { String(decoding: $0, as: UTF8.self) })"]
    }

    // MARK: Shrinking

    /// A smaller triple that breaks a law as well.
    func shrunk(_ triple: Triple) -> Triple {
        var best = triple
        var isSmaller = true
        var rounds = 0
        while isSmaller, rounds < 60 {
            rounds += 1
            isSmaller = false
            for candidate in Self.smaller(best) where !broken(candidate).isEmpty {
                best = candidate
                isSmaller = true
                break
            }
        }
        return best
    }

    private static func smaller(_ triple: Triple) -> [Triple] {
        var found: [Triple] = []
        let keys = Set(((triple.base?.entries ?? []) + triple.ours.entries + triple.theirs.entries).map(\.key)).sorted()
        for key in keys where keys.count > 1 {
            var smaller = triple
            smaller.base?.entries.removeAll { $0.key == key }
            smaller.ours.entries.removeAll { $0.key == key }
            smaller.theirs.entries.removeAll { $0.key == key }
            let isEmpty =
                smaller.base?.entries.isEmpty == true || smaller.ours.entries.isEmpty || smaller.theirs.entries.isEmpty
            if !isEmpty { found.append(smaller) }
        }
        for change in [\Triple.ours, \Triple.theirs] {
            if let base = triple.base {
                for (index, entry) in triple[keyPath: change].entries.enumerated() {
                    guard let old = base.entries.first(where: { $0.key == entry.key }), old != entry else { continue }
                    var smaller = triple
                    smaller[keyPath: change].entries[index] = old
                    found.append(smaller)
                }
            }
            for strip in [\RandomRecord.header, \RandomRecord.footer]
            where !triple[keyPath: change][keyPath: strip].isEmpty {
                var smaller = triple
                smaller[keyPath: change][keyPath: strip] = []
                found.append(smaller)
            }
            if triple[keyPath: change].isCRLF {
                var smaller = triple
                smaller[keyPath: change].isCRLF = false
                found.append(smaller)
            }
        }
        for key in keys {
            var smaller = triple
            smaller.base?.strip(key)
            smaller.ours.strip(key)
            smaller.theirs.strip(key)
            if smaller != triple { found.append(smaller) }
        }
        return found
    }
}

extension RandomRecord {
    /// Without the comments at a key.
    fileprivate mutating func strip(_ key: String) {
        for index in entries.indices where entries[index].key == key {
            entries[index].lead = []
            entries[index].trail = nil
        }
    }
}

extension MergeResult {
    var bytes: [UInt8]? { if case .merged(let bytes, _) = self { bytes } else { nil } }
}
