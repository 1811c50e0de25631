//! Pictures, drawn anew: no place, no camera, no name, no second file behind the first survives.

use crate::evidence::{Format, MOST_PIXELS, Refusal};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The longer side of a kept picture: a page of A4 at 220 dots to the inch, on which a seal and its number are read.
const LONGER_SIDE: u32 = 2_560;
const JPEG_QUALITY: u8 = 82;
/// Forty million dots of four bytes, and the decoder's own needs.
const MOST_MEMORY: u64 = 192 * 1024 * 1024;

pub fn drawn_anew(format: Format, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let kind = if format == Format::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
    let reader = || ImageReader::with_format(Cursor::new(bytes), kind);
    let (wide, high) = reader().into_dimensions().map_err(|_| Refusal::Damaged)?;
    if u64::from(wide) * u64::from(high) > MOST_PIXELS {
        return Err(Refusal::TooManyPixels);
    }
    let mut reader = reader();
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Refusal::Damaged)?;
    // A telephone held upright keeps the picture lying and says so.
    let turned = decoder.orientation().map_err(|_| Refusal::Damaged)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::Damaged)?;
    let mut picture = match wide.max(high) {
        longer if longer > LONGER_SIDE => picture.thumbnail(LONGER_SIDE, LONGER_SIDE),
        _ => picture,
    };
    picture.apply_orientation(turned);
    let mut drawn = Vec::new();
    let written = match format {
        Format::Png if picture.color().has_alpha() => {
            picture.into_rgba8().write_with_encoder(PngEncoder::new(&mut drawn))
        }
        Format::Png => picture.into_rgb8().write_with_encoder(PngEncoder::new(&mut drawn)),
        _ => picture.into_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut drawn, JPEG_QUALITY)),
    };
    written.map_err(|_| Refusal::Damaged)?;
    Ok(drawn)
}
