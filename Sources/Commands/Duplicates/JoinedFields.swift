import LosslessYAML
import RecordMerge
import Records
import Sync

/// The fields of two records as those of one: a merge of two versions that began with nothing in common, by the merge rules of the schema.
struct JoinedFields {
    private let stays: Record
    private let goes: Record
    private let change: Change
    /// Attachments that get another name on the way, by their old one.
    private let renamed: [String: String]
    private var conflicts: [MergeConflict] = []
    private var chosen: [String: MergeSide] = [:]

    init(_ stays: Record, _ goes: Record, _ change: Change, renamed: [String: String]) {
        self.stays = stays
        self.goes = goes
        self.change = change
        self.renamed = renamed
    }

    /// The record that stays as it reads afterwards.
    ///
    /// - Parameter answers: whose value a field gets, by key; what the person is asked is added.
    mutating func merged(_ answers: inout [String: MergeSide], mayAsk: Bool) throws -> Record {
        let ours = try withNames(stays)
        let theirs = try withoutIdentity(goes)
        conflicts = try merge(ours, theirs, [:]).conflicts
        for conflict in conflicts {
            guard mayAsk, let key = conflict.path.field, answers[key] == nil else { continue }
            answers[key] = try ask(conflict)
        }
        chosen = answers
        let text = try merge(ours, theirs, answers).bytes
        let parsed = ParsedFile(path: stays.path, bytes: text)
        guard let recordText = parsed.text else {
            throw CommandFailure(.internalFault, Text("\(stays.path): \(parsed.problems.map(\.message.en))"))
        }
        return try withSetAside(Record(path: stays.path, kind: stays.kind, text: recordText))
    }

    private func merge(
        _ ours: Record, _ theirs: Record, _ answers: [String: MergeSide]
    ) throws -> (bytes: [UInt8], conflicts: [MergeConflict]) {
        var options = MergeOptions(.keep(.ours))
        options.checksSchema = false
        let kind = stays.kind
        options.settled = { path in
            guard let key = path.field else { return nil }
            if let side = answers[key] { return side }
            guard let group = kind.field(key)?.group else { return nil }
            return answers.first { kind.field($0.key)?.group == group }?.value
        }
        let base = Array("id: \(stays.id ?? "")\n".utf8)
        let result = mergeRecord(
            base: base, ours: ours.tree.bytes, theirs: theirs.tree.bytes, schema: RecordSchema(kind), options: options)
        switch result {
        case .merged(let bytes, let conflicts): return (bytes, conflicts)
        case .refused(let refusals):
            throw CommandFailure(
                Text(
                    en: "the two cannot be merged: \(refusals.map(\.description).joined(separator: "; "))",
                    zh: "无法合并这两条记录：\(refusals.map(\.description).joined(separator: "；"))"),
                remedy: Text(en: "edit one of the files by hand first", zh: "请先手工修改其中一个文件"))
        case .deleted, .waiting: throw CommandFailure(.internalFault, Text("merge"))
        }
    }

