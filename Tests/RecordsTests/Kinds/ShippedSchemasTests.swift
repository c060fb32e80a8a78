import JSONSchema
import Records
import Testing

/// What every shipped schema keeps to, so that labels, lists, references and profiles work for all kinds alike.
@Suite struct ShippedSchemasTests {
    private static let keys = Shipped.kinds.kinds.map(\.key)

    @Test func allAreRead() {
        #expect(Shipped.folder.problems.map(\.message.en) == [])
        #expect(Shipped.kinds.kinds.count == shippedSchemaFiles.count)
        #expect(
            Set(Self.keys).isSuperset(of: [
                "customer", "follow-up", "deal", "need", "task", "ticket", "contract", "survey", "member", "settings",
            ]))
    }

    /// They are compiled only when a record is held against them, and relied upon to have no mistake.
    @Test(arguments: shippedSchemaFiles.map(\.name))
    func noneHasAMistake(name: String) throws {
        let file = try #require(shippedSchemaFiles.first { $0.name == name })
        let document = try JSONDocument.parse(Array(file.text.utf8))
        _ = try CompiledSchema.compile(document.root, draft: .draft07, formats: .asserted)
    }

    /// A team's own schema is compiled at once, so that its mistakes are found, even where it differs in a single character.
    @Test func aChangedSchemaIsNoShippedOne() throws {
        let file = try #require(shippedSchemaFiles.first { $0.name == "customer.schema.json" })
        let changed = file.text.replacing("\"pattern\": \"^", with: "\"pattern\": \"^(", maxReplacements: 1)
        let path = try #require(RecordPath("schemas/" + file.name))
        let folder = SchemaFolder(files: [(path, Array(changed.utf8))])
        #expect(folder.problems.map(\.rule) == [.brokenSchema])
        #expect(folder.kinds.kinds.isEmpty)
    }

    @Test(arguments: keys)
    func everyFieldAndChoiceHasItsNames(key: String) throws {
        let kind = try Shipped.kind(key)
        #expect(kind.label.en != kind.label.zh)
        check(kind.fields, key)
    }

    private func check(_ fields: [Field], _ place: String) {
        for field in fields {
            let here = place + "." + field.key
            #expect(field.label != nil && field.label?.en != field.label?.zh, "\(here) has no label")
            #expect(field.description.contains(" / "), "\(here) is not described in both languages")
            // The values of a conflict are those of any field.
            let isAnything = field.types.isEmpty && field.choices.isEmpty
            #expect(!isAnything || ["conflict.base", "conflict.published", "conflict.local"].contains(here), "\(here)")
            for choice in field.choices {
                #expect(!choice.label.en.isEmpty && !choice.label.zh.isEmpty, "\(here): \(choice.key)")
            }
            check(field.fields, here)
        }
    }

    /// No word may mean two fields of a kind, or two choices of a field.
    @Test(arguments: keys)
    func namesAreUnambiguous(key: String) throws {
        let kind = try Shipped.kind(key)
        var owners: [String: String] = [:]
        for field in kind.fields {
            for name in Set(([field.key, field.name.en, field.name.zh] + field.aliases).map { $0.lowercased() }) {
                if let other = owners[name] { Issue.record("\(key): `\(name)` means \(other) and \(field.key)") }
                owners[name] = field.key
            }
            var choices: [String: String] = [:]
            for choice in field.choices {
                for name in Set(
                    ([choice.key, choice.label.en, choice.label.zh] + choice.aliases).map { $0.lowercased() })
                {
                    if let other = choices[name] {
                        Issue.record("\(key).\(field.key): `\(name)` means \(other) and \(choice.key)")
                    }
                    choices[name] = choice.key
                }
            }
        }
    }

    @Test func kindsAreNamedUnambiguously() {
        var owners: [String: String] = [:]
        for kind in Shipped.kinds.kinds {
            let names = [kind.key, kind.label.en, kind.label.zh, kind.plural.en, kind.plural.zh] + kind.aliases
            for name in Set(names.map { $0.lowercased() }) {
                if let other = owners[name] { Issue.record("`\(name)` means \(other) and \(kind.key)") }
                owners[name] = kind.key
            }
        }
    }

    @Test(arguments: keys)
    func namedFieldsExist(key: String) throws {
        let kind = try Shipped.kind(key)
        for name in kind.columns + kind.titleFields { #expect(kind.field(name) != nil, "\(key) has no field \(name)") }
        for profile in RequiredProfile.allCases {
            for name in kind.profiles[profile] {
                #expect(kind.field(name) != nil, "\(profile.rawValue) of \(key): \(name)")
            }
        }
        var marks = kind.filename[...]
        while let open = marks.firstIndex(of: "{"), let close = marks[open...].firstIndex(of: "}") {
            let parts = marks[marks.index(after: open)..<close].split(separator: ":").map(String.init)
            let name = parts.first == "slug" ? parts.last : parts.first
            if let name, !["rand", "handle"].contains(name) {
                #expect(kind.field(name) != nil, "file name of \(key): \(name)")
            }
            marks = marks[marks.index(after: close)...]
        }
    }

    @Test(arguments: keys)
    func referencesLeadToKinds(key: String) throws {
        let kind = try Shipped.kind(key)
        check(references: kind.fields, key)
        if let parent = kind.parent { #expect(Shipped.kinds[parent] != nil) }
    }

    private func check(references fields: [Field], _ place: String) {
        for field in fields {
            for reference in field.references {
                #expect(Shipped.kinds[reference] != nil, "\(place).\(field.key) refers to \(reference)")
            }
            check(references: field.fields, place + "." + field.key)
        }
    }

    /// A new record lies where its kind is found again, and its id is one that its schema takes.
    @Test(arguments: keys)
    func newRecordsFit(key: String) throws {
        let kind = try Shipped.kind(key)
        guard kind.identity != .none else { return }
        let parent = try Shipped.customer("id: KH2026-AAAAAA\nname: 甲\n")
        let today = try #require(CalendarDate("2026-11-24"))
        var counter: UInt8 = 0
        let new = try #require(
            NewRecord(
                kind, parent: kind.parent == nil ? nil : parent,
                values: ["id": "lina", "name": "测试 A/B", "title": "测试"], today: today,
                random: {
                    counter &+= 7; return counter
                }, taken: { _ in false }))
        #expect(Shipped.kinds.kind(at: new.path)?.key == key)
        let id = try #require(new.id)
        let problems = Shipped.reading([new.path.text: "id: \(id)\n"]).problems
        #expect(problems.filter { $0.field == "/id" }.map(\.message.en) == [])
        #expect(problems.map(\.rule).allSatisfy { $0 == .missingField })
    }

    @Test func idsOfOneKindAreRefusedByAnother() {
        let problems = Shipped.reading(["customers/a/customer.yaml": "id: SJ2026-AAAAAA\nname: 甲\n"]).problems
        #expect(problems.map(\.rule) == [.badFormat])
        let letters = Shipped.reading(["customers/a/customer.yaml": "id: KH2026-AAAAIL\nname: 甲\n"]).problems
        #expect(letters.map(\.rule) == [.badFormat])
    }

    /// Merge rules that the code knows; a misspelt one would be ignored silently.
    @Test func mergeRulesAreKnownWords() throws {
        for file in shippedSchemaFiles {
            let document = try JSONDocument.parse(Array(file.text.utf8))
            try visit(document.root, file.name)
        }
    }

    private func visit(_ value: JSONValue, _ place: String) throws {
        if let merge = value["x-crm"]?["merge"] {
            if let word = merge.string {
                #expect(["set", "log", "max", "min", "counter", "text", "forward"].contains(word), "\(place): \(word)")
            } else {
                #expect(merge["keyed"]?.type == .array, "\(place): \(merge.sourceText)")
            }
        }
        if value.type == .object {
            for member in value.members where member.key.text != "x-crm" {
                try visit(member.value, place + "/" + member.key.text)
            }
        }
    }
}
