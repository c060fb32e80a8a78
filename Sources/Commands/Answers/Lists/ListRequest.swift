import RecordIndex
import Records

/// What `crm list` is asked for, from a saved view and from what was typed besides it.
struct ListRequest {
    let kind: Kind
    let view: SavedView?
    /// The conditions as they are kept in a view.
    let conditions: [String]
    let filters: [Filter]
    /// Hides what has been archived (R117), unless somebody asks for it or speaks of it.
    let archive: Filter?
    /// Names as typed.
    let columns: [String]
    let sort: [String]
    let group: String?
    let limit: Int?
    /// True when there is no other filter than that of the view.
    let keepsFilter: Bool
    /// True when somebody chose the columns.
    let choosesColumns: Bool

    /// - Parameter records: asked for only to find a view.
    init(_ list: List, _ folder: CRMFolder, _ records: () throws -> RecordSet) throws {
        let isView = list.kind.hasPrefix("@") || list.kind.hasPrefix("\u{FF20}")
        let view = isView ? try SavedView(named: String(list.kind.dropFirst()), folder, records()) : nil
        let kind = try view?.kind ?? namedKind(list.kind, folder.kinds)
        self.view = view
        self.kind = kind
        let kept = try readFilter([view?.filter].compactMap { $0 }, kind, folder.kinds)
        let typed = try readFilter(list.conditions, kind, folder.kinds)
        keepsFilter = typed == nil
        filters = [kept, typed].compactMap { $0 }
        archive =
            list.archived || Self.speaksOfArchive(filters, kind)
            ? nil : try readFilter([Self.notArchived], kind, folder.kinds)
        conditions = (filters + [archive].compactMap { $0 }).flatMap(\.parts).map(\.text)
        choosesColumns = list.columns != nil || !(view?.columns ?? []).isEmpty
        columns =
            list.columns.map { Self.names($0) } ?? (view?.columns).flatMap { $0.isEmpty ? nil : $0 } ?? kind.columns
        sort = list.sort.map { Self.names($0) } ?? view?.sort ?? []
        group = list.groupBy ?? view?.group
        limit = list.limit ?? view?.limit
    }

    /// Everything that has to hold.
    var allFilters: [Filter] { filters + [archive].compactMap { $0 } }

    private static var notArchived: String { say("archived_on is empty", "归档日期为空") }

    private static func speaksOfArchive(_ filters: [Filter], _ kind: Kind) -> Bool {
        guard kind.key == "customer", let field = kind.field("archived_on") else { return true }
        let names = ([field.key, field.name.en, field.name.zh] + field.aliases + ["archive", "归档"])
            .map { $0.lowercased() }
        return filters.contains { filter in names.contains { filter.text.lowercased().utf8.contains($0.utf8) } }
    }

    private static func names(_ typed: String) -> [String] {
        typed.split { ",\u{FF0C}\u{3001};".contains($0) }.map { $0.split(separator: " ").joined(separator: " ") }
            .filter { !$0.isEmpty }
    }

    /// The question to the index, its columns as asked for.
    func query(_ kinds: KindSet) throws -> RecordQuery {
        var query = RecordQuery(kind, allFilters)
        query.sort = try sort.map { name in
            let isDescending = name.hasPrefix("-")
            return .init(
                try namedSubject(isDescending ? String(name.dropFirst()) : name, kind, kinds),
                isDescending: isDescending)
        }
        query.limit = limit
        query.columns = try subjects(kinds)
        return query
    }

    /// A column that a team has dropped from its schema is left out of the usual ones.
    private func subjects(_ kinds: KindSet) throws -> [FilterSubject] {
        guard choosesColumns else { return columns.compactMap { kind.field($0) }.map { FilterSubject(own: $0) } }
        return try columns.map { try namedSubject($0, kind, kinds) }
    }
}
