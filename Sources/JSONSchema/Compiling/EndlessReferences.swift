extension SchemaCompiler {
    /// Reports circles of `$ref` and `allOf`: they apply to the same instance for ever, whatever it is. Circles through other
    /// keywords may end or not, depending on the instance; evaluation bounds those.
    mutating func refuseEndlessReferences() {
        enum Mark { case open, done }
        var marks: [Mark?] = Array(repeating: nil, count: nodes.count)
        for start in nodes.indices {
            if marks[start] != nil { continue }
            var stack: [(index: SchemaIndex, next: [SchemaIndex])] = [(SchemaIndex(start), certain(SchemaIndex(start)))]
            marks[start] = .open
            while let top = stack.last {
                guard let child = top.next.last else {
                    marks[Int(top.index)] = .done
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next.removeLast()
                switch marks[Int(child)] {
                case .done: continue
                case .open:
                    let place = places[Int(top.index)]
                    let reference = resources.value(at: place)["$ref"]
                    resources.report(.endlessReference(reference?.string ?? "allOf"), at: place)
                case nil:
                    marks[Int(child)] = .open
                    stack.append((child, certain(child)))
                }
            }
        }
    }

    /// The schemas that are always applied to the same instance as `index`.
    private func certain(_ index: SchemaIndex) -> [SchemaIndex] {
        let node = nodes[Int(index)]
        guard node.applicators >= 0 else { return [] }
        let rule = applicatorRules[Int(node.applicators)]
        return (rule.ref >= 0 ? [rule.ref] : []) + rule.allOf.indices.map { schemas[$0] }
    }
}
