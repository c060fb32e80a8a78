/// An edition of JSON Schema. 2019-09 is read where a document of the other editions refers to one.
package enum SchemaDraft: Int, Sendable, Hashable, Comparable, CaseIterable {
    case draft07 = 7
    case draft2019 = 2019
    case draft2020 = 2020

    package static func < (left: SchemaDraft, right: SchemaDraft) -> Bool { left.rawValue < right.rawValue }

    /// The URI of the metaschema, as `$schema` gives it (an empty fragment does not matter).
    package var metaschema: String {
        switch self {
        case .draft07: "http://json-schema.org/draft-07/schema"
        case .draft2019: "https://json-schema.org/draft/2019-09/schema"
        case .draft2020: "https://json-schema.org/draft/2020-12/schema"
        }
    }

    /// The edition whose metaschema `uri` names, nil when it is none of them.
    package init?(metaschema uri: String) {
        let bare = uri.utf8.last == UInt8(ascii: "#") ? String(uri.dropLast()) : uri
        guard let draft = Self.allCases.first(where: { $0.metaschema.utf8.elementsEqual(bare.utf8) }) else {
            return nil
        }
        self = draft
    }
}

/// Whether `format` decides over validity or only annotates.
package enum FormatMode: Sendable, Hashable {
    /// Formats are checked.
    case asserted
    /// Formats are not checked, unless a metaschema demands it through the format-assertion vocabulary.
    case annotated
}
