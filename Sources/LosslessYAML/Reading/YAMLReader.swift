/// Reads records. Keep one per thread and reuse it.
package struct YAMLReader {
    package var limits: YAMLLimits
    /// When the second reader (libyaml) is asked.
    var comparison = Comparison.beyondEveryday

    /// When to ask the second reader.
    enum Comparison {
        /// For texts that leave the everyday subset.
        case beyondEveryday
        /// As a check on the first reader.
        case always
        /// For texts that no other tool reads.
        case never
    }

    package init(limits: YAMLLimits = .record) {
        self.limits = limits
    }

    /// The one document of a record file, held to every restriction on records: UTF-8, size, depth, one document, unique text keys, no tags,
    /// no directives, and a reading that other YAML tools share.
    ///
    /// - Throws: the first problem. ``readAll(_:)`` gives all of them.
    package mutating func read(_ bytes: [UInt8]) throws(YAMLError) -> YAMLTree {
        switch readAll(bytes) {
        case .tree(let tree): return tree
        case .problems(let first, _): throw first
        }
    }

    /// As ``read(_:)``, with the comparison with other YAML tools left out on demand (for requests from a program, which no other tool reads).
    package mutating func read(_ bytes: [UInt8], comparingReaders: Bool) throws(YAMLError) -> YAMLTree {
        let usual = comparison
        comparison = comparingReaders ? usual : .never
        defer { comparison = usual }
        return try read(bytes)
    }

    /// As ``read(_:)``, but returns every independent problem that one pass can find, in the order of the text.
    package mutating func readAll(_ bytes: [UInt8]) -> Outcome {
        let (stream, problems) = stream(bytes)
        if let first = problems.first { return .problems(first, rest: Array(problems.dropFirst())) }
        guard let stream, let document = stream.documents.first else {
            let start = YAMLPosition(line: 1, column: 1)
            return .problems(YAMLError(reason: .noDocument, offset: 0, position: start), rest: [])
        }
        return .tree(YAMLTree(bytes, root: YAMLNodeID(document.root), stream))
    }

    /// What reading came to.
    package enum Outcome: Sendable {
        case tree(YAMLTree)
        case problems(YAMLError, rest: [YAMLError])
    }

    /// Everything in the text and everything that keeps it from being a record; no stream if the text was too large to look at.
    mutating func stream(_ bytes: [UInt8]) -> (YAMLStream?, [YAMLError]) {
        guard bytes.count <= limits.bytes else {
            let start = YAMLPosition(line: 1, column: 1)
            let reason = YAMLError.Reason.tooLarge(bytes: bytes.count, limit: limits.bytes)
            return (nil, [YAMLError(reason: reason, offset: limits.bytes, position: start)])
        }
        return bytes.withUnsafeBufferPointer { text in
            let stream = YAMLStream(parsing: text, maxDepth: limits.depth)
            var found: [(reason: YAMLError.Reason, offset: Int)] = []
            if let failure = stream.failure {
                found = [failure]
            } else {
                found = RecordRestrictions(text: text, stream: stream, limits: limits, comparison: comparison)
                    .problems()
            }
            return (
                stream,
                found.map { problem in
                    YAMLError(
                        reason: problem.reason, offset: problem.offset,
                        position: YAMLPosition(offset: problem.offset, in: text))
                }
            )
        }
    }
}
