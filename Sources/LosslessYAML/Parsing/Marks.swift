/// Anchor and tag met before a node, until the node they belong to is known. Trivial on purpose: it is passed along everywhere.
struct Marks {
    var anchorStart: UInt32 = 0
    var anchorEnd: UInt32 = 0
    var tagStart: UInt32 = 0
    var tagEnd: UInt32 = 0
    /// Index into the declared anchors.
    var anchor: Int32 = -1
    /// Index into the resolved tags.
    var tag: Int32 = -1

    @inline(__always) var hasAnchor: Bool { anchor >= 0 }
    @inline(__always) var hasTag: Bool { tag >= 0 }
    @inline(__always) var isEmpty: Bool { anchor < 0 && tag < 0 }
    /// The byte behind the last of them.
    var end: Int { Int(max(anchorEnd, tagEnd)) }
    /// The first byte of them.
    var start: Int { Int(min(hasAnchor ? anchorStart : .max, hasTag ? tagStart : .max)) }
}

/// Anchors of the document being read, and the aliases that ask for them.
struct AnchorTable {
    /// The latest declaration of each name.
    var names: [[UInt8]: Int32] = [:]
    /// The node of each declaration, once it is known.
    var nodes: [UInt32] = []
    var aliases: [(alias: UInt32, declaration: Int32)] = []
    /// The node that each alias stands for.
    var targets: [UInt32: UInt32] = [:]
}

extension StreamParser {
    /// c-ns-properties. Within flow collections (`flowIndent` given) line breaks may stand between them, in block context they stay on
    /// their line. Leaves the cursor at whatever comes next, white space skipped.
    mutating func marks(flowIndent: Int?) throws(Stop) -> Marks {
        var found = Marks()
        beyondEveryday = true
        while true {
            let byte = at(i)
            let start = i
            if byte == Ascii.ampersand {
                if found.hasAnchor { throw fail(.secondAnchor, at: i) }
                i += 1
                let name = try anchorName(orFailAt: start)
                anchors.names[Array(text[name])] = Int32(anchors.nodes.count)
                found.anchor = Int32(anchors.nodes.count)
                anchors.nodes.append(Node.none)
                found.anchorStart = UInt32(start)
                found.anchorEnd = UInt32(i)
            } else if byte == Ascii.exclamation {
                if found.hasTag { throw fail(.secondTag, at: i) }
                found.tag = Int32(resolvedTags.count)
                resolvedTags.append(try tag())
                found.tagStart = UInt32(start)
                found.tagEnd = UInt32(i)
                if firstTag == nil { firstTag = start }
            } else {
                return found
            }
            let next = at(i)
            guard next.isBlankOrEnd || (flowIndent != nil && next.isFlowIndicator) else {
                throw fail(byte == Ascii.ampersand ? .badAnchor : .badTag, at: i)
            }
            if let flowIndent {
                try skipInFlow(flowIndent)
            } else {
                skipWhite()
            }
        }
    }

    /// Anchor and tag may stand on different lines in front of one node.
    mutating func joined(_ outer: Marks, _ inner: Marks) throws(Stop) -> Marks {
        if outer.isEmpty { return inner }
        if inner.isEmpty { return outer }
        if outer.hasAnchor, inner.hasAnchor { throw fail(.secondAnchor, at: Int(inner.anchorStart)) }
        if outer.hasTag, inner.hasTag { throw fail(.secondTag, at: Int(inner.tagStart)) }
        var both = outer
        if inner.hasAnchor {
            both.anchor = inner.anchor
            both.anchorStart = inner.anchorStart
            both.anchorEnd = inner.anchorEnd
        }
        if inner.hasTag {
            both.tag = inner.tag
            both.tagStart = inner.tagStart
            both.tagEnd = inner.tagEnd
        }
        return both
    }

    /// Records the marks in the side table of the tree.
    @inline(__always)
    mutating func attach(_ marks: Marks, to node: UInt32) {
        if !marks.isEmpty { attachSome(marks, to: node) }
    }

    private mutating func attachSome(_ marks: Marks, to node: UInt32) {
        var entry = NodeProperties()
        if marks.hasAnchor {
            entry.anchor = marks.anchorStart..<marks.anchorEnd
            anchors.nodes[Int(marks.anchor)] = node
        }
        if marks.hasTag {
            entry.tag = marks.tagStart..<marks.tagEnd
            entry.resolvedTag = resolvedTags[Int(marks.tag)]
        }
        properties[node] = entry
        nodes[Int(node)].flags.insert(.properties)
    }

    /// c-ns-alias-node.
    mutating func alias() throws(Stop) -> UInt32 {
        beyondEveryday = true
        let start = i
        i += 1
        let name = try anchorName(orFailAt: start)
        guard let declaration = anchors.names[Array(text[name])] else {
            throw fail(.undefinedAlias(String(decoding: text[name], as: UTF8.self)), at: start)
        }
        let node = addScalar(.plain, from: start, to: i, content: name)
        nodes[Int(node)].kind = .alias
        anchors.aliases.append((node, declaration))
        return node
    }

    /// ns-anchor-char+.
    private mutating func anchorName(orFailAt start: Int) throws(Stop) -> Range<Int> {
        let from = i
        while !at(i).isBlankOrEnd, !text[i].isFlowIndicator { i += 1 }
        if i == from { throw fail(.badAnchor, at: start) }
        return from..<i
    }

    /// Settles every alias at the end of its document and forgets the anchors.
    mutating func settleAliases() {
        for (alias, declaration) in anchors.aliases {
            anchors.targets[alias] = anchors.nodes[Int(declaration)]
        }
        // Without keeping the capacity: clearing a large table for each of many documents would be quadratic.
        if !anchors.nodes.isEmpty {
            anchors.names = [:]
            anchors.nodes = []
            anchors.aliases = []
        }
    }
}
