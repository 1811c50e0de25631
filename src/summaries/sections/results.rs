//! 一、主要工作及成效: one part for each key task, its heading a claim, its numbers by place and by specialty.

use super::super::runs::{join, number_of, say, text};
use super::super::said::{Excerpt, ended};
use super::super::{Counted, Scope};
use super::{Page, Run};
use crate::figures::{FigureId, Filter, UNNAMED};
use crate::programme::KeyTask;
use crate::progress::TargetProgress;
use crate::reports::{Direction, Origin};
use crate::targets::{Measure, Target, TargetMeasure};

/// So many disciplines are counted in one paragraph of a briefing.
const MOST_PARTS: usize = 7;

impl Page<'_, '_> {
    pub fn results(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(1, text(lang.summary_results()));
        let done = sources.last_results();
        for key_task in &sources.programme.key_tasks {
            let claim = self.claim(key_task);
            self.heading(2, claim);
            self.key_task(key_task, &done);
        }
        if done.is_empty() {
            self.paragraph(text(lang.summary_none_reported()));
        }
    }

    /// The numbers of a key task and what units say about it.
    pub fn key_task(&mut self, key_task: &KeyTask, done: &[Excerpt]) {
        let sources = self.sources;
        let mut other = Vec::new();
        for (target, at) in sources.targets().filter(|(target, _)| target.key_task == key_task.number) {
            match &target.measure {
                TargetMeasure::Count { measure } => self.count(target, at, *measure),
                TargetMeasure::Specialties { baseline: 0, stage } => other.push(self.stages(*stage)),
                TargetMeasure::Specialties { .. } => {}
                TargetMeasure::TaskStage { task, .. } => other.push(self.ladder(target, task)),
            }
        }
        let slots = join(self.slots(key_task), sources.lang.pick("", "", " "));
        match self.is_brief() {
            true => self.paragraph(join(other.into_iter().chain([slots]), sources.lang.pick("", "", " "))),
            false => other.into_iter().chain([slots]).for_each(|runs| self.paragraph(runs)),
        }
        let mine = done.iter().filter(|said| sources.key_task_of(said.unit) == Some(key_task.number));
        self.units_said(mine.collect());
    }

    /// A briefing says in one paragraph what a summary says in several, and in fewer words.
    fn is_brief(&self) -> bool {
        matches!(self.sources.scope, Scope::Issue(_))
    }

    /// A heading that says what was achieved, from the targets of the key task.
    fn claim(&self, key_task: &KeyTask) -> Vec<Run> {
        let (sources, lang) = (self.sources, self.sources.lang);
        let mut claims = Vec::new();
        for (target, at) in sources.targets().filter(|(target, _)| target.key_task == key_task.number) {
            let sentence = match target.measure {
                // In the first half all of it is new.
                TargetMeasure::Count { .. } if sources.scope.is_first_half() => lang.summary_claim_count_first(),
                TargetMeasure::Count { .. } => lang.summary_claim_count(),
                TargetMeasure::Specialties { baseline: 0, .. } => lang.summary_claim_signed(),
                TargetMeasure::TaskStage { .. } if at.actual > 0 => lang.summary_claim_stage(),
                // What is not achieved yet has come as far as a stage, or stands with the targets and the problems.
                TargetMeasure::TaskStage { ref task, .. } => {
                    if let Some((stage, _)) = sources.stage_of(task) {
                        let slots = [("name", text(sources.short(&target.short))), ("stage", text(stage))];
                        claims.push(say(lang.summary_claim_stage_at(), &slots));
                    }
                    continue;
                }
                TargetMeasure::Specialties { .. } => continue,
            };
            let slots = [
                ("name", text(sources.short(&target.short))),
                ("actual", sources.figure(at.figure.clone())),
                ("unit", sources.unit_word(target)),
                ("new", sources.fresh(&at.figure)),
            ];
            claims.push(say(sentence, &slots));
        }
        claims.extend(self.all_set_up(key_task));
        if claims.is_empty() { text(key_task.name.of(lang)) } else { join(claims, lang.clause_comma()) }
    }

