/// Reads records. Keep one per thread and reuse it: its buffers stay allocated.
package struct YAMLReader {
    package var limits: YAMLLimits

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

    /// As ``read(_:)``, but returns every independent problem that one pass can find, in the order of the text.
    package mutating func readAll(_ bytes: [UInt8]) -> Outcome {
        .problems(YAMLError(reason: .noDocument, offset: 0, position: YAMLPosition(line: 1, column: 1)), rest: [])
    }

    package enum Outcome: Sendable {
        case tree(YAMLTree)
        case problems(YAMLError, rest: [YAMLError])
    }
}
