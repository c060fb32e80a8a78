import LosslessYAML

/// The place in a record that the path of an assignment leads to.
struct AssignmentTarget {
    let field: Field
    let path: YAMLPath
    /// The path ends at an item of a list, not at the list.
    let isItem: Bool
    let exists: Bool
    /// What has to be done first: the new entry of a list that the path leads into.
    private(set) var entryEdits: [YAMLEdit] = []

    var isListOfMaps: Bool { field.isList && !isItem && field.types.contains("object") && !field.fields.isEmpty }

    init(_ steps: [Assignment.Step], _ record: Record, makesEntries: Bool) throws(InputFailure) {
        var fields = record.kind.fields
        var owner = record.kind.label
        var node = record.tree.root
        var path: YAMLPath = []
        var found: Field?
        var isItem = false
        for step in steps {
            let field = try Self.field(step.name, fields, owner)
            guard field.key != "id" else {
                throw InputFailure(Text(en: "an id never changes", zh: "编号（id）永远不变"))
            }
            path.append(.key(field.key))
            node = node.flatMap { record.tree.value(of: field.key, in: $0) }
            isItem = false
            if let selector = step.selector, makesEntries, Self.isNewEntry(selector, field, node, record) {
                let count = node.map { Array(record.tree.children(record.tree.resolvingAlias($0))).count } ?? 0
                let name = field.fields.first.map { YAMLValue.Entry(key: $0.key, value: .string(selector)) }
                let entry = YAMLValue.map([name].compactMap { $0 })
                entryEdits.append(count == 0 ? .set(path, .list([entry])) : .addItem(path, entry, index: nil))
                path.append(.index(count))
                node = nil
                isItem = true
            } else if let selector = step.selector {
                let (index, item) = try Self.item(selector, field, node, record)
                path.append(.index(index))
                node = item
                isItem = true
            } else if field.isList, !field.fields.isEmpty, step.name != steps.last?.name {
                throw InputFailure(
                    field.name + Text(en: " is a list: say which entry", zh: "是列表，请说明是哪一项"),
                    remedy: Text("\(field.key)[…]"))
            }
            found = field
            owner = field.name
            fields = field.fields
        }
        guard let found else { throw Self.unknownField("", fields, owner) }
        field = found
        self.path = path
        self.isItem = isItem
        exists = node != nil
    }

    /// The field that a person means by its key, label or alias.
    static func field(_ name: String, _ fields: [Field], _ owner: Text) throws(InputFailure) -> Field {
        if let field = fields.first(where: { $0.key == name }) ?? fields.first(where: { $0.isNamed(name) }) {
            return field
        }
        throw unknownField(name, fields, owner)
    }

    private static func isNewEntry(_ selector: String, _ field: Field, _ node: YAMLNodeID?, _ record: Record) -> Bool {
        guard field.isList, !field.fields.isEmpty, Int(selector) == nil else { return false }
        do throws(InputFailure) {
            _ = try item(selector, field, node, record)
            return false
        } catch {
            return true
        }
    }

    /// The item that a selector means: its number from 1, or text that its first fields hold.
    private static func item(
        _ selector: String, _ field: Field, _ node: YAMLNodeID?, _ record: Record
    ) throws(InputFailure) -> (Int, YAMLNodeID) {
        let items = node.map { Array(record.tree.children($0)) } ?? []
        if let number = Int(selector), items.indices.contains(number - 1) { return (number - 1, items[number - 1]) }
        let wanted = selector.lowercased()
        func names(_ item: YAMLNodeID) -> [String] {
            let item = record.tree.resolvingAlias(item)
            if record.tree.kind(item) == .scalar { return [record.tree.text(item)] }
            return field.fields.prefix(2).compactMap { record.tree.value(of: $0.key, in: item) }
                .filter { record.tree.kind($0) == .scalar }.map { record.tree.text($0) }
        }
        let exact = items.indices.filter { index in names(items[index]).contains { $0.lowercased() == wanted } }
        let near = items.indices.filter { index in
            names(items[index]).contains { $0.lowercased().utf8.contains(wanted.utf8) }
        }
        let matches = exact.isEmpty ? near : exact
        if matches.count == 1, let index = matches.first { return (index, items[index]) }
        let all = items.compactMap { names($0).first }
        throw InputFailure(
            field.name
                + (matches.isEmpty
                    ? Text(en: ": there is no entry `\(selector)`", zh: "：没有 `\(selector)` 这一项")
                    : Text(en: ": `\(selector)` may mean several entries", zh: "：`\(selector)` 可能指多项")),
            remedy: all.isEmpty ? nil : Text(en: "there are: ", zh: "现有：") + Text.list(all))
    }

    private static func unknownField(_ name: String, _ fields: [Field], _ owner: Text) -> InputFailure {
        let near = nearestNames(to: name, among: fields.flatMap { [$0.key, $0.name.zh] })
        return InputFailure(
            owner + Text(en: " has no field `\(name)`", zh: "没有字段 `\(name)`"),
            remedy: near.isEmpty
                ? Text(en: "known: ", zh: "可用字段：") + Text.list(fields.map(\.key))
                : Text.didYouMean(near))
    }

    /// The texts of the items of the list.
    func texts(_ record: Record) -> [String] {
        guard let list = record.tree.root.flatMap({ Self.node(path, $0, record.tree) }) else { return [] }
        guard record.tree.kind(list) == .sequence else { return [] }
        return record.tree.children(list).map { item in
            let item = record.tree.resolvingAlias(item)
            if record.tree.kind(item) == .scalar { return record.tree.text(item) }
            let name = field.fields.first.flatMap { record.tree.value(of: $0.key, in: item) }
            return name.map { record.tree.text($0) } ?? ""
        }
    }

    private static func node(_ path: YAMLPath, _ root: YAMLNodeID, _ tree: YAMLTree) -> YAMLNodeID? {
        var node = root
        for step in path {
            switch step {
            case .key(let key):
                guard let value = tree.value(of: key, in: node) else { return nil }
                node = value
            case .index(let index):
                let items = Array(tree.children(tree.resolvingAlias(node)))
                guard items.indices.contains(index) else { return nil }
                node = items[index]
            }
        }
        return tree.resolvingAlias(node)
    }
}
