import Records

/// The field of a kind that a person names.
func namedField(_ typed: String, _ kind: Kind) throws -> Field {
    let typed = typed.split(separator: " ").joined(separator: " ")
    if let field = kind.field(named: typed) { return field }
    let (message, remedy) = kind.unknownField(typed)
    throw CommandFailure(.wrongUsage, message, remedy: remedy)
}
