import JSONSchema

/// The kinds that the schemas of a repository describe, and what is wrong with these schemas.
package struct SchemaFolder: Sendable {
    package let kinds: KindSet
    package let problems: [Problem]

    /// Reads `schemas/*.schema.json` beneath `root`. A schema that cannot be used is a problem and leaves its kind out.
    ///
    /// - Parameter keys: only the schemas of these kinds and of the settings, for a command that needs few; all are read when
    ///   a kind does not lie in the file of its name, or needs another schema.
    package init(root: String, only keys: Set<String>? = nil) throws(FileProblem) {
        if let keys {
            let names = keys.union(["crm"]).map { $0 + Self.suffix }
            let few = try SchemaFolder(root: root) { names.contains(String($0.name)) }
            if few.problems.isEmpty, keys.isSubset(of: few.kinds.kinds.map(\.key)),
                few.kinds.kind(at: CRMFolder.settingsPath) != nil
            {
                self = few
                return
            }
        }
        try self.init(root: root) { _ in true }
    }

    private init(root: String, where isWanted: (RecordPath) -> Bool) throws(FileProblem) {
        let listing = try walkFolder(root, beneath: [Self.name])
        var files: [(path: RecordPath, bytes: [UInt8])] = []
        var problems: [Problem] = []
        for file in listing.files
        where file.path.text.hasSuffix(Self.suffix) && file.path.names.count == 2 && isWanted(file.path) {
            do throws(FileProblem) {
                files.append((file.path, try readFile(root + "/" + file.path.text, limit: 1 << 22)))
            } catch {
                problems.append(Problem(.unreadableFile, path: file.path, message: error.message))
            }
        }
        self.init(files: files, problems: problems)
    }

    /// The same from texts at hand, for a tree in git or the schemas that are shipped.
    package init(files: [(path: RecordPath, bytes: [UInt8])], problems: [Problem] = []) {
        var problems = problems
        var documents: [(file: (path: RecordPath, bytes: [UInt8]), document: JSONDocument)] = []
        var registry = SchemaRegistry()
        for file in files {
            do throws(JSONParseError) {
                let document = try JSONDocument.parse(file.bytes)
                if let uri = document.root["$id"]?.string { registry.register(document, at: uri) }
                documents.append((file, document))
            } catch {
                problems.append(Self.problem(file.path, error))
            }
        }
        var kinds: [Kind] = []
        for (file, document) in documents {
            let path = file.path
            do throws(SchemaErrors) {
                let schema = try KindSchema(file, document.root, registry)
                let key = String(path.name.dropLast(Self.suffix.count))
                let reader = KindReader(schema: document.root, fallbackKey: key)
                if let kind = reader.kind(schema) {
                    kinds.append(kind)
                } else {
                    problems.append(Self.noLocation(path))
                }
            } catch {
                problems += error.errors.map { Self.problem(path, $0) }
            }
        }
        self.kinds = KindSet(kinds)
        self.problems = problems
    }

    /// The key of the kind that a schema describes, read without its rules; nil for a file that is no schema.
    package static func kind(describedBy path: RecordPath, _ bytes: [UInt8]) -> String? {
        guard path.names.count == 2, path.names.first == Substring(name), path.text.hasSuffix(suffix) else {
            return nil
        }
        do throws(JSONParseError) {
            let marks = RecordValue(try JSONDocument.parse(bytes).root)["x-crm"]
            return marks?["kind"]?.string ?? String(path.name.dropLast(suffix.count))
        } catch {
            return String(path.name.dropLast(suffix.count))
        }
    }

    package static let name = "schemas"
    private static let suffix = ".schema.json"

    private static func problem(_ path: RecordPath, _ error: JSONParseError) -> Problem {
        Problem(
            .brokenSchema, path: path, place: TextPlace(line: error.position.line, column: error.position.column),
            message: Text(en: "not JSON: \(error.description)", zh: "不是有效的 JSON：\(error.description)"))
    }

    private static func problem(_ path: RecordPath, _ error: SchemaError) -> Problem {
        let position = error.node.position
        return Problem(
            .brokenSchema, path: path, place: TextPlace(line: position.line, column: position.column),
            field: error.pointer,
            message: Text(en: "the schema is broken: \(error.description)", zh: "schema 有误：\(error.description)"))
    }

    private static func noLocation(_ path: RecordPath) -> Problem {
        Problem(
            .brokenSchema, severity: .warning, path: path,
            message: Text(
                en: "the schema does not say where its records lie",
                zh: "schema 没有说明这类记录放在哪里"),
            remedy: Text(
                en: "add \"x-crm\": {\"location\": \"folder/*.yaml\"}",
                zh: "请加上 \"x-crm\": {\"location\": \"文件夹/*.yaml\"}"))
    }
}
