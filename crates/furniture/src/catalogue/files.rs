//! Reading the catalogue's files and resolving every reference in them.
//!
//! What a file holds is said by its `format`, so that entries of one kind may stand in one file or in many.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::problem::{CatalogueFault, CatalogueProblem};
use super::{
    BoardMaterial, ById, Catalogue, Coating, Decor, EdgeBand, Glue, Hardware, Method, Rate, Source,
    Target,
};
use crate::gather::gathered;
use crate::shipped::{CATALOGUE, METHODS};

/// Newest version of the file formats that this program reads.
pub const VERSION: u32 = 1;

/// Largest file that is read, bytes.
const MAX_BYTES: usize = 4 << 20;

/// What a file of the catalogue may say it is.
const FORMATS: &str = "boardwright-boards, -decors, -bands, -coatings, -glues, -hardware, -rates, -targets, -sources or -method";

/// What every file begins with.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u32,
}

macro_rules! file_shape {
    ($name:ident, $entries:ident, $entry:ty, $format:literal, $what:literal) => {
        #[doc = concat!("A file of ", $what, ".")]
        #[derive(Debug, Deserialize)]
        #[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            #[doc = concat!("`", $format, "`.")]
            pub format: String,
            /// Version of the format.
            pub version: u32,
            /// Remarks on the whole file.
            #[serde(default)]
            pub notes: Vec<String>,
            #[doc = concat!("The ", $what, ".")]
            pub $entries: Vec<$entry>,
        }

        impl Shape for $name {
            const FORMAT: &'static str = $format;
        }
    };
}

/// A kind of file.
trait Shape: DeserializeOwned {
    /// What its `format` says.
    const FORMAT: &'static str;
}

file_shape!(
    BoardsFile,
    boards,
    BoardMaterial,
    "boardwright-boards",
    "board materials"
);
file_shape!(DecorsFile, decors, Decor, "boardwright-decors", "decors");
file_shape!(
    BandsFile,
    bands,
    EdgeBand,
    "boardwright-bands",
    "edge bands"
);
file_shape!(
    CoatingsFile,
    coatings,
    Coating,
    "boardwright-coatings",
    "coatings"
);
file_shape!(GluesFile, glues, Glue, "boardwright-glues", "glues");
file_shape!(RatesFile, rates, Rate, "boardwright-rates", "rates");
file_shape!(
    TargetsFile,
    targets,
    Target,
    "boardwright-targets",
    "targets"
);
file_shape!(
    HardwareFile,
    hardware,
    Hardware,
    "boardwright-hardware",
    "hardware"
);
file_shape!(
    SourcesFile,
    sources,
    Source,
    "boardwright-sources",
    "sources"
);

/// A file of a construction method.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MethodFile {
    /// `boardwright-method`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// Remarks on the whole file.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The construction method.
    pub method: Method,
}

impl Shape for MethodFile {
    const FORMAT: &'static str = "boardwright-method";
}

/// A file whose shape isn't that of its kind.
fn misshapen(file: &str, error: &serde_json::Error) -> CatalogueProblem {
    CatalogueProblem {
        file: file.to_owned(),
        fault: CatalogueFault::Shape {
            line: error.line(),
            column: error.column(),
            detail: crate::document::said(error),
        },
    }
}

/// What a file says it is, and its text; none of that for a file that can't be read or is too new.
fn headed<'t>((file, text): (&str, &'t str)) -> Result<(String, &'t str), CatalogueProblem> {
    let problem = |fault| CatalogueProblem {
        file: file.to_owned(),
        fault,
    };
    if text.len() > MAX_BYTES {
        let detail = format!("{} bytes are more than the {MAX_BYTES} allowed", text.len());
        return Err(problem(CatalogueFault::Shape {
            line: 1,
            column: 1,
            detail,
        }));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let header: Header = crate::json::from_str(text).map_err(|error| misshapen(file, &error))?;
    if header.version > VERSION {
        let fault = CatalogueFault::Version {
            found: header.version,
            newest: VERSION,
        };
        return Err(problem(fault));
    }
    Ok((header.format, text))
}

/// The entries of a file, each with its name.
type InFile<'a, T> = (&'a str, Vec<T>);

/// What the files hold.
#[derive(Default)]
struct Read<'a> {
    boards: Vec<InFile<'a, BoardMaterial>>,
    decors: Vec<InFile<'a, Decor>>,
    bands: Vec<InFile<'a, EdgeBand>>,
    coatings: Vec<InFile<'a, Coating>>,
    glues: Vec<InFile<'a, Glue>>,
    rates: Vec<InFile<'a, Rate>>,
    targets: Vec<InFile<'a, Target>>,
    hardware: Vec<InFile<'a, Hardware>>,
    sources: Vec<InFile<'a, Source>>,
    methods: Vec<InFile<'a, Method>>,
}

