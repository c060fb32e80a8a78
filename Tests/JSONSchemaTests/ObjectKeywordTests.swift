import JSONSchema
import Testing

@Suite struct ObjectKeywordTests {
    @Test(arguments: [
        KeywordRow(
            #"{"properties":{"a":{"type":"integer"},"b":false}}"#, valid: ["{}", #"{"a":1}"#, #"{"c":1}"#, "[]"],
            invalid: [#"{"a":"1"}"#, #"{"b":1}"#]),
        KeywordRow(
            #"{"required":["a","b"]}"#, valid: [#"{"b":1,"a":null}"#, "\"x\""], invalid: [#"{"a":1}"#, "{}"]),
        KeywordRow(
            #"{"required":["__proto__","constructor"]}"#, valid: [#"{"__proto__":1,"constructor":2}"#], invalid: ["{}"]),
        KeywordRow(
            #"{"properties":{"a":{}},"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false}"#,
            valid: [#"{"a":1,"x-b":"c"}"#, "{}"], invalid: [#"{"b":1}"#, #"{"x-b":1}"#]),
        KeywordRow(
            #"{"properties":{"ab":{"minimum":3}},"patternProperties":{"^a":{"maximum":5},"b$":{"type":"integer"}}}"#,
            valid: [#"{"ab":4}"#], invalid: [#"{"ab":2}"#, #"{"ab":6}"#, #"{"ab":4.5}"#]),
        KeywordRow(
            #"{"additionalProperties":{"type":"boolean"}}"#, valid: ["{}", #"{"x":true}"#], invalid: [#"{"x":1}"#]),
        KeywordRow(
            #"{"propertyNames":{"maxLength":3,"pattern":"^[a-z]*$"}}"#, valid: [#"{"abc":1}"#, "{}", "[\"long\"]"],
            invalid: [#"{"abcd":1}"#, #"{"A":1}"#]),
        KeywordRow(#"{"propertyNames":false}"#, valid: ["{}"], invalid: [#"{"a":1}"#]),
        KeywordRow(
            #"{"minProperties":1,"maxProperties":2}"#, valid: [#"{"a":1}"#, #"{"a":1,"b":2}"#],
            invalid: ["{}", #"{"a":1,"b":2,"c":3}"#]),
        KeywordRow(
            #"{"dependencies":{"a":["b"],"c":{"required":["d"]},"e":false}}"#,
            valid: ["{}", #"{"a":1,"b":2}"#, #"{"c":1,"d":1}"#, #"{"b":1}"#],
            invalid: [#"{"a":1}"#, #"{"c":1}"#, #"{"e":1}"#]),
        // Names are compared by bytes: composed and decomposed letters are different names.
        KeywordRow(
            "{\"required\":[\"\u{E9}\"],\"properties\":{\"\u{E9}\":{\"type\":\"string\"}}}",
            valid: ["{\"\u{E9}\":\"\"}"],
            invalid: ["{\"e\u{301}\":\"\"}", "{\"\u{E9}\":1}"]),
    ])
    func inEveryDraft(_ row: KeywordRow) throws { try row.check() }

    @Test(arguments: [
        KeywordRow(
            #"{"dependentRequired":{"a":["b","c"]}}"#, valid: [#"{"a":1,"b":1,"c":1}"#, #"{"b":1}"#],
            invalid: [#"{"a":1,"b":1}"#]),
        KeywordRow(
            #"{"dependentSchemas":{"a":{"properties":{"b":{"type":"integer"}}}}}"#,
            valid: [#"{"b":"x"}"#, #"{"a":1,"b":1}"#], invalid: [#"{"a":1,"b":"x"}"#]),
    ])
    func in2020(_ row: KeywordRow) throws {
        try KeywordRow(row.schema, valid: row.valid, invalid: row.invalid, drafts: [.draft2020]).check()
    }

    /// Tables with more names than fit one machine word take another path.
    @Test func manyNames() throws {
        let names = (0..<200).map { "\"k\($0)\"" }
        let properties = names.map { "\($0):{\"type\":\"integer\"}" }.joined(separator: ",")
        let schema =
            "{\"properties\":{\(properties)},\"required\":[\(names.joined(separator: ","))],\"additionalProperties\":false}"
        let all = names.map { "\($0):1" }
        let row = KeywordRow(
            schema, valid: ["{\(all.joined(separator: ","))}", "{\(all.reversed().joined(separator: ","))}"],
            invalid: ["{\(all.dropLast().joined(separator: ","))}", "{\((all + ["\"x\":1"]).joined(separator: ","))}"])
        try row.check()
    }
}
