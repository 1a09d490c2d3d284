//! Where the keyboard is: regions that a key goes round, groups that Tab takes in one step, a ring around what has the focus, and the way back.
//! Must not know what any widget does.

use egui::{
    Context, FocusDirection, Id, Key, LayerId, Modifiers, Order, Painter, Rect, Response, Stroke, StrokeKind, Ui,
    WidgetRect, vec2,
};

use super::theme;
use crate::picture::{ColourRole, Palette};

/// A part of the window that one key goes to, in the order in which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Region {
    Bar,
    Layers,
    Map,
    Card,
    Status,
}

impl Region {
    const ALL: [Self; 5] = [Self::Bar, Self::Layers, Self::Map, Self::Card, Self::Status];
}

/// So many widgets that had the focus are kept to go back to.
const TRAIL: usize = 16;

/// What the last frame marked.
#[derive(Clone, Default)]
struct Marks {
    regions: Vec<(Region, Id)>,
    stops: Vec<Id>,
}

fn mark(context: &Context, put: impl FnOnce(&mut Marks)) {
    context.data_mut(|data| put(data.get_temp_mut_or_default(Id::unique("focus-marks"))));
}

/// All within is one region.
pub(super) fn region(ui: &Ui, region: Region) {
    mark(ui.ctx(), |marks| marks.regions.push((region, ui.unique_id())));
}

/// Gives a widget the focus in the first frame in which it is shown, or shown again.
pub(super) fn begin_at(widget: &Response) {
    let frame = widget.ctx.cumulative_frame_nr();
    let before: Option<u64> = widget.ctx.data_mut(|data| {
        let (id, before) = (widget.id.with("begun"), data.get_temp(widget.id.with("begun")));
        data.insert_temp(id, frame);
        before
    });
    if before.is_none_or(|before| before + 1 < frame) {
        widget.request_focus();
    }
}

/// All within is one step of the Tab key; the arrows go from one to the next.
pub(super) fn one_stop(ui: &Ui) {
    mark(ui.ctx(), |marks| marks.stops.push(ui.unique_id()));
}

/// Scrolls what is within so that what has just got the focus can be seen, below what stays in view `above` it, in points. Called last in it.
pub(super) fn follow(ui: &Ui, above: f32) {
    let context = ui.ctx();
    let focused = context.memory(egui::Memory::focused);
    let before = context.data_mut(|data| {
        let known: &mut Option<Id> = data.get_temp_mut_or_default(ui.unique_id().with("followed"));
        std::mem::replace(known, focused)
    });
    let place = focused.filter(|_| before != focused).filter(|&id| within(context, id, ui.unique_id()));
    if let Some(place) = place.and_then(|id| widget(context, id)) {
        let mut rect = place.rect.expand2(vec2(0.0, 8.0));
        rect.min.y -= above;
        ui.scroll_to_rect(rect, None);
    }
}

/// Lets the arrows, the page keys, Home and End scroll words that nothing in them can have the focus of. Called in what scrolls.
pub(super) fn read_on(ui: &Ui) {
    let page = ui.clip_rect().height();
    let line = 2.0 * ui.text_style_height(&egui::TextStyle::Body);
    let whole = ui.min_rect().height();
    let steps = [
        (Key::ArrowDown, line),
        (Key::ArrowUp, -line),
        (Key::PageDown, page - line),
        (Key::PageUp, line - page),
        (Key::End, whole),
        (Key::Home, -whole),
    ];
    for (key, down) in steps {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.ctx().memory_mut(|memory| memory.move_focus(FocusDirection::None));
            ui.scroll_with_delta(vec2(0.0, -down));
        }
    }
}

/// A widget of this frame, or else of the last.
fn widget(context: &Context, id: Id) -> Option<WidgetRect> {
    context
        .viewport(|viewport| viewport.this_pass.widgets.get(id).or_else(|| viewport.prev_pass.widgets.get(id)).copied())
}

/// Whether a widget is in a part of the window, however deep.
fn within(context: &Context, id: Id, part: Id) -> bool {
    let mut at = id;
    while let Some(found) = widget(context, at) {
        if found.parent_id == part || at == part {
            return true;
        }
        if found.parent_id == at {
            return false;
        }
        at = found.parent_id;
    }
    false
}

/// What can have the focus in a part of the window, as the last frame laid it out.
fn stops_within(context: &Context, part: Id) -> Vec<WidgetRect> {
    let Some(layer) = widget(context, part).map(|found| found.layer_id) else { return Vec::new() };
    let can_have = |found: &&WidgetRect| found.enabled && found.sense.is_focusable();
    let all: Vec<WidgetRect> =
        context.viewport(|viewport| viewport.prev_pass.widgets.get_layer(layer).filter(can_have).copied().collect());
    all.into_iter().filter(|found| found.id != part && within(context, found.id, part)).collect()
}

