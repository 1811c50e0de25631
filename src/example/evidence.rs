//! Two invented files, made here, that reports of the example were filed with: a page of names and a drawing.

use crate::calendar::PeriodId;
use crate::evidence::look::{Looked, look};
use crate::evidence::store::{Shelf, claim, sha256};
use crate::evidence::{Brought, Purpose};
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};
use serde::Deserialize;

/// A file as the example's own file names it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    pub unit: String,
    pub period: PeriodId,
    r#for: String,
    name: String,
}

impl Attached {
    pub fn purpose(&self) -> Purpose {
        self.r#for.parse().expect("the example says what a file is for")
    }

    fn looked(&self) -> Looked {
        let bytes = if self.name.ends_with(".pdf") { page() } else { drawing() };
        look(&self.name, bytes).expect("the example's files are what they are called")
    }

    /// The file as its row says it, its content claimed.
    pub async fn brought(&self, tx: &mut crate::db::Tx, now: DateTime<Utc>) -> Result<Brought, Problem> {
        let Looked { format, bytes } = self.looked();
        let (sha256, size) = (sha256(&bytes), bytes.len() as i64);
        claim(tx, &sha256, size, now).await?;
        Ok(Brought { name: self.name.clone(), format: format.to_string(), size, sha256 })
    }
}

/// Puts the example's files on the shelf, where its rows say they are.
pub async fn shelve(shelf: &Shelf) -> Result<(), Problem> {
    for attached in super::Example::read().evidence {
        let bytes = attached.looked().bytes;
        shelf.put(&sha256(&bytes), bytes).await?;
    }
    Ok(())
}

/// One page of PDF that says it is invented.
fn page() -> Vec<u8> {
    let words = "BT /F1 20 Tf 72 760 Td (Worked example - invented list) Tj /F1 12 Tf 0 -40 Td (1. Person A, Hong Kong) Tj \
                 0 -20 Td (2. Person B, Hong Kong) Tj 0 -20 Td (3. Person C, Hong Kong) Tj ET";
    let parts = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (part, number) in parts.iter().zip(1..) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{part}\nendobj\n").into_bytes());
    }
    let table = file.len();
    let rows: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let tail = format!(
        "xref\n0 {n}\n0000000000 65535 f \n{rows}trailer\n<< /Size {n} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        n = parts.len() + 1
    );
    file.extend(tail.into_bytes());
    file
}

/// A sheet with lines and a round red seal on it.
fn drawing() -> Vec<u8> {
    let (wide, high) = (240, 320);
    let sheet = RgbImage::from_fn(wide, high, |x, y| {
        let (dx, dy) = (i64::from(x) - 165, i64::from(y) - 240);
        let from = dx * dx + dy * dy;
        let line = y % 20 < 2 && (30..210).contains(&x) && (40..300).contains(&y);
        match from {
            1_600..=2_025 | 0..=100 => Rgb([199, 24, 5]),
            _ if line => Rgb([90, 90, 90]),
            _ => Rgb([250, 250, 246]),
        }
    });
    let mut file = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut file);
    encoder.write_image(&sheet, wide, high, ExtendedColorType::Rgb8).expect("a drawing in memory is written");
    file
}
