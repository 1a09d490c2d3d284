//! Asking in which forms to hand out the show, in which language, with notes or without, and where to.
//! Must not paint or write: it hands back a request.

use std::path::PathBuf;

use egui::{Context, Ui};

use super::file_place::FilePlace;
use super::option::tick;
use super::picker::dialog;
use super::{Dialog, PanelContext};
use crate::desktop::request::Request;
use crate::export::painter_named;
use crate::i18n::{Lang, tr};
use crate::paint::Painter;

/// The forms, by the names of their painters, each with the key of its words.
const FORMS: [(&str, &str); 3] = [("pdf", "hand-out.pdf"), ("pptx", "hand-out.pptx"), ("html", "hand-out.html")];

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::desktop) struct HandOutRequest {
    /// The painters' short names.
    pub(in crate::desktop) forms: Vec<&'static str>,
    pub(in crate::desktop) lang: Lang,
    pub(in crate::desktop) notes: bool,
    pub(in crate::desktop) each_step: bool,
    /// The file of the first form; the others have the same name with their own endings.
    pub(in crate::desktop) path: PathBuf,
}

/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    wanted: [bool; FORMS.len()],
    lang: Lang,
    notes: bool,
    each_step: bool,
    place: FilePlace,
}

impl State {
    /// The dialog for all forms. It offers a file with a title as its name, in a folder.
    pub(in crate::desktop) fn beginning(folder: Option<PathBuf>, title: &str, lang: Lang) -> Self {
        let wanted = [true; FORMS.len()];
        let place =
            first(wanted).map_or_else(FilePlace::default, |form| FilePlace::offering(folder, title, form, true));
        Self { wanted, lang, place, ..Self::default() }
    }

    /// Shows the dialog while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        is_open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        let (lang, title, chosen) = (panel.lang(), tr!(panel.lang(), "command.hand-out"), self.place.take());
        let chosen = dialog((Dialog::HandOut, &title), context, chosen, is_open, |ui| {
            self.choices(ui, panel);
            let form = first(self.wanted)?;
            self.place.show(ui, panel, (form, &tr!(lang, "hand-out.make")), false)
        });
        let (forms, lang, notes) = (forms(self.wanted).collect(), self.lang, self.notes);
        let each_step = self.each_step;
        requests.extend(chosen.map(|path| Request::HandOut(HandOutRequest { forms, lang, notes, each_step, path })));
    }

    /// What to make.
    fn choices(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let (lang, before) = (panel.lang(), self.wanted);
        for (wanted, (_, key)) in self.wanted.iter_mut().zip(FORMS) {
            tick(ui, wanted, tr!(lang, key));
        }
        ui.separator();
        ui.horizontal_wrapped(|ui| {
            for choice in Lang::ALL {
                ui.selectable_value(&mut self.lang, choice, tr!(choice, "lang.name"));
            }
        });
        tick(ui, &mut self.notes, tr!(lang, "hand-out.notes"));
        tick(ui, &mut self.each_step, tr!(lang, "hand-out.each-step"));
        if first(self.wanted).is_none() {
            panel.warning(ui, &tr!(lang, "hand-out.none"));
        } else if let Some((from, to)) = first(before).zip(first(self.wanted)).filter(|_| before != self.wanted) {
            self.place.rename(from, to);
        }
        let others = forms(self.wanted).skip(1).filter_map(painter_named);
        self.place.with_others(others.map(|painter| painter.extension).collect());
    }
}

fn forms(wanted: [bool; FORMS.len()]) -> impl Iterator<Item = &'static str> {
    FORMS.into_iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|((name, _), _)| name)
}

/// The first form that is wanted.
fn first(wanted: [bool; FORMS.len()]) -> Option<&'static Painter> {
    forms(wanted).next().and_then(painter_named)
}
