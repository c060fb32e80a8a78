import Foundation

/// Edits of a folder as people and programs make them, right and wrong ones, from small pools of names so that they meet.
struct RandomEdits {
    var generator: SeededGenerator
    let repository: ScratchRepository

    init(seed: UInt64, _ repository: ScratchRepository) {
        generator = SeededGenerator(seed)
        self.repository = repository
    }

    /// - Returns: what was done, for a failing test.
    mutating func step() throws -> String {
        switch generator.below(24) {
        case 0...8: return try writeRecord(member: false)
        case 9...10: return try writeRecord(member: true)
        case 11...12: return try rewriteSomething()
        case 13...14: return try deleteFile()
        case 15: return try moveFile()
        case 16: return try moveFolder()
        case 17: return try deleteFolder()
        case 18: return try writeOddity()
        case 19: return try breakFile()
        case 20: return try changeSettings()
        case 21: return try changeSchema()
        default: return try writeRecord(member: false)
        }
    }

    private mutating func id(_ prefix: String) -> String {
        "\(prefix)2026-00000\(generator.pick(["A", "B", "C", "D", "E"]))"
    }

    private mutating func folder() -> String {
        "customers/" + generator.pick(["a", "b", "east/c", "east/d", "a/inner"])
    }

    private mutating func handle() -> String { generator.pick(["li", "wang", "chen"]) }

    private mutating func no() -> String {
        generator.pick(["", "", "no: K1\n", "no: K2\n", "formerly: [K1, K9]\n"])
    }

    private mutating func writeRecord(member: Bool) throws -> String {
        let name = generator.pick(["x", "y", "客户 z"])
        let day = "2026-1\(generator.below(3))-0\(1 + generator.below(9))"
        let (path, text): (String, String)
        if member {
            let handle = handle()
            path = "team/\(handle).yaml"
            text = "id: \(generator.below(6) == 0 ? "other" : handle)\nname: \(name)\nmanager: \(self.handle())\n"
        } else {
            switch generator.below(6) {
            case 0, 1:
                path = folder() + "/customer.yaml"
                text = """
                    id: \(id("KH"))
                    \(no())name: "\(name) 公司"
                    owner: \(handle())
                    need_description: \(generator.pick(["''", "some\u{7f}thing 需要", "yes"]))
                    contacts: [{name: 王, mobile: '138'}]

                    """
            case 2:
                path = folder() + "/follow-ups/\(name).yaml"
                text = """
                    id: \(id("GJ"))
                    \(no())at: \(day)T09:30:00+08:00
                    by: \(handle())
                    method: \(generator.pick(["phone", "visit", "fax"]))
                    summary: talked
                    next: {action: call, due: \(day), owner: \(handle())\(generator.pick(["", ", done: 2026-11-01"]))}

                    """
            case 3:
                path = folder() + "/deals/\(name).yaml"
                let stage = generator.pick(["proposal", "won", "lost", "nowhere"])
                text = """
                    id: \(id("SJ"))
                    \(no())name: \(name)
                    stage: \(stage)
                    amount: \(generator.pick(["100.10", "0.2", "1e3", "many"]))
                    owner: \(handle())
                    expected_close: \(day)

                    """
            case 4:
                path = generator.pick(["tasks", folder() + "/tasks"]) + "/\(name).yaml"
                text = "id: \(id("RW"))\n\(no())title: \(name)\nowner: \(handle())\nabout: \(id("SJ"))\ndue: \(day)\n"
            default:
                path = folder() + "/contracts/\(name).yaml"
                text = "id: \(id("HT"))\n\(no())title: \(name)\ndeal: \(id("SJ"))\nends_on: \(day)\n"
            }
        }
        try? repository.write(text, path)
        return "write \(path)"
    }

