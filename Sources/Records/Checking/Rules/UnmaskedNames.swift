import LosslessYAML

/// In a repository with `privacy: masked`, names of contacts and contact data have asterisks (R53, R54, R195).
func unmaskedNames(_ records: [Record], _ settings: Settings) -> [Problem] {
    guard settings.privacy == .masked else { return [] }
    return records.flatMap { record in
        record.unmaskedData.map { problem($0, record) }
    }
}

private func problem(_ data: UnmaskedData, _ record: Record) -> Problem {
    let tree = record.tree
    let range = tree.range(data.node)
    let position = tree.position(at: range.lowerBound)
    let name = data.field?.name ?? Text(en: "telephone number or e-mail address", zh: "电话或邮箱")
    let pointer = data.path.map { step -> String in
        switch step {
        case .key(let key): "/" + key
        case .index(let index): "/\(index)"
        }
    }.joined()
    let isShort = !data.masked.contains("\n") && data.masked.unicodeScalars.count <= 60
    return Problem(
        .unmasked, path: record.path, place: TextPlace(line: position.line, column: position.column), field: pointer,
        message: name + Text(en: " must be masked here (privacy: masked)", zh: "须脱敏（privacy: masked）"),
        remedy: isShort
            ? Text(en: "write `\(data.masked)`", zh: "请写成 `\(data.masked)`")
            : Text(en: "write 138****8000 or l***@example.com", zh: "请写成 138****8000 或 l***@example.com"),
        allowed: isShort ? [data.masked] : [])
}
