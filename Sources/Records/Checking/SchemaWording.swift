import JSONSchema
import LosslessYAML

/// Words the violations of a record by the labels of its fields.
struct SchemaWording {
    let record: Record

    func problems() -> [Problem] {
        guard let root = record.tree.root else { return [] }
        let instance = YAMLInstance(record.text, root)
        if record.kind.schema.isValid(instance) { return [] }
        return record.kind.schema.violations(of: instance).map { problem($0) }
    }

    private func problem(_ violation: Violation<YAMLInstance>) -> Problem {
        let tree = record.tree
        let range = tree.range(violation.instance.node)
        let position = tree.position(at: range.lowerBound)
        let field = field(at: violation.instancePath)
        let words = words(violation, field: field)
        if case .missingProperty(let key) = violation.detail, violation.instancePath.isEmpty {
            // The record begins here; no line is shown, since none is wrong.
            return Problem(
                words.rule, path: record.path, place: TextPlace(line: position.line, column: position.column),
                field: "/" + key, message: words.message, remedy: words.remedy, allowed: words.allowed)
        }
        let isScalar = tree.kind(violation.instance.node) == .scalar
        let shown =
            isScalar ? String(decoding: tree.bytes[range].prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self) : ""
        return Problem(
            words.rule, path: record.path, place: TextPlace(line: position.line, column: position.column),
            width: shown.unicodeScalars.count, field: violation.instancePointer, message: words.message,
            remedy: words.remedy, allowed: words.allowed, sourceLine: sourceLine(position.line, of: tree.bytes))
    }

    private struct Words {
        let rule: Rule
        let message: Text
        var remedy: Text?
        var allowed: [String] = []
    }

    private func words(_ violation: Violation<YAMLInstance>, field: Field?) -> Words {
        let name = name(violation.instancePath, field)
        let value = shown(violation.instance)
        switch violation.detail {
        case .unexpectedProperty(let key, let known):
            return unknownField(key, known: known, in: Array(violation.instancePath.dropLast()))
        case .missingProperty(let key), .missingDependentProperty(let key, _):
            return missing(key, in: violation.instancePath, violation.detail)
        case .notAllowed(let allowed):
            return notAllowed(value, name, field, allowed.map { $0.string ?? $0.sourceText })
        case .type(let expected, let actual):
            return wrongType(value, name, field, expected, actual)
        case .formatMismatch(let format):
            return badFormat(value, name, format)
        case .patternMismatch(let pattern):
            return Words(
                rule: .badFormat,
                message: name + Text(en: ": \(value) does not have the right form", zh: "：\(value) 格式不对"),
                remedy: form(violation, pattern))
        case .aboveMaximum(let bound, let exclusive):
            return Words(
                rule: .outOfRange,
                message: name
                    + Text(
                        en: ": \(value) is too large; "
                            + (exclusive ? "it must be below \(bound)" : "at most \(bound)"),
                        zh: "：\(value) 太大，" + (exclusive ? "必须小于 \(bound)" : "最多 \(bound)")))
        case .belowMinimum(let bound, let exclusive):
            return Words(
                rule: .outOfRange,
                message: name
                    + Text(
                        en: ": \(value) is too small; "
                            + (exclusive ? "it must be above \(bound)" : "at least \(bound)"),
                        zh: "：\(value) 太小，" + (exclusive ? "必须大于 \(bound)" : "至少 \(bound)")))
        case .tooLong(let maximum, let length):
            return Words(
                rule: .outOfRange,
                message: name
                    + Text(en: ": \(length) characters; at most \(maximum)", zh: "：有 \(length) 个字，最多 \(maximum) 个"))
        case .tooShort(let minimum, let length):
            return Words(
                rule: .outOfRange,
                message: length == 0
                    ? name + Text(en: " is empty", zh: "是空的")
                    : name
                        + Text(
                            en: ": \(length) characters; at least \(minimum)", zh: "：只有 \(length) 个字，至少 \(minimum) 个"))
        case .tooFewItems(let minimum, let count):
            return Words(
                rule: .outOfRange,
                message: name + Text(en: ": \(count) entries; at least \(minimum)", zh: "：有 \(count) 项，至少 \(minimum) 项")
            )
        case .tooManyItems(let maximum, let count):
            return Words(
                rule: .outOfRange,
                message: name + Text(en: ": \(count) entries; at most \(maximum)", zh: "：有 \(count) 项，最多 \(maximum) 项"))
        case .duplicateItems(let first, let second):
            return Words(
                rule: .schema,
                message: name
                    + Text(
                        en: ": entries \(first + 1) and \(second + 1) are the same",
                        zh: "：第 \(first + 1) 项和第 \(second + 1) 项重复"))
        default:
            return Words(
                rule: .schema,
                message: name + Text(en: ": \(violation.detail.description)", zh: "：\(violation.detail.description)"))
        }
    }

