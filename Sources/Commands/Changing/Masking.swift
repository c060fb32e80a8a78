import LosslessYAML
import Records
import Sync

extension Change {
    /// In a repository with `privacy: masked`, names and contact data are masked on their way in (R53, R54, R195); the person is
    /// told how they read now.
    mutating func masked(_ files: [PlannedFile]) -> [PlannedFile] {
        guard folder.settings.privacy == .masked else { return files }
        var shown: [String] = []
        let masked = files.map { file -> PlannedFile in
            guard let record = record(file) else { return file }
            let data = record.unmaskedData
            if data.isEmpty { return file }
            shown += data.compactMap { item in item.field.map { say($0.name) + " " + visible(item.masked) } }
            if data.contains(where: { $0.field == nil }) { shown.append(say("numbers in the text", "正文中的联系方式")) }
            return PlannedFile(
                path: file.path, before: file.before, after: record.masked.tree.bytes, movedFrom: file.movedFrom)
        }
        guard !shown.isEmpty else { return files }
        let list = shown.prefix(6).joined(separator: say(", ", "、")) + (shown.count > 6 ? " …" : "")
        remarks.append(say("masked (privacy: masked): ", "已脱敏（privacy: masked）：") + list)
        return masked
    }

    private func record(_ file: PlannedFile) -> Record? {
        guard let bytes = file.after, let kind = folder.kinds.kind(at: file.path) else { return nil }
        return ParsedFile(path: file.path, bytes: bytes).text.map { Record(path: file.path, kind: kind, text: $0) }
    }
}
