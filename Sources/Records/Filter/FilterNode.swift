/// A filter as it was understood: every name is a field or a relation, every value of the type of its field.
package indirect enum FilterNode: Sendable {
    case all([FilterNode])
    case any([FilterNode])
    case not(FilterNode)
    /// Some record that this one is related to fulfils the condition; nil: there is one.
    case related(FilterStep, FilterNode?)
    /// The number of related records.
    case count(FilterStep, FilterOrder, Int)
    /// A value of the record; of a list, one of its items. With a currency only amounts in that one are compared.
    case test(FilterLeaf, FilterCheck, currency: String?)
}

extension FilterNode {
    /// How deep its SQL nests, in places of SQLite's parser: that has a hundred.
    var weight: Int {
        switch self {
        case .all(let nodes), .any(let nodes): 3 + (nodes.map(\.weight).max() ?? 0)
        case .not(let node): 4 + node.weight
        case .related(_, let node): 12 + (node?.weight ?? 0)
        case .count: 12
        case .test(_, .phoneIs, _), .test(_, .phoneContains, _): 24
        case .test: 14
        }
    }

    static let maximumWeight = 75

    /// True when a condition is about who changed a record, or when.
    package var asksHistory: Bool {
        switch self {
        case .all(let nodes), .any(let nodes): nodes.contains { $0.asksHistory }
        case .not(let node): node.asksHistory
        case .related(_, let node): node?.asksHistory ?? false
        case .test(let leaf, _, _): leaf.isHistory
        case .count: false
        }
    }

    /// True when a condition says `me`.
    var namesMe: Bool {
        switch self {
        case .all(let nodes), .any(let nodes): nodes.contains { $0.namesMe }
        case .not(let node): node.namesMe
        case .related(_, let node): node?.namesMe ?? false
        case .test(_, .named(let names), _):
            names.contains { name in
                if case .me = name { return true }
                return false
            }
        case .count, .test: false
        }
    }
}

/// From one record to others.
package enum FilterStep: Sendable {
    /// The record in whose folder it lies.
    case parent(Kind)
    /// The records of a kind that lie in its folder.
    case children(Kind)
    /// The records that a field names by id.
    case reference([Field], Kind)
    /// The records of a kind whose field names this one by id.
    case referrers(Kind, Field)

    /// The kind that it leads to.
    package var kind: Kind {
        switch self {
        case .parent(let kind), .children(let kind), .reference(_, let kind), .referrers(let kind, _): kind
        }
    }

    /// Leads to one record at most.
    package var isSingle: Bool {
        switch self {
        case .parent: true
        case .reference(let path, _): !path.contains(where: \.isList)
        case .children, .referrers: false
        }
    }
}

/// A value that a record has.
package enum FilterLeaf: Sendable {
    /// A field, or a member of one: `contacts`, `mobile`.
    case field([Field])
    /// Worked out from what lies in a customer's folder.
    case derived(DerivedField)
    /// The path of its file.
    case path
    /// The record itself, by any of its names.
    case record(Kind)
}

extension FilterLeaf {
    /// Read from the commits.
    var isHistory: Bool {
        if case .derived(let derived) = self { return derived.isHistory }
        return false
    }
}

/// How two values that have an order compare.
package enum FilterOrder: Sendable, Hashable { case equal, below, atMost, above, atLeast }

/// What is asked of a value. Texts are in ASCII small letters; a check that names several is fulfilled by any of them.
package enum FilterCheck: Sendable {
    /// Absent, null, or an empty text, list or map.
    case isEmpty
    case textIs([String])
    case textContains([String])
    case textOrder(FilterOrder, String)
    /// One of these keys of a field with a fixed choice.
    case choice([String])
    /// The digits of a telephone number.
    case phoneIs([String])
    case phoneContains([String])
    /// Numbers as JSON has them.
    case number(FilterOrder, String)
    case numberBetween(String?, String?)
    case numberIn([String])
    /// A day, or the day of a time in its own offset; one of these.
    case day([DateSpan])
    /// A time of day in its own offset: `2026-11-03T14:30`.
    case moment(FilterOrder, String)
    /// A field that is not filled in counts as no.
    case truth(Bool)
    /// A record of one of these names: of a field with ids, or the record itself.
    case named([FilterName])
    case nameContains([String])
}

/// A record as a person names it.
package enum FilterName: Sendable {
    /// Who works here.
    case me(Range<Int>)
    /// With its place in the filter, for the case that there is no such record.
    case text(String, Range<Int>)
}
