import LosslessYAML

/// The text that a person fills in for a new record: every field with its name in both languages, what it is, and what it may be.
///
/// Lines that begin with `#: ` are the template's own and vanish; fields left empty vanish too.
package struct RecordTemplate: Sendable {
    package let kind: Kind
    package let profile: RequiredProfile
    package let language: Language

    static let mark = "#: "

    package init(kind: Kind, profile: RequiredProfile, language: Language) {
        self.kind = kind
        self.profile = profile
        self.language = language
    }

    /// - Parameter record: the record with what is known already.
    package func text(_ record: Record) -> [UInt8] {
        let wanted = Set(kind.profiles[profile])
        var lines = [
            Text(
                en: "A new \(kind.label.en). Save and close to keep it; empty fields and lines like this one vanish.",
                zh: "新\(kind.label.zh)：保存并关闭即可创建；空字段和以此开头的行会被去掉。")[language],
            Text(en: "Delete everything to give up.", zh: "删除全部内容则放弃。")[language],
        ].map { Self.mark + $0 }
        for field in kind.fields where !["formerly", "not_same_as", "draft"].contains(field.key) {
            let isWanted = field.isRequired || wanted.contains(field.key)
            if field.key != "id" { lines += [""] + notes(field, isWanted) }
            if let node = record.node(field.key) {
                lines.append(Self.entry(record, field, node))
            } else {
                lines += skeleton(field, indent: "")
            }
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private func notes(_ field: Field, _ isWanted: Bool) -> [String] {
        let name = field.name.en == field.name.zh ? field.name.zh : "\(field.name.zh) \(field.name.en)"
        let must = isWanted ? Text(en: " (required)", zh: "（必填）")[language] : ""
        var lines = [Self.mark + name + must]
        if !field.choices.isEmpty {
            lines.append(Self.mark + "  " + field.choices.map { "\($0.key) \($0.label.zh)" }.joined(separator: " | "))
        } else if !field.references.isEmpty {
            let kinds = field.references.joined(separator: ", ")
            lines.append(Self.mark + Text(en: "  id of a record: \(kinds)", zh: "  写编号：\(kinds)")[language])
        } else if let format = field.format, format == "date" || format == "date-time" {
            lines.append(Self.mark + (format == "date" ? "  2026-11-03" : "  2026-11-03T14:30:00+08:00"))
        }
        return lines
    }

    /// The field without a value, a list of maps with one empty entry.
    private func skeleton(_ field: Field, indent: String) -> [String] {
        guard !field.fields.isEmpty, indent.isEmpty else { return ["\(indent)\(field.key):"] }
        let inner = field.fields.filter { $0.fields.isEmpty }
        var lines = ["\(field.key):"]
        for (index, member) in inner.enumerated() {
            let lead = field.isList ? (index == 0 ? "  - " : "    ") : "  "
            let names =
                member.choices.isEmpty ? member.name[language] : member.choices.map(\.key).joined(separator: " | ")
            lines.append("\(lead)\(member.key):  # \(names)")
        }
        return lines
    }

    private static func entry(_ record: Record, _ field: Field, _ node: YAMLNodeID) -> String {
        var text = "\(field.key): "
        let tree = record.tree
        let bytes = tree.bytes[tree.range(node)]
        if tree.kind(node) == .scalar {
            text += String(decoding: bytes, as: UTF8.self)
        } else {
            // JSON is YAML: a list or map in one line needs no knowledge of the indentation it had.
            text += typedValue(tree, node, field).json(indented: false)
        }
        return text
    }

    /// The text without the template's lines and without empty fields; empty when nothing is left but the id.
    package func stripped(_ bytes: [UInt8]) -> [UInt8] {
        let mark = Array(Self.mark.utf8)
        var kept: [ArraySlice<UInt8>] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) where !line.starts(with: mark) {
            let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0D }
            if isBlank, kept.last?.isEmpty ?? true { continue }
            kept.append(isBlank ? [] : line)
        }
        while kept.last?.isEmpty == true { kept.removeLast() }
        if kept.isEmpty { return [] }
        let text = Array(kept.joined(separator: [0x0A])) + [0x0A]
        var reader = YAMLReader()
        do throws(YAMLError) {
            return Self.pruned(try reader.read(text), kind) ?? text
        } catch {
            return text
        }
    }

    /// The record without empty fields, written anew in the order of the text; nil when that cannot be done.
    private static func pruned(_ tree: YAMLTree, _ kind: Kind) -> [UInt8]? {
        var editor = YAMLEditor(tree)
        // One empty thing at a time, the innermost first: taking it away may empty what held it.
        for _ in 0..<10_000 {
            guard let root = editor.tree.root, let path = emptyPath(editor.tree, root, []) else { break }
            do throws(YAMLEditError) {
                try editor.apply(.remove(path))
            } catch {
                return nil
            }
        }
        guard let root = editor.tree.root, editor.tree.kind(root) == .mapping else { return [] }
        let keys = editor.tree.entries(root).map { editor.tree.text($0.key) }
        if keys.allSatisfy({ $0 == "id" }) { return [] }
        return tidied(editor.tree.bytes)
    }

    /// Blank lines that only separated fields of the template are gone with the fields.
    private static func tidied(_ bytes: [UInt8]) -> [UInt8] {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return Array(lines.filter { !$0.isEmpty }.joined(separator: [0x0A])) + [0x0A]
    }

    private static func emptyPath(_ tree: YAMLTree, _ node: YAMLNodeID, _ path: YAMLPath) -> YAMLPath? {
        switch tree.kind(node) {
        case .scalar: return tree.scalarType(node) == .null && !path.isEmpty ? path : nil
        case .alias: return nil
        case .mapping:
            let entries = Array(tree.entries(node))
            if entries.isEmpty { return path.isEmpty ? nil : path }
            // From the end, so that the numbers of entries before stay right.
            for entry in entries.reversed() {
                if let found = emptyPath(tree, entry.value, path + [.key(tree.text(entry.key))]) { return found }
            }
            return nil
        case .sequence:
            let items = Array(tree.children(node))
            if items.isEmpty { return path.isEmpty ? nil : path }
            for (index, item) in items.enumerated().reversed() {
                if let found = emptyPath(tree, item, path + [.index(index)]) { return found }
            }
            return nil
        }
    }
}
