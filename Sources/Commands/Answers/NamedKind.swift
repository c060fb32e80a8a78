import Records

/// The kind that a person names: key, label or alias, in either language.
func namedKind(_ typed: String, _ kinds: KindSet) throws -> Kind {
    if let kind = kinds.kind(named: typed), kind.identity != .none { return kind }
    let known = kinds.kinds.filter { $0.identity != .none }
    guard !known.isEmpty else {
        throw CommandFailure(
            Text(en: "schemas/ holds no schema that can be used", zh: "schemas/ 里没有可用的 schema"),
            remedy: Text(
                en: "crm validate says why; crm init --schemas writes the shipped ones",
                zh: "crm validate 说明原因；crm init --schemas 写入自带的 schema"))
    }
    let near = nearestNames(to: typed, among: known.flatMap { [$0.key, $0.plural.en, $0.label.zh] })
    throw CommandFailure(
        .wrongUsage, Text(en: "there is no kind of record `\(typed)`", zh: "没有 `\(typed)` 这类记录"),
        remedy: near.isEmpty
            ? Text(en: "known: ", zh: "可用：")
                + Text(
                    en: known.map(\.key).joined(separator: ", "), zh: known.map(\.label.zh).joined(separator: "、"))
            : Text.didYouMean(near))
}

/// The one record that a person names, of some kinds or of all. Several: they are listed and nothing is done.
func namedRecord(_ typed: String, _ records: RecordSet, kinds: Set<String>? = nil) throws -> Record {
    switch records.find(typed, kinds: kinds) {
    case .one(let record): return record
    case .several(let found):
        var table = TextTable([.init(title: ""), .init(title: ""), .init(title: "")], indent: 2)
        for record in found.prefix(12) {
            table.rows.append([Cell(record.id ?? ""), Cell(record.title), Cell(record.path.text)])
        }
        let lines = table.lines(width: nil, paint: Paint(isOn: false), showsTitles: false)
        let more = found.count > 12 ? ["  …"] : []
        throw CommandFailure(
            Text(en: "`\(typed)` may mean \(found.count) records:", zh: "`\(typed)` 可能指 \(found.count) 条记录："),
            remedy: Text(en: "name one by its id:\n", zh: "请用编号指定其中一条：\n")
                + Text((lines + more).joined(separator: "\n")))
    case .none(let near):
        let some = records.sight.map { sight in
            Text(
                en: " (your role, \(sight.roles.en), sees some of the records)", zh: "（您的角色“\(sight.roles.zh)”只能查看部分记录）"
            )
        }
        throw CommandFailure(
            Text(en: "there is no record `\(typed)`", zh: "没有找到记录 `\(typed)`") + (some ?? Text("")),
            remedy: near.isEmpty
                ? Text(en: "crm list customers shows what there is", zh: "运行 crm list 客户 查看现有客户")
                : Text.didYouMean(near))
    }
}

/// A record as JSON: where it is, what it is, then its own fields.
func recordValue(_ record: Record, _ records: RecordSet) -> RecordValue {
    let record = records.shown(record)
    var members: [RecordValue.Member] = [
        .init("kind", .text(record.kind.key)), .init("path", .text(record.path.text)),
    ]
    if record.kind.parent != nil, let parent = records.parent(of: record) {
        members.append(.init("customer", .optional(parent.id)))
    }
    members.append(.init("title", .text(record.title)))
    members.append(.init("fields", record.value))
    return .map(members)
}
