//! Cells pasted from a unit's own register: each line finds its field by its label, never by its position.

use super::reading::half_width;
use super::{Cell, Direction, FaultKind, Origin, Stated, Typed, UNAVAILABLE};
use crate::language::{Lang, Name};
use crate::programme::Programme;
use crate::targets::Measure;
use crate::units::Unit;

/// Most that is read of what was pasted.
const MOST_LINES: usize = 500;

/// What was understood, and which lines were not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Fields of the form with their values, as the draft keeps them.
    pub values: Vec<(String, String)>,
    pub unread: Vec<Unread>,
}

/// A line that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Counted from 1.
    pub line: usize,
    pub text: String,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No field of this unit is called that.
    NoField,
    /// Several are.
    Unclear {
        fields: usize,
    },
    OtherUnit,
    NoNumber,
    /// Several numbers, and no head that says which is new.
    ManyNumbers,
    NotACount(FaultKind),
    /// The field came in an earlier line.
    Twice,
}

/// What a label names; what it leaves open matches anything.
#[derive(Clone, Debug, Default)]
struct Label {
    measure: Option<Measure>,
    specialty: Option<String>,
    /// `Some(None)` is the place that is not known.
    place: Option<Option<String>>,
    origin: Option<Origin>,
    direction: Option<Direction>,
    /// The own unit is called by name.
    own: bool,
}

/// What a head says of its columns.
#[derive(Default)]
struct Head {
    new: Option<usize>,
    labels: Vec<(usize, Label)>,
}

/// Reads pasted text for the fields `cells` of `unit`.
pub fn read(programme: &Programme, unit: &Unit, cells: &[Cell], text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    let mut head = Head::default();
    for (at, line) in text.lines().enumerate().take(MOST_LINES).filter(|(_, line)| !line.trim().is_empty()) {
        let parts = parts(line);
        let unread = |why| Unread { line: at + 1, text: line.trim().chars().take(80).collect(), why };
        let mut label = Label::read(programme, &parts);
        // A head names columns, and nothing that a line is about.
        if parts.iter().all(|part| !is_number(part)) && parts.len() > 1 && !label.has_subject() {
            let found = Head::read(programme, &parts);
            if found.new.is_some() || !found.labels.is_empty() {
                head = found;
                continue;
            }
        }
        label.own = is_named(unit, line);
        if !label.own && programme.units.iter().any(|unit| is_named(unit, line)) {
            pasted.unread.push(unread(Why::OtherUnit));
            continue;
        }
        let found = match &head {
            Head { new: Some(column), .. } => vec![(label, parts.get(*column).cloned().unwrap_or_default())],
            Head { labels, .. } if !labels.is_empty() => labels
                .iter()
                .map(|(column, above)| (label.with(above), parts.get(*column).cloned().unwrap_or_default()))
                .collect(),
            _ => {
                let numbers: Vec<&String> = parts.iter().filter(|part| is_number(part)).collect();
                match numbers[..] {
                    [number] => vec![(label, number.clone())],
                    [] => {
                        pasted.unread.push(unread(Why::NoNumber));
                        continue;
                    }
                    _ => {
                        pasted.unread.push(unread(Why::ManyNumbers));
                        continue;
                    }
                }
            }
        };
        // A blank cell says nothing, so it changes nothing.
        for (label, value) in found.into_iter().filter(|(_, value)| !value.is_empty()) {
            let known = |field: &str| pasted.values.iter().any(|(taken, _)| taken == field);
            match take(cells, &label, &value) {
                Ok((field, _)) if known(&field) => pasted.unread.push(unread(Why::Twice)),
                Ok(value) => pasted.values.push(value),
                Err(why) => pasted.unread.push(unread(why)),
            }
        }
    }
    pasted
}

fn take(cells: &[Cell], label: &Label, value: &str) -> Result<(String, String), Why> {
    let fitting: Vec<&Cell> = cells.iter().filter(|cell| label.fits(cell)).collect();
    let cell = match fitting[..] {
        // Whoever says only where and which way may mean a discipline that is not this unit's.
        _ if !label.has_subject() => return Err(Why::NoField),
        [cell] => cell,
        [] => return Err(Why::NoField),
        _ => return Err(Why::Unclear { fields: fitting.len() }),
    };
    let value = match Stated::understand(&Typed::from(value)).map_err(Why::NotACount)? {
        Stated::Number(number) => number.to_string(),
        Stated::NotApplicable => "—".to_owned(),
        Stated::Unavailable => UNAVAILABLE.to_owned(),
        Stated::Blank => String::new(),
    };
    Ok((cell.field(), value))
}

/// The cells of a line: between tabs, or between spaces where somebody typed it.
fn parts(line: &str) -> Vec<String> {
    let whole = |part: &str| part.trim().trim_matches('"').trim().to_owned();
    match line.contains('\t') {
        true => line.split('\t').map(whole).collect(),
        false => line.split_whitespace().map(whole).collect(),
    }
}

