//! What a bar or a panel asks of the window.
//! Must not do it.

use std::path::PathBuf;

use super::command::Command;
use super::loader::Other;
use super::panels::export::ExportRequest;
use super::panels::hand_out::HandOutRequest;
use super::panels::save_data::SaveDataRequest;
use crate::formats::OpenOptions;
use crate::session::Action;

/// Something asked for in a panel.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Request {
    /// Change the session.
    Do(Action),
    /// Do what a key would do.
    Ask(Command),
    /// Open files or a folder in place of what is open.
    Open(Vec<PathBuf>),
    /// Open files in place of what is open, one of them read as is said.
    OpenAs {
        /// All of them.
        paths: Vec<PathBuf>,
        /// The one.
        file: PathBuf,
        /// How it is read.
        options: OpenOptions,
    },
    /// Compare what is shown with another version.
    Compare(Other),
    /// Make a file of the map.
    Export(ExportRequest),
    /// Make files of the show for those who saw it.
    HandOut(HandOutRequest),
    /// Write a layer as data.
    SaveData(SaveDataRequest),
    /// Make the sheets that were composed, as files by this name.
    Print(PathBuf),
    /// Write the plan of the show into the project's file.
    SavePlan(PathBuf),
    /// Put a text on the clipboard.
    Copy(String),
    /// Let a key ask for something on the stage too, or no longer: the row of the stage's table, and the key.
    StageKey {
        /// The row's id.
        row: &'static str,
        /// The key as it is kept.
        key: String,
        /// Whether it is added.
        add: bool,
    },
    /// Show a file in its folder.
    Reveal(PathBuf),
    /// Choose the colours and labels of a layer, by its place.
    Symbology(usize),
    /// Cancel what is being written, or else opened.
    Stop,
    /// Put away the message at a place of the list.
    Dismiss(usize),
}

impl From<Action> for Request {
    fn from(action: Action) -> Self {
        Self::Do(action)
    }
}

impl From<Command> for Request {
    fn from(command: Command) -> Self {
        Self::Ask(command)
    }
}
