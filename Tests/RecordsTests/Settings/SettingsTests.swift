import Foundation
import Records
import Testing

@Suite struct SettingsTests {
    private func settings(_ text: String) throws -> Settings {
        let reading = Shipped.reading(["crm.yaml": text])
        return Settings(try #require(reading.records.first))
    }

    @Test func everythingHasADefault() throws {
        let settings = try settings("name: x\n")
        #expect(settings.profile == .basic)
        #expect(settings.currency == "CNY")
        #expect(settings.language == nil)
        #expect(settings.pipelines.isEmpty)
    }

    @Test func readsWhatItSays() throws {
        let settings = try settings(
            """
            name: 云帆
            language: zh-CN
            time_zone: Asia/Shanghai
            currency: USD
            profile: strict
            pipelines:
              b: {stages: [{key: proposal, probability: 50}, won]}
              a: {stages: []}

            """)
        #expect(settings.name == "云帆")
        #expect(settings.language == .chinese)
        #expect(settings.timeZone == "Asia/Shanghai")
        #expect(settings.currency == "USD")
        #expect(settings.profile == .strict)
        #expect(settings.pipelines.map(\.key) == ["b", "a"])
        #expect(settings.pipelines.first?.stages.map(\.key) == ["proposal", "won"])
        #expect(settings.pipelines.first?.stages.map(\.probability) == [50, nil])
    }

    /// Help and errors need the language before anything else is read, also from a file that is broken further down.
    @Test(arguments: [
        ("language: zh\n", Language.chinese), ("name: x\r\nlanguage: \"en\"\r\n", .english),
        ("language: zh # 中文\n: {", .chinese),
    ])
    func languageAlone(text: String, language: Language) throws {
        let scratch = try Scratch()
        try scratch.write(text, "crm.yaml")
        #expect(Settings.language(root: scratch.path) == language)
    }

    @Test func noLanguage() throws {
        let scratch = try Scratch()
        #expect(Settings.language(root: scratch.path) == nil)
        try scratch.write("other:\n  language: zh\n", "crm.yaml")
        #expect(Settings.language(root: scratch.path) == nil)
    }

    @Test func theFolderIsFoundFromBelow() throws {
        let scratch = try Scratch()
        try scratch.write("name: x\n", "crm.yaml")
        try scratch.write("x", "customers/a/files/x")
        #expect(CRMFolder.root(from: scratch.path + "/customers/a/files") == scratch.path)
        #expect(CRMFolder.root(from: scratch.path) == scratch.path)
        #expect(CRMFolder.root(from: "/") == nil)
    }
}
