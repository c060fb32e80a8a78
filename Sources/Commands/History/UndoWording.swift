import Git
import Records
import Sync

/// Why an operation is not undone, in sentences that name who built on it.
struct UndoWording {
    let records: RecordSet

    func text(_ obstacle: UndoObstacle) -> Text {
        switch obstacle {
        case .fieldsChanged(let title, let fields):
            let changes = fields.map { field in field.label + who(field.by) }
            return Text(
                en: "\(title): changed since: " + changes.map(\.en).joined(separator: "; "),
                zh: "\(title)：之后又改过：" + changes.map(\.zh).joined(separator: "；"))
        case .removed(let title, let by):
            return Text(en: "\(title) was removed since", zh: "「\(title)」之后被删除") + who(by)
        case .moved(let title, let path):
            return Text(en: "\(title) was moved since, to \(path)", zh: "「\(title)」之后被移动到 \(path)")
        case .referenced(let title, let names):
            let list = listed(names)
            return Text(en: "\(title) is referred to by \(list.en)", zh: "「\(title)」被以下记录引用：\(list.zh)")
        case .holdsOthers(let title, let names):
            let list = listed(names)
            return Text(en: "\(title) now holds \(list.en)", zh: "「\(title)」下面已有：\(list.zh)")
        case .placeTaken(let path):
            return Text(en: "something else lies at \(path) now", zh: "\(path) 处已有其他内容")
        case .fileChanged(let path):
            return Text(en: "\(path) was changed since", zh: "\(path) 之后又改过")
        case .unreadable(let path):
            return Text(
                en: "\(path) cannot be taken apart into fields; crm validate says why",
                zh: "\(path) 无法按字段拆分；crm validate 会说明原因")
        case .unsupported(let path):
            return Text(en: "\(path) is no ordinary file", zh: "\(path) 不是普通文件")
        case .schema(let path):
            return Text(
                en: "\(path) is a schema, on which records depend; use git revert",
                zh: "\(path) 是记录所依赖的 schema；请用 git revert")
        }
    }

    private func who(_ change: LaterChange?) -> Text {
        guard let change else { return Text("") }
        guard let commit = change.commit else { return Text(en: " (not committed)", zh: "（未提交）") }
        let name = Person(records: records).name(commit, change.note)
        return Text(en: " (\(name), \(commit.when))", zh: "（\(name)，\(commit.when)）")
    }

    private func listed(_ names: [String]) -> Text {
        let shown = Text.list(Array(names.prefix(5)))
        return names.count > 5 ? shown + Text(en: " …", zh: "……") : shown
    }
}
