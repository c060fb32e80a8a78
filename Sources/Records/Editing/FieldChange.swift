package import LosslessYAML

/// A field as it shall be: what a business rule decides, before it becomes an edit of some text.
package struct FieldChange: Sendable, Hashable {
    package let key: String
    /// The entry of the list `key`, from 0; nil when `key` is no list, or the whole list is meant.
    package let index: Int?
    /// The field within the map or the entry; nil for the whole.
    package let inner: String?
    /// nil removes the field.
    package let value: RecordValue?

    package init(_ key: String, index: Int? = nil, inner: String? = nil, _ value: RecordValue?) {
        self.key = key
        self.index = index
        self.inner = inner
        self.value = value
    }
}

extension Record {
    /// The edits that bring the fields to these values; none for a field that has its value already, or that this kind does
    /// not know (a team may have dropped it from its schema).
    package func edits(_ changes: [FieldChange]) -> [YAMLEdit] {
        changes.compactMap { change in
            guard let field = kind.field(change.key), change.inner.map({ field.field($0) != nil }) ?? true,
                current(change) != change.value
            else { return nil }
            var path: YAMLPath = [.key(change.key)]
            if let index = change.index { path.append(.index(index)) }
            if let inner = change.inner { path.append(.key(inner)) }
            return change.value.map { .set(path, YAMLValue($0)) } ?? .remove(path)
        }
    }

    private func current(_ change: FieldChange) -> RecordValue? {
        var value = self.value(change.key)
        if let index = change.index {
            let items = value?.items ?? []
            value = items.indices.contains(index) ? items[index] : nil
        }
        return change.inner.map { value?[$0] } ?? value
    }
}

extension YAMLValue {
    /// The value as it is written: days and times stay plain, every other text is quoted where it must be.
    package init(_ value: RecordValue) {
        switch value {
        case .null: self = .null
        case .bool(let flag): self = .bool(flag)
        case .number(let text): self = .number(text)
        case .text(let text):
            let isTime = CalendarDate(text) != nil || Instant(text) != nil
            self = isTime ? .timestamp(text) : .string(text)
        case .list(let items): self = .list(items.map { YAMLValue($0) })
        case .map(let members): self = .map(members.map { Entry(key: $0.key, value: YAMLValue($0.value)) })
        }
    }
}
