//! The cover, and the stops of wholes and areas: the segments drawn in, the parts with their shares, each part with its focus.
//! Must not know the policy but for what its card says of a part.

use std::path::Path;

use super::boundary;
use super::maker::Maker;
use super::stop::{Aim, Block, Content, Layout, Reveal, Stop};
use super::words::{Notes, names, source_line};
use crate::i18n::{
    AreaFormat, Lang, Localized, area_brief, declared_figure, declared_text, declared_unit, list, number, tr,
};
use crate::project::{FeatureId, Kind, PolicyItem, Project, Tie, Whole};
use crate::report::{FeatureReport, Share};

/// The most areas in one list, wholes with stops, stops of parts, and points of one.
const MAX_LISTED: usize = 8;
const MAX_WHOLES: usize = 4;
const MAX_PARTS: usize = 12;
const MAX_POINTS: usize = 8;

pub(super) fn cover(maker: &mut Maker<'_>) {
    let project = maker.project;
    let whole = maker.wholes().next().map(|whole| whole.whole);
    let mut stop = Stop { layout: Layout::Cover, ..Stop::new("cover", title(maker, whole)) };
    match whole.and_then(|whole| figure(project, whole)) {
        Some(figure) => stop.blocks.push(figure),
        None => stop.blocks.extend(summary(maker)),
    }
    let source = &maker.own.policy.source;
    if !source.title.is_empty() {
        stop.blocks.push(Block::remark(0, source_line(source)));
    }
    let mut notes = Notes::default();
    notes.add(source.note.clone());
    let (areas, layers) = (maker.areal_ids().count(), maker.layers().count());
    notes.add(Localized::each(|lang| tr!(lang, "stage.holds", areas = areas, layers = layers).into_owned()));
    stop.notes = notes.text();
    maker.push(stop);
}

/// The project's title; of a single file, which has none but its name, that of what it is about.
fn title(maker: &Maker<'_>, whole: Option<FeatureId>) -> Localized {
    let own = &maker.own.title;
    let file = Path::new(&maker.own.path).file_stem().and_then(|name| name.to_str());
    if file != own.in_language(Lang::En) {
        return own.clone();
    }
    let named = whole.map(|whole| maker.name(whole)).filter(|name| !name.is_empty());
    let (areas, lists) = (maker.areal_ids().count(), |lang: Lang| tr!(lang, "stage.areas").into_owned());
    named.unwrap_or_else(|| if areas > 1 { Localized::each(lists) } else { own.clone() })
}

/// How many areas there are, and how large they are together, by what they measure.
fn summary(maker: &Maker<'_>) -> Vec<Block> {
    let all: Vec<FeatureId> = maker.areal_ids().collect();
    if all.len() < 2 {
        return all.first().and_then(|area| figure(maker.project, *area)).into_iter().collect();
    }
    maker.project.measure_all();
    let (total, unit) = measured_figure(all.iter().map(|&id| maker.project.area_m2(id)).sum());
    let stat = |figure, unit, key: &str| {
        let label = Localized::each(|lang| tr!(lang, key).into_owned());
        Block::new(0, Content::Stat { icon: None, figure, unit, label })
    };
    let count = Localized::plain(&all.len().to_string());
    vec![stat(count, Localized::default(), "stage.areas"), stat(total, unit, "stage.measured-together")]
}

/// The stops of each whole and its parts, or of the largest areas where nothing makes up a whole. The parts that have a stop.
pub(super) fn wholes(maker: &mut Maker<'_>) -> Vec<FeatureId> {
    let project = maker.project;
    let all: Vec<FeatureId> = maker.wholes().map(|whole| whole.whole).collect();
    let shown = largest(project, &all, MAX_WHOLES);
    let mut parts = Vec::new();
    for whole in maker.wholes().filter(|whole| shown.contains(&whole.whole)) {
        let listed = largest(project, &whole.parts, MAX_LISTED);
        boundary_stop(maker, whole);
        parts_stop(maker, whole, &listed);
        for part in listed {
            if parts.len() < MAX_PARTS && !shown.contains(&part) && !parts.contains(&part) {
                part_stop(maker, part);
                parts.push(part);
            }
        }
    }
    if shown.is_empty() {
        areas_stop(maker);
    }
    parts
}

