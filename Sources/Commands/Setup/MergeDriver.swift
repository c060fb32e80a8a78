import Git
import Records

/// git's merge driver of this clone: with it, plain `git merge` and `git pull` merge records by fields too. The attribute that asks
/// for it (`*.yaml merge=crm`) is part of the repository; which program it means is a setting of every clone.
enum MergeDriver {
    static let command = "crm merge-file --path %P %O %A %B"
    static let attribute = "*.yaml -text merge=crm"

    static func isRegistered(_ repository: Repository) throws -> Bool {
        try repository.setting("merge.crm.driver") == command
    }

    static func register(_ repository: Repository) throws {
        if try isRegistered(repository) { return }
        try repository.set("merge.crm.name", to: "PlainCRM: by fields")
        try repository.set("merge.crm.driver", to: command)
    }

    /// Whether `.gitattributes` asks for the driver.
    static func isAskedFor(_ root: String) -> Bool {
        guard let bytes = try? readFile(root + "/.gitattributes", limit: 1 << 20) else { return false }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
            let words = line.split(separator: " ")
            return words.first == "*.yaml" && words.contains("merge=crm")
        }
    }
}
