import ArgumentParser
import Records

/// `crm inbox`: what two people changed at the same time and nobody has settled yet.
struct Inbox: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inbox",
            abstract: say("Open conflicts: what two people changed at once.", "未解决的冲突：两人同时改过的内容。"),
            discussion: say(
                """
                The record keeps the value that the team had first; the other one waits here until somebody settles it with \
                crm resolve, or puts the record right and deletes the conflict file. Yours come first.
                """,
                """
                记录中保留团队先有的值；另一个值在这里等待处理：用 crm resolve 裁定，或改好记录后删除冲突文件。您的排在最前。
                """))
    }

    @Flag(name: .long, help: ArgumentHelp(say("Everybody's, all of them, settled ones too.", "列出所有人的全部冲突，包括已处理的。")))
    var all = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    private static let mostShown = 20

    mutating func run() throws {
        let folder = try openFolder()
        let records = try readRecords(folder)
        let me = try Me.working(in: folder, records)
        let views = ConflictView.open(records, for: me.handle, settledToo: all)
        let terminal = Invocation.current.terminal
        if global.json {
            let value: RecordValue = .list(
                views.map { view in
                    guard case .map(let members) = view.json else { return view.json }
                    return .map(members + [.init("mine", .bool(view.isMine(me.handle)))])
                })
            terminal.print(value.json(indented: true))
            return
        }
        terminal.print(lines(views, me.handle, terminal.paint))
    }

    private func lines(_ views: [ConflictView], _ handle: String?, _ paint: Paint) -> [String] {
        if views.isEmpty { return [paint("✓ ", .green) + say("no open conflict", "没有未解决的冲突")] }
        var lines: [String] = []
        let mine = views.filter { $0.isMine(handle) }
        let others = views.filter { !$0.isMine(handle) }
        for (title, part) in [(say("Yours", "您的"), mine), (say("Of others", "其他人的"), others)] where !part.isEmpty {
            if !lines.isEmpty { lines.append("") }
            lines.append(paint(title, .bold) + paint(" (\(part.count))", .faint))
            for view in all ? part[...] : part.prefix(Self.mostShown) {
                let mark = view.isOpen ? paint("!", .yellow) : paint("✓", .green)
                lines.append(
                    "  \(mark) " + visible(view.title) + "  " + visible(say(view.label))
                        + paint("  \(visible(view.conflict.path.text))", .faint))
                lines += view.lines(paint)
            }
            if !all, part.count > Self.mostShown {
                let rest = part.count - Self.mostShown
                lines.append("  " + say("… and \(rest) more: crm inbox --all", "……另有 \(rest) 处：crm inbox --all"))
            }
        }
        return lines + ["", paint("→ ", .cyan) + say("crm resolve <record>", "crm resolve <记录>")]
    }
}
