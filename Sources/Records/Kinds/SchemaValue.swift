import JSONSchema

extension RecordValue {
    /// A schema as data.
    init(_ json: JSONValue) {
        switch json.type {
        case .null: self = .null
        case .boolean: self = .bool(json.boolean)
        case .number: self = .number(json.sourceText)
        case .string: self = .text(json.text)
        case .array: self = .list(json.elements.map { RecordValue($0) })
        case .object: self = .map(json.members.map { .init($0.key.text, RecordValue($0.value)) })
        }
    }
}

extension RecordValue {
    /// The value that a JSON text stands for; nil for a text that is none.
    package init?(json text: String) {
        guard let document = try? JSONDocument.parse(text) else { return nil }
        self.init(document.root)
    }
}
