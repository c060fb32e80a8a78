import LosslessYAML

extension Writer {
    /// The lines of a block collection: its children one after the other, and the comments behind them.
    func children(_ children: [(key: String?, decision: Decision)], _ parts: Versions<Parts>, column: Int) -> [UInt8] {
        var out: [UInt8] = []
        for child in children {
            let versions = child.decision.versions
            let pieces = Versions(
                base: parts.base?.piece(of: versions.base), ours: parts.ours?.piece(of: versions.ours),
                theirs: parts.theirs?.piece(of: versions.theirs))
            out += self.child(child.key, child.decision, pieces, column: column)
        }
        func rest(_ parts: Parts?) -> TextLines? { parts.map { TextLines($0.text, $0.rest, column: $0.column) } }
        for line in TextLines.merged(rest(parts.base), rest(parts.ours), rest(parts.theirs)) {
            out.append(line: line, column: column)
        }
        return out
    }

    /// All lines of one child, its comments included.
    private func child(_ key: String?, _ decision: Decision, _ pieces: Versions<Piece>, column: Int) -> [UInt8] {
        var out: [UInt8] = []
        if decision.plan.isRemoval {
            // What the other side has to say about it stays.
            for comment in required(pieces) where pieces.ours == nil || pieces.theirs == nil {
                out.append(line: comment, column: column)
            }
            return out
        }
        if let copy = untouched(decision, pieces) {
            let part = copy.part
            if pieces.ours == nil || pieces.theirs == nil || Self.isSame(pieces.ours, pieces.theirs, \.lead) {
                for line in lead(copy) { out.append(line: line, column: column) }
            } else {
                for line in merged(pieces, \.lead) { out.append(line: line, column: column) }
            }
            out.append(copy.text, part.body, from: copy.column, to: column)
            return out
        }
        for line in merged(pieces, \.lead) { out.append(line: line, column: column) }
        var body = self.body(key, decision, pieces, column: column)
        for line in merged(pieces, \.tail) where !body.holdsTail { body.lines.append(line: line, column: column) }
        let missing = required(pieces).filter { !Self.holds($0, out) && !Self.holds($0, body.lines) }
        for comment in missing { out.append(line: comment, column: column) }
        return out + body.lines
    }

    /// The version that can be copied as it stands, since the others have nothing to say in the matter.
    private func untouched(_ decision: Decision, _ pieces: Versions<Piece>) -> Piece? {
        if care == .aliases,
            [pieces.ours, pieces.theirs].contains(where: { $0.map { Self.holdsAlias($0.ref) } ?? false })
        {
            return nil
        }
        guard let ours = pieces.ours, let theirs = pieces.theirs else {
            switch decision.plan {
            case .take(let side, _):
                // Where the other side deleted it, or never had it.
                return decision.versions[side.other] == nil ? pieces[side] : nil
            default: return nil
            }
        }
        guard decision.plan.isPlain else { return nil }
        if Self.isSame(ours, theirs, \.body) { return ours }
        guard let base = pieces.base else { return nil }
        if Self.isSame(base, ours, \.body) { return theirs }
        if Self.isSame(base, theirs, \.body) { return ours }
        return nil
    }

    private static func holdsAlias(_ ref: Ref) -> Bool {
        guard ref.tree.hasAliases else { return false }
        switch ref.kind {
        case .alias: return true
        case .scalar: return false
        case .sequence: return ref.tree.children(ref.node).contains { holdsAlias(ref.child($0)) }
        case .mapping: return ref.tree.entries(ref.node).contains { holdsAlias(ref.child($0.value)) }
        }
    }

    // MARK: Comparing and merging lines

    private func lead(_ piece: Piece) -> [ArraySlice<UInt8>] {
        TextLines(piece.text, piece.part.lead, column: piece.column).lines
    }

    private func merged(_ pieces: Versions<Piece>, _ range: KeyPath<Parts.Part, Range<Int>>) -> [ArraySlice<UInt8>] {
        func lines(_ piece: Piece?) -> TextLines? {
            piece.map { TextLines($0.text, $0.part[keyPath: range], column: $0.column) }
        }
        return TextLines.merged(lines(pieces.base), lines(pieces.ours), lines(pieces.theirs))
    }

    /// Whether two children have the same lines there, apart from the column they stand in.
    static func isSame(_ one: Piece?, _ two: Piece?, _ range: KeyPath<Parts.Part, Range<Int>>) -> Bool {
        guard let one, let two else { return one == nil && two == nil }
        let first = one.text.bytes[one.part[keyPath: range]]
        let second = two.text.bytes[two.part[keyPath: range]]
        if one.column == two.column { return first.count == second.count && first.elementsEqual(second) }
        // The first line of a body begins behind its indentation.
        let rest = [one, two].map { piece -> ([UInt8], [ArraySlice<UInt8>]) in
            let place = piece.part[keyPath: range]
            if place.isEmpty { return ([], []) }
            let isWhole = place.lowerBound == piece.text.lineStart(place.lowerBound)
            let next = isWhole ? place.lowerBound : min(piece.text.nextLine(place.lowerBound), place.upperBound)
            return (
                Array(piece.text.bytes[place.lowerBound..<next]),
                TextLines(piece.text, next..<place.upperBound, column: piece.column).lines
            )
        }
        return rest[0] == rest[1]
    }

    func required(_ pieces: Versions<Piece>) -> [ArraySlice<UInt8>] {
        Self.required(pieces.base?.comments, pieces.ours?.comments, pieces.theirs?.comments)
    }

    /// Whether a comment ends a line of a text.
    static func holds(_ comment: ArraySlice<UInt8>, _ text: [UInt8]) -> Bool {
        guard let first = comment.first, text.count >= comment.count else { return false }
        for start in 0...(text.count - comment.count) where text[start] == first {
            let end = start + comment.count
            guard end == text.count || text[end] == 0x0A || text[end] == 0x0D else { continue }
            guard start == 0 || text[start - 1] == 0x20 || text[start - 1] == 0x09 || text[start - 1] == 0x0A else {
                continue
            }
            if text[start..<end].elementsEqual(comment) { return true }
        }
        return false
    }
}

extension Plan {
    /// Whether nothing in it goes against one of the sides, so that a side which changed nothing has no say.
    var isPlain: Bool {
        switch self {
        case .same, .take(_, overrules: false), .remove: true
        case .take, .value, .block: false
        case .map(let entries): entries.allSatisfy(\.decision.plan.isPlain)
        case .list(let items): items.allSatisfy(\.plan.isPlain)
        }
    }
}
