/// Merges three texts by their lines. nil when both sides changed the same lines, or the texts are too long to compare.
func mergeLines(base: String, ours: String, theirs: String) -> String? {
    func lines(_ text: String) -> [Substring.UTF8View] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0).utf8 }
    }
    let baseLines = lines(base).map(Line.init)
    let ourLines = lines(ours).map(Line.init)
    let theirLines = lines(theirs).map(Line.init)
    guard let ourChanges = lineChanges(from: baseLines, to: ourLines),
        let theirChanges = lineChanges(from: baseLines, to: theirLines)
    else { return nil }
    var result: [Line] = []
    var done = 0
    var mine = ourChanges[...]
    var other = theirChanges[...]
    while let change = nextChange(mine.first, other.first) {
        if let our = mine.first, let their = other.first, our.touches(their) {
            guard our.old == their.old, ourLines[our.new].elementsEqual(theirLines[their.new]) else { return nil }
            other.removeFirst()
            mine.removeFirst()
            result += baseLines[done..<our.old.lowerBound] + ourLines[our.new]
            done = our.old.upperBound
            continue
        }
        let isOurs = mine.first == change && (other.first != change || mine.count > 0)
        result += baseLines[done..<change.old.lowerBound]
        result += isOurs ? ourLines[change.new] : theirLines[change.new]
        done = change.old.upperBound
        if isOurs { mine.removeFirst() } else { other.removeFirst() }
    }
    result += baseLines[done...]
    return String(decoding: Array(result.map(\.bytes).joined(separator: [0x0A])), as: UTF8.self)
}

/// The change that comes first in the base. Two that touch each other are told apart by the caller.
private func nextChange(_ one: LineChange?, _ two: LineChange?) -> LineChange? {
    guard let one else { return two }
    guard let two else { return one }
    return (one.old.lowerBound, one.old.upperBound) <= (two.old.lowerBound, two.old.upperBound) ? one : two
}

/// A line compared by its bytes.
struct Line: Hashable {
    let bytes: [UInt8]

    init(_ text: Substring.UTF8View) { bytes = Array(text) }
}

/// Lines of the base that are replaced by lines of the other text.
struct LineChange: Equatable {
    let old: Range<Int>
    let new: Range<Int>

    /// Whether two changes stand at the same lines, or are both put in at the same place.
    func touches(_ other: LineChange) -> Bool {
        old.lowerBound == other.old.lowerBound || old.overlaps(other.old)
            || (old.lowerBound < other.old.lowerBound && other.old.lowerBound < old.upperBound)
            || (other.old.lowerBound < old.lowerBound && old.lowerBound < other.old.upperBound)
    }
}

/// What changed between two texts, by a longest common sequence of lines; nil when they are too long for that.
func lineChanges(from old: [Line], to new: [Line]) -> [LineChange]? {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var oldEnd = old.count
    var newEnd = new.count
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
        oldEnd -= 1
        newEnd -= 1
    }
    if start == oldEnd, start == newEnd { return [] }
    let (rows, columns) = (oldEnd - start, newEnd - start)
    if rows == 0 || columns == 0 { return [LineChange(old: start..<oldEnd, new: start..<newEnd)] }
    guard rows * columns <= 1_000_000 else { return nil }
    // Lengths of the longest common sequences of what is left.
    var lengths = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
    for row in stride(from: rows - 1, through: 0, by: -1) {
        for column in stride(from: columns - 1, through: 0, by: -1) {
            let here = row * (columns + 1) + column
            lengths[here] =
                old[start + row] == new[start + column]
                ? lengths[here + columns + 2] + 1 : max(lengths[here + columns + 1], lengths[here + 1])
        }
    }
    var changes: [LineChange] = []
    var (row, column) = (0, 0)
    var (changeRow, changeColumn) = (0, 0)
    func close() {
        if changeRow < row || changeColumn < column {
            changes.append(
                LineChange(
                    old: (start + changeRow)..<(start + row), new: (start + changeColumn)..<(start + column)))
        }
    }
    while row < rows, column < columns {
        if old[start + row] == new[start + column] {
            close()
            row += 1
            column += 1
            (changeRow, changeColumn) = (row, column)
        } else if lengths[(row + 1) * (columns + 1) + column] >= lengths[row * (columns + 1) + column + 1] {
            row += 1
        } else {
            column += 1
        }
    }
    (row, column) = (rows, columns)
    close()
    return changes
}
