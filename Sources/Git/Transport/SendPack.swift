import CLibGit2

/// A push over a program (ssh, or git for a folder), in git's protocol (gitprotocol-pack(5)).
///
/// libgit2's own push reads every folder of the commit that the other side has before it sends the first byte, which takes longer than
/// the rest of a sync once there are many thousands of customers. http goes that way still.
struct SendPack {
    let repository: Repository
    let step: NetworkStep
    let child: Child

    /// One ref of the other side, and what it is to become.
    struct Update {
        let source: ObjectID
        /// Full name.
        let target: String
    }

    /// - Returns: the refs that moved; why the others did not is in `step.declined`.
    /// - Throws: `GitError.network`.
    func run(_ updates: [Update]) throws -> [Update] {
        var lines = packetLines
        let offer = try readOffer(&lines)
        let moving = updates.filter { offer.refs[$0.target] != $0.source }
        for update in moving { try requireDescent(update, from: offer.refs[update.target]) }
        guard !moving.isEmpty else {
            _ = send(Array("0000".utf8))
            return updates
        }
        guard offer.abilities.contains("report-status") else { throw failure("invalid response: no report-status") }
        var abilities = "report-status agent=crm"
        let hasBands = offer.abilities.contains("side-band-64k")
        if hasBands { abilities += " side-band-64k" }
        var request: [UInt8] = []
        for (number, update) in moving.enumerated() {
            let old = offer.refs[update.target] ?? .zero
            let end = number == 0 ? "\0 " + abilities : ""
            request += PacketLines.line("\(old.hex) \(update.source.hex) \(update.target)" + end)
        }
        // A program that ends in the middle has said why; that is read below.
        if send(request + Array("0000".utf8)) { try sendPack(of: moving, hiding: Array(offer.known)) }
        if let failure = step.failure { throw step.error(error("\(failure)")) }
        return try readReport(&lines, hasBands: hasBands, moving)
            + updates.filter { offer.refs[$0.target] == $0.source }
    }

    // MARK: What the other side has

    private struct Offer {
        var refs: [String: ObjectID] = [:]
        /// All commits it has, also those of folders that it shares objects with (`.have`).
        var known: Set<ObjectID> = []
        var abilities: Set<String> = []
    }

    private func readOffer(_ lines: inout PacketLines) throws -> Offer {
        var offer = Offer()
        var isFirst = true
        while let line = try next(&lines) {
            guard case .bytes(let bytes) = line else { return offer }
            if bytes.starts(with: "ERR ".utf8) {
                throw failure("remote error: " + String(decoding: bytes.dropFirst(4), as: UTF8.self))
            }
            let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
            if isFirst, parts.count == 2 {
                let words = parts[1].split(whereSeparator: { $0 == 0x20 || $0 == 0x0A })
                offer.abilities = Set(words.map { String(decoding: $0, as: UTF8.self) })
            }
            isFirst = false
            let text = String(decoding: parts.first ?? [], as: UTF8.self).split(separator: "\n").first ?? ""
            guard let space = text.firstIndex(of: " ") else { throw failure("invalid response: no ref") }
            let name = String(text[text.index(after: space)...])
            if text[..<space] == "shallow" { continue }
            guard let id = ObjectID(hex: String(text[..<space])) else { throw failure("invalid response: no ref") }
            if name == "capabilities^{}" { continue }
            offer.known.insert(id)
            if name != ".have" { offer.refs[name] = id }
        }
        throw ended()
    }

    /// The other side's ref only moves forward.
    private func requireDescent(_ update: Update, from old: ObjectID?) throws {
        guard let old else { return }
        if try repository.contains(old), try repository.isAncestor(old, of: update.source) { return }
        throw GitError.network(
            NetworkError(
                failure: .nonFastForward([update.target]), url: step.url,
                words: "\(update.target) has commits that are not here"))
    }

    // MARK: Sending

    private func sendPack(of updates: [Update], hiding refs: [ObjectID]) throws {
        let known = try refs.filter { try repository.contains($0) && repository.isCommit($0) }
        let objects = try NewObjects(repository, of: updates.map(\.source), hiding: known).objects
        let pack = try Owned(git_packbuilder_free, "pack objects") { git_packbuilder_new(&$0, repository.pointer) }
        for object in objects {
            var id = object.id.git
            try check(git_packbuilder_insert(pack.pointer, &id, object.name), "pack objects")
        }
        let outlet = Outlet(child, total: objects.count, step)
        let status = git_packbuilder_foreach(
            pack.pointer,
            { bytes, count, payload in
                guard let bytes, let payload else { return GIT_ERROR.rawValue }
                let outlet = Unmanaged<Outlet>.fromOpaque(payload).takeUnretainedValue()
                return outlet.write(UnsafeRawBufferPointer(start: bytes, count: count)) ? 0 : GIT_EUSER.rawValue
            }, Unmanaged.passUnretained(outlet).toOpaque())
        if status != GIT_EUSER.rawValue {
            try check(status, "pack objects")
            _ = outlet.flush()
        }
    }

