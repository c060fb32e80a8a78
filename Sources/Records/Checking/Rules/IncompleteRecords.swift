import LosslessYAML

/// The team's profile says which fields must be filled (R31–R35); `draft: true` puts it off. With the profiles standard and
/// strict every contact needs two ways to be reached (R50).
func incompleteRecords(_ records: [Record], profile: RequiredProfile) -> [Problem] {
    records.flatMap { record -> [Problem] in
        guard record.node("draft") == nil || record.value("draft") != true,
            record.tree.root.map({ record.tree.kind($0) == .mapping }) ?? false
        else {
            return []
        }
        var problems: [Problem] = []
        for key in record.kind.profiles[profile] where record.lacks(key) {
            // What the schema itself requires has been reported by it.
            guard let field = record.kind.field(key), !field.isRequired else { continue }
            problems.append(
                record.problem(
                    .incomplete, at: record.node(key), field: "/" + key,
                    message: field.name
                        + Text(
                            en: ": not filled in; profile \(profile.rawValue) asks for it",
                            zh: "未填写；\(profile.name.zh)档（\(profile.rawValue)）要求必填"),
                    remedy: Text(en: "fill in `\(key)`", zh: "请填写 `\(key)`")
                        + (record.kind.field("draft") == nil
                            ? Text("")
                            : Text(
                                en: ", or write `draft: true` while you do not know it yet",
                                zh: "；暂时不知道就写 `draft: true`")),
                    allowed: [key]))
        }
        if profile != .basic { problems += unreachable(record) }
        return problems
    }
}

private func unreachable(_ record: Record) -> [Problem] {
    var problems: [Problem] = []
    for field in record.kind.fields where field.isList && field.fields.contains(where: \.isReach) {
        guard let list = record.node(field.key) else { continue }
        for (index, item) in record.tree.children(list).enumerated() {
            let item = record.tree.resolvingAlias(item)
            let ways = field.fields.filter { way in
                way.isReach
                    && record.tree.value(of: way.key, in: item).map { !isBlank(typedValue(record.tree, $0, way)) }
                        ?? false
            }
            guard ways.count < 2, record.tree.kind(item) == .mapping else { continue }
            let all = field.fields.filter(\.isReach)
            problems.append(
                record.problem(
                    .unreachableContact, at: item, severity: .warning, field: "/\(field.key)/\(index)",
                    message: Text(
                        en: "only \(ways.count) way to reach this contact; two are asked for",
                        zh: "这个联系人只有 \(ways.count) 种联系方式，至少要 2 种"),
                    remedy: Text(en: "add one of: ", zh: "请补充：")
                        + Text(
                            en: all.map(\.name.en).joined(separator: ", "),
                            zh: all.map(\.name.zh).joined(separator: "、")),
                    allowed: all.map(\.key)))
        }
    }
    return problems
}
