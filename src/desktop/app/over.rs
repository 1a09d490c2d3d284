//! What stands over the map: its tools, chips and messages, and the dialogs.
//! Must not know what is in them.

use egui::{Align, Area, Context, Id, Layout, Order, ProgressBar, Rect, Ui, vec2};

use super::App;
use super::places::Places;
use crate::desktop::panels::{Dialog, PanelContext, chips, copy, cross, help, map_menu, messages, tools, waiting};
use crate::desktop::request::Request;
use crate::i18n::tr;
use crate::session::Action;

impl App {
    pub(super) fn dialogs(&mut self, context: &Context, map: Rect, requests: &mut Vec<Request>) {
        if let Some(point) = self.canvas.take_menu() {
            self.map_menu = map_menu::State::at(&self.session, point);
            self.dialog = Some(Dialog::MapMenu);
        }
        let begins = self.dialog != std::mem::replace(&mut self.dialog_before, self.dialog);
        if begins && self.dialog.is_some() {
            context.memory_mut(egui::Memory::stop_text_input);
            self.search.close();
        }
        let beside = self.dialog.is_some_and(|dialog| dialog.take_input(context));
        let Self { dialog, session, remembered, open, export, print, stage_keys, .. } = self;
        let Self { command_list, hand_out, import, map_menu, save_data, symbology, .. } = self;
        let panel = PanelContext { session };
        Dialog::Open.show(dialog, |is_open| open.show(context, panel, is_open, requests));
        Dialog::Import.show(dialog, |is_open| import.show(context, panel, is_open, requests));
        Dialog::Export.show(dialog, |is_open| export.show(context, panel, is_open, requests));
        Dialog::HandOut.show(dialog, |is_open| hand_out.show(context, panel, is_open, requests));
        Dialog::SaveData.show(dialog, |is_open| save_data.show(context, panel, is_open, requests));
        Dialog::Print.show(dialog, |is_open| print.show(context, panel, is_open, requests));
        Dialog::Help.show(dialog, |is_open| help::show(context, panel, is_open));
        let added = remembered.stage_keys();
        Dialog::StageKeys.show(dialog, |is_open| stage_keys.show(context, panel, added, is_open, requests));
        Dialog::CopyMenu.show(dialog, |is_open| copy::show(context, panel, begins, is_open, requests));
        Dialog::Commands.show(dialog, |is_open| command_list.show(context, panel, begins, is_open, requests));
        Dialog::Symbology.show(dialog, |is_open| symbology.show(context, panel, begins, is_open, requests));
        Dialog::MapMenu.show(dialog, |is_open| {
            *is_open &= !beside;
            map_menu.show(context, panel, (map, begins), is_open, requests);
        });
        self.show_outline(context, requests);
    }

    /// The tools at the map's upper left, and what of the screen they take; none where the panels are hidden.
    pub(super) fn tools_over(&mut self, context: &Context, map: Rect, requests: &mut Vec<Request>) -> Option<Rect> {
        let panel = PanelContext { session: &self.session };
        let shown = (!self.session.surroundings().hidden).then(|| self.tools.show(context, panel, map, requests));
        // One button in the corner is in nobody's way.
        let strip = if shown.is_some_and(|shown| shown.height() > 2.0 * tools::STRIP) { tools::STRIP } else { 0.0 };
        if (self.session.view().covered() - strip).abs() > 0.5 {
            requests.push(Action::Cover(strip).into());
            // Laid out again at once, so that the map does not jump.
            context.request_discard("another part of the map is covered");
        }
        shown
    }

    /// The chips at the map's upper right, messages between them and the tools.
    pub(super) fn over_map(
        &mut self,
        context: &Context,
        places: &Places,
        tools: Option<Rect>,
        requests: &mut Vec<Request>,
    ) {
        let map = places.map;
        let left = if tools.is_none() { 0.0 } else { tools::STRIP };
        self.tell(context, map.with_min_x(map.left() + left), requests);
        let panel = PanelContext { session: &self.session };
        let chips = chips::show(context, panel, map, (places.layers, places.folded), requests);
        self.cover(context, map, [tools, chips]);
    }

    /// Makes the map's words give way to what stands over it, from the next frame on.
    fn cover(&mut self, context: &Context, map: Rect, places: [Option<Rect>; 2]) {
        let on_map = |place: Rect| {
            let place = place.expand(4.0).translate(-map.min.to_vec2());
            [place.left(), place.top(), place.right(), place.bottom()]
        };
        let covered: Vec<_> = places.into_iter().flatten().filter(Rect::is_positive).map(on_map).collect();
        if covered != self.covered {
            self.covered.clone_from(&covered);
            self.canvas.cover(covered);
            context.request_repaint();
        }
    }

    /// Messages and the sign that something is being opened, at the upper left of a part of the map.
    fn tell(&mut self, context: &Context, map: Rect, requests: &mut Vec<Request>) {
        if self.messages.all().is_empty() && self.loading.is_none() && self.exporting.is_none() {
            return;
        }
        let panel = PanelContext { session: &self.session };
        let area = Area::new(Id::unique("messages")).order(Order::Middle).fixed_pos(map.min + vec2(16.0, 16.0));
        let shown = area.show(context, |ui| {
            ui.set_width((map.width() - 32.0).clamp(60.0, 640.0));
            if let Some(loading) = &self.loading {
                let words = tr!(panel.lang(), "message.opening", what = loading.name());
                panel.frame(12, 8).show(ui, |ui| {
                    under_way(ui, panel, &words, requests);
                    if loading.progress() > 0.0 {
                        ui.add(ProgressBar::new(loading.progress()));
                    }
                });
            }
            if let Some(exporting) = &self.exporting {
                let path = exporting.name();
                panel.frame(12, 8).show(ui, |ui| {
                    under_way(ui, panel, &tr!(panel.lang(), "message.writing", path = path), requests);
                    if exporting.progress() > 0.0 {
                        ui.add(ProgressBar::new(exporting.progress()));
                    }
                });
            }
            messages::show(ui, panel, self.messages.all(), requests);
        });
        // Who reads has time; what passes is looked at again when it is to go.
        let held = shown.response.contains_pointer();
        if let Some(wait_s) = self.messages.pass(context.input(|input| input.time), held) {
            context.request_repaint_after(std::time::Duration::from_secs_f64(wait_s.max(0.0)));
        }
    }
}

/// What is being done, with a × that cancels it.
fn under_way(ui: &mut Ui, panel: PanelContext<'_>, words: &str, requests: &mut Vec<Request>) {
    ui.horizontal_top(|ui| {
        waiting::show(ui);
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let name = tr!(panel.lang(), "message.stop");
            if cross::show(ui, &name) {
                requests.push(Request::Stop);
            }
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| ui.label(words));
        });
    });
}