    /// Sends in large pieces what comes in small ones.
    private final class Outlet {
        private let child: Child
        private let step: NetworkStep
        private let total: Int
        private var waiting: [UInt8] = []
        private var sent = 0

        init(_ child: Child, total: Int, _ step: NetworkStep) {
            self.child = child
            self.step = step
            self.total = total
        }

        func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
            waiting.append(contentsOf: bytes)
            return waiting.count < 65_536 || flush()
        }

        func flush() -> Bool {
            let isSent = waiting.withUnsafeBytes { child.write($0.baseAddress, $0.count) }
            sent += waiting.count
            waiting.removeAll(keepingCapacity: true)
            step.options.progress?(
                TransferProgress(direction: .sending, objects: total, totalObjects: total, bytes: sent))
            return isSent && step.mayGoOn()
        }
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { child.write($0.baseAddress, $0.count) }
    }

    // MARK: What the other side says to it

    private func readReport(_ lines: inout PacketLines, hasBands: Bool, _ updates: [Update]) throws -> [Update] {
        var report = lines
        if hasBands {
            let all = try readBands(&lines)
            var rest: [UInt8]? = all
            report = PacketLines {
                defer { rest = nil }
                return rest ?? []
            }
        }
        var unpacked: String?
        var moved: [Update] = []
        while let line = try next(&report), case .bytes(let bytes) = line {
            let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first ?? ""
            let words = text.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count >= 2 else { continue }
            switch words[0] {
            case "unpack": unpacked = words.dropFirst().joined(separator: " ")
            case "ok": moved += updates.filter { $0.target.utf8.elementsEqual(words[1].utf8) }
            case "ng": step.declined.append(DeclinedRef(ref: words[1], reason: words.count > 2 ? words[2] : ""))
            default: continue
            }
        }
        guard let unpacked else { throw ended() }
        if unpacked != "ok", step.declined.isEmpty {
            step.declined = updates.map { DeclinedRef(ref: $0.target, reason: "unpack: " + unpacked) }
        }
        if step.declined.isEmpty, moved.count < updates.count { throw ended() }
        return moved
    }

    /// Takes the report out of the band it comes in; the others are words for people.
    private func readBands(_ lines: inout PacketLines) throws -> [UInt8] {
        var report: [UInt8] = []
        while let line = try next(&lines) {
            guard case .bytes(let bytes) = line, let band = bytes.first else { return report }
            let text = bytes.dropFirst()
            switch band {
            case 1:
                report += text
                guard report.count <= 1 << 20 else { throw failure("invalid response: the report is too long") }
            case 2:
                step.hear(text)
                step.options.message?(String(decoding: text, as: UTF8.self))
            default: throw failure("remote error: " + String(decoding: text, as: UTF8.self))
            }
        }
        return report
    }

    private var packetLines: PacketLines {
        PacketLines { [child] in
            [UInt8](unsafeUninitializedCapacity: PacketLines.longest) { buffer, filled in
                filled = max(0, child.read(buffer.baseAddress, buffer.count))
            }
        }
    }

    private func next(_ lines: inout PacketLines) throws -> PacketLines.Line? {
        do {
            return try lines.next()
        } catch is PacketLines.Damage {
            throw failure("invalid response")
        }
    }

    // MARK: Errors

    private func ended() -> any Error {
        child.endOfOutput()
        return failure("early EOF")
    }

    private func failure(_ words: String) -> any Error { step.error(error(words)) }

    private func error(_ words: String) -> LibraryError {
        LibraryError(
            operation: "push", status: GIT_EEOF.rawValue, kind: Int32(GIT_ERROR_NET.rawValue), message: words)
    }
}

extension Repository {
    /// Notes in our copy of the remote's branch that it has moved.
    func noteMoved(_ update: SendPack.Update, _ remote: OpaquePointer) throws {
        for position in 0..<git_remote_refspec_count(remote) {
            guard let spec = git_remote_get_refspec(remote, position),
                git_refspec_direction(spec) == GIT_DIRECTION_FETCH,
                git_refspec_src_matches(spec, update.target) == 1
            else { continue }
            var buffer = git_buf()
            try check(git_refspec_transform(&buffer, spec, update.target), "find our copy of \(update.target)")
            let name = text(from: &buffer)
            if try commit(at: name) == update.source { continue }
            var made: OpaquePointer?
            defer { git_reference_free(made) }
            var id = update.source.git
            let status = retryingWhileLocked {
                git_reference_create(&made, pointer, name, &id, 1, "update by push")
            }
            try check(status, "move \(name)")
        }
    }
}
