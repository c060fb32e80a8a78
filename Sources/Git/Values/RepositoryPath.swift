/// A path inside a repository: names joined by `/`, relative to its root, compared **by bytes**.
///
/// Swift's `String` takes a precomposed and a decomposed é for the same; git does not, and nor may the keys of our sets and
/// dictionaries. A value may come from a hostile tree, so it is not safe by itself: ask `problem` before it is laid over a
/// file system. Everything in this module that writes does so.
package struct RepositoryPath: Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The path as text. A name in a tree that is not UTF-8 arrives here with replacement characters and finds nothing.
    package let string: String

    package init(_ string: String) {
        var string = string
        string.makeContiguousUTF8()
        self.string = string
    }

    package init(stringLiteral value: String) {
        self.init(value)
    }

    package var description: String { string }

    /// The names between the slashes.
    package var names: [Substring] { string.split(separator: "/", omittingEmptySubsequences: false) }

    /// The last name.
    package var name: String { names.last.map(String.init) ?? "" }

    /// The folder this lies in; empty at the root.
    package var folder: RepositoryPath {
        guard let slash = string.utf8.lastIndex(of: UInt8(ascii: "/")) else { return RepositoryPath("") }
        return RepositoryPath(String(string[..<slash]))
    }

    package var isRoot: Bool { string.isEmpty }

    /// This path with one more name after it.
    package func appending(_ name: some StringProtocol) -> RepositoryPath {
        RepositoryPath(string.isEmpty ? String(name) : string + "/" + name)
    }

    /// Whether this is `folder` itself or lies in it.
    package func lies(in folder: RepositoryPath) -> Bool {
        if folder.isRoot { return true }
        let own = string.utf8
        let other = folder.string.utf8
        guard own.starts(with: other) else { return false }
        return own.count == other.count || own.dropFirst(other.count).first == UInt8(ascii: "/")
    }
}

extension RepositoryPath: Hashable, Comparable {
    package static func == (left: RepositoryPath, right: RepositoryPath) -> Bool {
        left.string.utf8.elementsEqual(right.string.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        var string = string
        string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// By bytes, which is git's order of an index.
    package static func < (left: RepositoryPath, right: RepositoryPath) -> Bool {
        left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
    }
}
