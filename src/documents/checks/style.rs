//! How an official text is written: titles, dates, brackets, the names of instruments, and its length.

use super::CheckKind;
use crate::language::Lang;
use crate::summaries::{Block, Summary, plain};

/// Titles that are quoted wrongly, and what the instrument is called (product rules 0, trap 17: the scheme prints
/// 专业人员 where the instrument has 专业人士).
const INSTRUMENTS: [(&str, &str); 2] = [
    (
        "香港工程建设咨询企业和专业人员在粤港澳大湾区内地城市开业执业试点管理暂行办法",
        "香港工程建设咨询企业和专业人士在粤港澳大湾区内地城市开业执业试点管理暂行办法",
    ),
    (
        "香港工程建設諮詢企業和專業人員在粵港澳大灣區內地城市開業執業試點管理暫行辦法",
        "香港工程建設諮詢企業和專業人士在粵港澳大灣區內地城市開業執業試點管理暫行辦法",
    ),
];

/// A title says what was found; 关于…情况的简报 says what the paper is.
pub fn is_finding(title: &str) -> bool {
    let title = title.trim();
    let named = ["简报", "簡報", "的报告", "的報告", "情况", "情況", "的通报", "的通報"];
    !(title.starts_with("关于") || title.starts_with("關於") || named.iter().any(|end| title.ends_with(end)))
}

/// Whether what stands under the heading is still to be done, and wants a day.
pub fn is_about_next_steps(heading: &str, lang: Lang) -> bool {
    let words =
        [lang.briefing_next(), lang.summary_plans_first(), lang.summary_plans_second(), lang.summary_unit_next()];
    words.iter().any(|word| heading.contains(word))
}

/// What is wrong with the writing of one text.
pub fn of_text(text: &str) -> Vec<CheckKind> {
    let mut found = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if let Some((length, right)) = padded_date(&chars[at..]) {
            found.push(CheckKind::Date { found: chars[at..at + length].iter().collect(), right });
            at += length;
        } else if let Some((length, right)) = wrong_brackets(&chars[at..]) {
            found.push(CheckKind::Brackets { found: chars[at..at + length].iter().collect(), right });
            at += length;
        } else {
            at += 1;
        }
    }
    let quoted = INSTRUMENTS.iter().filter(|(wrong, _)| text.contains(wrong));
    found.extend(quoted.map(|(found, official)| CheckKind::Instrument { found, official }));
    found
}

/// Digits at the beginning, and what they say.
fn digits(chars: &[char]) -> Option<(usize, u32)> {
    let length = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let number = chars[..length].iter().collect::<String>().parse().ok()?;
    (length > 0).then_some((length, number))
}

/// 2022年07月08日 or 2022-07-08 at the beginning: its length, and how it is written (GB/T 9704, 7.3.5.4).
pub(super) fn padded_date(chars: &[char]) -> Option<(usize, String)> {
    let (first, year) = digits(chars).filter(|(length, _)| *length == 4)?;
    let mark = *chars.get(first)?;
    let joint = ['年', '-', '/', '.'].contains(&mark).then_some(mark)?;
    let (second, month) =
        digits(&chars[first + 1..]).filter(|(length, month)| *length <= 2 && (1..=12).contains(month))?;
    let at = first + 1 + second;
    let close = *chars.get(at)?;
    let (third, day) = digits(&chars[at + 1..]).filter(|(length, day)| *length <= 2 && (1..=31).contains(day))?;
    let mut length = at + 1 + third;
    let padded = chars[first + 1] == '0' || chars[at + 1] == '0';
    if joint == '年' {
        if close != '月' || !padded {
            return None;
        }
        if chars.get(length) == Some(&'日') {
            length += 1;
        }
    } else if close != joint || chars.get(length).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    Some((length, format!("{year}年{month}月{day}日")))
}

/// [2022]2号 at the beginning, or with （） or 【】 in place of 〔〕 (GB/T 9704, 7.2.5).
fn wrong_brackets(chars: &[char]) -> Option<(usize, String)> {
    let open = chars.first()?;
    let close = match open {
        '[' => ']',
        '［' => '］',
        '(' => ')',
        '（' => '）',
        '【' => '】',
        _ => return None,
    };
    let (length, year) = digits(&chars[1..]).filter(|(length, _)| *length == 4)?;
    let mut at = 1 + length;
    if *chars.get(at)? != close {
        return None;
    }
    at += 1;
    if chars.get(at) == Some(&'第') {
        at += 1;
    }
    let (length, number) = digits(&chars[at..])?;
    at += length;
    matches!(chars.get(at), Some('号' | '號')).then(|| (at, format!("〔{year}〕{number}")))
}

/// How long the text is, without tables and annexes: characters, in English words and a half.
pub fn length(summary: &Summary, lang: Lang) -> usize {
    let text = summary.blocks.iter().take_while(|block| !matches!(block, Block::Annex { .. }));
    let said: String = text
        .filter_map(|block| match block {
            Block::Heading { runs, .. } | Block::Paragraph(runs) => Some(plain(runs) + "\n"),
            _ => None,
        })
        .collect();
    characters(&said, lang)
}

/// How many characters a text has.
pub fn characters(said: &str, lang: Lang) -> usize {
    match lang {
        // A page of English holds about two thirds as many words as one of Chinese holds characters.
        Lang::En => said.split_whitespace().count() * 3 / 2,
        _ => said.chars().filter(|c| !c.is_whitespace()).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_finding() {
        for (title, finding) in [
            ("7月试点工作进展：落地执业{{T1}}人，2项任务逾期", true),
            ("关于7月试点工作情况的简报", false),
            ("7月试点工作情况", false),
            ("試點工作簡報", false),
        ] {
            assert_eq!(is_finding(title), finding, "{title}");
        }
    }

    #[test]
    fn dates_and_document_numbers_are_written_as_the_standard_has_them() {
        let date = |found: &str, right: &str| CheckKind::Date { found: found.into(), right: right.into() };
        let brackets = |found: &str, right: &str| CheckKind::Brackets { found: found.into(), right: right.into() };
        for (text, expected) in [
            ("2022年7月28日", vec![]),
            ("截至2022年07月28日", vec![date("2022年07月28日", "2022年7月28日")]),
            ("2022年7月08日", vec![date("2022年7月08日", "2022年7月8日")]),
            ("于2022-07-28和2022.7.8", vec![date("2022-07-28", "2022年7月28日"), date("2022.7.8", "2022年7月8日")]),
            ("粤科协学〔2022〕2号", vec![]),
            (
                "粤科协学[2022]2号、（2022）第02号",
                vec![brackets("[2022]2", "〔2022〕2"), brackets("（2022）第02", "〔2022〕2")],
            ),
            ("（2022年）、(2022)", vec![]),
        ] {
            assert_eq!(of_text(text), expected, "{text}");
        }
    }

    #[test]
    fn the_scheme_s_slip_in_a_title_is_not_copied() {
        let text = format!("依据《{}》", INSTRUMENTS[0].0);
        let (found, official) = INSTRUMENTS[0];
        assert_eq!(of_text(&text), [CheckKind::Instrument { found, official }]);
        assert_eq!(of_text(&text.replace("人员", "人士")), []);
    }
}
