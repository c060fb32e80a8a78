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

    /// What never changes, held once: a field is handed about for every value that is read.
    private final class Facts: Sendable {
        let key: String
        let label: Text?
        let aliases: [String]
        let description: String
        let types: [String]
        let isList: Bool
        let format: String?
        let choices: [Choice]
        let references: [String]
        let unit: Unit?
        let isMultiline: Bool
        let isSensitive: Bool
        let isReach: Bool
        let isRequired: Bool
        let personal: PersonalData?
        let personalCondition: PersonalCondition?
        let group: String?
        let mergeRule: MergeRule?
        let order: [String]
        let fields: [Field]
        let holdsReferences: Bool
        let holdsFiles: Bool
        let holdsReach: Bool
        let isDay: Bool

        init(
            key: String, label: Text?, aliases: [String], description: String, types: [String], isList: Bool,
            format: String?, choices: [Choice], references: [String], unit: Unit?, isMultiline: Bool, isSensitive: Bool,
            isReach: Bool, isRequired: Bool, personal: PersonalData?, personalCondition: PersonalCondition?,
            group: String?, mergeRule: MergeRule?, order: [String], fields: [Field]
        ) {
            self.key = key
            self.label = label
            self.aliases = aliases
            self.description = description
            self.types = types
            self.isList = isList
            self.format = format
            self.choices = choices
            self.references = references
            self.unit = unit
            self.isMultiline = isMultiline
            self.isSensitive = isSensitive
            self.isReach = isReach
            self.isRequired = isRequired
            self.personal = personal
            self.personalCondition = personalCondition
            self.group = group
            self.mergeRule = mergeRule
            self.order = order
            self.fields = fields
            isDay = format == "date" || format == "date-time"
            holdsReferences = !references.isEmpty || fields.contains { $0.holdsReferences }
            holdsFiles = format == "file" || fields.contains { $0.holdsFiles }
            holdsReach =
                format == "phone" || format == "email"
                || fields.contains { $0.holdsReach || mergeRule == .keyed(["name"]) && $0.key == "name" }
        }
    }

    private let facts: Facts
    /// What the schema says of a list as a whole does not hold for its items.
    private var isItem = false

    init(
        key: String, label: Text?, aliases: [String], description: String, types: [String], isList: Bool,
        format: String?, choices: [Choice], references: [String], unit: Unit?, isMultiline: Bool, isSensitive: Bool,
        isReach: Bool, isRequired: Bool, personal: PersonalData? = nil, personalCondition: PersonalCondition? = nil,
        group: String? = nil, mergeRule: MergeRule? = nil, order: [String] = [], fields: [Field]
    ) {
        facts = Facts(
            key: key, label: label, aliases: aliases, description: description, types: types, isList: isList,
            format: format, choices: choices, references: references, unit: unit, isMultiline: isMultiline,
            isSensitive: isSensitive, isReach: isReach, isRequired: isRequired, personal: personal,
            personalCondition: personalCondition, group: group, mergeRule: mergeRule, order: order, fields: fields)
    }

    /// The English key in the files.
    package var key: String { facts.key }
    /// nil when the schema gives none: then the key is shown.
    package var label: Text? { facts.label }
    package var aliases: [String] { facts.aliases }
    package var description: String { facts.description }
    /// JSON Schema type names of the value, or of an item of the list.
    package var types: [String] { facts.types }
    package var isList: Bool { facts.isList }
    /// JSON Schema `format`, or `phone` from `x-crm`.
    package var format: String? { facts.format }
    package var choices: [Choice] { facts.choices }
    /// Kinds that the text names a record of by its id; empty when it is no reference.
    package var references: [String] { facts.references }
    package var unit: Unit? { facts.unit }
    package var isMultiline: Bool { facts.isMultiline }
    package var isSensitive: Bool { facts.isSensitive }
    /// A way to reach a person (R50).
    package var isReach: Bool { facts.isReach }
    package var isRequired: Bool { facts.isRequired }
    /// What it says about a person; a masked repository hides it (R53, R54).
    package var personal: PersonalData? { facts.personal }
    /// When it says that; nil for always.
    package var personalCondition: PersonalCondition? { facts.personalCondition }
    /// The values of `enum` in their order, which is the order of a pipeline for `forward`.
    package var order: [String] { facts.order }
    package var fields: [Field] { facts.fields }
    /// Name shared by the fields that have one meaning together (amount and currency); they merge as one.
    package var group: String? { isItem ? nil : facts.group }
    /// How two changed versions come together; nil: both changed is a conflict (maps merge by their keys all the same).
    package var mergeRule: MergeRule? { isItem ? nil : facts.mergeRule }

    /// The same for one item of the list: how the list merges says nothing about it.
    package var item: Field {
        var item = self
        item.isItem = true
        return item
    }

    /// A date, or a time.
    var isDay: Bool { facts.isDay }
    /// It, or a member at any depth, names another record.
    package var holdsReferences: Bool { facts.holdsReferences }
    /// It, or a member at any depth, names an attachment.
    var holdsFiles: Bool { facts.holdsFiles }
    /// It, or a member at any depth, says who somebody is or how to reach him.
    var holdsReach: Bool { facts.holdsReach }

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
    /// The same field with some of its members.
    func with(_ fields: [Field]) -> Field {
        Field(
            key: key, label: label, aliases: aliases, description: description, types: types, isList: isList,
            format: format, choices: choices, references: references, unit: unit, isMultiline: isMultiline,
            isSensitive: isSensitive, isReach: isReach, isRequired: isRequired, personal: personal,
            personalCondition: personalCondition, group: group, mergeRule: mergeRule, order: order, fields: fields)
    }

    /// A record as a whole: a map of its fields.
    package init(record fields: [Field]) {
        self.init(
            key: "", label: nil, aliases: [], description: "", types: ["object"], isList: false, format: nil,
            choices: [],
            references: [], unit: nil, isMultiline: false, isSensitive: false, isReach: false, isRequired: false,
            fields: fields)
    }
}
