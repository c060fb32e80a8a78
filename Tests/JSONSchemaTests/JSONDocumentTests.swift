import JSONSchema
import Testing

@Suite struct JSONDocumentTests {
    @Test func valuesKeepOrderPlacesAndText() throws {
        let text = "{\n  \"名\": \"a\\u00e9\\n\",\n  \"list\": [1.50, true, null, {}]\n}"
        let root = try JSONDocument.parse(text).root
        #expect(root.members.map(\.key.text) == ["名", "list"])
        #expect(root["名"]?.string == "aé\n")
        #expect(root["名"]?.position == TextPosition(line: 2, column: 8))
        #expect(root.members.first?.key.position == TextPosition(line: 2, column: 3))
        let list = try #require(root["list"])
        #expect(list.count == 4)
        #expect(list[0]?.number == ExactDecimal("1.5"))
        #expect(list[0]?.sourceText == "1.50")
        #expect(list[1]?.bool == true)
        #expect(list[2]?.type == .null)
        #expect(list[3]?.pointer == "/list/3")
        #expect(list[3]?.parent?.key?.text == "list")
        #expect(list[4] == nil && list[-1] == nil && root["no"] == nil && root[0] == nil)
        #expect(root.sourceText == text)
    }

    @Test(arguments: [
        "0", "-0", "1.5e-3", "1E+2", "\"\"", "\"\\ud83d\\ude00\"", "[]", "{}", " [ 1 , 2 ] ", "\u{FEFF}{}",
        "\"\u{7F}\"",
    ])
    func accepted(_ text: String) {
        #expect(throws: Never.self) { try JSONDocument.parse(text) }
    }

    @Test(arguments: [
        "", " ", "01", "1.", ".5", "+1", "1e", "-", "tru", "True", "nul", "NaN", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}", "{\"a\":}", "[", "{", "]", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
        "\"\\udc00\"", "\"a\nb\"",
        "1 2", "// c\n1", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "'a'", "[1}",
    ])
    func refused(_ text: String) {
        #expect(throws: JSONParseError.self) { try JSONDocument.parse(text) }
    }

    @Test func errorsHavePlaces() {
        func error(_ bytes: [UInt8], depth: Int = 200) -> JSONParseError? {
            do throws(JSONParseError) {
                _ = try JSONDocument.parse(bytes, depthLimit: depth)
                return nil
            } catch {
                return error
            }
        }
        #expect(error(Array("{\n \"a\": x}".utf8))?.position == TextPosition(line: 2, column: 7))
        #expect(error(Array("{\"a\":1,\"a\":2}".utf8))?.reason == .duplicateKey("a"))
        #expect(error([0x22, 0xC0, 0x80, 0x22])?.reason == .invalidUTF8)
        #expect(error([0x22, 0xED, 0xA0, 0x80, 0x22])?.reason == .invalidUTF8)
        #expect(error(Array("[[[]]]".utf8), depth: 2)?.reason == .tooDeep(limit: 2))
        #expect(error(Array(repeating: 0x5B, count: 100_000))?.reason == .tooDeep(limit: 200))
    }

    @Test func positionsCountCodePointsAndAllLineEnds() {
        let text = Array("a\r\nb\rc\né😀x".utf8)[...]
        #expect(TextPosition(ofByte: 3, in: text) == TextPosition(line: 2, column: 1))
        #expect(TextPosition(ofByte: 5, in: text) == TextPosition(line: 3, column: 1))
        #expect(TextPosition(ofByte: 13, in: text) == TextPosition(line: 4, column: 3))
    }

    @Test func noiseNeverCrashes() {
        var random = SeededGenerator(seed: 5)
        let alphabet = Array("{}[]\",:\\u0d8e1-.t nul\u{FEFF}".utf8)
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            _ = try? JSONDocument.parse(bytes)
        }
    }
}