/// The whole with its segments drawn in one by one, or with its outline where no segments are told apart.
fn boundary_stop(maker: &mut Maker<'_>, whole: &Whole) {
    let project = maker.project;
    let mut stop = Stop::new(maker.key(whole.whole), maker.name(whole.whole));
    let layer = &project.layers[whole.whole.layer];
    if stop.title == maker.own.title && layer.data.features().len() == 1 {
        // The cover has that title already.
        stop.title = layer.title.clone();
    }
    stop.aim = Aim::Features(vec![whole.whole]);
    let (reveals, points) = boundary::drawn_in(maker, whole);
    if reveals.is_empty() {
        stop.blocks.extend(figure(project, whole.whole));
        stop.reveals = vec![Reveal { build: 1, features: vec![whole.whole] }];
    } else {
        (stop.reveals, stop.blocks) = (reveals, points);
    }
    let mut notes = Notes::default();
    for item in about(maker, whole.whole, &[Kind::Extent, Kind::BoundaryLimit]) {
        notes.item(project, item);
    }
    notes.add(measured(project, whole.whole));
    stop.notes = notes.text();
    maker.push(stop);
}

/// The whole's figure, then its parts one by one with their shares of it.
fn parts_stop(maker: &mut Maker<'_>, whole: &Whole, listed: &[FeatureId]) {
    let project = maker.project;
    let first = whole.parts.first().map_or(whole.whole.layer, |part| part.layer);
    let apart = first != whole.whole.layer && whole.parts.iter().all(|part| part.layer == first);
    let title = if apart {
        project.layers[first].title.clone()
    } else {
        Localized::each(|lang| tr!(lang, "stage.parts").into_owned())
    };
    let mut stop = Stop::new(&format!("{} parts", maker.key(whole.whole)), title);
    stop.aim = Aim::Features(vec![whole.whole]);
    stop.blocks.extend(figure(project, whole.whole));
    list_areas(project, &mut stop, listed, whole.parts.len());
    let mut notes = Notes::default();
    for &part in listed {
        notes.add(measured(project, part));
    }
    stop.notes = notes.text();
    maker.push(stop);
}

/// The largest areas, where nothing makes up a whole.
fn areas_stop(maker: &mut Maker<'_>) {
    let project = maker.project;
    let all: Vec<FeatureId> = maker.areal_ids().collect();
    if all.is_empty() {
        return;
    }
    let mut listed = largest(project, &all, MAX_LISTED);
    listed.sort_by(|&a, &b| shown_m2(project, b).total_cmp(&shown_m2(project, a)));
    let key = if listed.len() < all.len() { "stage.largest" } else { "stage.areas" };
    let mut stop = Stop::new("areas", Localized::each(|lang| tr!(lang, key).into_owned()));
    list_areas(project, &mut stop, &listed, all.len());
    let mut notes = Notes::default();
    for &area in &listed {
        notes.add(measured(project, area));
    }
    stop.notes = notes.text();
    maker.push(stop);
}

/// Areas one by one, each appearing on the map with its line; last how many more there are.
fn list_areas(project: &Project, stop: &mut Stop, listed: &[FeatureId], count: usize) {
    for (&feature, build) in listed.iter().zip(1..) {
        let report = FeatureReport::of(project, feature);
        let declared = report.and_then(|report| report.check.declared);
        let measured = || Localized::each(|lang| area_brief(project.area_m2(feature), lang));
        let figure = declared.map_or_else(measured, |d| Localized::each(|lang| declared_text(d, lang)));
        let share = report.and_then(|report| report.share()).map(|share| share.part);
        stop.blocks.push(Block::new(build, Content::Area { feature, figure, share }));
        stop.reveals.push(Reveal { build, features: vec![feature] });
    }
    let more = count - listed.len();
    if more > 0 {
        let text = Localized::each(|lang| tr!(lang, "stage.more-areas", count = more).into_owned());
        stop.blocks.push(Block::remark(listed.len(), text));
    }
}

/// A part with its figure, its share, its focus, and what its segments are worth.
fn part_stop(maker: &mut Maker<'_>, part: FeatureId) {
    let project = maker.project;
    let mut stop = Stop::new(maker.key(part), maker.name(part));
    (stop.aim, stop.selected) = (Aim::Features(vec![part]), Some(part));
    stop.blocks.extend(figure(project, part));
    let card = project.card(part);
    let stated = || card.tied(Tie::Stated).map(|measure| measure.item).collect();
    let mut points: Vec<&PolicyItem> = if card.focus.is_empty() { stated() } else { card.focus.clone() };
    let rest = points.split_off(points.len().min(MAX_POINTS));
    stop.blocks.extend(points.iter().zip(1..).map(|(item, build)| Block::item(build, item, true)));
    stop.blocks.extend(fitted(project, part));
    let mut notes = Notes::default();
    notes.add(measured(project, part));
    let core = about(maker, part, &[Kind::Extent]);
    core.chain(rest).for_each(|item| notes.item(project, item));
    let inferred: Vec<&PolicyItem> = card.tied(Tie::Inferred).map(|measure| measure.item).collect();
    if !inferred.is_empty() {
        notes.add(Localized::each(|lang| {
            let titles: Vec<&str> = inferred.iter().map(|item| item.title.get(lang)).collect();
            tr!(lang, "stage.inferred-here", list = list(&titles, lang)).into_owned()
        }));
    }
    stop.notes = notes.text();
    maker.push(stop);
}

