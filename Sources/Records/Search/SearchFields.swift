import LosslessYAML

/// The fields of a kind, or the members of one of them, as far as search reads them otherwise than any text. Beside each other instead of
/// within each field: counting references to fields that all threads share takes more time than looking.
final class SearchFields: Sendable {
    /// What a text in a field is.
    enum Use: Sendable { case text, day, choice }

    private let keys: KeyTable
    /// Of each field.
    let uses: [Use]
    let choices: [[Field.Choice]]
    /// nil for a field without members.
    let members: [SearchFields?]

    init(_ fields: [Field]) {
        keys = KeyTable(fields.map(\.key))
        uses = fields.map { !$0.choices.isEmpty ? .choice : $0.isDay ? .day : .text }
        choices = fields.map(\.choices)
        members = fields.map { $0.fields.isEmpty ? nil : SearchFields($0.fields) }
    }

    func place(of key: UnsafeBufferPointer<UInt8>, guess: inout Int) -> Int? { keys.place(of: key, guess: &guess) }
}

extension Field.Choice {
    /// Whether a text in a file is its key.
    func isWritten(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        key.utf8.count == text.count && key.utf8.elementsEqual(text)
    }
}
