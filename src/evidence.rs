//! Files that a report, or a request to close a task, rests on: what may come, how much of it, and who may read it
//! (product rules B.8, B.11 and C.1). Nobody is made to bring any.

#[cfg(feature = "ssr")]
pub mod look;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

use crate::calendar::PeriodId;
use crate::people::Person;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Most bytes of one file.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// Most files of one filing.
pub const MOST_FILES: usize = 20;
/// Most bytes of one unit in one period, those of earlier versions included.
pub const MOST_BYTES: i64 = 200 * 1024 * 1024;
/// Most characters that are kept of a name.
pub const LONGEST_NAME: usize = 120;
/// Most dots of a picture.
pub const MOST_PIXELS: u64 = 40_000_000;

/// What a file is, by what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Pdf,
    Png,
    Jpg,
    Docx,
    Xlsx,
}

impl Format {
    pub const ALL: [Format; 5] = [Format::Pdf, Format::Png, Format::Jpg, Format::Docx, Format::Xlsx];

    /// Whether it was drawn anew by the board, and may be shown inside a page.
    pub fn is_picture(self) -> bool {
        matches!(self, Format::Png | Format::Jpg)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Pdf => "application/pdf",
            Format::Png => "image/png",
            Format::Jpg => "image/jpeg",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Pdf => "pdf",
            Format::Png => "png",
            Format::Jpg => "jpg",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
        })
    }
}

impl FromStr for Format {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Format::ALL.into_iter().find(|format| format.to_string() == text).ok_or_else(|| format!("no format: {text:?}"))
    }
}

/// What a file is brought for. Spelled `report`, `sealed` or `task.9`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// The report as a whole.
    Report,
    /// The printed report with its seal (盖章件).
    Sealed,
    /// The closure of a task.
    Task(String),
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Purpose::Report => f.write_str("report"),
            Purpose::Sealed => f.write_str("sealed"),
            Purpose::Task(number) => write!(f, "task.{number}"),
        }
    }
}

impl FromStr for Purpose {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("task.")) {
            ("report", _) => Ok(Purpose::Report),
            ("sealed", _) => Ok(Purpose::Sealed),
            (_, Some(number)) if !number.is_empty() => Ok(Purpose::Task(number.to_owned())),
            _ => Err(format!("expected report, sealed or task.NUMBER, found {text:?}")),
        }
    }
}

/// A content on the shelf, and how it is to be kept.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Brought {
    pub name: String,
    pub format: String,
    /// In bytes.
    pub size: i64,
    pub sha256: String,
}

/// A file that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub id: String,
    pub unit: String,
    pub period: PeriodId,
    pub purpose: Purpose,
    pub name: String,
    pub format: Format,
    /// In bytes, as kept.
    pub size: i64,
    pub sha256: String,
    /// Name and post of whoever brought it, as they were then.
    pub by: String,
    pub post: String,
    pub at: DateTime<Utc>,
}

/// Why a file is not kept.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Refusal {
    Empty,
    /// Above [`LARGEST_FILE`].
    TooLarge,
    /// None of the five formats.
    Unknown,
    /// A picture as iPhones keep them.
    Heic,
    /// A document of Word or Excel before 2007, or one under a password.
    OldOffice,
    /// The name says another format than the content.
    Misnamed {
        claimed: String,
        is: String,
    },
    Damaged,
    /// Under a password.
    Locked,
    /// It would become too large when unpacked.
    TooMuch,
    /// Files inside the file.
    Nested,
    Macros,
    /// It fetches something from elsewhere, or embeds an object.
    Links,
    /// A PDF that does something when it is opened.
    Script,
    /// Above [`MOST_PIXELS`].
    TooManyPixels,
    /// Looking at it took too long.
    TooSlow,
    /// Above [`MOST_FILES`].
    TooMany,
    /// Above [`MOST_BYTES`].
    NoRoom,
    /// The closure it is for has been confirmed.
    Closed,
}

/// How many files a version was filed with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    /// For the report and for closures.
    pub files: i64,
    /// Sealed copies.
    pub sealed: i64,
}

/// What every version was filed with, by unit, period and number; versions without files are left out.
pub type Filed = BTreeMap<(String, PeriodId, i64), Attached>;

/// Whether `person` may read a file: what has been filed, whoever may read the unit's reports; what is in a draft
/// alone, the unit itself.
pub fn may_read(person: &Person, file: &File, is_filed: bool) -> bool {
    person.belongs_to(&file.unit) || (is_filed && person.may_read(&file.unit))
}

