import CLibGit2Lazy
import Testing

@testable import Git

/// libgit2 comes in when it is first needed.
struct LazyLoadingTests {
    @Test func theLibraryLoads() throws {
        #expect(libgit2_load() == nil)
        #expect(LibGit2.version.split(separator: ".").count == 3)
    }
}