/// That a segment was fitted, and what the agreement of the areas is worth then.
fn fitted(project: &Project, part: FeatureId) -> Option<Block> {
    let segments = FeatureReport::of(project, part)?.fitted_segments();
    let text = |lang: Lang| tr!(lang, "stage.fitted", list = names(project, &segments, lang)).into_owned();
    (!segments.is_empty()).then(|| Block::remark(0, Localized::each(text)))
}

/// The items of some kinds about a feature.
fn about<'a>(maker: &Maker<'a>, id: FeatureId, kinds: &'a [Kind]) -> impl Iterator<Item = &'a PolicyItem> {
    let key = maker.project.feature(id).map(crate::project::Feature::key);
    let items = maker.own.policy.items.iter();
    items.filter(move |item| item.feature.is_some() && item.feature.as_deref() == key && kinds.contains(&item.kind))
}

/// The largest of some areas, at most so many, in the order in which they came.
fn largest(project: &Project, ids: &[FeatureId], most: usize) -> Vec<FeatureId> {
    if ids.len() <= most {
        return ids.to_vec();
    }
    project.measure_all();
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by(|&a, &b| shown_m2(project, ids[b]).total_cmp(&shown_m2(project, ids[a])));
    order.truncate(most);
    order.sort_unstable();
    order.into_iter().map(|at| ids[at]).collect()
}

/// How large an area is by the figure that is shown of it: what is declared, or else what it measures.
fn shown_m2(project: &Project, id: FeatureId) -> f64 {
    let declared = FeatureReport::of(project, id).and_then(|report| report.check.declared);
    let Some(declared) = declared else { return project.area_m2(id) };
    declared.area_m2()
}

/// A measured area, and the unit that suits its size.
fn measured_figure(area_m2: f64) -> (Localized, Localized) {
    let format = |lang| AreaFormat::brief(area_m2, lang);
    let figure = Localized::each(|lang| format(lang).figure(area_m2));
    (figure, Localized::each(|lang| format(lang).symbol().to_owned()))
}

/// The declared area, or else the measured one, large: which it is, and what share of its whole.
fn figure(project: &Project, id: FeatureId) -> Option<Block> {
    let report = FeatureReport::of(project, id)?;
    let declared = report.check.declared;
    let is_declared = declared.is_some();
    let declared =
        declared.map(|d| (Localized::plain(&declared_figure(d)), Localized::each(|lang| declared_unit(d, lang))));
    let measured = || report.measured_m2().filter(|&area_m2| area_m2 > 0.0).map(measured_figure);
    let (figure, unit) = declared.or_else(measured)?;
    let share = share_of(project, id);
    let note = Localized::each(|lang| {
        let basis = if is_declared { tr!(lang, "stage.declared") } else { tr!(lang, "stage.measured") };
        let Some(share) = &share else { return basis.into_owned() };
        tr!(lang, "stage.figure", basis = basis, share = share.get(lang)).into_owned()
    });
    Some(Block::new(0, Content::figure(figure, unit, note)))
}

/// What share of its whole an area is, in words; none where it is part of none.
pub(super) fn share_of(project: &Project, id: FeatureId) -> Option<Localized> {
    let Share { part, whole_m2, declared_whole } = FeatureReport::of(project, id)?.share()?;
    let percent = number(part * 100.0, 1);
    Some(Localized::each(|lang| match declared_whole {
        Some(whole) => tr!(lang, "stage.share", percent = percent, area = declared_text(whole, lang)).into_owned(),
        None => tr!(lang, "stage.share-measured", percent = percent, area = area_brief(whole_m2, lang)).into_owned(),
    }))
}

/// What an area measures, in words.
fn measured(project: &Project, id: FeatureId) -> Localized {
    let Some(report) = FeatureReport::of(project, id) else { return Localized::default() };
    Localized::each(|lang| {
        let (name, area) = (report.feature.name().get(lang), report.measured_text(lang));
        tr!(lang, "stage.measures-area", name = name, area = area).into_owned()
    })
}
