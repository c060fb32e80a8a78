import JSONSchema
import Testing

@Suite struct ReferenceTests {
    @Test(arguments: [
        KeywordRow(
            ##"{"definitions":{"a":{"type":"integer"}},"properties":{"x":{"$ref":"#/definitions/a"}}}"##,
            valid: [#"{"x":1}"#], invalid: [#"{"x":"1"}"#]),
        KeywordRow(
            ##"{"properties":{"child":{"$ref":"#"}},"additionalProperties":false}"##,
            valid: [#"{"child":{"child":{}}}"#],
            invalid: [#"{"child":{"x":1}}"#]),
        KeywordRow(
            ##"{"definitions":{"a/b":{"type":"integer"},"c%d":{"type":"null"},"e~f":{"type":"string"}},"items":{"anyOf":[{"$ref":"#/definitions/a~1b"},{"$ref":"#/definitions/c%25d"},{"$ref":"#/definitions/e~0f"}]}}"##,
            valid: ["[1,null,\"x\"]"], invalid: ["[true]"]),
        KeywordRow(
            #"{"$id":"http://example.com/root.json","definitions":{"a":{"$id":"folder/a.json","type":"integer"}},"items":{"$ref":"folder/a.json"}}"#,
            valid: ["[1]"], invalid: ["[\"1\"]"]),
        KeywordRow(
            #"{"$id":"urn:example:root","definitions":{"a":{"type":"integer"}},"items":{"$ref":"urn:example:root#/definitions/a"}}"#,
            valid: ["[1]"], invalid: ["[\"1\"]"]),
        // A property that happens to be called $ref is not a reference.
        KeywordRow(#"{"properties":{"$ref":{"type":"string"}}}"#, valid: [#"{"$ref":"a"}"#], invalid: [#"{"$ref":1}"#]),
        // Nor is one inside a value.
        KeywordRow(#"{"const":{"$ref":"nowhere"}}"#, valid: [#"{"$ref":"nowhere"}"#], invalid: ["1"]),
    ])
    func inEveryDraft(_ row: KeywordRow) throws { try row.check() }

    @Test func siblingsOfReferences() throws {
        let schema = ##"{"definitions":{"a":{"type":"integer"}},"items":{"$ref":"#/definitions/a","maximum":3}}"##
        try KeywordRow(schema, valid: ["[1,9]"], invalid: ["[\"a\"]"], drafts: [.draft07]).check()
        try KeywordRow(schema, valid: ["[1]"], invalid: ["[9]", "[\"a\"]"], drafts: [.draft2020]).check()
    }

    @Test func anchors() throws {
        try KeywordRow(
            ##"{"$defs":{"a":{"$anchor":"here","type":"integer"}},"items":{"$ref":"#here"}}"##, valid: ["[1]"],
            invalid: ["[null]"], drafts: [.draft2020]
        ).check()
        try KeywordRow(
            ##"{"definitions":{"a":{"$id":"#here","type":"integer"}},"items":{"$ref":"#here"}}"##, valid: ["[1]"],
            invalid: ["[null]"], drafts: [.draft07]
        ).check()
    }

    @Test func dynamicReferencesGoToTheOutermostAnchor() throws {
        let strictTree = ##"""
            {"$id":"http://example.com/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false,
             "$defs":{"tree":{"$id":"tree","$dynamicAnchor":"node","type":"object","properties":{"data":true,
               "children":{"type":"array","items":{"$dynamicRef":"#node"}}}}}}
            """##
        try KeywordRow(
            strictTree, valid: [#"{"children":[{"data":1}]}"#],
            invalid: [#"{"children":[{"daat":1}]}"#, #"{"daat":1}"#],
            drafts: [.draft2020]
        ).check()
        // Without a dynamic anchor at its first target it is an ordinary reference.
        try KeywordRow(
            ##"{"$defs":{"a":{"$anchor":"x","type":"integer"}},"items":{"$dynamicRef":"#x"}}"##, valid: ["[1]"],
            invalid: ["[null]"], drafts: [.draft2020]
        ).check()
    }

    @Test func registeredDocuments() throws {
        var registry = SchemaRegistry { uri in
            uri == "http://example.com/lazy.json" ? try? JSONDocument.parse(#"{"type":"string"}"#) : nil
        }
        registry.register(
            try JSONDocument.parse(#"{"$defs":{"n":{"type":"integer"}}}"#), at: "http://example.com/numbers.json")
        let row = KeywordRow(
            #"{"$id":"http://example.com/root.json","prefixItems":[{"$ref":"numbers.json#/$defs/n"},{"$ref":"lazy.json"}]}"#,
            valid: ["[1,\"a\"]"], invalid: ["[\"a\",\"a\"]", "[1,1]"], drafts: [.draft2020])
        try row.check(registry: registry)
        let errors = try schemaErrors(row.schema)
        #expect(
            errors.map(\.reason) == [.unresolvedReference("numbers.json#/$defs/n"), .unresolvedReference("lazy.json")])
    }

    @Test func metaschemas() throws {
        for draft in SchemaDraft.allCases {
            let row = KeywordRow(
                "{\"$ref\":\"\(draft.metaschema)\"}", valid: [#"{"type":"string","minLength":1}"#, "true", "{}"],
                invalid: [#"{"type":"text"}"#, #"{"minLength":-1}"#, #"{"properties":{"a":{"enum":1}}}"#, "1"])
            try row.check()
        }
        let core = try compile(#"{"$ref":"https://json-schema.org/draft/2020-12/meta/format-assertion"}"#)
        #expect(core.isValid(try JSONDocument.parse(#"{"format":"date"}"#).root))
    }

    @Test func documentsAreReadInTheirOwnDraft() throws {
        var registry = SchemaRegistry()
        registry.register(
            try JSONDocument.parse(
                #"{"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"integer"}]}"#),
            at: "http://example.com/seven")
        registry.register(
            try JSONDocument.parse(
                #"{"$schema":"https://json-schema.org/draft/2020-12/schema","prefixItems":[{"type":"integer"}]}"#),
            at: "http://example.com/twenty")
        for name in ["seven", "twenty"] {
            try KeywordRow(
                "{\"allOf\":[{\"$ref\":\"http://example.com/\(name)\"}]}", valid: ["[1]"], invalid: ["[\"a\"]"]
            )
            .check(registry: registry)
        }
    }

    @Test func vocabulariesSwitchKeywordsOff() throws {
        var registry = SchemaRegistry()
        registry.register(
            try JSONDocument.parse(
                #"""
                {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"http://example.com/meta",
                 "$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,
                  "https://json-schema.org/draft/2020-12/vocab/applicator":true,
                  "https://json-schema.org/draft/2020-12/vocab/format-assertion":true}}
                """#), at: "http://example.com/meta")
        let row = KeywordRow(
            #"{"$schema":"http://example.com/meta","properties":{"a":{"minimum":10},"b":false,"c":{"format":"ipv4"}}}"#,
            valid: [#"{"a":1}"#, #"{"c":"1.2.3.4"}"#], invalid: [#"{"b":1}"#, #"{"c":"1.2.3"}"#], drafts: [.draft2020])
        try row.check(registry: registry)
    }
}