/// Whether another file of `size` bytes has room beside `files` in the filing and `bytes` in the period.
pub fn has_room(files: usize, bytes: i64, size: i64) -> Result<(), Refusal> {
    match files {
        MOST_FILES.. => Err(Refusal::TooMany),
        _ if bytes + size > MOST_BYTES => Err(Refusal::NoRoom),
        _ => Ok(()),
    }
}

/// A name as it is kept: without folders, without what cannot be seen, not longer than [`LONGEST_NAME`], its end
/// spared. The name decides nothing.
pub fn tidy(name: &str, format: Format) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|c| !c.is_control() && !crate::reports::is_forbidden(*c)).collect();
    let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = format!(".{format}");
    let stem = match seen.rsplit_once('.') {
        Some((stem, _)) => stem.to_owned(),
        None => seen,
    };
    let kept: String = stem.chars().take(LONGEST_NAME - end.chars().count()).collect();
    let kept = kept.trim_matches(['.', ' ']);
    format!("{}{end}", if kept.is_empty() { "file" } else { kept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Role;

    #[test]
    fn a_purpose_and_a_format_have_one_spelling() {
        for purpose in [Purpose::Report, Purpose::Sealed, Purpose::Task("12".into())] {
            assert_eq!(purpose.to_string().parse(), Ok(purpose));
        }
        assert!("task.".parse::<Purpose>().is_err() && "file".parse::<Purpose>().is_err());
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
    }

    #[test]
    fn a_name_is_kept_without_folders_and_what_cannot_be_seen() {
        for (brought, format, kept) in [
            ("名单.PDF", Format::Pdf, "名单.pdf"),
            ("C:\\桌面\\名单 7月.xlsx", Format::Xlsx, "名单 7月.xlsx"),
            ("../../etc/passwd.png", Format::Png, "passwd.png"),
            ("a\u{202e}gnp.jpg", Format::Jpg, "agnp.jpg"),
            ("a\r\nContent-Type: x.pdf", Format::Pdf, "aContent-Type: x.pdf"),
            ("照片.jpeg", Format::Jpg, "照片.jpg"),
            ("image", Format::Jpg, "image.jpg"),
            (".pdf", Format::Pdf, "file.pdf"),
            ("", Format::Png, "file.png"),
        ] {
            assert_eq!(tidy(brought, format), kept, "{brought:?}");
        }
        let long = tidy(&format!("{}.docx", "字".repeat(300)), Format::Docx);
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert!(long.ends_with("字.docx"));
    }

    #[test]
    fn twenty_files_and_two_hundred_mebibytes_have_room() {
        assert_eq!(has_room(19, 0, 1), Ok(()));
        assert_eq!(has_room(20, 0, 1), Err(Refusal::TooMany));
        assert_eq!(has_room(0, MOST_BYTES - 5, 5), Ok(()));
        assert_eq!(has_room(0, MOST_BYTES - 5, 6), Err(Refusal::NoRoom));
    }

    #[test]
    fn a_drafts_file_is_for_its_unit_and_a_filed_one_for_whoever_reads_its_reports() {
        let person = |role, unit: Option<&str>| Person {
            id: "x".into(),
            login: "x".into(),
            name: String::new(),
            post: String::new(),
            phone: String::new(),
            role,
            unit: unit.map(str::to_owned),
        };
        let file = File {
            id: "f".into(),
            unit: "soc_food".into(),
            period: "2022-07".parse().unwrap(),
            purpose: Purpose::Report,
            name: "名单.pdf".into(),
            format: Format::Pdf,
            size: 1,
            sha256: String::new(),
            by: String::new(),
            post: String::new(),
            at: DateTime::UNIX_EPOCH,
        };
        let may = |role, unit| [false, true].map(|filed| may_read(&person(role, unit), &file, filed));
        assert_eq!(may(Role::Filer, Some("soc_food")), [true, true]);
        assert_eq!(may(Role::UnitHead, Some("soc_food")), [true, true]);
        assert_eq!(may(Role::Filer, Some("gz_ast")), [false, false]);
        for role in [Role::Consolidator, Role::Office, Role::LeadingGroup, Role::Auditor] {
            assert_eq!(may(role, Some("gdes")), [false, true], "{role}");
        }
    }
}
