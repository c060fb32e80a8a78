import LosslessYAML
import Testing

@Suite struct DocumentTests {
    @Test(arguments: [
        ("", "+STR -STR"), ("# c\n", "+STR -STR"), ("---\n", "+STR +DOC --- =VAL : -DOC -STR"),
        ("--- a\n...\n", "+STR +DOC --- =VAL :a -DOC ... -STR"),
        ("a\n...\nb\n", "+STR +DOC =VAL :a -DOC ... +DOC =VAL :b -DOC -STR"), ("...\n...\n", "+STR -STR"),
        ("---\n---\n", "+STR +DOC --- =VAL : -DOC +DOC --- =VAL : -DOC -STR"),
        ("%YAML 1.2\n--- a\n", "+STR +DOC --- =VAL :a -DOC -STR"),
        ("%FUTURE x # c\n---\n", "+STR +DOC --- =VAL : -DOC -STR"),
        ("a\n...\n\u{FEFF}# c\n--- b\n", "+STR +DOC =VAL :a -DOC ... +DOC --- =VAL :b -DOC -STR"),
        ("--- # c\na: 1\n", "+STR +DOC --- +MAP =VAL :a =VAL :1 -MAP -DOC -STR"),
        ("--- |\n a\n--- >\n b\n", "+STR +DOC --- =VAL |a\\n -DOC +DOC --- =VAL >b\\n -DOC -STR"),
    ])
    func streams(yaml: String, expected: String) {
        #expect(streamEvents(yaml) == expected)
    }

    @Test(arguments: [
        "%YAML 1.2\na\n", "%YAML 1.2\n", "%YAML 1.2\n%YAML 1.2\n---\n", "%YAML 2.0\n---\n", "%YAML 1.2 x\n---\n",
        "... x\n", "a\n%YAML 1.2\n---\nb: [\n", "'a'\nb\n", "a: 1\n%YAML 1.2\n---\nb\n",
    ])
    func mistakes(yaml: String) {
        #expect(streamEvents(yaml).hasPrefix("invalid"))
    }
}
