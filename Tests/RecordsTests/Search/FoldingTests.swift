import Records
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("ACME GmbH", "acme gmbh"), ("\u{FF21}\u{FF22}\u{FF23}\u{FF11}", "abc1"),
        ("M\u{FC}ller Stra\u{DF}e", "muller strasse"),
        ("Mu\u{308}ller", "muller"), ("\u{152}uvre \u{C6}r\u{F8}", "oeuvre aero"), ("雲帆科技（上海）", "云帆科技(上海)"),
        ("臺灣積體電路製造", "台湾积体电路制造"), ("後臺\u{3000}  前台", "后台 前台"), ("“引号”——破折", "\"引号\"--破折"),
        ("卡尔\u{2022}马克思", "卡尔\u{B7}马克思"), ("ПРИВЕТ", "привет"), ("峯", "峰"), ("日本語\u{1F600}", "日本语\u{1F600}"),
        ("a\nb\tc", "a b c"), ("", ""),
    ])
    func becomes(text: String, expected: String) {
        #expect(Array(expected.utf8) == folded(text))
    }

    /// Twice is as good as once.
    @Test func isStable() {
        for value in (0x20...0xFFFF) as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = folded(String(scalar))
            #expect(folded(String(decoding: once, as: UTF8.self)) == once, "U+\(String(value, radix: 16))")
        }
    }

    @Test func bytesThatAreNoTextStay() {
        #expect(folded(String(decoding: [0x41, 0xE4, 0xB8] as [UInt8], as: UTF8.self)).first == 0x61)
    }

    @Test(arguments: [
        ("(0755) 8888-6666", ["075588886666"]), ("+86 138 0013 8000", ["8613800138000"]), ("138-0013", ["1380013"]),
        ("\u{FF11}\u{FF13}\u{FF18}00138000", ["13800138000"]), ("分机 8001", []), ("2 台，单价 300 元", []),
        ("021-5555 1234 / 021-5555 5678", ["02155551234", "02155555678"]), ("138****0000", []),
    ])
    func digits(text: String, expected: [String]) {
        #expect(phoneDigits(text).map { String(decoding: $0, as: UTF8.self) } == expected)
    }
}
