import JSONSchema
import Testing

@Suite struct ArrayKeywordTests {
    @Test(arguments: [
        KeywordRow(#"{"minItems":1,"maxItems":2}"#, valid: ["[1]", "[1,2]", "{}"], invalid: ["[]", "[1,2,3]"]),
        KeywordRow(
            #"{"uniqueItems":true}"#, valid: ["[1,\"1\",true,[1],{\"a\":1}]", "[]", "[0,false,null]"],
            invalid: ["[1,1.0]", "[[1],[1]]", #"[{"a":1,"b":2},{"b":2,"a":1}]"#, "[\"a\",\"b\",\"a\"]"]),
        // More than a handful of elements are compared by hashes.
        KeywordRow(
            #"{"uniqueItems":true}"#, valid: ["[1,2,3,4,5,6,7,8,9,10,\"1\"]"],
            invalid: ["[1,2,3,4,5,6,7,8,9,10,1e0]", #"[1,2,3,4,5,6,7,8,{"a":1,"b":[2]},{"b":[2.0],"a":1}]"#]),
        KeywordRow(#"{"uniqueItems":false}"#, valid: ["[1,1]"], invalid: []),
        KeywordRow(
            #"{"items":{"type":"integer"}}"#, valid: ["[]", "[1,2]", "\"x\""], invalid: ["[1,\"2\"]", "[null]"]),
        KeywordRow(#"{"items":false}"#, valid: ["[]"], invalid: ["[1]"]),
        KeywordRow(#"{"contains":{"minimum":5}}"#, valid: ["[1,5]", "{}"], invalid: ["[]", "[1,4]"]),
    ])
    func inEveryDraft(_ row: KeywordRow) throws { try row.check() }

    @Test(arguments: [
        KeywordRow(
            #"{"prefixItems":[{"type":"string"},{"type":"integer"}],"items":{"type":"null"}}"#,
            valid: ["[]", "[\"a\"]", "[\"a\",1,null]"], invalid: ["[1]", "[\"a\",\"b\"]", "[\"a\",1,2]"]),
        KeywordRow(#"{"prefixItems":[true],"items":false}"#, valid: ["[1]", "[]"], invalid: ["[1,2]"]),
        KeywordRow(
            #"{"contains":{"const":1},"minContains":2,"maxContains":3}"#, valid: ["[1,1]", "[1,0,1,1]"],
            invalid: ["[1]", "[1,1,1,1]", "[]"]),
        KeywordRow(#"{"contains":{"const":1},"minContains":0}"#, valid: ["[]", "[2]", "[1]"], invalid: []),
        KeywordRow(#"{"minContains":2,"maxContains":0}"#, valid: ["[1,1,1]", "[]"], invalid: []),
    ])
    func in2020(_ row: KeywordRow) throws {
        try KeywordRow(row.schema, valid: row.valid, invalid: row.invalid, drafts: [.draft2020]).check()
    }

    @Test(arguments: [
        KeywordRow(
            #"{"items":[{"type":"string"},{"type":"integer"}],"additionalItems":{"type":"null"}}"#,
            valid: ["[]", "[\"a\",1,null]"], invalid: ["[1]", "[\"a\",1,2]"]),
        KeywordRow(#"{"items":[true],"additionalItems":false}"#, valid: ["[1]"], invalid: ["[1,2]"]),
        KeywordRow(#"{"items":{},"additionalItems":false}"#, valid: ["[1,2]"], invalid: []),
        KeywordRow(#"{"additionalItems":false}"#, valid: ["[1,2]"], invalid: []),
        // Keywords of later drafts mean nothing.
        KeywordRow(#"{"prefixItems":[false],"contains":true,"minContains":9}"#, valid: ["[1]"], invalid: ["[]"]),
    ])
    func inDraft07(_ row: KeywordRow) throws {
        try KeywordRow(row.schema, valid: row.valid, invalid: row.invalid, drafts: [.draft07]).check()
    }
}
