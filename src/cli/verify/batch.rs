//! Work on many things by several threads, its results taken in the order of the things.
//! Must not know what the work is.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::threads;

/// How long is waited for a result before it is said that there is none yet.
const BEAT: Duration = Duration::from_millis(100);

/// What has come of the work.
pub(super) enum Step<T> {
    /// The next result.
    Made(T),
    /// Nothing yet.
    Waiting,
}

/// Does `work` on each number below `count`, on so many threads or as many as the system gives, and gives the results to `then` in the order of the numbers.
///
/// # Errors
/// The first that `then` gives; what is not begun then is left.
pub(super) fn in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut then: impl FnMut(Step<T>) -> io::Result<()>,
) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(1);
        let begin = |_| {
            let (sender, next, work) = (sender.clone(), &next, &work);
            threads::begin(scope, move || {
                let own = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
                own.take_while(|&at| at < count).all(|at| sender.send((at, work(at))).is_ok())
            })
        };
        if (0..threads.min(count)).map_while(begin).count() == 0 {
            return (0..count).try_for_each(|at| then(Step::Made(work(at))));
        }
        drop(sender);
        let (mut early, mut wanted) = (BTreeMap::new(), 0);
        loop {
            match receiver.recv_timeout(BEAT) {
                Ok((at, made)) => drop(early.insert(at, made)),
                Err(RecvTimeoutError::Timeout) => then(Step::Waiting)?,
                // The scope tells if a thread ended by a panic.
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            while let Some(made) = early.remove(&wanted) {
                wanted += 1;
                then(Step::Made(made))?;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::Duration;

    use super::{Step, in_order};
    use crate::threads::granted;

    #[test]
    fn results_come_in_order_whoever_is_first() {
        for threads in [1, 3, 8, 100] {
            let mut made = Vec::new();
            // The first takes longest.
            let work = |at: usize| std::thread::sleep(Duration::from_millis(if at == 0 { 20 } else { 0 }));
            let done = in_order(
                40,
                threads,
                |at| (work(at), at).1,
                |step| {
                    if let Step::Made(at) = step {
                        made.push(at);
                    }
                    Ok(())
                },
            );
            assert!(done.is_ok());
            assert_eq!(made, (0..40).collect::<Vec<_>>());
        }
    }

    #[test]
    fn all_is_done_in_order_however_few_threads_there_are() {
        for given in [0, 1, 2] {
            let mut made = Vec::new();
            let taken = |step| {
                if let Step::Made(at) = step {
                    made.push(at);
                }
                Ok(())
            };
            granted::only(given, || in_order(40, 8, |at| at, taken)).expect("nothing to end it");
            assert_eq!(made, (0..40).collect::<Vec<_>>(), "{given}");
        }
    }

    #[test]
    fn an_error_ends_it() {
        let mut taken = 0;
        let done = in_order(
            1000,
            4,
            |at| at,
            |_| {
                taken += 1;
                Err(io::ErrorKind::BrokenPipe.into())
            },
        );
        assert_eq!((done.map_err(|error| error.kind()), taken), (Err(io::ErrorKind::BrokenPipe), 1));
    }
}
