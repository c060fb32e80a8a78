import Records
import Testing

@Suite struct TextTests {
    @Test func listsReadAsSentences() {
        #expect(Text.alternatives([]).en == "")
        #expect(Text.alternatives(["a"]).zh == "a")
        #expect(Text.alternatives(["a", "b", "c"]).en == "a, b or c")
        #expect(Text.alternatives(["a", "b", "c"]).zh == "a、b 或 c")
        #expect(Text.list(["a", "b"]).zh == "a、b")
        #expect(Text.count(1, "file was", "个文件", plural: "files were").en == "1 file was")
        #expect(Text.count(0, "file was", "个文件", plural: "files were").en == "0 files were")
    }

    @Test(arguments: [
        ("zh", Language.chinese), ("zh_CN.UTF-8", .chinese), ("zh-Hant", .chinese), ("en", .english),
        ("en_GB.UTF-8", .english), ("EN", .english),
    ])
    func languageTags(tag: String, language: Language) {
        #expect(Language(tag: tag) == language)
    }

    @Test(arguments: ["", "C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "zhx"])
    func otherLanguages(tag: String) {
        #expect(Language(tag: tag) == nil)
    }
}
