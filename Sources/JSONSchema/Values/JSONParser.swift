extension JSONDocument {
    /// Parses exactly one JSON value (RFC 8259, strict: no comments, no trailing commas, no duplicate keys). A UTF-8 byte
    /// order mark in front is skipped.
    ///
    /// Time is linear in the text, nesting uses no recursion and is bounded by `depthLimit`.
    package static func parse(_ source: [UInt8], depthLimit: Int = 200) throws(JSONParseError) -> JSONDocument {
        var parser = JSONParser(source: source, depthLimit: depthLimit)
        let failure = source.withUnsafeBufferPointer { parser.run($0) }
        if let failure {
            throw JSONParseError(
                reason: failure.reason, byteOffset: failure.offset,
                position: TextPosition(ofByte: failure.offset, in: source[...]))
        }
        return JSONDocument(bytes: source + parser.decoded, sourceCount: source.count, nodes: parser.nodes)
    }

    /// Parses the JSON value in `text`.
    package static func parse(_ text: String) throws(JSONParseError) -> JSONDocument {
        try parse(Array(text.utf8))
    }
}

/// The state of one parse: a flat loop with a stack of open containers.
private struct JSONParser {
    struct Failure: Error {
        let reason: JSONParseError.Reason
        let offset: Int
    }

    /// An array or object that has not ended yet.
    struct Open {
        let node: Int
        /// The last child so far (a member's value), to be linked to the next; 0 before the first.
        var last: Int
        let isObject: Bool
    }

    let sourceCount: Int
    let depthLimit: Int
    var nodes: [JSONDocument.Node] = []
    var decoded: [UInt8] = []
    var open: [Open] = []
    var at = 0

    init(source: [UInt8], depthLimit: Int) {
        sourceCount = source.count
        self.depthLimit = depthLimit
        nodes.reserveCapacity(source.count / 12 + 4)
    }

    mutating func run(_ text: UnsafeBufferPointer<UInt8>) -> Failure? {
        do throws(Failure) {
            try parse(text)
            return nil
        } catch {
            return error
        }
    }

    private mutating func parse(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
        if text.count >= 1 << 30 { throw Failure(reason: .tooLarge, offset: 0) }
        if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { at = 3 }
        skipSpace(text)
        try value(text)
        while let container = open.last {
            skipSpace(text)
            let byte = try current(text)
            if byte == (container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                at += 1
                nodes[container.node].end = UInt32(at)
                if container.isObject { try refuseDuplicateKeys(of: container.node, text) }
                open.removeLast()
                continue
            }
            if container.last != 0 {
                if byte != UInt8(ascii: ",") { throw Failure(reason: .unexpectedByte(byte), offset: at) }
                at += 1
                skipSpace(text)
            }
            if container.isObject {
                let start = try current(text)
                if start != UInt8(ascii: "\"") { throw Failure(reason: .unexpectedByte(start), offset: at) }
                link(nodes.count)
                try string(text)
                skipSpace(text)
                let colon = try current(text)
                if colon != UInt8(ascii: ":") { throw Failure(reason: .unexpectedByte(colon), offset: at) }
                at += 1
                skipSpace(text)
            } else {
                link(nodes.count)
            }
            open[open.count - 1].last = nodes.count
            nodes[container.node].count += 1
            try value(text)
        }
        skipSpace(text)
        if at < text.count { throw Failure(reason: .textAfterValue, offset: at) }
    }

    /// Makes the previous child point to the node that comes next.
    private mutating func link(_ index: Int) {
        guard let container = open.last, container.last != 0 else { return }
        nodes[container.last].next = UInt32(index)
    }

    private mutating func append(
        _ type: InstanceType, start: Int, textStart: Int = 0, textCount: Int = 0, flag: Bool = false
    ) {
        nodes.append(
            JSONDocument.Node(
                type: type, flag: flag, start: UInt32(start), end: UInt32(at), textStart: UInt32(textStart),
                textCount: UInt32(textCount), count: 0, next: 0, parent: UInt32(open.last?.node ?? 0)))
    }

    private func current(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> UInt8 {
        if at >= text.count { throw Failure(reason: .unexpectedEnd, offset: at) }
        return text[at]
    }

    private mutating func skipSpace(_ text: UnsafeBufferPointer<UInt8>) {
        var end = at
        while end < text.count {
            let byte = text[end]
            if byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 { break }
            end += 1
        }
        at = end
    }

    private mutating func value(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
        let start = at
        let byte = try current(text)
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            if open.count >= depthLimit { throw Failure(reason: .tooDeep(limit: depthLimit), offset: at) }
            at += 1
            let isObject = byte == UInt8(ascii: "{")
            append(isObject ? .object : .array, start: start)
            open.append(Open(node: nodes.count - 1, last: 0, isObject: isObject))
        case UInt8(ascii: "\""): try string(text)
        case UInt8(ascii: "t"): try literal("true", .boolean, flag: true, text)
        case UInt8(ascii: "f"): try literal("false", .boolean, flag: false, text)
        case UInt8(ascii: "n"): try literal("null", .null, flag: false, text)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(text)
        default: throw Failure(reason: .unexpectedByte(byte), offset: at)
        }
    }

