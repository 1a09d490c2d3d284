//! What a finding says, in plain words: made at once, or when it is read.
//! Must not know what is said.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::i18n::{Lang, Localized};

/// What was found, in plain words.
#[derive(Clone)]
pub struct Message(Words);

#[derive(Clone)]
enum Words {
    Made(Localized),
    Later(Arc<Later<dyn Fn(Lang) -> String + Send + Sync>>),
}

/// Words that are made, once in each language, when they are read.
struct Later<F: ?Sized> {
    made: [OnceLock<Box<str>>; Lang::ALL.len()],
    say: F,
}

impl Message {
    /// A message made when it is read. For what may be found by the thousand, most of which is only counted.
    #[must_use]
    pub fn later(say: impl Fn(Lang) -> String + Send + Sync + 'static) -> Self {
        Self(Words::Later(Arc::new(Later { made: Default::default(), say })))
    }

    /// The message in a language; one that was made at once in the nearest that it was made in.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match &self.0 {
            Words::Made(texts) => texts.get(lang),
            Words::Later(later) => later.made[lang as usize].get_or_init(|| (later.say)(lang).into()),
        }
    }
}

/// A message made at once.
impl From<Localized> for Message {
    fn from(texts: Localized) -> Self {
        Self(Words::Made(texts))
    }
}

impl Default for Message {
    fn default() -> Self {
        Localized::default().into()
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get(Lang::En).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    use super::Message;
    use crate::i18n::Lang;

    #[test]
    fn a_message_for_later_is_made_when_it_is_read_and_once_in_each_language() {
        let made = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&made);
        let message = Message::later(move |lang| format!("{} {}", lang.code(), count.fetch_add(1, Relaxed)));
        let copy = message.clone();
        assert_eq!(made.load(Relaxed), 0);
        assert_eq!([message.get(Lang::En), copy.get(Lang::En)], ["en 0"; 2]);
        assert_eq!([copy.get(Lang::ZhHans), message.get(Lang::ZhHans)], ["zh-Hans 1"; 2]);
        assert_eq!(made.load(Relaxed), 2);
    }
}
