import TestServers
import Testing

@testable import Git

@Suite struct ConcurrencyTests {
    /// The git program commits other files as fast as it can while we commit ours: nothing gets lost on either side.
    @Test func commitsBesideTheGitProgram() throws {
        let test = try TestRepository()
        try test.write("start", "1")
        try test.commit("start")
        let script = """
            cd "$1"; i=0
            while [ $i -lt 25 ]; do
              echo $i > theirs$i
              until git add theirs$i 2>/dev/null; do sleep 0.02; done
              until git commit -qm "theirs $i" 2>/dev/null || git diff --cached --quiet HEAD; do sleep 0.02; done
              i=$((i+1))
            done
            """
        let environment = Shell.environment.map { "\($0)=\($1)" }
        let other = StartedProgram("/bin/sh", ["-c", script, "sh", test.path], environment)
        for number in 0..<25 {
            try test.write("mine\(number)", "\(number)")
            try test.commit("mine\(number)")
        }
        #expect(other.wait() == 0)
        let names = try test.git("ls-tree", "--name-only", "HEAD").split(separator: "\n").map(String.init)
        let wanted = ["start"] + (0..<25).flatMap { ["mine\($0)", "theirs\($0)"] }
        #expect(Set(names) == Set(wanted))
        #expect(try test.gitStatus() == [])
        #expect(try test.ownStatus() == [])
        #expect(try test.git("log", "--format=%s", "--grep=test").split(separator: "\n").count == 26)
        try test.expectSound()
    }

    /// Two threads, each with a handle of its own.
    @Test func commitsFromTwoThreads() async throws {
        let test = try TestRepository()
        try test.write("start", "1")
        try test.commit("start")
        let path = test.path
        for name in ["a", "b"] { for number in 0..<15 { try test.write("\(name)\(number)", "\(number)") } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in ["a", "b"] {
                group.addTask {
                    let repository = try Repository.open(at: path)
                    for number in 0..<15 {
                        let path = RepositoryPath("\(name)\(number)")
                        _ = try repository.commit(
                            CommitRequest(edits: [path: .workTree], message: "\(path)\n", author: .test))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try test.git("ls-tree", "--name-only", "HEAD").split(separator: "\n").count == 31)
        #expect(try test.gitStatus() == [])
        try test.expectSound()
    }
}