impl<'a> Read<'a> {
    /// Reads a file by what it says it is.
    fn file(&mut self, (name, text): (&'a str, &str)) -> Result<(), CatalogueProblem> {
        let (format, text) = headed((name, text))?;
        match format.as_str() {
            BoardsFile::FORMAT => self
                .boards
                .push((name, shaped::<BoardsFile>(name, text)?.boards)),
            DecorsFile::FORMAT => self
                .decors
                .push((name, shaped::<DecorsFile>(name, text)?.decors)),
            BandsFile::FORMAT => self
                .bands
                .push((name, shaped::<BandsFile>(name, text)?.bands)),
            CoatingsFile::FORMAT => {
                let coatings = shaped::<CoatingsFile>(name, text)?.coatings;
                self.coatings.push((name, coatings));
            }
            GluesFile::FORMAT => self
                .glues
                .push((name, shaped::<GluesFile>(name, text)?.glues)),
            RatesFile::FORMAT => self
                .rates
                .push((name, shaped::<RatesFile>(name, text)?.rates)),
            TargetsFile::FORMAT => {
                let targets = shaped::<TargetsFile>(name, text)?.targets;
                self.targets.push((name, targets));
            }
            HardwareFile::FORMAT => {
                let hardware = shaped::<HardwareFile>(name, text)?.hardware;
                self.hardware.push((name, hardware));
            }
            SourcesFile::FORMAT => {
                let sources = shaped::<SourcesFile>(name, text)?.sources;
                self.sources.push((name, sources));
            }
            MethodFile::FORMAT => {
                let method = shaped::<MethodFile>(name, text)?.method;
                self.methods.push((name, vec![method]));
            }
            _ => {
                return Err(CatalogueProblem {
                    file: name.to_owned(),
                    fault: CatalogueFault::Format {
                        found: format,
                        wanted: FORMATS,
                    },
                });
            }
        }
        Ok(())
    }
}

/// The file as what it says it is.
fn shaped<S: Shape>(name: &str, text: &str) -> Result<S, CatalogueProblem> {
    crate::json::from_str(text).map_err(|error| misshapen(name, &error))
}

/// What is wrong with an identifier, where one like it is there already or not.
fn identifier_fault(id: &str, is_taken: bool) -> Option<CatalogueFault> {
    let allowed = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.')
    };
    let id = id.to_owned();
    if id.is_empty() || !id.bytes().all(allowed) {
        Some(CatalogueFault::Identifier { id })
    } else if is_taken {
        Some(CatalogueFault::Duplicate { id })
    } else {
        None
    }
}

/// A kind of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Board,
    Decor,
    Band,
    Coating,
    Glue,
    Rate,
    Target,
    Hardware,
    Source,
    Method,
}

/// Which file an entry stands in.
#[derive(Default)]
pub(super) struct Origins(Vec<(Kind, String, String)>);

impl Origins {
    fn put(&mut self, kind: Kind, id: &str, file: String) {
        self.0.push((kind, id.to_owned(), file));
    }

    /// The name of the file with an entry.
    pub fn file_of(&self, kind: Kind, id: &str) -> &str {
        let mut all = self.0.iter();
        let found = all.find(|(of, known, _)| *of == kind && known == id);
        found.map_or("", |(.., file)| file)
    }
}

/// Entries by identifier with the files they come from; what stands twice or can't be an identifier is reported.
fn by_id<T>(
    kind: Kind,
    files: Vec<InFile<'_, T>>,
    id: impl Fn(&T) -> &str,
    origins: &mut Origins,
    problems: &mut Vec<CatalogueProblem>,
) -> ById<T> {
    let mut all = BTreeMap::new();
    for (file, entries) in files {
        for entry in entries {
            let id = id(&entry);
            let file = file.to_owned();
            if let Some(fault) = identifier_fault(id, all.contains_key(id)) {
                problems.push(CatalogueProblem { file, fault });
            } else {
                origins.put(kind, id, file);
                let id = id.to_owned();
                all.insert(id, Box::new(entry));
            }
        }
    }
    all
}

impl Catalogue {
    /// Reads a catalogue from its files, given as `(file name, JSON text)`.
    ///
    /// # Errors
    /// Everything that is wrong, together: for each file the first thing that can't be read, and when
    /// all can be read every entry that is doubled, lacks something or refers to what isn't there.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, Vec<CatalogueProblem>> {
        let mut read = Read::default();
        let mut problems: Vec<CatalogueProblem> =
            gathered(files.iter().filter_map(|file| read.file(*file).err()));
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut origins = Origins::default();
        let catalogue = Self {
            boards: by_id(
                Kind::Board,
                read.boards,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            decors: by_id(
                Kind::Decor,
                read.decors,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            bands: by_id(
                Kind::Band,
                read.bands,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            coatings: by_id(
                Kind::Coating,
                read.coatings,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            glues: by_id(
                Kind::Glue,
                read.glues,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            rates: by_id(
                Kind::Rate,
                read.rates,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            targets: by_id(
                Kind::Target,
                read.targets,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            hardware: by_id(
                Kind::Hardware,
                read.hardware,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            sources: by_id(
                Kind::Source,
                read.sources,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
            methods: by_id(
                Kind::Method,
                read.methods,
                |one| &one.id,
                &mut origins,
                &mut problems,
            ),
        };
        problems.extend(catalogue.faults(&origins));
        if problems.is_empty() {
            Ok(catalogue)
        } else {
            Err(problems)
        }
    }

    /// The catalogue that the program is shipped with.
    ///
    /// # Errors
    /// None in a released program: a test reads the same files.
    pub fn shipped() -> Result<Self, Vec<CatalogueProblem>> {
        Self::from_files(&Self::shipped_files())
    }

    /// The shipped files, to be read with one of them replaced.
    pub fn shipped_files() -> Vec<(&'static str, &'static str)> {
        [CATALOGUE, METHODS].concat()
    }
}
