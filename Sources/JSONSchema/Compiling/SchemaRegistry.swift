/// The documents that references may lead to. Nothing is ever fetched: what is not here does not exist.
///
/// The metaschemas of draft-07, 2019-09 and 2020-12 are built in.
package struct SchemaRegistry: Sendable {
    /// Finds a document by its absolute URI (without fragment), nil when there is none. Called at most once for each URI
    /// during a compilation.
    package typealias Loader = @Sendable (_ uri: String) -> JSONDocument?

    private(set) var documents: [String: JSONDocument] = [:]
    let loader: Loader?

    /// - Parameter loader: asked for documents that were not registered; must not use the network.
    package init(loader: Loader? = nil) {
        self.loader = loader
    }

    /// Makes `document` the one that `uri` (absolute, without fragment) leads to.
    package mutating func register(_ document: JSONDocument, at uri: String) {
        documents[uri] = document
    }
}
