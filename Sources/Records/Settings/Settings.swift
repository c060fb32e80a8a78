/// What `crm.yaml` says. Everything has a default, so that an empty file is a valid one.
package struct Settings: Sendable {
    /// One step of a pipeline (R122, R128).
    package struct Stage: Sendable {
        package let key: String
        /// Chance to win, in percent, that a deal in this stage has when it states none of its own.
        package let probability: Int?
    }

    /// Name of the company, for headings.
    package var name: String?
    package var language: Language?
    /// IANA name: `Asia/Shanghai`.
    package var timeZone: String?
    /// ISO 4217 code for amounts that name none.
    package var currency = "CNY"
    package var profile = RequiredProfile.basic
    package var privacy = PrivacyMode.plain
    /// Pipelines by key, in the order of the file.
    package var pipelines: [(key: String, stages: [Stage])] = []
    /// How hard the rules of the business are.
    package var rules = RuleLevels()
    package var thresholds = Thresholds()
    package var entryDeadlines = EntryDeadlines()
    /// The whole file, for what only one command needs.
    package var all = RecordValue.map([])

    package init() {}

    package init(_ record: Record) {
        all = record.value
        name = all["name"]?.string
        language = all["language"]?.string.flatMap { Language(tag: $0) }
        timeZone = all["time_zone"]?.string
        currency = all["currency"]?.string ?? currency
        profile = all["profile"]?.string.flatMap { RequiredProfile(rawValue: $0) } ?? profile
        privacy = all["privacy"]?.string.flatMap { PrivacyMode(rawValue: $0) } ?? privacy
        rules = RuleLevels(all["rules"])
        thresholds = Thresholds(all["thresholds"])
        entryDeadlines = EntryDeadlines(all["entry_deadlines"])
        if case .map(let members)? = all["pipelines"] {
            pipelines = members.map { member in
                let stages = (member.value["stages"]?.items ?? []).compactMap { stage -> Stage? in
                    (stage["key"]?.string ?? stage.string).map { key in
                        Stage(key: key, probability: stage["probability"]?.string.flatMap { Int($0) })
                    }
                }
                return (member.key, stages)
            }
        }
    }
}

extension Settings {
    /// Only the `language` of the `crm.yaml` in `root`, without schemas: help and errors need it before anything else.
    package static func language(root: String) -> Language? {
        guard let bytes = (try? readFile(root + "/crm.yaml", limit: 1 << 20)) else { return nil }
        for line in bytes.split(separator: 0x0A) where line.starts(with: "language:".utf8) {
            let value = line.dropFirst(9).filter { $0 != 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x0D }
            return Language(tag: String(decoding: value.prefix { $0 != 0x23 }, as: UTF8.self))
        }
        return nil
    }
}
