import Records
import Testing

@Suite struct KindReaderTests {
    private func folder(_ text: String, name: String = "pet") throws -> SchemaFolder {
        let path = try #require(RecordPath("schemas/\(name).schema.json"))
        return SchemaFolder(files: [(path: path, bytes: Array(text.utf8))])
    }

    /// A team's first schema of three lines works (R208).
    @Test func threeLinesAreEnough() throws {
        let folder = try folder(#"{"properties": {"name": {"type": "string"}}, "x-crm": {"location": "pets/*.yaml"}}"#)
        #expect(folder.problems.isEmpty)
        let kind = try #require(folder.kinds["pet"])
        #expect(kind.label.zh == "pet")
        #expect(kind.field("name")?.name.en == "name")
        #expect(kind.identity == .none)
        #expect(folder.kinds.kind(at: try #require(RecordPath("pets/rex.yaml")))?.key == "pet")
        #expect(folder.kinds.kind(named: "PET")?.key == "pet")
    }

    @Test func readsWhatXCRMSays() throws {
        let folder = try folder(
            """
            {"required": ["name"], "properties": {
              "name": {"type": "string", "x-crm": {"labels": {"en": "Name", "zh": "名字"}, "aliases": ["昵称"]}},
              "owners": {"type": "array", "items": {"type": "string"}, "x-crm": {"ref": ["member", "customer"]}},
              "state": {"enum": ["in", "out"], "x-crm": {"values": {"in": {"en": "Inside", "zh": "屋里", "aliases": ["家里"]}}}},
              "price": {"type": ["number", "null"], "x-crm": {"unit": "money"}}},
             "x-crm": {"kind": "animal", "labels": {"zh": "动物"}, "location": "**/pets/*.yaml", "id": {"prefix": "DW"},
               "profiles": {"basic": ["name"], "strict": ["state"]}}}
            """)
        let kind = try #require(folder.kinds["animal"])
        #expect(kind.label.en == "动物")
        #expect(kind.identity == .generated(prefix: "DW"))
        #expect(kind.field(named: "昵称")?.key == "name")
        #expect(kind.field("name")?.isRequired == true)
        #expect(kind.field("owners")?.isList == true)
        #expect(kind.field("owners")?.references == ["member", "customer"])
        #expect(kind.field("state")?.choices.first { $0.isNamed("家里") }?.key == "in")
        #expect(kind.field("state")?.choices.last?.label.zh == "out")
        #expect(kind.field("price")?.unit == .money)
        #expect(kind.profiles[.standard] == ["name"])
        #expect(kind.profiles[.strict] == ["name", "state"])
    }

    /// What stands beside a `$ref` comes first, then what it stands for, however often that refers further.
    @Test func readsWhatReferencesStandFor() throws {
        let folder = try folder(
            """
            {"definitions": {
               "place": {"type": "object", "description": "where", "required": ["city"], "x-crm": {"labels": {"en": "Place"}},
                 "properties": {"city": {"$ref": "#/definitions/word"}, "up": {"$ref": "#/definitions/place"}}},
               "far": {"$ref": "#/definitions/place", "description": "far away"},
               "word": {"type": "string", "format": "email", "enum": ["a", 7, "b"]}},
             "properties": {
               "home": {"$ref": "#/definitions/far", "x-crm": {"labels": {"en": "Home"}, "sensitive": true}},
               "stops": {"type": "array", "items": {"$ref": "#/definitions/far", "description": "a stop"},
                 "x-crm": {"merge": {"keyed": ["city"]}}}},
             "x-crm": {"location": "pets/*.yaml"}}
            """)
        let kind = try #require(folder.kinds["pet"])
        #expect(kind.fields.map(\.key) == ["home", "stops"])
        let home = try #require(kind.field("home"))
        #expect(
            home.name.en == "Home" && home.description == "far away" && home.types == ["object"] && home.isSensitive)
        let city = try #require(home.field("city"))
        #expect(city.isRequired && city.format == "email" && city.order == ["a", "7", "b"] && city.types == ["string"])
        #expect(city.choices.map(\.key) == ["a", "7", "b"])
        // Nesting is bounded.
        var (depth, place) = (0, home.field("up"))
        while let next = place { (depth, place) = (depth + 1, next.field("up")) }
        #expect(depth == 7)
        let stops = try #require(kind.field("stops"))
        #expect(stops.isList && stops.types == ["object"] && stops.description == "" && stops.itemKeys == ["city"])
        #expect(stops.label == nil && stops.fields.map(\.key) == ["city", "up"])
    }

    @Test(arguments: [
        #"{"type": "#, #"{"type": 5, "x-crm": {"location": "a/*.yaml"}}"#,
        #"{"properties": {"a": {"pattern": "("}}, "x-crm": {"location": "a/*.yaml"}}"#,
        #"{"$ref": "other.json", "x-crm": {"location": "a/*.yaml"}}"#,
    ])
    func brokenSchemasAreProblems(text: String) throws {
        let folder = try folder(text)
        #expect(folder.kinds.kinds.isEmpty)
        #expect(folder.problems.map(\.rule) == [.brokenSchema])
        #expect(folder.problems.first?.severity == .error)
        #expect(folder.problems.first?.place != nil)
    }

    @Test(arguments: ["{}", #"{"x-crm": {"location": "../out/*.yaml"}}"#, #"{"x-crm": {"location": ".git/*"}}"#])
    func aSchemaWithoutAPlaceIsAWarning(text: String) throws {
        let folder = try folder(text)
        #expect(folder.kinds.kinds.isEmpty)
        #expect(folder.problems.map(\.severity) == [.warning])
    }
}
