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
