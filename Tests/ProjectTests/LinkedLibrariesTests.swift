import Foundation
import Testing

/// What the executable brings in before it begins decides how long the shortest command takes.
struct LinkedLibrariesTests {
    #if os(Linux) && arch(x86_64)
        /// Nothing else may bind libgit2 to the executable again.
        @Test func libgit2IsLoadedLater() throws {
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(fileURLWithPath: Project.programs + "/crm")
            process.environment = ["LD_TRACE_LOADED_OBJECTS": "1"]
            process.standardOutput = pipe
            try process.run()
            let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            #expect(output.contains("libyaml"))
            #expect(!output.contains("libgit2"))
        }
    #endif
}
