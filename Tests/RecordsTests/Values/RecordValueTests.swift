import Foundation
import Records
import Testing

@Suite struct RecordValueTests {
    @Test func keepsOrderAndDigits() {
        let value: RecordValue = ["b": .number("1.10"), "a": ["x", nil, true], "c": [:], "d": []]
        #expect(value.json(indented: false) == #"{"b":1.10,"a":["x",null,true],"c":{},"d":[]}"#)
        #expect(value["a"]?.items.count == 3)
        #expect(value["b"]?.string == "1.10")
        #expect(value["nothing"] == nil)
    }

    @Test func indented() {
        let value: RecordValue = ["a": [1, ["b": "c"]], "d": []]
        #expect(
            value.json(indented: true) == """
                {
                  "a": [
                    1,
                    {
                      "b": "c"
                    }
                  ],
                  "d": []
                }
                """)
    }

    /// Every scalar value below U+3000 in one text: whatever JSON reads must be what was written.
    @Test func everyCharacterSurvives() throws {
        var text = ""
        for code in UInt32(0)..<0x3000 {
            if let scalar = Unicode.Scalar(code) { text.unicodeScalars.append(scalar) }
        }
        text += "𝄞👩‍👩‍👧"
        let json = RecordValue.list([.text(text)]).json(indented: false)
        let read = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String])
        #expect(Array(try #require(read.first).unicodeScalars) == Array(text.unicodeScalars))
        #expect(!json.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    }
}
