/// A field of a kind as its schema describes it: what people call it, what it may hold, what it refers to.
///
/// For a list, everything but `isList` describes its items; for a map (or a list of maps), `fields` are its members.
package struct Field: Sendable {
    /// One allowed value of a field with a fixed choice.
    package struct Choice: Sendable {
        package let key: String
        package let label: Text
        package let aliases: [String]

        /// True when a person may have meant this choice by `typed`: its key, a label or an alias, in any case.
        package func isNamed(_ typed: String) -> Bool {
            let wanted = typed.lowercased()
            return ([key, label.en, label.zh] + aliases).contains { $0.lowercased() == wanted }
        }
    }

    /// What a number counts, which decides how it is shown.
    package enum Unit: String, Sendable { case money, percent, days, count, points }

    /// The English key in the files.
    package let key: String
    /// nil when the schema gives none: then the key is shown.
    package let label: Text?
    package let aliases: [String]
    package let description: String
    /// JSON Schema type names of the value, or of an item of the list.
    package let types: [String]
    package let isList: Bool
    /// JSON Schema `format`, or `phone` from `x-crm`.
    package let format: String?
    package let choices: [Choice]
    /// Kinds that the text names a record of by its id; empty when it is no reference.
    package let references: [String]
    package let unit: Unit?
    package let isMultiline: Bool
    package let isSensitive: Bool
    /// A way to reach a person (R50).
    package let isReach: Bool
    package let isRequired: Bool
    /// Name shared by the fields that have one meaning together (amount and currency); they merge as one.
    package var group: String?
    /// How two changed versions come together; nil: both changed is a conflict (maps merge by their keys all the same).
    package var mergeRule: MergeRule?
    /// The values of `enum` in their order, which is the order of a pipeline for `forward`.
    package var order: [String] = []
    package let fields: [Field]

    /// A list whose order means nothing and that holds everything once: two changed versions merge item by item.
    package var mergesAsSet: Bool { mergeRule == .set }

    /// The members that tell the maps of a list apart (`x-crm: {merge: {keyed: [name]}}`); empty when nothing does.
    package var itemKeys: [String] {
        switch mergeRule {
        case .keyed(let keys): keys
        case .log: ["id"]
        default: []
        }
    }

    package var name: Text { label ?? Text(key) }

    /// What people call a choice; the value itself when it is none.
    package func label(of value: String) -> Text {
        choices.first { $0.key == value }?.label ?? Text(value)
    }

    /// The member of a map with this key.
    package func field(_ key: String) -> Field? {
        fields.first { $0.key == key }
    }

    /// True when a person may have meant this field by `typed`.
    package func isNamed(_ typed: String) -> Bool {
        let wanted = typed.lowercased()
        return ([key, label?.en ?? "", label?.zh ?? ""] + aliases).contains { !$0.isEmpty && $0.lowercased() == wanted }
    }
}

extension Field {
    /// A record as a whole: a map of its fields.
    package init(record fields: [Field]) {
        self.init(
            key: "", label: nil, aliases: [], description: "", types: ["object"], isList: false, format: nil,
            choices: [],
            references: [], unit: nil, isMultiline: false, isSensitive: false, isReach: false, isRequired: false,
            fields: fields)
    }
}