/// Whether a part is a figure, right or wrong, and no label.
fn is_number(part: &str) -> bool {
    let plain = half_width(part);
    let figures = plain.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
    figures || (!part.is_empty() && Stated::understand(&Typed::from(part)) == Ok(Stated::NotApplicable))
}

/// Whether a line calls the unit by its name, or by another that it has.
fn is_named(unit: &Unit, line: &str) -> bool {
    unit.names().any(|name| line.contains(name))
}

fn spellings(name: &Name) -> impl Iterator<Item = &str> {
    [name.zh_hans.as_str(), name.zh_hant.as_str(), name.en.as_str()].into_iter().filter(|name| !name.is_empty())
}

/// The words for `value` in the three languages, and others that people use.
fn said(text: &str, own: impl Fn(Lang) -> &'static str, more: &[&'static str]) -> Option<String> {
    let words = Lang::ALL.into_iter().map(own).chain(more.iter().copied());
    words.filter(|word| text.contains(&word.to_lowercase())).max_by_key(|word| word.len()).map(str::to_lowercase)
}

impl Head {
    fn read(programme: &Programme, parts: &[String]) -> Head {
        let new = parts.iter().position(|part| part.contains("新增") || part.to_lowercase().contains("new"));
        let labels =
            parts.iter().enumerate().map(|(at, part)| (at, Label::read(programme, std::slice::from_ref(part))));
        let labels = labels.filter(|(_, label)| label.origin.is_some() || label.direction.is_some()).collect();
        Head { new, labels }
    }
}

impl Label {
    fn read(programme: &Programme, parts: &[String]) -> Label {
        let words: Vec<&String> = parts.iter().filter(|part| !is_number(part)).collect();
        let mut text = words.iter().map(|part| part.to_lowercase()).collect::<Vec<_>>().join("\t");
        let mut label = Label::default();
        // Directions first: they name both sides, and would pass for a place of origin.
        for (way, more) in [
            (Direction::In, ["港澳到内地", "港澳到內地", "港澳至内地", "港澳->内地", "港澳-内地"]),
            (Direction::Out, ["内地到港澳", "內地到港澳", "内地至港澳", "内地->港澳", "内地-港澳"]),
        ] {
            if let Some(word) = said(&text, |lang| lang.direction(way), &more) {
                label.direction = Some(way);
                text = text.replace(&word, "\t");
            }
        }
        for (origin, alone, more) in [(Origin::Hk, "港", ["hk"]), (Origin::Mo, "澳", ["macau"])] {
            let alone = words.iter().any(|part| part.as_str() == alone);
            if alone || said(&text, |lang| lang.origin(origin), &more).is_some() {
                label.origin = Some(origin);
            }
        }
        for (measure, more) in [(Measure::Recognised, ["互认", "互認"]), (Measure::Practising, ["执业", "執業"])]
        {
            if said(&text, |lang| lang.measure(measure), &more).is_some() {
                label.measure = Some(measure);
            }
        }
        // The longest name in it: 建筑工程 before 建筑.
        let longest = |names: &mut dyn Iterator<Item = &str>| {
            names.filter(|name| text.contains(&name.to_lowercase())).map(str::len).max().unwrap_or_default()
        };
        let specialties = programme.specialties.iter().map(|specialty| {
            let aliases = specialty.aliases.iter().map(String::as_str);
            (longest(&mut spellings(&specialty.name).chain(aliases)), &specialty.id)
        });
        label.specialty =
            specialties.filter(|(length, _)| *length > 0).max_by_key(|(length, _)| *length).map(|(_, id)| id.clone());
        let places = programme.places.iter().map(|place| (longest(&mut spellings(&place.name)), &place.id));
        label.place =
            places.filter(|(length, _)| *length > 0).max_by_key(|(length, _)| *length).map(|(_, id)| Some(id.clone()));
        if label.place.is_none() && said(&text, Lang::place_unknown, &[]).is_some() {
            label.place = Some(None);
        }
        label
    }

    /// This label with what stands above the column.
    fn with(&self, above: &Label) -> Label {
        Label { origin: above.origin.or(self.origin), direction: above.direction.or(self.direction), ..self.clone() }
    }

    /// Whether it says what the line is about.
    fn has_subject(&self) -> bool {
        self.specialty.is_some() || self.place.is_some() || self.own
    }

    fn fits(&self, cell: &Cell) -> bool {
        self.measure.is_none_or(|measure| measure == cell.measure)
            && self.specialty.as_ref().is_none_or(|id| Some(id) == cell.specialty.as_ref())
            && self.place.as_ref().is_none_or(|place| *place == cell.place)
            && self.origin.is_none_or(|origin| origin == cell.origin)
            && self.direction.is_none_or(|way| Some(way) == cell.direction)
    }
}
