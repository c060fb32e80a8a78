/// A value to be written into a record.
package indirect enum YAMLValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number by its text, written as it is. Must be an integer or a float of the core schema.
    case number(String)
    case string(String)
    case list([YAMLValue])
    case map([Entry])

    /// One field of a map.
    package struct Entry: Hashable, Sendable {
        package var key: String
        package var value: YAMLValue

        package init(key: String, value: YAMLValue) {
            self.key = key
            self.value = value
        }
    }
}

/// One step from a node to one of its children.
package enum YAMLStep: Hashable, Sendable {
    case key(String)
    case index(Int)
}

/// The way from the root to a node; empty for the root.
package typealias YAMLPath = [YAMLStep]
