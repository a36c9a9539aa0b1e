internal import Glibc

/// The threads of a pool that are not the caller's.
@safe struct Workers: @unchecked Sendable {
    // Sendable: written by `init` alone.
    private let threads: [pthread_t]

    /// Starts `count` threads that work on what `jobs` offers; fewer where the system has no more.
    init(count: Int, _ jobs: JobBoard) {
        var threads: [pthread_t] = []
        for _ in 0..<count {
            var thread = pthread_t()
            let context = unsafe Unmanaged.passRetained(jobs)
            let status = unsafe pthread_create(
                &thread, nil,
                { context in
                    if let context = unsafe context {
                        let jobs = unsafe Unmanaged<JobBoard>.fromOpaque(context).takeRetainedValue()
                        FloatEnvironment.withStandard { jobs.work() }
                    }
                    return nil
                }, context.toOpaque())
            if status == 0 { threads.append(thread) } else { unsafe context.release() }
        }
        self.threads = threads
    }

    /// Ends the threads and waits for them.
    func stop(_ jobs: JobBoard) {
        jobs.stop()
        for thread in threads { pthread_join(thread, nil) }
    }
}
