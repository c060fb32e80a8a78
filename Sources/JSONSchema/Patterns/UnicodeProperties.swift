/// The sets behind `\p{…}`, computed from the standard library's Unicode data.
enum UnicodeProperties {
    /// The set that `expression` names: a general category (`L`, `Letter`, `gc=Lu`), a script (`Script=Han`, `sc=Grek`;
    /// script extensions are read as scripts) or a binary property (`Alphabetic`). Nil when it is not known.
    static func set(named expression: String) -> ScalarSet? {
        let parts = expression.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
            switch parts[0] {
            case "General_Category", "gc": return category(parts[1])
            case "Script", "sc", "Script_Extensions", "scx": return UnicodeScripts.set(named: parts[1])
            default: return nil
            }
        }
        switch expression {
        case "Any": return ScalarSet([0...ScalarSet.maximum])
        case "ASCII": return ScalarSet([0...0x7F])
        case "Assigned": return category("Cn")?.inverted
        default: break
        }
        if let set = category(expression) { return set }
        guard let property = binary[expression] else { return nil }
        var builder = RangeBuilder()
        for range in populated {
            for value in range {
                if let scalar = Unicode.Scalar(value), property(scalar.properties) { builder.add(value) }
            }
        }
        return ScalarSet(builder.ranges)
    }

    /// Where characters may be assigned; the rest of the code space has no properties but its category.
    private static let populated: [ClosedRange<UInt32>] = [0...0x3FFFF, 0xE0000...0xE0FFF]

    /// Collects ascending code points into ranges.
    private struct RangeBuilder {
        var ranges: [ClosedRange<UInt32>] = []

        mutating func add(_ value: UInt32) {
            if let last = ranges.last, last.upperBound + 1 == value {
                ranges[ranges.count - 1] = last.lowerBound...value
            } else {
                ranges.append(value...value)
            }
        }
    }

    private static let categories: [String: ScalarSet] = {
        var builders: [String: RangeBuilder] = [:]
        var current = "Cc"
        var builder = RangeBuilder()
        for range in populated {
            for value in range {
                let name = Unicode.Scalar(value).map { shortName($0.properties.generalCategory) } ?? "Cs"
                if name != current {
                    builders[current] = builder
                    current = name
                    builder = builders[name] ?? RangeBuilder()
                }
                builder.add(value)
            }
        }
        builders[current] = builder
        builders["Cn", default: RangeBuilder()].ranges += [
            0x40000...0xDFFFF, 0xE1000...0xEFFFF, 0xFFFFE...0xFFFFF, 0x10FFFE...0x10FFFF,
        ]
        builders["Co", default: RangeBuilder()].ranges += [0xF0000...0xFFFFD, 0x100000...0x10FFFD]
        return builders.mapValues { ScalarSet($0.ranges) }
    }()

    private static func category(_ name: String) -> ScalarSet? {
        guard let members = categoryNames[name] else { return nil }
        return ScalarSet(members.flatMap { categories[$0]?.ranges ?? [] })
    }

    /// The two-letter categories that a short or long name covers.
    private static let categoryNames: [String: [String]] = {
        let leaves = [
            "Lu": "Uppercase_Letter", "Ll": "Lowercase_Letter", "Lt": "Titlecase_Letter", "Lm": "Modifier_Letter",
            "Lo": "Other_Letter", "Mn": "Nonspacing_Mark", "Mc": "Spacing_Mark", "Me": "Enclosing_Mark",
            "Nd": "Decimal_Number", "Nl": "Letter_Number", "No": "Other_Number", "Pc": "Connector_Punctuation",
            "Pd": "Dash_Punctuation", "Ps": "Open_Punctuation", "Pe": "Close_Punctuation",
            "Pi": "Initial_Punctuation", "Pf": "Final_Punctuation", "Po": "Other_Punctuation", "Sm": "Math_Symbol",
            "Sc": "Currency_Symbol", "Sk": "Modifier_Symbol", "So": "Other_Symbol", "Zs": "Space_Separator",
            "Zl": "Line_Separator", "Zp": "Paragraph_Separator", "Cc": "Control", "Cf": "Format", "Cs": "Surrogate",
            "Co": "Private_Use", "Cn": "Unassigned",
        ]
        var names: [String: [String]] = ["digit": ["Nd"], "cntrl": ["Cc"]]
        for (short, long) in leaves {
            names[short] = [short]
            names[long] = [short]
        }
        let groups = [
            "L": ["Letter"], "M": ["Mark", "Combining_Mark"], "N": ["Number"], "P": ["Punctuation", "punct"],
            "S": ["Symbol"], "Z": ["Separator"], "C": ["Other"],
        ]
        for (letter, others) in groups {
            let members = leaves.keys.filter { $0.hasPrefix(letter) }.sorted()
            for name in [letter] + others { names[name] = members }
        }
        names["LC"] = ["Lu", "Ll", "Lt"]
        names["Cased_Letter"] = ["Lu", "Ll", "Lt"]
        return names
    }()

    private static func shortName(_ category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }

    private static let binary: [String: @Sendable (Unicode.Scalar.Properties) -> Bool] = [
        "Alphabetic": { $0.isAlphabetic }, "Alpha": { $0.isAlphabetic },
        "ASCII_Hex_Digit": { $0.isASCIIHexDigit }, "AHex": { $0.isASCIIHexDigit },
        "Bidi_Control": { $0.isBidiControl }, "Bidi_Mirrored": { $0.isBidiMirrored },
        "Cased": { $0.isCased }, "Case_Ignorable": { $0.isCaseIgnorable },
        "Dash": { $0.isDash }, "Default_Ignorable_Code_Point": { $0.isDefaultIgnorableCodePoint },
        "Deprecated": { $0.isDeprecated }, "Diacritic": { $0.isDiacritic },
        "Emoji": { $0.isEmoji }, "Emoji_Modifier": { $0.isEmojiModifier },
        "Emoji_Modifier_Base": { $0.isEmojiModifierBase }, "Emoji_Presentation": { $0.isEmojiPresentation },
        "Extender": { $0.isExtender }, "Grapheme_Base": { $0.isGraphemeBase },
        "Grapheme_Extend": { $0.isGraphemeExtend }, "Hex_Digit": { $0.isHexDigit },
        "ID_Continue": { $0.isIDContinue }, "IDC": { $0.isIDContinue },
        "ID_Start": { $0.isIDStart }, "IDS": { $0.isIDStart },
        "Ideographic": { $0.isIdeographic }, "Ideo": { $0.isIdeographic },
        "Join_Control": { $0.isJoinControl }, "Lowercase": { $0.isLowercase }, "Lower": { $0.isLowercase },
        "Math": { $0.isMath }, "Noncharacter_Code_Point": { $0.isNoncharacterCodePoint },
        "Pattern_Syntax": { $0.isPatternSyntax }, "Pattern_White_Space": { $0.isPatternWhitespace },
        "Quotation_Mark": { $0.isQuotationMark }, "Radical": { $0.isRadical },
        "Sentence_Terminal": { $0.isSentenceTerminal }, "Soft_Dotted": { $0.isSoftDotted },
        "Terminal_Punctuation": { $0.isTerminalPunctuation }, "Unified_Ideograph": { $0.isUnifiedIdeograph },
        "Uppercase": { $0.isUppercase }, "Upper": { $0.isUppercase },
        "Variation_Selector": { $0.isVariationSelector }, "White_Space": { $0.isWhitespace },
        "XID_Continue": { $0.isXIDContinue }, "XID_Start": { $0.isXIDStart },
    ]
}
