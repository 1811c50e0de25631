//! Cleans labels, measures them without a font, and finds room for them.

/// Longest label drawn, in ems; the whole of it stands in the table.
const LONGEST: f64 = 40.0;

/// Without what XML cannot hold and what would turn the direction of the text around it.
pub fn legal(text: &str) -> String {
    let odd = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|c| !c.is_control() && !odd(*c)).collect()
}

/// A label as it is drawn.
pub fn label(text: &str) -> String {
    let clean = legal(text);
    if clean.chars().map(em).sum::<f64>() <= LONGEST {
        return clean;
    }
    let mut room = LONGEST - 1.0;
    let fits = |c: &char| {
        room -= em(*c);
        room >= 0.0
    };
    clean.chars().take_while(fits).chain(['…']).collect()
}

/// Width in pixels. plotters would count bytes, three to a Chinese character.
pub fn width(text: &str, size: i32) -> i32 {
    let ems: f64 = text.chars().map(em).sum();
    (ems * f64::from(size)).ceil() as i32
}

fn em(c: char) -> f64 {
    match c {
        'm' | 'w' | 'M' | 'W' | '%' => 0.85,
        'A'..='Z' => 0.66,
        'i' | 'l' | 'j' | 'f' | 't' | 'r' | ' ' | '.' | ',' | '\'' | '|' => 0.34,
        c if c < '\u{2010}' => 0.57,
        _ => 1.0,
    }
}

/// As much of the text as fits, with … if that is not all.
pub fn shorten(text: &str, size: i32, room: i32) -> String {
    let mut text = label(text);
    if width(&text, size) <= room {
        return text;
    }
    while !text.is_empty() && width(&text, size) + size > room {
        text.pop();
    }
    // At the end of a word, if that keeps most of it.
    if let Some(end) = text.rfind(' ').filter(|end| end * 2 > text.len()) {
        text.truncate(end);
    }
    text.trim_end().to_owned() + "…"
}

/// One or two lines that fit; none if a line would have to be cut. Chinese is broken before its last
/// two characters, which are most often 工程, 材料 or 管理.
pub fn wrap(text: &str, size: i32, room: i32) -> Option<Vec<String>> {
    let text = label(text);
    let fits = |line: &str| width(line, size) <= room;
    if fits(&text) {
        return Some(vec![text]);
    }
    let breaks: Vec<usize> = match text.contains(' ') {
        true => text.match_indices(' ').map(|(at, _)| at).collect(),
        false if text.is_ascii() => Vec::new(),
        false => text.char_indices().rev().skip(1).map(|(at, _)| at).filter(|at| *at > 0).collect(),
    };
    let halves = breaks.into_iter().map(|at| [text[..at].trim_end(), text[at..].trim_start()]);
    let broken = halves.into_iter().find(|lines| lines.iter().all(|line| fits(line)))?;
    Some(broken.map(str::to_owned).to_vec())
}

/// The text in as many lines as it takes. A line breaks at a space or between Chinese characters, and
/// never begins with a mark that closes.
pub fn lines(text: &str, size: i32, room: i32) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for c in legal(text).chars() {
        let joins = pieces.last().and_then(|piece| piece.chars().last()).is_some_and(|before| {
            let one_word = c < '\u{2010}' && before < '\u{2010}' && before != ' ';
            one_word || c == ' ' || "，。；：、）」”％".contains(c) || "（「“".contains(before)
        });
        match pieces.last_mut() {
            Some(piece) if joins => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    let mut lines = vec![String::new()];
    for piece in pieces {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() || width(&format!("{line}{}", piece.trim_end()), size) <= room {
            line.push_str(&piece);
        } else {
            lines.push(piece);
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Where a label could stand: x, baseline, anchor.
pub type Place = (i32, i32, Anchor);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

impl Area {
    pub fn around((x, y): (i32, i32), reach: i32) -> Area {
        Area { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    pub fn of_label(text: &str, size: i32, (x, baseline, anchor): Place) -> Area {
        let width = width(text, size);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2,
            Anchor::End => x - width,
        };
        Area { left: left - 2, top: baseline - size, right: left + width + 2, bottom: baseline + size / 4 }
    }

    fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn within(&self, other: &Area) -> bool {
        self.left >= other.left && self.right <= other.right && self.top >= other.top && self.bottom <= other.bottom
    }
}

/// What is taken on a sheet, so that labels go where nothing else is.
pub struct Room {
    sheet: Area,
    taken: Vec<Area>,
}

impl Room {
    pub fn new(sheet: Area) -> Room {
        Room { sheet, taken: Vec::new() }
    }

    pub fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Keeps labels off a line.
    pub fn take_line(&mut self, from: (i32, i32), to: (i32, i32)) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let pieces = (dx.abs().max(dy.abs()) / 4).max(1);
        for piece in 0..=pieces {
            self.take(Area::around((from.0 + dx * piece / pieces, from.1 + dy * piece / pieces), 2));
        }
    }

    /// The first place where the label meets nothing; it is taken from then on.
    pub fn find(&mut self, text: &str, size: i32, places: impl IntoIterator<Item = Place>) -> Option<Place> {
        let found = places.into_iter().find(|place| {
            let area = Area::of_label(text, size, *place);
            area.within(&self.sheet) && !self.taken.iter().any(|taken| taken.meets(&area))
        })?;
        self.take(Area::of_label(text, size, found));
        Some(found)
    }
}
