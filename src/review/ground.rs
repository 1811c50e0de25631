//! Why a report comes back, in one of four words (product rules E.7).

use std::fmt;
use std::str::FromStr;

/// The ground of a return; the reviewer's own words say the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// 口径不符: counted by another rule.
    Rule,
    /// 佐证不足: too little to show for it.
    Evidence,
    /// 数据有误: a number is wrong.
    Figure,
    /// 文字过略: too few words.
    Brevity,
}

impl Ground {
    pub const ALL: [Ground; 4] = [Ground::Rule, Ground::Evidence, Ground::Figure, Ground::Brevity];
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Ground::Rule => "rule",
            Ground::Evidence => "evidence",
            Ground::Figure => "figure",
            Ground::Brevity => "brevity",
        })
    }
}

impl FromStr for Ground {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Ground::ALL
            .into_iter()
            .find(|ground| ground.to_string() == text)
            .ok_or_else(|| format!("expected rule, evidence, figure or brevity, found {text:?}"))
    }
}
