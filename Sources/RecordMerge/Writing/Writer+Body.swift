import LosslessYAML

extension Writer {
    /// The lines of a child without its comment lines in front.
    struct Body {
        var lines: [UInt8]
        /// The comment lines behind the child are among them.
        var holdsTail = false
    }

    func body(_ key: String?, _ decision: Decision, _ pieces: Versions<Piece>, column: Int) -> Body {
        switch decision.plan {
        case .map, .list:
            if care == .pieces || care == .aliases, let nested = nested(decision, pieces, column: column) {
                return nested
            }
            return written(key, decision, pieces, column: column)
        case .same, .take(.ours, _):
            if care != .aliases, let ours = pieces.ours { return taken(ours, pieces, column: column) }
            return written(key, decision, pieces, column: column)
        case .take(.theirs, _):
            if care != .aliases, let theirs = pieces.theirs { return taken(theirs, pieces, column: column) }
            return written(key, decision, pieces, column: column)
        case .value(.number(let text)):
            return counted(text, pieces, column: column) ?? written(key, decision, pieces, column: column)
        case .value(.string(let text)):
            return prose(text, pieces, column: column) ?? written(key, decision, pieces, column: column)
        case .value, .block, .remove:
            return written(key, decision, pieces, column: column)
        }
    }

    // MARK: One side's lines

    /// A child as one side has it, with the comment behind its value that both sides together want.
    private func taken(_ piece: Piece, _ pieces: Versions<Piece>, column: Int) -> Body {
        var out: [UInt8] = []
        let core = piece.part.core
        let own = piece.comment
        let merged = Self.mergedComment(pieces)
        guard let own, merged != own.text, own.place.lowerBound >= core.lowerBound else {
            if own == nil, let merged, let end = piece.valueEnd {
                out.append(piece.text, core.lowerBound..<end, from: piece.column, to: column)
                out.removeLast()
                out += "  ".utf8 + merged + [0x0A]
                return Body(lines: out)
            }
            out.append(piece.text, core, from: piece.column, to: column)
            return Body(lines: out)
        }
        // The comment's own place, or nothing where it was taken away.
        var end = own.place.lowerBound
        if merged == nil {
            while end > core.lowerBound, piece.text.bytes[end - 1] == 0x20 || piece.text.bytes[end - 1] == 0x09 {
                end -= 1
            }
        }
        out.append(piece.text, core.lowerBound..<end, from: piece.column, to: column)
        if out.last == 0x0A { out.removeLast() }
        out += (merged ?? []) + [0x0A]
        return Body(lines: out)
    }

    /// Of the comments behind the value on its line: what one side changed; where both did, ours (theirs comes on a line of its own).
    private static func mergedComment(_ pieces: Versions<Piece>) -> ArraySlice<UInt8>? {
        let comments = pieces.map { $0.comment?.text }
        let (base, ours, theirs) = (comments.base, comments.ours, comments.theirs)
        guard let our = pieces.ours, let their = pieces.theirs else { return ours ?? theirs }
        guard our.valueEnd != nil, their.valueEnd != nil else { return ours }
        if ours == theirs || theirs == base { return ours }
        return ours == base ? theirs : ours ?? theirs
    }

    /// A new number in the place of ours.
    private func counted(_ number: String, _ pieces: Versions<Piece>, column: Int) -> Body? {
        guard care != .everything, let ours = pieces.ours, ours.text.tree.kind(ours.part.value) == .scalar else {
            return nil
        }
        let place = ours.text.tree.range(ours.part.value)
        let line = taken(ours, pieces, column: column).lines
        // Up to the value the line is ours; what follows may have the other side's comment.
        let before = place.lowerBound - ours.part.core.lowerBound + column
        guard !place.isEmpty, before + place.count <= line.count else { return nil }
        return Body(lines: Array(line[..<before]) + number.utf8 + line[(before + place.count)...])
    }

