import LosslessYAML
import Testing

@Suite struct YAMLScalarTests {
    @Test(arguments: [
        ("", YAMLScalarType.null), ("~", .null), ("null", .null), ("NULL", .null), ("nULL", .string), ("true", .true),
        ("True", .true), ("tRUE", .string),
        ("FALSE", .false), ("yes", .string), ("no", .string), ("on", .string), ("0", .integer), ("-1", .integer),
        ("+12", .integer), ("0755", .integer),
        ("0o17", .integer), ("0o18", .string), ("0x1F", .integer), ("0xG", .string), ("-0x1", .string),
        ("1_000", .string), ("1.", .float), (".5", .float), (".", .string),
        ("1e3", .float), ("1e", .string), ("1.5E-7", .float), ("-.inf", .float), (".Inf", .float), (".iNF", .string),
        (".NaN", .float), ("-.nan", .string), ("+", .string), ("-", .string),
        ("1.2.3", .string), ("12:30", .string), ("2026-11-03", .string), ("138 0013 8000", .string), ("0o", .string),
        ("0x", .string), ("１", .string),
    ])
    func coreSchema(text: String, type: YAMLScalarType) {
        let found = Array(text.utf8).withUnsafeBufferPointer { YAMLScalarType(plain: $0) }
        #expect(found == type, "\(text)")
    }

    @Test func quotesMakeText() throws {
        let tree = try tree("a: '1'\nb: \"true\"\nc: |\n  1\n")
        let root = try #require(tree.root)
        #expect(
            tree.entries(root).map { tree.scalarValue($0.value) } == [.string("1"), .string("true"), .string("1\n")])
    }
}
