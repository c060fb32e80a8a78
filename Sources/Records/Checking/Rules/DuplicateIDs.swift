/// An id names one record for ever (design of the repository): two files with the same one are two claims to be it.
func duplicateIDs(_ records: [Record]) -> [Problem] {
    var first: [String: Record] = [:]
    var problems: [Problem] = []
    for record in records {
        guard let id = record.id, record.kind.identity != .none else { continue }
        let key = record.kind.identity == .fileName ? record.kind.key + "/" + id : id
        guard let other = first[key] else {
            first[key] = record
            continue
        }
        problems.append(
            record.problem(
                .duplicateID, at: record.node("id"), field: "/id",
                message: Text(
                    en: "id \(id) is already that of \(other.path)", zh: "编号 \(id) 已被 \(other.path) 使用"),
                remedy: Text(
                    en: "if this file is a copy, give it a new id (crm new makes one) or delete it",
                    zh: "如果这是复制出来的文件，请换一个新的 id，或删除它")))
    }
    return problems
}

/// Display numbers (R36) should be unique within a kind; two people may take the same one offline, so this only warns.
func duplicateNumbers(_ records: [Record]) -> [Problem] {
    var first: [String: Record] = [:]
    var problems: [Problem] = []
    for record in records {
        guard let number = record.string("no"), record.kind.field("no") != nil else { continue }
        let key = record.kind.key + "/" + number
        guard let other = first[key] else {
            first[key] = record
            continue
        }
        problems.append(
            record.problem(
                .duplicateNumber, at: record.node("no"), severity: .warning, field: "/no",
                message: Text(
                    en: "number \(number) is also that of \(other.path)", zh: "编号 \(number) 与 \(other.path) 重复"),
                remedy: Text(en: "give one of the two another number", zh: "请给其中一个换个编号")))
    }
    return problems
}
