import Git
import Records

/// Writes what was put aside into conflict records: ordinary records beside the one they are about, found by `crm status`,
/// settled by editing the record and deleting the file.
struct ConflictRecordWriter {
    let repository: Repository
    let request: SyncRequest
    /// Where the two sides part.
    let bases: [ObjectID]
    let ours: ObjectID
    let theirs: ObjectID
    /// To name the two writers.
    let members: [Record]

    /// Larger values are not copied; the commits named in the record have them.
    private static let largestValue = 100_000

    /// - Parameter isTaken: whether a path is in use.
    func write(_ file: NotedFile, kind: Kind, isTaken: (RecordPath) throws -> Bool) throws -> [(
        OpenedConflict, [UInt8]
    )] {
        try parts(file).compactMap { part in
            guard let path = try path(for: file, field: part.field, isTaken) else { return nil }
            let opened = OpenedConflict(
                path: path, record: file.path, title: file.record?.title ?? String(file.path.name),
                field: part.group ?? part.field, label: label(part, file),
                published: part.published.map { shownValue($0) }, local: part.local.map { shownValue($0) })
            return (opened, Array(try text(file, part, kind).utf8))
        }
    }

    /// What one conflict record is about.
    private struct Part {
        var type: String
        /// Key path; empty for the whole record.
        var field = ""
        var group: String?
        var base: RecordValue?
        var published: RecordValue?
        var local: RecordValue?
        var rule: Rule?
    }

    private func parts(_ file: NotedFile) -> [Part] {
        switch file.sort {
        case .deleted(let here):
            let gone = RecordValue.text(Text(en: "deleted", zh: "删除")[language])
            return [here ? Part(type: "deleted", local: gone) : Part(type: "deleted", published: gone)]
        case .rule(let rule, let ours):
            return [Part(type: "rule", local: ours, rule: rule)]
        case .text(let text):
            return [Part(type: "rule", local: .text(text), rule: .yaml)]
        case .beside(let place):
            return [Part(type: "path", published: .text(file.path.text), local: .text(place.text))]
        case .unsettled(let fields):
            return fields.map {
                Part(type: "value", field: $0.key, base: $0.base, published: $0.published, local: $0.local)
            }
        case .fields(let fields):
            var groups: [String] = []
            for case let group? in fields.map(\.group) where !groups.contains(group) { groups.append(group) }
            // A group of which only one field differs is a field.
            groups.removeAll { name in fields.filter { $0.group == name }.count == 1 }
            let single = fields.filter { field in !groups.contains { $0 == field.group } }.map {
                Part(type: "value", field: $0.key, base: $0.base, published: $0.published, local: $0.local)
            }
            return single
                + groups.map { name in
                    let members = fields.filter { $0.group == name }
                    func map(_ side: (NotedConflict) -> RecordValue?) -> RecordValue {
                        .map(members.compactMap { member in side(member).map { .init(member.key, $0) } })
                    }
                    return Part(
                        type: "group", field: members[0].key, group: name, base: map(\.base),
                        published: map(\.published), local: map(\.local))
                }
        }
    }

    private var language: Language { request.folder.settings.language ?? .english }

    private func label(_ part: Part, _ file: NotedFile) -> Text {
        let key = part.field.split(separator: "/").first.map(String.init) ?? ""
        return file.record?.kind.field(key)?.name ?? Text(part.field)
    }

    /// In `conflicts/` of the customer, or at the top for what belongs to none.
    private func path(for file: NotedFile, field: String, _ isTaken: (RecordPath) throws -> Bool) throws -> RecordPath?
    {
        let folder: String
        if let record = file.record {
            folder = record.parentFolder ?? (record.isFolderRecord ? record.path.folder : "")
        } else {
            folder = try owner(of: file.path)
        }
        let day = opened.date
        let what = field.isEmpty ? "record" : slug(field)
        for _ in 0..<100 {
            let name = "\(day)-\(what)-\(randomText(4).lowercased()).yaml"
            guard let path = RecordPath((folder.isEmpty ? "" : folder + "/") + "conflicts/" + name) else { return nil }
            if try !isTaken(path) { return path }
        }
        return nil
    }

    /// The innermost folder above a file that belongs to a record on both sides; empty when none does.
    private func owner(of path: RecordPath) throws -> String {
        let owners = request.folder.kinds.kinds.compactMap { kind in
            kind.parent == nil && kind.location.tail.last?.contains("*") == false ? kind.location.tail.last : nil
        }
        var folder = RepositoryPath(path.text).folder
        while !folder.isRoot {
            for name in owners {
                let place = folder.appending(name)
                let isThere =
                    try repository.entry(at: place, in: ours) != nil && repository.entry(at: place, in: theirs) != nil
                if isThere, request.folder.kinds.kind(at: RecordPath(place.string) ?? path)?.parent == nil {
                    return folder.string
                }
            }
            folder = folder.folder
        }
        return ""
    }

