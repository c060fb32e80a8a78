import Foundation
import RecordMerge
import Testing

/// The laws on random triples: some in every run, a million by `Benchmarks/merge/laws` (`CRM_LAW_TRIPLES`, `CRM_LAW_SEED`).
@Suite struct MergeLawsTests {
    private static let environment = ProcessInfo.processInfo.environment
    static let seed = environment["CRM_LAW_SEED"].flatMap { UInt64($0) } ?? 20_261_103
    static let count = environment["CRM_LAW_TRIPLES"].flatMap { Int($0) } ?? 1500

    @Test(arguments: 0..<2) func holdOnRandomTriples(worker: Int) throws {
        let laws = MergeLaws(schema: try TestSchemas.schema("rules"))
        var failures = 0
        for index in 0..<(Self.count / 2) {
            let seed = Self.seed &+ UInt64(worker) &* 0x1_0000_0000 &+ UInt64(index)
            let triple = Self.triple(seed)
            let broken = laws.broken(triple)
            if broken.isEmpty { continue }
            failures += 1
            let small = laws.shrunk(triple)
            func text(_ record: RandomRecord?) -> String {
                record.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "(absent)"
            }
            let result = mergeRecord(
                base: small.base?.bytes, ours: small.ours.bytes, theirs: small.theirs.bytes, schema: laws.schema,
                options: MergeOptions(.blocks))
            let merged = MergeCaseTests.shown(result)
            Issue.record(
                """
                seed \(seed) breaks: \(laws.broken(small).joined(separator: " · "))
                --- base\n\(text(small.base))--- ours\n\(text(small.ours))--- theirs\n\(text(small.theirs))--- result
                \(merged.text.map { String(decoding: $0, as: UTF8.self) } ?? "-")\(merged.notes)
                """)
            if failures >= 3 { return }
        }
    }

    static func triple(_ seed: UInt64) -> MergeLaws.Triple {
        var changes = RandomChanges(seed: seed)
        let base = changes.record()
        let ours = changes.changed(base)
        let theirs = changes.changed(base)
        return MergeLaws.Triple(base: changes.random.chance(4) ? nil : base, ours: ours, theirs: theirs)
    }
}
