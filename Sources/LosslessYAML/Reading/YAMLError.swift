/// Why a text could not be read as a record, and where.
package struct YAMLError: Error, Hashable, Sendable {
    package var reason: Reason
    /// Byte of the file, from 0, byte order mark included.
    package var offset: Int
    package var position: YAMLPosition

    /// What is wrong with the text.
    package enum Reason: Hashable, Sendable {
        // The bytes
        case tooLarge(bytes: Int, limit: Int)
        /// `looksLike` is a guess such as `GBK`.
        case notUTF8(looksLike: String?)
        /// UTF-16 or UTF-32, told by a byte order mark or by zero bytes.
        case wideEncoding(String)
        case forbiddenCharacter(UInt32)

        // Indentation and block structure
        case tabIndentation
        /// Columns (from 1) that would be right here.
        case badIndentation(column: Int, expected: [Int])
        /// `- ` where a key of the mapping was due.
        case itemInsideMapping
        /// A key where an item of the sequence was due.
        case keyInsideSequence
        case missingSpaceAfterColon(key: String)
        case missingSpaceAfterDash
        case missingColon(text: String)
        /// `a: b: c`: a second `: ` within a value.
        case colonInsideValue
        /// A block collection may not start on this line (`a: - b`, `--- a: b`, `&x - a`).
        case blockCollectionNotHere
        case keySpansLines
        case keyTooLong
        case textAfterValue
        case conflictMarker
        /// A full-width character of Chinese typing where YAML needs the ASCII one.
        case fullWidth(found: String, needed: String)
        /// Text may not start with this character unless it is quoted.
        case reservedStart(String)

        // Scalars
        case unclosedQuote(String)
        case unknownEscape(String)
        case badEscapeCode(String)
        case badBlockScalarHeader
        case blankLineTooIndented
        case commentNeedsSpace

        // Flow collections
        case unclosedBracket(String)
        case mismatchedBracket(found: String)
        case missingComma
        case emptyFlowEntry
        case flowBadIndentation(minimum: Int)

        // Anchors, tags, directives, documents
        case badAnchor
        case badTag
        case undefinedTagHandle(String)
        case secondAnchor
        case secondTag
        case aliasWithProperties
        case undefinedAlias(String)
        case badDirective
        case directiveWithoutDocument
        case documentMarkerInside
        case textAfterDocumentEnd

        // Valid YAML that a record may not use
        case tooDeep(limit: Int)
        /// Replacing every alias by what it stands for would take more bytes than the limit.
        case aliasBomb(limit: Int)
        case recursiveAlias(String)
        case duplicateKey(String, first: YAMLPosition)
        case nonStringKey(KeyKind)
        case noDocument
        case severalDocuments
        case tagNotAllowed(String)
        case directiveNotAllowed
        /// Valid YAML 1.2 that other tools (PyYAML, Ruby, most editors) refuse or read otherwise.
        case notPortable(Difference)
    }

    /// How other tools read it.
    package enum Difference: Hashable, Sendable {
        /// They refuse it; in libyaml's words.
        case refused(String)
        /// They read this text instead.
        case otherText(String)
        /// They see other nodes.
        case otherStructure
        /// A plain `<<` or `=`, which YAML 1.1 gives a meaning.
        case specialScalar(String)
    }

    /// What stands where a text key was due.
    package enum KeyKind: Hashable, Sendable {
        case null, bool, number, collection, alias
    }
}

extension YAMLError {
    /// Whether the text breaks YAML 1.2.2 itself; otherwise it is valid YAML that a record may not use.
    package var isInvalidYAML: Bool {
        switch reason {
        case .tooLarge, .tooDeep, .aliasBomb, .recursiveAlias, .duplicateKey, .nonStringKey, .noDocument,
            .severalDocuments, .tagNotAllowed, .directiveNotAllowed, .notPortable, .wideEncoding:
            false
        default:
            true
        }
    }
}
