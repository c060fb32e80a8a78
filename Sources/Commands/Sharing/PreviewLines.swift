import Records
import Rules
import Sync

/// What a sync would do, for a person or a program.
struct PreviewLines {
    let paint: Paint

    private static let mostShown = 20

    func lines(_ preview: SyncPreview) -> [String] {
        var lines: [String] = []
        lines += section(say("Would be committed", "将提交"), preview.ready)
        if preview.outgoing > 0 {
            lines.append(
                paint("↑ ", .green) + say(Text.count(preview.outgoing, "commit", "次提交")) + say(" would be sent", "将发送"))
        }
        if !preview.heldBack.isEmpty {
            lines.append(
                paint("! ", .red)
                    + say(
                        Text.count(
                            preview.heldBack.count, "file would stay", "个文件有问题，将留在本机", plural: "files would stay")
                            + Text(en: " here because of problems", zh: "")))
            lines += preview.heldBack.prefix(Self.mostShown).map { "    " + visible($0.path.text) }
        }
        if preview.received.commits > 0 {
            let authors = preview.received.authors.prefix(4).joined(separator: say(", ", "、"))
            lines.append(
                paint("↓ ", .cyan) + say(Text.count(preview.received.commits, "commit", "次提交"))
                    + say(" would come from ", "将收到，来自 ") + visible(authors))
            lines += section(nil, preview.received.changes)
        }
        for path in preview.merged.prefix(Self.mostShown) {
            lines.append(paint("~ ", .yellow) + say("merged: ", "将合并：") + visible(path.text))
        }
        for conflict in preview.conflicts {
            let label = conflict.field.isEmpty ? "" : "  " + visible(say(conflict.label))
            lines.append(paint("! ", .yellow) + say("conflict: ", "冲突：") + visible(conflict.title) + label)
        }
        if let network = preview.network {
            lines.append(paint("! ", .yellow) + visible(say(NetworkErrorWording(network).message)))
        }
        if lines.isEmpty { lines.append(paint("✓ ", .green) + say("nothing to send or receive", "没有需要收发的内容")) }
        return lines
    }

    private func section(_ title: String?, _ changes: [PathSummary]) -> [String] {
        guard !changes.isEmpty else { return [] }
        var lines = title.map { [paint($0, .bold) + paint(" (\(changes.count))", .faint)] } ?? []
        for change in changes.prefix(Self.mostShown) {
            let sign =
                switch change.change {
                case .added: paint("+", .green)
                case .changed: paint("~", .cyan)
                case .removed: paint("-", .red)
                }
            lines.append("    \(sign) " + visible(change.title ?? "") + paint("  \(visible(change.path.text))", .faint))
        }
        if changes.count > Self.mostShown {
            let rest = changes.count - Self.mostShown
            lines.append("    " + say("… and \(rest) more", "……另有 \(rest) 个"))
        }
        return lines
    }

    static func value(_ preview: SyncPreview) -> RecordValue {
        [
            "ready": .list(preview.ready.map { summaryValue($0) }),
            "held_back": .list(preview.heldBack.map { heldBackValue($0) }),
            "outgoing": .integer(preview.outgoing),
            "received": [
                "commits": .integer(preview.received.commits),
                "authors": .list(preview.received.authors.map { .text($0) }),
                "changes": .list(preview.received.changes.map { summaryValue($0) }),
            ],
            "merged": .list(preview.merged.map { .text($0.text) }),
            "conflicts": .list(preview.conflicts.map { openedValue($0) }),
            "renumbered": .list(preview.renumbered.map { renumberedValue($0) }),
            "kept_beside": .list(preview.keptBeside.map { keptValue($0) }),
            "remote": .optional(preview.remote?.name),
            "network_error": .optional(preview.network.map { say(NetworkErrorWording($0).message) }),
        ]
    }
}
