import LosslessYAML
import Records
import Sync

/// Everything in the folder of one record on its way into that of another, and every reference to it.
struct FolderJoin {
    private struct Move {
        let from: RecordPath
        let bytes: [UInt8]
        /// nil for a file that is there already with the same content.
        let to: RecordPath?
    }

    private let stays: Record
    private let goes: Record
    private let change: Change
    private var moves: [Move] = []
    /// Attachments that get another name, as the records write them: `files/offer.pdf` → `files/offer-2.pdf`.
    private(set) var renamed: [String: String] = [:]

    init(_ stays: Record, _ goes: Record, _ change: Change) throws {
        self.stays = stays
        self.goes = goes
        self.change = change
        let source = goes.path.folder
        let target = stays.path.folder
        let isFolder = goes.kind.parent == nil && goes.kind.location.tail.last?.contains("*") == false
        guard isFolder, !source.isEmpty, source != target else { return }
        var taken: Set<RecordPath> = []
        for file in try filesBeneath(source, change.folder) where file.path != goes.path {
            // One of the two may lie within the other.
            if target.hasPrefix(source + "/"), file.path.text.hasPrefix(target + "/") { continue }
            let tail = String(decoding: file.path.text.utf8.dropFirst(source.utf8.count + 1), as: UTF8.self)
            let bytes = try Self.contents(file.path, change)
            let place = try Self.place(tail, in: target, bytes, from: file.path, taken, change)
            if let path = place {
                taken.insert(path)
                let newTail = String(decoding: path.text.utf8.dropFirst(target.utf8.count + 1), as: UTF8.self)
                if newTail != tail { renamed[tail] = newTail }
            }
            moves.append(Move(from: file.path, bytes: bytes, to: place))
        }
    }

    /// A free path for the file; nil when the same content lies there already.
    private static func place(
        _ tail: String, in folder: String, _ bytes: [UInt8], from: RecordPath, _ taken: Set<RecordPath>,
        _ change: Change
    ) throws -> RecordPath? {
        let slash = tail.lastIndex(of: "/").map { tail.index(after: $0) } ?? tail.startIndex
        let dot = tail[slash...].lastIndex(of: ".").flatMap { $0 == slash ? nil : $0 } ?? tail.endIndex
        for attempt in 1...999 {
            let name = attempt == 1 ? tail : "\(tail[..<dot])-\(attempt)\(tail[dot...])"
            guard let path = RecordPath(folder + "/" + name) else { break }
            if path == from { return path }
            if taken.contains(path) { continue }
            if !fileExists(change.folder.root + "/" + path.text) { return path }
            if change.folder.kinds.kind(at: path) == nil, try contents(path, change) == bytes { return nil }
        }
        throw CommandFailure(
            Text(en: "there is no free name for \(from) in \(folder)", zh: "\(folder) 中没有可用于 \(from) 的文件名"))
    }

    private static func contents(_ path: RecordPath, _ change: Change) throws -> [UInt8] {
        do throws(FileProblem) {
            return try readFile(change.folder.root + "/" + path.text, limit: 1 << 28)
        } catch {
            throw CommandFailure(error.message)
        }
    }

    /// All files as they are to be.
    ///
    /// - Parameter merged: the record that stays, with the fields of both.
    func files(_ merged: Record) throws -> [PlannedFile] {
        var files: [PlannedFile] = []
        let own = try redirected(merged)
        files.append(PlannedFile(path: stays.path, before: stays.tree.bytes, after: own.tree.bytes))
        files.append(PlannedFile(path: goes.path, before: goes.tree.bytes, after: nil))
        for move in moves {
            files.append(PlannedFile(path: move.from, before: move.bytes, after: nil))
            guard let path = move.to else { continue }
            files.append(PlannedFile(path: path, before: nil, after: try moved(move), movedFrom: move.from))
        }
        let gone = Set(files.map(\.path))
        let referring = change.records.references(to: [goes.id ?? ""]).filter { !gone.contains($0.record.path) }
        for record in Self.records(of: referring) {
            files.append(.init(record, becomes: try redirected(record)))
        }
        return files
    }

    private func moved(_ move: Move) throws -> [UInt8] {
        guard let kind = change.folder.kinds.kind(at: move.from),
            let text = ParsedFile(path: move.from, bytes: move.bytes).text
        else { return move.bytes }
        let record = Record(path: move.from, kind: kind, text: text)
        let renamed = try change.record(record, after: record.attachmentEdits(renamed))
        return try redirected(renamed).tree.bytes
    }

    private static func records(of references: [Reference]) -> [Record] {
        var seen: Set<RecordPath> = []
        return references.map(\.record).filter { seen.insert($0.path).inserted }
    }

    /// The record with its references to the one that goes turned to the one that stays; what would name itself, or name it twice, is
    /// taken away.
    private func redirected(_ record: Record) throws -> Record {
        guard let old = goes.id, let new = stays.id else { return record }
        let places = RecordSet([record]).references(to: [old])
        guard !places.isEmpty else { return record }
        let present = RecordSet([record]).references(to: [new])
        let isItself = record.path == stays.path
        // From the end, so that the numbers of the entries before stay right.
        let edits: [YAMLEdit] = places.reversed().map { place in
            guard case .index? = place.path.last else {
                return isItself ? .remove(place.path) : .set(place.path, .string(new))
            }
            let list = place.path.dropLast()
            let isThere = present.contains { $0.path.dropLast() == list }
            return isItself || isThere ? .remove(place.path) : .set(place.path, .string(new))
        }
        return try change.record(record, after: edits)
    }
}
