//! Data pasted onto the map: a text in any format that is read, opened as a file of its own that lasts as long as the window.
//! Must not read it.

use std::fs;
use std::io;
use std::path::PathBuf;

use egui::{Context, Event};
use tempfile::TempDir;

use super::App;
use crate::desktop::messages::MessageKind;
use crate::formats::format_of_text;
use crate::i18n::tr;

/// Where what was pasted lies, and how often something was.
#[derive(Default)]
pub(super) struct Pasted {
    folder: Option<TempDir>,
    count: usize,
}

impl Pasted {
    /// A new file with a text, named by its number.
    fn file(&mut self, text: &str, ending: &str) -> io::Result<PathBuf> {
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => tempfile::Builder::new().prefix("zonemap-").tempdir()?,
        };
        self.count += 1;
        let path = folder.path().join(format!("pasted-{}.{ending}", self.count));
        self.folder = Some(folder);
        fs::write(&path, text)?;
        Ok(path)
    }
}

impl App {
    /// Opens what is pasted while no field takes it.
    pub(super) fn take_pasted(&mut self, context: &Context) {
        if self.dialog.is_some() || context.text_edit_focused() {
            return;
        }
        let text_of = |event: &Event| if let Event::Paste(text) = event { Some(text.clone()) } else { None };
        let pasted = context.input(|input| input.events.iter().rev().find_map(text_of));
        let Some(text) = pasted else { return };
        let lang = self.session.lang();
        let Some(format) = format_of_text(&text) else {
            self.messages.tell(MessageKind::Warning, tr!(lang, "message.nothing-pasted"));
            return;
        };
        let ending = format.extensions.first().copied().unwrap_or("txt");
        match self.pasted.file(&text, ending) {
            Ok(path) => self.open(vec![path]),
            Err(why) => {
                let path = std::env::temp_dir();
                let words = tr!(lang, "cli.cannot-write-to", path = path.display(), why = why);
                self.messages.tell(MessageKind::Error, words);
            }
        }
    }
}
