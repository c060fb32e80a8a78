import ArgumentParser
import LosslessYAML
import Records
import Sync

/// `crm attach RECORD FILE…`: copies files into `files/` of the customer and lists them in the record (R99).
struct Attach: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "attach",
            abstract: say("Copy files to a record: quotations, contracts, photos.", "给记录添加附件：报价单、合同、照片。"),
            discussion: say(
                """
                The files go into files/ of the customer's folder; one that is there already with the same content is not copied again.
                  crm attach 数据平台 ~/quotation.pdf --as proposals
                """,
                """
                文件复制到客户文件夹的 files/ 中；内容相同的文件不会重复复制。
                  crm attach 数据平台 ~/报价单.pdf --as 方案文档
                """))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: String

    @Argument(help: ArgumentHelp(say("Files to copy.", "要复制的文件。"), valueName: "file"))
    var files: [String]

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            say("The list that names them: attachments, proposals …", "记入的字段：附件、方案文档……"), valueName: "field"))
    var list: String?

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say("Also files of more than 20 MB; history keeps them for ever.", "允许超过 20 MB 的文件；历史会永久保留。")))
    var large = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    /// In bytes. Every clone carries every version of a file.
    private static let usualLimit = 20 << 20
    private static let largeLimit = 500 << 20

    mutating func run() throws {
        try Change.run("attach", options, global) { change in
            let record = try namedRecord(self.record, change.records)
            let field = try field(record.kind)
            let home = change.records.parent(of: record)?.path.folder ?? record.path.folder
            var shelf = AttachmentShelf(folder: home.isEmpty ? "files" : home + "/files", change)
            var names: [String] = []
            for file in files { names.append("files/" + (try shelf.place(Self.name(file), try contents(file)))) }
            let present = (record.value(field.key)?.items ?? []).compactMap(\.string)
            var edits: [YAMLEdit] = []
            for name in names where !present.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
                edits.append(
                    present.isEmpty && edits.isEmpty
                        ? .set([.key(field.key)], .list([.string(name)]))
                        : .addItem([.key(field.key)], .string(name), index: nil))
            }
            return shelf.added + [.init(record, becomes: try change.record(record, after: edits))]
        }
    }

    private func field(_ kind: Kind) throws -> Field {
        let lists = kind.fields.filter { $0.isList && $0.format == "file" }
        if let list {
            if let field = kind.field(named: list), lists.contains(where: { $0.key == field.key }) { return field }
        } else if let field = lists.first(where: { $0.key == "attachments" }) ?? lists.first {
            return field
        }
        throw CommandFailure(
            .wrongUsage,
            lists.isEmpty
                ? Text(en: "a \(kind.label.en) has no list of files", zh: "\(kind.label.zh)没有附件字段")
                : Text(
                    en: "a \(kind.label.en) has no list of files `\(list ?? "")`",
                    zh: "\(kind.label.zh)没有附件字段 `\(list ?? "")`"),
            remedy: lists.isEmpty ? nil : Text(en: "there are: ", zh: "可用：") + Text.list(lists.map(\.key)))
    }

    private func contents(_ file: String) throws -> [UInt8] {
        let path = Invocation.current.path(file)
        do throws(FileProblem) {
            return try readFile(absolutePath(path), limit: large ? Self.largeLimit : Self.usualLimit)
        } catch {
            if error.code == FileProblem.tooLarge {
                throw CommandFailure(
                    Text(en: "\(file) has more than 20 MB", zh: "\(file) 超过 20 MB"),
                    remedy: large
                        ? Text(
                            en: "500 MB is the limit even so; put it elsewhere and note the address",
                            zh: "上限为 500 MB；请存放在别处并记下地址")
                        : Text(
                            en: "every copy of the repository will carry it for ever; --large if that is meant",
                            zh: "仓库的每份副本都会永久带着它；确实需要请加 --large"))
            }
            throw CommandFailure(error.message)
        }
    }

    /// The name of the file as it shall be called here: no folder, nothing that a terminal or another system stumbles over.
    private static func name(_ file: String) -> String {
        let last = file.split(separator: "/").last.map(String.init) ?? "file"
        var name = ""
        for scalar in last.unicodeScalars {
            let isPlain = scalar.value >= 0x20 && scalar.value != 0x7F && !"\\:*?\"<>|".unicodeScalars.contains(scalar)
            name.unicodeScalars.append(isPlain ? scalar : "-")
        }
        while name.hasPrefix(".") { name.removeFirst() }
        return name.isEmpty ? "file" : name
    }
}

/// The `files/` folder of a customer, with what is about to be added.
struct AttachmentShelf {
    let folder: String
    private let change: Change
    private(set) var added: [PlannedFile] = []

    init(folder: String, _ change: Change) {
        self.folder = folder
        self.change = change
    }

    /// - Returns: the name within the folder: of a file there with the same content, else a free one.
    mutating func place(_ name: String, _ bytes: [UInt8]) throws -> String {
        if let same = sameContent(bytes) { return same }
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        for attempt in 1...999 {
            let unique = attempt == 1 ? name : "\(name[..<dot])-\(attempt)\(name[dot...])"
            guard let path = RecordPath(folder + "/" + unique) else { break }
            if fileExists(change.folder.root + "/" + path.text) || added.contains(where: { $0.path == path }) {
                continue
            }
            added.append(PlannedFile(path: path, before: nil, after: bytes))
            return unique
        }
        throw CommandFailure(.wrongUsage, Text(en: "`\(name)` is no usable file name", zh: "`\(name)` 不能作为文件名"))
    }

    private func sameContent(_ bytes: [UInt8]) -> String? {
        let prefix = folder + "/"
        func name(_ path: RecordPath) -> String {
            String(decoding: path.text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        }
        if let file = added.first(where: { $0.after == bytes }) { return name(file.path) }
        guard let listed = try? filesBeneath(folder, change.folder) else { return nil }
        return listed.first { file in
            (try? readFile(change.folder.root + "/" + file.path.text, limit: bytes.count)) == bytes
        }.map { name($0.path) }
    }
}
