import JSONSchema

/// Reads what `x-crm` and the structural keywords of a schema say about a kind. Lenient: what is missing gets a sensible
/// default, so that a team's first schema of three lines works.
struct KindReader {
    let schema: RecordValue
    /// File name without `.schema.json`, the key when the schema gives none.
    let fallbackKey: String

    func kind(_ checked: KindSchema) -> Kind? {
        let marks = schema["x-crm"] ?? .null
        guard let location = marks["location"]?.string, RecordPath(location.replacingStars) != nil else { return nil }
        let key = marks["kind"]?.string ?? fallbackKey
        let label = Self.text(marks["labels"]) ?? Text(key)
        return Kind(
            key: key,
            label: label,
            plural: Self.text(marks["plural"]) ?? label,
            aliases: Self.strings(marks["aliases"]),
            location: LocationPattern(location),
            parent: marks["parent"]?.string,
            filename: marks["filename"]?.string ?? "{rand}",
            identity: Self.identity(marks["id"]),
            numberPattern: marks["no"]?["pattern"]?.string,
            titleFields: Self.strings(marks["title"]).nonEmpty ?? ["name", "title", "id"],
            columns: Self.strings(marks["columns"]),
            profiles: ProfileFields { Self.strings(marks["profiles"]?[$0.rawValue]) },
            fields: fields,
            schema: checked)
    }

    private static func identity(_ mark: RecordValue?) -> Kind.Identity {
        if mark?["from"]?.string == "filename" { return .fileName }
        return mark?["prefix"]?.string.map { .generated(prefix: $0) } ?? .none
    }

    /// The fields of the record, each with its merge rule.
    var fields: [Field] { fields(of: schema, depth: 0) }

    private func fields(of object: RecordValue, depth: Int) -> [Field] {
        guard depth < 8, case .map(let properties)? = object["properties"] else { return [] }
        let required = Self.strings(object["required"])
        return properties.map { member in
            field(member.key, resolved(member.value), isRequired: required.contains(member.key), depth: depth)
        }
    }

    /// What a `$ref` into the same schema stands for, with the keywords that stand beside it laid over.
    private func resolved(_ property: RecordValue) -> RecordValue {
        var found = property
        for _ in 0..<4 {
            guard let pointer = found["$ref"]?.string, pointer.hasPrefix("#/"), case .map(let own) = found else {
                break
            }
            var target: RecordValue? = schema
            for name in pointer.dropFirst(2).split(separator: "/") { target = target?[String(name)] }
            guard case .map(let members)? = target else { break }
            let beside = own.filter { $0.key != "$ref" }
            found = .map(members.filter { member in !beside.contains { $0.key == member.key } } + beside)
        }
        return found
    }

    private func field(_ key: String, _ property: RecordValue, isRequired: Bool, depth: Int) -> Field {
        let marks = property["x-crm"] ?? .null
        let types = Self.types(property)
        let isList = types.contains("array")
        let content = isList ? resolved(property["items"] ?? .null) : property
        let contentMarks = content["x-crm"] ?? .null
        func mark(_ name: String) -> RecordValue? { marks[name] ?? contentMarks[name] }
        return Field(
            key: key,
            label: Self.text(marks["labels"]),
            aliases: Self.strings(marks["aliases"]),
            description: property["description"]?.string ?? "",
            types: isList ? Self.types(content) : types,
            isList: isList,
            format: mark("format")?.string ?? content["format"]?.string,
            choices: Self.choices(content["enum"], mark("values")),
            references: mark("ref").map { $0.string.map { [$0] } ?? Self.strings($0) } ?? [],
            unit: mark("unit")?.string.flatMap(Field.Unit.init(rawValue:)),
            isMultiline: mark("multiline") == true,
            isSensitive: mark("sensitive") == true,
            isReach: mark("reach") == true,
            isRequired: isRequired,
            personal: PersonalData(
                mark: mark("personal"), key: key, format: mark("format")?.string ?? content["format"]?.string),
            personalCondition: Self.condition(mark("personal_when")),
            group: marks["group"]?.string,
            mergeRule: Self.mergeRule(marks["merge"], isList: isList),
            order: (content["enum"]?.items ?? []).compactMap(\.string),
            fields: fields(of: content, depth: depth + 1))
    }

    /// nil for no rule, for a rule that nobody knows, and for a rule of lists where there is none.
    private static func mergeRule(_ mark: RecordValue?, isList: Bool) -> MergeRule? {
        let keys = strings(mark?["keyed"])
        if !keys.isEmpty { return isList ? .keyed(keys) : nil }
        guard let rule = mark?.string.flatMap({ MergeRule(name: $0) }) else { return nil }
        return rule.isForLists == isList ? rule : nil
    }

    /// `{entity: person}`
    private static func condition(_ mark: RecordValue?) -> PersonalCondition? {
        guard case .map(let members)? = mark, let first = members.first, let value = first.value.string else {
            return nil
        }
        return PersonalCondition(field: first.key, value: value)
    }

    private static func choices(_ values: RecordValue?, _ labels: RecordValue?) -> [Field.Choice] {
        (values?.items ?? []).compactMap { value in
            guard let key = value.string else { return nil }
            let mark = labels?[key]
            return Field.Choice(key: key, label: text(mark) ?? Text(key), aliases: strings(mark?["aliases"]))
        }
    }

    private static func types(_ property: RecordValue) -> [String] {
        property["type"].map { $0.string.map { [$0] } ?? strings($0) } ?? []
    }

    private static func strings(_ value: RecordValue?) -> [String] {
        value?.items.compactMap(\.string) ?? []
    }

    private static func text(_ value: RecordValue?) -> Text? {
        guard let value else { return nil }
        let en = value["en"]?.string
        let zh = value["zh"]?.string
        guard let some = en ?? zh else { return nil }
        return Text(en: en ?? some, zh: zh ?? some)
    }
}

extension String {
    /// A pattern with its stars taken for letters, to see whether it is a safe path otherwise.
    fileprivate var replacingStars: String { String(map { $0 == "*" ? "x" : $0 }) }
}

extension Array {
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
