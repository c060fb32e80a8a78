import JSONSchema
import Testing

@Suite struct SchemaErrorTests {
    @Test func allMistakesAtOnceWithTheirPlaces() throws {
        let schema = """
            {
              "type": "text",
              "properties": {"a": {"pattern": "("}, "b": {"$ref": "#/$defs/none"}, "c": {"minLength": -1}},
              "$defs": {"unused": {"required": "x"}}
            }
            """
        let errors = try schemaErrors(schema)
        #expect(
            errors.map { "\($0.pointer) \($0.node.position)" } == [
                "/type 2:11", "/properties/a/pattern 3:35", "/properties/b/$ref 3:55", "/properties/c/minLength 3:91",
                "/$defs/unused/required 4:36",
            ])
        #expect(errors.contains { $0.reason == .unknownType("text") })
        #expect(errors.contains { $0.reason == .unresolvedReference("#/$defs/none") })
        #expect(errors.count == 5)
    }

    @Test(arguments: [
        "1", "{\"items\":1}", "{\"items\":[1]}", "{\"enum\":1}", "{\"required\":[1]}", "{\"properties\":[]}",
        "{\"minItems\":1.5}", "{\"maxItems\":\"1\"}", "{\"multipleOf\":0}", "{\"multipleOf\":-1}",
        "{\"minimum\":\"1\"}",
        "{\"uniqueItems\":1}", "{\"pattern\":1}", "{\"format\":1}", "{\"allOf\":{}}", "{\"allOf\":[]}", "{\"$ref\":1}",
        "{\"type\":[]}", "{\"type\":1}", "{\"patternProperties\":{\"[\":{}}}", "{\"not\":null}",
        "{\"$defs\":{\"x\":{\"anyOf\":[{\"type\":\"int\"}]}}}", "{\"dependentRequired\":{\"a\":1}}",
        "{\"$schema\":\"http://example.com/unknown\"}", "{\"$ref\":\"http://example.com/unknown\"}",
        "{\"$ref\":\"#nowhere\"}", "{\"$defs\":{\"a\":{\"$anchor\":\"x\"},\"b\":{\"$anchor\":\"x\"}}}",
        "{\"$ref\":\"#\"}", "{\"allOf\":[{\"$ref\":\"#\"}]}",
        "{\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}},\"$ref\":\"#/$defs/a\"}",
    ])
    func refused(_ schema: String) throws {
        #expect(try !schemaErrors(schema).isEmpty)
    }

    @Test func aMetaschemaMayNameItself() throws {
        var registry = SchemaRegistry()
        registry.register(
            try JSONDocument.parse(#"{"$schema":"http://example.com/self","$id":"http://example.com/self"}"#),
            at: "http://example.com/self")
        #expect(try !schemaErrors(#"{"$schema":"http://example.com/self"}"#, registry: registry).isEmpty)
    }
}
