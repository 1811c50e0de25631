//! The standing list of those who get an issued document: 报 to superiors, 送 to equals, 发 to units below
//! (product rules A.1).

use super::is_address;
use crate::language::Lang;
use std::fmt;
use std::str::FromStr;

/// As what somebody gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 报.
    Above,
    /// 送.
    Beside,
    /// 发.
    Below,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Above, Kind::Beside, Kind::Below];
}

/// Somebody on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub id: String,
    pub kind: Kind,
    pub name: String,
    pub address: String,
    pub lang: Lang,
}

/// Most characters of a name.
pub const NAME_LIMIT: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    NameMissing,
    NameTooLong { found: usize },
    Address,
}

/// Understands what was typed; every slip at once.
pub fn understand(name: &str, address: &str) -> Result<(String, String), Vec<Slip>> {
    let (name, address) = (name.split_whitespace().collect::<Vec<_>>().join(" "), address.trim());
    let found = name.chars().count();
    let of_name = match found {
        0 => Some(Slip::NameMissing),
        _ if found > NAME_LIMIT || name.chars().any(crate::reports::is_forbidden) => Some(Slip::NameTooLong { found }),
        _ => None,
    };
    let slips: Vec<Slip> = of_name.into_iter().chain((!is_address(address)).then_some(Slip::Address)).collect();
    if slips.is_empty() { Ok((name, address.to_owned())) } else { Err(slips) }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Above => "above",
            Kind::Beside => "beside",
            Kind::Below => "below",
        })
    }
}

impl FromStr for Kind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.to_string() == text)
            .ok_or_else(|| format!("expected above, beside or below, found {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_has_a_name_and_one_address() {
        assert_eq!(understand(" 省委  办公厅 ", " a@b.org "), Ok(("省委 办公厅".into(), "a@b.org".into())));
        assert_eq!(understand("", "a@b.org, c@d.org"), Err(vec![Slip::NameMissing, Slip::Address]));
        assert_eq!(understand(&"字".repeat(61), "a@b.org"), Err(vec![Slip::NameTooLong { found: 61 }]));
    }
}
