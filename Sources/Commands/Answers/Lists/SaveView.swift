import ArgumentParser
import Records
import Sync

/// Keeps a list as `views/<name>.yaml`, as one commit. A view of this name is changed, and only what differs in it.
struct SaveView {
    let name: String
    let list: List
    let global: GlobalOptions

    func run() throws {
        try Change.run("view", ChangeOptions.parse([]), global) { change in
            let request = try ListRequest(list, change.folder) { change.records }
            _ = try request.query(change.folder.kinds)
            guard let viewKind = change.folder.kinds["view"] else {
                throw CommandFailure(
                    Text(en: "this repository has no kind for views", zh: "本仓库没有视图这一类记录"),
                    remedy: Text(
                        en: "crm init --schemas writes the shipped schemas", zh: "运行 crm init --schemas 写入自带的 schema"))
            }
            let fields = fields(request)
            let wanted = slug(name)
            guard !wanted.isEmpty else {
                throw CommandFailure(
                    .wrongUsage, Text(en: "`\(name)` is no name for a view", zh: "`\(name)` 不能用作视图名"),
                    remedy: Text(en: "use letters or digits", zh: "请使用文字或数字"))
            }
            if let old = change.records.records(of: "view").first(where: { $0.id == wanted }) {
                return [PlannedFile(old, becomes: try change.record(old, applying: fields))]
            }
            var draft = try RecordDraft(viewKind, parent: nil)
            try draft.apply([FieldChange("id", .text(wanted)), FieldChange("name", .text(name))] + fields, change)
            return [PlannedFile(new: try draft.finished(change))]
        }
    }

    /// The kind always; everything else as far as it was asked for.
    private func fields(_ request: ListRequest) -> [FieldChange] {
        func list(_ names: [String]) -> RecordValue? { names.isEmpty ? nil : .list(names.map { .text($0) }) }
        return [
            FieldChange("kind", .text(request.kind.key)),
            FieldChange("filter", filterText(request).map { .text($0) }),
            FieldChange("columns", request.choosesColumns ? list(request.columns) : nil),
            FieldChange("sort", list(request.sort)), FieldChange("group", request.group.map { .text($0) }),
            FieldChange("limit", request.limit.flatMap { $0 > 0 ? .integer($0) : nil }),
        ].filter { $0.value != nil || request.view == nil }
    }

    /// Several conditions in one text; one that holds an `or` in brackets. A view's own filter stays as it was written.
    private func filterText(_ request: ListRequest) -> String? {
        if request.filters.count <= 1, let only = request.filters.first, only.parts.count <= 1 || request.keepsFilter {
            return only.text
        }
        let parts = request.filters.flatMap(\.parts)
        return parts.isEmpty ? nil : parts.map { bracketed($0) }.joined(separator: " and ")
    }

    private func bracketed(_ part: Filter.Part) -> String {
        guard case .any = part.node else { return part.text }
        var depth = 0
        for (index, character) in part.text.enumerated() {
            if character == "(" || character == "\u{FF08}" { depth += 1 }
            if character == ")" || character == "\u{FF09}" { depth -= 1 }
            // The first bracket closes before the end, or there is none.
            if depth == 0, index < part.text.count - 1 { return "(\(part.text))" }
        }
        return part.text
    }
}
