import ArgumentParser
import JSONSchema
import LosslessYAML
import RecordMerge
import Records

/// `crm plumbing merge-batch`: many merges in one process. One JSON object per line of standard input,
/// `{"id": …, "base": …, "ours": …, "theirs": …, "schema": …}`, one per line of output, `{"id": …, "status": …, "result": …, "conflicts": […]}`.
struct MergeBatchCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "merge-batch",
            abstract: "Merge three versions of a record per line of JSON.",
            discussion: """
                Input: {"id"?, "base": text|null, "ours": text|null, "theirs": text|null, "schema"?: "kind"|{…}|null, "keep"?: "ours"|"theirs"}
                Output: {"id"?, "status": "clean|conflict|refused", "result": text|null, "conflicts": […]}, or {"id"?, "error": "…"}
                """)
    }

    func run() throws {
        var schemas = BatchSchemas()
        answerJSONLines { Self.answer($0, &schemas) }
    }

    private static func answer(_ request: JSONValue, _ schemas: inout BatchSchemas) -> RecordValue {
        var members = requestID(request)
        do throws(BrokenSchema) {
            let schema = try schemas.schema(request["schema"] ?? request["kind"])
            func version(_ name: String) -> [UInt8]? {
                guard let value = request[name], value.type == .string else { return nil }
                return Array(value.text.utf8)
            }
            let keep = request["keep"].flatMap { $0.type == .string ? MergeSide(rawValue: $0.text) : nil }
            let report = MergeReport(
                result: mergeRecord(
                    base: version("base"), ours: version("ours"), theirs: version("theirs"), schema: schema,
                    options: MergeOptions(keep.map { .keep($0) } ?? .blocks)))
            let parts = report.members
            members += parts.prefix(1)
            members.append(.init("result", report.text.map { .text(String(decoding: $0, as: UTF8.self)) } ?? .null))
            members += parts.dropFirst()
        } catch {
            members.append(.init("error", .text(error.description)))
        }
        return .map(members)
    }
}

/// The schemas of a batch, each compiled once.
private struct BatchSchemas {
    private let near = MergeSchemas(near: Invocation.current.folder)
    private var kinds: [String: RecordSchema] = [:]
    private var last: (text: [UInt8], schema: RecordSchema)?

    mutating func schema(_ value: JSONValue?) throws(BrokenSchema) -> RecordSchema? {
        switch value?.type {
        case .string?:
            guard let name = value?.text else { return nil }
            if let known = kinds[name] { return known }
            guard let schema = near.schema(kind: name) else {
                throw BrokenSchema(description: "there is no kind of record `\(name)`")
            }
            kinds[name] = schema
            return schema
        case .object?:
            guard let value else { return nil }
            let text = Array(value.document.source[value.byteRange])
            if let last, last.text == text { return last.schema }
            let schema = try RecordSchema(json: text)
            last = (text, schema)
            return schema
        default: return nil
        }
    }
}
