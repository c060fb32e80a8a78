import Foundation
import PackagePlugin

/// Makes `schemas/*.json` and the calendars of the example company part of the executable, so that `crm init` writes exactly these.
@main
struct EmbedFilesPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let inputs = try [("schemas", "json"), ("example-repo/calendars", "yaml")].flatMap { folder, ending in
            try FileManager.default
                .contentsOfDirectory(
                    at: context.package.directoryURL.appending(path: folder), includingPropertiesForKeys: nil
                )
                .filter { $0.pathExtension == ending }
                .sorted { $0.lastPathComponent < $1.lastPathComponent }
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "ShippedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(inputs.count) files",
                executable: try context.tool(named: "EmbedFiles").url,
                arguments: [output.path()] + inputs.map { $0.path() },
                inputFiles: inputs,
                outputFiles: [output])
        ]
    }
}
