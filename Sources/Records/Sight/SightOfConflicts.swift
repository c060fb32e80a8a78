/// A conflict record holds values of another record: of a field that is not seen there, it shows none.
extension Sight {
    /// Key of the kind.
    package static let conflict = "conflict"
    static let conflictValues: Set<String> = ["base", "published", "local"]

    /// Whether conflicts may be about something that is not seen: there is always something that is not.
    var limitsConflicts: Bool { !views(ofKind: Self.conflict).isEmpty }

    /// Whether the values of a conflict are those of something that is not seen whole.
    ///
    /// - Parameters:
    ///   - pointer: JSON pointer of the field; nil or empty for the whole record.
    ///   - kind: of the record that it is about.
    ///   - handles: of those whose it is.
    func hidesConflict(about pointer: String?, ofKind kind: String?, _ handles: Set<String>) -> Bool {
        guard let kind else { return false }
        let views = views(ofKind: kind).filter { $0.owners.map { !$0.isDisjoint(with: handles) } ?? true }
        let field = pointer?.split(separator: "/").first.map { String($0) }
        return !views.contains { view in
            guard let field else { return view.isWhole }
            return view.shows([field]) && !view.except.contains { $0.first == field }
                && (view.only?.contains([field]) ?? true)
        }
    }

    /// A conflict record as it is seen.
    package func seen(conflict value: RecordValue) -> RecordValue {
        let handles = Set([value["owner"]?.string].compactMap { $0 })
        guard hidesConflict(about: value["field"]?.string, ofKind: value["kind"]?.string, handles) else { return value }
        return value.showing([]) { !Self.conflictValues.contains($0.first ?? "") } ?? .map([])
    }
}
