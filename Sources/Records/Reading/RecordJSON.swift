import LosslessYAML

extension Record {
    /// The record as JSON text on one line, typed by its schema: the same as `value.json(indented: false)` without the way over
    /// values, which takes most of the time when there are many records.
    package func json() -> [UInt8] {
        guard let root = tree.root, tree.kind(root) == .mapping else { return Array("{}".utf8) }
        var output = ByteOutput(capacity: tree.bytes.count + tree.bytes.count / 4)
        tree.appendTypedJSON(root, kind.fieldTypes, to: &output) { jsonNumber($0) }
        return output.array
    }
}

extension FieldTypes {
    convenience init(members fields: [Field]) {
        self.init(keepsNumbers: false, keepsBooleans: false, members: fields.map { ($0.key, FieldTypes($0)) })
    }

    private convenience init(_ field: Field) {
        let isText = field.types.contains("string")
        self.init(
            keepsNumbers: isText && !field.types.contains("number") && !field.types.contains("integer"),
            keepsBooleans: isText && !field.types.contains("boolean"),
            members: field.fields.map { ($0.key, FieldTypes($0)) })
    }
}
