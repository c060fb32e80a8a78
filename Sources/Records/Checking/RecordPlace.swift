import LosslessYAML

extension Record {
    /// A problem at a node of this record, the node underlined; without a node, of the file as a whole.
    func problem(
        _ rule: Rule, at node: YAMLNodeID?, severity: Severity = .error, field: String = "", message: Text,
        remedy: Text? = nil, allowed: [String] = []
    ) -> Problem {
        guard let node else {
            return Problem(
                rule, severity: severity, path: path, field: field, message: message, remedy: remedy, allowed: allowed)
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
    func node(_ key: String) -> YAMLNodeID? {
        tree.root.flatMap { tree.value(of: key, in: $0) }
    }
}
