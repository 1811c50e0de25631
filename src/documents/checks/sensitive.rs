//! Words and numbers that do not belong in a paper of this kind: marks of secrecy, personal data, and names of
//! Hong Kong and Macao that official papers do not use.

use super::CheckKind;

const SECRECY: [&str; 8] = ["绝密", "机密", "秘密★", "秘密级", "涉密", "絕密", "機密", "秘密級"];

/// As it is sometimes written, and as official papers write it.
const WORDINGS: [(&str, &str); 12] = [
    ("中港澳", "内地与港澳"),
    ("中港", "内地与香港"),
    ("中澳", "内地与澳门"),
    ("港中", "香港与内地"),
    ("国内和港澳", "内地和港澳"),
    ("国内与港澳", "内地与港澳"),
    ("香港政府", "香港特别行政区政府"),
    ("澳门政府", "澳门特别行政区政府"),
    ("中國大陸", "內地"),
    ("中国大陆", "内地"),
    ("國內與港澳", "內地與港澳"),
    ("大陆工程师", "内地工程师"),
];

const NOT_MEANT: [&str; 2] = ["其中", "香港中文"];

pub fn of_text(text: &str) -> Vec<CheckKind> {
    let mut found = Vec::new();
    let marks: Vec<&str> = SECRECY.into_iter().filter(|mark| text.contains(mark)).collect();
    // The longest of those that hold one another says it.
    let longest = marks.iter().filter(|mark| !marks.iter().any(|other| other != *mark && other.contains(**mark)));
    found.extend(longest.map(|mark| CheckKind::Secret { found: mark }));
    // 其中澳门 and 香港中文大学 hold what looks like one of them.
    let mut rest = NOT_MEANT.into_iter().fold(text.to_owned(), |text, said| text.replace(said, "\u{FFFC}"));
    for (wrong, right) in WORDINGS {
        if rest.contains(wrong) {
            found.push(CheckKind::Wording { found: wrong, right });
            // 中港澳 is said once, and not as 中港 again.
            rest = rest.replace(wrong, "\u{FFFC}");
        }
    }
    let chars: Vec<char> = text.chars().collect();
    let runs = chars.split(|c| !(c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '（' | '）')));
    for run in runs.map(|run| run.iter().collect::<String>()) {
        if is_mobile(&run) {
            found.push(CheckKind::Phone);
        } else if is_identity(&run) {
            found.push(CheckKind::Identity);
        }
    }
    found.dedup();
    found
}

/// 13800138000: eleven digits of the Mainland that begin with 13 to 19.
fn is_mobile(run: &str) -> bool {
    let bytes = run.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) && bytes.iter().all(u8::is_ascii_digit)
}

/// A number of the Mainland's eighteen places, or of Hong Kong: A123456(7).
fn is_identity(run: &str) -> bool {
    let bytes = run.as_bytes();
    let mainland = bytes.len() == 18
        && bytes[..17].iter().all(u8::is_ascii_digit)
        && (bytes[17].is_ascii_digit() || matches!(bytes[17], b'X' | b'x'));
    let letters = run.chars().take_while(char::is_ascii_uppercase).count();
    let rest: Vec<char> = run.chars().skip(letters).collect();
    let hong_kong = (1..=2).contains(&letters)
        && rest.len() == 9
        && rest[..6].iter().all(char::is_ascii_digit)
        && matches!(rest[6], '(' | '（')
        && (rest[7].is_ascii_digit() || rest[7] == 'A')
        && matches!(rest[8], ')' | '）');
    mainland || hong_kong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_persons_and_wrong_names_are_pointed_at() {
        for (text, expected) in [
            ("机密文件", vec![CheckKind::Secret { found: "机密" }]),
            ("中港澳三地工程师", vec![CheckKind::Wording { found: "中港澳", right: "内地与港澳" }]),
            ("电话13800138000。", vec![CheckKind::Phone]),
            ("互认62人，其中澳门1人、其中港澳专家3人；香港中文大学", vec![]),
            ("中澳合作", vec![CheckKind::Wording { found: "中澳", right: "内地与澳门" }]),
            ("证件440106199001011234、A123456(7)", vec![CheckKind::Identity]),
            ("香港特别行政区政府、粤港澳三地，电话020-83560000，2022年7月28日41人", vec![]),
        ] {
            assert_eq!(of_text(text), expected, "{text}");
        }
    }
}
