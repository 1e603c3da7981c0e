//! Labels of enquiries.

use crate::{Faults, LabelId, channel::check_label};

/// What enquiries are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Ours.
    pub id: LabelId,
    /// 1 to 40 characters, unique in the workspace.
    pub name: String,
    /// How it is shown.
    pub colour: Colour,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// How a label is shown: a word, so that each theme shows it its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Without a colour.
    Grey,
    /// Red.
    Red,
    /// Orange.
    Orange,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Between green and blue.
    Teal,
    /// Blue.
    Blue,
    /// Purple.
    Purple,
    /// Pink.
    Pink,
}

impl Colour {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Grey,
        Self::Red,
        Self::Orange,
        Self::Yellow,
        Self::Green,
        Self::Teal,
        Self::Blue,
        Self::Purple,
        Self::Pink,
    ];

    /// The word on the wire and in `labels.colour`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grey => "grey",
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Teal => "teal",
            Self::Blue => "blue",
            Self::Purple => "purple",
            Self::Pink => "pink",
        }
    }
}

/// Checks a label's name.
pub fn check_name(name: &str, faults: &mut Faults) {
    check_label("/name", name, 40, faults);
}
