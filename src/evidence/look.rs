//! What a file that somebody brings really is. Its content decides; whatever could act, fetch or hide something is
//! refused, and a picture is drawn anew, so that what is kept of it is dots and nothing else.

mod document;
mod picture;
mod portable;

use super::{Format, LARGEST_FILE, Refusal};

/// A file that may be kept: what it is, and the bytes to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    pub format: Format,
    pub bytes: Vec<u8>,
}

/// Looks at a file called `name`, or says why it is not kept. Takes as long as its content makes it take, so not for
/// a thread that answers others.
pub fn look(name: &str, bytes: Vec<u8>) -> Result<Looked, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    let format = recognise(&bytes)?;
    if let Some(claimed) = claimed(name).filter(|claimed| *claimed != format.to_string()) {
        return Err(Refusal::Misnamed { claimed: claimed.chars().take(8).collect(), is: format.to_string() });
    }
    let bytes = match format {
        Format::Pdf => portable::checked(bytes)?,
        Format::Docx | Format::Xlsx => document::checked(bytes)?,
        Format::Png | Format::Jpg => picture::drawn_anew(format, &bytes)?,
    };
    Ok(Looked { format, bytes })
}

/// The format the end of a name claims, in lower case; none if the name has no end.
fn claimed(name: &str) -> Option<String> {
    let (_, end) = name.rsplit_once('.')?;
    let end = end.to_lowercase();
    Some(if end == "jpeg" { "jpg".to_owned() } else { end })
}

fn recognise(bytes: &[u8]) -> Result<Format, Refusal> {
    const HEIC: [&[u8]; 4] = [b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"];
    match bytes {
        _ if bytes.starts_with(b"%PDF-") => Ok(Format::Pdf),
        _ if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Ok(Format::Png),
        _ if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) => Ok(Format::Jpg),
        _ if bytes.starts_with(b"PK\x03\x04") => document::recognise(bytes),
        _ if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) => Err(Refusal::OldOffice),
        _ if bytes.get(4..12).is_some_and(|kind| HEIC.contains(&kind)) => Err(Refusal::Heic),
        _ => Err(Refusal::Unknown),
    }
}