    /// Tasks of setting something up of which every part is there.
    fn all_set_up(&self, key_task: &KeyTask) -> Vec<Vec<Run>> {
        let (sources, lang) = (self.sources, self.sources.lang);
        let tasks = sources.programme.tasks.iter().zip(&sources.progress.tasks);
        let mine = tasks.filter(|(task, _)| task.key_task == Some(key_task.number));
        let claims = mine.filter_map(|(task, at)| {
            let name = set_up(task.short.of(lang))?;
            let all = !task.slots.is_empty() && task.slots.iter().all(|slot| at.slots.contains(&slot.zh_hans));
            let n = number_of(Counted::Slots, task.number.as_str(), task.slots.len() as i64);
            all.then(|| say(lang.summary_claim_set_up(), &[("task", text(name)), ("n", n)]))
        });
        claims.collect()
    }

    /// A count of people: in all, by origin and direction, new in the half, and by place or specialty.
    fn count(&mut self, target: &Target, at: &TargetProgress, measure: Measure) {
        let (sources, lang) = (self.sources, self.sources.lang);
        let unit = || ("unit", sources.unit_word(target));
        let filtered = |filter: Filter| FigureId { filter, ..at.figure.clone() };
        let origin = |origin| sources.figure(filtered(Filter { origin: Some(origin), ..Filter::default() }));
        let direction =
            |direction| sources.figure(filtered(Filter { direction: Some(direction), ..Filter::default() }));

        let brief = self.is_brief();
        let origins = if brief { lang.briefing_origins() } else { lang.summary_origins() };
        let mut parts = vec![say(origins, &[unit(), ("hk", origin(Origin::Hk)), ("mo", origin(Origin::Mo))])];
        if measure == Measure::Recognised {
            let slots = [unit(), ("in", direction(Direction::In)), ("out", direction(Direction::Out))];
            parts.push(say(if brief { lang.briefing_directions() } else { lang.summary_directions() }, &slots));
        }
        let sentence = match (brief, at.actual > 0) {
            (true, true) => lang.briefing_count(),
            (true, false) => lang.briefing_count_none(),
            (false, true) => lang.summary_count(),
            (false, false) => lang.summary_count_none(),
        };
        let slots = [
            ("day", text(lang.day(sources.view.day))),
            ("name", text(sources.short(&target.short))),
            ("actual", sources.figure(at.figure.clone())),
            unit(),
            ("new", sources.fresh(&at.figure)),
            ("parts", join(parts, lang.semicolon())),
        ];
        let between = lang.pick("", "", " ");
        let mut sentences = vec![say(sentence, &slots)];
        if !brief {
            let first = sources.scope.is_first_half();
            let new = if first { lang.summary_new_first() } else { lang.summary_new_second() };
            sentences.push(say(new, &[unit(), ("new", sources.fresh(&at.figure))]));
        }

        let places = sources.programme.places.iter().map(|place| {
            (place.name.of(lang), filtered(Filter { place: Some(place.id.clone()), ..Filter::default() }))
        });
        // People whose place no report names are of the whole as well.
        let unnamed = filtered(Filter { place: Some(UNNAMED.to_owned()), ..Filter::default() });
        let specialties = sources.programme.specialties.iter().map(|specialty| {
            (specialty.name.of(lang), filtered(Filter { specialty: Some(specialty.id.clone()), ..Filter::default() }))
        });
        let by: Vec<(&str, FigureId)> = match measure {
            Measure::Practising => places.collect(),
            Measure::Recognised => specialties.collect(),
        };
        let mut parts = self.parts(target, by);
        if measure == Measure::Practising {
            // Last, however many: it is no place.
            parts.extend(self.parts(target, vec![(lang.summary_place_unnamed(), unnamed)]));
        }
        if brief && measure == Measure::Practising {
            self.paragraph(join(sentences, between));
            return self.by_city(target, at);
        }
        if !parts.is_empty() {
            let sentence = match measure {
                Measure::Practising => lang.summary_by_place(),
                Measure::Recognised if brief => lang.briefing_by_specialty(),
                Measure::Recognised => lang.summary_by_specialty(),
            };
            // A paragraph of a briefing is of one matter and short.
            let comma = if brief { lang.list_comma() } else { lang.semicolon() };
            if brief {
                self.paragraph(join(std::mem::take(&mut sentences), between));
            }
            let rest = parts.split_off(parts.len().min(if brief { MOST_PARTS } else { usize::MAX }));
            sentences.push(say(sentence, &[("parts", join(parts, comma))]));
            if !rest.is_empty() {
                self.paragraph(join(std::mem::take(&mut sentences), between));
                sentences.push(say(lang.briefing_rest(), &[("parts", join(rest, comma))]));
            }
        }
        self.paragraph(join(sentences, between));
    }

