/// What one person is shown of the records (R151–R155): whole kinds, those of some people, or all but some fields. Made from the
/// policy by `Policy.sight(of:)`; nil wherever somebody is shown everything, which then costs nothing.
///
/// It decides what answers hold. It cannot keep anybody from reading the files.
package struct Sight: Sendable {
    /// One way to see records of a kind. Several add up: a field is seen if one of those that apply shows it.
    package struct View: Sendable, Hashable {
        /// Handles of those whose records these are; nil for everybody's.
        package var owners: Set<String>?
        /// Only these fields, and what lies in them; nil for any.
        package var only: [[String]]?
        /// Not these, nor what lies in them.
        package var except: [[String]]

        package init(owners: Set<String>? = nil, only: [[String]]? = nil, except: [[String]] = []) {
            self.owners = owners
            self.only = only
            self.except = except
        }

        /// Whether it shows a value at this place: keys from the top of the record, without the places in lists.
        package func shows(_ names: [String]) -> Bool {
            if names == ["id"] { return true }
            if except.contains(where: { names.starts(with: $0) }) { return false }
            return only?.contains { names.starts(with: $0) } ?? true
        }

        /// Whether it shows all fields.
        package var isWhole: Bool { only == nil && except.isEmpty }
    }

    /// By the keys of kinds; a kind without an entry is not seen at all.
    private let views: [String: [View]]
    /// What the roles of the person are called, for messages.
    package let roles: Text

    /// - Parameter views: by the keys of kinds; of ``everybodys`` nobody need say anything.
    package init(_ views: [String: [View]], roles: Text) {
        self.views = views.filter { !$0.value.isEmpty }
        self.roles = roles
    }

    /// The ways to see records of a kind; empty when none is seen.
    package func views(ofKind kind: String) -> [View] {
        Self.everybodys.contains(kind) ? [View()] : views[kind] ?? []
    }

    /// Who is on the team, the settings, and the days that are worked: what everybody sees.
    package static let everybodys: Set<String> = ["member", "settings", "calendar"]

    /// Whether every record of a kind is seen whole.
    package func isWhole(_ kind: String) -> Bool {
        views(ofKind: kind).contains { $0.owners == nil && $0.isWhole }
    }

    /// Whether some records of a kind that are seen show less than all of their fields.
    package func limitsFields(ofKind kind: String) -> Bool {
        if kind == Self.conflict { return limitsConflicts }
        return !isWhole(kind) && views(ofKind: kind).contains { !$0.isWhole }
    }

    /// Whether no record of a kind shows a value at this place.
    package func hides(_ names: [String], ofKind kind: String) -> Bool {
        !views(ofKind: kind).contains { $0.shows(names) }
    }

    /// The ways to see one record, by its place in ``views(ofKind:)``; nil when it is not seen.
    ///
    /// - Parameter holder: the owner of the record in whose folder it lies.
    package func views(of record: Record, holder: String?) -> [View]? {
        let handles = record.concernedHandles.union(holder.map { [$0] } ?? [])
        let applying = views(ofKind: record.kind.key).filter { view in
            view.owners.map { !$0.isDisjoint(with: handles) } ?? true
        }
        return applying.isEmpty ? nil : applying
    }

    /// The record as it is seen; nil when it is not.
    package func seen(_ record: Record, holder: String?) -> Record? {
        guard let views = views(of: record, holder: holder) else { return nil }
        let shown =
            views.contains(where: \.isWhole)
            ? record : record.showing { names in views.contains { $0.shows(names) } }
        guard record.kind.key == Self.conflict else { return shown }
        let handles = record.concernedHandles.union(holder.map { [$0] } ?? [])
        if !hidesConflict(about: record.string("field"), ofKind: record.string("kind"), handles) { return shown }
        return shown?.showing { !Self.conflictValues.contains($0.first ?? "") }
    }

    /// The records that are seen, as they are seen.
    ///
    /// - Parameter surroundings: holds the records in whose folders they lie, whether these are seen or not.
    package func seen(_ records: [Record], in surroundings: RecordSet) -> [Record] {
        records.compactMap { seen($0, holder: surroundings.parent(of: $0)?.string("owner")) }
    }
}

extension Problem {
    /// The same problem for somebody who does not see every field: what a hidden value looks like is not told.
    package func seen(through sight: Sight, _ kinds: KindSet) -> Problem {
        if rule == .duplicateID || rule == .duplicateNumber {
            // Which other record it is may be more than this person is shown.
            return Problem(
                rule, severity: severity, path: path, place: place, width: width, field: field,
                message: Text(en: "another record has this already", zh: "已被另一条记录使用"), remedy: remedy,
                sourceLine: sourceLine)
        }
        let names = field.split(separator: "/").map(String.init).filter { !$0.allSatisfy(\.isNumber) }
        guard let kind = kinds.kind(at: path)?.key, !names.isEmpty, sight.hides(names, ofKind: kind) else {
            return self
        }
        return Problem(
            rule, severity: severity, path: path, place: place,
            message: Text(
                en: "something is wrong in a field that you may not see", zh: "某个您不能查看的字段有问题"),
            remedy: Text(en: "ask an administrator", zh: "请联系管理员"))
    }
}

extension Record {
    /// Where a record names those whose it is, or who are to do something about it.
    package static let concerns = ["owner", "by", "next.owner", "commitments.owner"]

    /// Whom it concerns by itself: its owner, who wrote it, and who has promised or been asked to do something in it.
    var concernedHandles: Set<String> {
        var handles = Set(["owner", "by"].compactMap { string($0) })
        if kind.key == "follow-up" {
            handles.formUnion([value("next")?["owner"]?.string].compactMap { $0 })
            handles.formUnion((value("commitments")?.items ?? []).compactMap { $0["owner"]?.string })
        }
        return handles
    }
}
