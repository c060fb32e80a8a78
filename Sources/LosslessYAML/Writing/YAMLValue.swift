/// A value to be written into a record.
package indirect enum YAMLValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number by its text, written as it is. Must be an integer or a float of the core schema.
    case number(String)
    /// A text. It is quoted wherever a YAML reader, of version 1.1 or 1.2, would take the plain text for something else.
    case string(String)
    /// A date or a time by its text, written plain: a string for YAML 1.2, a date for YAML 1.1 readers.
    case timestamp(String)
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