    /// 一市一段 (product rules A.5): what a city has with its districts, and how much of it is new this month.
    fn by_city(&mut self, target: &Target, at: &TargetProgress) {
        let (sources, lang) = (self.sources, self.sources.lang);
        let unit = || ("unit", sources.unit_word(target));
        let of = |place: &str| FigureId {
            filter: Filter { place: Some(place.to_owned()), ..Filter::default() },
            ..at.figure.clone()
        };
        let places = &sources.programme.places;
        let mut cities = Vec::new();
        for city in places.iter().filter(|place| place.city.is_none()) {
            let within = places.iter().filter(|place| place.city.as_ref() == Some(&city.id));
            let mut parts: Vec<(i64, &str, FigureId)> = within
                .map(|place| (place.name.of(lang), of(&place.id)))
                .map(|(name, id)| (sources.value(&id), name, id))
                .filter(|(n, ..)| *n > 0)
                .collect();
            parts.sort_by_key(|(n, ..)| std::cmp::Reverse(*n));
            let own = of(&city.id);
            let ids: Vec<FigureId> = std::iter::once(own.clone())
                .filter(|id| sources.value(id) > 0)
                .chain(parts.iter().map(|it| it.2.clone()))
                .collect();
            let all: i64 = ids.iter().map(|id| sources.value(id)).sum();
            if all == 0 {
                continue;
            }
            let place = parts.first().map_or("", |(_, name, _)| *name);
            let fresh: Vec<FigureId> = ids.iter().map(|id| sources.fresh_id(id)).collect();
            let named = parts.into_iter().map(|(_, name, id)| {
                say(lang.summary_part(), &[("name", text(name)), unit(), ("actual", sources.figure(id))])
            });
            let named: Vec<_> = named.collect();
            let sentence = match (&*ids, named.is_empty()) {
                (_, true) => lang.briefing_city(),
                ([_], false) => lang.briefing_city_one(),
                _ => lang.briefing_city_parts(),
            };
            let slots = [
                ("name", text(city.name.of(lang))),
                ("place", text(place)),
                ("actual", sources.sum(ids)),
                ("new", sources.sum(fresh)),
                unit(),
                ("parts", join(named, lang.list_comma())),
            ];
            cities.push((all, say(sentence, &slots)));
        }
        cities.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
        let unnamed = of(UNNAMED);
        let rest = (sources.value(&unnamed) > 0).then(|| {
            say(
                lang.briefing_unplaced(),
                &[("actual", sources.figure(unnamed.clone())), ("new", sources.fresh(&unnamed)), unit()],
            )
        });
        for paragraph in cities.into_iter().map(|(_, said)| said).chain(rest) {
            self.paragraph(paragraph);
        }
    }

    /// Where there is anything, the largest first.
    fn parts(&self, target: &Target, by: Vec<(&str, FigureId)>) -> Vec<Vec<Run>> {
        let (sources, lang) = (self.sources, self.sources.lang);
        let mut by: Vec<_> = by.into_iter().map(|(name, id)| (sources.value(&id), name, id)).collect();
        by.retain(|(value, ..)| *value > 0);
        by.sort_by_key(|(value, ..)| std::cmp::Reverse(*value));
        let part = |(_, name, id): (i64, &str, FigureId)| {
            let new = || sources.fresh(&id);
            let slots = [
                ("name", text(name)),
                ("unit", sources.unit_word(target)),
                ("new", new()),
                ("actual", sources.figure(id.clone())),
            ];
            // In the first half all of it is new; saying so twice would only lengthen the list.
            let sentence = match sources.scope {
                Scope::Issue(_) => lang.briefing_part(),
                scope if scope.is_first_half() => lang.summary_part(),
                Scope::Half(_) => lang.summary_part_new(),
            };
            say(sentence, &slots)
        };
        by.into_iter().map(part).collect()
    }

