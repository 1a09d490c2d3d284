//! The comparison with another version in the card's place: what became of each area, and every place added or removed.
//! Must not compare anything, nor decide what is drawn.

use std::path::Path;

use egui::{Button, Label, ScrollArea, Slider, Ui};

use super::option::tick;
use super::picker::Picker;
use super::{PanelContext, waiting};
use crate::desktop::focus;
use crate::desktop::loader::Other;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::diff::Change;
use crate::draw::sign_role;
use crate::i18n::{Lang, displayed_whole, list, map_review, tr};
use crate::project::{FeatureId, Project};
use crate::report::{ChangedAreaRow, VersionsReport};
use crate::session::{Action, Compared, Comparing, Seen};

/// The height of a row, in points: a line of words.
const ROW: f32 = 26.0;
/// The height of what stands over the places, in points.
const HEAD: f32 = 84.0;
/// At most so many areas that were not compared are named.
const MAX_NAMES: usize = 20;

/// What is typed and chosen in the panel.
#[derive(Default)]
pub(in crate::desktop) struct State {
    picker: Picker,
}

impl State {
    /// Shows the panel. `builtin`: whether the built-in zone is shown, of which there is another reading; and the file that is shown, where
    /// there is another on the disk by now.
    pub(in crate::desktop) fn show(
        &mut self,
        ui: &mut Ui,
        panel: PanelContext<'_>,
        (builtin, on_disk): (bool, Option<&Path>),
        requests: &mut Vec<Request>,
    ) {
        let lang = panel.lang();
        panel.title(ui, &tr!(lang, "compare.title"), requests);
        match &panel.session.versions().state {
            Comparing::Nothing => self.choose(ui, panel, (builtin, on_disk), requests),
            Comparing::UnderWay => {
                ui.horizontal(|ui| {
                    waiting::show(ui);
                    ui.label(tr!(lang, "compare.under-way"));
                });
            }
            Comparing::Done(compared) => done(ui, panel, compared, requests),
        }
    }

    /// What to compare with.
    fn choose(
        &mut self,
        ui: &mut Ui,
        panel: PanelContext<'_>,
        (builtin, on_disk): (bool, Option<&Path>),
        requests: &mut Vec<Request>,
    ) {
        let lang = panel.lang();
        ui.add(Label::new(tr!(lang, "compare.what")).wrap());
        if builtin {
            ui.add_space(8.0);
            let button = ui.add(Button::new(tr!(lang, "compare.face-value")).wrap());
            focus::begin_at(&button);
            if button.clicked() {
                requests.push(Request::Compare(Other::FaceValue));
            }
        }
        if let Some(path) = on_disk {
            ui.add_space(8.0);
            let button = ui.add(Button::new(tr!(lang, "compare.on-disk")).wrap());
            focus::begin_at(&button);
            if button.clicked() {
                requests.push(Request::Compare(Other::File(path.to_owned())));
            }
        }
        ui.add_space(8.0);
        let entered = self.picker.show(ui, panel, &tr!(lang, "open-dialog.path"));
        let mut chosen = self.picker.take();
        ui.horizontal_wrapped(|ui| {
            if ui.button(tr!(lang, "compare.go")).clicked() || entered {
                chosen = chosen.take().or_else(|| self.picker.typed());
            }
            if ui.button(tr!(lang, "open-dialog.file")).clicked() {
                self.picker.ask_file(ui.ctx(), lang);
            }
        });
        requests.extend(chosen.map(|path| Request::Compare(Other::File(path))));
    }
}

