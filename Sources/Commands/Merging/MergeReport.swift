import LosslessYAML
import RecordMerge
import Records

/// What a merge came to, as JSON: `{"status": "clean|conflict|refused", "conflicts": […], "refusals": […]}`. An absent value is left out.
struct MergeReport {
    let result: MergeResult

    var conflicts: [MergeConflict] {
        switch result {
        case .merged(_, let conflicts), .waiting(let conflicts): conflicts
        case .deleted, .refused: []
        }
    }

    /// The merged text; nil when the record is deleted, or nothing was merged.
    var text: [UInt8]? {
        if case .merged(let bytes, _) = result { bytes } else { nil }
    }

    var status: String {
        switch result {
        case .merged(_, let conflicts): conflicts.isEmpty ? "clean" : "conflict"
        case .deleted: "clean"
        case .waiting: "conflict"
        case .refused: "refused"
        }
    }

    /// 0 clean, 1 conflict, 2 refused, as git's merge drivers have it.
    var exit: QuietExit? {
        switch status {
        case "conflict": QuietExit(status: .failed)
        case "refused": QuietExit(status: .problemsFound)
        default: nil
        }
    }

    var members: [RecordValue.Member] {
        var members: [RecordValue.Member] = [
            .init("status", .text(status)), .init("conflicts", .list(conflicts.map(Self.value))),
        ]
        if case .refused(let refusals) = result {
            members.append(.init("refusals", .list(refusals.map(Self.value))))
        }
        return members
    }

    private static func value(_ conflict: MergeConflict) -> RecordValue {
        var members: [RecordValue.Member] = [
            .init("path", .text(conflict.path.description)), .init("reason", .text(name(conflict.reason))),
        ]
        if let group = conflict.group { members.append(.init("group", .text(group))) }
        if case .schema(let keyword, let location) = conflict.reason {
            members.append(.init("rule", ["keyword": .text(keyword), "location": .text(location)]))
        }
        members += values(conflict.base, conflict.ours, conflict.theirs)
        if !conflict.members.isEmpty {
            members.append(
                .init(
                    "members",
                    .list(
                        conflict.members.map { member in
                            .map(
                                [.init("path", .text(member.path.description))]
                                    + values(member.base, member.ours, member.theirs))
                        })))
        }
        if let kept = conflict.kept { members.append(.init("kept", .text(kept.rawValue))) }
        return .map(members)
    }

    private static func values(
        _ base: RecordValue?, _ ours: RecordValue?, _ theirs: RecordValue?
    ) -> [RecordValue.Member] {
        [("base", base), ("ours", ours), ("theirs", theirs)].compactMap { label, value in
            value.map { .init(label, $0) }
        }
    }

    private static func name(_ reason: MergeConflict.Reason) -> String {
        switch reason {
        case .bothChanged: "both-changed"
        case .deletedAgainstChanged: "deleted-against-changed"
        case .group: "group"
        case .listKeys: "list-keys"
        case .alias: "alias"
        case .schema: "schema"
        case .open: "open"
        }
    }

    private static func value(_ refusal: MergeRefusal) -> RecordValue {
        var members: [RecordValue.Member] = [.init("version", .text(refusal.version.rawValue))]
        switch refusal.reason {
        case .unreadable(let error):
            members += [
                .init("line", .integer(error.position.line)), .init("column", .integer(error.position.column)),
                .init("message", .text(error.description)),
            ]
        case .notExpressible: members.append(.init("message", .text(refusal.description)))
        }
        return .map(members)
    }
}
