/// Whole lines taken out of a text, moved to another column where need be.
struct TextLines {
    /// Without their line breaks and their indentation by the column they stood in.
    var lines: [ArraySlice<UInt8>]

    /// The lines of a range that begins and ends at line starts.
    init(_ text: MergeText, _ range: Range<Int>, column: Int) {
        lines = []
        var here = range.lowerBound
        while here < range.upperBound {
            let next = text.nextLine(here)
            let end = next > here && text.bytes[next - 1] == 0x0A ? next - 1 : next
            var start = here
            while start < end, start - here < column, text.bytes[start] == 0x20 { start += 1 }
            lines.append(text.bytes[start..<end])
            here = next
        }
    }

    /// Comments and blank lines: what one side changed is taken; where both did, both sides' lines stay.
    static func merged(_ base: TextLines?, _ ours: TextLines?, _ theirs: TextLines?) -> [ArraySlice<UInt8>] {
        guard let ours = ours?.lines else { return theirs?.lines ?? [] }
        guard let theirs = theirs?.lines else { return ours }
        let base = base?.lines ?? []
        if ours == theirs || theirs == base { return ours }
        if ours == base { return theirs }
        let known = Set(ours).union(base)
        return ours + theirs.filter { line in !known.contains(line) && !line.isBlank }
    }
}

extension ArraySlice<UInt8> {
    var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}

extension [UInt8] {
    mutating func append(spaces count: Int) {
        if count > 0 { append(contentsOf: repeatElement(0x20, count: count)) }
    }

    /// A line of its own in a column.
    mutating func append(line: ArraySlice<UInt8>, column: Int) {
        if !line.isBlank { append(spaces: column) }
        append(contentsOf: line)
        append(0x0A)
    }

    /// A range of a text that begins behind the indentation of its first line, with all its lines moved from one column to another.
    mutating func append(_ text: MergeText, _ range: Range<Int>, from: Int, to column: Int) {
        append(spaces: column)
        if from == column {
            append(contentsOf: text.bytes[range])
        } else {
            var here = range.lowerBound
            var isFirst = true
            while here < range.upperBound {
                let next = Swift.min(text.nextLine(here), range.upperBound)
                var start = here
                if !isFirst {
                    while start < next, start - here < from, text.bytes[start] == 0x20 { start += 1 }
                    if !text.bytes[start..<next].dropLast().isBlank { append(spaces: column) }
                }
                append(contentsOf: text.bytes[start..<next])
                isFirst = false
                here = next
            }
        }
        if last != 0x0A { append(0x0A) }
    }
}
