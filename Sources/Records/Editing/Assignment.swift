package import LosslessYAML

/// What a person asks to change in a record: `status=won`, `tags+=重点`, `contacts[张伟].mobile=138****0000`, `owner=`.
package struct Assignment: Sendable {
    /// What is done with the value: `=`, `+=` or `-=`.
    package enum Operation: Sendable { case set, add, remove }

    /// One step of the path as typed: a field, and the item of a list that is meant.
    struct Step: Sendable {
        let name: String
        let selector: String?
    }

    let steps: [Step]
    package let operation: Operation
    package let typedValue: String

    /// - Throws: `InputFailure` when there is no `=`, or the path is malformed.
    package init(_ typed: String) throws(InputFailure) {
        guard let sign = typed.firstIndex(where: { $0 == "=" || $0 == "\u{FF1D}" }), sign != typed.startIndex else {
            throw InputFailure(
                Text(en: "`\(typed)` is no assignment", zh: "`\(typed)` 不是赋值"),
                remedy: Text(
                    en: "write field=value; += adds to a list, -= takes away, an empty value deletes the field",
                    zh: "请写 字段=值；+= 向列表添加，-= 从列表移除，值为空则删除该字段"))
        }
        var path = typed[..<sign]
        switch path.last {
        case "+", "\u{FF0B}":
            operation = .add
            path = path.dropLast()
        case "-", "\u{FF0D}":
            operation = .remove
            path = path.dropLast()
        default: operation = .set
        }
        typedValue = String(typed[typed.index(after: sign)...]).trimmingSpaces
        steps = try Self.steps(String(path).trimmingSpaces)
    }

    private static func steps(_ path: String) throws(InputFailure) -> [Step] {
        var steps: [Step] = []
        var name = ""
        var selector: String?
        var depth = 0
        for character in path {
            switch character {
            case "[" where depth == 0:
                depth = 1
                selector = ""
            case "]" where depth == 1: depth = 0
            case "." where depth == 0:
                steps.append(Step(name: name.trimmingSpaces, selector: selector))
                (name, selector) = ("", nil)
            default:
                if depth == 1 { selector?.append(character) } else { name.append(character) }
            }
        }
        steps.append(Step(name: name.trimmingSpaces, selector: selector))
        guard depth == 0, steps.allSatisfy({ !$0.name.isEmpty && $0.selector?.isEmpty != true }) else {
            throw InputFailure(
                Text(en: "`\(path)` names no field", zh: "`\(path)` 不是字段"),
                remedy: Text(
                    en: "write it like contacts[张伟].mobile", zh: "写法示例：contacts[张伟].mobile"))
        }
        return steps
    }

    /// The top-level field that is meant.
    ///
    /// - Throws: `InputFailure` for an unknown one.
    package func field(of kind: Kind) throws(InputFailure) -> Field {
        try AssignmentTarget.field(steps.first?.name ?? "", kind.fields, kind.label)
    }

    /// The edits to the text of `record` that the assignment means.
    ///
    /// - Parameter makesEntries: `contacts[张伟].mobile=…` adds the entry 张伟 when there is none, for a record that is new.
    /// - Throws: `InputFailure` for an unknown field, an item that is not there, or a value that does not fit.
    package func edits(
        _ record: Record, _ input: TypedInput, makesEntries: Bool = false
    ) throws(InputFailure) -> [YAMLEdit] {
        let target = try AssignmentTarget(steps, record, makesEntries: makesEntries)
        return target.entryEdits + (try edits(target, record, input))
    }

    private func edits(
        _ target: AssignmentTarget, _ record: Record, _ input: TypedInput
    ) throws(InputFailure) -> [YAMLEdit] {
        switch operation {
        case .set:
            if typedValue.isEmpty { return target.exists ? [.remove(target.path)] : [] }
            if target.isListOfMaps {
                guard !target.exists else {
                    throw InputFailure(
                        target.field.name + Text(en: " is a list with entries of its own", zh: "是列表，已有内容"),
                        remedy: Text(
                            en: "add one with \(target.field.key)+=…, change one with \(target.field.key)[…].field=…",
                            zh: "用 \(target.field.key)+=… 添加一项，用 \(target.field.key)[…].字段=… 修改其中一项"))
                }
                return try additions(target, record, input)
            }
            let value =
                target.isItem
                ? try input.item(typedValue, target.field) : try input.value(typedValue, target.field)
            return [.set(target.path, value)]
        case .add: return try additions(target, record, input)
        case .remove: return try removals(target, record, input)
        }
    }

    private func additions(
        _ target: AssignmentTarget, _ record: Record, _ input: TypedInput
    ) throws(InputFailure) -> [YAMLEdit] {
        guard case .list(let items) = try target.isListOfMaps ? entry(target, input) : listValue(target, input) else {
            return []
        }
        let present = target.texts(record)
        let new = items.filter { item in
            guard let text = Self.name(item) else { return true }
            return !present.contains { $0.utf8.elementsEqual(text.utf8) }
        }
        if new.isEmpty { return [] }
        if !target.exists { return [.set(target.path, .list(new))] }
        return new.map { .addItem(target.path, $0, index: nil) }
    }

    /// A list with one new entry that has only its name: `contacts+=张伟`.
    private func entry(_ target: AssignmentTarget, _ input: TypedInput) throws(InputFailure) -> YAMLValue {
        guard let first = target.field.fields.first else { return .list([]) }
        return .list([.map([.init(key: first.key, value: try input.item(typedValue, first))])])
    }

    /// What tells items of a list apart: the text, or the first field of an entry.
    private static func name(_ item: YAMLValue) -> String? {
        switch item {
        case .string(let text): text
        case .map(let entries): entries.first.flatMap { name($0.value) }
        default: nil
        }
    }

    private func removals(
        _ target: AssignmentTarget, _ record: Record, _ input: TypedInput
    ) throws(InputFailure) -> [YAMLEdit] {
        guard
            case .list(let items) = try target.isListOfMaps ? .list([.string(typedValue)]) : listValue(target, input)
        else { return [] }
        let present = target.texts(record)
        let unwanted = items.compactMap { item -> String? in
            if case .string(let text) = item { text } else { nil }
        }
        for text in unwanted where !present.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
            throw InputFailure(
                target.field.name + Text(en: " does not hold \(text)", zh: "中没有 \(text)"),
                remedy: present.isEmpty ? nil : Text(en: "it holds: ", zh: "现有：") + Text.list(present))
        }
        let places = present.indices.filter { index in unwanted.contains { $0.utf8.elementsEqual(present[index].utf8) }
        }
        if places.count == present.count { return [.remove(target.path)] }
        return places.reversed().map { .remove(target.path + [.index($0)]) }
    }

    private func listValue(_ target: AssignmentTarget, _ input: TypedInput) throws(InputFailure) -> YAMLValue {
        guard target.field.isList, !target.isItem, target.field.fields.isEmpty else {
            throw InputFailure(
                target.field.name + Text(en: " is no list of values", zh: "不是值的列表"),
                remedy: Text(en: "use = instead of += or -=", zh: "请用 =，不要用 += 或 -="))
        }
        return try input.value(typedValue, target.field)
    }
}