    private mutating func files() -> [String] {
        let all = FileManager.default.enumerator(atPath: repository.root)?.compactMap { $0 as? String } ?? []
        return all.filter {
            var isFolder: ObjCBool = false
            return !$0.hasPrefix(".git") && !$0.hasPrefix("schemas") && $0 != "crm.yaml"
                && FileManager.default.fileExists(atPath: repository.root + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    private mutating func folders() -> [String] {
        let all = FileManager.default.enumerator(atPath: repository.root)?.compactMap { $0 as? String } ?? []
        return all.filter {
            var isFolder: ObjCBool = false
            return !$0.hasPrefix(".git") && $0 != "schemas"
                && FileManager.default.fileExists(atPath: repository.root + "/" + $0, isDirectory: &isFolder)
                && isFolder.boolValue
        }.sorted()
    }

    /// Same size, at once, so that only git's care for young files notices.
    private mutating func rewriteSomething() throws -> String {
        let files = files()
        guard !files.isEmpty else { return "nothing to rewrite" }
        let path = generator.pick(files)
        guard let data = FileManager.default.contents(atPath: repository.root + "/" + path) else { return "unreadable" }
        let text = String(decoding: data, as: UTF8.self).replacingOccurrences(of: "talked", with: "walked")
            .replacingOccurrences(of: "000A", with: "000E")
        let handle = FileHandle(forWritingAtPath: repository.root + "/" + path)
        try handle?.write(contentsOf: Data(text.utf8))
        try handle?.close()
        return "rewrite \(path)"
    }

    private mutating func deleteFile() throws -> String {
        let files = files()
        guard !files.isEmpty else { return "nothing to delete" }
        let path = generator.pick(files)
        try repository.remove(path)
        return "delete \(path)"
    }

    private mutating func moveFile() throws -> String {
        let files = files()
        guard !files.isEmpty else { return "nothing to move" }
        let path = generator.pick(files)
        let new = generator.pick([folder() + "/deals/m\(generator.below(3)).yaml", "odd/m.yaml", "team/moved.yaml"])
        try? repository.move(path, to: new)
        return "move \(path) to \(new)"
    }

    private mutating func moveFolder() throws -> String {
        let folders = folders()
        guard !folders.isEmpty else { return "no folder to move" }
        let path = generator.pick(folders)
        let new = "customers/" + generator.pick(["moved", "east/f", "g"])
        try? repository.move(path, to: new)
        return "move folder \(path) to \(new)"
    }

    private mutating func deleteFolder() throws -> String {
        let folders = folders()
        guard !folders.isEmpty else { return "no folder to delete" }
        let path = generator.pick(folders)
        try repository.remove(path)
        return "delete folder \(path)"
    }

    private mutating func writeOddity() throws -> String {
        let path = generator.pick([
            "odd/place.yaml", "x.yml", folder() + "/files/any.yaml", "bad\u{1}name.yaml", ".hidden.yaml",
        ])
        try? repository.write("a: 1\n", path)
        if generator.below(3) == 0 {
            // To a file of this repository: other edits write through it.
            try? FileManager.default.createSymbolicLink(
                atPath: repository.root + "/team/link\(generator.below(2)).yaml",
                withDestinationPath: repository.root + "/.outside")
        }
        return "odd \(path)"
    }

    private mutating func breakFile() throws -> String {
        let files = files()
        guard !files.isEmpty else { return "nothing to break" }
        let path = generator.pick(files)
        try? repository.write(
            generator.pick(["a: [1\n", "", "<<<<<<< ours\n", "id: x\nid: y\n", "- list\n", "text"]), path)
        return "break \(path)"
    }

    private mutating func changeSettings() throws -> String {
        let profile = generator.pick(["basic", "standard", "strict", "unheard-of"])
        try repository.write(
            "name: Test\nprofile: \(profile)\ncurrency: \(generator.pick(["CNY", "EUR"]))\n", "crm.yaml")
        return "profile \(profile)"
    }

    private mutating func changeSchema() throws -> String {
        let name = generator.pick(["task", "deal", "contract"])
        let path = "schemas/\(name).schema.json"
        let url = URL(fileURLWithPath: repository.root + "/" + path)
        guard let data = try? Data(contentsOf: url) else { return "no schema" }
        let text = String(decoding: data, as: UTF8.self)
        switch generator.below(4) {
        case 0: try repository.write(text + "\n", path)
        case 1:
            try repository.write(text.replacingOccurrences(of: "\"maxLength\": 200", with: "\"maxLength\": 2"), path)
        case 2:
            try repository.write(
                text.replacingOccurrences(of: "\"ref\": \"member\"", with: "\"ref\": \"customer\""), path)
        default: try repository.write(text.replacingOccurrences(of: "customers/**/", with: "customers/*/"), path)
        }
        return "schema \(name)"
    }
}
