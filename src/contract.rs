//! The JSON texts that cross the border to the page: states that come in, events that go out.
//!
//! Lengths are whole micrometres, places on the screen are CSS pixels from the canvas's upper left corner.

use furniture::axis::Axis;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use serde::{Deserialize, Serialize};

/// How the view looks and what it shows besides the furniture.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(rename = "ViewerStyle"))]
#[serde(default)]
pub struct Style {
    /// Dark surroundings.
    pub dark: bool,
    /// Opens or closes everything that moves; `None` leaves all as they are.
    pub doors_open: Option<bool>,
    /// Boards can be seen through.
    pub x_ray: bool,
    /// Size handles and dimension lines are shown.
    pub dimensions: bool,
    /// A person's silhouette stands beside the furniture for scale.
    pub person: bool,
    /// The page's bar lies over the lower border of the picture.
    pub bar: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            dark: false,
            doors_open: None,
            x_ray: false,
            dimensions: true,
            person: true,
            bar: true,
        }
    }
}

/// What is marked: selected or under the pointer, here or in a list on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
#[serde(default)]
pub struct Marks {
    /// Key of a compartment.
    pub compartment: Option<String>,
    /// Keys of boards.
    pub boards: Vec<String>,
}

/// A look that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub enum Look {
    /// Three quarters from the front, a little from above.
    Home,
    /// Straight at the front.
    Front,
    /// At the left side.
    Left,
    /// At the right side.
    Right,
    /// From above.
    Top,
}

/// A step of the camera by keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub enum Navigation {
    /// Turns about the furniture.
    OrbitLeft,
    /// Turns about the furniture.
    OrbitRight,
    /// Looks from higher up.
    OrbitUp,
    /// Looks from further down.
    OrbitDown,
    /// Shifts the picture.
    PanLeft,
    /// Shifts the picture.
    PanRight,
    /// Shifts the picture.
    PanUp,
    /// Shifts the picture.
    PanDown,
    /// Comes nearer.
    ZoomIn,
    /// Goes away.
    ZoomOut,
}

/// What goes by a name such as `home` or `orbit-left`; none where nothing does.
#[must_use]
pub fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
    T::deserialize(text).ok()
}

/// Part of a drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// The handle was taken.
    Start,
    /// It moved.
    Move,
    /// It was let go.
    End,
}

/// The limit a dragged value stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Limit {
    /// The smallest value that can be built.
    Min,
    /// The largest value that can be built.
    Max,
}

/// Place of one dimension's text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(rename = "DimensionLabel"))]
pub struct Label {
    /// `width`, `height` or `depth`; followed by `-ITEM` from the second item on.
    pub id: String,
    /// The dimension.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub text_um: i64,
    /// Middle of the text.
    pub x: f32,
    /// Middle of the text.
    pub y: f32,
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(rename = "ViewerEvent"))]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event {
    /// The first picture is on the screen.
    Ready,
    /// Something else is under the pointer now.
    Hover {
        /// Key of the board.
        board: Option<String>,
        /// Key of the compartment.
        compartment: Option<String>,
    },
    /// Something was clicked; nothing, when both keys are missing.
    Pick {
        /// Key of the board.
        board: Option<String>,
        /// Key of the compartment.
        compartment: Option<String>,
        /// Where on the canvas.
        x: f32,
        /// Where on the canvas.
        y: f32,
    },
    /// Something was opened or closed by a click.
    Motion {
        /// Key of the motion.
        key: String,
        /// Where it goes.
        open: bool,
    },
    /// A size handle is dragged.
    Drag {
        /// Identifier of the item.
        item: u32,
        /// Which size.
        axis: Axis,
        /// The value asked for, on a step and within the limits.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        value_um: i64,
        /// The same for all events of one drag, never zero.
        gesture: u32,
        /// Part of the drag.
        phase: Phase,
        /// Whether it stopped at a limit.
        at_limit: Option<Limit>,
    },
    /// The dimensions' texts have moved.
    Labels {
        /// All of them; those not named are gone.
        labels: Vec<Label>,
    },
    /// There is no picture any more.
    Failed {
        /// A code such as `context-lost`, or what went wrong.
        reason: String,
    },
}

impl Event {
    /// The JSON text handed to the page.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Metres to whole micrometres.
#[must_use]
pub fn micrometres(metres: f32) -> i64 {
    (f64::from(metres) * 1e6).round() as i64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn events_are_named_as_agreed() {
        assert_eq!(Event::Ready.to_json(), r#"{"event":"ready"}"#);
        let drag = Event::Drag {
            item: 1,
            axis: Axis::Width,
            value_um: 1_800_000,
            gesture: 7,
            phase: Phase::Move,
            at_limit: Some(Limit::Max),
        };
        assert_eq!(
            drag.to_json(),
            r#"{"event":"drag","item":1,"axis":"width","value_um":1800000,"gesture":7,"phase":"move","at_limit":"max"}"#
        );
        let hover = Event::Hover {
            board: None,
            compartment: Some("a/b.0".into()),
        };
        assert_eq!(
            hover.to_json(),
            r#"{"event":"hover","board":null,"compartment":"a/b.0"}"#
        );
    }

    #[test]
    fn states_may_leave_things_out() {
        let style: Style = serde_json::from_str(r#"{"dark":true,"language":"en"}"#).unwrap();
        assert!(style.dark && style.dimensions && style.doors_open.is_none());
        let marks: Marks = serde_json::from_str(r#"{"compartment":null,"boards":["x"]}"#).unwrap();
        assert_eq!(marks.boards, ["x"]);
        assert!(serde_json::from_str::<Marks>("[1").is_err());
    }

    #[test]
    fn looks_and_steps_go_by_name() {
        assert_eq!(named("home"), Some(Look::Home));
        assert_eq!(named("orbit-left"), Some(Navigation::OrbitLeft));
        assert_eq!(named("zoom-out"), Some(Navigation::ZoomOut));
        assert_eq!(named::<Look>("Home"), None);
        assert_eq!(named::<Navigation>("home"), None);
    }

    #[test]
    fn metres_become_micrometres() {
        assert_eq!(micrometres(2.436), 2_436_000);
        assert_eq!(micrometres(0.018), 18_000);
    }
}
