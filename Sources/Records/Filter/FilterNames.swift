/// What a name in a filter may mean.
enum FilterMeaning {
    case field([Field])
    case derived(DerivedField)
    case step(FilterStep)
    /// The record itself, by the name of its own kind.
    case own(Kind)
    case path

    /// The kind whose names may follow behind a point.
    var kind: Kind? {
        switch self {
        case .step(let step): step.kind
        case .own(let kind): kind
        default: nil
        }
    }
}

/// Every name that can be used of a record of a kind, in both languages.
struct FilterNames {
    struct Entry {
        let name: [Unicode.Scalar]
        let meaning: FilterMeaning
    }

    /// By the first letter; longer names first, of one name its best meaning first.
    private let entries: [Unicode.Scalar: [Entry]]
    /// For what a person may have meant: names as they are written.
    let shown: [String]

    /// The names of a kind: fields, then what is worked out, relations, and last the members of its fields.
    init(_ kind: Kind, _ kinds: KindSet) {
        var meanings: [(names: [String], meaning: FilterMeaning)] = []
        for field in kind.fields where field.isUsable { meanings.append((Self.names(field), .field([field]))) }
        var shown = meanings.flatMap { $0.names }
        for derived in DerivedField.allCases where kind.key == "customer" || derived.isHistory {
            meanings.append((Self.names(derived.field), .derived(derived)))
        }
        let relations = Self.relations(kind, kinds)
        meanings += relations
        meanings.append((Self.names(kind), .own(kind)))
        meanings.append((["path", "file", "路径", "文件"], .path))
        shown += meanings.dropFirst(kind.fields.count).flatMap { $0.names.prefix(3) }
        self.shown = shown
        let known = Set(meanings.flatMap { $0.names.map { $0.lowercased() } })
        entries = Self.byFirstLetter(Self.sorted(meanings) + Self.members(kind, known: known))
    }

    /// The names of the members of a field, and of the records that it refers to.
    init(members path: [Field], _ kinds: KindSet) {
        let fields = (path.last?.fields ?? []).filter(\.isUsable)
        entries = Self.byFirstLetter(Self.sorted(fields.map { (Self.names($0), .field(path + [$0])) }))
        shown = fields.flatMap { Self.names($0) }
    }

    /// The meanings of the names that stand at a place, longest first, with the place behind the name.
    func meanings(_ source: FilterSource, at place: Int) -> [(meaning: FilterMeaning, end: Int)] {
        var found: [(meaning: FilterMeaning, end: Int)] = []
        for entry in source[place].flatMap({ entries[$0] }) ?? [] {
            let end = place + entry.name.count
            guard end <= source.end, source.folded[place..<end].elementsEqual(entry.name), !source.splitsWord(end)
            else { continue }
            found.append((entry.meaning, end))
        }
        return found
    }

    private static func relations(_ kind: Kind, _ kinds: KindSet) -> [(names: [String], meaning: FilterMeaning)] {
        var found: [(names: [String], meaning: FilterMeaning)] = []
        if let parent = kind.parent.flatMap({ kinds[$0] }) { found.append((names(parent), .step(.parent(parent)))) }
        for other in kinds.kinds where other.identity != .none {
            if other.parent == kind.key {
                let extra = other.key == "follow-up" ? ["跟进", "互动", "followups", "follow-up"] : []
                found.append((names(other) + extra, .step(.children(other))))
            } else if other.key != kind.parent, other.key != kind.key,
                let field = other.fields.first(where: { $0.references.contains(kind.key) && $0.isUsable })
            {
                found.append((names(other), .step(.referrers(other, field))))
            }
        }
        return found
    }

    /// `手机` for `contacts.mobile`, where only one member of a field has that name and nothing else does.
    private static func members(_ kind: Kind, known: Set<String>) -> [Entry] {
        var meanings: [String: (name: String, path: [Field])?] = [:]
        func collect(_ path: [Field]) {
            for field in path.last?.fields ?? [] where field.isUsable && path.count < 4 {
                for name in Set(names(field).map { $0.lowercased() }) where !known.contains(name) {
                    meanings[name] = .some(meanings[name] == nil ? (name, path + [field]) : nil)
                }
                collect(path + [field])
            }
        }
        for field in kind.fields where field.isUsable { collect([field]) }
        return sorted(meanings.values.compactMap { $0 }.map { ([$0.name], .field($0.path)) })
    }

    private static func byFirstLetter(_ entries: [Entry]) -> [Unicode.Scalar: [Entry]] {
        Dictionary(grouping: entries) { $0.name[0] }
    }

    private static func sorted(_ meanings: [(names: [String], meaning: FilterMeaning)]) -> [Entry] {
        meanings.flatMap { item in
            item.names.map { Entry(name: FilterSource.folded($0), meaning: item.meaning) }
        }.filter { !$0.name.isEmpty }.enumerated()
            .sorted { ($1.element.name.count, $0.offset) < ($0.element.name.count, $1.offset) }.map(\.element)
    }

    private static func names(_ field: Field) -> [String] {
        [field.key, field.name.zh, field.name.en] + field.aliases
    }

    private static func names(_ kind: Kind) -> [String] {
        [kind.key, kind.plural.en, kind.label.zh, kind.label.en, kind.plural.zh] + kind.aliases
    }
}

extension Field {
    /// Keys with quotes or control characters cannot be asked for: SQLite has no path for them.
    fileprivate var isUsable: Bool {
        !key.isEmpty && !key.unicodeScalars.contains { $0 == "\"" || $0 == "\\" || $0.value < 0x20 }
    }
}
