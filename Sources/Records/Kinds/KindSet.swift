/// The kinds of record that a repository knows.
package struct KindSet: Sendable {
    /// In the order of their keys.
    package let kinds: [Kind]
    private let byKey: [String: Kind]

    package init(_ kinds: [Kind]) {
        self.kinds = kinds.sorted { $0.key < $1.key }
        byKey = Dictionary(kinds.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(key: String) -> Kind? { byKey[key] }

    /// The kind whose place `path` is; nil for a file that is no record.
    package func kind(at path: RecordPath) -> Kind? {
        PathNames.of(path) { names in kinds.first { $0.location.matches(names) } }
    }

    /// The kind that a person means by its key, a label or an alias in either language, singular or plural.
    package func kind(named typed: String) -> Kind? {
        byKey[typed] ?? kinds.first { $0.isNamed(typed) }
    }
}
