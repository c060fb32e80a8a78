/// Bounds on what is read, so that hostile text costs bounded time and memory.
package struct YAMLLimits: Hashable, Sendable {
    /// Largest text, in bytes.
    package var bytes: Int
    /// Deepest nesting of collections; the root collection has depth 1.
    package var depth: Int
    /// Most bytes of nodes and content that a text may amount to once every alias is replaced by what it stands for.
    package var expandedBytes: Int

    package init(bytes: Int = 1 << 20, depth: Int = 64, expandedBytes: Int = 1 << 24) {
        self.bytes = bytes
        self.depth = depth
        self.expandedBytes = expandedBytes
    }

    /// One record file: 1 MiB, 64 levels.
    package static let record = YAMLLimits()
}
