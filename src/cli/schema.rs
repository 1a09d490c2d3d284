//! `zonemap schema`: the JSON Schema of everything we read and write as JSON.
//! Must not describe anything by hand: the types do.

use clap::{Args, ValueEnum};
use schemars::{JsonSchema, SchemaGenerator};

use super::arguments::by_name;
use super::{Done, Shell, exit};
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
pub type NamedSchema = (SchemaName, fn() -> schemars::Schema);

/// Every schema.
pub const SCHEMAS: &[NamedSchema] = &[
    (SchemaName::Project, of::<Manifest>),
    (SchemaName::Policy, of::<Policy>),
    (SchemaName::Verify, of::<VerifyReport>),
    (SchemaName::Areas, of::<AreasReport>),
    (SchemaName::Identify, of::<IdentifyReport>),
    (SchemaName::IdentifyPoints, of::<PointsReport>),
    (SchemaName::Diff, of::<DiffReport>),
    (SchemaName::Info, of::<InfoReport>),
];

fn of<T: JsonSchema>() -> schemars::Schema {
    SchemaGenerator::default().into_root_schema_for::<T>()
}

#[derive(Args)]
pub(super) struct Schema {
    #[arg(id = "schema", value_name = "NAME", value_parser = by_name::<SchemaName>())]
    name: SchemaName,
}

pub(super) fn run(args: &Schema, shell: &mut Shell<'_>) -> Done {
    for (_, schema) in SCHEMAS.iter().filter(|(known, _)| *known == args.name) {
        shell.write_json(&schema())?;
    }
    Ok(exit::OK)
}
