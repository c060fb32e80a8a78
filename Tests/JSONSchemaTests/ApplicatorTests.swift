import JSONSchema
import Testing

@Suite struct ApplicatorTests {
    @Test(arguments: [
        KeywordRow("true", valid: ["1", "{}"], invalid: []),
        KeywordRow("false", valid: [], invalid: ["1", "{}"]),
        KeywordRow("{}", valid: ["1", "null"], invalid: []),
        KeywordRow(#"{"allOf":[{"minimum":1},{"maximum":3}]}"#, valid: ["2", "\"x\""], invalid: ["0", "4"]),
        KeywordRow(#"{"anyOf":[{"minimum":5},{"multipleOf":2}]}"#, valid: ["7", "2"], invalid: ["3"]),
        KeywordRow(#"{"oneOf":[{"minimum":5},{"multipleOf":2}]}"#, valid: ["7", "2"], invalid: ["3", "6"]),
        KeywordRow(#"{"not":{"type":"string"}}"#, valid: ["1", "null"], invalid: ["\"x\""]),
        KeywordRow(#"{"not":{"not":{"type":"string"}}}"#, valid: ["\"x\""], invalid: ["1"]),
        KeywordRow(#"{"not":true}"#, valid: [], invalid: ["1"]),
        KeywordRow(
            #"{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"minimum":5}}"#, valid: ["20", "7", "\"x\""],
            invalid: ["15", "4"]),
        KeywordRow(#"{"then":false,"else":false}"#, valid: ["1"], invalid: []),
        KeywordRow(#"{"if":false,"then":false}"#, valid: ["1"], invalid: []),
        KeywordRow(
            #"{"type":"array","items":{"oneOf":[{"type":"integer"},{"enum":["a"]}]},"minItems":1}"#,
            valid: ["[1,\"a\"]"], invalid: ["[]", "[\"b\"]", "[1.5]", "{}"]),
    ])
    func inEveryDraft(_ row: KeywordRow) throws { try row.check() }

    @Test(arguments: [
        KeywordRow(
            #"{"properties":{"a":true},"allOf":[{"properties":{"b":true}}],"unevaluatedProperties":false}"#,
            valid: [#"{"a":1,"b":2}"#, "{}", "[]"], invalid: [#"{"c":1}"#]),
        KeywordRow(
            #"{"anyOf":[{"required":["a"],"properties":{"a":true}},{"required":["b"],"properties":{"b":true}}],"unevaluatedProperties":false}"#,
            valid: [#"{"a":1}"#, #"{"a":1,"b":1}"#], invalid: [#"{"a":1,"c":1}"#]),
        // A branch that does not fit has evaluated nothing.
        KeywordRow(
            #"{"anyOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":true}}],"unevaluatedProperties":false}"#,
            valid: [#"{"a":"x","b":1}"#], invalid: [#"{"a":1,"b":1}"#]),
        KeywordRow(
            #"{"not":{"properties":{"a":{"type":"string"}}},"unevaluatedProperties":false}"#, valid: [],
            invalid: [#"{"a":1}"#]),
        KeywordRow(
            #"{"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"properties":{"t":true}},"else":{"properties":{"e":true}},"unevaluatedProperties":false}"#,
            valid: [#"{"k":1,"t":2}"#, #"{"e":1}"#], invalid: [#"{"k":1,"e":2}"#, #"{"k":2}"#]),
        KeywordRow(
            #"{"dependentSchemas":{"a":{"properties":{"b":true}}},"properties":{"a":true},"unevaluatedProperties":{"type":"null"}}"#,
            valid: [#"{"a":1,"b":2}"#, #"{"b":null}"#], invalid: [#"{"b":1}"#]),
        KeywordRow(
            ##"{"$ref":"#/$defs/base","properties":{"b":true},"unevaluatedProperties":false,"$defs":{"base":{"properties":{"a":true}}}}"##,
            valid: [#"{"a":1,"b":1}"#], invalid: [#"{"a":1,"c":1}"#]),
        KeywordRow(
            #"{"allOf":[{"unevaluatedProperties":true}],"unevaluatedProperties":false}"#, valid: [#"{"x":1}"#],
            invalid: []),
        KeywordRow(
            #"{"prefixItems":[true],"allOf":[{"prefixItems":[true,{"type":"integer"}]}],"unevaluatedItems":false}"#,
            valid: ["[1,2]", "[]"], invalid: ["[1,2,3]"]),
        KeywordRow(
            #"{"contains":{"type":"integer"},"unevaluatedItems":{"type":"string"}}"#, valid: ["[1,\"a\",2]"],
            invalid: ["[1,null]", "[\"a\"]"]),
        KeywordRow(#"{"items":true,"unevaluatedItems":false}"#, valid: ["[1,2]"], invalid: []),
    ])
    func unevaluated(_ row: KeywordRow) throws {
        try KeywordRow(row.schema, valid: row.valid, invalid: row.invalid, drafts: [.draft2020]).check()
    }

    /// More members than fit one machine word of marks.
    @Test func unevaluatedMembersBeyondAWord() throws {
        let members = (0..<150).map { "\"k\($0)\":1" }
        let row = KeywordRow(
            #"{"patternProperties":{"^k":true},"unevaluatedProperties":false}"#,
            valid: ["{\(members.joined(separator: ","))}"],
            invalid: ["{\((members + ["\"x\":1"]).joined(separator: ","))}"], drafts: [.draft2020])
        try row.check()
    }
}
