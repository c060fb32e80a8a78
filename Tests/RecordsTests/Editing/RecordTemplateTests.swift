import LosslessYAML
import Records
import Testing

struct RecordTemplateTests {
    private func template(_ kind: String) throws -> RecordTemplate {
        RecordTemplate(kind: try #require(shippedKinds[kind]), profile: .basic, language: .chinese)
    }

    private static let places = [
        "customer": "customers/a/customer.yaml", "deal": "customers/a/deals/a.yaml", "task": "tasks/a.yaml",
        "follow-up": "customers/a/follow-ups/a.yaml", "contract": "customers/a/contracts/a.yaml",
        "ticket": "customers/a/tickets/a.yaml", "strategy": "strategies/a.yaml", "goal": "goals/a.yaml",
        "need": "customers/a/needs/a.yaml", "survey": "customers/a/surveys/a.yaml",
    ]

    /// Left as it was offered, nothing is made of it; every kind's template is YAML that can be read.
    @Test(arguments: places.keys.sorted())
    func leftAlone(_ key: String) throws {
        let start = try record(try #require(Self.places[key]), "id: \(prefix(key))2026-000001\n")
        let template = try template(key)
        let text = template.text(start)
        #expect(ParsedFile(path: start.path, bytes: text).text != nil)
        #expect(template.stripped(text).isEmpty)
    }

    private func prefix(_ key: String) -> String {
        if case .generated(let prefix)? = shippedKinds[key]?.identity { prefix } else { "" }
    }

    @Test func onlyWhatWasFilledInStays() throws {
        let start = try record("customers/a/customer.yaml", "id: KH2026-000001\nowner: li\n")
        let template = try template("customer")
        var text = String(decoding: template.text(start), as: UTF8.self)
        #expect(text.contains("#: 客户名称 Name（必填）"))
        text = text.replacing("\nname:\n", with: "\nname: 云帆科技 # 自己的注释\n")
        text = text.replacing("  - name:", with: "  - name: 张伟")
        #expect(
            String(decoding: template.stripped(Array(text.utf8)), as: UTF8.self) == """
                id: KH2026-000001
                name: 云帆科技 # 自己的注释
                owner: li
                contacts:
                  - name: 张伟  # 姓名

                """)
    }
}
