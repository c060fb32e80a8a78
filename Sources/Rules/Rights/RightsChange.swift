package import Records

/// One change of a file, as rights look at it. A record that only moved is one change, not a removal and an addition.
package struct RightsChange: Sendable {
    /// Where it is, or was when it is gone.
    package let path: RecordPath
    /// As records; nil for what is not there, is no record or cannot be read as one.
    package let before: Record?
    package let after: Record?
    package let existed: Bool
    package let exists: Bool

    package init(path: RecordPath, before: Record?, after: Record?, existed: Bool, exists: Bool) {
        self.path = path
        self.before = before
        self.after = after
        self.existed = existed
        self.exists = exists
    }

    /// A change of a record that could be read on both sides.
    package init(before: Record?, after: Record?) {
        self.init(
            path: after?.path ?? before?.path ?? CRMFolder.settingsPath, before: before, after: after,
            existed: before != nil, exists: after != nil)
    }

    /// Files as a tree or folder has them, with what moved found by kind and id; a file in which another record now stands is the
    /// end of one record and the beginning of another.
    package static func matched(_ files: [RightsChange]) -> [RightsChange] {
        var changes: [RightsChange] = []
        var gone: [RecordKey: Record] = [:]
        var new: [RightsChange] = []
        for file in files {
            let before = file.before.flatMap { RecordKey($0) }
            let after = file.after.flatMap { RecordKey($0) }
            if let before, let after, before != after, let old = file.before {
                if gone.updateValue(old, forKey: before) != nil {
                    changes.append(RightsChange(before: old, after: nil))
                }
                new.append(
                    RightsChange(path: file.path, before: nil, after: file.after, existed: false, exists: true))
            } else if !file.exists, let before, let old = file.before, gone[before] == nil {
                gone[before] = old
            } else if !file.existed, after != nil {
                new.append(file)
            } else {
                changes.append(file)
            }
        }
        for file in new {
            let key = file.after.flatMap { RecordKey($0) }
            if let key, let old = gone.removeValue(forKey: key) {
                changes.append(RightsChange(before: old, after: file.after))
            } else {
                changes.append(file)
            }
        }
        changes += gone.values.map { RightsChange(before: $0, after: nil) }
        return changes.sorted { $0.path < $1.path }
    }
}

/// What makes two files the same record. Only of kinds with generated ids; elsewhere the place is the identity.
private struct RecordKey: Hashable {
    let kind: String
    let id: [UInt8]

    init?(_ record: Record) {
        guard case .generated = record.kind.identity, let id = record.id, !id.isEmpty else { return nil }
        kind = record.kind.key
        self.id = Array(id.utf8)
    }
}

/// The surroundings in which a change is judged.
package struct RightsGround {
    /// Of the state whose policy rules.
    package let staff: Staff
    /// The records before and after the change; asked for the customers in whose folders changed files lie, nothing else.
    package let before: RecordSet
    package let after: RecordSet

    package init(staff: Staff, before: RecordSet, after: RecordSet) {
        self.staff = staff
        self.before = before
        self.after = after
    }

    /// The record in whose folder something lies: the customer. As it was, or as it becomes if it is new as well.
    func holder(of path: RecordPath, _ record: Record?) -> Record? {
        if let record {
            guard let folder = record.parentFolder else { return nil }
            return before.owner(ofFolder: folder) ?? after.owner(ofFolder: folder)
        }
        var folder = path.folder
        while !folder.isEmpty {
            if let holder = before.owner(ofFolder: folder) ?? after.owner(ofFolder: folder) { return holder }
            folder = folder.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(folder[..<$0]) } ?? ""
        }
        return nil
    }
}

extension Record {
    /// Whose this record is by itself: its owner, or who wrote it (`by` of a follow-up); a member is their own.
    var ownHandles: Set<String> {
        if kind.key == "member" { return Set([id].compactMap { $0 }) }
        return Set(["owner", "by"].compactMap { string($0) })
    }
}
