import ArgumentParser
import Records

/// The ways in which problems are written.
enum ProblemFormat: String, ExpressibleByArgument, CaseIterable {
    /// For a person: the line of the file, the place underlined, the remedy.
    case human
    /// One line each, `file:line:column: severity: message [rule]`, as editors and CI parse it.
    case compact
    case json
    /// SARIF 2.1.0, for code scanning services.
    case sarif

    func write(_ problems: [Problem], checked: Int) {
        let terminal = Invocation.current.terminal
        switch self {
        case .human:
            for problem in problems { terminal.print(humanLines(problem, terminal.paint)) }
            terminal.print(summary(problems, checked: checked, terminal.paint))
        case .compact:
            terminal.print(problems.map { compactLine($0) })
        case .json:
            terminal.print(jsonValue(problems, checked: checked).json(indented: true))
        case .sarif:
            terminal.print(sarifLog(problems).json(indented: true))
        }
    }
}

private func place(_ problem: Problem) -> String {
    visible(problem.path.text) + (problem.place.map { ":\($0.line):\($0.column)" } ?? "")
}

private func severityName(_ severity: Severity) -> String {
    switch severity {
    case .error: say("error", "错误")
    case .warning: say("warning", "警告")
    }
}

func humanLines(_ problem: Problem, _ paint: Paint) -> [String] {
    let ink: Ink = problem.severity == .error ? .red : .yellow
    var lines = [
        paint(place(problem), .bold) + ": " + paint(severityName(problem.severity) + ": ", ink)
            + visible(say(problem.message)) + paint("  [\(problem.rule.rawValue)]", .faint)
    ]
    if let place = problem.place, let source = problem.sourceLine, !source.isEmpty {
        let number = String(place.line)
        let margin = String(repeating: " ", count: number.count)
        let scalars = Array(source.unicodeScalars)
        let before = String(String.UnicodeScalarView(scalars.prefix(max(0, place.column - 1))))
        let marked = String(
            String.UnicodeScalarView(scalars.dropFirst(max(0, place.column - 1)).prefix(problem.width)))
        let shown = fitted(visible(source), to: 110)
        lines.append(paint("  \(number) │ ", .faint) + shown)
        let offset = displayWidth(visible(before))
        if offset < 110 {
            let carets = String(repeating: "^", count: max(1, min(displayWidth(visible(marked)), 110 - offset)))
            lines.append(
                paint("  \(margin) │ ", .faint) + String(repeating: " ", count: offset) + paint(carets, ink))
        }
    }
    if let remedy = problem.remedy { lines.append("  " + paint("→ ", .cyan) + visible(say(remedy))) }
    return lines + [""]
}

private func compactLine(_ problem: Problem) -> String {
    let remedy = problem.remedy.map { " (\(say($0)))" } ?? ""
    let position = problem.place ?? TextPlace(line: 1, column: 1)
    return visible(
        "\(problem.path):\(position.line):\(position.column): \(problem.severity.rawValue): \(say(problem.message))\(remedy) [\(problem.rule.rawValue)]"
    )
}

private func summary(_ problems: [Problem], checked: Int, _ paint: Paint) -> String {
    let errors = problems.filter { $0.severity == .error }.count
    let warnings = problems.count - errors
    let records = say(Text.count(checked, "file", "个文件"))
    guard errors + warnings > 0 else {
        return paint("✓ ", .green) + records + say(" checked, no problem", "已检查，没有问题")
    }
    var parts: [String] = []
    if errors > 0 { parts.append(paint(say(Text.count(errors, "error", "个错误")), .red)) }
    if warnings > 0 { parts.append(paint(say(Text.count(warnings, "warning", "个警告")), .yellow)) }
    return records + say(" checked: ", "已检查：") + parts.joined(separator: say(", ", "，"))
}

private func jsonValue(_ problems: [Problem], checked: Int) -> RecordValue {
    let errors = problems.filter { $0.severity == .error }.count
    return [
        "checked": .integer(checked), "errors": .integer(errors), "warnings": .integer(problems.count - errors),
        "problems": .list(problems.map { problemValue($0) }),
    ]
}

/// The JSON form of a problem, the same in every command (docs/JSON.md).
func problemValue(_ problem: Problem) -> RecordValue {
    [
        "path": .text(problem.path.text),
        "line": .integer(problem.place?.line ?? 1),
        "column": .integer(problem.place?.column ?? 1),
        "severity": .text(problem.severity.rawValue),
        "rule": .text(problem.rule.rawValue),
        "field": .text(problem.field),
        "message": .text(say(problem.message)),
        "remedy": .optional(problem.remedy.map { say($0) }),
        "allowed": .list(problem.allowed.map { .text($0) }),
    ]
}

private func sarifLog(_ problems: [Problem]) -> RecordValue {
    let rules = Set(problems.map(\.rule.rawValue)).sorted()
    return [
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            [
                "tool": [
                    "driver": [
                        "name": "crm", "version": .text(CRM.version),
                        "rules": .list(rules.map { ["id": .text($0)] }),
                    ]
                ],
                "columnKind": "unicodeCodePoints",
                "results": .list(problems.map { sarifResult($0) }),
            ]
        ],
    ]
}

private func sarifResult(_ problem: Problem) -> RecordValue {
    var location: [RecordValue.Member] = [
        .init("artifactLocation", ["uri": .text(percentEncoded(problem.path.text))])
    ]
    if let place = problem.place {
        location.append(
            .init(
                "region",
                [
                    "startLine": .integer(place.line), "startColumn": .integer(place.column),
                    "endColumn": .integer(place.column + problem.width),
                ]))
    }
    let remedy = problem.remedy.map { " → " + say($0) } ?? ""
    return [
        "ruleId": .text(problem.rule.rawValue),
        "level": .text(problem.severity.rawValue),
        "message": ["text": .text(say(problem.message) + remedy)],
        "locations": [["physicalLocation": .map(location)]],
    ]
}

/// A path as a URI reference (RFC 3986): everything but unreserved characters and `/` in percent escapes.
private func percentEncoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
        let scalar = Unicode.Scalar(byte)
        if scalar.isASCII,
            scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || "-._~/".unicodeScalars.contains(scalar)
        {
            result.unicodeScalars.append(scalar)
        } else {
            let digits = String(byte, radix: 16, uppercase: true)
            result += "%" + (digits.count == 1 ? "0" : "") + digits
        }
    }
    return result
}
