/// Finds the bytes to replace for an edit. What it plans is checked afterwards, so it may be wrong, but never silently.
struct EditPlanner {
    /// Ways to write a change, from the one that looks best to the one that always works.
    struct Way {
        /// Texts of several lines become literal blocks; otherwise they go into double quotes.
        var writesLiterals = true
        /// A block scalar that ends the text without a line break gets `-` into its header, since a line break will follow now.
        var stripsLast = false
        /// A text without a final line break gets one, since the block scalar that ends it now needs it.
        var endsWithBreak = false
        /// Blank lines behind a removed entry go with it, since the text in front of it would swallow them (`|+`).
        var takesBlankLines = false

        static let all = [
            Way(), Way(writesLiterals: false), Way(stripsLast: true), Way(writesLiterals: false, stripsLast: true),
            Way(endsWithBreak: true), Way(stripsLast: true, endsWithBreak: true),
            Way(takesBlankLines: true),
        ]
    }

    let tree: YAMLTree
    let layout: TextLayout
    let values: ValueText
    let way: Way
    private let shared: Set<UInt32>

    init(_ tree: YAMLTree, _ way: Way) {
        self.tree = tree
        layout = TextLayout(tree)
        var values = ValueText(layout: layout)
        values.allowsLiteral = way.writesLiterals
        self.values = values
        self.way = way
        shared = Set(tree.aliasTargets.values)
    }

    /// The replacements for an edit; nil if this way does not apply.
    func plan(_ edit: YAMLEdit) throws(YAMLEditError) -> [Splice]? {
        guard var splices = try planned(edit) else { return nil }
        if way.stripsLast {
            guard let strip = stripLast() else { return nil }
            let isTakenOut = splices.contains { $0.range.contains(strip.range.lowerBound) }
            if !isTakenOut { splices.append(strip) }
        }
        return splices
    }

    private func planned(_ edit: YAMLEdit) throws(YAMLEditError) -> [Splice]? {
        switch edit {
        case .set(let path, let value):
            return try set(path, value)
        case .remove(let path):
            return try remove(path)
        case .addItem(let path, let value, let index):
            return try addItem(path, value, index: index)
        case .moveItem(let path, let from, let to):
            return try moveItem(path, from: from, to: to)
        case .renameKey(let path, let name):
            return try renameKey(path, to: name)
        }
    }

    /// `|` or `>` at the end of a text without a final line break becomes `|-` or `>-`, which means the same there.
    func stripLast() -> Splice? {
        guard let last = tree.bytes.last, !last.isBreak,
            let scalar = tree.nodes.last(where: {
                ($0.style == .literal || $0.style == .folded) && Int($0.end) == tree.bytes.count
            })
        else { return nil }
        var here = Int(scalar.start) + 1
        while here < tree.bytes.count, tree.bytes[here].isDigit { here += 1 }
        if tree.bytes[here] == Ascii.dash { return nil }
        return tree.bytes[here] == Ascii.plus ? Splice(here..<(here + 1), "-") : Splice(at: here, "-")
    }

    // MARK: Finding the place

    /// A node, and what it is to its parent.
    struct Place {
        var node: YAMLNodeID
        var parent: YAMLNodeID?
        /// The key of the entry, within a mapping.
        var key: YAMLNodeID?
        /// The place among its siblings.
        var index = 0
        /// How many steps of the path were found.
        var depth = 0
    }

    /// Follows a path as far as it exists.
    func find(_ path: YAMLPath) throws(YAMLEditError) -> Place {
        guard let root = tree.root else { throw .noSuchPath(path) }
        var place = Place(node: root)
        for (depth, step) in path.enumerated() {
            if tree.kind(place.node) == .alias || shared.contains(place.node.index) {
                throw .throughAlias(Array(path[..<depth]))
            }
            guard let next = child(of: place.node, step) else { return place }
            place = next
            place.depth = depth + 1
        }
        if shared.contains(place.node.index) { throw .throughAlias(path) }
        return place
    }