    /// What a text with a pattern has to look like: for ids an example, else what the schema says in words.
    private func form(_ violation: Violation<YAMLInstance>, _ pattern: String) -> Text {
        if violation.instancePath == [.key("id")], case .generated(let prefix) = record.kind.identity {
            return idForm(prefix)
        }
        if let description = violation.schema["description"]?.string { return Self.bilingual(description) }
        return Text(en: "it must match \(pattern)", zh: "必须符合 \(pattern)")
    }

    private func idForm(_ prefix: String) -> Text {
        Text(
            en: "like \(prefix)2026-7F3K2Q: prefix, year, six random digits or capital letters (no I, L, O, U)",
            zh: "形如 \(prefix)2026-7F3K2Q：前缀、年份、6 位随机的数字或大写字母（不用 I、L、O、U）")
    }

    private func unknownField(_ key: String, known: [String], in path: [InstanceStep]) -> Words {
        let fields = fields(in: path)
        // A label typed as the field's name is the likeliest mistake of someone who reads labels everywhere else.
        if let meant = fields.first(where: { $0.isNamed(key) }) {
            return Words(
                rule: .unknownField,
                message: Text(
                    en: "there is no field `\(key)`; in the files it is called `\(meant.key)`",
                    zh: "没有字段 `\(key)`；在文件里它叫 `\(meant.key)`"),
                remedy: Text(en: "write `\(meant.key)`", zh: "请写成 `\(meant.key)`"), allowed: [meant.key])
        }
        let nearest = nearestNames(to: key, among: known)
        return Words(
            rule: .unknownField,
            message: Text(en: "there is no field `\(key)`", zh: "没有字段 `\(key)`"),
            remedy: nearest.isEmpty
                ? Text(
                    en: "delete it, or add it to schemas/\(record.kind.key).schema.json",
                    zh: "请删除，或在 schemas/\(record.kind.key).schema.json 中添加")
                : Text.didYouMean(nearest.map { "`\($0)`" }),
            allowed: nearest)
    }

    private func missing(_ key: String, in path: [InstanceStep], _ detail: ViolationDetail) -> Words {
        let field = fields(in: path).first { $0.key == key }
        let label = field?.label.map { Text(en: " (\($0.en))", zh: "（\($0.zh)）") } ?? Text("")
        var message = Text(en: "the field `\(key)`", zh: "缺少字段 `\(key)`") + label + Text(en: " is missing", zh: "")
        if case .missingDependentProperty(_, let trigger) = detail {
            message = message + Text(en: "; it goes with `\(trigger)`", zh: "，它要和 `\(trigger)` 一起填写")
        }
        var remedy = Text(en: "add a line `\(key): …`", zh: "请加一行 `\(key): …`")
        if path.isEmpty, key == "id", case .generated(let prefix) = record.kind.identity {
            remedy = remedy + Text(en: ", ", zh: "，") + idForm(prefix)
        }
        return Words(rule: .missingField, message: message, remedy: remedy, allowed: [key])
    }

    private func notAllowed(_ value: String, _ name: Text, _ field: Field?, _ allowed: [String]) -> Words {
        let choices = field?.choices.filter { allowed.contains($0.key) } ?? []
        let typed = value
        if let meant = choices.first(where: { $0.isNamed(typed) }) {
            return Words(
                rule: .notAllowed,
                message: name
                    + Text(
                        en: ": in the files `\(typed)` is written `\(meant.key)`",
                        zh: "：在文件里「\(typed)」要写成 `\(meant.key)`"),
                remedy: Text(en: "write `\(meant.key)`", zh: "请写成 `\(meant.key)`"), allowed: [meant.key])
        }
        func shown(_ key: String) -> (en: String, zh: String) {
            guard let label = choices.first(where: { $0.key == key })?.label else { return (key, key) }
            return (label.en.lowercased() == key ? key : "\(key) (\(label.en))", "\(key)（\(label.zh)）")
        }
        let nearest = nearestNames(to: typed, among: allowed, limit: 1)
        let list = Text(
            en: allowed.map { shown($0).en }.joined(separator: ", "),
            zh: allowed.map { shown($0).zh }.joined(separator: "、"))
        let hint =
            nearest.first.map { Text(en: "did you mean `\($0)`? ", zh: "是不是 `\($0)`？") } ?? Text("")
        return Words(
            rule: .notAllowed,
            message: name + Text(en: " cannot be \(typed)", zh: "不能是 \(typed)"),
            remedy: hint + Text(en: "allowed: ", zh: "可选：") + list, allowed: allowed)
    }

