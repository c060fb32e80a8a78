/// Bounds on what is read, so that hostile text costs bounded time and memory.
package struct YAMLLimits: Hashable, Sendable {
    /// Largest text, in bytes.
    package var bytes: Int
    /// Deepest nesting of collections; the root collection has depth 1.
    package var depth: Int
    /// Most nodes a document may have once every alias is replaced by what it stands for.
    package var expandedNodes: Int

    package init(bytes: Int = 1 << 20, depth: Int = 64, expandedNodes: Int = 1 << 20) {
        self.bytes = bytes
        self.depth = depth
        self.expandedNodes = expandedNodes
    }

    /// One record file: 1 MiB, 64 levels.
    package static let record = YAMLLimits()
}
