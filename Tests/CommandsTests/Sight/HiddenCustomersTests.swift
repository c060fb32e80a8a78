import Foundation
import TestServers
import Testing

/// A saleswoman of the example company sees her own customers. Whatever she asks, nothing that crm prints says a word of the others: no name, id,
/// number, place or contact of theirs.
@Suite struct HiddenCustomersTests {
    /// Answers that are about no record in particular.
    private static let general = [
        "list 客户", "list customers --json --archived", "list 客户 --group-by 客户经理", "list 商机",
        "list deals --json --columns name,customer,amount",
        "list 跟进", "list 工单", "list 合同 --sort -金额", "list 任务", "list 成员 --columns 姓名,customers.name,商机.名称", "list 冲突",
        "list members 'deals.amount > 1' --columns name,deals.name", "find MES", "find 合肥", "find 1380000 --json",
        "due --all", "due --all --json", "due --team 华东 --context", "agenda --all", "agenda --all --ics",
        "remind --all", "archive --suggest",
        "dedupe", "dedupe --json", "operations", "operations --json", "audit --quarter 2026-Q4",
        "audit --quarter 2026-Q4 --json", "inbox", "inbox --json",
        "status", "validate", "tick --dry-run", "handover --from wang-lei --to li-na --dry-run", "show 王磊",
        "show wang-lei --json", "whoami --can",
        "list 客户 客户名称~有限 --ids", "set --where 客户状态=成交 客户 city=x --dry-run", "doctor",
    ]

    /// Questions about one of the others, by what she may have heard.
    private static let named = [
        "show", "history", "blame", "edit", "log", "delete --dry-run", "restore", "archive", "rename", "done", "set",
    ]

    private struct Company {
        let folder: String
        /// What of the others must not be said, each with the customer that it is of.
        let secrets: Set<String>
        let others: [(id: String, number: String, short: String, path: String)]

        init(_ scratch: Scratch) throws {
            folder = scratch.path + "/company"
            let made = try Shell.run(
                [
                    "sh", "-ec",
                    "cp -r \"$1/example-repo\" company; cd company; git init -q -b main; git add -A; git commit -qm 开始",
                    "sh", TestPlaces.package,
                ],
                in: scratch.path,
                extra: [
                    "GIT_AUTHOR_NAME": "何俊", "GIT_AUTHOR_EMAIL": "x@x.cn", "GIT_COMMITTER_NAME": "何俊",
                    "GIT_COMMITTER_EMAIL": "x@x.cn",
                ])
            try #require(made.status == 0, "\(made.errors)")
            let root = URL(fileURLWithPath: folder + "/customers")
            var foreign: Set<String> = []
            var own: Set<String> = []
            var others: [(id: String, number: String, short: String, path: String)] = []
            let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
            for case let file as URL in files ?? FileManager.DirectoryEnumerator()
            where file.lastPathComponent == "customer.yaml" {
                let text = try String(contentsOf: file, encoding: .utf8)
                func field(_ key: String) -> String? {
                    let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix(key + ":") }
                    let value = line?.dropFirst(key.count + 1).split(separator: "#").first?.trimmingCharacters(
                        in: .whitespaces)
                    return value?.trimmingCharacters(in: ["\"", "'"])
                }
                let place = String(file.deletingLastPathComponent().path.dropFirst(folder.count + 1))
                let words = [field("id"), field("no"), field("name"), field("short_name"), place].compactMap { $0 }
                    .filter { $0.count > 2 }
                if field("owner") == "li-na" {
                    own.formUnion(words)
                } else {
                    foreign.formUnion(words)
                    others.append(
                        (field("id") ?? "", field("no") ?? "", field("short_name") ?? "", place + "/customer.yaml"))
                }
            }
            // The conflict that she took part in lies in the folder of a colleague's customer.
            secrets = foreign.subtracting(own).subtracting(["customers/样例/云数科技", "云数科技"])
            self.others = others
        }
    }

    private func said(_ words: String, _ company: Company, _ language: String = "zh") throws -> String {
        let result = try Shell.run(
            ["sh", "-c", "crm \(words) </dev/null"], in: company.folder,
            extra: [
                "PATH": TestPlaces.programs + ":/usr/bin:/bin", "CRM_USER": "li-na",
                "CRM_NOW": "2026-11-24T09:30:00+08:00", "TZ": "Asia/Shanghai",
                "CRM_LANG": language, "EDITOR": "true",
            ])
        #expect(result.status != 70 && result.status < 126, "\(words): \(result.errors)")
        return result.output + result.errors
    }

    @Test func nothingIsSaidOfThem() throws {
        let scratch = Scratch()
        let company = try Company(scratch)
        #expect(company.secrets.count > 100)
        for words in Self.general {
            let text = try said(words, company)
            let told = company.secrets.filter { text.contains($0) }
            #expect(told.isEmpty, "crm \(words)")
        }
        // She does see her own.
        #expect(try said("list 客户", company).contains("华宸精密部件"))
    }

    @Test func whatSheNamesIsNotThere() throws {
        let scratch = Scratch()
        let company = try Company(scratch)
        for (index, other) in company.others.enumerated() where index % 20 == 0 {
            for (typed, language) in [
                (other.id, "zh"), (other.short.isEmpty ? other.number : other.short, "en"), (other.path, "en"),
            ] {
                for words in Self.named where !typed.isEmpty {
                    let text = try said(
                        "\(words) '\(typed)'" + (words == "log" ? " 电话 x" : words == "set" ? " city=x" : ""), company,
                        language)
                    // What she typed is repeated; nothing else of it is known.
                    let told = company.secrets.filter {
                        !typed.contains($0) && !$0.contains(typed) && text.contains($0)
                    }
                    #expect(told.isEmpty, "crm \(words) \(typed): \(text)")
                }
            }
        }
    }
}
