package import LosslessYAML

/// A value of a record that a masked repository would not keep as it is.
package struct UnmaskedData: Sendable {
    /// The way to the value in the file.
    package let path: YAMLPath
    package let node: YAMLNodeID
    /// nil for text of any kind that mentions a telephone number or an address.
    package let field: Field?
    package let masked: String
}

extension Record {
    /// Names and contact data that are not masked (R53, R54, R195), and contact data in running text. Colleagues are not meant:
    /// their names and addresses say who did what.
    package var unmaskedData: [UnmaskedData] {
        guard kind.identity != .none, kind.key != "member", let root = tree.root, tree.kind(root) == .mapping else {
            return []
        }
        var search = UnmaskedSearch(record: self)
        search.visit(root, Field(record: kind.fields), [])
        return search.found
    }

    /// Whether a field says something about a person in this record.
    package func isPersonal(_ field: Field) -> PersonalData? {
        guard let data = field.personal else { return nil }
        guard let condition = field.personalCondition else { return data }
        return string(condition.field) == condition.value ? data : nil
    }
}

extension Record {
    /// The same record with names and contact data masked; itself when nothing has to be hidden.
    package var masked: Record {
        let data = unmaskedData
        if data.isEmpty { return self }
        var editor = YAMLEditor(tree)
        for item in data {
            do throws(YAMLEditError) { try editor.apply(.set(item.path, .string(item.masked))) } catch { continue }
        }
        return Record(path: path, kind: kind, text: RecordText(editor.tree)).maskedWhereShared
    }

    /// A value that aliases repeat is no place for an edit of one field; here it shall read differently wherever it is shown.
    private var maskedWhereShared: Record {
        let rest = unmaskedData
        if rest.isEmpty { return self }
        var bytes = tree.bytes
        for item in rest.reversed() where !item.masked.contains("\n") {
            let quoted =
                "'" + item.masked.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
            bytes.replaceSubrange(tree.range(item.node), with: quoted.utf8)
        }
        // Should the text not read any more, the check of the record tells what has to be masked by hand.
        guard let text = ParsedFile(path: path, bytes: bytes).text else { return self }
        return Record(path: path, kind: kind, text: text)
    }
}

extension RecordSet {
    /// A record as it may be shown: a masked repository may still hold what was typed before it was one.
    package func shown(_ record: Record) -> Record { privacy == .masked ? record.masked : record }

    /// A value by itself, without the record that it is from.
    package func shown(_ value: RecordValue, _ field: Field?) -> RecordValue {
        guard privacy == .masked, let field else { return value }
        switch value {
        case .list(let items): return .list(items.map { shown($0, field) })
        case .map(let members): return .map(members.map { .init($0.key, shown($0.value, field.field($0.key))) })
        case .text(let text):
            guard field.choices.isEmpty, field.references.isEmpty else { return value }
            if field.personalCondition == nil, let personal = field.personal { return .text(personal.masked(text)) }
            return .text(maskedContacts(inText: text))
        default: return value
        }
    }
}

private struct UnmaskedSearch {
    let record: Record
    var found: [UnmaskedData] = []

    private var tree: YAMLTree { record.tree }

    mutating func visit(_ node: YAMLNodeID, _ field: Field?, _ path: YAMLPath) {
        // An alias shows a value that stands, and is masked, elsewhere.
        switch tree.kind(node) {
        case .alias: return
        case .mapping:
            for entry in tree.entries(node) where tree.kind(entry.key) == .scalar {
                let key = tree.text(entry.key)
                visit(entry.value, field?.field(key), path + [.key(key)])
            }
        case .sequence:
            let start = found.count
            for (index, item) in tree.children(node).enumerated() { visit(item, field, path + [.index(index)]) }
            tellApart(from: start, node, field)
        case .scalar: visitText(node, field, path)
        }
    }

    private mutating func visitText(_ node: YAMLNodeID, _ field: Field?, _ path: YAMLPath) {
        guard let field else { return }
        let isText = field.types.isEmpty || field.types.contains("string")
        guard isText, field.choices.isEmpty, field.references.isEmpty, tree.scalarType(node) != .null else { return }
        let text = tree.text(node)
        if let personal = record.isPersonal(field) {
            let masked = personal.masked(text)
            if masked != text { found.append(UnmaskedData(path: path, node: node, field: field, masked: masked)) }
            return
        }
        guard field.format == nil, !["id", "no"].contains(field.key) else { return }
        let masked = maskedContacts(inText: text)
        if masked != text { found.append(UnmaskedData(path: path, node: node, field: nil, masked: masked)) }
    }

    /// Entries of a list that are told apart by their name must stay apart: a second `张*` becomes `张*2`.
    private mutating func tellApart(from start: Int, _ list: YAMLNodeID, _ field: Field?) {
        guard let field, let key = field.itemKeys.first, field.field(key)?.personal == .name else { return }
        var names: [String] = []
        for item in tree.children(list) {
            guard let value = tree.value(of: key, in: item), tree.kind(value) == .scalar else { continue }
            let index = found[start...].firstIndex { $0.node == value }
            let name = index.map { found[$0].masked } ?? tree.text(value)
            guard let index, names.contains(name) else {
                names.append(name)
                continue
            }
            let number = (2...).first { !names.contains(name + String($0)) } ?? 2
            let old = found[index]
            found[index] = UnmaskedData(
                path: old.path, node: old.node, field: old.field, masked: name + String(number))
            names.append(found[index].masked)
        }
    }
}
