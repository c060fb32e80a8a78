import LosslessYAML

/// What JSON Schema cannot say about `crm.yaml`: what it names is there, and it does not contradict itself.
func settingsProblems(_ records: [Record], _ kinds: KindSet) -> [Problem] {
    guard let record = records.first(where: { $0.path == CRMFolder.settingsPath }) else { return [] }
    return pipelineProblems(record, kinds) + lifeCycleProblems(record, kinds) + ruleProblems(record)
        + cadenceProblems(record, kinds) + thresholdProblems(record) + entryDeadlineProblems(record)
}

extension Record {
    /// The entries of a top-level map, with the text of their keys; none when it is something else.
    func settingsEntries(_ key: String) -> [(name: String, key: YAMLNodeID, value: YAMLNodeID)] {
        node(key).map { settingsEntries(of: $0) } ?? []
    }

    func settingsEntries(of node: YAMLNodeID) -> [(name: String, key: YAMLNodeID, value: YAMLNodeID)] {
        let node = tree.resolvingAlias(node)
        guard tree.kind(node) == .mapping else { return [] }
        return tree.entries(node).map { (tree.text($0.key), $0.key, tree.resolvingAlias($0.value)) }
    }

    /// The scalars of a list with their texts.
    func settingsItems(of node: YAMLNodeID) -> [(text: String, node: YAMLNodeID)] {
        let node = tree.resolvingAlias(node)
        guard tree.kind(node) == .sequence else { return [] }
        return tree.children(node).map { tree.resolvingAlias($0) }.filter { tree.kind($0) == .scalar }.map {
            (tree.text($0), $0)
        }
    }

    /// A whole number in a scalar.
    func settingsNumber(_ node: YAMLNodeID) -> Int? {
        tree.kind(node) == .scalar ? Int(tree.text(node)) : nil
    }

    func settingsProblem(_ node: YAMLNodeID, _ message: Text, _ remedy: Text?, allowed: [String] = []) -> Problem {
        problem(.settings, at: node, message: message, remedy: remedy, allowed: allowed)
    }

    /// A name that is none of those there are.
    func settingsProblem(_ node: YAMLNodeID, _ message: Text, unknown name: String, among names: [String]) -> Problem {
        let near = nearestNames(to: name, among: names)
        return settingsProblem(
            node, message,
            near.isEmpty
                ? Text(en: "allowed: ", zh: "可选：") + Text.list(names) : Text.didYouMean(near.map { "`\($0)`" }),
            allowed: names)
    }
}
