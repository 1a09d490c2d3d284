//! By which fields the layers of a project were coloured and labelled in the window, where that is not as the project says.
//! Must not know where it is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::project::{ColourBy, Colouring, Labelling, Layer, Project};
use crate::session::{Action, LayerState, Session};

/// A field that none of so many features at the beginning has is taken to be gone.
const LOOKED_AT: usize = 1000;

/// What was chosen for the layers of a project, by their ids.
pub(super) type Symbology = BTreeMap<String, Chosen>;

/// What was chosen for a layer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Chosen {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<KeptColouring>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<KeptLabelling>,
}

/// A colouring as it is kept: a project has no word for each area its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KeptColouring {
    One,
    Each,
    By(ColourBy),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KeptLabelling {
    Name,
    Nothing,
    By(String),
}

/// What a session has otherwise than its project.
pub(super) fn chosen_in(session: &Session) -> Symbology {
    let states = &session.lasting().layers;
    let layers = session.project().layers.iter().zip(states);
    let chosen = layers.map(|(layer, state)| (layer, Chosen::of(layer, state)));
    chosen
        .filter(|(_, chosen)| *chosen != Chosen::default())
        .map(|(layer, chosen)| (layer.id.clone(), chosen))
        .collect()
}

/// What brings a session of the project to where it was; nothing for layers and fields that are gone.
pub(super) fn actions(symbology: &Symbology, project: &Project) -> Vec<Action> {
    let mut actions = Vec::new();
    for (at, layer) in project.layers.iter().enumerate() {
        let Some(chosen) = symbology.get(&layer.id) else { continue };
        let has = |field: &str| {
            let mut features = layer.data.features().iter().take(LOOKED_AT);
            features.any(|feature| feature.properties.once(field).is_some())
        };
        let colouring = chosen.colour.as_ref().and_then(|colour| match colour {
            KeptColouring::One => Some(Colouring::One),
            KeptColouring::Each => Some(Colouring::Each),
            KeptColouring::By(by) => has(&by.field).then(|| Colouring::By(Arc::new(by.clone()))),
        });
        let labelling = chosen.label.as_ref().and_then(|label| match label {
            KeptLabelling::Name => Some(Labelling::Name),
            KeptLabelling::Nothing => Some(Labelling::Nothing),
            KeptLabelling::By(field) => has(field).then(|| Labelling::Field(field.as_str().into())),
        });
        actions.extend(colouring.map(|colouring| Action::ColourBy { layer: at, colouring }));
        actions.extend(labelling.map(|labelling| Action::LabelBy { layer: at, labelling }));
    }
    actions
}

impl Chosen {
    fn of(layer: &Layer, state: &LayerState) -> Self {
        let colour = (state.colouring != layer.colouring).then(|| match &state.colouring {
            Colouring::One => KeptColouring::One,
            Colouring::Each => KeptColouring::Each,
            Colouring::By(by) => KeptColouring::By((**by).clone()),
        });
        let label = (state.labelling != layer.labelling).then(|| match &state.labelling {
            Labelling::Name => KeptLabelling::Name,
            Labelling::Nothing => KeptLabelling::Nothing,
            Labelling::Field(field) => KeptLabelling::By(field.to_string()),
        });
        Self { colour, label }
    }
}
