import LosslessYAML
import Testing

@Suite struct SecondReaderTests {
    /// libyaml was told the encoding, took the byte order mark for text, and every file saved by Notepad was refused.
    @Test func byteOrderMarkIsNoDifference() throws {
        var reader = YAMLReader()
        let tree = try reader.read(Array("\u{FEFF}id: KH2026-000001\nname: &n 芯曜\nshort_name: *n\n".utf8))
        let root = try #require(tree.root)
        #expect(tree.value(of: "short_name", in: root).map { tree.text($0) } == "芯曜")
    }
}
