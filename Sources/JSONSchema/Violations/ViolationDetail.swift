/// What is wrong with an instance, one case per kind of message.
@usableFromInline package enum ViolationDetail: Sendable {
    /// The instance has another type. Where all branches of an `anyOf` or `oneOf` fail for their type, `expected` is the
    /// union of what they allow.
    case type(expected: InstanceTypeSet, actual: InstanceType)
    /// None of the allowed values (`enum`; a single one for `const`; the union where branches of `anyOf` or `oneOf` differ
    /// in nothing else).
    case notAllowed(allowed: [JSONValue])

    case notMultipleOf(ExactDecimal)
    case aboveMaximum(ExactDecimal, exclusive: Bool)
    case belowMinimum(ExactDecimal, exclusive: Bool)

    /// Lengths in code points.
    case tooLong(maximum: Int, length: Int)
    case tooShort(minimum: Int, length: Int)
    /// `pattern` is the regular expression as written.
    case patternMismatch(pattern: String)
    case formatMismatch(format: String)
    /// Not decodable as `contentEncoding` says (draft-07 with asserted formats only).
    case contentNotDecodable(encoding: String)
    /// Not a text of the type that `contentMediaType` says (draft-07 with asserted formats only).
    case contentMalformed(mediaType: String)

    case tooManyItems(maximum: Int, count: Int)
    case tooFewItems(minimum: Int, count: Int)
    /// Equal elements, 0-based positions.
    case duplicateItems(first: Int, second: Int)
    /// Elements that fit the `contains` schema: `found` of at least `minimum`, at most `maximum`.
    case containsCount(found: Int, minimum: Int, maximum: Int?)
    /// An element beyond those that the schema describes; 0-based position.
    case unexpectedItem(index: Int)

    case tooManyProperties(maximum: Int, count: Int)
    case tooFewProperties(minimum: Int, count: Int)
    case missingProperty(name: String)
    /// `name` must be present because `trigger` is.
    case missingDependentProperty(name: String, trigger: String)
    /// A member that the schema does not know; `known` are the names that it does, in schema order.
    case unexpectedProperty(name: String, known: [String])

    /// A `false` schema: nothing is allowed in this place.
    case forbidden
    /// The instance fits the schema under `not`.
    case matchesNot
    /// The instance fits several branches of `oneOf`; 0-based positions.
    case matchesSeveral(branches: [Int])
    /// The instance fits no branch, and none of them is closer than the others.
    case matchesNone(branches: Int)

    /// Evaluation was stopped: the schema refers to itself without end, or schema and instance nest too deeply.
    case recursionLimit
    /// Evaluation was stopped: schema and instance together ask for more work than is allowed.
    case workLimit
}

extension ViolationDetail: CustomStringConvertible {
    /// A plain English sentence, for tools; people get the worded message of the layer above.
    @usableFromInline package var description: String {
        switch self {
        case .type(let expected, let actual):
            "expected \(expected.names.joined(separator: " or ")), found \(actual.name)"
        case .notAllowed(let allowed): "not one of \(allowed.map(\.sourceText).joined(separator: ", "))"
        case .notMultipleOf(let divisor): "not a multiple of \(divisor)"
        case .aboveMaximum(let bound, let exclusive): exclusive ? "must be below \(bound)" : "must be at most \(bound)"
        case .belowMinimum(let bound, let exclusive): exclusive ? "must be above \(bound)" : "must be at least \(bound)"
        case .tooLong(let maximum, let length): "\(length) characters, at most \(maximum) are allowed"
        case .tooShort(let minimum, let length): "\(length) characters, at least \(minimum) are needed"
        case .patternMismatch(let pattern): "does not match \(pattern)"
        case .formatMismatch(let format): "not a valid \(format)"
        case .contentNotDecodable(let encoding): "not valid \(encoding)"
        case .contentMalformed(let mediaType): "not valid \(mediaType)"
        case .tooManyItems(let maximum, let count): "\(count) items, at most \(maximum) are allowed"
        case .tooFewItems(let minimum, let count): "\(count) items, at least \(minimum) are needed"
        case .duplicateItems(let first, let second): "items \(first) and \(second) are equal"
        case .containsCount(let found, let minimum, let maximum):
            "\(found) items fit the contains schema, expected \(minimum)\(maximum.map { " to \($0)" } ?? " or more")"
        case .unexpectedItem(let index): "item \(index) is not expected"
        case .tooManyProperties(let maximum, let count): "\(count) properties, at most \(maximum) are allowed"
        case .tooFewProperties(let minimum, let count): "\(count) properties, at least \(minimum) are needed"
        case .missingProperty(let name): "the property \(name.debugDescription) is missing"
        case .missingDependentProperty(let name, let trigger):
            "the property \(name.debugDescription) is needed next to \(trigger.debugDescription)"
        case .unexpectedProperty(let name, _): "the property \(name.debugDescription) is not expected"
        case .forbidden: "not allowed here"
        case .matchesNot: "fits the schema that it must not fit"
        case .matchesSeveral(let branches):
            "fits branches \(branches.map(String.init).joined(separator: ", ")), only one may fit"
        case .matchesNone(let branches): "fits none of \(branches) alternatives"
        case .recursionLimit: "schema and instance nest too deeply"
        case .workLimit: "checking takes too much work"
        }
    }
}
