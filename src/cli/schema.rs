//! `zonemap schema`: the JSON Schema of everything we read and write as JSON.
//! Must not describe anything by hand: the types do.

use std::io;

use clap::ValueEnum;
use schemars::{Schema, schema_for};

use super::{Shell, exit};
use crate::project::{Manifest, Policy};
use crate::report::{AreasReport, DiffReport, IdentifyReport, InfoReport, PointsReport, VerifyReport};

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// `project.json`.
    Project,
    /// A project's policy file.
    Policy,
    /// The verify report.
    Verify,
    /// The areas report.
    Areas,
    /// An answer of identify.
    Identify,
    /// The answers of identify for the positions of a file.
    IdentifyPoints,
    /// The diff report.
    Diff,
    /// The info report.
    Info,
}

/// A schema by its name, made when it is asked for.
pub type NamedSchema = (SchemaName, fn() -> Schema);

/// Every schema.
pub const SCHEMAS: &[NamedSchema] = &[
    (SchemaName::Project, || schema_for!(Manifest)),
    (SchemaName::Policy, || schema_for!(Policy)),
    (SchemaName::Verify, || schema_for!(VerifyReport)),
    (SchemaName::Areas, || schema_for!(AreasReport)),
    (SchemaName::Identify, || schema_for!(IdentifyReport)),
    (SchemaName::IdentifyPoints, || schema_for!(PointsReport)),
    (SchemaName::Diff, || schema_for!(DiffReport)),
    (SchemaName::Info, || schema_for!(InfoReport)),
];

pub(super) fn run(name: SchemaName, shell: &mut Shell<'_>) -> io::Result<u8> {
    for (_, schema) in SCHEMAS.iter().filter(|(known, _)| *known == name) {
        shell.write_json(&schema())?;
    }
    Ok(exit::OK)
}
