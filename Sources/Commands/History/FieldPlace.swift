import Records
import Sync

/// A field as a person names it: `status`, `客户状态`, `contacts[张伟].mobile`.
func fieldPlace(_ typed: String, _ kind: Kind) throws -> [FieldDifference.Step] {
    var steps: [FieldDifference.Step] = []
    var fields = kind.fields
    var owner = kind.label
    for part in parts(typed) {
        guard let field = fields.first(where: { $0.key == part.name }) ?? fields.first(where: { $0.isNamed(part.name) })
        else {
            if steps.isEmpty, kind.unseen.contains(where: { $0.key == part.name || $0.isNamed(part.name) }) {
                let (message, remedy) = kind.unknownField(part.name)
                throw CommandFailure(.wrongUsage, message, remedy: remedy)
            }
            let near = nearestNames(to: part.name, among: fields.flatMap { [$0.key, $0.name.zh] })
            throw CommandFailure(
                .wrongUsage, owner + Text(en: " has no field `\(part.name)`", zh: "没有字段 `\(part.name)`"),
                remedy: near.isEmpty
                    ? Text(en: "known: ", zh: "可用字段：")
                        + Text(
                            en: fields.map(\.key).joined(separator: ", "),
                            zh: fields.map(\.name.zh).joined(separator: "、"))
                    : Text.didYouMean(near))
        }
        steps.append(.key(field.key))
        if let item = part.item { steps.append(.item(item)) }
        fields = field.fields
        owner = field.name
    }
    return steps
}

/// The names between the dots, each with what stands in brackets behind it.
private func parts(_ typed: String) -> [(name: String, item: String?)] {
    var parts: [(name: String, item: String?)] = []
    var name = ""
    var item: String?
    var isInside = false
    for character in typed {
        switch character {
        case "[" where !isInside: (isInside, item) = (true, "")
        case "]" where isInside: isInside = false
        case "." where !isInside:
            parts.append((name, item))
            (name, item) = ("", nil)
        default: if isInside { item?.append(character) } else { name.append(character) }
        }
    }
    return parts + [(name, item)]
}
