//! Work on a thread of its own: how far it is, what came of it, and the window woken by either.
//! Must not know what the work is.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use egui::{Context, ViewportId};

use crate::i18n::{Lang, tr};
use crate::threads;

/// Work under way. Who lets go of it cancels it.
pub(super) struct Job<T> {
    name: String,
    ended: Receiver<Ended<T>>,
    progress: Arc<AtomicU32>,
    _hold: Sender<()>,
}

/// What came of a job.
pub(super) type Ended<T> = Result<T, NotDone>;

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotDone {
    /// The system gives no thread, in its own words.
    Refused(String),
    /// It broke: the program's own fault.
    Broke,
}

/// What the work has of its job.
pub(super) struct Link {
    context: Context,
    progress: Arc<AtomicU32>,
    /// Nothing ever comes from there, and it ends when the job is cancelled.
    released: Receiver<()>,
}

impl<T: Send + 'static> Job<T> {
    /// Begins work under a name. The window is woken when it has ended.
    pub(super) fn begin(
        context: &Context,
        name: impl Into<String>,
        work: impl FnOnce(&Link) -> T + Send + 'static,
    ) -> Self {
        let ((tell, ended), (hold, released)) = (channel(), channel());
        let (name, progress) = (name.into(), Arc::<AtomicU32>::default());
        let link = Link { context: context.clone(), progress: Arc::clone(&progress), released };
        let answer = tell.clone();
        let begun = threads::apart(&name, move || {
            // Nobody may be waiting for it any more.
            let _ignored = answer.send(caught(|| work(&link)));
            link.wake();
        });
        log::info!("in the background: {name}");
        if let Err(why) = begun {
            log::error!("no thread for {name}: {why}");
            // The other end is here.
            let _ignored = tell.send(Err(NotDone::Refused(why.to_string())));
        }
        Self { name, ended, progress, _hold: hold }
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// How far it is, from 0 to 1, as far as it tells.
    pub(super) fn progress(&self) -> f32 {
        f32::from_bits(self.progress.load(Ordering::Relaxed))
    }

    /// What came of it, once, as soon as that is known.
    pub(super) fn ended(&self) -> Option<Ended<T>> {
        self.ended.try_recv().ok()
    }

    /// The same of the job in a place, which is empty from then on.
    pub(super) fn take(place: &mut Option<Self>) -> Option<Ended<T>> {
        let ended = place.as_ref()?.ended()?;
        *place = None;
        Some(ended)
    }
}

impl Link {
    /// Tells how far the work is, from 0 to 1.
    pub(super) fn tell(&self, progress: f32) {
        self.progress.store(progress.to_bits(), Ordering::Relaxed);
        self.wake();
    }

    /// Lets the window look at what there is now.
    pub(super) fn wake(&self) {
        self.context.request_repaint_of(ViewportId::ROOT);
    }

    /// Waits for so long, or until the job is cancelled; whether it still is wanted.
    pub(super) fn wait(&self, time: Duration) -> bool {
        self.released.recv_timeout(time) == Err(RecvTimeoutError::Timeout)
    }

    /// Whether nobody cancelled the job.
    pub(super) fn is_wanted(&self) -> bool {
        self.wait(Duration::ZERO)
    }
}

impl NotDone {
    /// What to tell the user, given the words for work that broke.
    pub(super) fn message(&self, lang: Lang, broke: Cow<'_, str>) -> String {
        match self {
            Self::Refused(why) => tr!(lang, "message.no-thread", why = why).into_owned(),
            Self::Broke => broke.into_owned(),
        }
    }
}

/// Does something here and now; what breaks takes nothing else with it.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Ended<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_panic| NotDone::Broke)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use egui::Context;

    use super::{Job, NotDone};
    use crate::threads::granted;

    /// A window that tells when it is woken.
    fn window() -> (Context, Receiver<()>) {
        let (tell, woken) = channel();
        let context = Context::default();
        context.set_request_repaint_callback(move |_| {
            let _ignored = tell.send(());
        });
        (context, woken)
    }

    #[test]
    fn what_was_made_is_there_when_the_window_wakes() {
        let (context, woken) = window();
        let mut place = Some(Job::begin(&context, "sum", |_| 1 + 1));
        assert_eq!(place.as_ref().map(Job::name), Some("sum"));
        woken.recv().expect("the window is woken");
        assert_eq!(Job::take(&mut place), Some(Ok(2)));
        assert!(place.is_none() && Job::take(&mut place).is_none());
    }

    #[test]
    fn the_window_wakes_to_see_how_far_it_is() {
        let (context, woken) = window();
        let job = Job::begin(&context, "half", |link| {
            link.tell(0.5);
            link.wait(Duration::MAX)
        });
        woken.recv().expect("the window is woken");
        assert!((job.progress() - 0.5).abs() < f32::EPSILON);
        assert_eq!(job.ended(), None);
    }

    #[test]
    fn who_lets_go_of_a_job_cancels_it() {
        let (context, woken) = window();
        let (tell, told) = channel();
        let job = Job::begin(&context, "for ever", move |link| {
            let before = link.is_wanted();
            link.wake();
            let waited = link.wait(Duration::MAX);
            tell.send((before, waited, link.is_wanted())).expect("the test waits");
        });
        woken.recv().expect("the window is woken");
        drop(job);
        assert_eq!(told.recv(), Ok((true, false, false)));
    }

    #[test]
    fn work_that_breaks_says_so_and_wakes_the_window() {
        let (context, woken) = window();
        let job: Job<()> = Job::begin(&context, "broken", |_| panic!("as it should"));
        woken.recv().expect("the window is woken");
        assert_eq!(job.ended(), Some(Err(NotDone::Broke)));
    }

    #[test]
    fn a_thread_that_is_refused_is_an_error_at_once() {
        let (context, _woken) = window();
        let job = granted::only(0, || Job::begin(&context, "none", |_| ()));
        assert!(matches!(job.ended(), Some(Err(NotDone::Refused(_)))));
    }
}
