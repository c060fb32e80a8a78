import JSONSchema
import Testing

@Suite struct ScalarKeywordTests {
    @Test(arguments: [
        KeywordRow(#"{"type":"null"}"#, valid: ["null"], invalid: ["0", "false", "\"\"", "[]", "{}"]),
        KeywordRow(#"{"type":"boolean"}"#, valid: ["true", "false"], invalid: ["0", "\"true\"", "null"]),
        KeywordRow(
            #"{"type":"integer"}"#, valid: ["1", "-0", "1.0", "10e-1", "1e300"], invalid: ["1.5", "1e-1", "\"1\""]),
        KeywordRow(#"{"type":"number"}"#, valid: ["1", "1.5"], invalid: ["\"1\"", "true"]),
        KeywordRow(#"{"type":"string"}"#, valid: ["\"\"", "\"1\""], invalid: ["1", "null"]),
        KeywordRow(#"{"type":"array"}"#, valid: ["[]"], invalid: ["{}", "\"[]\""]),
        KeywordRow(#"{"type":"object"}"#, valid: ["{}"], invalid: ["[]", "null"]),
        KeywordRow(#"{"type":["string","null"]}"#, valid: ["\"a\"", "null"], invalid: ["1", "false"]),
        KeywordRow(#"{"type":["integer","string"]}"#, valid: ["1", "\"a\""], invalid: ["1.5"]),
    ])
    func type(_ row: KeywordRow) throws { try row.check() }

    @Test(arguments: [
        KeywordRow(#"{"enum":["a","b"]}"#, valid: ["\"a\"", "\"b\""], invalid: ["\"c\"", "\"A\"", "1", "\"\""]),
        KeywordRow(
            #"{"enum":[1,null,[2],{"k":3}]}"#, valid: ["1.0", "null", "[2]", "{\"k\":3.0}"],
            invalid: ["2", "[2,2]", "{}"]),
        KeywordRow(#"{"enum":[]}"#, valid: [], invalid: ["1", "null"]),
        KeywordRow(#"{"enum":[false]}"#, valid: ["false"], invalid: ["0", "[]"]),
        // The same letters, composed and decomposed, are different strings.
        KeywordRow("{\"enum\":[\"\u{E9}\"]}", valid: ["\"\u{E9}\""], invalid: ["\"e\u{301}\""]),
        KeywordRow(
            #"{"const":{"a":1,"b":[true]}}"#, valid: [#"{"b":[true],"a":1.0}"#],
            invalid: [#"{"a":1}"#, #"{"a":1,"b":[1]}"#]),
        KeywordRow(#"{"const":0}"#, valid: ["0", "-0", "0.0"], invalid: ["false", "1e-9"]),
        KeywordRow(#"{"const":9007199254740993}"#, valid: ["9007199254740993"], invalid: ["9007199254740992"]),
        KeywordRow(#"{"enum":["a","b"],"const":"b"}"#, valid: ["\"b\""], invalid: ["\"a\""]),
        KeywordRow(#"{"enum":["a"],"const":"b"}"#, valid: [], invalid: ["\"a\"", "\"b\""]),
    ])
    func values(_ row: KeywordRow) throws { try row.check() }

    @Test(arguments: [
        KeywordRow(
            #"{"multipleOf":0.01}"#, valid: ["4.35", "0", "1e10", "-0.07", "\"x\""], invalid: ["0.075", "1e-3"]),
        KeywordRow(#"{"multipleOf":0.0001}"#, valid: ["0.0075"], invalid: ["0.00751"]),
        KeywordRow(#"{"multipleOf":3}"#, valid: ["9e2", "300000000000000000000000000003"], invalid: ["1e300000000"]),
        KeywordRow(#"{"multipleOf":1e-300000000}"#, valid: ["1e300000000"], invalid: ["1e-300000001"]),
        KeywordRow(
            #"{"multipleOf":12345678901234567890123}"#,
            valid: ["24691357802469135780246", "12345678901234567890123e5"],
            invalid: ["24691357802469135780247", "1"]),
        KeywordRow(#"{"minimum":1.1}"#, valid: ["1.1", "2", "\"0\""], invalid: ["1.09999999999999999999"]),
        KeywordRow(#"{"exclusiveMinimum":0}"#, valid: ["1e-400"], invalid: ["0", "-1"]),
        KeywordRow(
            #"{"maximum":300}"#, valid: ["300.000", "3e2"], invalid: ["300.00000000000000000001", "1e1000000000"]),
        KeywordRow(#"{"exclusiveMaximum":-1}"#, valid: ["-1.01", "-1e9"], invalid: ["-1", "-0.5"]),
        KeywordRow(#"{"minimum":-2,"maximum":2}"#, valid: ["-2", "0", "2"], invalid: ["-3", "2.5"]),
        KeywordRow(
            #"{"maximum":18446744073709551615}"#, valid: ["18446744073709551615"], invalid: ["18446744073709551616"]),
    ])
    func numbers(_ row: KeywordRow) throws { try row.check() }

    @Test(arguments: [
        KeywordRow(#"{"minLength":2}"#, valid: ["\"ab\"", "\"张三\"", "1"], invalid: ["\"a\"", "\"张\"", "\"😀\""]),
        KeywordRow(#"{"maxLength":2}"#, valid: ["\"ab\"", "\"😀😀\"", "\"\""], invalid: ["\"abc\"", "\"e\u{301}a\""]),
        KeywordRow(#"{"maxLength":2.0,"minLength":1e0}"#, valid: ["\"ab\""], invalid: ["\"\"", "\"abc\""]),
        KeywordRow(#"{"maxLength":1e400}"#, valid: ["\"ab\""], invalid: []),
        KeywordRow(
            #"{"pattern":"^1[0-9]{10}$"}"#, valid: ["\"13800138000\"", "13"], invalid: ["\"138001380001\"", "\"\""]),
        KeywordRow(#"{"pattern":"b+"}"#, valid: ["\"abbc\""], invalid: ["\"ac\""]),
    ])
    func strings(_ row: KeywordRow) throws { try row.check() }
}