    private var opened: Instant {
        Instant(secondsSinceEpoch: Int(request.author.time), offset: request.author.offset * 60)
    }

    /// Crockford's base 32.
    private func randomText(_ count: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        return String(decoding: (0..<count).map { _ in alphabet[Int(request.random() & 31)] }, as: UTF8.self)
    }
}

// MARK: The text

extension ConflictRecordWriter {
    private func text(_ file: NotedFile, _ part: Part, _ kind: Kind) throws -> String {
        var lines = [comment(file.sort)]
        func add(_ key: String, _ value: RecordValue?) {
            guard let value else { return }
            let written = Self.plain(value) ?? value.json(indented: false)
            if written.utf8.count <= Self.largestValue { lines.append("\(key): \(written)") }
        }
        if case .generated(let prefix) = kind.identity {
            add("id", .text(NewRecord.id(prefix: prefix, today: opened.date, random: request.random)))
        }
        add("record", .text(file.record?.id ?? file.path.text))
        add("kind", .text(file.record?.kind.key ?? "file"))
        add("path", .text(file.path.text))
        add("type", .text(part.type))
        add("field", part.field.isEmpty ? nil : .text("/" + part.field))
        add("group", part.group.map { .text($0) })
        add("base", part.base)
        add("published", part.published)
        add("local", part.local)
        add("rule", part.rule.map { .text($0.rawValue) })
        let published = try writer(of: file.theirs, in: theirs)
        let local = try writer(of: file.ours, in: ours)
        for (name, writer) in [("published", published), ("local", local)] {
            guard let writer else { continue }
            add(name + "_by", writer.member.map { .text($0) })
            add(name + "_at", .text(writer.time.description))
            add(name + "_commit", .text(writer.commit.hex))
        }
        let handles = Set(members.compactMap(\.id))
        add(
            "owner",
            [file.record?.string("owner"), local?.member].compactMap { $0 }.first { handles.contains($0) }.map {
                .text($0)
            })
        add("opened_at", .text(opened.description))
        add("state", .text("open"))
        return lines.joined(separator: "\n") + "\n"
    }

    private func comment(_ sort: NotedFile.Sort) -> String {
        let what =
            if case .unsettled = sort {
                Text(
                    en: "Two people changed this record while its schema had two versions; settle the schema first.",
                    zh: "两人改了同一条记录，而它的 schema 也有两个版本；请先定下 schema。")
            } else {
                Text(en: "Two people changed this.", zh: "两人改了同一处。")
            }
        let remedy = Text(
            en: "The record keeps `published`. crm resolve, or put it right and delete this file.",
            zh: "记录中保留的是 published。请运行 crm resolve，或在记录中改好后删除本文件。")
        return "# " + what[language] + (language == .english ? " " : "") + remedy[language]
    }

    /// A text that YAML reads as itself without quotes; nil for any other value.
    private static func plain(_ value: RecordValue) -> String? {
        guard case .text(let text) = value, text.utf8.count <= 200, let first = text.unicodeScalars.first,
            first.properties.isAlphabetic,
            !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased()),
            text.unicodeScalars.allSatisfy({
                $0.properties.isAlphabetic || $0.properties.numericType != nil || "/_-.".unicodeScalars.contains($0)
            })
        else { return nil }
        return text
    }

    private struct Writer {
        /// Handle of the member; nil when the commit's author is none.
        let member: String?
        let time: Instant
        let commit: ObjectID
    }

    /// Who last changed a path on one side.
    private func writer(of path: RepositoryPath, in side: ObjectID) throws -> Writer? {
        let last = try repository.history(of: path, from: side, hiding: bases, limit: 1).first
        guard let commit = last?.commit else { return nil }
        let trailer = commit.message.split(separator: "\n").first { $0.hasPrefix("CRM-Member: ") }?.dropFirst(12)
        let handle = trailer.map(String.init)
        let member = members.first {
            $0.id == handle || $0.string("email") == commit.author.email || $0.title == commit.author.name
        }
        let time = Instant(secondsSinceEpoch: Int(commit.author.time), offset: commit.author.offset * 60)
        return Writer(member: member?.id, time: time, commit: commit.id)
    }
}
