/// One replacement of bytes. An empty range inserts.
struct Splice {
    var range: Range<Int>
    var text: String

    init(_ range: Range<Int>, _ text: String) {
        self.range = range
        self.text = text
    }

    init(at offset: Int, _ text: String) { self.init(offset..<offset, text) }

    /// The text with all replacements made. They may not overlap; insertions at one place keep their order.
    static func apply(_ splices: [Splice], to bytes: [UInt8]) -> [UInt8]? {
        let ordered = splices.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + splices.reduce(0) { $0 + $1.text.utf8.count })
        var done = 0
        for (_, splice) in ordered {
            guard splice.range.lowerBound >= done, splice.range.upperBound <= bytes.count else { return nil }
            result.append(contentsOf: bytes[done..<splice.range.lowerBound])
            result.append(contentsOf: splice.text.utf8)
            done = splice.range.upperBound
        }
        result.append(contentsOf: bytes[done...])
        return result
    }
}
