//! A show of a project: its stops, made from what the project holds, ordered and annotated as its `project.json` says.
//! Must not know who shows it, nor how it looks.

mod areas;
mod boards;
mod boundary;
mod closing;
mod deck;
mod edit;
mod entry;
mod maker;
mod pace;
mod places;
mod planned;
mod stop;
mod words;

pub use deck::Deck;
pub use edit::{Edit, MAX_S, edited};
pub use pace::Pace;
pub use stop::{Aim, Block, Callout, Content, Fault, Layout, Reveal, Stop};
