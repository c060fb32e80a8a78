/// A commit, read.
package struct CommitInfo: Hashable, Sendable, Identifiable {
    package let id: ObjectID
    package let tree: ObjectID
    /// In git's order: the first is the branch that was on when merging.
    package let parents: [ObjectID]
    package let author: Signature
    package let committer: Signature
    /// The whole message with its trailing line break; bytes that are no UTF-8 appear as replacement characters.
    package let message: String

    package init(
        id: ObjectID, tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
    ) {
        self.id = id
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        self.message = message
    }

    /// The first line.
    package var summary: String {
        String(decoding: message.utf8.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
