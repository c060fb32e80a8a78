import Git
import Records
import Sync

/// What a change did, for the person and for programs.
struct ChangeReport {
    let folder: CRMFolder
    let operation: String
    let files: [PlannedFile]

    /// More files than this are counted, not shown one by one.
    private static let mostShown = 20

    func json(commit: ObjectID?) -> RecordValue {
        [
            "operation": .text(operation), "commit": .optional(commit?.hex),
            "files": .list(
                files.map { file in
                    let change = file.before == nil ? "added" : file.after == nil ? "removed" : "changed"
                    return [
                        "path": .text(file.path.text), "change": .text(change),
                        "moved_from": .optional(file.movedFrom?.text), "id": .optional(record(file)?.id),
                    ]
                }),
        ]
    }

    /// One line for each file, then what changed in it.
    func lines(_ paint: Paint) -> [String] {
        let origins = Set(files.compactMap(\.movedFrom))
        var shown = files.filter { !origins.contains($0.path) }
        let moved = shown.filter { $0.movedFrom != nil }
        if moved.count > 1,
            let own = moved.first(where: { folder.kinds.kind(at: $0.path)?.parent == nil && record($0) != nil })
        {
            // A folder: the record that it belongs to, and how much goes along.
            shown.removeAll { $0.movedFrom != nil && $0.path != own.path }
            let rest = say(
                Text.count(moved.count - 1, "file goes", "个文件随之移动", plural: "files go") + Text(en: " along", zh: ""))
            return shown.flatMap { lines($0, paint) } + ["  " + paint(rest, .faint)]
        }
        if shown.count > Self.mostShown { return [summary(shown, paint)] }
        return shown.flatMap { lines($0, paint) }
    }

    private func summary(_ files: [PlannedFile], _ paint: Paint) -> String {
        paint("~ ", .cyan) + say(Text.count(files.count, "file", "个文件")) + paint(" (git show)", .faint)
    }

    private func lines(_ file: PlannedFile, _ paint: Paint) -> [String] {
        let title = record(file).map { visible($0.title) } ?? ""
        let path = paint("  " + visible(file.path.text), .faint)
        if let origin = file.movedFrom {
            return [paint("→ ", .cyan) + paint(title, .bold) + paint("  " + visible(origin.text) + " →", .faint) + path]
        }
        guard let before = file.before, let after = file.after else {
            let sign = file.before == nil ? paint("+ ", .green) : paint("- ", .red)
            return [sign + paint(title, .bold) + path]
        }
        return [paint("~ ", .cyan) + paint(title, .bold) + path]
            + lineDiff(before, after, context: 0).map { "    " + painted($0, paint) }
    }

    /// What `--dry-run` shows.
    func diff(_ paint: Paint) -> [String] {
        files.flatMap { file -> [String] in
            let title = paint(visible(file.path.text), .bold)
            guard isText(file) else {
                return [title, "  " + (file.after == nil ? paint("-", .red) : paint("+", .green)), ""]
            }
            let origin = file.movedFrom.map { paint("  ← " + visible($0.text), .faint) } ?? ""
            if let old = file.movedFrom.flatMap({ origin in files.first { $0.path == origin } })?.before {
                return [title + origin]
                    + lineDiff(old, file.after ?? [], context: 2).map { "  " + painted($0, paint) } + [""]
            }
            return [title + origin]
                + lineDiff(file.before ?? [], file.after ?? [], context: 2).map { "  " + painted($0, paint) } + [""]
        }
    }

    private func isText(_ file: PlannedFile) -> Bool {
        file.path.text.hasSuffix(".yaml") || file.path.text.hasSuffix(".json")
    }

    private func record(_ file: PlannedFile) -> Record? {
        guard let bytes = file.after ?? file.before, let kind = folder.kinds.kind(at: file.path) else { return nil }
        return ParsedFile(path: file.path, bytes: bytes).text.map { Record(path: file.path, kind: kind, text: $0) }
    }

    private func painted(_ line: DiffLine, _ paint: Paint) -> String {
        switch line {
        case .same(let text): "  " + visible(text)
        case .removed(let text): paint("- " + visible(text), .red)
        case .added(let text): paint("+ " + visible(text), .green)
        case .gap: paint("  ⋯", .faint)
        }
    }
}
