package import Records

/// Two records that seem to mean the same.
package struct DuplicatePair: Sendable {
    /// Why they seem so; the raw values stand in `--json`.
    package enum Reason: Sendable, Hashable {
        case name(NameLikeness)
        case taxNumber
        case phone(String)
        case email(String)
        case website(String)
        case mailDomain(String)
        case address

        /// Stable name.
        package var key: String {
            switch self {
            case .name(let likeness): likeness.rawValue
            case .taxNumber: "tax-number"
            case .phone: "phone"
            case .email: "email"
            case .website: "website"
            case .mailDomain: "mail-domain"
            case .address: "address"
            }
        }
    }

    package let first: RecordPath
    package let second: RecordPath
    /// From 0 to 100.
    package let score: Int
    /// The strongest first.
    package let reasons: [Reason]
}

/// The pairs among records that seem to mean the same, the surest first. Only records that share a trait are compared, so that a hundred
/// thousand take seconds.
///
/// - Parameters:
///   - least: the lowest score that counts.
///   - candidates: when given, only pairs with one of these; for a record that is about to be made.
package func duplicates(
    among records: [DuplicateTraits], least: Int = 60, with candidates: [DuplicateTraits] = []
) -> [DuplicatePair] {
    let all = candidates + records
    var blocks: [DuplicateTraits.Key: [Int32]] = [:]
    for (number, record) in all.enumerated() {
        for key in record.keys { blocks[key, default: []].append(Int32(number)) }
    }
    var seen: Set<UInt64> = []
    var pairs: [DuplicatePair] = []
    for (key, block) in blocks where block.count > 1 {
        // What more than this share tells nothing apart: a hotel's phone number, a word.
        if block.count > (candidates.isEmpty ? (key.isStrong ? 400 : 60) : 2000) { continue }
        let firsts = candidates.isEmpty ? block[...] : block[...].prefix { $0 < candidates.count }
        for (index, left) in firsts.enumerated() {
            for right in block[(index + 1)...] where seen.insert(UInt64(left) << 32 | UInt64(right)).inserted {
                let (one, two) = (all[Int(left)], all[Int(right)])
                guard let pair = compare(one, two), pair.score >= least else { continue }
                pairs.append(pair)
            }
        }
    }
    return pairs.sorted { ($1.score, $0.first, $0.second) < ($0.score, $1.first, $1.second) }
}

private func compare(_ left: DuplicateTraits, _ right: DuplicateTraits) -> DuplicatePair? {
    guard left.path != right.path, left.parent == right.parent, !isSettled(left, right) else { return nil }
    var reasons: [(weight: Double, reason: DuplicatePair.Reason)] = []
    var best: (likeness: NameLikeness, weight: Double)?
    for one in left.names {
        for two in right.names {
            if let found = one.likeness(to: two), found.weight > best?.weight ?? 0 { best = found }
        }
    }
    if let (likeness, weight) = best {
        // Two people may bear one name.
        let isPeople = left.isPerson && right.isPerson
        reasons.append((isPeople ? min(weight, likeness == .sameName ? 0.5 : 0.3) : weight, .name(likeness)))
    }
    func shared(_ sets: (DuplicateTraits) -> Set<String>) -> String? {
        sets(left).intersection(sets(right)).min()
    }
    if let left = left.taxNumber, left == right.taxNumber { reasons.append((0.98, .taxNumber)) }
    if let email = shared({ $0.emails }) { reasons.append((0.85, .email(email))) }
    if let phone = shared({ $0.phones }) { reasons.append((0.7, .phone(phone))) }
    if let host = shared({ $0.hosts }) { reasons.append((0.65, .website(host))) }
    let hosts = left.hosts.union(right.hosts)
    if let domain = shared({ $0.domains }),
        !hosts.contains(domain) || reasons.allSatisfy({ $0.reason.key != "website" })
    {
        reasons.append((0.4, .mailDomain(domain)))
    }
    if let left = left.address, left == right.address { reasons.append((0.4, .address)) }
    guard !reasons.isEmpty else { return nil }
    var doubt = reasons.reduce(1.0) { $0 * (1 - $1.weight) }
    // Two registration numbers are two companies, whatever they share.
    if let one = left.taxNumber, let two = right.taxNumber, one != two { doubt = 1 - (1 - doubt) * 0.5 }
    reasons.sort { $0.weight > $1.weight }
    let (first, second) = left.path < right.path ? (left, right) : (right, left)
    return DuplicatePair(
        first: first.path, second: second.path, score: Int(((1 - doubt) * 100).rounded(.down)),
        reasons: reasons.map(\.reason))
}

/// People said that they are two, or one belongs to the other.
private func isSettled(_ left: DuplicateTraits, _ right: DuplicateTraits) -> Bool {
    right.id.map { left.others.contains($0) } ?? false || left.id.map { right.others.contains($0) } ?? false
}

extension DuplicateTraits {
    fileprivate struct Key: Hashable {
        enum Trait: UInt8 { case name, sound, spelling, taxNumber, phone, email, website, mailDomain, address }

        let trait: Trait
        let text: String
        let parent: String?

        var isStrong: Bool { [.name, .taxNumber, .email].contains(trait) }
    }

    /// Two records with a key in common are worth comparing.
    fileprivate var keys: Set<Key> {
        var keys: Set<Key> = []
        func add(_ trait: Key.Trait, _ text: String) { keys.insert(Key(trait: trait, text: text, parent: parent)) }
        for name in names {
            let core = name.core
            add(.name, String(String.UnicodeScalarView(core)))
            if name.brand.count >= 2 { add(.name, String(String.UnicodeScalarView(name.brand))) }
            if let sound = name.soundKey { add(.sound, sound) }
            if name.isChinese, let sound = Self.sound(core) { add(.sound, sound) }
            // Two names that differ by one letter have the same rest without it.
            guard core.count >= (name.isLatin ? 6 : 4), core.count <= 30 else { continue }
            for index in core.indices {
                var rest = core
                rest.remove(at: index)
                add(.spelling, String(String.UnicodeScalarView(rest)))
            }
            add(.spelling, String(String.UnicodeScalarView(core)))
        }
        if let taxNumber { add(.taxNumber, taxNumber) }
        for phone in phones { add(.phone, phone) }
        for email in emails { add(.email, email) }
        for host in hosts { add(.website, host) }
        for domain in domains { add(.mailDomain, domain) }
        if let address { add(.address, address) }
        return keys
    }

    private static func sound(_ core: [Unicode.Scalar]) -> String? {
        var key = ""
        for scalar in core {
            guard let reading = Pinyin.shared.readings(scalar).first else { return nil }
            key += reading
        }
        return key
    }
}
