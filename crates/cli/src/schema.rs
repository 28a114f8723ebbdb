//! `boardwright schema`: the JSON Schemas of the files that people write.

use std::path::PathBuf;

use furniture::{catalogue, design, edit, library, workshop};
use schemars::{Schema, schema_for};

use crate::failure::Failure;
use crate::talk::{say, write_out};

/// Arguments of `schema`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder to write the schemas to
    #[arg(long)]
    out: PathBuf,
}

/// Writes one schema for each kind of file.
pub fn run(args: &Args) -> Result<(), Failure> {
    std::fs::create_dir_all(&args.out).map_err(|source| Failure::Write {
        target: args.out.display().to_string(),
        source,
    })?;
    for (name, schema) in schemas() {
        let mut text = serde_json::to_string_pretty(&schema)
            .map_err(|error| Failure::Job(error.to_string()))?;
        text.push('\n');
        write_out(Some(&args.out.join(format!("{name}.schema.json"))), &text)?;
    }
    say("the schemas are written");
    Ok(())
}

fn schemas() -> [(&'static str, Schema); 17] {
    [
        ("bands", schema_for!(catalogue::BandsFile)),
        ("boards", schema_for!(catalogue::BoardsFile)),
        ("coatings", schema_for!(catalogue::CoatingsFile)),
        ("cutting-instance", cutting::json::instance_schema()),
        ("cutting-solution", cutting::json::solution_schema()),
        ("decors", schema_for!(catalogue::DecorsFile)),
        ("design", schema_for!(design::Design)),
        ("edit", schema_for!(edit::Edit)),
        ("glues", schema_for!(catalogue::GluesFile)),
        ("hardware", schema_for!(catalogue::HardwareFile)),
        ("method", schema_for!(catalogue::MethodFile)),
        ("module", schema_for!(library::file::ModuleFile)),
        ("passport", schema_for!(estimate::passport::Passport)),
        ("rates", schema_for!(catalogue::RatesFile)),
        ("sources", schema_for!(catalogue::SourcesFile)),
        ("targets", schema_for!(catalogue::TargetsFile)),
        ("workshop", schema_for!(workshop::WorkshopFile)),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

    use furniture::workshop::Rule;

    #[test]
    fn the_schema_of_workshops_names_every_rule_and_no_other() {
        let (_, schema) = super::schemas().into_iter().next_back().unwrap();
        let rules = &schema.as_value()["$defs"]["Rules"]["properties"];
        let mut named: Vec<&str> = rules
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut all: Vec<&str> = Rule::ALL.into_iter().map(Rule::id).collect();
        named.sort_unstable();
        all.sort_unstable();
        assert_eq!(named, all);
    }
}
