import Records
import Testing

/// What the check of records says about numbers and keys that may not be stored.
@Suite struct LeakedSecretsTests {
    private let head = "id: KH2026-AAAAAA\nname: 甲\ncontacts: [{name: 王}]\nneed_description: 试用\n"

    private func problems(_ text: String, settings: Settings = Settings()) -> [Problem] {
        Shipped.problems(["customers/a/customer.yaml": head + text], settings: settings)
    }

    @Test func placeFieldAndPreview() {
        let found = problems("remarks: |\n  两件事\n  身份证 11010519491231002X，卡号 4539578763621486\n# 11010519491231002X\n")
        #expect(found.map(\.rule) == [.personalIdentifier, .personalIdentifier, .personalIdentifier])
        #expect(
            found.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.width) \($0.field)" } == [
                "7:7 18 /remarks", "7:29 16 /remarks", "8:3 18 ",
            ])
        for problem in found {
            let said = [problem.message.en, problem.message.zh, problem.remedy?.zh ?? "", problem.sourceLine ?? ""]
                .joined()
            #expect(!said.contains("11010519491231002X") && !said.contains("4539578763621486"))
        }
        #expect(found.first?.sourceLine == "  身份证 110*************2X，卡号 4539********1486")
    }

    @Test func otherProblemsOfTheLineHideThemToo() {
        let found = problems("website: 11010519491231002X x\n")
        #expect(found.count == 2)
        #expect(!found.contains { ($0.message.zh + ($0.sourceLine ?? "")).contains("19491231") })
    }

    @Test func allowedNumbers() throws {
        let kind = try Shipped.kind("settings")
        let parsed = ParsedFile(
            path: CRMFolder.settingsPath, bytes: Array("allowed_numbers: ['110105 19491231 002x']\n".utf8))
        let settings = Settings(Record(path: CRMFolder.settingsPath, kind: kind, text: try #require(parsed.text)))
        #expect(problems("remarks: 11010519491231002X\n", settings: settings).isEmpty)
        #expect(problems("remarks: 110101199003077774\n", settings: settings).count <= 1)
        // A key is no number.
        #expect(problems("remarks: '-----BEGIN PRIVATE KEY-----'\n", settings: settings).map(\.rule) == [.privateKey])
    }

    @Test func attachments() throws {
        let path = try #require(RecordPath("customers/a/files/x.txt"))
        #expect(leakedSecrets(in: Array("a\n卡号 4539578763621486".utf8), at: path, Settings()).map(\.place?.line) == [2])
        #expect(leakedSecrets(in: [0] + Array("卡号 4539578763621486".utf8), at: path, Settings()).isEmpty)
    }
}
