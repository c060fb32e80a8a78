/// What a node means, apart from how it is written: the tree that an edit is meant to lead to.
indirect enum Shape: Equatable {
    case scalar(YAMLScalarType, [UInt8])
    case list([Shape])
    case map([Pair])
    case alias([UInt8])
    /// A node that carries an anchor.
    case anchored([UInt8], Shape)

    struct Pair: Equatable {
        var key: [UInt8]
        var value: Shape
    }

    /// The shape of a node of a tree.
    init(_ node: YAMLNodeID, in tree: YAMLTree) {
        let content: Shape
        switch tree.kind(node) {
        case .alias:
            content = .alias(tree.withScalarBytes(node) { Array($0) })
        case .scalar:
            let type = tree.scalarType(node)
            // `~`, `null` and nothing at all are the same value.
            content = .scalar(type, type == .null ? [] : tree.withScalarBytes(node) { Array($0) })
        case .sequence:
            content = .list(tree.children(node).map { Shape($0, in: tree) })
        case .mapping:
            content = .map(
                tree.entries(node).map { entry in
                    Pair(key: tree.withScalarBytes(entry.key) { Array($0) }, value: Shape(entry.value, in: tree))
                })
        }
        if let anchor = tree.properties(of: node)?.anchor {
            self = .anchored(Array(tree.bytes[Int(anchor.lowerBound)..<Int(anchor.upperBound)]), content)
        } else {
            self = content
        }
    }

    /// The shape of a new value; nil if YAML text cannot hold it.
    init?(_ value: YAMLValue) {
        switch value {
        case .null: self = .scalar(.null, [])
        case .bool(let truth): self = .scalar(truth ? .true : .false, Array((truth ? "true" : "false").utf8))
        case .string(let text): self = .scalar(.string, Array(text.utf8))
        case .timestamp(let text):
            let bytes = Array(text.utf8)
            guard YAML11.isTimestamp(bytes), bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F || $0 == 0x20 }) else {
                return nil
            }
            self = .scalar(.string, bytes)
        case .number(let text):
            let bytes = Array(text.utf8)
            let type = bytes.withUnsafeBufferPointer { YAMLScalarType(plain: $0) }
            guard type == .integer || type == .float else { return nil }
            self = .scalar(type, bytes)
        case .list(let items):
            var shapes: [Shape] = []
            for item in items {
                guard let shape = Shape(item) else { return nil }
                shapes.append(shape)
            }
            self = .list(shapes)
        case .map(let entries):
            var pairs: [Pair] = []
            var names: Set<[UInt8]> = []
            for entry in entries {
                let key = Array(entry.key.utf8)
                guard names.insert(key).inserted, let shape = Shape(entry.value) else { return nil }
                pairs.append(Pair(key: key, value: shape))
            }
            self = .map(pairs)
        }
    }

    /// The shape without its own anchor.
    private var bare: Shape {
        if case .anchored(_, let inner) = self { inner } else { self }
    }

    private func keepingAnchor(_ content: Shape) -> Shape {
        if case .anchored(let name, _) = self { .anchored(name, content) } else { content }
    }

    /// The shape after a change at a path. Nil from `change` takes the node away; a missing key is offered to `change` as nil.
    ///
    /// - Returns: nil if the path does not exist.
    func changed(_ path: ArraySlice<YAMLStep>, _ change: (Shape?) -> Shape?) -> Shape? {
        guard let step = path.first else { return change(self) }
        let rest = path.dropFirst()
        switch (step, bare) {
        case (.index(let index), .list(var items)):
            guard items.indices.contains(index) else { return nil }
            if rest.isEmpty {
                if let new = change(items[index]) { items[index] = new } else { items.remove(at: index) }
            } else {
                guard let new = items[index].changed(rest, change) else { return nil }
                items[index] = new
            }
            return keepingAnchor(.list(items))
        case (.key(let key), .map(var pairs)):
            let place = pairs.firstIndex { $0.key.elementsEqual(key.utf8) }
            let old = place.map { pairs[$0].value }
            let new = rest.isEmpty ? change(old) : (old ?? .map([])).changed(rest, change)
            switch (place, new) {
            case (let place?, let new?): pairs[place].value = new
            case (nil, let new?): pairs.append(Pair(key: Array(key.utf8), value: new))
            case (let place?, nil):
                guard rest.isEmpty else { return nil }
                pairs.remove(at: place)
            case (nil, nil): return nil
            }
            return keepingAnchor(.map(pairs))
        case (.key, .scalar(.null, _)):
            return keepingAnchor(.map([])).changed(path, change)
        default:
            return nil
        }
    }

    /// The value of a replaced node, which keeps its anchor.
    func replaced(by new: Shape) -> Shape { keepingAnchor(new) }

    /// A list with an item put in or moved; nil for anything but a list (a null counts as an empty one).
    func list(_ change: (inout [Shape]) -> Void) -> Shape? {
        switch bare {
        case .list(var items):
            change(&items)
            return keepingAnchor(.list(items))
        case .scalar(.null, _):
            var items: [Shape] = []
            change(&items)
            return keepingAnchor(.list(items))
        default:
            return nil
        }
    }

    /// A mapping with one key renamed.
    func renaming(_ key: String, to name: String) -> Shape? {
        guard case .map(var pairs) = bare, let place = pairs.firstIndex(where: { $0.key.elementsEqual(key.utf8) })
        else {
            return nil
        }
        pairs[place].key = Array(name.utf8)
        return keepingAnchor(.map(pairs))
    }
}
