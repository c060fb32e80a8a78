import Testing

@testable import LosslessYAML
@testable import Records

/// Every reason has words of its own in both languages; the fallback in English is for reasons to come.
@Suite struct YAMLErrorWordingTests {
    private static let position = YAMLPosition(line: 1, column: 1)

    private static let reasons: [YAMLError.Reason] = [
        .tooLarge(bytes: 2, limit: 1), .notUTF8(looksLike: "GBK"), .notUTF8(looksLike: nil), .wideEncoding("UTF-16LE"),
        .forbiddenCharacter(7),
        .tabIndentation, .badIndentation(column: 3, expected: [1, 5]), .badIndentation(column: 3, expected: []),
        .itemInsideMapping,
        .keyInsideSequence, .missingSpaceAfterColon(key: "name"), .missingSpaceAfterDash, .missingColon(text: "x"),
        .colonInsideValue,
        .blockCollectionNotHere, .keySpansLines, .keyTooLong, .textAfterValue, .conflictMarker,
        .fullWidth(found: "\u{FF1A}", needed: ":"),
        .reservedStart("@"), .unclosedQuote("\""), .unknownEscape("\\q"), .badEscapeCode("\\uD800"),
        .badBlockScalarHeader, .blankLineTooIndented,
        .commentNeedsSpace, .unclosedBracket("["), .mismatchedBracket(found: "]"), .missingComma, .emptyFlowEntry,
        .flowBadIndentation(minimum: 2),
        .badAnchor, .badTag, .undefinedTagHandle("!x!"), .secondAnchor, .secondTag, .aliasWithProperties,
        .undefinedAlias("x"), .badDirective,
        .directiveWithoutDocument, .documentMarkerInside, .textAfterDocumentEnd, .tooDeep(limit: 64),
        .aliasBomb(limit: 1000), .recursiveAlias("x"),
        .duplicateKey("name", first: position), .nonStringKey(.null), .nonStringKey(.bool), .nonStringKey(.number),
        .nonStringKey(.collection),
        .nonStringKey(.alias), .noDocument, .severalDocuments, .tagNotAllowed("!x"), .directiveNotAllowed,
        .notPortable(.refused("x")),
        .notPortable(.otherText("x")), .notPortable(.otherStructure), .notPortable(.specialScalar("<<")),
    ]

    @Test(arguments: reasons)
    func hasWords(reason: YAMLError.Reason) {
        let wording = YAMLErrorWording(YAMLError(reason: reason, offset: 0, position: Self.position))
        #expect(!wording.message.en.hasPrefix("not YAML: "), "no words for \(reason)")
        #expect(
            wording.message.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(wording.message.zh)"
        )
        #expect(
            !wording.message.en.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
            "\(wording.message.en)")
        if let remedy = wording.remedy {
            #expect(!remedy.en.isEmpty)
            #expect(remedy.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(remedy.zh)")
        }
    }
}
