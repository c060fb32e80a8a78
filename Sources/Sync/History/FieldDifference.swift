package import Records

/// One field that differs between two versions of a record: what it was and what it is.
package struct FieldDifference: Sendable {
    /// One step from a record to a value in it.
    package enum Step: Sendable, Hashable {
        case key(String)
        /// An item of a list: what tells it from the others (`张伟`), or its number from 1.
        case item(String)
    }

    package let steps: [Step]
    /// What the schema says about the value; nil for a key that it does not know.
    package let field: Field?
    /// What people call the place: `Contacts[张伟] Mobile`, `联系人[张伟]手机`.
    package let label: Text
    /// nil when the value was, or is, absent.
    package let before: RecordValue?
    package let after: RecordValue?

    /// The place as it is typed for `crm set`: `contacts[张伟].mobile`.
    package var path: String { Self.path(steps) }

    /// Steps as they are typed for `crm set`.
    package static func path(_ steps: [Step]) -> String {
        var path = ""
        for step in steps {
            switch step {
            case .key(let key): path += path.isEmpty ? key : "." + key
            case .item(let name): path += "[\(name)]"
            }
        }
        return path
    }

    /// The top-level key.
    package var key: String {
        if case .key(let key)? = steps.first { return key }
        return ""
    }

    /// The keys from the top of the record, without the places in lists.
    package var names: [String] {
        steps.compactMap { step in
            if case .key(let key) = step { return key }
            return nil
        }
    }

    /// The same with only what may be shown of the values; nil when that is nothing.
    package func showing(_ shows: ([String]) -> Bool) -> FieldDifference? {
        let values = [before, after].map { $0?.showing(names, shows) }
        if values[0] == nil, values[1] == nil { return nil }
        return FieldDifference(steps: steps, field: field, label: label, before: values[0], after: values[1])
    }

    /// Whether this change touches what lies at `place`: the place itself, something in it, or something around it.
    package func touches(_ place: [Step]) -> Bool {
        let common = min(steps.count, place.count)
        return steps.prefix(common).elementsEqual(place.prefix(common), by: Self.isSame)
    }

    /// Steps by their bytes: Swift's text would take two Unicode forms of one name for the same.
    static func isSame(_ one: Step, _ two: Step) -> Bool {
        switch (one, two) {
        case (.key(let one), .key(let two)), (.item(let one), .item(let two)): one.utf8.elementsEqual(two.utf8)
        default: false
        }
    }
}
