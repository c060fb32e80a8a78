/// One change to a record. Everything that a change does not touch stays byte for byte.
package enum YAMLEdit: Hashable, Sendable {
    /// Replaces the value at the path, or adds the last key of it to its mapping; missing mappings on the way are made.
    case set(YAMLPath, YAMLValue)
    /// Removes a key with its value, or an item of a list, along with the comment that belongs to it: on its line, or directly above it in
    /// the same column.
    case remove(YAMLPath)
    /// Adds an item to the list at the path: before the item at `index`, or at the end. A missing or null list is made.
    case addItem(YAMLPath, YAMLValue, index: Int?)
    /// Moves an item within its list; `to` counts after the removal.
    case moveItem(YAMLPath, from: Int, to: Int)
    /// Gives the last key of the path another name.
    case renameKey(YAMLPath, to: String)
}

/// Why an edit was not made. The text stays as it was.
package enum YAMLEditError: Error, Hashable, Sendable {
    /// The text itself cannot be read.
    case unreadable(YAMLError)
    /// Nothing stands at this path.
    case noSuchPath(YAMLPath)
    /// A key step met a list, an index step met a mapping, or either met a scalar.
    case wrongKind(YAMLPath)
    /// The new name is already a key of the mapping.
    case keyExists(String)
    /// The path leads through an alias or an anchor in use, so the change would show in other places too.
    case throughAlias(YAMLPath)
    /// A value that YAML text cannot hold: a bad number or date, or a key twice in one mapping.
    case badValue(YAMLPath)
    /// The result was checked and was not what was intended; nothing is handed out.
    case checkFailed(String)
}

extension YAMLEditError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let error): "\(error.position): \(error)"
        case .noSuchPath(let path): "nothing stands at \(Self.pointer(path))"
        case .wrongKind(let path): "\(Self.pointer(path)) is not a place for this change"
        case .keyExists(let key): "the key `\(key)` already exists"
        case .throughAlias(let path):
            "\(Self.pointer(path)) is shared through an anchor, so the change would show elsewhere too"
        case .badValue(let path): "the value for \(Self.pointer(path)) cannot be written as YAML"
        case .checkFailed(let reason): "the edit was not made: \(reason)"
        }
    }

    /// A JSON pointer (RFC 6901).
    private static func pointer(_ path: YAMLPath) -> String {
        if path.isEmpty { return "the whole document" }
        return path.map { step in
            switch step {
            case .index(let index): "/\(index)"
            case .key(let key):
                "/"
                    + key.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
                    .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
            }
        }.joined()
    }
}
