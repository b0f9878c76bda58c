//! Memory that is given back. The C library keeps a heap for each thread; connections are opened by one thread
//! and closed by another, and what lies between stays with the process: after two thousand businesses half as
//! much again as after two hundred.

/// One heap for all threads. Takes effect for heaps not made yet, so it is called before the first file is opened.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn keep_together() {
    #[expect(
        unsafe_code,
        reason = "mallopt is a C function; it takes two numbers and keeps neither"
    )]
    // SAFETY: both arguments are plain numbers, and glibc lets mallopt be called at any time.
    let taken = unsafe { libc::mallopt(libc::M_ARENA_MAX, 1) };
    if taken == 0 {
        tracing::debug!("the number of heaps was not taken");
    }
}

/// Other systems have one heap.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn keep_together() {}
