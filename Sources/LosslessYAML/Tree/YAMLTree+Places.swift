extension YAMLTree {
    /// Whether any value of the text is an alias.
    package var hasAliases: Bool { !aliasTargets.isEmpty }

    /// The bytes of every comment that starts within a range, in their order, from `#` to the end of its line.
    package func commentRanges(in range: Range<Int>) -> [Range<Int>] {
        if commentSpans.isEmpty { return [] }
        var low = 0
        var high = commentSpans.count
        while low < high {
            let middle = (low + high) / 2
            if Int(commentSpans[middle].start) < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var found: [Range<Int>] = []
        while low < commentSpans.count, Int(commentSpans[low].start) < range.upperBound {
            found.append(Int(commentSpans[low].start)..<Int(commentSpans[low].end))
            low += 1
        }
        return found
    }

    /// Behind the anchor and the tag of a node; nil when it has neither.
    package func propertiesEnd(_ node: YAMLNodeID) -> Int? {
        properties(of: node).map { Int(max($0.anchor?.upperBound ?? 0, $0.tag?.upperBound ?? 0)) }
    }

    /// The dash of an item of a block sequence, or the `:` behind a key, when only white space and comments lie between `offset` and it.
    package func indicator(_ byte: UInt8, behind offset: Int) -> Int? {
        var here = offset
        while here < bytes.count {
            if bytes[here] == byte { return here }
            if bytes[here].isWhite || bytes[here].isBreak {
                here += 1
            } else if bytes[here] == Ascii.hash {
                while here < bytes.count, !bytes[here].isBreak { here += 1 }
            } else {
                return nil
            }
        }
        return nil
    }
}

extension YAMLTree {
    /// The text with `-` in the header of the block scalar that ends it without a line break; nil when none does.
    package func strippingLastBlockScalar() -> [UInt8]? {
        guard let splice = EditPlanner(self, EditPlanner.Way()).stripLast() else { return nil }
        return Splice.apply([splice], to: bytes)
    }
}
