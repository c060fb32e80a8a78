import LosslessYAML

/// Filters and names of fields that stand in records must be understood: views, segments of strategies (R141), scopes of goals.
func brokenFilters(_ records: [Record], _ kinds: KindSet) -> [Problem] {
    records.flatMap { record -> [Problem] in
        switch record.kind.key {
        case "view": return viewProblems(record, kinds)
        case "strategy": return filterProblems(record, "segment", of: ["customer"], kinds)
        // What a goal counts depends on its metric: customers, or what happened with them.
        case "goal": return filterProblems(record, "scope", of: ["customer", "deal", "follow-up", "ticket"], kinds)
        default: return []
        }
    }
}

/// What keeps a view from being shown: its kind, its filter, its columns, its order.
package func viewProblems(_ record: Record, _ kinds: KindSet) -> [Problem] {
    guard let named = record.string("kind") else { return [] }
    guard let kind = kinds.kind(named: named), kind.identity != .none else {
        let names = kinds.kinds.filter { $0.identity != .none }.map(\.key)
        let near = nearestNames(to: named, among: names)
        return [
            record.problem(
                .brokenFilter, at: record.node("kind"), field: "/kind",
                message: Text(en: "there is no kind of record `\(named)`", zh: "没有 `\(named)` 这类记录"),
                remedy: near.isEmpty ? Text(en: "known: ", zh: "可用：") + Text.list(names) : Text.didYouMean(near),
                allowed: names)
        ]
    }
    var problems = filterProblems(record, "filter", of: [kind.key], kinds)
    for key in ["columns", "sort", "group"] {
        guard let node = record.node(key) else { continue }
        let isList = record.tree.kind(node) == .sequence
        for item in isList ? record.tree.children(node).map({ record.tree.resolvingAlias($0) }) : [node]
        where record.tree.kind(item) == .scalar {
            let name = record.tree.text(item)
            do throws(FilterError) {
                _ = try FilterSubject(
                    key == "sort" && name.hasPrefix("-") ? String(name.dropFirst()) : name, kind: kind, in: kinds)
            } catch {
                problems.append(
                    record.problem(
                        .brokenFilter, at: item, field: "/" + key, message: error.message, remedy: error.remedy))
            }
        }
    }
    return problems
}

/// - Parameter keys: the kinds that the filter may be about; it must be understood for one of them.
private func filterProblems(_ record: Record, _ field: String, of keys: [String], _ kinds: KindSet) -> [Problem] {
    guard let node = record.node(field), let text = record.string(field), !text.isEmpty else { return [] }
    var failure: FilterError?
    for kind in keys.compactMap({ kinds[$0] }) {
        do throws(FilterError) {
            _ = try Filter(text, kind: kind, in: kinds, today: CalendarDate(daysSinceEpoch: 20_000))
            return []
        } catch {
            failure = failure ?? error
        }
    }
    guard let failure else { return [] }
    let problem = record.problem(
        .brokenFilter, at: node, field: "/" + field, message: failure.message, remedy: failure.remedy)
    return [record.isWrittenAsRead(node) ? problem.narrowed(to: failure.range) : problem]
}

extension Record {
    /// True when the text of a scalar stands in the file letter by letter, plain or in quotes, on one line.
    fileprivate func isWrittenAsRead(_ node: YAMLNodeID) -> Bool {
        let written = tree.bytes[tree.range(node)]
        let text = Array(tree.text(node).utf8)
        return written.elementsEqual(text)
            || written.count == text.count + 2 && (written.first == 0x22 || written.first == 0x27)
                && written.dropFirst().dropLast().elementsEqual(text)
    }
}

extension Problem {
    /// The same problem at a part of its text; a quote in front counts.
    fileprivate func narrowed(to range: Range<Int>) -> Problem {
        guard let place, let line = sourceLine else { return self }
        let scalars = Array(line.unicodeScalars)
        let first = scalars.indices.contains(place.column - 1) ? scalars[place.column - 1] : " "
        let quote = first == "\"" || first == "'" ? 1 : 0
        return Problem(
            rule, severity: severity, path: path,
            place: TextPlace(line: place.line, column: place.column + quote + range.lowerBound), width: range.count,
            field: field, message: message, remedy: remedy, allowed: allowed, sourceLine: line)
    }
}
