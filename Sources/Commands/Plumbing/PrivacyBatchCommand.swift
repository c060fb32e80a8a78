import ArgumentParser
import JSONSchema
import Records

/// `crm plumbing privacy-batch`: many texts in one process. One JSON object per line of standard input, `{"id": …, "text": …}`; one per line
/// of output, `{"id": …, "findings": […]}`.
struct PrivacyBatchCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "privacy-batch",
            abstract: "Find identity card numbers, bank card numbers and private keys in a text per line of JSON.",
            discussion: """
                Input: {"id"?, "text": text}
                Output: {"id"?, "findings": [{"kind": "identity-number|card-number|private-key|access-token", "start": byte, "end": byte, "preview": text}]}, \
                or {"id"?, "error": "…"}
                """)
    }

    func run() throws {
        let today = Invocation.current.today
        while let line = readLine(strippingNewline: true) {
            if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            let answer = Self.answer(Array(line.utf8), today)
            YAMLPlumbing.print(Array((answer.json(indented: false) + "\n").utf8))
        }
    }

    private static func answer(_ line: [UInt8], _ today: CalendarDate) -> RecordValue {
        let request: JSONValue
        do throws(JSONParseError) {
            request = try JSONDocument.parse(line).root
        } catch {
            return ["error": .text("the line is not JSON: \(error)")]
        }
        var members: [RecordValue.Member] = []
        switch request["id"]?.type {
        case .string?: members.append(.init("id", .text(request["id"]?.text ?? "")))
        case .number?: members.append(.init("id", .number(request["id"]?.sourceText ?? "0")))
        default: break
        }
        guard let text = request["text"], text.type == .string else {
            return .map(members + [.init("error", "there is no text")])
        }
        let findings = secrets(in: Array(text.text.utf8), latest: today).map { finding -> RecordValue in
            [
                "kind": .text(finding.kind.rawValue), "start": .integer(finding.range.lowerBound),
                "end": .integer(finding.range.upperBound), "preview": .text(finding.preview),
            ]
        }
        return .map(members + [.init("findings", .list(findings))])
    }
}
