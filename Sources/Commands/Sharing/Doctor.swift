import ArgumentParser
import Git
import Records
import Sync

/// `crm doctor`: finds and repairs what accidents leave: records damaged by a merge by lines, a clone without the merge driver, leftovers.
struct Doctor: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "doctor",
            abstract: say("Find and repair what accidents left behind.", "查找并修复意外留下的问题。"),
            discussion: say(
                """
                Records that a merge by lines damaged (conflict markers, doubled keys) are put together again by fields, from the two \
                versions in history; where both had changed a field, the other value goes into a conflict record. Also: git's merge \
                driver in this clone, the attribute that asks for it, an interrupted sync, temporary files.
                Exit status 2 when something is left that it cannot repair.
                """,
                """
                被按行合并损坏的记录（冲突标记、重复的键）会根据历史中的两个版本按字段重新合并；双方都改过的字段，另一个值存入冲突记录。还会检查：本副本的 git 合并驱动、所需的属性、\
                被中断的同步、临时文件。仍有无法修复的问题时退出码为 2。
                """))
    }

    @Flag(name: [.customShort("n"), .long], help: ArgumentHelp(say("Only say what would be done.", "只说明会做什么。")))
    var dryRun = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    /// One thing that was found.
    private struct Finding {
        /// Stable, for scripts.
        let check: String
        let text: Text
        var path: RecordPath?
        var isRepaired = true
        var remedy: Text?
    }

    mutating func run() throws {
        let folder = try openFolder()
        let repository = try openRepository(folder)
        var findings: [Finding] = []
        try withGitFailures {
            findings += try interrupted(repository)
            findings += try mergeDriver(folder, repository)
        }
        findings += try attribute(folder)
        findings += leftovers(folder)
        findings += try damaged(folder, repository)
        report(findings)
        if findings.contains(where: { !$0.isRepaired }) { throw QuietExit(status: .problemsFound) }
    }

    private func interrupted(_ repository: Repository) throws -> [Finding] {
        var findings: [Finding] = []
        if dryRun {
            if try repository.commit(at: "refs/crm/pending") != nil {
                findings.append(
                    Finding(check: "interrupted-sync", text: Text(en: "an interrupted sync", zh: "有一次被中断的同步")))
            }
        } else {
            do throws(SyncFailure) {
                if try finishInterrupted(repository, sleep: { pause($0) }) != nil {
                    findings.append(
                        Finding(
                            check: "interrupted-sync",
                            text: Text(en: "an interrupted sync was finished", zh: "已完成被中断的同步")))
                }
            } catch {
                findings.append(
                    Finding(
                        check: "interrupted-sync", text: error.message, isRepaired: false, remedy: error.remedy))
            }
        }
        for ref in try repository.references(under: "refs/crm/rescued/") {
            findings.append(
                Finding(
                    check: "rescued-merge",
                    text: Text(
                        en: "a merge that was set aside is kept as \(ref.name)", zh: "有一次另存的合并：\(ref.name)"),
                    remedy: Text(
                        en: "when nothing of it is missed: git update-ref -d \(ref.name)",
                        zh: "确认不再需要后：git update-ref -d \(ref.name)")))
        }
        return findings
    }

    private func mergeDriver(_ folder: CRMFolder, _ repository: Repository) throws -> [Finding] {
        if try MergeDriver.isRegistered(repository) { return [] }
        if !dryRun { try MergeDriver.register(repository) }
        return [
            Finding(
                check: "merge-driver",
                text: dryRun
                    ? Text(
                        en: "this clone does not know crm as git's merge driver", zh: "本副本未把 crm 登记为 git 的合并驱动")
                    : Text(
                        en: "crm is git's merge driver in this clone now", zh: "已在本副本中把 crm 登记为 git 的合并驱动"))
        ]
    }

    private func attribute(_ folder: CRMFolder) throws -> [Finding] {
        if MergeDriver.isAskedFor(folder.root) { return [] }
        let path = folder.root + "/.gitattributes"
        if !dryRun {
            do throws(FileProblem) {
                var bytes: [UInt8] = []
                if fileExists(path) { bytes = try readFile(path, limit: 1 << 20) }
                if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
                try writeFileAtomically(bytes + Array((MergeDriver.attribute + "\n").utf8), to: path)
            } catch {
                throw CommandFailure(error.message)
            }
        }
        return [
            Finding(
                check: "merge-attribute",
                text: dryRun
                    ? Text(
                        en: ".gitattributes does not ask for the merge by fields", zh: ".gitattributes 没有要求按字段合并")
                    : Text(
                        en: ".gitattributes asks for the merge by fields now; crm sync shares it",
                        zh: ".gitattributes 已要求按字段合并；crm sync 会共享"),
                path: RecordPath(".gitattributes"))
        ]
    }

    private func leftovers(_ folder: CRMFolder) -> [Finding] {
        let count = removeLeftTemporaryFiles(folder.root, dryRun: dryRun)
        if count == 0 { return [] }
        let files = Text.count(count, "temporary file", "个临时文件")
        return [
            Finding(
                check: "temporary-files",
                text: files + (dryRun ? Text(en: " left by a crash", zh: "，由崩溃留下") : Text(en: " removed", zh: "已删除")))
        ]
    }

    private func damaged(_ folder: CRMFolder, _ repository: Repository) throws -> [Finding] {
        let reading: FolderReading
        do throws(FileProblem) {
            reading = try FolderReading(folder)
        } catch {
            throw CommandFailure(error.message)
        }
        let rules: Set<Rule> = [.conflictMarker, .duplicateKey]
        let broken = Set(reading.problems.filter { rules.contains($0.rule) }.map(\.path)).sorted()
        if broken.isEmpty { return [] }
        let request = try syncRequest(folder, repository)
        let repairs: [RecordRepair]
        do throws(SyncFailure) {
            repairs = try findRepairs(request, damaged: broken)
        } catch {
            throw CommandFailure(error.message, remedy: error.remedy)
        }
        let records = RecordSet(reading.records)
        var findings: [Finding] = []
        for path in broken {
            guard let repair = repairs.first(where: { $0.path == path }) else {
                findings.append(
                    Finding(
                        check: "damaged-record",
                        text: Text(
                            en: "damaged, and its two versions are not in the history", zh: "已损坏，历史中找不到它的两个版本"),
                        path: path, isRepaired: false, remedy: Self.byHand(path)))
                continue
            }
            let broken = ChangeCheck(folder, files: repair.files.map { ($0.path, $0.before, $0.after) }, in: records)
            findings.append(broken.problems.isEmpty ? try carryOut(repair, request) : invalid(repair, broken.problems))
        }
        return findings
    }

    private func invalid(_ repair: RecordRepair, _ problems: [Problem]) -> Finding {
        let what = problems[0].message
        return Finding(
            check: "damaged-record",
            text: Text(
                en: "its two versions go together, but the result would break a rule: \(what.en)",
                zh: "两个版本可以合在一起，但结果不符合规则：\(what.zh)"),
            path: repair.path, isRepaired: false, remedy: Self.byHand(repair.path))
    }

    private static func byHand(_ path: RecordPath) -> Text {
        Text(en: "put it right by hand: crm edit \(path)", zh: "请手工改正：crm edit \(path)")
    }

    private func carryOut(_ repair: RecordRepair, _ request: SyncRequest) throws -> Finding {
        let aside =
            repair.conflicts.isEmpty
            ? Text("")
            : Text(
                en: "; \(repair.conflicts.count) in conflict (crm inbox)",
                zh: "；\(repair.conflicts.count) 处冲突（crm inbox）")
        let text =
            (dryRun
                ? Text(en: "can be repaired", zh: "可以修复") : Text(en: "repaired from both versions", zh: "已根据两个版本修复"))
            + aside
        if dryRun { return Finding(check: "damaged-record", text: text, path: repair.path) }
        var write = WriteRequest(
            folder: request.folder, repository: request.repository, author: request.author, files: repair.files,
            operation: "doctor", sleep: { pause($0) })
        write.memberHandle = request.memberHandle
        write.commits = request.folder.settings.all["commit"]?.string != "manual"
        do throws(WriteFailure) {
            _ = try writeRecords(write)
        } catch {
            if case .problems(let problems) = error, !problems.isEmpty { return invalid(repair, problems) }
            throw worded(error, write.files)
        }
        return Finding(check: "damaged-record", text: text, path: repair.path)
    }

    private func report(_ findings: [Finding]) {
        let terminal = Invocation.current.terminal
        if global.json {
            let value: RecordValue = [
                "dry_run": .bool(dryRun),
                "findings": .list(
                    findings.map { finding in
                        [
                            "check": .text(finding.check), "path": .optional(finding.path?.text),
                            "message": .text(say(finding.text)),
                            "repaired": .bool(finding.isRepaired && !dryRun),
                            "repairable": .bool(finding.isRepaired),
                            "remedy": .optional(finding.remedy.map { say($0) }),
                        ]
                    }),
            ]
            terminal.print(value.json(indented: true))
            return
        }
        let paint = terminal.paint
        if findings.isEmpty { terminal.print(paint("✓ ", .green) + say("nothing to repair", "没有需要修复的内容")) }
        for finding in findings {
            let mark = finding.isRepaired ? paint(dryRun ? "~ " : "✓ ", dryRun ? .yellow : .green) : paint("✗ ", .red)
            let path = finding.path.map { visible($0.text) + say(": ", "：") } ?? ""
            terminal.print(mark + path + visible(say(finding.text)))
            if let remedy = finding.remedy { terminal.print("  " + paint("→ ", .cyan) + visible(say(remedy))) }
        }
    }
}

extension RecordRepair {
    /// What the repair writes.
    fileprivate var files: [PlannedFile] {
        [PlannedFile(path: path, before: before, after: after)]
            + conflictFiles.map { PlannedFile(path: $0.path, before: nil, after: $0.bytes) }
    }
}
