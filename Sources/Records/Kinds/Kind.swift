package import JSONSchema
import LosslessYAML

/// A kind of record, read from `schemas/<kind>.schema.json`: the team's file, not code (R208).
package final class Kind: Sendable {
    /// How a record of this kind gets its id.
    package enum Identity: Sendable, Hashable {
        /// `KH2026-7F3K2Q`: prefix, year, six characters of Crockford's base 32.
        case generated(prefix: String)
        /// The file name without `.yaml`.
        case fileName
        /// The kind has no id: the settings.
        case none
    }

    /// `customer`
    package let key: String
    package let label: Text
    package let plural: Text
    package let aliases: [String]
    package let location: LocationPattern
    /// The kind in whose folder its records lie; nil at the top.
    package let parent: String?
    /// Pattern of the file name of a new record, without `.yaml`; for a kind that is a folder, of the folder.
    package let filename: String
    package let identity: Identity
    /// Pattern of the display number (R36): `KH{yyyy}{seq:3}`.
    package let numberPattern: String?
    /// Fields whose values name a record to a person.
    package let titleFields: [String]
    /// Fields that a list shows when nothing else is asked for.
    package let columns: [String]
    /// Fields that must be filled, by profile (R31–R35).
    package let profiles: ProfileFields
    package let fields: [Field]
    /// Those of the fields, and of their members, that name other records by id.
    package let referringFields: [Field]
    /// Those that name attachments.
    let fileFields: [Field]
    /// Those that say who somebody is or how to reach him.
    let reachFields: [Field]
    /// Those that are a date or a time.
    let dayFields: [Field]
    /// Fields of the schema that the person who asks does not see; empty but for kinds made by ``KindSet/seen(through:)``.
    package let unseen: [Field]
    /// The types of the fields, for writing records as JSON.
    let fieldTypes: FieldTypes
    /// The fields as search reads them.
    let searchFields: SearchFields
    /// The compiled schema.
    package var schema: CompiledSchema { checked.schema }
    private let checked: KindSchema

    init(
        key: String, label: Text, plural: Text, aliases: [String], location: LocationPattern, parent: String?,
        filename: String, identity: Identity, numberPattern: String?, titleFields: [String], columns: [String],
        profiles: ProfileFields, fields: [Field], schema: KindSchema, unseen: [Field] = []
    ) {
        self.unseen = unseen
        self.key = key
        self.label = label
        self.plural = plural
        self.aliases = aliases
        self.location = location
        self.parent = parent
        self.filename = filename
        self.identity = identity
        self.numberPattern = numberPattern
        self.titleFields = titleFields
        self.columns = columns
        self.profiles = profiles
        self.fields = fields
        referringFields = fields.filter(\.holdsReferences)
        dayFields = fields.filter(\.isDay)
        fileFields = fields.filter(\.holdsFiles)
        reachFields = fields.filter(\.holdsReach)
        fieldTypes = FieldTypes(members: fields)
        searchFields = SearchFields(fields)
        checked = schema
    }

    /// The same kind with some of its fields.
    convenience init(_ kind: Kind, fields: [Field]) {
        let keys = Set(fields.map(\.key))
        self.init(
            key: kind.key, label: kind.label, plural: kind.plural, aliases: kind.aliases, location: kind.location,
            parent: kind.parent, filename: kind.filename, identity: kind.identity, numberPattern: kind.numberPattern,
            titleFields: kind.titleFields, columns: kind.columns.filter { keys.contains($0) }, profiles: kind.profiles,
            fields: fields, schema: kind.checked, unseen: kind.fields.filter { !keys.contains($0.key) })
    }

    /// The field with this key; nil when there is none.
    package func field(_ key: String) -> Field? {
        fields.first { $0.key == key }
    }

    /// The field that a person means: key, label or alias, in either language and any case.
    package func field(named typed: String) -> Field? {
        field(typed) ?? fields.first { $0.isNamed(typed) }
    }

    /// The fields that must be filled for a profile or by the schema, in the order of the schema; empty where the profile asks nothing.
    package func asked(_ profile: RequiredProfile) -> [Field] {
        let wanted = profiles[profile]
        guard !wanted.isEmpty else { return [] }
        return fields.filter { ($0.isRequired && $0.key != "id") || wanted.contains($0.key) }
    }

    /// What to say when a person names a field that there is not, and what they may have meant.
    package func unknownField(_ typed: String) -> (message: Text, remedy: Text) {
        if let field = unseen.first(where: { $0.key == typed || $0.isNamed(typed) }) {
            return (
                Text(
                    en: "your role does not see `\(field.key)` of \(plural.en)",
                    zh: "您的角色不能查看\(label.zh)的「\(field.name.zh)」"),
                Text(en: "crm whoami --can shows what it sees", zh: "运行 crm whoami --can 查看权限")
            )
        }
        let names = fields.flatMap { field in
            [field.key, field.name.zh] + field.aliases
                + (field.name.en.lowercased() == field.key ? [] : [field.name.en])
        }
        let near = nearestNames(to: typed, among: names)
        return (
            Text(en: "a \(label.en) has no field `\(typed)`", zh: "\(label.zh)没有字段 `\(typed)`"),
            near.isEmpty
                ? Text(en: "known: ", zh: "可用字段：")
                    + Text(
                        en: fields.map(\.key).joined(separator: ", "), zh: fields.map(\.name.zh).joined(separator: "、"))
                : Text.didYouMean(near)
        )
    }

    /// True when a person may have meant this kind by `typed`: key, label or alias, singular or plural, in any case.
    package func isNamed(_ typed: String) -> Bool {
        let wanted = typed.lowercased()
        return ([key, label.en, label.zh, plural.en, plural.zh] + aliases).contains { $0.lowercased() == wanted }
    }
}

/// How much of a record must be filled before it counts as complete: each profile asks for what the one before it asks,
/// and more (R31–R35).
package enum RequiredProfile: String, Sendable, CaseIterable {
    case basic, standard, strict

    package var name: Text {
        switch self {
        case .basic: Text(en: "basic", zh: "基本")
        case .standard: Text(en: "standard", zh: "标准")
        case .strict: Text(en: "strict", zh: "严格")
        }
    }
}

/// The keys of the fields that each profile asks for (R31–R35).
package struct ProfileFields: Sendable, Equatable {
    private let basic: [String]
    private let standard: [String]
    private let strict: [String]

    /// - Parameter own: what a profile asks for besides what the one before it does.
    init(_ own: (RequiredProfile) -> [String]) {
        func added(_ keys: [String], to before: [String]) -> [String] {
            keys.reduce(into: before) { all, key in if !all.contains(key) { all.append(key) } }
        }
        basic = added(own(.basic), to: [])
        standard = added(own(.standard), to: basic)
        strict = added(own(.strict), to: standard)
    }

    package subscript(profile: RequiredProfile) -> [String] {
        switch profile {
        case .basic: basic
        case .standard: standard
        case .strict: strict
        }
    }
}
