/// Everything a text holds: any number of documents, or the reason why it could not be read.
struct YAMLStream {
    var nodes: [Node]
    var sideText: [UInt8]
    var comments: [CommentSpan]
    var documents: [DocumentSpan]
    var properties: [UInt32: NodeProperties]
    var aliasTargets: [UInt32: UInt32]
    /// YAML 1.1 readers may see it otherwise; compare before relying on it.
    var beyondEveryday: Bool
    var firstTag: Int?
    var firstDirective: Int?
    var failure: (reason: YAMLError.Reason, offset: Int)?

    /// Parses a whole text. What was read before a failure is kept.
    init(parsing text: UnsafeBufferPointer<UInt8>, maxDepth: Int) {
        let check = TextCheck(text)
        var parser = StreamParser(text: text, maxDepth: maxDepth)
        if let failure = check.failure {
            parser.failure = failure
        } else {
            parser.nodes.reserveCapacity(16 + text.count / 10)
            do throws(Stop) {
                try parser.parseStream()
                if !check.quotedOnly.isEmpty { try parser.confine(check.quotedOnly) }
            } catch {
                // The reason is in parser.failure.
            }
        }
        nodes = parser.nodes
        sideText = parser.side
        comments = parser.comments
        documents = parser.documents
        properties = parser.properties
        aliasTargets = parser.anchors.targets
        beyondEveryday =
            parser.beyondEveryday || check.hasUnicodeBreaks || check.hasLoneCarriageReturn || !check.quotedOnly.isEmpty
        firstTag = parser.firstTag
        firstDirective = parser.firstDirective
        failure = parser.failure
    }
}

extension YAMLStream {
    /// The content of a scalar or the name of an alias, in the text that was parsed or in the side text.
    @inline(__always)
    func withContent<R>(
        _ node: Node, over text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> R
    ) -> R {
        let range = Int(node.textStart)..<(Int(node.textStart) + Int(node.textLength))
        if !node.flags.contains(.sideText) { return body(UnsafeBufferPointer(rebasing: text[range])) }
        return sideText.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
}

extension StreamParser {
    /// c-printable: some characters may stand inside quotes only (nb-json).
    mutating func confine(_ offsets: [Int]) throws(Stop) {
        let quoted = nodes.filter { $0.style == .singleQuoted || $0.style == .doubleQuoted }
            .sorted { $0.start < $1.start }
        let skipped = Set(skippedMarks)
        var next = 0
        for offset in offsets where !skipped.contains(offset) {
            while next < quoted.count, quoted[next].end <= offset { next += 1 }
            if next < quoted.count, quoted[next].start < offset { continue }
            var value: UInt32 = 0
            for scalar in character(at: offset).unicodeScalars { value = scalar.value }
            throw fail(.forbiddenCharacter(value), at: offset)
        }
    }
}
