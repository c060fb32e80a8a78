/// The signs and words of the filter language.
enum FilterOperator: Sendable {
    case equal, notEqual, below, atMost, above, atLeast
    case contains, notContains
    case isEmpty, notEmpty
    case between, notBetween
    case within, notWithin
    case since

    /// The same without its negation, and whether there was one.
    var positive: (FilterOperator, isNegated: Bool) {
        switch self {
        case .notEqual: (.equal, true)
        case .notContains: (.contains, true)
        case .notBetween: (.between, true)
        case .notWithin: (.within, true)
        case .notEmpty: (.isEmpty, true)
        default: (self, false)
        }
    }

    var order: FilterOrder? {
        switch self {
        case .below: .below
        case .atMost: .atMost
        case .above: .above
        case .atLeast, .since: .atLeast
        default: nil
        }
    }

    static let signs: [(String, FilterOperator)] = [
        ("=", .equal), ("==", .equal), (":", .equal), ("!=", .notEqual), ("<>", .notEqual), ("\u{2260}", .notEqual),
        (">", .above), ("<", .below), (">=", .atLeast), ("<=", .atMost), ("\u{2265}", .atLeast), ("\u{2264}", .atMost),
        ("~", .contains), ("!~", .notContains),
    ]

    static let english: [(String, FilterOperator)] = [
        ("is", .equal), ("equals", .equal), ("is in", .equal), ("in", .equal), ("is one of", .equal),
        ("one of", .equal),
        ("any of", .equal), ("on", .equal), ("during", .equal), ("is not", .notEqual), ("isn't", .notEqual),
        ("is not in", .notEqual), ("not in", .notEqual), ("none of", .notEqual), ("not on", .notEqual),
        ("is empty", .isEmpty), ("is blank", .isEmpty), ("is missing", .isEmpty), ("is not set", .isEmpty),
        ("is unset", .isEmpty), ("empty", .isEmpty), ("is not empty", .notEmpty), ("is not blank", .notEmpty),
        ("not empty", .notEmpty), ("is set", .notEmpty), ("exists", .notEmpty), ("contains", .contains),
        ("contain", .contains), ("includes", .contains), ("has", .contains), ("like", .contains),
        ("does not contain", .notContains), ("doesn't contain", .notContains), ("not contains", .notContains),
        ("not contain", .notContains), ("does not include", .notContains), ("more than", .above), ("over", .above),
        ("above", .above), ("greater than", .above), ("is more than", .above), ("is over", .above),
        ("is above", .above),
        ("after", .above), ("is after", .above), ("later than", .above), ("less than", .below), ("under", .below),
        ("below", .below), ("is less than", .below), ("is under", .below), ("is below", .below), ("before", .below),
        ("is before", .below), ("earlier than", .below), ("at least", .atLeast), ("is at least", .atLeast),
        ("on or after", .atLeast), ("not before", .atLeast), ("since", .since), ("from", .since), ("at most", .atMost),
        ("is at most", .atMost), ("on or before", .atMost), ("until", .atMost), ("till", .atMost), ("up to", .atMost),
        ("by", .atMost), ("not after", .atMost), ("between", .between), ("is between", .between),
        ("not between", .notBetween), ("is not between", .notBetween), ("within", .within), ("is within", .within),
        ("not within", .notWithin), ("is not within", .notWithin), ("for", .within), ("not for", .notWithin),
    ]

    static let chinese: [(String, FilterOperator)] = [
        ("是", .equal), ("为", .equal), ("等于", .equal), ("属于", .equal), ("在", .equal), ("于", .equal), ("不是", .notEqual),
        ("不为", .notEqual), ("不等于", .notEqual), ("不属于", .notEqual), ("不在", .notEqual), ("为空", .isEmpty),
        ("是空", .isEmpty),
        ("未填", .isEmpty), ("未填写", .isEmpty), ("没填", .isEmpty), ("没有填写", .isEmpty), ("空缺", .isEmpty), ("不为空", .notEmpty),
        ("不是空", .notEmpty), ("非空", .notEmpty), ("已填", .notEmpty), ("已填写", .notEmpty), ("包含", .contains),
        ("包括", .contains),
        ("含", .contains), ("含有", .contains), ("不包含", .notContains), ("不包括", .notContains), ("不含", .notContains),
        ("不含有", .notContains), ("大于", .above), ("超过", .above), ("高于", .above), ("多于", .above), ("晚于", .above),
        ("小于", .below), ("低于", .below), ("少于", .below), ("早于", .below), ("不足", .below), ("不到", .below),
        ("大于等于", .atLeast), ("大于或等于", .atLeast), ("不小于", .atLeast), ("不低于", .atLeast), ("不少于", .atLeast),
        ("至少", .atLeast), ("不早于", .atLeast), ("自", .since), ("自从", .since), ("从", .since), ("小于等于", .atMost),
        ("小于或等于", .atMost), ("不大于", .atMost), ("不高于", .atMost), ("不多于", .atMost), ("不超过", .atMost), ("至多", .atMost),
        ("最多", .atMost), ("不晚于", .atMost), ("截至", .atMost), ("介于", .between), ("不介于", .notBetween),
    ]

    static let all = signs + english + chinese
}

/// Between two conditions.
enum FilterConnective {
    case and, or

    static let all: [(String, FilterConnective)] = [
        ("and", .and), ("&", .and), ("&&", .and), ("+", .and), (",", .and), (";", .and), ("且", .and), ("并且", .and),
        ("而且", .and), ("同时", .and), ("并", .and), ("or", .or), ("||", .or), ("或", .or), ("或者", .or),
    ]

    /// Those that may stand right behind a word without a space.
    static let chinese = all.filter { $0.0.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false }

    static let negations: [(String, Void)] = [("not", ()), ("!", ()), ("非", ()), ("并非", ())]
}
