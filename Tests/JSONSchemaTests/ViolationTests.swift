import JSONSchema
import Testing

@Suite struct ViolationTests {
    private func summary(_ schema: String, _ instance: String) throws -> [String] {
        try violations(schema, instance).map { "\($0.instancePointer) \($0.schemaPointer): \($0.detail)" }
    }

    @Test func everyViolationHasItsPlaces() throws {
        let schema = """
            {"type": "object", "required": ["id", "name"], "additionalProperties": false,
             "properties": {"id": {"type": "string"}, "name": {"type": "string", "minLength": 2},
              "tags": {"type": "array", "items": {"enum": ["a", "b"]}}}}
            """
        let instance = #"{"name": "x", "tags": ["a", "c"], "nmae": 1}"#
        let found = try violations(schema, instance)
        #expect(found.map(\.instancePointer) == ["/name", "/tags/1", "/nmae", ""])
        #expect(found.map(\.instance.position.column) == [10, 29, 35, 1])
        #expect(found.map(\.isAboutKey) == [false, false, true, false])
        #expect(found.map(\.keyword) == ["minLength", "enum", "additionalProperties", "required"])
        #expect(
            found.map(\.schemaPointer) == [
                "/properties/name/minLength", "/properties/tags/items/enum", "/additionalProperties", "/required",
            ])
        #expect(found[0].schema["minLength"]?.sourceText == "2")
        guard case .unexpectedProperty("nmae", let known) = found[2].detail else {
            Issue.record("\(found[2].detail)")
            return
        }
        #expect(known == ["id", "name", "tags"])
        guard case .missingProperty("id") = found[3].detail else {
            Issue.record("\(found[3].detail)")
            return
        }
    }

    @Test(arguments: [
        (#"{"type":["string","null"]}"#, "1", [" /type: expected string or null, found number"]),
        (#"{"const":1}"#, "2", [" /const: not one of 1"]),
        (
            #"{"minimum":1,"multipleOf":2}"#, "-1",
            [" /minimum: must be at least 1", " /multipleOf: not a multiple of 2"]
        ),
        (#"{"exclusiveMaximum":1.50}"#, "1.5", [" /exclusiveMaximum: must be below 1.5"]),
        (
            #"{"maxLength":1,"pattern":"^a"}"#, "\"bb\"",
            [" /maxLength: 2 characters, at most 1 are allowed", " /pattern: does not match ^a"]
        ),
        (#"{"uniqueItems":true}"#, "[1,2,1]", ["/2 /uniqueItems: items 0 and 2 are equal"]),
        (#"{"contains":{"const":1}}"#, "[2]", [" /contains: 0 items fit the contains schema, expected 1 or more"]),
        (#"{"prefixItems":[true],"items":false}"#, "[1,2]", ["/1 /items: item 1 is not expected"]),
        (
            #"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#,
            [" /dependentRequired: the property \"b\" is needed next to \"a\""]
        ),
        (
            #"{"propertyNames":{"maxLength":1}}"#, #"{"ab":1}"#,
            ["/ab /propertyNames/maxLength: 2 characters, at most 1 are allowed"]
        ),
        (#"{"properties":{"a":false}}"#, #"{"a":1}"#, ["/a /properties/a: not allowed here"]),
        (#"{"not":{"type":"number"}}"#, "1", [" /not: fits the schema that it must not fit"]),
        (
            #"{"oneOf":[{"minimum":0},{"maximum":9},{"const":-1}]}"#, "5",
            [" /oneOf: fits branches 0, 1, only one may fit"]
        ),
        (
            #"{"if":{"required":["a"]},"then":{"required":["b"]}}"#, #"{"a":1}"#,
            [" /then/required: the property \"b\" is missing"]
        ),
        (
            ##"{"items":{"$ref":"#/$defs/n"},"$defs":{"n":{"type":"integer"}}}"##, "[1.5]",
            ["/0 /$defs/n/type: expected integer, found number"]
        ),
    ])
    func details(_ schema: String, _ instance: String, _ expected: [String]) throws {
        #expect(try summary(schema, instance) == expected)
    }

    @Test func wrongTypeSilencesTheOtherKeywords() throws {
        #expect(try summary(#"{"type":"string","enum":["a"],"minLength":1}"#, "1").count == 1)
        #expect(try summary(#"{"enum":["a"],"minLength":9,"pattern":"^z"}"#, "\"b\"").count == 1)
    }

    @Test func unevaluatedPropertiesKnowTheNamesOfAllBranches() throws {
        let schema =
            ##"{"properties":{"a":true},"allOf":[{"properties":{"b":true}}],"$ref":"#/$defs/c","unevaluatedProperties":false,"$defs":{"c":{"properties":{"c":true}}}}"##
        let found = try violations(schema, #"{"x":1}"#)
        guard found.count == 1, case .unexpectedProperty("x", let known) = found[0].detail else {
            Issue.record("\(found.map(\.detail))")
            return
        }
        #expect(Set(known) == ["a", "b", "c"])
    }

    @Test func branchesThatDifferInTypeOrValueAreGathered() throws {
        #expect(
            try summary(#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "1")
                == [" /anyOf: expected string or null, found number"])
        #expect(
            try summary(#"{"oneOf":[{"const":"a","title":"A"},{"const":"b"},{"enum":["c","d"]}]}"#, "\"x\"")
                == [#" /oneOf: not one of "a", "b", "c", "d""#])
    }

    @Test func theClosestBranchSpeaks() throws {
        // By type: only the branch of the instance's own type counts.
        #expect(
            try summary(#"{"anyOf":[{"type":"string","minLength":3},{"type":"integer"}]}"#, "\"x\"")
                == [" /anyOf/0/minLength: 1 characters, at least 3 are needed"])
        // By discriminator, although the other branch has fewer violations.
        let shapes = #"""
            {"oneOf":[
              {"properties":{"kind":{"const":"circle"},"radius":{"type":"number"}},"required":["kind"]},
              {"properties":{"kind":{"const":"box"},"width":{"type":"number"},"height":{"type":"number"}},"required":["kind","width","height"]}]}
            """#
        #expect(
            try summary(shapes, #"{"kind":"box","width":"1"}"#) == [
                "/width /oneOf/1/properties/width/type: expected number, found string",
                " /oneOf/1/required: the property \"height\" is missing",
            ])
        // By number of violations.
        #expect(
            try summary(#"{"anyOf":[{"required":["a","b"]},{"required":["c"]}]}"#, "{}")
                == [" /anyOf/1/required: the property \"c\" is missing"])
    }

    @Test func violationsInsideBranchesKeepTheirPath() throws {
        let schema = #"{"items":{"anyOf":[{"type":"object","properties":{"a":{"type":"integer"}}},{"type":"null"}]}}"#
        #expect(
            try summary(schema, #"[null,{"a":"x"}]"#) == [
                "/1/a /items/anyOf/0/properties/a/type: expected integer, found string"
            ])
    }
}
