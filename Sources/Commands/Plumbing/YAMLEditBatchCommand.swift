import ArgumentParser
import LosslessYAML

/// `crm plumbing yaml-edit-batch`: many edits in one process. One JSON object per line of standard input,
/// `{"text": …, "op": "set|del|add|rename", "path": "/…", "value": …}`, one per line of output, `{"text": …}` or `{"error": …}`.
struct YAMLEditBatchCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "yaml-edit-batch", abstract: "Edit the YAML records in lines of JSON.")
    }

    func run() throws {
        while let line = readLine(strippingNewline: true) {
            if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            let answer: String
            do throws(YAMLEditing.Failure) {
                answer = "{\"text\":\(Self.json(try Self.edited(line)))}\n"
            } catch {
                answer = "{\"error\":\(Self.json(Array(error.message.utf8)))}\n"
            }
            YAMLPlumbing.print(Array(answer.utf8))
        }
    }

    /// The text that a request asks for. JSON is YAML, so the reader of this module reads the request too.
    private static func edited(_ line: String) throws(YAMLEditing.Failure) -> [UInt8] {
        var reader = YAMLReader(limits: YAMLLimits(bytes: 16 << 20))
        let request: YAMLTree
        let record: YAMLTree
        do throws(YAMLError) {
            request = try reader.read(Array(line.utf8), comparingReaders: false)
        } catch {
            throw .request("the line is not a request: \(error.position): \(error)")
        }
        guard let root = request.root else { throw .request("the line is not a request") }
        func field(_ name: String) -> YAMLNodeID? { request.value(of: name, in: root) }
        guard let text = field("text"), let operation = field("op"), let pointer = field("path") else {
            throw .request("text, op and path are needed")
        }
        do throws(YAMLError) {
            record = try reader.read(Array(request.text(text).utf8))
        } catch {
            throw .text(error)
        }
        let path = try YAMLEditing.path(request.text(pointer), in: record)
        let value = field("value").map { YAMLValue($0, in: request) }
        switch (request.text(operation), value) {
        case ("set", let value?): return try YAMLEditing.apply(.set(path, value), to: record)
        case ("del", _): return try YAMLEditing.apply(.remove(path), to: record)
        case ("add", let value?): return try YAMLEditing.apply(.addItem(path, value, index: nil), to: record)
        case ("rename", .string(let name)?): return try YAMLEditing.apply(.renameKey(path, to: name), to: record)
        default: throw .request("op is set, add or rename with a value, or del")
        }
    }

    /// A JSON string.
    private static func json(_ text: [UInt8]) -> String {
        String(decoding: jsonString(text), as: UTF8.self)
    }
}