    /// The place at the end of a path that must exist.
    func existing(_ path: YAMLPath) throws(YAMLEditError) -> Place {
        let place = try find(path)
        guard place.depth == path.count else { throw .noSuchPath(path) }
        return place
    }

    private func child(of node: YAMLNodeID, _ step: YAMLStep) -> Place? {
        switch step {
        case .index(let wanted):
            for (index, item) in tree.children(node).enumerated() where index == wanted {
                return Place(node: item, parent: node, key: nil, index: index)
            }
        case .key(let name):
            for (index, entry) in tree.entries(node).enumerated() {
                let same = tree.withScalarBytes(entry.key) { $0.elementsEqual(name.utf8) }
                if same { return Place(node: entry.value, parent: node, key: entry.key, index: index) }
            }
        }
        return nil
    }

    /// Nothing within the node may be the target of an alias outside of it.
    func checkUnshared(_ node: YAMLNodeID, _ path: YAMLPath) throws(YAMLEditError) {
        let range = tree.rangeWithProperties(node)
        for (alias, target) in tree.aliasTargets {
            let start = Int(tree.nodes[Int(alias)].start)
            if range.contains(Int(tree.nodes[Int(target)].start)), !range.contains(start) { throw .throughAlias(path) }
        }
    }

    func isFlow(_ node: YAMLNodeID) -> Bool { tree.style(node) == .flow }

    // MARK: Where things stand

    /// Behind the colon of an entry, and behind the anchor of the value if it has one; nil if the entry has no colon.
    func valueHead(key: YAMLNodeID, value: YAMLNodeID) -> Int? {
        let colon = layout.skipTrivia(tree.range(key).upperBound)
        guard colon < tree.bytes.count, tree.bytes[colon] == Ascii.colon else { return nil }
        return behindProperties(value) ?? colon + 1
    }

    func behindProperties(_ node: YAMLNodeID) -> Int? {
        guard let found = tree.properties(of: node) else { return nil }
        return Int(max(found.anchor?.upperBound ?? 0, found.tag?.upperBound ?? 0))
    }

    /// Where an entry starts: its key, or the `?` in front of it.
    func entryStart(_ key: YAMLNodeID) -> Int {
        let start = tree.rangeWithProperties(key).lowerBound
        var here = start
        while here > 0, tree.bytes[here - 1].isWhite { here -= 1 }
        return here > 0 && here < start && tree.bytes[here - 1] == Ascii.question ? here - 1 : start
    }

    /// Behind the last byte of an entry.
    func entryEnd(_ key: YAMLNodeID, _ value: YAMLNodeID) -> Int {
        let head = valueHead(key: key, value: value) ?? 0
        return max(tree.range(key).upperBound, tree.range(value).upperBound, head)
    }

    /// The dashes of a block sequence.
    func dashes(_ sequence: YAMLNodeID) -> [Int] {
        var from = tree.range(sequence).lowerBound
        var found: [Int] = []
        for item in tree.children(sequence) {
            let dash = layout.skipTrivia(from)
            found.append(dash)
            from = max(tree.range(item).upperBound, behindProperties(item) ?? 0, dash + 1)
        }
        return found
    }

    /// Start and end of every child of a collection: of entries with their keys, of block items with their dashes.
    func spans(_ collection: YAMLNodeID) -> [Range<Int>] {
        if tree.kind(collection) == .mapping {
            return tree.entries(collection).map { entryStart($0.key)..<entryEnd($0.key, $0.value) }
        }
        let items = Array(tree.children(collection))
        if isFlow(collection) {
            return items.map {
                tree.rangeWithProperties($0).lowerBound..<max(tree.range($0).upperBound, behindProperties($0) ?? 0)
            }
        }
        return zip(dashes(collection), items).map { dash, item in
            dash..<max(tree.range(item).upperBound, behindProperties(item) ?? 0, dash + 1)
        }
    }

    /// Column of a block collection.
    func column(_ collection: YAMLNodeID) -> Int { layout.column(tree.range(collection).lowerBound) }
}
