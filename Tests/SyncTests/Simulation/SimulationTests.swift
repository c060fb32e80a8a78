import Foundation
import Testing

@testable import Sync

/// Random schedules of a whole team. `CRM_TEAM=1-1000` runs these seeds (`Benchmarks/team/run`); without it the first fifty run.
struct SimulationTests {
    @Test(.timeLimit(.minutes(60))) func nothingIsLost() throws {
        let wanted = ProcessInfo.processInfo.environment["CRM_TEAM"]
        let bounds = (wanted ?? "1-50").split(separator: "-").compactMap { UInt64($0) }
        let (first, last) = (bounds.first ?? 1, bounds.last ?? 50)
        let template = try SimulationTemplate()
        var syncs = 0
        var kills = 0
        var conflicts = 0
        for seed in first...last {
            let schedule = Schedule(seed: seed)
            do {
                let team = try SimulatedTeam(schedule, template)
                try team.run()
                syncs += team.syncs
                kills += team.kills
                conflicts += team.conflicts
            } catch {
                print("FAILED seed \(seed): \(error)")
                fflush(nil)
                let isShort = ProcessInfo.processInfo.environment["CRM_TEAM_SHRINK"] == "0"
                let small = isShort ? schedule : shrunk(schedule, template)
                let again = isShort ? "" : failure(small, template) ?? "\(error)"
                Issue.record("seed \(seed): \(error)\n  shrunk to \(small)\n  \(again)")
                if wanted != nil { print("  shrunk to \(small)\n  \(again)") }
                fflush(nil)
            }
            if wanted != nil, seed % 50 == 0 {
                print("seed \(seed): \(syncs) syncs, \(kills) killed, \(conflicts) conflicts")
            }
        }
        if wanted != nil { print("seeds \(first)-\(last): \(syncs) syncs, \(kills) killed, \(conflicts) conflicts") }
    }

    private func failure(_ schedule: Schedule, _ template: SimulationTemplate) -> String? {
        do {
            try SimulatedTeam(schedule, template).run()
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Leaves out steps as long as it still fails.
    private func shrunk(_ schedule: Schedule, _ template: SimulationTemplate) -> Schedule {
        var small = schedule
        var size = max(1, small.steps.count / 2)
        var tries = 60
        while size >= 1, tries > 0 {
            var start = 0
            while start < small.steps.count {
                var candidate = small
                candidate.steps.removeSubrange(start..<min(start + size, candidate.steps.count))
                tries -= 1
                if tries > 0, failure(candidate, template) != nil { small = candidate } else { start += size }
            }
            size /= 2
        }
        return small
    }
}
