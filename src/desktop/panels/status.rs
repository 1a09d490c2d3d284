//! The bar at the bottom: the notice, the pointer's position, the grid, the scale.
//! Must not measure: the grid comes from the coordinate systems.

use egui::containers::menu::MenuButton;
use egui::{Align, Button, Key, Label, Layout, RichText, TextEdit, TextStyle, Ui};

use super::PanelContext;
use super::positions::System;
use crate::crs;
use crate::desktop::request::Request;
use crate::draw::ground_is_seen;
use crate::geometry::LonLat;
use crate::i18n::{Lang, Localized, displayed, grouped, map_review, tr};
use crate::picture::ColourRole;
use crate::session::Action;

/// A point of the screen in metres, at the 96 to the inch that scales on screens are told for.
const POINT_M: f64 = 0.0254 / 96.0;
/// How much of the bar is the notice's however little room there is.
const NOTICE_SHARE: f32 = 0.3;

/// What the bar keeps from frame to frame.
#[derive(Default)]
pub(in crate::desktop) struct State {
    /// Where the pointer was last on the map: what tells of it stays while the pointer goes to the bar.
    at: Option<LonLat>,
    system: System,
    /// The scale that is being typed.
    typed: Option<String>,
}

/// What is told, each as far as there is room.
#[derive(Clone, Default)]
struct Facts {
    degrees: Option<String>,
    /// As it is shown and as it is copied.
    coordinates: Option<[String; 2]>,
    scale: Option<String>,
    system: Option<&'static str>,
}

impl Facts {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let coordinates = self.coordinates.as_ref().map(|[shown, _]| shown.as_str());
        [self.degrees.as_deref(), coordinates, self.scale.as_deref(), self.system].into_iter().flatten()
    }

    /// The same with less and less, the most wanted to the last.
    fn shorter(self) -> [Self; 5] {
        let all = self.clone();
        let whole = self.coordinates.map(|[whole, short]| ([whole.clone(), whole.clone()], [short, whole]));
        let (whole, short) = whole.unzip();
        let first = Self { coordinates: whole, ..all.clone() };
        let second = Self { coordinates: short, ..all.clone() };
        let third = Self { coordinates: None, ..all.clone() };
        let fourth = Self { system: None, ..third.clone() };
        let last = if all.degrees.is_some() { Self { scale: None, ..fourth.clone() } } else { fourth.clone() };
        [first, second, third, fourth, last]
    }
}