    /// A merged text in the lines of our block scalar (`|`): its header, its indentation.
    private func prose(_ text: String, _ pieces: Versions<Piece>, column: Int) -> Body? {
        guard care == .pieces, let ours = pieces.ours, ours.text.tree.style(ours.part.value) == .literal,
            text.utf8.last == 0x0A
        else { return nil }
        let bytes = ours.text.bytes
        let header = ours.part.core.lowerBound..<ours.text.nextLine(ours.text.tree.range(ours.part.value).lowerBound)
        let first = header.upperBound
        guard header.upperBound < ours.part.core.upperBound,
            bytes[header].reversed().drop(while: { $0 == 0x0A }).first == 0x7C
        else { return nil }
        let indent = bytes[first...].prefix { $0 == 0x20 }.count - ours.column
        guard indent > 0, bytes[first + indent + ours.column] != 0x0A else { return nil }
        var out: [UInt8] = []
        out.append(ours.text, header, from: ours.column, to: column)
        for line in text.utf8.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false) {
            out.append(line: Array(line)[...], column: column + indent)
        }
        return Body(lines: out)
    }

    // MARK: Put together from both

    /// A map or list whose children are merged, in the lines of the side that has one; nil when it must be written anew.
    private func nested(_ decision: Decision, _ pieces: Versions<Piece>, column: Int) -> Body? {
        let side: MergeSide = decision.versions.ours.map { $0.isMap || $0.isList } ?? false ? .ours : .theirs
        guard let host = pieces[side], let hostRef = decision.versions[side] else { return nil }
        if hostRef.style == .flow {
            guard let text = flow(decision, in: hostRef) else { return nil }
            let range = host.text.tree.range(hostRef.node)
            var out: [UInt8] = []
            out.append(host.text, host.part.core.lowerBound..<range.lowerBound, from: host.column, to: column)
            if out.last == 0x0A, host.text.bytes[range.lowerBound - 1] != 0x0A { out.removeLast() }
            let comment = Self.mergedComment(pieces)
            if comment == host.comment?.text {
                out += text + host.text.bytes[range.upperBound..<host.part.core.upperBound]
            } else {
                out += text + (comment.map { "  ".utf8 + $0 } ?? []) + [0x0A]
            }
            return Body(lines: out)
        }
        guard let inside = host.inside() else { return nil }
        let inner = Versions(
            base: pieces.base?.inside(), ours: pieces.ours?.inside(), theirs: pieces.theirs?.inside())
        let childColumn = column + inside.parts.column - host.column
        let children: [(String?, Decision)]
        switch decision.plan {
        case .map(let entries): children = entries.map { ($0.key, $0.decision) }
        case .list(let items): children = items.map { (nil, $0) }
        default: return nil
        }
        guard children.contains(where: { !$0.1.plan.isRemoval }) else { return nil }
        let lines = self.children(
            children, Versions(base: inner.base?.parts, ours: inner.ours?.parts, theirs: inner.theirs?.parts),
            column: childColumn)
        var head = host.text.bytes[inside.head]
        if side == .ours, head.last == 0x0A, let base = inner.base, let theirs = inner.theirs,
            let baseText = pieces.base?.text, let theirText = pieces.theirs?.text,
            baseText.bytes[base.head] == head, theirText.bytes[theirs.head].last == 0x0A
        {
            head = theirText.bytes[theirs.head]
        }
        if head.last == 0x0A {
            var out: [UInt8] = []
            out.append(spaces: column)
            return Body(lines: out + head + lines, holdsTail: true)
        }
        return Body(lines: Self.behindDash(head, lines, column: column, childColumn: childColumn), holdsTail: true)
    }

    /// The lines of a map that begins on the line of its dash; comments in front of its first key go in front of the dash.
    private static func behindDash(
        _ head: ArraySlice<UInt8>, _ lines: [UInt8], column: Int, childColumn: Int
    ) -> [UInt8] {
        var out: [UInt8] = []
        var here = 0
        while here < lines.count {
            let end = lines[here...].firstIndex(of: 0x0A) ?? lines.count
            let content = lines[here..<end].drop { $0 == 0x20 }
            guard content.isEmpty || content.first == 0x23 else { break }
            out.append(line: content, column: column)
            here = min(end + 1, lines.count)
        }
        out.append(spaces: column)
        return out + head + lines[min(here + childColumn, lines.count)...]
    }

    // MARK: Written anew

    /// A child written by value, in our handwriting.
    private func written(_ key: String?, _ decision: Decision, _ pieces: Versions<Piece>, column: Int) -> Body {
        let host = pieces.ours ?? pieces.theirs
        guard let writing = (versions.ours ?? versions.theirs)?.handwriting, let value = value(of: decision) else {
            return Body(lines: [])
        }
        if key == nil, let source = source(decision) {
            var out: [UInt8] = []
            out.append(spaces: column)
            return Body(lines: out + "- ".utf8 + source + [0x0A])
        }
        var block: YAMLHandwriting.Block
        var out: [UInt8] = []
        if let key {
            block = writing.underKey(value, column: column)
            let name = host.flatMap { host in
                host.part.key.map { host.text.bytes[host.text.tree.rangeWithProperties($0)] }
            }
            out = keyLine(
                name.map { String(decoding: $0, as: UTF8.self) } ?? writing.key(key, inFlow: false), block,
                column: column)
        } else {
            block = writing.underDash(value, column: column)
            out.append(spaces: column)
            out += ("-" + (block.first.isEmpty ? "" : " " + block.first)).utf8 + [0x0A]
            for line in block.rest { out += line.utf8 + [0x0A] }
        }
        if case .block = decision.plan { out = Self.explained(out) }
        return Body(lines: out)
    }

    /// A scalar as it stands between brackets in one of the texts; nil for anything else, and for more than a line.
    private func source(_ decision: Decision) -> ArraySlice<UInt8>? {
        let ref: Ref?
        switch decision.plan {
        case .same: ref = decision.versions.ours
        case .take(let side, _): ref = decision.versions[side]
        default: ref = nil
        }
        guard let ref, ref.kind == .scalar, [.plain, .singleQuoted, .doubleQuoted].contains(ref.style) else {
            return nil
        }
        let bytes = ref.tree.bytes[ref.tree.range(ref.node)]
        return bytes.isEmpty || bytes.contains(0x0A) ? nil : bytes
    }

    /// With a remark on the line of `$conflict:`.
    private static func explained(_ lines: [UInt8]) -> [UInt8] {
        let mark = Array((ConflictBlock.key + ":\n").utf8)
        guard lines.count > mark.count,
            let place = (0...(lines.count - mark.count)).first(where: {
                lines[$0..<($0 + mark.count)].elementsEqual(mark)
            })
        else { return lines }
        let end = place + mark.count - 1
        return Array(lines[..<end]) + "  # replace this block by the right value, or: crm resolve".utf8 + lines[end...]
    }
}

extension Piece {
    /// Where the value ends on its last line, when a comment may follow there; nil for block collections and block scalars.
    var valueEnd: Int? {
        let tree = text.tree
        switch tree.style(part.value) {
        case .literal, .folded: return nil
        case .block where tree.kind(part.value) != .scalar: return nil
        default: break
        }
        let mark: UInt8 = part.key == nil ? 0x2D : 0x3A
        let from = part.key.map { tree.range($0).upperBound } ?? part.core.lowerBound
        let indicator = tree.indicator(mark, behind: from).map { $0 + 1 } ?? from
        return max(tree.range(part.value).upperBound, tree.propertiesEnd(part.value) ?? 0, indicator)
    }

    /// The comment behind the value, on its line.
    var comment: (place: Range<Int>, text: ArraySlice<UInt8>)? {
        guard let end = valueEnd, let place = text.tree.commentRanges(in: end..<part.core.upperBound).first else {
            return nil
        }
        return (place, text.bytes[place])
    }
}
