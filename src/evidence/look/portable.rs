//! PDF: text and pictures may stay; what runs, starts, sends or hides a file inside may not.

use crate::evidence::Refusal;
use flate2::read::ZlibDecoder;
use hayro_syntax::object::{Array, Dict, Object};
use hayro_syntax::{LoadPdfError, Pdf};
use memchr::memmem;
use std::io::Read;

/// Most bytes of one stream when it is unpacked: a page scanned at 600 dots to the inch has 35 million.
const LARGEST_STREAM: u64 = 128 * 1024 * 1024;
/// The same for all of them.
const LARGEST_INSIDE: u64 = 512 * 1024 * 1024;
/// Things inside things.
const DEEPEST: usize = 64;

/// Keys under which something acts or hides.
const KEYS: [&str; 6] = ["JavaScript", "JS", "EmbeddedFiles", "EmbeddedFile", "XFA", "RichMedia"];
/// What such things call themselves.
const NAMES: [&str; 10] = [
    "JavaScript",
    "Launch",
    "SubmitForm",
    "ImportData",
    "GoToE",
    "Rendition",
    "EmbeddedFile",
    "EmbeddedFiles",
    "RichMedia",
    "FileAttachment",
];

pub fn checked(bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    measure(&bytes)?;
    // What an earlier revision of the file held is found by looking at its bytes.
    if ["/JavaScript", "/Launch", "/EmbeddedFile"].iter().any(|word| memmem::find(&bytes, word.as_bytes()).is_some()) {
        return Err(Refusal::Script);
    }
    let read = std::sync::Arc::new(bytes);
    let portable = Pdf::new(read.clone()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::Locked,
        LoadPdfError::Invalid => Refusal::Damaged,
    })?;
    if portable.objects().into_iter().any(|object| acts(&object, 0)) {
        return Err(Refusal::Script);
    }
    drop(portable);
    Ok(std::sync::Arc::unwrap_or_clone(read))
}

/// Unpacks every stream once, without keeping it, and measures it: the reader below would keep it whole.
fn measure(bytes: &[u8]) -> Result<(), Refusal> {
    let mut inside = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let rest = &bytes[at + "stream".len()..];
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        // Where a stream that is packed in another way is no such stream, unpacking it stops at once.
        let mut unpacked = ZlibDecoder::new(rest).take(LARGEST_STREAM + 1);
        let mut room = [0; 16 * 1024];
        let mut size = 0;
        while let Ok(read @ 1..) = unpacked.read(&mut room) {
            size += read as u64;
        }
        inside += size;
        if size > LARGEST_STREAM || inside > LARGEST_INSIDE {
            return Err(Refusal::TooMuch);
        }
    }
    Ok(())
}

fn acts(object: &Object<'_>, depth: usize) -> bool {
    match object {
        _ if depth > DEEPEST => true,
        Object::Dict(dict) => dict_acts(dict, depth),
        Object::Stream(stream) => dict_acts(stream.dict(), depth),
        Object::Array(array) => array_acts(array, depth),
        Object::Name(name) => NAMES.contains(&name.as_str()),
        _ => false,
    }
}

/// What is only referred to is an object of its own, and looked at as such.
fn dict_acts(dict: &Dict<'_>, depth: usize) -> bool {
    dict.keys().any(|key| KEYS.contains(&key.as_str()))
        || dict.keys().any(|key| match dict.get_raw::<Object<'_>>(key.as_str()) {
            Some(hayro_syntax::object::MaybeRef::NotRef(object)) => acts(&object, depth + 1),
            _ => false,
        })
}

fn array_acts(array: &Array<'_>, depth: usize) -> bool {
    array.raw_iter().any(|item| match item {
        hayro_syntax::object::MaybeRef::NotRef(object) => acts(&object, depth + 1),
        hayro_syntax::object::MaybeRef::Ref(_) => false,
    })
}
