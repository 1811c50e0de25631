//! What a change would take away, and what still speaks of it: nothing goes that a report could no longer be read by.

use crate::people::store as people;
use crate::problem::Problem;
use crate::programme::changes::Change;
use crate::programme::editing::Part;
use crate::programme::store as programmes;
use crate::programme::{Programme, Switch};
use crate::reports::store as reports;
use crate::reports::{Content, Draft};
use crate::targets::{Measure, TargetMeasure};
use crate::web::pages::Page;
use std::collections::BTreeSet;

/// What the file itself still says of a part, in words; it has to be changed first.
pub(super) fn named_by(page: &Page, programme: &Programme, part: &Part) -> Vec<String> {
    let lang = page.lang;
    let mut found: Vec<String> = Vec::new();
    let place = |name: &str, what: &str| format!("{name} › {}", lang.programme_word(what));
    match part {
        Part::Target(id) => {
            let resting = programme.readings.iter().filter(|reading| reading.rests.contains(id));
            found.extend(resting.map(|reading| place(reading.question.of(lang), "rests")));
        }
        Part::Task(number) => {
            let counted = programme
                .targets
                .iter()
                .filter(|target| matches!(&target.measure, TargetMeasure::TaskStage { task, .. } if task == number));
            found.extend(counted.map(|target| place(target.short.of(lang), "measure")));
            let wanted = programme.places.iter().filter(|it| it.requires.iter().any(|wanted| wanted.task == *number));
            found.extend(wanted.map(|it| place(it.name.of(lang), "requires")));
            let papers = &programme.papers;
            if [&papers.half_year, &papers.work_plan, &papers.experience].contains(&&Some(number.clone())) {
                found.push(lang.programme_word("papers").to_owned());
            }
        }
        Part::Unit(id) => {
            let tasks = programme.tasks.iter().filter(|task| task.responsible.iter().any(|it| it.party == *id));
            found.extend(tasks.map(|task| place(&lang.task_number(&task.number), "responsible")));
            let carried = programme.specialties.iter().filter(|it| it.units.contains(id));
            found.extend(carried.map(|it| place(it.name.of(lang), "units")));
            let places = programme.places.iter().filter(|it| it.unit.as_ref() == Some(id));
            found.extend(places.map(|it| place(it.name.of(lang), "unit")));
            let seats = programme.posts.iter().filter(|post| post.unit.as_ref() == Some(id));
            found.extend(seats.map(|post| place(&post.post, "unit")));
            if programme.consolidator == *id {
                found.push(lang.programme_word("consolidator").to_owned());
            }
        }
        Part::Group(id) => {
            let tasks = programme.tasks.iter().filter(|task| task.responsible.iter().any(|it| it.party == *id));
            found.extend(tasks.map(|task| place(&lang.task_number(&task.number), "responsible")));
            if programme.expected == *id {
                found.push(lang.programme_word("expected").to_owned());
            }
            let read = |switch: &Switch| matches!(switch, Switch::Group { group, like } if group == id || like == id);
            let readings = programme
                .readings
                .iter()
                .filter(|reading| reading.others.iter().any(|other| other.switch.as_ref().is_some_and(read)));
            found.extend(readings.map(|reading| place(reading.question.of(lang), "others")));
        }
        Part::Place(id) => {
            let inside = programme.places.iter().filter(|it| it.city.as_ref() == Some(id));
            found.extend(inside.map(|it| place(it.name.of(lang), "city")));
        }
        _ => {}
    }
    found.into_iter().map(|by| lang.programme_named_by(&by)).collect()
}

/// Why a change cannot be made, in words: what it takes away and what people have filed under it.
pub(super) async fn spoken_of(page: &Page, changes: &[Change], after: &Programme) -> Result<Vec<String>, Problem> {
    let lang = page.lang;
    let before = page.standing.newest();
    let gone: Vec<Gone> = changes.iter().filter_map(|change| Gone::of(change, before, after)).collect();
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = page.app.db.read().await?;
    let filed = reports::all(&mut tx, &before.id).await?;
    let accounts = people::accounts(&mut tx).await?;
    let mut found = Vec::new();
    for gone in gone {
        let mut speaking: BTreeSet<(&str, String)> = BTreeSet::new();
        let versions = page.record.versions.iter().filter(|it| gone.is_in(&it.unit, &it.content));
        speaking.extend(versions.map(|it| (it.unit.as_str(), it.period.to_string())));
        let drafts = filed.iter().filter(|it| gone.is_drafted(&it.unit, &it.draft, before));
        speaking.extend(drafts.map(|it| (it.unit.as_str(), it.period.to_string())));
        if !speaking.is_empty() {
            found.push(lang.programme_reported(&gone.name(page, before), speaking.len() as i64));
        }
        let Gone::Unit(id) = &gone else { continue };
        let of_unit = accounts.iter().filter(|it| it.person.unit.as_ref() == Some(id)).count();
        if of_unit > 0 {
            found.push(lang.programme_has_accounts(&gone.name(page, before), of_unit as i64));
        }
        let kept = programmes::kept_of_unit(&mut tx, &before.id, id).await?;
        if kept > 0 {
            found.push(lang.programme_has_papers(&gone.name(page, before), kept));
        }
    }
    Ok(found)
}

