/// The table of the life cycle names statuses that customers may have (R45).
func lifeCycleProblems(_ record: Record, _ kinds: KindSet) -> [Problem] {
    let known = kinds["customer"]?.field("status")?.choices.map(\.key) ?? []
    if known.isEmpty { return [] }
    return record.settingsEntries("life_cycle").flatMap { entry in
        ([(entry.name, entry.key)] + record.settingsItems(of: entry.value)).filter { !known.contains($0.0) }.map {
            record.settingsProblem(
                $0.1, Text(en: "customers have no status `\($0.0)`", zh: "客户没有状态 `\($0.0)`"), unknown: $0.0,
                among: known)
        }
    }
}
