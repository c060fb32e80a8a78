/// One change to a record. Everything that a change does not touch stays byte for byte.
package enum YAMLEdit: Hashable, Sendable {
    /// Replaces the value at the path, or adds the last key of it to its mapping; missing mappings on the way are made.
    case set(YAMLPath, YAMLValue)
    /// Removes a key with its value, or an item of a list, along with the comment that belongs to it.
    case remove(YAMLPath)
    /// Adds an item to the list at the path: before the item at `index`, or at the end.
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
    /// The path leads through an alias, so the change would show in other places too.
    case throughAlias(YAMLPath)
    /// A value that YAML text cannot hold: a bad number, a character that no encoding allows, an empty text key clash.
    case badValue(YAMLPath)
    /// The result was checked and was not what was intended; nothing is handed out.
    case checkFailed(String)
}

/// Applies edits to the bytes of a record.
package struct YAMLEditor {
    /// The text as edited so far.
    package private(set) var tree: YAMLTree
    package var bytes: [UInt8] { tree.bytes }

    package init(_ tree: YAMLTree) {
        self.tree = tree
    }

    /// Makes one change, checks the result by reading it again, and keeps it only if it is the tree that was meant.
    package mutating func apply(_ edit: YAMLEdit) throws(YAMLEditError) {
        throw .checkFailed("not built yet")
    }
}
