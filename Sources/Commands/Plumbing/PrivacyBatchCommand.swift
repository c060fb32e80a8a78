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
        answerJSONLines { Self.answer($0, today) }
    }

    private static func answer(_ request: JSONValue, _ today: CalendarDate) -> RecordValue {
        let members = requestID(request)
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