    /// With the names, numbers and prose of the other one.
    private func withNames(_ record: Record) throws -> Record {
        var edits: [YAMLEdit] = []
        func add(_ key: String, _ texts: [String], but known: [String] = []) {
            guard record.kind.field(key)?.isList == true else { return }
            var present = Self.texts(record, key) + known
            var isEmpty = Self.texts(record, key).isEmpty
            for text in texts where !present.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
                edits.append(
                    isEmpty
                        ? .set([.key(key)], .list([.string(text)])) : .addItem([.key(key)], .string(text), index: nil))
                present.append(text)
                isEmpty = false
            }
        }
        add("formerly", [goes.id, goes.string("no")].compactMap { $0 } + Self.texts(goes, "formerly"))
        let isNamed = record.kind.titleFields.contains { record.kind.field($0) != nil && record.string($0) != nil }
        var names = isNamed ? [goes.title] : []
        if record.string("short_name") != nil, let short = goes.string("short_name") { names.append(short) }
        add(
            "other_names", names + Self.texts(goes, "other_names"),
            but: [record.title, record.string("short_name")].compactMap { $0 })
        add("not_same_as", Self.texts(goes, "not_same_as"), but: [stays.id, goes.id].compactMap { $0 })
        for field in record.kind.fields where field.mergeRule == .text {
            guard let own = record.string(field.key), let other = goes.string(field.key),
                !own.utf8.contains(other.utf8)
            else { continue }
            edits.append(.set([.key(field.key)], .string(own + (own.hasSuffix("\n") ? "" : "\n") + other)))
        }
        return try change.record(record, after: edits)
    }

    /// Without what only the other one is called, and with everything that both have agreed on already.
    private func withoutIdentity(_ record: Record) throws -> Record {
        var edits: [YAMLEdit] = []
        var going: Set<String> = ["no", "formerly", "other_names", "not_same_as", "draft", "archived_on"]
        going.formUnion(record.kind.titleFields)
        if stays.string("short_name") != nil { going.insert("short_name") }
        for field in record.kind.fields where field.mergeRule == .text {
            if stays.string(field.key) != nil { going.insert(field.key) }
        }
        if record.string("parent_customer") == stays.id { going.insert("parent_customer") }
        for key in going.sorted() where record.value(key) != nil && key != "id" { edits.append(.remove([.key(key)])) }
        edits += record.attachmentEdits(renamed)
        for field in record.kind.fields { edits += Self.behind(stays, record, field) }
        if record.string("id") != nil { edits.append(.set([.key("id")], .string(stays.id ?? ""))) }
        return try change.record(record, after: edits)
    }

    /// New entries of a keyed list are merged in behind the entry that they follow: the last one of the record that stays is put in front
    /// of them.
    private static func behind(_ stays: Record, _ goes: Record, _ field: Field) -> [YAMLEdit] {
        guard case .keyed(let keys) = field.mergeRule, let last = stays.value(field.key)?.items.last,
            let items = goes.value(field.key)?.items, !items.isEmpty
        else { return [] }
        let key = keys.map { last[$0] }
        guard let place = items.firstIndex(where: { item in keys.map { item[$0] } == key }) else {
            return [.addItem([.key(field.key)], YAMLValue(last), index: 0)]
        }
        return place == 0 ? [] : [.moveItem([.key(field.key)], from: place, to: 0)]
    }

    private static func texts(_ record: Record, _ key: String) -> [String] {
        (record.value(key)?.items ?? []).compactMap(\.string)
    }

    // MARK: What both have

    private func ask(_ conflict: MergeConflict) throws -> MergeSide {
        let terminal = Invocation.current.terminal
        let text = FieldText(records: change.records)
        let field = conflict.path.field.flatMap { stays.kind.field($0) }
        let question =
            say(field?.name ?? Text(conflict.path.keyPath)) + say(": ", "：") + "A "
            + visible(values(conflict, .ours, text, Speech.language)) + " | B "
            + visible(values(conflict, .theirs, text, Speech.language)) + " [A/b]"
        while true {
            guard let answer = terminal.ask(question) else { throw CommandFailure.givenUp }
            switch answer.lowercased() {
            case "", "a": return .ours
            case "b": return .theirs
            default: terminal.remark(say("answer a or b", "请回答 a 或 b"))
            }
        }
    }

    /// What one side has there: `a.example`, or `City: Berlin; Country: DE` of a group.
    private func values(
        _ conflict: MergeConflict, _ side: MergeSide, _ text: FieldText, _ language: Language
    ) -> String {
        let colon = Text(en: ": ", zh: "：")[language]
        if conflict.members.isEmpty {
            return text(side == .ours ? conflict.ours : conflict.theirs, self.field(conflict.path))
        }
        return conflict.members.compactMap { member in
            let value = text(side == .ours ? member.ours : member.theirs, self.field(member.path))
            let name = self.field(member.path)?.name[language] ?? member.path.keyPath
            return value.isEmpty ? nil : name + colon + value
        }.joined(separator: Text(en: "; ", zh: "；")[language])
    }

    private func field(_ path: FieldPath) -> Field? {
        var field: Field?
        for step in path.steps {
            guard case .key(let key) = step else { continue }
            field = field.map { $0.field(key) } ?? stays.kind.field(key)
        }
        return field
    }

    /// One line for each value that lost: `Website: b.example`.
    func setAside(in language: Language) -> [String] {
        let text = FieldText(records: change.records)
        return conflicts.compactMap { conflict in
            let lost = (conflict.path.field.flatMap { chosenSide($0) } ?? .ours).other
            let value = values(conflict, lost, text, language)
            guard !value.isEmpty else { return nil }
            if !conflict.members.isEmpty { return value }
            let names = conflict.path.steps.compactMap { step -> String? in
                switch step {
                case .key(let key):
                    field(FieldPath(keys: key))?.name[language] ?? self.innerName(conflict.path, key, language)
                case .item(let values): values.joined(separator: " ")
                }
            }
            return names.joined(separator: " ") + Text(en: ": ", zh: "：")[language] + value
        }
    }

    private func innerName(_ path: FieldPath, _ key: String, _ language: Language) -> String {
        field(path).flatMap { $0.key == key ? $0.name[language] : nil } ?? key
    }

    private func chosenSide(_ key: String) -> MergeSide? {
        if let side = chosen[key] { return side }
        guard let group = stays.kind.field(key)?.group else { return nil }
        return chosen.first { stays.kind.field($0.key)?.group == group }?.value
    }

    /// The values that lost, at the end of the remarks.
    private func withSetAside(_ record: Record) throws -> Record {
        let language = change.folder.settings.language ?? .english
        let lines = setAside(in: language)
        guard !lines.isEmpty, record.kind.field("remarks") != nil else { return record }
        let called = [goes.title, goes.string("no") ?? goes.id ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        let head = Text(en: "Merged with \(called); it had:", zh: "合并自 \(called)，其原值：")[language]
        let old = record.string("remarks").map { $0.hasSuffix("\n") ? $0 : $0 + "\n" } ?? ""
        let text = old + ([head] + lines.map { "- " + $0 }).joined(separator: "\n") + "\n"
        return try change.record(record, after: [.set([.key("remarks")], .string(text))])
    }
}

extension Record {
    /// The edits that give attachments their new names.
    func attachmentEdits(_ renamed: [String: String]) -> [YAMLEdit] {
        guard !renamed.isEmpty else { return [] }
        return kind.fields.filter { $0.format == "file" }.flatMap { field -> [YAMLEdit] in
            guard let value = value(field.key) else { return [] }
            if let text = value.string {
                return renamed[text].map { [.set([.key(field.key)], .string($0))] } ?? []
            }
            return value.items.enumerated().compactMap { index, item in
                item.string.flatMap { renamed[$0] }.map { .set([.key(field.key), .index(index)], .string($0)) }
            }
        }
    }
}
