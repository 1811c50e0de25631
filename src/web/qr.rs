//! The code on paper by which a telephone opens the page again.

use crate::web::pages::Page;
use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The dark squares of a code as one stroke per row, in squares; empty for an address no code can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    width: usize,
    stroke: String,
}

/// Squares left white around the code, without which it is not found.
const MARGIN: usize = 4;

impl Code {
    pub fn of(address: &str) -> Self {
        // A photocopy may spoil a seventh of it.
        let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else {
            return Code { width: 0, stroke: String::new() };
        };
        let (width, colours) = (code.width(), code.to_colors());
        let mut stroke = String::new();
        for (row, squares) in colours.chunks(width).enumerate() {
            let mut reached = 0;
            let _ = write!(stroke, "M{MARGIN} {}.5", row + MARGIN);
            while let Some(white) = squares[reached..].iter().position(|square| *square == Color::Dark) {
                let dark = squares[reached + white..].iter().take_while(|square| **square == Color::Dark).count();
                if white > 0 {
                    let _ = write!(stroke, "m{white} 0");
                }
                let _ = write!(stroke, "h{dark}");
                reached += white + dark;
            }
        }
        Code { width: width + 2 * MARGIN, stroke }
    }

    /// Bytes of the picture, about.
    pub fn size(&self) -> usize {
        self.stroke.len()
    }

    /// The picture as a file of its own.
    pub fn svg(&self) -> String {
        let Code { width, stroke } = self;
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}"><path d="{stroke}" stroke="#000" fill="none"/></svg>"##
        )
    }
}

/// The code of `address` as a picture.
pub fn drawn(page: &Page, address: &str) -> AnyView {
    let code = page.app.code(address.to_owned());
    let Code { width, stroke } = code.as_ref();
    view! {
        <svg class="qr" viewBox=format!("0 0 {width} {width}") shape-rendering="crispEdges" role="img" aria-label=page.lang.sheet_qr()>
            <path d=stroke.clone() stroke="#000" fill="none"/>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strokes_cover_the_dark_squares_and_no_others() {
        let address = "https://board.example.org/overview?as_at=2022-07-28&basis=corrected";
        let code = Code::of(address);
        let expected = QrCode::with_error_correction_level(address, EcLevel::M).unwrap();
        let side = code.width - 2 * MARGIN;
        assert_eq!(side, expected.width());
        let mut drawn = vec![Color::Light; side * side];
        for row in code.stroke.split('M').skip(1) {
            let (start, steps) = row.split_once(".5").unwrap();
            let (x, y) = start.split_once(' ').unwrap();
            let (mut x, y): (usize, usize) =
                (x.parse::<usize>().unwrap() - MARGIN, y.parse::<usize>().unwrap() - MARGIN);
            for step in steps.replace(" 0", "").replace('h', " h").replace('m', " m").split_whitespace() {
                let (kind, length) = step.split_at(1);
                let length: usize = length.parse().unwrap();
                if kind == "h" {
                    drawn[y * side + x..y * side + x + length].fill(Color::Dark);
                }
                x += length;
            }
        }
        assert_eq!(drawn, expected.to_colors());
        assert_eq!(Code::of(&"x".repeat(5000)).stroke, "");
    }
}
