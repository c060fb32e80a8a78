import Records

/// The files that `crm init` writes, in the language of the new repository.
struct StarterFiles {
    let language: Language
    let profile: RequiredProfile
    let company: String
    let timeZone: String?
    /// The first member: who runs `init`.
    let me: Member

    struct Member {
        let handle: String
        let name: String
        let email: String?
    }

    /// Path and text of every file, in the order of the paths.
    func all() -> [(path: String, text: String)] {
        var files = [
            (".gitattributes", Self.attributes), (".gitignore", Self.ignored), ("README.md", readme),
            ("crm.yaml", settings), ("team/\(me.handle).yaml", member),
        ]
        files += shippedSchemaFiles.map { ("schemas/\($0.name)", $0.text) }
        if worksInChina { files += shippedCalendarFiles.map { ("calendars/\($0.name)", $0.text) } }
        return files.map { (path: $0.0, text: $0.1) }.sorted { $0.path < $1.path }
    }

    /// The public holidays and make-up days of China come along; elsewhere `crm.yaml` says where they go.
    private var worksInChina: Bool { zone == "Asia/Shanghai" || language == .chinese && timeZone == nil }

    private var zone: String { timeZone ?? (language == .chinese ? "Asia/Shanghai" : "UTC") }

    private func pick(_ en: String, _ zh: String) -> String {
        Text(en: en, zh: zh)[language]
    }

    private static let attributes = """
        # Nothing converts line ends; plain git merges records by field where crm is its merge driver.
        *.yaml -text merge=crm
        """ + "\n"

    /// What systems, editors and office programs leave beside the files that are open.
    private static let ignored = """
        .DS_Store
        Thumbs.db
        *~
        ~$*
        .~lock.*#
        *.swp
        .crm-*.tmp
        """ + "\n"

    private var settings: String {
        let currency = language == .chinese ? "CNY" : "USD"
        return """
            # yaml-language-server: $schema=schemas/crm.schema.json
            \(pick("# Settings of this CRM. Every line is explained in docs/FORMAT.md of PlainCRM.", "# 本 CRM 的设置。各项说明见 PlainCRM 的 docs/FORMAT.md。"))
            name: \(yamlText(company))
            language: \(language.rawValue)
            time_zone: \(zone)
            currency: \(currency)

            \(pick("# Which fields must be filled: basic, standard or strict", "# 必填项的档位：basic（基本）、standard（标准）、strict（严格）"))
            profile: \(profile.rawValue)

            \(pick("# Stages of a deal, in order: usual chance to win in percent, what a deal needs to come in, days it may stay", "# 商机阶段（按顺序）：默认成交概率（%）、进入条件、最长停留天数"))
            pipelines:
              default:
                stages:
                  - {key: first-contact, probability: 10, max_days: 30}
                  - {key: needs-confirmed, probability: 30, max_days: 30}
                  - {key: proposal, probability: 50, max_days: 30}
                  - {key: negotiation, probability: 70, requires: [amount, probability, proposals], max_days: 45}
                  - {key: won, probability: 100, requires: [closed_on], outcome: won}
                  - {key: after-sales, probability: 100, outcome: won}
                  - {key: lost, probability: 0, requires: [lost_reason, closed_on], outcome: lost}

            \(pick("# Longest time between follow-ups, in days, by grade", "# 各等级客户最长跟进间隔（天）"))
            cadences:
              A: 7
              B: 14
              C: 30

            \(pick("# Days that are worked. Public holidays and make-up days: a file per year in calendars/, such as\n# {id: 2026, name: Holidays, holidays: [{from: 2026-01-01}, {from: 2026-12-25, to: 2026-12-26}]}", "# 每周的工作日。节假日和调休上班日按年写在 calendars/ 里（国务院公布下一年安排后请补上一份）"))
            calendar:
              working_days: [mon, tue, wed, thu, fri]
            """ + "\n"
    }

    private var member: String {
        let role = "admin"
        // The stricter profiles ask for a department, and the first record should pass the first check.
        let department = profile == .basic ? "" : "department: \(yamlText(company))\n"
        let emails = me.email.map { "emails: [\(yamlText($0))]\n" } ?? ""
        return """
            id: \(me.handle)
            name: \(yamlText(me.name))
            role: \(role)
            \(department)\(emails)active: true
            """ + "\n"
    }

    private var readme: String {
        pick(
            """
            # \(company): customers

            This folder is a CRM: every customer is a folder under `customers/` with a `customer.yaml`.
            Edit the files in any editor, then run

                crm validate    # is everything right?
                crm due         # what waits for me?
                crm sync        # share it with the team

            The fields of every kind of record are described by the files in `schemas/`.
            """,
            """
            # \(company)：客户资料

            这个文件夹就是一个 CRM：每个客户是 `customers/` 下的一个文件夹，里面有 `customer.yaml`。
            用任何编辑器修改文件，然后运行

                crm validate    # 检查是否正确
                crm due         # 我有哪些待办
                crm sync        # 与团队同步

            每类记录有哪些字段，见 `schemas/` 中的说明。
            """) + "\n"
    }
}

/// Text as a YAML scalar that every reader takes for text: as it is where nobody could read it otherwise, else in double
/// quotes.
func yamlText(_ text: String) -> String {
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    let isPlain =
        text.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
        && text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || (0x30...0x39).contains($0.value) || " -_.@".unicodeScalars.contains($0)
        } && !text.hasSuffix(" ") && !words.contains(text.lowercased())
    return isPlain ? text : RecordValue.text(text).json(indented: false)
}
