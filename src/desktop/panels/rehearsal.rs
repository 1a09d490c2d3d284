//! The self-check before a talk, as a list: what is as it should be, and what to do about the rest.
//! Must not check anything itself.

use egui::{Context, Label, ScrollArea};

use super::{Dialog, PanelContext};
use crate::desktop::focus;
use crate::desktop::theme;
use crate::i18n::tr;
use crate::picture::ColourRole;
use crate::rehearsal::{Around, SelfCheck, Verdict, is_ready};

/// What the panel keeps from frame to frame.
#[derive(Default)]
pub(in crate::desktop) struct State {
    check: Option<SelfCheck>,
}

impl State {
    /// Shows it, and looks at one stop a frame.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        around: &Around,
        open: &mut bool,
    ) {
        let check = self.check.get_or_insert_with(|| SelfCheck::begin(panel.session));
        if check.step() {
            context.request_repaint();
        }
        let (lang, mut again) = (panel.lang(), false);
        let height = (context.content_rect().height() - 120.0).clamp(120.0, 640.0);
        Dialog::SelfCheck.window(&tr!(lang, "self-check.title"), open).show(context, |ui| {
            ui.set_width((context.content_rect().width() - 64.0).clamp(200.0, 560.0));
            if !check.is_done() {
                let (done, count) = check.progress();
                ui.label(theme::strong(&tr!(lang, "self-check.under-way", done = done, count = count), 16.0));
                return;
            }
            let checks = check.checks(around, panel.session.settings());
            let bad = checks.iter().filter(|check| check.verdict == Verdict::Bad).count();
            if is_ready(&checks) {
                let words = theme::strong(&tr!(lang, "self-check.ready"), 20.0);
                ui.label(words.color(panel.role(ColourRole::Figure(2))));
            } else {
                let words = theme::strong(&tr!(lang, "self-check.not-ready", count = bad), 20.0);
                ui.label(words.color(panel.role(ColourRole::Error)));
            }
            ui.separator();
            ScrollArea::vertical().max_height(height - 120.0).show(ui, |ui| {
                for check in &checks {
                    ui.horizontal_top(|ui| {
                        panel.verdict(ui, sign(check.verdict));
                        ui.add(Label::new(check.text.as_str()).wrap());
                    });
                }
                focus::read_on(ui);
            });
            ui.separator();
            again = ui.button(tr!(lang, "self-check.again")).clicked();
        });
        if again {
            self.check = None;
            context.request_repaint();
        }
    }
}

/// Agreement, or not, or neither.
fn sign(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Good => Some(true),
        Verdict::Known => None,
        Verdict::Bad => Some(false),
    }
}