/// The notice at the left, cut where there is no room; what tells of the pointer and the map at the right, shorter where there is none.
pub(in crate::desktop) fn show(ui: &mut Ui, panel: PanelContext<'_>, state: &mut State, requests: &mut Vec<Request>) {
    state.at = panel.session.pointer().or(state.at);
    let scale = panel.session.view().projector().metres_per_point() / POINT_M;
    let facts = Facts {
        degrees: state.at.map(|at| crs::degrees_minutes_seconds(at, panel.lang())),
        coordinates: state.at.and_then(|at| state.system.coordinates(at, panel.lang())),
        scale: Some(format!("1 : {}", grouped(round(scale)))),
        system: Some(state.system.title()),
    };
    ui.horizontal_centered(|ui| {
        let font = TextStyle::Body.resolve(ui.style());
        let gap = 2.0 * ui.spacing().item_spacing.x + 2.0 * ui.spacing().button_padding.x + 8.0;
        let width = |ui: &Ui, text: &str| {
            ui.painter().layout_no_wrap(text.to_owned(), font.clone(), panel.role(ColourRole::SecondText)).size().x
                + gap
        };
        let said = notice_of(panel);
        let whole = ui.available_width();
        let room = whole - width(ui, &said).min(NOTICE_SHARE * whole);
        let variants = facts.shorter();
        let taken = |facts: &Facts| facts.texts().map(|text| width(ui, text)).sum::<f32>();
        let at = variants.iter().position(|facts| taken(facts) <= room).unwrap_or(variants.len() - 1);
        let (facts, rest) = (&variants[at], whole - taken(&variants[at]));
        ui.scope(|ui| {
            ui.set_max_width(rest.max(0.0));
            if !said.is_empty() {
                let label = Label::new(RichText::new(&said).color(panel.role(ColourRole::Boundary))).truncate();
                ui.add(label).on_hover_text(&said);
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| readouts(ui, panel, facts, scale, state, requests));
    });
}

/// From the right: the system, the scale, the coordinates, the degrees. Each does something when it is clicked.
fn readouts(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    facts: &Facts,
    scale: f64,
    state: &mut State,
    requests: &mut Vec<Request>,
) {
    let lang = panel.lang();
    if let Some(system) = facts.system {
        let button = MenuButton::from_button(Button::new(panel.quiet_text(system)).frame(false));
        let (button, _) = button.ui(ui, |ui| {
            for system in System::ALL {
                if ui.selectable_label(state.system == system, system.title()).clicked() {
                    state.system = system;
                    ui.close();
                }
            }
        });
        button.on_hover_text(tr!(lang, "status.choose"));
        ui.separator();
    }
    if let Some(shown) = &facts.scale {
        if let Some(typed) = &mut state.typed {
            let field = ui.add(TextEdit::singleline(typed).desired_width(96.0).hint_text(shown));
            field.request_focus();
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                requests.extend(typed_scale(typed).map(|wanted| Action::ZoomMiddle { factor: scale / wanted }.into()));
                state.typed = None;
            } else if field.lost_focus() || field.clicked_elsewhere() {
                state.typed = None;
            }
        } else if ui
            .add(Button::new(panel.quiet_text(shown)).frame(false))
            .on_hover_text(tr!(lang, "status.type-scale"))
            .clicked()
        {
            state.typed = Some(String::new());
        }
        if facts.degrees.is_some() {
            ui.separator();
        }
    }
    let coordinates = facts.coordinates.as_ref().map(|[shown, whole]| (shown, whole));
    let degrees = facts.degrees.as_ref().map(|degrees| (degrees, degrees));
    for (at, (shown, whole)) in coordinates.into_iter().chain(degrees).enumerate() {
        if at > 0 {
            ui.separator();
        }
        let button = ui.add(Button::new(panel.quiet_text(shown)).frame(false));
        if button.on_hover_text(tr!(lang, "status.copy", text = whole)).clicked() {
            requests.push(Request::Copy(whole.clone()));
        }
    }
}

/// The denominator of a scale as people type it: `25000`, `1:25 000`, `1 : 25,000`.
fn typed_scale(text: &str) -> Option<f64> {
    let denominator = text.rsplit([':', '：', '/']).next()?;
    let digits: String = denominator.chars().filter(|c| !c.is_whitespace() && !",，'’".contains(*c)).collect();
    digits.parse().ok().filter(|scale: &f64| scale.is_finite() && *scale >= 1.0)
}

/// What the data's notices say, on one line; nothing where there is none.
fn notice_of(panel: PanelContext<'_>) -> String {
    let (project, lang) = (panel.session.project(), panel.lang());
    let mut notices = project.notices();
    notices.retain(|(notice, _)| !notice.is_empty());
    let gap = if lang == Lang::En { " " } else { "" };
    let said = |(notice, number): &(&Localized, &str)| {
        format!("{}{gap}{}", displayed(notice.get(lang)), map_review(number, lang))
    };
    let ground = ground_is_seen(panel.session).then(|| tr!(lang, "sheet.ground").into_owned());
    notices.iter().map(said).chain(ground).collect::<Vec<_>>().join(gap)
}

/// To two digits: a scale on a screen is no more exact than that.
fn round(scale: f64) -> f64 {
    let step = 10_f64.powf(scale.log10().floor() - 1.0);
    (scale / step).round() * step
}

#[cfg(test)]
mod tests {
    use super::{grouped, round, typed_scale};

    #[test]
    fn a_scale_is_read_as_people_type_it() {
        for text in ["25000", "1:25000", "1 : 25 000", "1：25,000", " 1/25000 "] {
            assert_eq!(typed_scale(text), Some(25_000.0), "{text}");
        }
        for text in ["", "1:", "0", "-5", "abc", "1e999", "NaN"] {
            assert_eq!(typed_scale(text), None, "{text}");
        }
    }

    #[test]
    fn scales_are_short_and_grouped() {
        assert_eq!(grouped(round(61_872.0)), "62 000");
        assert_eq!(grouped(round(999.0)), "1 000");
        assert_eq!(grouped(12.0), "12");
    }
}
