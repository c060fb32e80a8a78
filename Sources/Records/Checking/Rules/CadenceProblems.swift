import LosslessYAML

/// What JSON Schema cannot say about the rhythms in `crm.yaml`: a better grade that is contacted less often than a lesser one, a
/// customer that counts as silent before its next contact is due, risk before silence, the archive before silence.
func cadenceProblems(_ records: [Record]) -> [Problem] {
    guard let record = records.first(where: { $0.path == CRMFolder.settingsPath }) else { return [] }
    return Rhythms(record).problems()
}

private struct Rhythms {
    private struct Number {
        let value: Int
        let node: YAMLNodeID
    }

    private let record: Record

    init(_ record: Record) { self.record = record }

    func problems() -> [Problem] { grades() + thresholds() }

    private func number(_ map: String, _ key: String) -> Number? {
        guard let map = record.node(map), record.tree.kind(map) == .mapping,
            let node = record.tree.value(of: key, in: map), record.tree.kind(node) == .scalar,
            let value = Int(record.tree.text(node))
        else { return nil }
        return Number(value: value, node: node)
    }

    private func grades() -> [Problem] {
        let grades = ["A", "B", "C"].compactMap { key in number("cadences", key).map { (key, $0) } }
        return zip(grades, grades.dropFirst()).compactMap { better, lesser in
            guard better.1.value > lesser.1.value else { return nil }
            return problem(
                better.1, "/cadences/\(better.0)",
                Text(
                    en:
                        "grade \(better.0) is contacted less often (\(better.1.value) days) than grade \(lesser.0) (\(lesser.1.value) days)",
                    zh:
                        "\(better.0) 类客户的跟进间隔（\(better.1.value) 天）比 \(lesser.0) 类（\(lesser.1.value) 天）还长"))
        }
    }

    private func thresholds() -> [Problem] {
        var problems: [Problem] = []
        let silent = number("thresholds", "silent_after_days")
        let longest = ["A", "B", "C"].compactMap { number("cadences", $0)?.value }.max()
        if let silent, let longest, silent.value <= longest {
            problems.append(
                problem(
                    silent, "/thresholds/silent_after_days",
                    Text(
                        en:
                            "customers count as silent after \(silent.value) days, but some are contacted every \(longest) days only",
                        zh: "\(silent.value) 天无互动就算沉默，但有的客户 \(longest) 天才跟进一次")))
        }
        if let silent, let risk = number("thresholds", "at_risk_after_days"), risk.value <= silent.value {
            problems.append(
                problem(
                    risk, "/thresholds/at_risk_after_days",
                    Text(
                        en:
                            "a customer would be at risk (\(risk.value) days) before it is silent (\(silent.value) days)",
                        zh: "流失风险（\(risk.value) 天）早于沉默（\(silent.value) 天）")))
        }
        if let silent, let archive = number("thresholds", "archive_after_months"), archive.value * 30 <= silent.value {
            problems.append(
                problem(
                    archive, "/thresholds/archive_after_months",
                    Text(
                        en:
                            "customers would be archived (\(archive.value) months) before they are silent (\(silent.value) days)",
                        zh: "归档（\(archive.value) 个月）早于沉默（\(silent.value) 天）")))
        }
        return problems
    }

    private func problem(_ number: Number, _ field: String, _ message: Text) -> Problem {
        record.problem(
            .settings, at: number.node, severity: .warning, field: field, message: message,
            remedy: Text(en: "bring the two numbers into order", zh: "请调整这两个数字"))
    }
}
