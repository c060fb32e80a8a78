import LosslessYAML

/// What one of the names of a record is to it. The byte stands in front of the name.
package enum NameRole: UInt8, Sendable, CaseIterable {
    /// `KH2026-7F3K2Q`
    case id = 0x69  // i
    /// The number in use, or a former one.
    case number = 0x6E  // n
    /// What people call the record.
    case title = 0x74  // t
    /// Of its folder or file.
    case slug = 0x73  // s
    /// Short, former, foreign names.
    case other = 0x6F  // o
    /// Somebody who works there.
    case contact = 0x63  // c
    /// Digits only.
    case phone = 0x70  // p
    case email = 0x65  // e
}

/// The names by which a record is found, folded: a line for each, the byte of its role in front. Empty for a kind without
/// identity.
package func searchNames(_ record: Record) -> [UInt8] {
    searchNames(record, title: record.title, slug: record.slug)
}

/// The same of a record whose title and slug are known already.
package func searchNames(_ record: Record, title: String, slug: String) -> [UInt8] {
    guard record.kind.identity != .none else { return [] }
    var names = NameForms(tree: record.tree)
    if let id = record.id { names.add(.id, id) }
    for key in ["no", "formerly"] { names.add(.number, texts: record, key) }
    names.add(.title, title)
    names.add(.slug, slug)
    for key in ["short_name", "other_names"] { names.add(.other, texts: record, key) }
    if let root = record.tree.root, record.tree.kind(root) == .mapping {
        names.addReach(root, record.kind.reachFields, depth: 0)
    }
    return names.lines.array
}

private struct NameForms: ~Copyable {
    private let tree: YAMLTree
    private(set) var lines = ByteOutput(capacity: 192)

    private static let mostBytes = 1 << 16

    init(tree: YAMLTree) { self.tree = tree }

    mutating func add(_ role: NameRole, _ name: String) {
        var name = name
        name.withUTF8 { add(role, $0) }
    }

    private mutating func add(_ role: NameRole, _ name: UnsafeBufferPointer<UInt8>) {
        guard !name.isEmpty, lines.count < Self.mostBytes else { return }
        lines.append(role.rawValue)
        fold(name, into: &lines)
        lines.append(0x0A)
    }

    mutating func add(_ role: NameRole, texts record: borrowing Record, _ key: String) {
        guard let root = tree.root, let node = tree.value(of: key, in: root),
            key == "no" || record.kind.field(key) != nil
        else { return }
        add(role, texts: node)
    }

    /// A scalar, or every scalar in a list.
    private mutating func add(_ role: NameRole, texts node: YAMLNodeID) {
        switch tree.kind(node) {
        case .scalar: add(role, scalar: node)
        case .sequence:
            for item in tree.children(node) {
                let item = tree.resolvingAlias(item)
                if tree.kind(item) == .scalar { add(role, scalar: item, evenNull: true) }
            }
        default: break
        }
    }

    private mutating func add(_ role: NameRole, scalar node: YAMLNodeID, evenNull: Bool = false) {
        if !evenNull, tree.scalarType(node) == .null { return }
        tree.withScalarBytes(node) { add(role, $0) }
    }

    /// The people in a list that is told apart by `name`, and every way to reach somebody.
    mutating func addReach(_ mapping: YAMLNodeID, _ fields: [Field], depth: Int) {
        guard depth < 4 else { return }
        for field in fields where field.holdsReach {
            guard let node = tree.value(of: field.key, in: mapping) else { continue }
            let content = tree.resolvingAlias(node)
            let items =
                tree.kind(content) == .sequence ? tree.children(content).map { tree.resolvingAlias($0) } : [content]
            for item in items {
                if tree.kind(item) == .mapping {
                    if field.itemKeys == ["name"], let name = tree.value(of: "name", in: item) {
                        add(.contact, texts: name)
                    }
                    addReach(item, field.fields, depth: depth + 1)
                } else if tree.kind(item) == .scalar, tree.scalarType(item) != .null {
                    if field.format == "email" { add(.email, scalar: item) }
                    if field.format == "phone" {
                        tree.withScalarBytes(item) { text in forEachPhone(text) { add(.phone, $0) } }
                    }
                }
            }
        }
    }
}