    /// How far each new specialty has climbed, those furthest first.
    fn stages(&self, signed: i64) -> Vec<Run> {
        let (sources, lang) = (self.sources, self.sources.lang);
        let new = || sources.programme.specialties.iter().zip(&sources.progress.specialties).filter(|(s, _)| s.new);
        let mut parts = Vec::new();
        for stage in (0..=sources.programme.specialty_stages.len() as i64).rev() {
            let names: Vec<_> = new().filter(|(_, at)| at.stage == stage).map(|(s, _)| text(s.name.of(lang))).collect();
            if names.is_empty() {
                continue;
            }
            let word = match usize::try_from(stage - 1).ok().and_then(|i| sources.programme.specialty_stages.get(i)) {
                None => lang.summary_stage_none().to_owned(),
                Some(_) if stage == signed => lang.summary_stage_signed().to_owned(),
                Some(name) if self.is_brief() => lang.briefing_stage(name.of(lang)),
                Some(name) => lang.summary_stage_reached(name.of(lang)),
            };
            let slots = [
                ("n", number_of(Counted::Specialties, stage.to_string(), names.len() as i64)),
                ("names", join(names, lang.list_comma())),
                ("stage", text(word)),
            ];
            parts.push(say(if self.is_brief() { lang.briefing_stage_at() } else { lang.summary_stage_at() }, &slots));
        }
        let sentence = if self.is_brief() { lang.briefing_stages() } else { lang.summary_stages() };
        say(sentence, &[("parts", join(parts, lang.semicolon()))])
    }

    /// A piece of work with a ladder of its own.
    fn ladder(&self, target: &Target, task: &str) -> Vec<Run> {
        let (sources, lang) = (self.sources, self.sources.lang);
        let name = ("name", text(sources.short(&target.short)));
        let Some((stage, rungs)) = sources.stage_of(task) else { return say(lang.summary_ladder_none(), &[name]) };
        let sentence = if self.is_brief() { lang.briefing_ladder_at() } else { lang.summary_ladder_at() };
        let n = number_of(Counted::Given, format!("ladder.{task}"), rungs);
        say(sentence, &[name, ("stage", text(stage)), ("n", n)])
    }

    /// Tasks made of named parts.
    fn slots(&self, key_task: &KeyTask) -> Vec<Vec<Run>> {
        let (sources, lang) = (self.sources, self.sources.lang);
        let tasks = sources.programme.tasks.iter().zip(&sources.progress.tasks);
        let mine = tasks.filter(|(task, _)| task.key_task == Some(key_task.number) && !task.slots.is_empty());
        let said = mine.map(|(task, at)| {
            let names: Vec<_> =
                task.slots.iter().filter(|slot| at.slots.contains(&slot.zh_hans)).map(|s| text(s.of(lang))).collect();
            // Where all parts are in place, or none, there is nobody to tell apart.
            let plain = names.is_empty() || self.is_brief() && names.len() == task.slots.len();
            let noun = set_up(task.short.of(lang));
            let sentence = match (noun.is_some(), plain) {
                (true, true) => lang.summary_set_up(),
                (true, false) => lang.summary_set_up_in(),
                (false, true) => lang.summary_slots(),
                (false, false) => lang.summary_slots_in(),
            };
            let slots = [
                ("task", text(noun.unwrap_or_else(|| task.short.of(lang)))),
                ("n", number_of(Counted::Slots, task.number.as_str(), names.len() as i64)),
                ("all", number_of(Counted::Given, format!("slots.{}", task.number), task.slots.len() as i64)),
                ("names", join(names, lang.list_comma())),
            ];
            say(sentence, &slots)
        });
        said.collect()
    }

    fn units_said(&mut self, said: Vec<&Excerpt>) {
        let lang = self.sources.lang;
        if said.is_empty() {
            return;
        }
        self.paragraph(text(lang.summary_done_intro()));
        for (i, excerpt) in said.into_iter().enumerate() {
            let runs = self.attributed(lang.summary_unit_said(), excerpt);
            self.item(i + 1, runs);
        }
    }

    /// What a unit wrote, with its name and the month.
    pub fn attributed(&self, sentence: &str, excerpt: &Excerpt) -> Vec<Run> {
        let slots = [
            ("unit", text(self.sources.unit_name(excerpt.unit))),
            ("month", text(self.sources.month(excerpt.period))),
            ("text", text(ended(&one_line(&excerpt.text), self.sources.lang).trim_end())),
        ];
        say(sentence, &slots)
    }
}

/// 工作站 of 设立工作站（按需）: what a task sets up.
fn set_up(task: &str) -> Option<&str> {
    let noun = task.strip_prefix("设立").or_else(|| task.strip_prefix("設立"))?;
    Some(noun.split('（').next().unwrap_or(noun))
}

/// A text typed on several lines, in one paragraph.
pub fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
