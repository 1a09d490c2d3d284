//! A show of a project: its stops, made from what the project holds, ordered and annotated as its `project.json` says.
//! Must not know who shows it, nor how it looks.

mod deck;
mod plan;
mod stop;

pub use deck::Deck;
pub use plan::{ShowPlan, StopEntry};
pub use stop::{Aim, Block, Content, Layout, Reveal, Stop};
