import JSONSchema
import LosslessYAML
import Records

/// One kind of record in Markdown: what it is, where it lies, its fields, its choices, an example.
struct KindPage {
    let kind: Kind
    let example: Record?

    static func anchor(_ kind: Kind) -> String { kind.key }

    func lines() -> [String] {
        var lines = ["", "## \(kind.key)", ""]
        if let description = kind.schema.root["description"]?.string { lines += [description, ""] }
        lines += ["| | |", "|---|---|"]
        for (name, value) in facts() { lines.append("| \(name) | \(value) |") }
        lines += ["", "| key | English | 中文 | value | asked for | meaning |", "|---|---|---|---|---|---|"]
        lines += rows(kind.fields, prefix: "")
        for (path, field) in choiceFields(kind.fields, prefix: "") { lines += choiceLines(path, field) }
        return lines + exampleLines()
    }

    private func facts() -> [(String, String)] {
        var facts = [("label", "\(kind.label.en) · \(kind.label.zh)"), ("place", "`\(kind.location.text)`")]
        switch kind.identity {
        case .generated(let prefix):
            let isFolder = kind.location.tail.last?.contains("*") == false
            facts.append((isFolder ? "folder of a new one" : "file of a new one", "`\(kind.filename)`"))
            facts.append(("id", "`\(prefix)2026-7F3K2Q`"))
        case .fileName: facts.append(("id", "the file name without `.yaml`"))
        case .none: break
        }
        if let pattern = kind.numberPattern { facts.append(("number", "`no`, by the pattern `\(pattern)`")) }
        if let parent = kind.parent { facts.append(("belongs to", "the \(parent) in whose folder it lies")) }
        if !kind.aliases.isEmpty { facts.append(("also called", kind.aliases.joined(separator: ", "))) }
        if !kind.columns.isEmpty { facts.append(("`crm list` shows", code(kind.columns))) }
        return facts
    }

    private func rows(_ fields: [Field], prefix: String) -> [String] {
        fields.flatMap { field -> [String] in
            let path = prefix + field.key + (field.isList ? "[]" : "")
            let row = [
                "`\(path)`", field.label?.en ?? "", field.label?.zh ?? "", value(field),
                prefix.isEmpty ? asked(field) : field.isRequired ? "always" : "", cell(field.description),
            ]
            return ["| " + row.joined(separator: " | ") + " |"] + rows(field.fields, prefix: path + ".")
        }
    }

    /// The profile that asks for the field first (R31–R35).
    private func asked(_ field: Field) -> String {
        if field.isRequired { return "always" }
        return RequiredProfile.allCases.first { kind.profiles[$0].contains(field.key) }?.rawValue ?? ""
    }

    private func value(_ field: Field) -> String {
        var text = plainValue(field)
        if field.isList { text = "list of " + text }
        if field.isReach { text += ", a way to reach a person" }
        if field.isSensitive { text += ", sensitive" }
        if field.personal != nil { text += ", personal" }
        return text
    }

    private func plainValue(_ field: Field) -> String {
        if !field.choices.isEmpty { return "one of the choices below" }
        if !field.references.isEmpty {
            return (field.isList ? "ids" : "id") + " of: " + field.references.joined(separator: ", ")
        }
        switch field.format {
        case "date": return "day"
        case "date-time": return "time"
        case let format?: return format
        case nil: break
        }
        let names = field.types.map { type in
            switch type {
            case "string": field.isMultiline ? "long text" : "text"
            case "integer": "whole number"
            case "boolean": "true or false"
            case "object": "fields"
            default: type
            }
        }
        let unit = field.unit.map { $0 == .count ? "" : " (\($0.rawValue))" } ?? ""
        return (names.isEmpty ? "anything" : names.joined(separator: " or ")) + unit
    }

    private func choiceFields(_ fields: [Field], prefix: String) -> [(String, Field)] {
        fields.flatMap { field in
            (field.choices.isEmpty ? [] : [(prefix + field.key, field)])
                + choiceFields(field.fields, prefix: prefix + field.key + (field.isList ? "[]." : "."))
        }
    }

    private func choiceLines(_ path: String, _ field: Field) -> [String] {
        let rows = field.choices.map { choice in
            "| `\(choice.key)` | \(choice.label.en) | \(choice.label.zh) | \(choice.aliases.joined(separator: ", ")) |"
        }
        return ["", "Choices of `\(path)`:", "", "| key | English | 中文 | also understood |", "|---|---|---|---|"] + rows
    }

    private func exampleLines() -> [String] {
        guard let example else { return [] }
        let text = String(decoding: example.tree.bytes, as: UTF8.self)
        var body = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while body.last == "" { body.removeLast() }
        return ["", "`\(example.path)`:", "", "```yaml"] + body + ["```"]
    }

    private func code(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

    private func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