    private mutating func literal(
        _ word: StaticString, _ type: InstanceType, flag: Bool, _ text: UnsafeBufferPointer<UInt8>
    ) throws(Failure) {
        let start = at
        for index in 0..<word.utf8CodeUnitCount {
            let byte = try current(text)
            if byte != word.utf8Start[index] { throw Failure(reason: .unexpectedByte(byte), offset: at) }
            at += 1
        }
        append(type, start: start, flag: flag)
    }

    private mutating func number(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
        let start = at
        func digits(_ at: inout Int) -> Int {
            let first = at
            while at < text.count, text[at] >= UInt8(ascii: "0"), text[at] <= UInt8(ascii: "9") { at += 1 }
            return at - first
        }
        if text[at] == UInt8(ascii: "-") { at += 1 }
        let leadingZero = at < text.count && text[at] == UInt8(ascii: "0")
        let whole = digits(&at)
        if whole == 0 || (leadingZero && whole > 1) { throw Failure(reason: .invalidNumber, offset: start) }
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at += 1
            if digits(&at) == 0 { throw Failure(reason: .invalidNumber, offset: start) }
        }
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
            if digits(&at) == 0 { throw Failure(reason: .invalidNumber, offset: start) }
        }
        append(.number, start: start, textStart: start, textCount: at - start)
    }

    private mutating func string(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
        let start = at
        at += 1
        var plainStart = at
        let decodedStart = decoded.count
        var escaped = false
        while true {
            // Most of it is letters.
            var end = at
            while end < text.count {
                let byte = text[end]
                if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
                end += 1
            }
            at = end
            let byte = try current(text)
            if byte == UInt8(ascii: "\"") { break }
            if byte < 0x20 { throw Failure(reason: .controlCharacterInString(byte), offset: at) }
            if byte == UInt8(ascii: "\\") {
                escaped = true
                decoded.append(contentsOf: text[plainStart..<at])
                try escape(text)
                plainStart = at
            } else {
                let length = utf8SequenceLength(text, at: at)
                if length == 0 { throw Failure(reason: .invalidUTF8, offset: at) }
                at += length
            }
        }
        if escaped { decoded.append(contentsOf: text[plainStart..<at]) }
        let end = at
        at += 1
        if escaped {
            append(
                .string, start: start, textStart: sourceCount + decodedStart, textCount: decoded.count - decodedStart)
        } else {
            append(.string, start: start, textStart: start + 1, textCount: end - start - 1)
        }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
        let start = at
        at += 1
        let byte = try current(text)
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hex4(text)
            if code >= 0xD800 && code < 0xDC00 {
                guard at + 1 < text.count, text[at] == UInt8(ascii: "\\"), text[at + 1] == UInt8(ascii: "u") else {
                    throw Failure(reason: .loneSurrogate, offset: start)
                }
                at += 2
                let low = try hex4(text)
                if low < 0xDC00 || low > 0xDFFF { throw Failure(reason: .loneSurrogate, offset: start) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw Failure(reason: .loneSurrogate, offset: start) }
            decoded.append(contentsOf: String(scalar).utf8)
        default: throw Failure(reason: .invalidEscape, offset: start)
        }
    }

    private mutating func hex4(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = hexDigit(try current(text)) else { throw Failure(reason: .invalidEscape, offset: at) }
            code = code << 4 | UInt32(digit)
            at += 1
        }
        return code
    }

    private func refuseDuplicateKeys(of object: Int, _ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
        let count = Int(nodes[object].count)
        if count < 2 { return }
        // Few are compared with each other; of many only those of one hash.
        let duplicate = count <= 64 ? duplicateAmongFew(object, count, text) : duplicateAmongMany(object, count, text)
        guard let duplicate else { return }
        let name = withText(of: nodes[duplicate], text) { String(decoding: $0, as: UTF8.self) }
        throw Failure(reason: .duplicateKey(name), offset: Int(nodes[duplicate].start))
    }

    private func duplicateAmongFew(_ object: Int, _ count: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
        withUnsafeTemporaryAllocation(of: (hash: UInt32, node: Int).self, capacity: count) { known in
            var index = object + 1
            for place in 0..<count {
                let hash = hash(ofKey: index, text)
                for other in 0..<place where known[other].hash == hash {
                    if isSameKey(index, known[other].node, text) { return index }
                }
                known.initializeElement(at: place, to: (hash, index))
                index = Int(nodes[index + 1].next)
            }
            return nil
        }
    }

    private func duplicateAmongMany(_ object: Int, _ count: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var keys: [Int] = []
        keys.reserveCapacity(count)
        var known = HashIndex()
        var index = object + 1
        while index != 0 {
            let hash = Int(hash(ofKey: index, text))
            if known.position(hash: hash, where: { isSameKey(index, keys[$0], text) }) != nil { return index }
            known.add(keys.count, hash: hash)
            keys.append(index)
            index = Int(nodes[index + 1].next)
        }
        return nil
    }

    private func hash(ofKey index: Int, _ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        withText(of: nodes[index], text) { hashOfName($0) }
    }

    private func isSameKey(_ one: Int, _ other: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        withText(of: nodes[one], text) { name in withText(of: nodes[other], text) { bytesAreEqual($0, name) } }
    }

    /// The text of a key, as it is in the source or decoded.
    private func withText<Result>(
        of key: JSONDocument.Node, _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let start = Int(key.textStart)
        let count = Int(key.textCount)
        if start < sourceCount { return body(UnsafeBufferPointer(rebasing: text[start..<start + count])) }
        return decoded.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[(start - sourceCount)..<(start - sourceCount + count)]))
        }
    }
}
