//! The colours and labels of layers, as the window has them: the dialog opened, and groups of many features made in the background.
//! Must not know how values are grouped.

use super::App;
use crate::desktop::job::{Ended, Job};
use crate::desktop::messages::MessageKind;
use crate::desktop::panels::Dialog;
use crate::i18n::tr;
use crate::project::{Colouring, Style};
use crate::session::Action;

impl App {
    /// Opens the dialog for a layer, or closes it; for no layer in particular, for that of the selection, else for the topmost layer of areas.
    pub(super) fn open_symbology(&mut self, layer: Option<usize>) {
        let selected = self.session.selected().map(|id| id.layer);
        let topmost = || self.session.seen_layers(Style::Area).last().map(|(at, _)| at);
        self.symbology.turn_to(layer.or(selected).or_else(topmost).unwrap_or_default());
        Dialog::Symbology.toggle(&mut self.dialog);
    }

    /// Takes over by which fields a project that was just opened was coloured and labelled.
    pub(super) fn begin_symbology(&mut self) {
        for action in self.remembered.symbology(self.session.project()) {
            self.session.apply(action);
        }
    }

    /// Begins to make the groups that are wanted, if that is not under way; the map shows one colour meanwhile.
    pub(super) fn make_groups(&mut self) {
        if self.grouping.is_none() && self.session.awaiting_groups().next().is_some() {
            let session = self.session.clone();
            self.grouping = Some(Job::begin(&self.context, "groups", move |_| session.make_groups()));
        }
    }

    /// What came of it. Layers whose groups cannot be made have one colour.
    pub(super) fn take_groups(&mut self, ended: Ended<()>) {
        let Err(why) = ended else { return };
        let lang = self.session.lang();
        self.messages.tell(MessageKind::Error, why.message(lang, tr!(lang, "message.groups-broke")));
        for layer in self.session.awaiting_groups().collect::<Vec<_>>() {
            self.session.apply(Action::ColourBy { layer, colouring: Colouring::One });
        }
    }
}
