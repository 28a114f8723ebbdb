//! Reading the catalogue's files and resolving every reference in them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::problem::{CatalogueFault, CatalogueProblem};
use super::{BoardMaterial, ById, Catalogue, Decor, EdgeBand, Hardware, Method, Source};

/// Newest version of the file formats that this program reads.
pub const VERSION: u32 = 1;

/// Largest file that is read, bytes.
const MAX_BYTES: usize = 4 << 20;

/// The texts of the catalogue's files, each with its name for messages.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueFiles<'a> {
    /// Board materials.
    pub boards: (&'a str, &'a str),
    /// Decors.
    pub decors: (&'a str, &'a str),
    /// Edge bands.
    pub bands: (&'a str, &'a str),
    /// Hardware.
    pub hardware: (&'a str, &'a str),
    /// Sources.
    pub sources: (&'a str, &'a str),
    /// Construction methods, one in each file.
    pub methods: &'a [(&'a str, &'a str)],
}

/// The files that the program is shipped with.
const SHIPPED: CatalogueFiles<'static> = CatalogueFiles {
    boards: (
        "boards.json",
        include_str!("../../../../assets/catalogue/boards.json"),
    ),
    decors: (
        "decors.json",
        include_str!("../../../../assets/catalogue/decors.json"),
    ),
    bands: (
        "bands.json",
        include_str!("../../../../assets/catalogue/bands.json"),
    ),
    hardware: (
        "hardware.json",
        include_str!("../../../../assets/catalogue/hardware.json"),
    ),
    sources: (
        "sources.json",
        include_str!("../../../../assets/catalogue/sources.json"),
    ),
    methods: &[(
        "system-32.json",
        include_str!("../../../../assets/methods/system-32.json"),
    )],
};

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
            detail: crate::design::said(error),
        },
    }
}

/// The text of a file whose header fits.
fn headed<'t>(
    (file, text): (&str, &'t str),
    wanted: &'static str,
) -> Result<&'t str, CatalogueProblem> {
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
    if header.format != wanted {
        let fault = CatalogueFault::Format {
            found: header.format,
            wanted,
        };
        return Err(problem(fault));
    }
    if header.version > VERSION {
        let fault = CatalogueFault::Version {
            found: header.version,
            newest: VERSION,
        };
        return Err(problem(fault));
    }
    Ok(text)
}

/// Reads a file whose header fits.
fn read<S: Shape>(file: (&str, &str)) -> Result<S, CatalogueProblem> {
    let text = headed(file, S::FORMAT)?;
    crate::json::from_str(text).map_err(|error| misshapen(file.0, &error))
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

/// Entries by identifier; what stands twice or can't be an identifier is reported.
fn by_id<T>(
    file: &str,
    entries: Vec<T>,
    id: impl Fn(&T) -> &str,
    problems: &mut Vec<CatalogueProblem>,
) -> ById<T> {
    let mut all = BTreeMap::new();
    for entry in entries {
        let id = id(&entry);
        if let Some(fault) = identifier_fault(id, all.contains_key(id)) {
            let file = file.to_owned();
            problems.push(CatalogueProblem { file, fault });
        } else {
            all.insert(id.to_owned(), Box::new(entry));
        }
    }
    all
}

/// The value, or nothing and the problem in the list.
fn kept<T>(result: Result<T, CatalogueProblem>, problems: &mut Vec<CatalogueProblem>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// Everything that is wrong, together: for each file the first thing that can't be read, and when
    /// all can be read every entry that is doubled, lacks something or refers to what isn't there.
    pub fn from_files(files: &CatalogueFiles<'_>) -> Result<Self, Vec<CatalogueProblem>> {
        let mut problems = Vec::new();
        let boards = kept(read::<BoardsFile>(files.boards), &mut problems);
        let decors = kept(read::<DecorsFile>(files.decors), &mut problems);
        let bands = kept(read::<BandsFile>(files.bands), &mut problems);
        let hardware = kept(read::<HardwareFile>(files.hardware), &mut problems);
        let sources = kept(read::<SourcesFile>(files.sources), &mut problems);
        let mut methods = BTreeMap::new();
        for file in files.methods {
            let Some(read) = kept(read::<MethodFile>(*file), &mut problems) else {
                continue;
            };
            let read = by_id(
                file.0,
                vec![read.method],
                |method| &method.id,
                &mut problems,
            );
            for (id, method) in read {
                if methods.insert(id.clone(), method).is_some() {
                    let fault = CatalogueFault::Duplicate { id };
                    problems.push(CatalogueProblem {
                        file: file.0.to_owned(),
                        fault,
                    });
                }
            }
        }
        let (Some(boards), Some(decors), Some(bands), Some(hardware), Some(sources)) =
            (boards, decors, bands, hardware, sources)
        else {
            return Err(problems);
        };
        let catalogue = Self {
            boards: by_id(files.boards.0, boards.boards, |one| &one.id, &mut problems),
            decors: by_id(files.decors.0, decors.decors, |one| &one.id, &mut problems),
            bands: by_id(files.bands.0, bands.bands, |one| &one.id, &mut problems),
            hardware: by_id(
                files.hardware.0,
                hardware.hardware,
                |one| &one.id,
                &mut problems,
            ),
            sources: by_id(
                files.sources.0,
                sources.sources,
                |one| &one.id,
                &mut problems,
            ),
            methods,
        };
        problems.extend(catalogue.faults(files));
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
        Self::from_files(&SHIPPED)
    }

    /// The shipped files, to be read with one of them replaced.
    pub fn shipped_files() -> CatalogueFiles<'static> {
        SHIPPED
    }
}
