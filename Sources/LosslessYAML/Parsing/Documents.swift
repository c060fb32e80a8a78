extension StreamParser {
    /// l-yaml-stream.
    mutating func parseStream() throws(Stop) {
        if isByteOrderMark(0) {
            i = 3
            beyondEveryday = true
        }
        startLine()
        // A bare document or directives may come first, and again after `...`.
        var mayBeBare = true
        while true {
            try skipPrefix()
            if i >= count { return }
            let start = i
            tagHandles.removeAll()
            var directives = false
            if at(i) == Ascii.percent, i == lineStart, mayBeBare {
                try self.directives()
                directives = true
            }
            let isStart = i == lineStart && isMarker(i) && text[i] == Ascii.dash
            if directives, !isStart { throw fail(.directiveWithoutDocument, at: start) }
            if !isStart, i == lineStart, isMarker(i) {
                try documentEnd()
                mayBeBare = true
                continue
            }
            if !isStart, !mayBeBare { throw textAfterRoot() }
            var document = DocumentSpan(root: Node.none, explicitStart: isStart, start: i)
            depth = 0
            if isStart {
                beyondEveryday = true
                i += 3
                document.root = try blockNode(under: -1, sequenceAtParent: false, compact: false)
            } else {
                document.root = try nodeOnNewLine(
                    under: -1, sequenceAtParent: false, emptyAt: i, marks: Marks())
            }
            if indent >= 0 { throw textAfterRoot() }
            settleAliases()
            if i < count, isMarker(i), text[i] == Ascii.dot {
                document.explicitEnd = true
                try documentEnd()
                mayBeBare = true
            } else {
                mayBeBare = false
            }
            documents.append(document)
        }
    }

    /// l-document-prefix*: byte order marks, comments and blank lines before a document.
    private mutating func skipPrefix() throws(Stop) {
        while true {
            try skipToContent()
            guard i == lineStart, isByteOrderMark(i) else { break }
            skippedMarks.append(i)
            beyondEveryday = true
            i += 3
            startLine()
        }
    }

    /// l-document-suffix.
    private mutating func documentEnd() throws(Stop) {
        beyondEveryday = true
        i += 3
        if !(try skipToContent()), i < count { throw fail(.textAfterDocumentEnd, at: i) }
    }

    /// l-directive+.
    private mutating func directives() throws(Stop) {
        if firstDirective == nil { firstDirective = i }
        beyondEveryday = true
        var hasVersion = false
        while at(i) == Ascii.percent, i == lineStart {
            let start = i
            i += 1
            let name = word()
            switch String(decoding: text[name], as: UTF8.self) {
            case "":
                throw fail(.badDirective, at: start)
            case "YAML":
                if hasVersion { throw fail(.badDirective, at: start) }
                hasVersion = true
                try versionDirective(start)
            case "TAG":
                try tagDirective(start)
            default:
                repeat { skipWhite() } while at(i) != Ascii.hash && !word().isEmpty
            }
            if !(try skipToContent()), i < count { throw fail(.badDirective, at: i) }
        }
    }

    private mutating func word() -> Range<Int> {
        let start = i
        while !at(i).isBlankOrEnd { i += 1 }
        return start..<i
    }

    private mutating func versionDirective(_ start: Int) throws(Stop) {
        skipWhite()
        let version = word()
        let parts = text[version].split(separator: Ascii.dot, omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }),
            parts[0].elementsEqual([0x31])
        else { throw fail(.badDirective, at: start) }
    }

    private mutating func tagDirective(_ start: Int) throws(Stop) {
        skipWhite()
        let handle = Array(text[word()])
        let isHandle =
            handle.first == Ascii.exclamation && handle.last == Ascii.exclamation
            && handle.dropFirst().dropLast().allSatisfy(\.isWordCharacter)
        skipWhite()
        let prefixStart = i
        let first = at(i)
        guard isHandle, !first.isBlankOrEnd, !(first.isFlowIndicator), tagHandles[handle] == nil else {
            throw fail(.badDirective, at: start)
        }
        let prefix = try uri(from: prefixStart, stoppingAtFlow: false)
        guard !prefix.isEmpty, isBlank(i) else { throw fail(.badDirective, at: start) }
        tagHandles[handle] = prefix
    }
}