fn done(ui: &mut Ui, panel: PanelContext<'_>, compared: &Compared, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    let (first, second) = (panel.session.project(), compared.second());
    for (key, project) in [("diff.version-a", first), ("diff.version-b", second)] {
        ui.add(Label::new(tr!(lang, key, name = VersionsReport::version(project, lang))).wrap());
    }
    let own = &second.own;
    let notice = displayed_whole(own.notice.get(lang));
    if !notice.is_empty() && first.namespaces().all(|said| said.notice != own.notice) {
        panel.quiet(ui, &format!("{notice} {}", map_review(&own.map_review_number, lang)));
    }
    seen(ui, panel, requests);
    ui.horizontal_wrapped(|ui| {
        if ui.button(tr!(lang, "compare.end")).clicked() {
            requests.push(Action::Compared(Comparing::Nothing).into());
        }
        if ui.button(tr!(lang, "table.copy")).clicked() {
            requests.push(Request::Copy(panel.versions(compared).copied(compared.places().map(|(_, place)| place))));
        }
    });
    ui.separator();
    let left = ui.available_height();
    #[expect(clippy::cast_precision_loss, reason = "a height on the screen")]
    let below = HEAD + ROW * compared.places().len() as f32;
    let height = (left - below).max(left * 0.5);
    ScrollArea::vertical().id_salt("changes").max_height(height).show(ui, |ui| {
        let comparison = compared.comparison();
        for change in comparison.changes() {
            panel.boxed(ui, |ui| detail(ui, panel, compared, change));
        }
        let same = comparison.features.len() - comparison.changes().count();
        panel.quiet(ui, &tr!(lang, "compare.same", count = same));
        let apart = (names(first, &comparison.not_compared_a, lang))
            .chain(names(second, &comparison.not_compared_b, lang))
            .collect::<Vec<_>>();
        if !apart.is_empty() {
            let named: Vec<&str> = apart.iter().take(MAX_NAMES).map(String::as_str).collect();
            let named = list(&named, lang);
            panel.quiet(ui, &tr!(lang, "diff.not-compared", count = apart.len(), list = named));
        }
    });
    places(ui, panel, compared, requests);
}

fn names<'a>(project: &'a Project, ids: &'a [FeatureId], lang: Lang) -> impl Iterator<Item = String> + 'a {
    ids.iter().filter_map(|&id| project.feature(id)).map(move |feature| feature.displayed_name(lang))
}

/// Which version is seen.
fn seen(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let (lang, versions) = (panel.lang(), panel.session.versions());
    let now = versions.seen;
    let mut see = |seen: Seen| requests.extend([Action::Blink(false).into(), Action::See(seen).into()]);
    let swipe = if let Seen::Swipe(share) = now { share } else { 0.5 };
    ui.horizontal_wrapped(|ui| {
        for (key, seen) in [
            ("compare.both", Seen::Both),
            ("compare.before", Seen::Before),
            ("compare.after", Seen::After),
            ("compare.swipe", Seen::Swipe(swipe)),
        ] {
            if ui.add(Button::selectable(now == seen, tr!(lang, key))).clicked() {
                see(seen);
            }
        }
    });
    if matches!(now, Seen::Swipe(_)) {
        let mut share = swipe;
        let slider = ui.add(Slider::new(&mut share, 0.0..=1.0).show_value(false).text(tr!(lang, "compare.line")));
        if slider.changed() {
            see(Seen::Swipe(share));
        }
    }
    let still = panel.session.settings().reduced_motion;
    let mut blinks = versions.blinks() && !still;
    let blink = ui.add_enabled_ui(!still, |ui| tick(ui, &mut blinks, tr!(lang, "compare.blink")));
    if blink.inner.changed() {
        requests.push(Action::Blink(blinks).into());
    }
}

/// What became of an area, in figures.
fn detail(ui: &mut Ui, panel: PanelContext<'_>, compared: &Compared, change: &Change) {
    let (called, lines) = panel.versions(compared).told(change);
    ui.add(Label::new(theme::strong(&called, 14.0)).wrap());
    for line in lines {
        PanelContext::prose(ui, &line);
    }
}

/// Every place added or removed; only the rows in view are made.
fn places(ui: &mut Ui, panel: PanelContext<'_>, compared: &Compared, requests: &mut Vec<Request>) {
    let (lang, count) = (panel.lang(), compared.places().len());
    if count == 0 {
        panel.quiet(ui, &tr!(lang, "compare.no-places"));
        return;
    }
    PanelContext::heading(ui, &tr!(lang, "compare.places", count = count));
    let current = panel.session.versions().current();
    ui.horizontal_wrapped(|ui| {
        panel.steps(ui, requests);
        if let Some(at) = current {
            panel.quiet(ui, &tr!(lang, "checks.place-in-list", at = at + 1, count = count));
        }
    });
    let area = ScrollArea::vertical().id_salt("places").auto_shrink(false);
    area.show_rows(ui, ROW, count, |ui, shown| {
        let (from, rows) = (shown.start, shown.len());
        for (at, (_, place)) in compared.places().enumerate().skip(from).take(rows) {
            let text =
                theme::strong(&ChangedAreaRow::new(place).in_list(lang), 13.0).color(panel.role(sign_role(place.sign)));
            if ui.add(Button::selectable(current == Some(at), text).truncate()).clicked() {
                requests.push(Action::LookAtChange(Some(at)).into());
            }
        }
        focus::follow(ui, 0.0);
    });
}
