extension YAMLError: CustomStringConvertible {
    /// What is wrong and what to do about it, in English, without the place.
    package var description: String { reason.description }
}

extension YAMLError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let bytes, let limit):
            "the file is too large: \(bytes) bytes, at most \(limit) are read"
        case .notUTF8(let guess):
            "this is not UTF-8" + (guess.map { "; it looks like \($0)" } ?? "") + ". Save the file as UTF-8"
        case .wideEncoding(let name):
            "the file is \(name). Save it as UTF-8"
        case .forbiddenCharacter(let code):
            "the character \(Self.codePoint(code)) may not stand here. Delete it, or write it as an escape in double quotes"
        case .tabIndentation, .badIndentation, .itemInsideMapping, .keyInsideSequence, .missingSpaceAfterColon,
            .missingSpaceAfterDash, .missingColon, .colonInsideValue, .blockCollectionNotHere, .keySpansLines,
            .keyTooLong, .textAfterValue, .conflictMarker, .fullWidth, .reservedStart:
            blockDescription
        case .unclosedQuote, .unknownEscape, .badEscapeCode, .badBlockScalarHeader, .blankLineTooIndented,
            .commentNeedsSpace, .unclosedBracket, .mismatchedBracket, .missingComma, .emptyFlowEntry,
            .flowBadIndentation:
            scalarAndFlowDescription
        case .badAnchor, .badTag, .undefinedTagHandle, .secondAnchor, .secondTag, .aliasWithProperties,
            .undefinedAlias, .badDirective, .directiveWithoutDocument, .documentMarkerInside, .textAfterDocumentEnd:
            rareDescription
        case .tooDeep, .aliasBomb, .recursiveAlias, .duplicateKey, .nonStringKey, .noDocument, .severalDocuments,
            .tagNotAllowed, .directiveNotAllowed, .notPortable:
            restrictionDescription
        }
    }

    private var blockDescription: String {
        switch self {
        case .tabIndentation:
            "a tab is used for indentation. Use spaces"
        case .badIndentation(let column, let expected):
            "the indentation does not fit: the text starts in column \(column), expected column "
                + expected.map(String.init).joined(separator: " or ")
        case .itemInsideMapping:
            "a list item (`- `) stands where a `key: value` line was expected"
        case .keyInsideSequence:
            "expected another list item (`- `) in this column"
        case .missingSpaceAfterColon(let key):
            "a space is missing after the colon: write `\(key): …`"
        case .missingSpaceAfterDash:
            "a space is missing after the `-` of the list item"
        case .missingColon(let text):
            "expected `key: value`, found `\(text)`"
        case .colonInsideValue:
            "a value may not contain `: `. Put the value in quotes, or start the inner mapping on its own line"
        case .blockCollectionNotHere:
            "a list or mapping may not start on this line. Start it on the next line"
        case .keySpansLines:
            "a key must stand on one line with its colon"
        case .keyTooLong:
            "a key may have at most 1024 characters"
        case .textAfterValue:
            "unexpected text after the value. Put the whole value in quotes"
        case .conflictMarker:
            "a conflict marker was left behind by a merge. Keep the right lines and delete the markers"
        case .fullWidth(let found, let needed):
            "the full-width `\(found)` stands where YAML needs `\(needed)`" + (needed == ":" ? " and a space" : "")
        default:  // .reservedStart
            if case .reservedStart(let character) = self {
                "a value may not start with `\(character)`. Put it in quotes"
            } else {
                "this cannot be read"
            }
        }
    }

    private var scalarAndFlowDescription: String {
        switch self {
        case .unclosedQuote(let quote):
            "the quote \(quote) that opens here is not closed, or a line of the text is not indented enough"
        case .unknownEscape(let character):
            "unknown escape `\\\(character)`. Write `\\\\` for a backslash, or use single quotes"
        case .badEscapeCode(let text):
            "`\(text)` is not a character code"
        case .badBlockScalarHeader:
            "after `|` or `>` only a digit from 1 to 9, `+` or `-`, and a comment may follow; the text starts on the next line"
        case .blankLineTooIndented:
            "this blank line has more spaces than the first line of the text. Delete its spaces"
        case .commentNeedsSpace:
            "a space is missing before `#`. If it is part of the value, put the value in quotes"
        case .unclosedBracket(let bracket):
            "the `\(bracket)` that opens here is not closed"
        case .mismatchedBracket(let found):
            "`\(found)` does not fit the bracket that is open"
        case .missingComma:
            "a comma is missing between two items"
        case .emptyFlowEntry:
            "an item is missing before the comma"
        default:  // .flowBadIndentation
            if case .flowBadIndentation(let minimum) = self {
                "this line of a bracketed list needs at least \(minimum) space\(minimum == 1 ? "" : "s") of indentation"
            } else {
                "this cannot be read"
            }
        }
    }

    private var rareDescription: String {
        switch self {
        case .badAnchor: "this is not a name for an anchor (`&name`) or alias (`*name`)"
        case .badTag: "this is not a tag"
        case .undefinedTagHandle(let handle): "the tag handle `\(handle)` is not declared"
        case .secondAnchor: "a node can have only one anchor"
        case .secondTag: "a node can have only one tag"
        case .aliasWithProperties: "an alias can have neither anchor nor tag"
        case .undefinedAlias(let name): "nothing is named `&\(name)` before this alias. Quote the value if it is text"
        case .badDirective: "this line is not a directive that YAML knows, or directives may not stand here"
        case .directiveWithoutDocument: "a line `---` is missing after the directives"
        case .documentMarkerInside: "`---` and `...` may not stand inside brackets"
        default: "only a comment may follow `...`"  // .textAfterDocumentEnd
        }
    }

    private var restrictionDescription: String {
        switch self {
        case .tooDeep(let limit):
            "more than \(limit) levels of nesting"
        case .aliasBomb(let limit):
            "the aliases expand to more than \(limit) bytes"
        case .recursiveAlias(let name):
            "the alias `*\(name)` contains itself"
        case .duplicateKey(let key, let first):
            "the key `\(key)` is already used in line \(first.line)"
        case .nonStringKey(let kind):
            Self.description(ofKey: kind)
        case .noDocument:
            "the file is empty"
        case .severalDocuments:
            "a record file holds one document. Delete this `---`, or move the text to a file of its own"
        case .tagNotAllowed(let tag):
            "a record may not use tags (`\(tag)`). Quote the value if it is text"
        case .directiveNotAllowed:
            "a record may not use directives (lines that start with `%`)"
        default:  // .notPortable
            if case .notPortable(let difference) = self {
                "valid YAML, but other tools read it differently: \(difference.description)"
            } else {
                "this may not be used in a record"
            }
        }
    }

    private static func description(ofKey kind: YAMLError.KeyKind) -> String {
        switch kind {
        case .null: "a key is empty or null. Keys must be text"
        case .bool: "this key is true or false, not text. Put it in quotes"
        case .number: "this key is a number, not text. Put it in quotes"
        case .collection: "a list or mapping may not be a key"
        case .alias: "an alias may not be a key"
        }
    }

    private static func codePoint(_ code: UInt32) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

extension YAMLError.Difference: CustomStringConvertible {
    package var description: String {
        switch self {
        case .refused(let words): "they refuse it (\(words))"
        case .otherText(let text): "they read `\(text)`"
        case .otherStructure: "they see another structure"
        case .specialScalar(let text): "`\(text)` has a special meaning. Put it in quotes"
        }
    }
}
