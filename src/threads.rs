//! Work shared among threads, and done by this one alone where the system gives no other.
//! Must not know what the work is.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism, scope};

/// As many threads as can run at once.
pub(crate) fn cores() -> usize {
    available_parallelism().map_or(1, NonZero::get)
}

/// Does `work` on this thread and on others, `threads` of them in all or as many as the system gives; what each made, this one's
/// first. `work` takes from what all share until nothing is left, so that any number of threads gets everything done.
pub(crate) fn share<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    scope(|scope| {
        let others: Vec<_> = (1..threads).map_while(|_| begin(scope, &work)).collect();
        let mut made = vec![work()];
        made.extend(others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic))));
        made
    })
}

/// Begins work on a thread of its own; none where the system gives none, which a bare `spawn` would answer with a panic.
pub(crate) fn begin<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, T>> {
    #[cfg(test)]
    if !granted::take_one() {
        return None;
    }
    Builder::new().spawn_scoped(scope, work).ok()
}

/// What may be nested deeply is worked on with a stack of this many bytes.
#[cfg(feature = "desktop")]
const STACK: usize = 64 << 20;

/// Begins work that nobody waits for on a thread of its own.
///
/// # Errors
/// Why the system gives no thread.
#[cfg(feature = "desktop")]
pub(crate) fn apart(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    #[cfg(test)]
    if !granted::take_one() {
        return Err(std::io::ErrorKind::WouldBlock.into());
    }
    Builder::new().name(name.replace('\0', "")).stack_size(STACK).spawn(work).map(drop)
}

/// How many threads the system gives, in tests: a limit of its own does not hold for every user.
#[cfg(test)]
pub(crate) mod granted {
    use std::cell::Cell;

    thread_local! {
        static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
    }

    /// Does something while the system gives this thread so many others.
    pub(crate) fn only<T>(threads: usize, what: impl FnOnce() -> T) -> T {
        let before = LEFT.replace(threads);
        let done = what();
        LEFT.set(before);
        done
    }

    pub(super) fn take_one() -> bool {
        let left = LEFT.get();
        LEFT.set(left.saturating_sub(1));
        left > 0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{granted, share};

    #[test]
    fn everything_is_done_however_few_threads_there_are() {
        for given in [0, 1, 5, 100] {
            let next = AtomicUsize::new(0);
            let work =
                || std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&at| at < 1000)).sum();
            let made: Vec<usize> = granted::only(given, || share(8, work));
            assert_eq!(made.len(), given.min(7) + 1);
            assert_eq!(made.into_iter().sum::<usize>(), 499_500, "{given}");
        }
    }

    #[test]
    fn a_panic_comes_through() {
        let broken = std::panic::catch_unwind(|| share(3, || panic!("as it should")));
        assert!(broken.is_err());
    }
}
