//! How a draft is understood, so that one look shows everything that is wrong with it.

mod tasks;

use super::cells::may_count;
use super::fault::AGREED_LIMIT;
use super::{
    Cell, Content, Count, Draft, Entry, Fault, FaultKind, LARGEST_COUNT, Policy, PolicyEntry, StageEntry, StageReached,
    Stated, TEXT_LIMITS, TITLE_LIMIT, Typed, UNAVAILABLE,
};
use crate::calendar::Period;
use crate::programme::Programme;
use crate::specialties::SIGNED;
use crate::targets::Measure;
use crate::units::Unit;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What is known besides the draft when it is checked.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// The tasks for whose closure files have been brought: those need no other evidence.
    pub files: BTreeSet<String>,
    /// For each task of several parts those that are in.
    pub parts: BTreeMap<String, Vec<String>>,
}

impl Draft {
    /// Whether closing is asked for a task of which the parts have to be known.
    pub fn closes_parts(&self, programme: &Programme) -> bool {
        let of_parts = |number: &str| programme.task(number).is_some_and(|task| !task.slots.is_empty());
        self.tasks.iter().any(|entry| !entry.closures.is_empty() && of_parts(&entry.number))
    }

    /// Understands the draft as the report of `unit` on `period` as filed on `today`, or says everything that is
    /// wrong with it.
    pub fn understand(
        &self,
        programme: &Programme,
        unit: &Unit,
        period: &Period,
        today: NaiveDate,
    ) -> Result<Content, Vec<Fault>> {
        self.understand_with(programme, unit, period, today, &Proof::default())
    }

    /// The same with what is known besides.
    pub fn understand_with(
        &self,
        programme: &Programme,
        unit: &Unit,
        period: &Period,
        today: NaiveDate,
        proof: &Proof,
    ) -> Result<Content, Vec<Fault>> {
        let mut reader = Reader { programme, unit, period, today, proof, faults: Vec::new() };
        let content = Content {
            nil: self.nil,
            counts: reader.counts(&self.entries),
            stages: reader.stages(&self.specialties),
            tasks: reader.tasks(&self.tasks),
            done: reader.text("done", &self.done, TEXT_LIMITS[0].1),
            problems: reader.text("problems", &self.problems, TEXT_LIMITS[1].1),
            next: reader.text("next", &self.next, TEXT_LIMITS[2].1),
            ask: reader.text("ask", &self.ask, TEXT_LIMITS[3].1),
            policies: reader.policies(&self.policies),
            agreed: reader.text("agreed", &self.agreed, AGREED_LIMIT),
        };
        let says_something = content.counts.iter().any(|count| count.stated.number() > 0)
            || !content.stages.is_empty()
            || !content.policies.is_empty()
            || content.tasks.iter().any(|task| !task.closures.is_empty());
        if content.nil && says_something {
            reader.faults.insert(0, Fault { field: "nil".into(), kind: FaultKind::NilButFilled });
        }
        // What could not be understood was said all the same.
        if !content.nil && content.is_silent() && reader.faults.is_empty() {
            reader.fault("nil", FaultKind::NothingSaid);
        }
        if reader.faults.is_empty() { Ok(content) } else { Err(reader.faults) }
    }
}

impl Stated {
    /// Reads what secretaries type: `3`, `３`, `3人`, `—`, nothing at all.
    pub fn understand(typed: &Typed) -> Result<Stated, FaultKind> {
        let text = half_width(&typed.0);
        let text = text.trim().trim_end_matches(['人', '名']).trim();
        match text {
            "" => Ok(Stated::Blank),
            UNAVAILABLE | "无法取得" | "無法取得數據" | "無法取得" | "not available" => {
                Ok(Stated::Unavailable)
            }
            "-" | "—" | "－" | "na" | "n/a" | "N/A" | "不适用" | "不適用" => Ok(Stated::NotApplicable),
            _ => match text.parse::<i64>() {
                Ok(n) if n > LARGEST_COUNT => {
                    Err(FaultKind::TooMany { largest: LARGEST_COUNT, found: typed.0.clone() })
                }
                Ok(n) if n >= 0 && !text.starts_with('+') => Ok(Stated::Number(n)),
                _ => Err(FaultKind::NotACount { found: typed.0.clone() }),
            },
        }
    }
}

