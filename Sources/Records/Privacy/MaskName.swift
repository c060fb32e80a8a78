/// A person's name as R54 asks for it: the family name stays, the rest are asterisks: `张*`, `李**`, `J*** S****`. A form of
/// address (`李经理`, `Dr`) stays; a name that was masked by hand is left alone.
package func maskedName(_ name: String) -> String {
    if name.unicodeScalars.contains(where: { $0 == "*" || $0 == "\u{FF0A}" || $0 == "\u{67D0}" }) { return name }
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    return words.map { maskedWord($0) }.joined(separator: " ")
}

private func maskedWord(_ word: Substring) -> String {
    guard let first = word.unicodeScalars.first else { return "" }
    if !isHan(first) { return honorifics.contains(word.lowercased()) ? String(word) : maskedLetters(word) }
    let characters = Array(word)
    guard characters.count > 1 else { return String(word) }
    let family = compoundFamilyNames.contains(String(characters.prefix(2))) && characters.count > 2 ? 2 : 1
    let rest = String(characters.dropFirst(family))
    if addresses.contains(rest) { return String(word) }
    if let address = addresses.first(where: { rest.hasSuffix($0) && $0.count > 1 }) {
        let given = rest.count - address.count
        return String(characters.prefix(family)) + String(repeating: "*", count: given) + address
    }
    return String(characters.prefix(family)) + rest.map { isHyphenLike($0) ? String($0) : "*" }.joined()
}

/// The first letter of every part: `O'Neil-Smith` is `O'N***-S****`.
private func maskedLetters(_ word: Substring) -> String {
    var result = ""
    var isStart = true
    for character in word {
        let isLetter = character.isLetter
        result += isLetter && !isStart ? "*" : String(character)
        isStart = !isLetter
    }
    return result
}

private func isHyphenLike(_ character: Character) -> Bool { character == "·" || character == "-" }

private func isHan(_ scalar: Unicode.Scalar) -> Bool {
    (0x3400...0x9FFF).contains(scalar.value) || (0x20000...0x323AF).contains(scalar.value)
}

private let honorifics: Set<String> = [
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof", "prof.", "sir", "madam",
]

private let addresses: Set<String> = [
    "经理", "总经理", "副总", "总", "总监", "主任", "主管", "董事长", "董", "院长", "校长", "处长", "科长", "部长", "局长", "厂长", "店长",
    "所长", "老师", "教授", "博士", "医生", "律师", "工", "工程师", "先生", "女士", "小姐", "秘书", "会计", "师傅",
]

private let compoundFamilyNames: Set<String> = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "尉迟", "皇甫", "慕容", "令狐", "宇文", "长孙", "端木", "公孙",
    "轩辕", "闻人", "澹台", "赫连", "钟离", "申屠", "呼延", "淳于", "单于", "太叔", "濮阳", "鲜于", "百里", "东郭", "西门", "南门",
]
