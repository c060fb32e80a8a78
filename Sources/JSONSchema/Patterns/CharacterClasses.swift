/// The alphabet of one expression: code points that no part of it tells apart share a class.
struct CharacterClasses: Sendable {
    /// Class of each ASCII character.
    private(set) var ascii: [UInt16]
    /// Where the next run of one class begins, ascending from 0, and the class of each run.
    private let starts: [UInt32]
    private let classes: [UInt16]
    /// Number of classes.
    let count: Int
    /// For each set, for each class, whether the set holds it.
    private let membership: [Bool]
    /// Whether a class consists of word characters; known only when the expression looks at word boundaries.
    let isWord: [Bool]

    init(_ sets: [ScalarSet], usesWordBoundaries: Bool) {
        let all = usesWordBoundaries ? sets + [.word] : sets
        var cuts: [UInt32] = [0]
        for set in all {
            for range in set.ranges { cuts += [range.lowerBound, range.upperBound + 1] }
        }
        var starts: [UInt32] = []
        for cut in cuts.sorted() where cut <= ScalarSet.maximum && cut != starts.last { starts.append(cut) }
        var cursors = Array(repeating: 0, count: all.count)
        var known = HashIndex()
        var kinds: [[Bool]] = []
        var classes: [UInt16] = []
        for start in starts {
            var kind = Array(repeating: false, count: all.count)
            for index in all.indices {
                let ranges = all[index].ranges
                while cursors[index] < ranges.count, ranges[cursors[index]].upperBound < start { cursors[index] += 1 }
                kind[index] = cursors[index] < ranges.count && ranges[cursors[index]].contains(start)
            }
            let hash = kind.hashValue
            if let number = known.position(hash: hash, where: { kinds[$0] == kind }) {
                classes.append(UInt16(truncatingIfNeeded: number))
            } else {
                classes.append(UInt16(truncatingIfNeeded: kinds.count))
                known.add(kinds.count, hash: hash)
                kinds.append(kind)
            }
        }
        self.starts = starts
        self.classes = classes
        count = kinds.count
        var membership = Array(repeating: false, count: all.count * kinds.count)
        for (number, kind) in kinds.enumerated() {
            for index in all.indices { membership[index * kinds.count + number] = kind[index] }
        }
        self.membership = membership
        isWord = kinds.map { usesWordBoundaries && $0[all.count - 1] }
        ascii = []
        ascii = (0..<128).map { number(of: UInt32($0)) }
    }

    /// The class of a code point.
    func number(of scalar: UInt32) -> UInt16 {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= scalar { low = middle } else { high = middle }
        }
        return classes[low]
    }

    func set(_ set: Int, contains number: Int) -> Bool { membership[set * count + number] }
}
