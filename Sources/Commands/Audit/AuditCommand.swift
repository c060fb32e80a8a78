import ArgumentParser
import Git
import RecordIndex
import Records
import Rules
import Sync

/// `crm audit`: what a period of work leaves to be desired (R200, R201); exit status 2 when there is something.
struct AuditCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "audit",
            abstract: say("What a period left undone, undocumented or against the rules.", "审计一段时间内未完成、未注明或违反规则的事项。"),
            discussion: say(
                """
                From the history: changes without a reason, rules that were bypassed with plain git, data that may not be stored,
                customers entered late. From the records as they are: follow-ups without a next step, customers without an owner,
                deals that stand still, drafts. From this computer: exports. Exit status 2 when something is found.
                  crm audit --month 2026-10
                  crm audit --quarter 2026-Q4 --for 李娜
                """,
                """
                依据历史：未注明原因的变更、用 git 绕过的规则、不得存储的信息、录入不及时的客户。依据现状：没有下一步的跟进、无人负责的客户、停滞的商机、草稿。依据本机：导出。有发现时退出码为 2。
                  crm audit --month 2026-10
                  crm audit --quarter 2026-Q4 --for 李娜
                """))
    }

    @OptionGroup var period: AuditPeriodOptions

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(say("Only what is this member's.", "只看某位成员的。"), valueName: "member"))
    var person: String?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let today = Invocation.current.today
        let range = try period.range(today: today)
        let folder = try openFolder()
        let index = try openWholeIndex(folder)
        // The rules look at everything; told is what this person may see.
        var records = try readRecords(folder, index)
        records.sight = try sight(in: folder)
        let member = try person.map { try namedMember($0, records) }
        let judged = min(today, range.upperBound)
        let longest = longestStage(folder.settings)
        let history = try withGitFailures {
            try AuditedHistory(
                openRepository(folder), folder, members: records.records(of: "member"), period: range,
                reach: judged + (-longest - 1), offset: Invocation.current.offset)
        }
        var findings = pastFindings(history, folder, records)
        findings += missingNextSteps(try followUps(range, folder, index, records), records, in: range)
        if range.contains(today) {
            let customers = records.records(of: "customer")
            findings += ownerlessCustomers(customers, records, today: today)
            findings += openDrafts(customers, folder.settings, today: today)
        }
        findings += agedStageFindings(
            records.records(of: "deal"), records, folder.settings, today: judged,
            reach: history.reach, enteredStage: { deal in deal.id.flatMap { history.stageDays[$0] } })
        findings = findings.filter { records.shows($0.record) }
        if let member { findings = findings.filter { $0.member == member.id } }
        let exports = try exports(folder, range, member)
        let report = AuditReport(
            range: range, member: member, findings: findings, left: history.left, records: records,
            kinds: folder.kinds, exports: exports.entries, unreadableExports: exports.unreadable)
        report.print(json: global.json)
        if !findings.isEmpty || !exports.entries.isEmpty { throw QuietExit(status: .problemsFound) }
    }

    /// What was taken out in the period on this computer.
    private func exports(
        _ folder: CRMFolder, _ range: ClosedRange<CalendarDate>, _ member: Record?
    ) throws -> (entries: [ExportLog.Entry], unreadable: Int) {
        guard let storage = indexStorage(folder) else { return ([], 0) }
        do throws(FileProblem) {
            let (all, unreadable) = try ExportLog(storage: storage).entries()
            return (all.filter { range.contains($0.at.date) && (member == nil || $0.member == member?.id) }, unreadable)
        } catch {
            throw CommandFailure(error.message)
        }
    }

    private func pastFindings(_ history: AuditedHistory, _ folder: CRMFolder, _ records: RecordSet) -> [AuditFinding] {
        let calendar = WorkCalendar(folder.settings, records)
        return history.commits.flatMap { commit in
            bypassedRules(commit, folder.kinds, records) + storedSecrets(commit) + lateCustomers(commit, calendar)
        }
    }

    /// Those of the period; the index knows which.
    private func followUps(
        _ range: ClosedRange<CalendarDate>, _ folder: CRMFolder, _ index: RecordIndex, _ records: RecordSet
    ) throws -> [Record] {
        guard let kind = folder.kinds["follow-up"], kind.field("at") != nil,
            let filter = try readFilter(["at>=\(range.lowerBound)", "at<=\(range.upperBound)"], kind, folder.kinds)
        else { return [] }
        let surroundings = FilterSurroundings(folder, today: Invocation.current.today, me: nil)
        let answer = try answering { try index.answer(RecordQuery(kind, [filter]), surroundings) }
        return records.records(at: answer.rows.map(\.path))
    }

    /// Days that a deal may stay somewhere, at most.
    private func longestStage(_ settings: Settings) -> Int {
        min(366, max(settings.thresholds.dealStuckAfterDays, Pipeline.stayLimits(settings).max() ?? 0))
    }
}
