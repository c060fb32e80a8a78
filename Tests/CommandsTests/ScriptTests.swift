import Foundation
import Testing

/// Runs the pages in Scripts/ against the built `crm`. `CRM_RECORD=1` rewrites what they expect, and fails, so that nobody
/// records where it counts.
@Suite struct ScriptTests {
    private static let isRecording = ProcessInfo.processInfo.environment["CRM_RECORD"] == "1"

    @Test func scriptsAreFound() {
        #expect(Script.all.count > 5)
    }

    @Test(arguments: Script.all)
    func script(_ script: Script) throws {
        var run = try ScriptRun()
        defer { run.remove() }
        let steps = try run.run(script)
        if Self.isRecording {
            try record(script, steps)
            return
        }
        for case (.commands(let expected), .commands(let actual)) in zip(script.steps, steps) {
            for (wanted, got) in zip(expected, actual) {
                let isSame = OutputPattern.matches(wanted.output, got.output) && wanted.status == got.status
                #expect(isSame, "\(script.testDescription)\n\(difference(wanted, got))")
            }
        }
    }

    private func record(_ script: Script, _ steps: [Script.Step]) throws {
        var recorded = script
        recorded.steps = zip(script.steps, steps).map { old, new in
            guard case (.commands(let expected), .commands(let actual)) = (old, new) else { return old }
            return .commands(
                zip(expected, actual).map { wanted, got in
                    var command = got
                    command.output = OutputPattern.recorded(wanted.output, got.output)
                    return command
                })
        }
        if recorded.text != script.text { Issue.record("recorded \(script.testDescription)") }
        try recorded.text.write(toFile: script.path, atomically: true, encoding: .utf8)
        Issue.record("recording is no test: run again without CRM_RECORD")
    }

    /// The expected lines behind `-`, the printed ones behind `+`, what agrees behind a space.
    private func difference(_ wanted: Script.Command, _ got: Script.Command) -> String {
        let expected = Script.lines(of: wanted)
        let actual = Script.lines(of: got)
        let changes = actual.difference(from: expected) { actual, expected in
            OutputPattern.matches(line: expected, actual) || OutputPattern.matches(line: actual, expected)
        }
        var lines = expected.map { "  " + $0 }
        var removed = Set<Int>()
        for case .remove(let offset, _, _) in changes { removed.insert(offset) }
        for offset in removed { lines[offset] = "- " + expected[offset] }
        // Insertions are given by their place in the result: walk both.
        var result: [String] = []
        var old = 0
        let inserted = Set(
            changes.insertions.map { change -> Int in
                if case .insert(let offset, _, _) = change { offset } else { -1 }
            })
        for (offset, line) in actual.enumerated() {
            while old < expected.count, removed.contains(old) {
                result.append(lines[old])
                old += 1
            }
            if inserted.contains(offset) {
                result.append("+ " + line)
            } else if old < expected.count {
                result.append(lines[old])
                old += 1
            }
        }
        return (result + lines[old...]).joined(separator: "\n")
    }
}