/// Something that a change takes away.
enum Gone {
    Target(TargetMeasure, String),
    Task(String),
    Unit(String),
    Specialty(String),
    Place(String),
    /// The ladder of specialties ends at this rung.
    Rungs(i64),
}

impl Gone {
    fn of(change: &Change, before: &Programme, after: &Programme) -> Option<Gone> {
        let path: Vec<&str> = change.path.iter().map(String::as_str).collect();
        match path[..] {
            ["specialty_stages", ..] if after.specialty_stages.len() < before.specialty_stages.len() => {
                Some(Gone::Rungs(after.specialty_stages.len() as i64))
            }
            [list, id] if change.after.is_none() => match list {
                // Another target may count the same reports.
                "targets" => {
                    let measure = before.target(id)?.measure.clone();
                    let counted = |it: &TargetMeasure| match (it, &measure) {
                        (TargetMeasure::Specialties { .. }, TargetMeasure::Specialties { .. }) => true,
                        (it, measure) => it == measure,
                    };
                    let still = after.targets.iter().any(|target| counted(&target.measure));
                    (!still).then(|| Gone::Target(measure, id.to_owned()))
                }
                "tasks" => Some(Gone::Task(id.to_owned())),
                "units" => Some(Gone::Unit(id.to_owned())),
                "specialties" => Some(Gone::Specialty(id.to_owned())),
                "places" => Some(Gone::Place(id.to_owned())),
                _ => None,
            },
            _ => None,
        }
    }

    fn name(&self, page: &Page, before: &Programme) -> String {
        let lang = page.lang;
        match self {
            Gone::Target(_, id) => {
                before.target(id).map_or_else(|| id.clone(), |it| format!("{id} {}", it.short.of(lang)))
            }
            Gone::Task(number) => lang.task_number(number),
            Gone::Unit(id) => page.unit_name(id),
            Gone::Specialty(id) => before.specialty(id).map_or_else(|| id.clone(), |it| it.name.of(lang).to_owned()),
            Gone::Place(id) => before.place(id).map_or_else(|| id.clone(), |it| it.name.of(lang).to_owned()),
            Gone::Rungs(_) => lang.programme_word("specialty_stages").to_owned(),
        }
    }

    /// Whether a report as submitted speaks of it.
    fn is_in(&self, unit: &str, content: &Content) -> bool {
        let counts = |measure: Measure| content.counts.iter().any(|count| count.cell.measure == measure);
        match self {
            Gone::Unit(id) => unit == id,
            Gone::Task(number) => content.tasks.iter().any(|task| task.number == *number),
            Gone::Target(TargetMeasure::Count { measure }, _) => counts(*measure),
            Gone::Target(TargetMeasure::Specialties { .. }, _) => !content.stages.is_empty(),
            Gone::Target(TargetMeasure::TaskStage { task, .. }, _) => {
                content.tasks.iter().any(|it| it.number == *task && it.stage.is_some())
            }
            Gone::Specialty(id) => {
                content.stages.iter().any(|stage| stage.specialty == *id)
                    || content.counts.iter().any(|count| count.cell.specialty.as_ref() == Some(id))
            }
            Gone::Place(id) => content.counts.iter().any(|count| count.cell.place.as_ref() == Some(id)),
            Gone::Rungs(last) => content.stages.iter().any(|stage| stage.stage > *last),
        }
    }

    /// Whether what somebody has begun to type speaks of it.
    fn is_drafted(&self, unit: &str, draft: &Draft, before: &Programme) -> bool {
        let counts = |measure: Measure| draft.entries.iter().any(|it| it.measure == measure && !it.count.0.is_empty());
        match self {
            Gone::Unit(id) => unit == id,
            Gone::Task(number) => draft.tasks.iter().any(|task| task.number == *number),
            Gone::Target(TargetMeasure::Count { measure }, _) => counts(*measure),
            Gone::Target(TargetMeasure::Specialties { .. }, _) => !draft.specialties.is_empty(),
            Gone::Target(TargetMeasure::TaskStage { task, .. }, _) => {
                draft.tasks.iter().any(|it| it.number == *task && !it.stage.0.is_empty())
            }
            Gone::Specialty(id) => {
                let is = |word: &str| before.specialty(word).is_some_and(|it| it.id == *id);
                draft.specialties.iter().any(|it| is(&it.specialty))
                    || draft.entries.iter().any(|it| it.specialty.as_deref().is_some_and(is))
            }
            Gone::Place(id) => {
                let is = |word: &str| before.place(word).is_some_and(|it| it.id == *id);
                draft.entries.iter().any(|it| it.place.as_deref().is_some_and(is))
            }
            Gone::Rungs(last) => {
                draft.specialties.iter().any(|it| it.stage.0.parse::<i64>().is_ok_and(|stage| stage > *last))
            }
        }
    }
}
