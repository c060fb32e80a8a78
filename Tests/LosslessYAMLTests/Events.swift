import LosslessYAML

/// The events of the one document in a text, on one line, without stream and document: `+MAP =VAL :a =VAL :b -MAP`.
/// `invalid L:C` for text that is not YAML.
func events(_ yaml: String) -> String {
    let notation = YAMLEventNotation(Array(yaml.utf8))
    if let problem = notation.problem, problem.isInvalidYAML { return "invalid \(problem.position)" }
    return String(decoding: notation.lines, as: UTF8.self).split(separator: "\n")
        .filter { !$0.hasPrefix("+STR") && !$0.hasPrefix("-STR") && !$0.hasPrefix("+DOC") && !$0.hasPrefix("-DOC") }
        .joined(separator: " ")
}

/// All events, documents included, on one line.
func streamEvents(_ yaml: String) -> String {
    let notation = YAMLEventNotation(Array(yaml.utf8))
    if let problem = notation.problem, problem.isInvalidYAML { return "invalid \(problem.position)" }
    return String(decoding: notation.lines, as: UTF8.self).split(separator: "\n").joined(separator: " ")
}

/// The first problem of a text as a record, as `line:column reason`; nil for a record.
func problem(_ yaml: String) -> String? {
    problems(Array(yaml.utf8)).first.map { "\($0.position) \($0.reason)" }
}

/// Every problem of a text as a record.
func problems(_ bytes: [UInt8], limits: YAMLLimits = .record) -> [YAMLError] {
    var reader = YAMLReader(limits: limits)
    switch reader.readAll(bytes) {
    case .tree: return []
    case .problems(let first, let rest): return [first] + rest
    }
}

/// A text that must be a record.
func tree(_ yaml: String) throws -> YAMLTree {
    var reader = YAMLReader()
    return try reader.read(Array(yaml.utf8))
}
