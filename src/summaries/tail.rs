//! The foot of a briefing: to whom it goes, and how many are printed (product rules A.5).

use super::{Block, Summary};
use crate::language::Lang;

/// Names of superiors, of equals and of units below.
pub type Addressees = [Vec<String>; 3];

/// To those task 4 names, where no list says otherwise.
pub fn usual(lang: Lang) -> Addressees {
    [vec![lang.briefing_leaders().to_owned()], Vec::new(), vec![lang.briefing_pilot_units().to_owned()]]
}

/// One line for each that has anybody; the last says how many are printed.
pub fn lines(to: &Addressees, copies: i64, lang: Lang) -> Vec<String> {
    let named = lang.briefing_tail().into_iter().zip(to).filter(|(_, names)| !names.is_empty());
    let mut lines: Vec<String> =
        named.map(|(head, names)| format!("{head}{}", names.join(lang.list_comma()))).collect();
    if let Some(last) = lines.last_mut().filter(|_| copies > 0) {
        last.push_str(&lang.briefing_copies(copies));
    }
    lines
}

/// The part of a line that says how many were printed, which Chinese has at its right end: 发：各互认试点单位（共印30份）.
pub fn copies(line: &str) -> Option<(&str, &str)> {
    split(line, "（共印", '）')
}

fn split<'l>(line: &'l str, begins: &str, ends: char) -> Option<(&'l str, &'l str)> {
    let at = line.rfind(begins)?;
    line.ends_with(ends).then(|| (line[..at].trim_end(), &line[at..]))
}

/// The lines of a foot in another language. Names of others stay as they were written.
pub fn translated(lines: &[String], from: Lang, to: Lang) -> Vec<String> {
    let heads = || from.briefing_tail().into_iter().zip(to.briefing_tail());
    let line = |line: &String| {
        let printed = copies(line).or_else(|| split(line, " (copies: ", ')'));
        let (said, printed) = printed.map_or((line.as_str(), None), |(said, printed)| (said, Some(printed)));
        let n = printed.and_then(|it| it.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok());
        let Some((head, names)) = heads().find_map(|(old, new)| Some((new, said.strip_prefix(old)?))) else {
            return line.clone();
        };
        let known = usual(from).into_iter().zip(usual(to)).find(|(old, _)| old.join("") == names);
        let names = known.map_or_else(|| names.to_owned(), |(_, new)| new.join(""));
        format!("{head}{names}{}", n.map(|n| to.briefing_copies(n)).unwrap_or_default())
    };
    lines.iter().map(line).collect()
}

impl Summary {
    /// The same with another foot, if it has one.
    pub fn addressed(mut self, lines: Vec<String>) -> Summary {
        if let Some(tail) = self.blocks.iter_mut().find(|block| matches!(block, Block::Tail(_))) {
            *tail = Block::Tail(lines);
        }
        self
    }

    /// The lines of its foot.
    pub fn tail(&self) -> Option<&[String]> {
        self.blocks.iter().find_map(|block| if let Block::Tail(lines) = block { Some(&lines[..]) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_names_who_gets_it_and_says_how_many_are_printed_in_each_language() {
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let to = [names(&["省科协领导"]), names(&["省住房城乡建设厅", "省港澳办"]), usual(Lang::ZhHans)[2].clone()];
        let said = lines(&to, 30, Lang::ZhHans);
        assert_eq!(said, ["报：省科协领导", "送：省住房城乡建设厅、省港澳办", "发：各互认试点单位（共印30份）"]);
        assert_eq!(copies(&said[2]), Some(("发：各互认试点单位", "（共印30份）")));
        assert_eq!(copies(&said[1]), None);
        let english = translated(&said, Lang::ZhHans, Lang::En);
        assert_eq!(
            english,
            [
                "Submitted to: 省科协领导",
                "Copied to: 省住房城乡建设厅、省港澳办",
                "Sent to: all pilot units (copies: 30)"
            ]
        );
        assert_eq!(copies(&english[2]), None, "English says it in the line");
        assert_eq!(translated(&english, Lang::En, Lang::ZhHans)[2], said[2]);
        assert_eq!(lines(&usual(Lang::ZhHans), 0, Lang::ZhHans).len(), 2);
    }
}
