import ArgumentParser
import Git
import Records
import Sync

/// `crm plumbing merge-tree BASE OURS THEIRS`: the merge of a sync, in memory.
struct MergeTreeCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "merge-tree",
            abstract: "Merge two commits of this repository as a sync would; prints the tree and the conflicts as JSON."
        )
    }

    @Argument(help: "The common ancestor; - takes the best one.") var base: String
    @Argument(help: "Our commit.") var ours: String
    @Argument(help: "The commit that is published, whose values stay.") var theirs: String
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let folder = try openFolder()
        let repository = try openRepository(folder)
        func find(_ name: String) throws -> ObjectID {
            guard let commit = try withGitFailures({ try repository.commit(named: name) }) else {
                throw CommandFailure(Text(en: "there is no commit \(name)", zh: "没有提交 \(name)"))
            }
            return commit
        }
        let request = try syncRequest(folder, repository)
        let terminal = Invocation.current.terminal
        let ancestor = base == "-" ? nil : try find(base)
        let mine = try find(ours)
        let published = try find(theirs)
        do throws(SyncFailure) {
            let merge = try mergeCommits(request, base: ancestor, ours: mine, theirs: published)
            let value: RecordValue = [
                "tree": .text(merge.tree.hex), "merged": .list(merge.merged.map { .text($0.text) }),
                "conflicts": .list(merge.conflicts.map { openedValue($0) }),
                "renumbered": .list(merge.renumbered.map { renumberedValue($0) }),
                "kept_beside": .list(merge.keptBeside.map { keptValue($0) }),
            ]
            terminal.print(value.json(indented: false))
        } catch {
            throw QuietSyncFailure.report(error, json: true)
        }
    }
}
