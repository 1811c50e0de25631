//! A zip container seen from outside: how many parts it has and how large they become, before anything in it is read.
//! Workbooks and other office documents are such containers.

use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How far a container may go.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Most parts.
    pub parts: usize,
    /// Most bytes of all parts together when they are unpacked.
    pub inside: u64,
}

/// How many times its size a part may grow; small parts may grow as they like.
const MOST_GROWTH: u64 = 100;
const SMALL_PART: u64 = 256 * 1024;
/// How much of a part is kept to be looked at.
const KEPT: usize = 1024 * 1024;

/// What is wrong with a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    Broken,
    TooMuch,
    Locked,
}

pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Lower-case names of the parts.
    pub names: Vec<String>,
    inside: u64,
}

/// One part, unpacked.
pub struct Part<'p> {
    pub name: &'p str,
    /// Its first mebibyte.
    pub head: &'p [u8],
    pub is_whole: bool,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8], bounds: Bounds) -> Result<Self, Breach> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Breach::Broken)?;
        if archive.len() > bounds.parts {
            return Err(Breach::TooMuch);
        }
        let names: Result<Vec<String>, zip::result::ZipError> =
            archive.file_names().map(|name| Ok(name?.to_lowercase())).collect();
        let names = names.map_err(|_| Breach::Broken)?;
        Ok(Package { archive, names, inside: bounds.inside })
    }

    pub fn has(&self, part: &str) -> bool {
        self.names.iter().any(|name| name.contains(part))
    }

    /// Whether every part stays inside the folder it is unpacked in.
    pub fn stays_inside(&self) -> bool {
        self.names.iter().all(|name| !name.starts_with(['/', '\\']) && !name.contains("..") && !name.contains(':'))
    }

    /// Unpacks every part once, measures it and shows it to `look`. What a part says of its size may be a lie.
    pub fn each<E: From<Breach>>(mut self, mut look: impl FnMut(Part<'_>) -> Result<(), E>) -> Result<(), E> {
        let mut whole = 0;
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at).map_err(|_| Breach::Broken)?;
            if part.encrypted() {
                return Err(Breach::Locked.into());
            }
            if part.is_symlink() {
                return Err(Breach::Broken.into());
            }
            drop(part);
            let part = self.archive.by_index(at).map_err(|_| Breach::Broken)?;
            let packed = part.compressed_size().max(1);
            let most = SMALL_PART.max(packed.saturating_mul(MOST_GROWTH)).min(self.inside - whole);
            let mut unpacked = part.take(most + 1);
            let mut head = Vec::new();
            unpacked.by_ref().take(KEPT as u64).read_to_end(&mut head).map_err(|_| Breach::Broken)?;
            let rest = std::io::copy(&mut unpacked, &mut std::io::sink()).map_err(|_| Breach::Broken)?;
            let size = head.len() as u64 + rest;
            if size > most {
                return Err(Breach::TooMuch.into());
            }
            whole += size;
            let name = self.names.get(at).map_or("", String::as_str);
            look(Part { name, head: &head, is_whole: rest == 0 })?;
        }
        Ok(())
    }
}

impl Part<'_> {
    /// Whether `word` stands in the first `most` bytes.
    pub fn says(&self, word: &[u8], most: usize) -> bool {
        memchr::memmem::find(&self.head[..self.head.len().min(most)], word).is_some()
    }

    /// Whether it declares a document type or entities, which stand before everything else.
    pub fn declares_entities(&self) -> bool {
        const HEAD: usize = 8 * 1024;
        self.says(b"<!DOCTYPE", HEAD) || self.says(b"<!ENTITY", HEAD)
    }
}
