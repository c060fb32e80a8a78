/// The metaschemas that references may lead to without being registered.
enum Metaschemas {
    /// The built-in document at `uri` (absolute, without fragment), nil when there is none.
    static func document(at uri: String) -> JSONDocument? {
        guard let text = draft2020[uri] ?? draft07[uri] ?? draft2019[uri] else { return nil }
        return try? JSONDocument.parse(text)
    }
}