/// What the window knows of the focus from frame to frame.
#[derive(Default)]
pub(super) struct Focus {
    marks: Marks,
    /// What had the focus, the latest last.
    trail: Vec<Id>,
    /// What had it in the last frame.
    before: Option<Id>,
    /// Whether it is to go back to what had it before.
    returns: bool,
    /// For so many frames Tab may move it: egui steps back only in the frame after the key.
    tabbed: u8,
    /// Whether that step back is still to come: what has it now only lies on the way.
    steps_back: bool,
}

impl Focus {
    /// Reads Tab and the arrows before anything is laid out. `features` are the map and those on it.
    pub(super) fn begin(&mut self, context: &Context, features: &[Id]) {
        self.marks = Marks::default();
        mark(context, |marks| std::mem::swap(&mut self.marks, marks));
        if context.input(|input| input.pointer.any_pressed()) {
            self.trail.clear();
        }
        let focused = context.memory(egui::Memory::focused);
        let lost = self.before.filter(|&id| focused.is_none() && !is_there(context, id));
        self.returns |= lost.is_some_and(|id| !features.contains(&id));
        let tab = context.input(|input| {
            let keys = input.modifiers;
            input.key_pressed(Key::Tab).then_some(keys.shift).filter(|_| !keys.command && !keys.alt)
        });
        self.steps_back = tab == Some(true) && focused.is_some();
        self.tabbed = if tab.is_some() { 1 + u8::from(self.steps_back) } else { self.tabbed.saturating_sub(1) };
        match (focused, tab) {
            // As long as nothing else has the keyboard, it is the map's.
            (None, Some(false)) if context.memory(|memory| memory.top_modal_layer().is_none()) => {
                if let Some(&first) = features.first() {
                    take(context, first);
                }
            }
            (Some(id), _) => self.read_in_stop(context, id, tab),
            (None, _) => {}
        }
    }

    /// In a group, the arrows step, and Tab leaves it.
    fn read_in_stop(&self, context: &Context, focused: Id, tab: Option<bool>) {
        let Some(&stop) = self.marks.stops.iter().find(|&&stop| within(context, focused, stop)) else { return };
        let all = stops_within(context, stop);
        if let Some(back) = tab {
            // From the end of the group, egui's own step leads out of it.
            let end = if back { all.first() } else { all.last() };
            if let Some(end) = end {
                context.memory_mut(|memory| memory.request_focus(end.id));
            }
            return;
        }
        let Some(at) = all.iter().position(|found| found.id == focused) else { return };
        let arrow = |key| context.input(|input| input.modifiers.is_none() && input.key_pressed(key));
        let next = if arrow(Key::ArrowRight) {
            all.get(at + 1).copied()
        } else if arrow(Key::ArrowLeft) {
            at.checked_sub(1).and_then(|at| all.get(at)).copied()
        } else if arrow(Key::ArrowDown) {
            beside(&all, all[at].rect, 1.0)
        } else if arrow(Key::ArrowUp) {
            beside(&all, all[at].rect, -1.0)
        } else {
            return;
        };
        take(context, next.map_or(focused, |next| next.id));
    }

    /// Goes to the next region, or the one before. `features` are the map and those on it, the selected one first.
    pub(super) fn go_round(&self, context: &Context, back: bool, features: &[Id]) {
        let now = context.memory(egui::Memory::focused).map_or(Region::Map, |id| self.region_of(context, id));
        let count = Region::ALL.len();
        let at = Region::ALL.iter().position(|&region| region == now).unwrap_or(0);
        let step = |by: usize| Region::ALL[(if back { at + count - by } else { at + by }) % count];
        let there = (1..=count).map(step).find_map(|region| self.entrance(context, region, features));
        if let Some(id) = there {
            take(context, id);
        }
    }

    /// Where a region is entered: where it was left, or else at its beginning; none where it is not there.
    fn entrance(&self, context: &Context, region: Region, features: &[Id]) -> Option<Id> {
        let all: Vec<Id> = if region == Region::Map {
            features.to_vec()
        } else {
            let part = self.marks.regions.iter().find(|(marked, _)| *marked == region)?.1;
            let mut stops = stops_within(context, part);
            // As the eye reads it: what stays at the foot is laid out before what scrolls above it.
            stops.sort_by(|a, b| a.rect.top().total_cmp(&b.rect.top()).then(a.rect.left().total_cmp(&b.rect.left())));
            stops.iter().map(|found| found.id).collect()
        };
        self.trail.iter().rev().find(|id| all.contains(id)).or(all.first()).copied()
    }

    /// The region that a widget is in; what floats over the map is the map's.
    fn region_of(&self, context: &Context, id: Id) -> Region {
        let mut marked = self.marks.regions.iter();
        marked.find(|(_, part)| within(context, id, *part)).map_or(Region::Map, |(region, _)| *region)
    }

