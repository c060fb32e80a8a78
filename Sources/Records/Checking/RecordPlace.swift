package import LosslessYAML

extension Record {
    /// A problem at a node of this record, the node underlined; without a node, at the beginning of the record, where no line
    /// is shown because none is wrong.
    package func problem(
        _ rule: Rule, at node: YAMLNodeID?, severity: Severity = .error, field: String = "", message: Text,
        remedy: Text? = nil, allowed: [String] = []
    ) -> Problem {
        guard let node else {
            let start = tree.root.map { tree.position(at: tree.range($0).lowerBound) }
            return Problem(
                rule, severity: severity, path: path, place: start.map { TextPlace(line: $0.line, column: $0.column) },
                field: field, message: message, remedy: remedy, allowed: allowed)
        }
        let range = tree.range(node)
        let position = tree.position(at: range.lowerBound)
        let firstLine = tree.kind(node) == .scalar ? tree.bytes[range].prefix { $0 != 0x0A && $0 != 0x0D } : []
        return Problem(
            rule, severity: severity, path: path, place: TextPlace(line: position.line, column: position.column),
            width: String(decoding: firstLine, as: UTF8.self).unicodeScalars.count, field: field, message: message,
            remedy: remedy, allowed: allowed, sourceLine: sourceLine(position.line, of: tree.bytes))
    }

    /// The node of a top-level field.
    package func node(_ key: String) -> YAMLNodeID? {
        tree.root.flatMap { tree.value(of: key, in: $0) }
    }
}
