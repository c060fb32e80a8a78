import ArgumentParser
import LosslessYAML

/// `crm plumbing yaml-set FILE POINTER VALUE`: the text with one value set.
struct YAMLSetCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "yaml-set", abstract: "Print a YAML record with one value set.")
    }

    @Argument(help: "A file, or - for standard input.") var file: String
    @Argument(help: "A JSON pointer, such as /contacts/0/phone.") var pointer: String
    @Argument(help: "The value, as YAML or JSON on one line.") var value: String

    func run() throws {
        try YAMLEditing.run(file) { (tree, reader) throws(YAMLEditing.Failure) in
            .set(try YAMLEditing.path(pointer, in: tree), try YAMLEditing.value(value, &reader))
        }
    }
}

/// `crm plumbing yaml-del FILE POINTER`: the text without one key or item.
struct YAMLDeleteCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "yaml-del", abstract: "Print a YAML record without one key or item.")
    }

    @Argument(help: "A file, or - for standard input.") var file: String
    @Argument(help: "A JSON pointer.") var pointer: String

    func run() throws {
        try YAMLEditing.run(file) { (tree, _) throws(YAMLEditing.Failure) in
            .remove(try YAMLEditing.path(pointer, in: tree))
        }
    }
}

/// `crm plumbing yaml-add-item FILE POINTER VALUE`: the text with one more item in a list.
struct YAMLAddItemCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "yaml-add-item", abstract: "Print a YAML record with one more item in a list.")
    }

    @Argument(help: "A file, or - for standard input.") var file: String
    @Argument(help: "A JSON pointer to the list.") var pointer: String
    @Argument(help: "The item, as YAML or JSON on one line.") var value: String

    func run() throws {
        try YAMLEditing.run(file) { (tree, reader) throws(YAMLEditing.Failure) in
            .addItem(try YAMLEditing.path(pointer, in: tree), try YAMLEditing.value(value, &reader), index: nil)
        }
    }
}
