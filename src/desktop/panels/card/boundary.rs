//! The tab of the segments: each segment, what it follows, whether the text names it, its accuracy and its length.
//! Must not draw a line: the map does.

use egui::{Button, Sense, Ui, vec2};

use crate::desktop::panels::PanelContext;
use crate::desktop::panels::key::line;
use crate::desktop::panels::option::tick;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::draw::segment_pen;
use crate::i18n::{displayed, tr};
use crate::project::{FeatureId, OUTSIDE};
use crate::report::{FeatureReport, SegmentReport};
use crate::session::Action;

/// How high a piece of a line is, in points: as the words beside it.
const SAMPLE: f32 = 18.0;

/// Every segment around an area; a click selects it and flies there.
pub(super) fn list(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    (report, segments): (&FeatureReport<'_>, &[FeatureId]),
    requests: &mut Vec<Request>,
) {
    if segments.is_empty() {
        panel.quiet(ui, &tr!(panel.lang(), "card.no-boundary"));
        return;
    }
    uncertainty(ui, panel, requests);
    if ui.button(tr!(panel.lang(), "table.copy")).clicked() {
        requests.push(Request::Copy(report.copied_boundary(panel.lang())));
    }
    for &id in segments {
        let Some(segment) = SegmentReport::of(panel.session.project(), id) else { continue };
        panel.boxed(ui, |ui| {
            ui.horizontal_top(|ui| {
                sample(ui, panel, &segment, 40.0);
                let name = theme::strong(&segment.name(panel.lang()), 14.0);
                if ui.add(Button::new(name).wrap().frame(false)).clicked() {
                    requests.push(Action::Select(Some(id)).into());
                    requests.push(Action::FlyTo(id).into());
                }
            });
            details(ui, panel, &segment);
        });
    }
}

/// Whether it is drawn how far each segment may be off.
pub(in crate::desktop::panels) fn uncertainty(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let mut shown = panel.session.settings().uncertainty;
    if tick(ui, &mut shown, tr!(panel.lang(), "boundary.band")).changed() {
        requests.push(Action::Uncertainty(shown).into());
    }
}

/// A segment by itself, with the areas it parts.
pub(super) fn one(ui: &mut Ui, panel: PanelContext<'_>, id: FeatureId, requests: &mut Vec<Request>) {
    let project = panel.session.project();
    let Some(segment) = SegmentReport::of(project, id) else { return };
    sample(ui, panel, &segment, 64.0);
    details(ui, panel, &segment);
    uncertainty(ui, panel, requests);
    PanelContext::heading(ui, &tr!(panel.lang(), "boundary.between"));
    for side in segment.boundary.between {
        match project.named(project.namespace_of(id), &side).next() {
            Some(area) => {
                if ui.button(panel.name(area)).clicked() {
                    requests.push(Action::Select(Some(area)).into());
                }
            }
            None if side == OUTSIDE => {
                ui.label(tr!(panel.lang(), "boundary.outside"));
            }
            None => {
                ui.label(displayed(&side));
            }
        }
    }
}

/// A piece of a segment's line as the map has it, so wide in points.
fn sample(ui: &mut Ui, panel: PanelContext<'_>, segment: &SegmentReport<'_>, width: f32) {
    let (space, painter) = ui.allocate_painter(vec2(width, SAMPLE), Sense::hover());
    line(&painter, space.rect, segment_pen(segment.boundary.class(), segment.boundary.is_internal()), panel);
}

fn details(ui: &mut Ui, panel: PanelContext<'_>, segment: &SegmentReport<'_>) {
    let lang = panel.lang();
    ui.horizontal_wrapped(|ui| segment.known(lang).iter().flatten().for_each(|word| panel.chip(ui, word)));
    panel.quiet(ui, &segment.length(lang));
    if let Some(text) = segment.accuracy(lang) {
        panel.quiet(ui, &text);
    }
    if let Some(text) = segment.fitted(lang) {
        panel.warning(ui, &text);
    }
}
