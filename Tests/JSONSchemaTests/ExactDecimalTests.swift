import JSONSchema
import Testing

@Suite struct ExactDecimalTests {
    @Test func equalValuesAreEqual() {
        for texts in [
            ["1", "1.0", "10e-1", "0.01e2", "+1"], ["0", "-0", "0.000", "0e99"],
            ["123456789012345678900", "1.234567890123456789e20"],
        ] {
            let values = texts.compactMap { ExactDecimal($0) }
            #expect(values.count == texts.count)
            #expect(Set(values).count == 1, "\(texts)")
        }
        #expect(ExactDecimal("9007199254740993") != ExactDecimal("9007199254740992"))
    }

    @Test(arguments: ["", "-", ".", "1e", "1e+", "1.2.3", "0x1", "1 ", " 1", "NaN", "1_000", "e5", "--1"])
    func refused(_ text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test func order() throws {
        let ascending = [
            "-1e1000000000000", "-1e30", "-12345678901234567890.5", "-2", "-1.5", "-1e-999", "0", "1e-1000000", "0.1",
            "0.11",
            "1", "1.00000000000000000000001", "2", "10", "99999999999999999999", "1e20", "1e999999",
        ]
        let values = try ascending.map { try #require(ExactDecimal($0)) }
        for (left, right) in zip(values, values.dropFirst()) {
            #expect(left < right, "\(left) \(right)")
            #expect(!(right < left))
        }
    }

    @Test func multiplesAgreeWithIntegers() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let value = Int.random(in: -100_000...100_000, using: &random)
            let divisor = Int.random(in: 1...300, using: &random)
            let scale = Int.random(in: -30...30, using: &random)
            let left = try #require(ExactDecimal("\(value)e\(scale)"))
            let right = try #require(ExactDecimal("\(divisor)e\(scale)"))
            #expect(left.isMultiple(of: right) == (value % divisor == 0), "\(left) \(right)")
        }
    }

    @Test func multiplesOfLongDivisors() throws {
        let divisor = try #require(ExactDecimal("12345678901234567890123456789"))
        #expect(try #require(ExactDecimal("24691357802469135780246913578")).isMultiple(of: divisor))
        #expect(try #require(ExactDecimal("12345678901234567890123456789e400")).isMultiple(of: divisor))
        #expect(try !#require(ExactDecimal("24691357802469135780246913579")).isMultiple(of: divisor))
        // 2^70 divides 10^70 but not 10^69.
        let power = try #require(ExactDecimal("1180591620717411303424"))
        #expect(try #require(ExactDecimal("1e70")).isMultiple(of: power))
        #expect(try !#require(ExactDecimal("1e69")).isMultiple(of: power))
    }

    @Test func text() {
        for text in ["0", "-12", "0.01", "-0.5", "123.456", "1000", "1e400", "-1.5"] {
            let value = ExactDecimal(text)
            #expect(value.map(\.description).flatMap { ExactDecimal($0) } == value)
        }
        #expect(ExactDecimal("1e3")?.description == "1000")
        #expect(ExactDecimal("0.010")?.description == "0.01")
        #expect(ExactDecimal("1e3")?.int == 1000)
        #expect(ExactDecimal("1.5")?.int == nil)
        #expect(ExactDecimal("1e40")?.int == nil)
        #expect(ExactDecimal(Int.min).int == Int.min)
        #expect(ExactDecimal(Int.max).int == Int.max)
    }
}