/// Reads a draft and collects what is wrong, so that one look shows every fault.
struct Reader<'a> {
    programme: &'a Programme,
    unit: &'a Unit,
    period: &'a Period,
    today: NaiveDate,
    proof: &'a Proof,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, field: impl Into<String>, kind: FaultKind) {
        self.faults.push(Fault { field: field.into(), kind });
    }

    fn counts(&mut self, entries: &[Entry]) -> Vec<Count> {
        let mut seen = BTreeSet::new();
        let mut counts = Vec::new();
        for entry in entries {
            let cell = self.cell(entry);
            if !seen.insert(cell.clone()) {
                self.fault(cell.field(), FaultKind::Twice);
            }
            match Stated::understand(&entry.count) {
                Ok(stated) => counts.push(Count { cell, stated }),
                Err(kind) => self.fault(cell.field(), kind),
            }
        }
        counts
    }

    /// The cell an entry fills, its words replaced by ids; faults are noted on the way.
    fn cell(&mut self, entry: &Entry) -> Cell {
        let specialty = filled(&entry.specialty);
        let place = filled(&entry.place);
        let mut cell = Cell {
            measure: entry.measure,
            specialty: specialty.map(str::to_owned),
            place: place.map(str::to_owned),
            origin: entry.origin,
            direction: entry.direction,
        };
        if let Some(word) = specialty {
            match self.programme.specialty(word) {
                Some(known) => cell.specialty = Some(known.id.clone()),
                None => self.fault(cell.field(), FaultKind::SpecialtyUnknown { found: word.into() }),
            }
        }
        if let Some(word) = place {
            match self.programme.place(word) {
                Some(known) => {
                    cell.place = Some(known.id.clone());
                    if !may_count(self.programme, self.unit, &known.id) {
                        let place = known.name.clone();
                        self.fault(cell.field(), FaultKind::PlaceOfOthers { place });
                    }
                }
                None => self.fault(cell.field(), FaultKind::PlaceUnknown { found: word.into() }),
            }
        }
        match entry.measure {
            Measure::Recognised => {
                if specialty.is_none() {
                    self.fault(cell.field(), FaultKind::SpecialtyMissing);
                }
                if entry.direction.is_none() {
                    self.fault(cell.field(), FaultKind::DirectionMissing);
                }
            }
            Measure::Practising if specialty.is_some() || entry.direction.is_some() => {
                self.fault(cell.field(), FaultKind::NotForThisMeasure);
            }
            Measure::Practising => {}
        }
        cell
    }

    fn stages(&mut self, entries: &[StageEntry]) -> Vec<StageReached> {
        let most = i64::try_from(self.programme.specialty_stages.len()).unwrap_or(i64::MAX);
        let mut seen = BTreeSet::new();
        let mut reached = Vec::new();
        for entry in entries {
            if entry.is_empty() {
                continue;
            }
            let field = |part: &str| format!("specialty.{}.{part}", entry.specialty);
            let Some(specialty) = self.programme.specialty(&entry.specialty) else {
                self.fault(field("stage"), FaultKind::SpecialtyUnknown { found: entry.specialty.clone() });
                continue;
            };
            if !seen.insert(specialty.id.clone()) {
                self.fault(field("stage"), FaultKind::Twice);
            }
            let stage = self.stage(field("stage"), &entry.stage, most);
            let on = self.day(field("on"), &entry.on);
            let agreement = self.text(&field("agreement"), &entry.agreement, TITLE_LIMIT);
            let counterpart = self.text(&field("counterpart"), &entry.counterpart, TITLE_LIMIT);
            if let Some(found) = stage.filter(|stage| *stage < SIGNED) {
                let signed = [("agreement", &agreement), ("counterpart", &counterpart)];
                if let Some((part, _)) = signed.into_iter().find(|(_, said)| !said.is_empty()) {
                    self.fault(field(part), FaultKind::NotSigned { signed: SIGNED, found });
                }
            }
            if let (Some(stage), Some(on)) = (stage, on) {
                reached.push(StageReached { agreement, counterpart, ..StageReached::new(&specialty.id, stage, on) });
            }
        }
        reached
    }

    /// A document has a title and a day; a number it may do without.
    fn policies(&mut self, entries: &[PolicyEntry]) -> Vec<Policy> {
        let mut issued = Vec::new();
        for (entry, n) in entries.iter().zip(1..).filter(|(entry, _)| !entry.is_empty()) {
            let field = |part: &str| format!("policy.{n}.{part}");
            let title = self.text(&field("title"), &entry.title, TITLE_LIMIT);
            if title.is_empty() {
                self.fault(field("title"), FaultKind::TitleMissing);
            }
            let number = self.text(&field("number"), &entry.number, TITLE_LIMIT);
            if let Some(on) = self.finished(field("on"), &entry.on) {
                issued.push(Policy { title, number, on });
            }
        }
        issued
    }

    fn stage(&mut self, field: String, typed: &Typed, most: i64) -> Option<i64> {
        match half_width(&typed.0).trim().parse::<i64>() {
            Ok(stage) if (1..=most).contains(&stage) => Some(stage),
            _ => {
                self.fault(field, FaultKind::StageOutOfRange { most, found: typed.0.clone() });
                None
            }
        }
    }

    /// A day on which something counted happened: not after the last day of the period, whose figure it is.
    fn day(&mut self, field: String, typed: &Typed) -> Option<NaiveDate> {
        let end = self.period.end;
        self.day_until(field, typed, end, |found| FaultKind::DateAfterPeriod { end, found })
    }

    /// A day on which work was finished. Closing asks when that was and no more, so it need not lie within the
    /// period: what was finished on 30 May is told in the report of May that is filed on the 30th. But it lies in
    /// the past.
    fn finished(&mut self, field: String, typed: &Typed) -> Option<NaiveDate> {
        let today = self.today;
        self.day_until(field, typed, today, |found| FaultKind::DateAhead { today, found })
    }

    fn day_until(
        &mut self,
        field: String,
        typed: &Typed,
        last: NaiveDate,
        after: impl FnOnce(NaiveDate) -> FaultKind,
    ) -> Option<NaiveDate> {
        let fault = match understand_day(&typed.0) {
            Some(day) if day <= last => return Some(day),
            Some(day) => after(day),
            None if typed.0.is_empty() => FaultKind::DateMissing,
            None => FaultKind::NotADate { found: typed.0.clone() },
        };
        self.fault(field, fault);
        None
    }

    fn text(&mut self, field: &str, text: &str, most: usize) -> String {
        let text = text.replace("\r\n", "\n").trim().to_owned();
        let found = text.chars().count();
        if found > most {
            self.fault(field, FaultKind::TooLong { most, found });
        }
        if text.chars().any(is_forbidden) {
            self.fault(field, FaultKind::ForbiddenCharacter);
        }
        text
    }
}

