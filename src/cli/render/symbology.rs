//! By which fields `render` colours and labels layers: `FIELD` for all layers that have it, `LAYER=FIELD` for one.
//! Must not group any values.

use std::sync::Arc;

use super::Render;
use super::wanted::Wrong;
use crate::i18n::printable;
use crate::project::{ColourBy, Colouring, Grouping, Labelling, Layer, Project, Style};
use crate::session::Action;

/// Neither a field nor a name, where no field is called so.
const NONE: &str = "none";
/// At most so many fields are listed in a message.
const MAX_LISTED: usize = 20;

/// What was asked for, word for word.
pub(super) struct Symbology {
    colour_by: Vec<String>,
    classes: Option<Grouping>,
    label_by: Vec<String>,
}

impl Symbology {
    pub(super) fn new(args: &Render) -> Self {
        Self { colour_by: args.colour_by.clone(), classes: args.classes, label_by: args.label_by.clone() }
    }

    /// What makes a session show a project so.
    pub(super) fn actions(&self, project: &Project) -> Result<Vec<Action>, Wrong> {
        let mut actions = Vec::new();
        for text in &self.colour_by {
            let can = |layer: &Layer| matches!(layer.style, Style::Area | Style::Place);
            for (layer, field) in found(project, text, &can)? {
                let by = |field: &str| ColourBy { field: field.to_owned(), classes: self.classes };
                let colouring = field.map_or(Colouring::One, |field| Colouring::By(Arc::new(by(field))));
                actions.push(Action::ColourBy { layer, colouring });
            }
        }
        for text in &self.label_by {
            for (layer, field) in found(project, text, &|_| true)? {
                let labelling = field.map_or(Labelling::Nothing, |field| Labelling::Field(field.into()));
                actions.push(Action::LabelBy { layer, labelling });
            }
        }
        Ok(actions)
    }
}

/// The layers that a text is about, with the field; none for the word that stands for none.
fn found<'a>(
    project: &Project,
    text: &'a str,
    can: &dyn Fn(&Layer) -> bool,
) -> Result<Vec<(usize, Option<&'a str>)>, Wrong> {
    let named = text
        .split_once('=')
        .and_then(|(id, field)| Some((project.layers.iter().position(|layer| layer.id == id)?, field)));
    let (layers, field) = match named {
        Some((layer, field)) => (vec![layer], field),
        None => ((0..project.layers.len()).collect(), text),
    };
    let layers: Vec<usize> = layers.into_iter().filter(|&at| can(&project.layers[at])).collect();
    let has = |layer: &usize| {
        let features = project.layers[*layer].data.features();
        features.iter().any(|feature| feature.properties.once(field).is_some())
    };
    let having: Vec<usize> = layers.iter().copied().filter(has).collect();
    if having.is_empty() && field == NONE {
        return Ok(layers.into_iter().map(|layer| (layer, None)).collect());
    }
    if having.is_empty() {
        let fields = layers.iter().flat_map(|&layer| project.layers[layer].data.fields().into_keys());
        let mut fields: Vec<String> = fields.map(printable).collect();
        fields.sort_unstable();
        fields.dedup();
        fields.truncate(MAX_LISTED);
        return Err(Wrong::new("render.field", field).among(fields));
    }
    Ok(having.into_iter().map(|layer| (layer, Some(field))).collect())
}
