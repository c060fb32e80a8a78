import JSONSchema

/// The cases of one batch. A schema that is the same text as in the case before is not compiled again.
struct SchemaCases {
    let draft: SchemaDraft
    let formats: FormatMode
    let details: Bool
    let registry: SchemaRegistry
    private var last: (text: [UInt8], result: Result<CompiledSchema, SchemaErrors>)?

    init(draft: SchemaDraft, formats: FormatMode, details: Bool, registry: SchemaRegistry) {
        self.draft = draft
        self.formats = formats
        self.details = details
        self.registry = registry
    }

    /// The output line for one input line.
    mutating func verdict(onLine line: [UInt8]) -> String {
        let document: JSONDocument
        do throws(JSONParseError) {
            document = try JSONDocument.parse(line)
        } catch {
            return failure("line is not JSON: \(error)")
        }
        guard let schema = document.root["schema"], let data = document.root["data"] else {
            return failure("line needs \"schema\" and \"data\"")
        }
        switch compiled(schema) {
        case .failure(let errors): return failure(errors.description)
        case .success(let schema): return verdict(on: data, schema)
        }
    }

    private mutating func compiled(_ schema: JSONValue) -> Result<CompiledSchema, SchemaErrors> {
        let text = Array(schema.document.source[schema.byteRange])
        if let last, last.text == text { return last.result }
        let result = Result { () throws(SchemaErrors) in
            try CompiledSchema.compile(schema, draft: draft, formats: formats, registry: registry)
        }
        last = (text, result)
        return result
    }

    private func verdict(on data: JSONValue, _ schema: CompiledSchema) -> String {
        if !details { return schema.isValid(data) ? "{\"valid\":true}" : "{\"valid\":false}" }
        let violations = schema.violations(of: data)
        if violations.isEmpty { return "{\"valid\":true}" }
        let errors = violations.map { violation in
            let members = [
                ("instancePath", violation.instancePointer), ("schemaPath", violation.schemaLocation),
                ("keyword", violation.keyword ?? "false"), ("message", violation.detail.description),
            ]
            return "{" + members.map { jsonString($0) + ":" + jsonString($1) }.joined(separator: ",") + "}"
        }
        return "{\"valid\":false,\"errors\":[" + errors.joined(separator: ",") + "]}"
    }

    private func failure(_ message: String) -> String {
        "{\"error\":" + jsonString(message) + "}"
    }
}

/// `text` as a JSON string, quotes included.
private func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case _ where scalar.value < 0x20:
            result += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
