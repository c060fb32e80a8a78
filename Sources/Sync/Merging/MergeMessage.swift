import Git
import Records

/// The message of a merge: whose work came in, and which records were merged by fields.
struct MergeMessage {
    let text: String

    init(
        _ repository: Repository, ours: ObjectID, theirs: ObjectID, merged: [RecordPath], opened: [OpenedConflict],
        _ request: SyncRequest
    )
        throws
    {
        let ids = try repository.commits(from: theirs, hiding: [ours], limit: 1000)
        var names: [String] = []
        for id in ids {
            let name = plainLine(try repository.commit(id).author.name, limit: 40)
            if !names.contains(name) { names.append(name) }
        }
        let language = request.folder.settings.language ?? .english
        let shown = Array(names.prefix(3))
        let rest = names.count > 3 ? Text(en: " and others", zh: "等人") : Text("")
        let people = Text.list(shown) + rest
        let count = ids.count
        let line = Text(
            en: "Merge: \(count) \(count == 1 ? "commit" : "commits") by \(people.en)",
            zh: "合并：\(people.zh)的 \(count) 次提交")
        let aside: Text =
            opened.isEmpty
            ? Text("")
            : Text(
                en: "; \(opened.count) \(opened.count == 1 ? "conflict" : "conflicts") noted",
                zh: "；记下 \(opened.count) 处冲突")
        var parts = [(line + aside)[language]]
        let paths =
            merged.prefix(200).map { "~ " + plainLine($0.text, limit: 400) }
            + opened.prefix(200).map { "+ " + plainLine($0.path.text, limit: 400) }
        if !paths.isEmpty { parts.append(paths.joined(separator: "\n")) }
        let member = request.memberHandle.map { "\nCRM-Member: " + plainLine($0, limit: 60) } ?? ""
        parts.append("CRM-Operation: sync" + member)
        text = parts.joined(separator: "\n\n") + "\n"
    }
}
