import JSONSchema
import Records

/// Answers requests that come as JSON, one in each line of standard input; blank lines are left out.
///
/// - Parameter answer: a line that is no JSON does not reach it.
func answerJSONLines(_ answer: (JSONValue) -> RecordValue) {
    while let line = readLine(strippingNewline: true) {
        if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
        let reply: RecordValue
        do throws(JSONParseError) {
            reply = answer(try JSONDocument.parse(Array(line.utf8)).root)
        } catch {
            reply = ["error": .text("the line is not JSON: \(error)")]
        }
        YAMLPlumbing.print(Array((reply.json(indented: false) + "\n").utf8))
    }
}

/// The `id` of a request, for its answer.
func requestID(_ request: JSONValue) -> [RecordValue.Member] {
    switch request["id"]?.type {
    case .string?: [.init("id", .text(request["id"]?.text ?? ""))]
    case .number?: [.init("id", .number(request["id"]?.sourceText ?? "0"))]
    default: []
    }
}
