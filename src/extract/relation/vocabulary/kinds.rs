//! [`Kinds`]: who may stand at an end of a relation.

use crate::extract::actor::Kind;
use crate::{Error, Result};

/// A set of actor kinds that may stand at one end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// Every kind.
    pub const ANY: Kinds = Kinds(u16::MAX);

    /// Those that make rules: what is banned "in" them, or expelled "from" them, they ban and expel.
    pub const RULERS: Kinds = Kinds::of(&[Kind::Country]);
    /// Those that one may be expelled from.
    pub const BODIES: Kinds = Kinds::of(&[
        Kind::Country,
        Kind::Organization,
        Kind::Party,
        Kind::GovernmentBody,
        Kind::ArmedGroup,
    ]);

    const fn of(kinds: &[Kind]) -> Kinds {
        let (mut bits, mut i) = (0, 0);
        while i < kinds.len() {
            bits |= 1 << kinds[i] as u16;
            i += 1;
        }
        Kinds(bits)
    }

    /// Is that kind allowed? An unknown kind always is.
    pub fn allows(self, kind: Kind) -> bool {
        kind == Kind::Unknown || self.0 & (1 << kind as u16) != 0
    }

    /// Reads kebab-case names.
    pub fn parse<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Kinds> {
        let mut bits = 0;
        for name in names {
            let kind: Kind = serde_json::from_value(serde_json::Value::from(name)).map_err(|_| {
                Error::new(format!(
                    "\"{name}\" is no kind of actor; expected person, country, organization, government-body, party, armed-group, group or place"
                ))
            })?;
            bits |= 1 << kind as u16;
        }
        Ok(Kinds(bits))
    }
}
