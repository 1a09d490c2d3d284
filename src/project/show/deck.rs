//! The stops that a project makes by itself.
//! Must not know how they look.

use super::stop::{Aim, Block, Content, Layout, Reveal, Stop};
use crate::i18n::Localized;
use crate::project::{FeatureId, Project, Style};

/// The stops of a show, in order, those that are left out too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    /// The stops.
    pub stops: Vec<Stop>,
}

impl Deck {
    /// The show that a project makes of itself, as its plan orders it.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut stops = vec![cover(project)];
        for whole in &project.wholes {
            stops.push(zone(project, whole.whole, &whole.parts));
            stops.extend(whole.parts.iter().map(|&part| area(project, whole.whole, part)));
        }
        Self { stops }
    }

    /// The stops that are shown, each with its place among all.
    #[must_use]
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = (usize, &Stop)> {
        self.stops.iter().enumerate().filter(|(_, stop)| !stop.hidden)
    }
}

fn name(project: &Project, id: FeatureId) -> Localized {
    project.feature(id).map(|feature| feature.name().clone()).unwrap_or_default()
}

fn key(project: &Project, id: FeatureId) -> &str {
    project.feature(id).map_or("", crate::project::Feature::key)
}

fn cover(project: &Project) -> Stop {
    Stop { layout: Layout::Cover, ..Stop::new("cover", project.title.clone()) }
}

fn zone(project: &Project, whole: FeatureId, parts: &[FeatureId]) -> Stop {
    let mut stop = Stop::new(key(project, whole), name(project, whole));
    stop.aim = Aim::Features(vec![whole]);
    let limits = project.feature_ids().filter(|id| project.layers[id.layer].style == Style::Limit).collect();
    stop.reveals = vec![Reveal { build: 1, features: limits }];
    stop.blocks.extend(figure(project, whole));
    stop.blocks.extend(parts.iter().zip(2..).map(|(&part, build)| {
        let figure = project.declared.get(&part).map(crate::geodesy::Declared::km2_text).unwrap_or_default();
        Block { build, content: Content::Area { feature: part, figure, share: None } }
    }));
    stop
}

fn area(project: &Project, _whole: FeatureId, part: FeatureId) -> Stop {
    let mut stop = Stop::new(key(project, part), name(project, part));
    stop.aim = Aim::Features(vec![part]);
    stop.selected = Some(part);
    stop.blocks.extend(figure(project, part));
    let focus = project.card(part).focus;
    stop.blocks.extend(focus.into_iter().zip(1..).map(|(item, build)| Block {
        build,
        content: Content::Point { head: item.title.clone(), text: item.text.clone(), tie: item.tie },
    }));
    stop
}

fn figure(project: &Project, id: FeatureId) -> Option<Block> {
    let declared = project.declared.get(&id)?;
    let content = Content::Figure { figure: declared.km2_text(), unit: "km²".to_owned(), note: Localized::default() };
    Some(Block { build: 0, content })
}
