import JSONSchema
import Records

/// Whether two values mean the same: texts by their bytes, numbers by their exact value, maps whatever the order of their keys.
func sameValue(_ one: RecordValue?, _ two: RecordValue?) -> Bool {
    switch (one, two) {
    case (nil, nil), (.null?, .null?): return true
    case (.bool(let one)?, .bool(let two)?): return one == two
    case (.text(let one)?, .text(let two)?): return one.utf8.elementsEqual(two.utf8)
    case (.number(let one)?, .number(let two)?):
        return one == two || sameNumber(one, two)
    case (.list(let one)?, .list(let two)?):
        return one.count == two.count && zip(one, two).allSatisfy { sameValue($0, $1) }
    case (.map(let one)?, .map(let two)?):
        guard one.count == two.count else { return false }
        let others = Dictionary(two.map { (ByteKey($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        return one.allSatisfy { member in
            others[ByteKey(member.key)].map { sameValue($0, member.value) } ?? false
        }
    default: return false
    }
}

private func sameNumber(_ one: String, _ two: String) -> Bool {
    func decimal(_ text: String) -> ExactDecimal? {
        var text = text
        return text.withUTF8 { ExactDecimal(utf8: $0) }
    }
    guard let one = decimal(one), let two = decimal(two) else { return false }
    return one == two
}
