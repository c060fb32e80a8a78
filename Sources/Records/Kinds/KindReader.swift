import JSONSchema

/// Reads what `x-crm` and the structural keywords of a schema say about a kind. Lenient: what is missing gets a sensible
/// default, so that a team's first schema of three lines works.
struct KindReader {
    let schema: JSONValue
    /// File name without `.schema.json`, the key when the schema gives none.
    let fallbackKey: String

    func kind(_ checked: KindSchema) -> Kind? {
        let marks = schema["x-crm"]
        guard let location = marks?["location"]?.characters, RecordPath(location.replacingStars) != nil else {
            return nil
        }
        let key = marks?["kind"]?.characters ?? fallbackKey
        let label = Self.text(marks?["labels"]) ?? Text(key)
        return Kind(
            key: key,
            label: label,
            plural: Self.text(marks?["plural"]) ?? label,
            aliases: Self.strings(marks?["aliases"]),
            location: LocationPattern(location),
            parent: marks?["parent"]?.characters,
            filename: marks?["filename"]?.characters ?? "{rand}",
            identity: Self.identity(marks?["id"]),
            numberPattern: marks?["no"]?["pattern"]?.characters,
            titleFields: Self.strings(marks?["title"]).nonEmpty ?? ["name", "title", "id"],
            columns: Self.strings(marks?["columns"]),
            profiles: ProfileFields { Self.strings(marks?["profiles"]?[$0.rawValue]) },
            fields: fields,
            schema: checked)
    }

    private static func identity(_ mark: JSONValue?) -> Kind.Identity {
        if mark?["from"]?.characters == "filename" { return .fileName }
        return mark?["prefix"]?.characters.map { .generated(prefix: $0) } ?? .none
    }

    /// The fields of the record, each with its merge rule.
    var fields: [Field] { fields(of: Property(layers: [schema]), depth: 0) }

    /// What a schema says about one property: its own keywords, and behind them those of what its `$ref` stands for.
    private struct Property {
        var layers: [JSONValue]

        subscript(keyword: String) -> JSONValue? {
            for layer in layers { if let value = layer[keyword] { return value } }
            return nil
        }
    }

    private func fields(of object: Property, depth: Int) -> [Field] {
        guard depth < 8, let properties = object["properties"], properties.type == .object else { return [] }
        let required = Self.strings(object["required"])
        return properties.members.map { member in
            let key = member.key.text
            return field(key, resolved(member.value), isRequired: required.contains(key), depth: depth)
        }
    }

    /// A property with what a `$ref` into the same schema stands for.
    private func resolved(_ property: JSONValue?) -> Property {
        guard let property else { return Property(layers: []) }
        var found = Property(layers: [property])
        var last = property
        for _ in 0..<4 {
            guard let pointer = last["$ref"]?.characters, pointer.hasPrefix("#/") else { break }
            var target: JSONValue? = schema
            for name in pointer.dropFirst(2).split(separator: "/") { target = target?[String(name)] }
            guard let target, target.type == .object else { break }
            found.layers.append(target)
            last = target
        }
        return found
    }

    private func field(_ key: String, _ property: Property, isRequired: Bool, depth: Int) -> Field {
        let marks = property["x-crm"]
        let types = Self.types(property)
        let isList = types.contains("array")
        let content = isList ? resolved(property["items"]) : property
        let contentMarks = isList ? content["x-crm"] : marks
        func mark(_ name: String) -> JSONValue? { marks?[name] ?? contentMarks?[name] }
        let format = mark("format")?.characters ?? content["format"]?.characters
        return Field(
            key: key,
            label: Self.text(marks?["labels"]),
            aliases: Self.strings(marks?["aliases"]),
            description: property["description"]?.characters ?? "",
            types: isList ? Self.types(content) : types,
            isList: isList,
            format: format,
            choices: Self.choices(content["enum"], mark("values")),
            references: mark("ref").map { $0.characters.map { [$0] } ?? Self.strings($0) } ?? [],
            unit: mark("unit")?.characters.flatMap(Field.Unit.init(rawValue:)),
            isMultiline: mark("multiline")?.bool == true,
            isSensitive: mark("sensitive")?.bool == true,
            isReach: mark("reach")?.bool == true,
            isRequired: isRequired,
            personal: PersonalData(
                mark: mark("personal").map { RecordValue($0) }, key: key, format: format),
            personalCondition: Self.condition(mark("personal_when")),
            group: marks?["group"]?.characters,
            mergeRule: Self.mergeRule(marks?["merge"], isList: isList),
            order: Self.strings(content["enum"]),
            fields: fields(of: content, depth: depth + 1))
    }

    /// nil for no rule, for a rule that nobody knows, and for a rule of lists where there is none.
    private static func mergeRule(_ mark: JSONValue?, isList: Bool) -> MergeRule? {
        let keys = strings(mark?["keyed"])
        if !keys.isEmpty { return isList ? .keyed(keys) : nil }
        guard let rule = mark?.characters.flatMap({ MergeRule(name: $0) }) else { return nil }
        return rule.isForLists == isList ? rule : nil
    }

    /// `{entity: person}`
    private static func condition(_ mark: JSONValue?) -> PersonalCondition? {
        guard let first = mark?.members.first, let value = first.value.characters else { return nil }
        return PersonalCondition(field: first.key.text, value: value)
    }

    private static func choices(_ values: JSONValue?, _ labels: JSONValue?) -> [Field.Choice] {
        strings(values).map { key in
            let mark = labels?[key]
            return Field.Choice(key: key, label: text(mark) ?? Text(key), aliases: strings(mark?["aliases"]))
        }
    }

    private static func types(_ property: Property) -> [String] {
        property["type"].map { $0.characters.map { [$0] } ?? strings($0) } ?? []
    }

    private static func strings(_ value: JSONValue?) -> [String] {
        value?.elements.compactMap(\.characters) ?? []
    }

    private static func text(_ value: JSONValue?) -> Text? {
        guard let value else { return nil }
        let en = value["en"]?.characters
        let zh = value["zh"]?.characters
        guard let some = en ?? zh else { return nil }
        return Text(en: en ?? some, zh: zh ?? some)
    }
}

extension JSONValue {
    /// The characters of a text or number; nil for everything else.
    fileprivate var characters: String? {
        switch type {
        case .string: text
        case .number: sourceText
        default: nil
        }
    }
}

extension String {
    /// A pattern with its stars taken for letters, to see whether it is a safe path otherwise.
    fileprivate var replacingStars: String { String(map { $0 == "*" ? "x" : $0 }) }
}

extension Array {
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
