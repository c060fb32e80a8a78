#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder that holds a CRM repository: `crm.yaml`, the schemas, and what they say.
package struct CRMFolder: Sendable {
    /// Absolute path, without a slash at its end.
    package let root: String
    package let kinds: KindSet
    package let settings: Settings
    /// What is wrong with the schemas and with `crm.yaml` itself.
    package let problems: [Problem]

    /// The nearest folder from `folder` upwards that holds a `crm.yaml`; nil when there is none.
    package static func root(from folder: String) -> String? {
        var candidate = folder
        while true {
            var status = stat()
            if lstat(candidate + "/crm.yaml", &status) == 0 { return candidate }
            guard let slash = candidate.lastIndex(of: "/"), slash != candidate.startIndex else { return nil }
            candidate = String(candidate[..<slash])
        }
    }

    /// Reads schemas and settings.
    ///
    /// - Parameter keys: the kinds that the caller needs; nil reads all. The settings are always among them.
    package init(root: String, kinds keys: Set<String>? = nil) throws(FileProblem) {
        self.root = root
        let schemas = try SchemaFolder(root: root, only: keys)
        kinds = schemas.kinds
        var problems = schemas.problems
        if kinds.kinds.isEmpty { problems.append(Self.noSchemas()) }
        let path = Self.settingsPath
        let bytes = try readFile(root + "/" + path.text, limit: 1 << 20)
        let parsed = ParsedFile(path: path, bytes: bytes)
        if let text = parsed.text, let kind = kinds.kind(at: path) {
            settings = Settings(Record(path: path, kind: kind, text: text))
        } else {
            settings = Settings()
        }
        problems += parsed.problems
        self.problems = problems
    }

    /// False when a schema is broken or there is none: a file without a kind may then be one of that schema's.
    package var hasAllSchemas: Bool { !problems.contains { $0.rule == .brokenSchema && $0.severity == .error } }

    /// The same folder with what another state of it says: a tree in git.
    package init(root: String, kinds: KindSet, settings: Settings, problems: [Problem] = []) {
        self.root = root
        self.kinds = kinds
        self.settings = settings
        self.problems = problems
    }

    package static let settingsPath = RecordPath(walked: "crm.yaml")

    private static func noSchemas() -> Problem {
        Problem(
            .brokenSchema, path: settingsPath,
            message: Text(en: "there is no schema in schemas/", zh: "schemas/ 里没有任何 schema"),
            remedy: Text(en: "crm init --schemas writes the shipped ones", zh: "运行 crm init --schemas 写入自带的 schema"))
    }
}
