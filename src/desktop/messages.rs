//! What the window tells of its own work: errors until they are read, all else for a while.
//! Must not outlive the project it is about, nor know how it looks.

use std::path::PathBuf;

/// How long what was made is told, in seconds, and how long a hint is.
const MADE_S: f64 = 8.0;
const HINT_S: f64 = 2.0;

/// What sort of thing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MessageKind {
    /// Something was made.
    Made,
    /// How to go on; gone soon.
    Hint,
    /// Something is not as it should be, and the work went on.
    Warning,
    /// Something was not done.
    Error,
}

impl MessageKind {
    /// For how many seconds it is shown; none until it is read.
    fn lasts_s(self) -> Option<f64> {
        match self {
            Self::Made => Some(MADE_S),
            Self::Hint => Some(HINT_S),
            Self::Warning | Self::Error => None,
        }
    }

    /// Whether it leaves by itself.
    pub(super) fn is_passing(self) -> bool {
        self.lasts_s().is_some()
    }
}

/// One thing that is told.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) kind: MessageKind,
    pub(super) text: String,
    /// The file that was made.
    pub(super) file: Option<PathBuf>,
    /// When it was first shown, in seconds from anywhere.
    since_s: Option<f64>,
}

/// All that is told, the newest last.
#[derive(Default)]
pub(super) struct Messages(Vec<Message>);

impl Messages {
    /// Tells of something. What is told already is not told twice: it begins anew.
    pub(super) fn tell(&mut self, kind: MessageKind, text: impl Into<String>) {
        self.push(kind, text.into(), None);
    }

    /// Tells of a file that was made.
    pub(super) fn made(&mut self, text: impl Into<String>, file: PathBuf) {
        self.push(MessageKind::Made, text.into(), Some(file));
    }

    fn push(&mut self, kind: MessageKind, text: String, file: Option<PathBuf>) {
        self.0.retain(|told| told.text != text);
        self.0.push(Message { kind, text, file, since_s: None });
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Message] {
        &self.0
    }

    /// Puts one away.
    pub(super) fn dismiss(&mut self, at: usize) {
        if at < self.0.len() {
            let _told = self.0.remove(at);
        }
    }

    /// Puts hints away.
    pub(super) fn end_hints(&mut self) {
        self.0.retain(|told| told.kind != MessageKind::Hint);
    }

    /// Puts all away.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Lets go of what was shown long enough by a time in seconds; while one is `held`, under the pointer, all stay. Returns after how many
    /// seconds the next one leaves.
    pub(super) fn pass(&mut self, now_s: f64, held: bool) -> Option<f64> {
        let mut next: Option<f64> = None;
        self.0.retain_mut(|told| {
            let Some(lasts_s) = told.kind.lasts_s() else { return true };
            let since_s = *told.since_s.get_or_insert(now_s);
            if held {
                told.since_s = Some(now_s);
            }
            let left_s = if held { lasts_s } else { since_s + lasts_s - now_s };
            next = Some(next.map_or(left_s, |next| next.min(left_s))).filter(|_| left_s > 0.0).or(next);
            left_s > 0.0
        });
        next
    }
}

#[cfg(test)]
mod tests {
    use super::{MessageKind, Messages};

    fn texts(messages: &Messages) -> Vec<&str> {
        messages.all().iter().map(|told| told.text.as_str()).collect()
    }

    #[test]
    fn what_was_made_leaves_by_itself_and_an_error_stays() {
        let mut messages = Messages::default();
        messages.tell(MessageKind::Error, "error");
        messages.tell(MessageKind::Made, "made");
        messages.tell(MessageKind::Hint, "hint");
        assert_eq!(messages.pass(100.0, false), Some(2.0));
        assert_eq!(messages.pass(101.0, false), Some(1.0));
        assert_eq!(texts(&messages), ["error", "made", "hint"]);
        assert_eq!(messages.pass(102.0, false), Some(6.0));
        assert_eq!(texts(&messages), ["error", "made"]);
        assert_eq!(messages.pass(107.0, true), Some(8.0), "who reads it has time");
        assert_eq!(messages.pass(114.0, false), Some(1.0));
        assert_eq!(messages.pass(115.0, false), None);
        assert_eq!(texts(&messages), ["error"]);
        assert_eq!(messages.pass(1e9, false), None);
        assert_eq!(texts(&messages), ["error"]);
    }

    #[test]
    fn the_same_is_told_once_and_begins_anew() {
        let mut messages = Messages::default();
        messages.tell(MessageKind::Hint, "hint");
        assert_eq!(messages.pass(0.0, false), Some(2.0));
        messages.tell(MessageKind::Hint, "hint");
        assert_eq!(texts(&messages), ["hint"]);
        assert_eq!(messages.pass(1.5, false), Some(2.0));
        messages.end_hints();
        assert!(texts(&messages).is_empty());
    }
}