    /// Something was closed: the focus goes back to where it was before, or stays where it is if that is still there.
    pub(super) fn go_back(&mut self) {
        self.returns = true;
    }

    /// The same where what has it stays, as a field does whose list is put away.
    pub(super) fn go_back_from(&mut self, id: Id) {
        self.trail.retain(|&other| other != id);
        self.go_back();
    }

    /// Tab comes into a group where it was left, or else at its first, from before and from behind.
    fn enter_stop(&mut self, context: &Context) {
        let (from, to) = (self.before, context.memory(egui::Memory::focused));
        if self.tabbed == 0 || from == to {
            return;
        }
        self.tabbed = 0;
        let (Some(to), Some(from)) = (to, from) else { return };
        mark(context, |marks| self.marks.stops.clone_from(&marks.stops));
        let entered = self.marks.stops.iter().find(|&&stop| within(context, to, stop));
        let Some(&stop) = entered.filter(|&&stop| !within(context, from, stop)) else { return };
        let all = stops_within(context, stop);
        let left = self.trail.iter().rev().find(|id| all.iter().any(|found| found.id == **id)).copied();
        if let Some(id) = left.or(all.first().map(|found| found.id)).filter(|id| *id != to) {
            context.memory_mut(|memory| memory.request_focus(id));
            context.request_repaint();
        }
    }

    /// Notes what has the focus once all is laid out, and rings it; `is_on_map` says whether that is the map or a feature, which show it by themselves.
    pub(super) fn end(&mut self, context: &Context, palette: &Palette, is_on_map: bool) {
        if std::mem::take(&mut self.steps_back) {
            self.before.filter(|_| !is_on_map).into_iter().for_each(|id| ring(context, id, palette));
            return;
        }
        self.enter_stop(context);
        let is_nowhere = context.memory(egui::Memory::focused).is_none();
        // What gave it up by itself, as the search does once something is chosen, is nothing to go back to.
        if let Some(left) = self.before.filter(|&id| is_nowhere && !self.returns && is_laid_out(context, id)) {
            self.trail.retain(|&other| other != left);
        }
        if std::mem::take(&mut self.returns) && is_nowhere {
            while let Some(id) = self.trail.pop() {
                if is_laid_out(context, id) {
                    context.memory_mut(|memory| memory.request_focus(id));
                    context.request_repaint();
                    break;
                }
            }
        }
        self.before = context.memory(egui::Memory::focused);
        let Some(focused) = self.before else { return };
        if self.trail.last() != Some(&focused) {
            self.trail.retain(|&other| other != focused);
            self.trail.push(focused);
            let over = self.trail.len().saturating_sub(TRAIL);
            self.trail.drain(..over);
        }
        if !is_on_map {
            ring(context, focused, palette);
        }
    }
}

/// Gives the focus to a widget, whatever egui was about to do with the key.
fn take(context: &Context, id: Id) {
    context.memory_mut(|memory| {
        memory.move_focus(FocusDirection::None);
        memory.request_focus(id);
    });
}

fn is_there(context: &Context, id: Id) -> bool {
    context.viewport(|viewport| viewport.prev_pass.widgets.contains(id))
}

fn is_laid_out(context: &Context, id: Id) -> bool {
    context.viewport(|viewport| viewport.this_pass.widgets.get(id).is_some_and(|found| found.enabled))
}

/// The nearest of those below a place, or above it where `down` is negative.
fn beside(all: &[WidgetRect], from: Rect, down: f32) -> Option<WidgetRect> {
    let away = |found: &WidgetRect| down * (found.rect.center().y - from.center().y);
    let apart = from.height() / 2.0;
    let far = |found: &WidgetRect| (away(found).round(), (found.rect.center().x - from.center().x).abs());
    let beyond = all.iter().filter(|found| away(found) > apart);
    beyond.min_by(|a, b| far(a).partial_cmp(&far(b)).unwrap_or(std::cmp::Ordering::Equal)).copied()
}

/// A ring around what has the focus, whatever it is.
fn ring(context: &Context, id: Id, palette: &Palette) {
    let Some(found) = widget(context, id).filter(|found| found.interact_rect.is_positive()) else { return };
    let layer: LayerId = found.layer_id;
    // What is laid out for the first time to find its size is not seen yet.
    if layer.order != Order::Background && !context.memory(|memory| memory.areas().visible_last_frame(&layer)) {
        return;
    }
    let painter = Painter::new(context.clone(), layer, found.interact_rect.expand(4.0));
    for (role, width) in [(ColourRole::Halo, 5.0), (ColourRole::Boundary, 2.5)] {
        let stroke = Stroke::new(width, theme::colour(palette.colour(role)));
        painter.rect_stroke(found.rect.expand(1.0), 6.0, stroke, StrokeKind::Middle);
    }
}
