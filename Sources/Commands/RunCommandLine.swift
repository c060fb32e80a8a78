import ArgumentParser
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs `crm` with the arguments and surroundings of this process, and ends it with the documented status.
package func runCommandLine() -> Never {
    // A server or a reader that goes away is an error of one call, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    // Nothing of the surroundings matters for it, and building the whole command tree takes longer than all the rest.
    if CommandLine.arguments.dropFirst() == ["--version"] {
        Terminal().print(CRM.version)
        exit(ExitStatus.done.rawValue)
    }
    let (invocation, arguments) = invocationOfThisProcess()
    let status = Invocation.$current.withValue(invocation) {
        Speech.$language.withValue(language(arguments, invocation)) { run(arguments) }
    }
    exit(status.rawValue)
}

private func run(_ arguments: [String]) -> ExitStatus {
    let terminal = Invocation.current.terminal
    let arguments = arguments.first == "help" ? withoutGlobalOptions(arguments) : arguments
    if arguments.first == "help", arguments.count == 2, let topic = HelpTopic.named(arguments[1]) {
        terminal.print(topic.lines())
        return .done
    }
    if let failure = unknownCommand(arguments) { return report(failure, terminal) }
    do {
        var command = try CRM.parseAsRoot(arguments)
        try command.run()
        return .done
    } catch let failure as CommandFailure {
        return report(failure, terminal)
    } catch let quiet as QuietExit {
        return quiet.status
    } catch {
        return parserExit(error, terminal)
    }
}

/// A failure as a person reads it, on standard error; returns the status to end with.
private func report(_ failure: CommandFailure, _ terminal: Terminal) -> ExitStatus {
    let paint = terminal.errorPaint
    terminal.remark(
        paint(say("error: ", "错误："), .red, .bold) + visible(say(failure.message), keepingLines: true))
    if let remedy = failure.remedy {
        terminal.remark(paint("  → ", .cyan) + visible(say(remedy), keepingLines: true))
    }
    return failure.status
}

/// The first word is a command; a misspelt one gets the names that are near.
private func unknownCommand(_ arguments: [String]) -> CommandFailure? {
    let known = CRM.configuration.subcommands.compactMap { $0.configuration.commandName }
    let words = arguments.first == "help" ? Array(arguments.dropFirst()) : arguments
    guard let word = words.first, !word.hasPrefix("-"), word != "help", !known.contains(word) else { return nil }
    let near = nearestNames(to: word, among: known.filter { $0 != "plumbing" })
    return CommandFailure(
        .wrongUsage, Text(en: "there is no command `\(word)`", zh: "没有命令 `\(word)`"),
        remedy: near.isEmpty
            ? Text(en: "crm --help lists them", zh: "运行 crm --help 查看所有命令")
            : Text.didYouMean(near.map { "crm \($0)" }))
}

/// Help, version and wrong usage: ArgumentParser's own words, in the language of this run.
private func parserExit(_ error: any Error, _ terminal: Terminal) -> ExitStatus {
    let text = translatedHelp(CRM.fullMessage(for: error))
    if CRM.exitCode(for: error).isSuccess {
        if !text.isEmpty { terminal.print(text) }
        return .done
    }
    if let failure = gitFailure(error) { return report(failure, terminal) }
    if !text.isEmpty { terminal.remark(visible(text, keepingLines: true)) }
    return CRM.exitCode(for: error) == .validationFailure ? .wrongUsage : .failed
}

/// `crm help list --lang zh`: the parser's own help command knows no options.
private func withoutGlobalOptions(_ arguments: [String]) -> [String] {
    var rest: [String] = []
    var skipsNext = false
    for argument in arguments {
        if skipsNext {
            skipsNext = false
        } else if ["--lang", "-C", "--directory"].contains(argument) {
            skipsNext = true
        } else if argument != "--json", !argument.hasPrefix("--lang="), !argument.hasPrefix("--directory=") {
            rest.append(argument)
        }
    }
    return rest
}

/// Global options may stand before the command as well; they are moved behind it, since each command declares them.
func withGlobalOptionsBehind(_ arguments: [String]) -> [String] {
    var leading: [String] = []
    var rest = arguments[...]
    while let first = rest.first, first.hasPrefix("-") {
        switch first {
        case "--json":
            leading.append(first)
            rest = rest.dropFirst()
        case "--lang", "-C", "--directory":
            leading += rest.prefix(2)
            rest = rest.dropFirst(2)
        case _ where first.hasPrefix("--lang=") || first.hasPrefix("--directory="):
            leading.append(first)
            rest = rest.dropFirst()
        default: return leading.isEmpty ? arguments : Array(rest) + leading
        }
    }
    guard !leading.isEmpty, !rest.isEmpty else { return arguments }
    // Behind the command, but in front of a `--` that ends the options.
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + leading + Array(rest[end...])
}

/// The value of `--name value` or `--name=value`, wherever it stands in front of `--`.
private func option(_ names: [String], in arguments: [String]) -> String? {
    for (index, argument) in arguments.enumerated() {
        if argument == "--" { return nil }
        if names.contains(argument) { return index + 1 < arguments.count ? arguments[index + 1] : nil }
        for name in names where name.hasPrefix("--") && argument.hasPrefix(name + "=") {
            return String(argument.dropFirst(name.count + 1))
        }
    }
    return nil
}

private func invocationOfThisProcess() -> (Invocation, [String]) {
    var environment: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
        if let sign = strchr(pointer, Int32(UInt8(ascii: "="))) {
            let name = UnsafeRawBufferPointer(start: pointer, count: sign - pointer)
            environment[String(decoding: name, as: UTF8.self)] = String(cString: sign + 1)
        }
        entry += 1
    }
    let arguments = withGlobalOptionsBehind(Array(CommandLine.arguments.dropFirst()))
    let folder = option(["-C", "--directory"], in: arguments) ?? "."
    let zone = ZoneClock(environment: environment)
    let seed = environment["CRM_SEED"].flatMap { UInt64($0) }
    let random = SeededBytes(seed: seed)
    let invocation = Invocation(
        environment: environment, folder: absolutePath(folder), terminal: Terminal(environment: environment),
        now: zone.now, offset: zone.offset, randomByte: random.next)
    return (invocation, arguments)
}

/// `--lang`, then `CRM_LANG`, then `language` of crm.yaml, then the locale, then English.
private func language(_ arguments: [String], _ invocation: Invocation) -> Language {
    if let tag = option(["--lang"], in: arguments), let language = Language(tag: tag) { return language }
    if let tag = invocation.environment["CRM_LANG"], let language = Language(tag: tag) { return language }
    if arguments != ["--version"], let root = CRMFolder.root(from: invocation.folder),
        let language = Settings.language(root: root)
    {
        return language
    }
    // Who starts a Chinese repository wants to read Chinese.
    if arguments.first == "init", let tag = option(["--language"], in: arguments), let language = Language(tag: tag) {
        return language
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { invocation.environment[$0] }.first { !$0.isEmpty }
    return locale.flatMap { Language(tag: $0) } ?? .english
}

/// The path without links, or as it was given when there is no such folder.
func absolutePath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
}
