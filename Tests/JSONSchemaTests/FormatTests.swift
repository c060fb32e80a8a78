import JSONSchema
import Testing

@Suite struct FormatTests {
    @Test(
        arguments: [
            (
                SchemaFormat.date, ["2026-11-03", "2024-02-29", "2000-02-29", "0001-01-01"],
                [
                    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "2026-11-03 ",
                    "২০২৬-11-03", "",
                ]
            ),
            (
                .time,
                ["08:30:06Z", "08:30:06.25+08:00", "23:59:60Z", "07:59:60+08:00", "00:29:60-23:30", "12:00:00z"],
                [
                    "08:30:06", "24:00:00Z", "08:60:00Z", "08:30:61Z", "22:59:60Z", "23:59:60+08:00", "08:30Z",
                    "08:30:06.Z", "08:30:06+8:00", "08:30:06+24:00",
                ]
            ),
            (
                .dateTime, ["2026-11-03T08:30:06Z", "2026-11-03t08:30:06.123456+08:00", "1998-12-31T23:59:60Z"],
                [
                    "2026-11-03 08:30:06Z", "2026-11-03", "2026-02-30T00:00:00Z", "2026-11-03T08:30:06",
                    "1998-12-31T23:58:60Z",
                ]
            ),
            (
                .duration, ["P1Y2M3DT4H5M6S", "PT36H", "P2W", "P0D", "PT1M"],
                [
                    "P", "PT", "P1YT", "1D", "P1D2H", "PT1D", "P1S", "P2D1Y", "P1Y2W", "P1Y2D", "PT1H2S", "P-1D",
                    "PT0.5S", "P1",
                ]
            ),
            (
                .email,
                [
                    "joe.bloggs@example.com", "~a+b@example.com", "\"joe @ bloggs\"@example.com", "a@[127.0.0.1]",
                    "a@[IPv6:::1]", "a@b",
                ],
                [
                    "2962", ".a@example.com", "a.@example.com", "a..b@example.com", "a b@example.com", "@example.com",
                    "a@", "a@b_c.com", "a@[127.0.0.300]", "张@example.com",
                ]
            ),
            (.idnEmail, ["张三@例子.中国", "a@example.com"], ["2962", "张三", "a@-例", "a b@例子"]),
            (
                .hostname, ["www.example.com", "a--b", "1host", "xn--9n2bp8q.xn--9t4b11yi5a"],
                [
                    "", ".", "a.", ".a", "-a", "a-", "a_b", "a..b", "例子", "xn--X", "xn--example-",
                    String(repeating: "a", count: 64),
                ]
            ),
            (
                .idnHostname, ["例子.中国", "l·l", "a。b", "ßς", "क्\u{200D}ष", "بي\u{200C}بي", "אב1"],
                ["", "Ａ", "a·l", "-例", "〮실례", "\u{300}a", "क\u{200D}ष", "aא", "0a.א", "٠۰", "ab--例"]
            ),
            (
                .ipv4, ["0.0.0.0", "255.1.20.3"],
                ["256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ", "0x1.1.1.1", ""]
            ),
            (
                .ipv6,
                [
                    "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "::ffff:192.168.0.1", "1:2:3:4:5:6:1.2.3.4",
                    "fe80::A:b",
                ],
                [
                    ":", "1", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1:2:3:4:5:6:7",
                    "1:2:3:4:5:6:7:", "12345::", "::g", "::1%eth0", "::1.2.3", "1.2.3.4::",
                ]
            ),
            (
                .uri,
                [
                    "http://user:pw@example.com:80/a/b?q=1#f", "urn:oasis:names", "mailto:a@b.c",
                    "ldap://[2001:db8::7]/c", "a:", "http://%41/",
                ],
                [
                    "//example.com", "/a", "a", "http:// a", "1a:b", "http://[::1", "http://a:b/", "http://a/%zz",
                    "http://a/<b>", "http://例.com", ":a", "http://[v1.x/",
                ]
            ),
            (
                .uriReference, ["", "/a", "a/b", "../a?b#c", "//h/p", "#f", "./a:b"],
                ["1:b", "\\a", "a b", "#a#b", "/例", "//a@b@c/"]
            ),
            (
                .iri, ["http://例子.中国/路径?查=询#片", "http://ƒøø.ßår/"],
                ["//例子", "/路径", "http://例 子/", "http://2001:db8::7/x"]
            ),
            (.iriReference, ["/路径", "例", ""], ["\\例", "例 子"]),
            (
                .uriTemplate, ["", "/a/{b}", "{?x,y*}", "{+path:10}", "{a.b}", "{%41}", "a%20b"],
                ["{", "}", "{}", "{a", "{a,}", "{a:0}", "{a:10000}", "{a b}", "a b", "a%2", "{=}"]
            ),
            (.jsonPointer, ["", "/", "/a/b~0c~1d", "/ /\"/例"], ["a", "/a~", "/a~2", "#/a"]),
            (.relativeJSONPointer, ["0", "1/a", "2#", "120/x~1y"], ["", "/a", "-1", "01", "0##", "1#/a", "a"]),
            (.regex, ["^a+$", "(a)\\1", "[]", "(?<n>a)\\k<n>"], ["(", "\\a", "(?i)a", "[b-a]"]),
            (
                .uuid, ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
                [
                    "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08aa9811eab4aa73b441d16380",
                    "2eb8aa08-aa98-11ea-b4ga-73b441d16380", "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
                ]
            ),
        ] as [(SchemaFormat, [String], [String])])
    func accepts(_ format: SchemaFormat, _ good: [String], _ bad: [String]) {
        for text in good { #expect(format.accepts(text), "\(format.name): \(text)") }
        for text in bad { #expect(!format.accepts(text), "\(format.name): \(text)") }
    }

    @Test func everyFormatIsKnownByItsName() {
        for format in SchemaFormat.allCases { #expect(SchemaFormat(name: format.name) == format) }
        #expect(SchemaFormat(name: "phone") == nil)
    }

    @Test func formatsAreAnnotationsUnlessAsserted() throws {
        let schema = #"{"format":"date"}"#
        try KeywordRow(schema, valid: ["\"x\"", "1"], invalid: []).check()
        try KeywordRow(schema, valid: ["\"2026-11-03\"", "1"], invalid: ["\"x\""]).check(formats: .asserted)
        try KeywordRow(#"{"format":"phone"}"#, valid: ["\"x\""], invalid: []).check(formats: .asserted)
    }

    @Test func contentOfDraft07() throws {
        let row = KeywordRow(
            #"{"contentEncoding":"base64","contentMediaType":"application/json"}"#,
            valid: ["\"eyJmb28iOiAiYmFyIn0K\"", "1"],
            invalid: ["\"ezp9Cg==\"", "\"{}\"", "\"eyJ%\"", "\"e===\""], drafts: [.draft07])
        try row.check(formats: .asserted)
        try KeywordRow(row.schema, valid: row.valid + row.invalid, invalid: [], drafts: [.draft07]).check()
        try KeywordRow(row.schema, valid: row.valid + row.invalid, invalid: [], drafts: [.draft2020]).check(
            formats: .asserted)
    }

    /// Formats see arbitrary bytes; none may crash.
    @Test func formatsSurviveNoise() {
        var random = SeededGenerator(seed: 3)
        let alphabet: [UInt8] =
            Array(":/?#[]@%{}.-PTxn0123456789abc~\"\\".utf8) + [0x00, 0x80, 0xC3, 0xE4, 0xBD, 0xFF, 0xF0]
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            for format in SchemaFormat.allCases { _ = bytes.withUnsafeBufferPointer { format.accepts($0) } }
        }
    }
}
