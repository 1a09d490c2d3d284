//! Holding off the screen saver while a show is on.
//! Must not know what is shown, nor wait for the system: it is asked on a thread of its own.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

use crate::desktop::selfcheck::Screen;

/// Keeps the screen on as long as it exists.
pub(in crate::desktop) struct Awake {
    state: Screen,
    answer: Receiver<Result<(), String>>,
    /// The thread lets go when this is gone.
    _hold: Sender<()>,
}

impl Awake {
    /// Asks the system to keep the screen on.
    pub(in crate::desktop) fn ask() -> Self {
        let ((tell, answer), (hold, released)) = (channel(), channel::<()>());
        let thread = thread::Builder::new().name("awake".to_owned()).spawn(move || {
            let mut wish = keepawake::Builder::default();
            wish.display(true).idle(true).app_name("zonemap").app_reverse_domain("zonemap").reason("zonemap: show");
            let kept = wish.create();
            let told = kept.as_ref().map(|_| ()).map_err(ToString::to_string);
            // Who asked may be gone: then nothing is held.
            if tell.send(told).is_ok() {
                let _released = released.recv();
            }
        });
        let state = match thread {
            Ok(_) => Screen::Unknown,
            Err(error) => Screen::Refused(error.to_string()),
        };
        Self { state, answer, _hold: hold }
    }

    /// What became of it.
    pub(in crate::desktop) fn state(&mut self) -> &Screen {
        match self.answer.try_recv() {
            Ok(Ok(())) => self.state = Screen::StaysOn,
            Ok(Err(why)) => self.state = Screen::Refused(why),
            Err(TryRecvError::Disconnected) if self.state == Screen::Unknown => {
                self.state = Screen::Refused(String::new());
            }
            Err(TryRecvError::Disconnected | TryRecvError::Empty) => {}
        }
        &self.state
    }
}
