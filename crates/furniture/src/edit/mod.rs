//! The one way a design changes.

mod apply;
mod materials;
mod tracks;

use serde::{Deserialize, Serialize};

pub use apply::{Known, apply};
pub use materials::forget;

use crate::axis::Axis;
use crate::catalogue::Surface;
use crate::key::BoardKey;
use crate::role::Role;

/// One change of a design. Values are text as a person would type them (`2436 mm`, `96 in`, `3`, `yes`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Edit {
    /// Changes the name of the design.
    Rename {
        /// New name.
        name: String,
    },
    /// Changes the outer size of an item.
    SetSize {
        /// Item.
        item: u32,
        /// Which of the three.
        axis: Axis,
        /// New length.
        value: String,
    },
    /// Gives a parameter a value of its own.
    SetParameter {
        /// Module in the design.
        node: u32,
        /// Parameter.
        parameter: String,
        /// New value.
        value: String,
    },
    /// Lets a parameter follow its default again.
    ResetParameter {
        /// Module in the design.
        node: u32,
        /// Parameter.
        parameter: String,
    },
    /// Changes one track.
    SetTrack {
        /// Module in the design.
        node: u32,
        /// Parameter.
        parameter: String,
        /// Which track, from 0.
        index: u32,
        /// `1fr` or a length.
        value: String,
    },
    /// Adds a track before `index`; what sits in the openings behind moves on.
    InsertTrack {
        /// Module in the design.
        node: u32,
        /// Parameter.
        parameter: String,
        /// Position of the new track.
        index: u32,
        /// `1fr` or a length.
        value: String,
    },
    /// Takes a track out with all that sits in its opening.
    RemoveTrack {
        /// Module in the design.
        node: u32,
        /// Parameter.
        parameter: String,
        /// Which track, from 0.
        index: u32,
    },
    /// Puts a module into an opening.
    Place {
        /// Key of the opening.
        opening: String,
        /// Module in the library.
        module: String,
    },
    /// Takes a module out with all that sits in it.
    Remove {
        /// Module in the design.
        node: u32,
    },
    /// Puts a module in the place of another, which goes with all that sits in it.
    Exchange {
        /// Module in the design.
        node: u32,
        /// Module in the library.
        module: String,
    },
    /// Chooses the material of a role, or of what has that role in one place alone.
    SetMaterial {
        /// Role.
        role: Role,
        /// Board material in the catalogue.
        board: String,
        /// Thickness.
        thickness: String,
        /// Decor in the catalogue.
        decor: String,
        /// Where; without it everywhere but in what has a material of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "describe", ts(optional))]
        place: Option<MaterialPlace>,
    },
    /// Lets what has a material of its own follow what is around it again.
    ResetMaterial {
        /// Role.
        role: Role,
        /// Where; without it everywhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "describe", ts(optional))]
        place: Option<MaterialPlace>,
    },
    /// Chooses what boards of a role are coated with; none leaves them as they are bought.
    SetSurface {
        /// Role.
        role: Role,
        /// Coating, sheen and colour.
        surface: Option<Surface>,
    },
    /// Chooses what holds the edge bands; none follows the construction method.
    SetGlue {
        /// Glue in the catalogue.
        glue: Option<String>,
    },
    /// Chooses the edge band of a class; none leaves the edges raw.
    SetBand {
        /// Class: visible, hidden.
        class: String,
        /// Edge band in the catalogue.
        band: Option<String>,
    },
    /// Replaces a price of the catalogue in this design; none takes the catalogue's again.
    SetPrice {
        /// What is priced: a board material by its thickness (`mfc-pb-enf@18 mm`), an edge band by its
        /// width (`eb-pp-1.0@22 mm`) or a piece of hardware.
        of: String,
        /// Price per unit as text in yuan, such as `58.50`.
        price: Option<String>,
    },
}

/// What may have a material of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum MaterialPlace {
    /// An item: all boards of the role in it.
    Item(u32),
    /// One board, by its key `NODE/board.INDEX`.
    Board(
        #[cfg_attr(feature = "describe", schemars(with = "String"), ts(type = "string"))] BoardKey,
    ),
}
