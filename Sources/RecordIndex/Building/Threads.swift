#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs `body` on `count` threads of their own and waits for all of them. Not on the pool of Dispatch, which has one thread per
/// core: these wait for the disk most of the time.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Threads {
    Threads(count, body)
}

/// Threads that are running.
final class Threads {
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private var threads: [pthread_t] = []
    /// How many were started; fewer than wanted when the system is short of them.
    private(set) var started = 0

    init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        pthread_attr_init(attributes)
        // Reading YAML descends as deep as the text is nested.
        pthread_attr_setstacksize(attributes, 8 << 20)
        for index in 0..<count {
            let work = Unmanaged.passRetained(Work { body(index) })
            #if canImport(Glibc)
                var thread: pthread_t = 0
            #else
                var thread: pthread_t?
            #endif
            let code = pthread_create(
                &thread, attributes,
                { argument in
                    guard let argument = Threads.pointer(argument) else { return nil }
                    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                    return nil
                }, work.toOpaque())
            guard code == 0 else {
                work.release()
                // One thread at least there must be: this one.
                if index == 0 {
                    started = 1
                    body(0)
                }
                break
            }
            started += 1
            #if canImport(Glibc)
                threads.append(thread)
            #else
                if let thread { threads.append(thread) }
            #endif
        }
        pthread_attr_destroy(attributes)
        attributes.deallocate()
    }

    /// The argument is optional on one system and not on the other.
    private static func pointer(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? { argument }

    /// Waits for all of them.
    func join() {
        for thread in threads { pthread_join(thread, nil) }
        threads = []
    }
}

/// Values that threads share, one at a time, with two ways to wait until they are as one needs them: waking only who is
/// concerned counts when sixteen threads wait.
final class Shared<Value>: @unchecked Sendable {
    /// What a thread waits for.
    enum Event: Int { case supply, room }

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let conditions = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 2)
    private var value: Value

    init(_ value: Value) {
        self.value = value
        pthread_mutex_init(mutex, nil)
        for index in 0..<2 { pthread_cond_init(conditions + index, nil) }
    }

    deinit {
        for index in 0..<2 { pthread_cond_destroy(conditions + index) }
        pthread_mutex_destroy(mutex)
        conditions.deallocate()
        mutex.deallocate()
    }

    /// Changes the value; nobody is woken.
    func change<Answer>(_ body: (inout Value) -> Answer) -> Answer {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(&value)
    }

    /// The value, which is gone then.
    func take<Some>() -> Some? where Value == Some? {
        change { value in
            defer { value = nil }
            return value
        }
    }

    /// Wakes one thread that waits for an event, or all of them.
    func wake(_ event: Event, all: Bool = false) {
        if all {
            pthread_cond_broadcast(conditions + event.rawValue)
        } else {
            pthread_cond_signal(conditions + event.rawValue)
        }
    }

    /// Waits until `body` gives an answer.
    func wait<Answer>(_ event: Event, _ body: (inout Value) -> Answer?) -> Answer {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let answer = body(&value) { return answer }
            pthread_cond_wait(conditions + event.rawValue, mutex)
        }
    }
}

/// How many threads may compute at once on this machine.
let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