fn filled(word: &Option<String>) -> Option<&str> {
    word.as_deref().map(str::trim).filter(|word| !word.is_empty())
}

/// Control characters and the marks that turn the direction of text: invisible, and misused to mislead a reader.
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

/// `３` as `3`, `．` as `.`: what a Chinese keyboard types in full width.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' | '．' | '／' | '－' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .collect()
}

/// Reads a day as people write it: 2022-07-28, 2022.7.28, 2022/7/28, 2022年7月28日.
pub fn understand_day(text: &str) -> Option<NaiveDate> {
    let text = half_width(text);
    let parts: Vec<&str> =
        text.trim().trim_end_matches('日').split(['-', '.', '/', '年', '月']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 || parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_understood_as_secretaries_type_them() {
        let read = |text: &str| Stated::understand(&Typed::from(text));
        assert_eq!(read(""), Ok(Stated::Blank));
        assert_eq!(read("０"), Ok(Stated::Number(0)));
        assert_eq!(read("３人"), Ok(Stated::Number(3)));
        assert_eq!(read("—"), Ok(Stated::NotApplicable));
        for wrong in ["-1", "1.5", "三", "3个月", "+2", "１1a"] {
            assert!(matches!(read(wrong), Err(FaultKind::NotACount { .. })), "{wrong}");
        }
        assert!(matches!(read("10000"), Err(FaultKind::TooMany { .. })));
    }

    #[test]
    fn what_cannot_be_read_is_one_fault_and_no_empty_report_besides() {
        let programme = crate::programme::file::built_in();
        let (unit, period) = (programme.unit("soc_food").unwrap(), programme.periods.last().unwrap());
        let mut draft = Draft::default();
        draft.set(programme, "count.recognised.food.-.hk.in", "三");
        let faults = draft.understand(programme, unit, period, period.end).unwrap_err();
        assert!(matches!(&faults[..], [Fault { kind: FaultKind::NotACount { .. }, .. }]), "{faults:?}");
    }

    #[test]
    fn days_are_understood_as_people_write_them() {
        let expected = NaiveDate::from_ymd_opt(2022, 7, 28);
        for text in ["2022-07-28", "2022.7.28", "2022/7/28", "2022年7月28日", "２０２２．７．２８"] {
            assert_eq!(understand_day(text), expected, "{text}");
        }
        for text in ["2022/2/30", "28.7.2022", "2022-07", "七月", "2022-07-28-1"] {
            assert_eq!(understand_day(text), None, "{text}");
        }
    }
}