    private func wrongType(
        _ value: String, _ name: Text, _ field: Field?, _ expected: InstanceTypeSet, _ actual: InstanceType
    ) -> Words {
        if actual == .null {
            return Words(
                rule: .wrongType, message: name + Text(en: " has no value", zh: "没有值"),
                remedy: Text(en: "fill it in or delete the line", zh: "请填写，或删除这一行"))
        }
        let names = expected.names.map { Self.typeName($0) }
        let wanted = Text(
            en: Text.alternatives(names.map(\.en)).en, zh: Text.alternatives(names.map(\.zh)).zh)
        let found = Self.typeName(actual.name)
        return Words(
            rule: .wrongType,
            message: name + Text(en: " must be \(wanted.en), not \(found.en)", zh: "应该是\(wanted.zh)，而不是\(found.zh)"),
            remedy: rightType(value, field, expected, actual))
    }

    /// How the value would have to be written; nil when only its author can know.
    private func rightType(
        _ value: String, _ field: Field?, _ expected: InstanceTypeSet, _ actual: InstanceType
    ) -> Text? {
        // The first field that an entry must have takes what was typed.
        let inner = (field?.fields.first(where: \.isRequired) ?? field?.fields.first).map { "{\($0.key): \(value)}" }
        switch expected {
        case .array where actual != .object:
            let item = inner ?? value
            return Text(en: "write a list: [\(item)]", zh: "请写成列表：[\(item)]")
        case .object where actual == .string:
            return inner.map { Text(en: "write \($0)", zh: "请写成 \($0)") }
        case .string where actual == .object:
            return Text(en: "put the text in quotes if it contains `: `", zh: "如果文字里有 `: `，请加引号")
        case .boolean:
            return Text(en: "write true or false", zh: "请写 true（是）或 false（否）")
        case .number, .integer:
            return Text(
                en: "write digits only, like 300000, without separators, units or quotes",
                zh: "请只写数字，如 300000，不要加逗号、单位或引号")
        default: return nil
        }
    }

    private func badFormat(_ value: String, _ name: Text, _ format: String) -> Words {
        let example: Text
        switch format {
        case "date":
            example = Text(en: "write a day that exists, like 2026-11-03", zh: "请写一个存在的日期，如 2026-11-03")
        case "date-time":
            example = Text(
                en: "write a time with its offset, like 2026-11-03T14:30:00+08:00",
                zh: "请写带时区的时间，如 2026-11-03T14:30:00+08:00")
        case "email": example = Text(en: "write name@example.com", zh: "请写成 name@example.com")
        case "uri": example = Text(en: "write https://www.example.com", zh: "请写成 https://www.example.com")
        default: example = Text(en: "it must be a valid \(format)", zh: "必须是有效的 \(format)")
        }
        return Words(
            rule: .badFormat,
            message: name
                + Text(
                    en: ": \(value) is no \(Self.formatName(format).en)",
                    zh: "：\(value) 不是\(Self.formatName(format).zh)"),
            remedy: example)
    }

    private static func formatName(_ format: String) -> Text {
        switch format {
        case "date": Text(en: "date", zh: "日期")
        case "date-time": Text(en: "time", zh: "时间")
        case "email": Text(en: "e-mail address", zh: "邮箱地址")
        case "uri": Text(en: "web address", zh: "网址")
        default: Text(format)
        }
    }

    private static func typeName(_ type: String) -> Text {
        switch type {
        case "string": Text(en: "text", zh: "文字")
        case "number": Text(en: "a number", zh: "数字")
        case "integer": Text(en: "a whole number", zh: "整数")
        case "boolean": Text(en: "true or false", zh: " true 或 false")
        case "array": Text(en: "a list", zh: "列表")
        case "object": Text(en: "a group of fields", zh: "一组字段")
        default: Text(en: "empty", zh: "空值")
        }
    }

    /// Descriptions in schemas read `English. / 中文。`
    private static func bilingual(_ description: String) -> Text {
        let parts = description.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, parts[0].hasSuffix(" "), parts[1].hasPrefix(" ") else { return Text(description) }
        return Text(en: String(parts[0].dropLast()), zh: String(parts[1].dropFirst()))
    }

    private func field(at path: [InstanceStep]) -> Field? {
        var fields = record.kind.fields
        var found: Field?
        for case .key(let key) in path {
            found = fields.first { $0.key == key }
            fields = found?.fields ?? []
        }
        return found
    }

    private func fields(in path: [InstanceStep]) -> [Field] {
        let isTop = !path.contains { if case .key = $0 { true } else { false } }
        return isTop ? record.kind.fields : field(at: path)?.fields ?? []
    }

    private func name(_ path: [InstanceStep], _ field: Field?) -> Text {
        guard !path.isEmpty else { return record.kind.label }
        guard let label = field?.label else {
            return Text("`" + (path.last?.description ?? "") + "`")
        }
        return label
    }

    private func shown(_ instance: YAMLInstance) -> String {
        guard record.tree.kind(instance.node) == .scalar else { return "…" }
        let text = record.tree.text(instance.node)
        return text.unicodeScalars.count > 60 ? String(text.prefix(59)) + "…" : text
    }
}
