//! 一、主要工作及成效: one part for each key task, its heading a claim, its numbers by place and by specialty.

use super::super::runs::{join, number_of, say, text};
use super::super::sources::{Excerpt, ended};
use super::super::{Counted, Scope};
use super::{Page, Run};
use crate::figures::{FigureId, Filter, UNNAMED};
use crate::programme::KeyTask;
use crate::progress::TargetProgress;
use crate::reports::{Direction, Origin};
use crate::targets::{Measure, Target, TargetMeasure};

impl Page<'_, '_> {
    pub fn results(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(1, text(lang.summary_results()));
        let done = sources.last_excerpts(|content| &content.done);
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
        other.extend(self.slots(key_task));
        match self.is_brief() {
            true => self.paragraph(join(other, sources.lang.pick("", "", " "))),
            false => other.into_iter().for_each(|runs| self.paragraph(runs)),
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
                // What is not achieved yet stands with the targets and the problems.
                TargetMeasure::TaskStage { .. } if at.actual > 0 => lang.summary_claim_stage(),
                TargetMeasure::Specialties { .. } | TargetMeasure::TaskStage { .. } => continue,
            };
            let slots = [
                ("name", text(sources.short(&target.short))),
                ("actual", sources.figure(at.figure.clone())),
                ("unit", sources.unit_word(target)),
                ("new", sources.fresh(&at.figure)),
            ];
            claims.push(say(sentence, &slots));
        }
        if claims.is_empty() { text(key_task.name.of(lang)) } else { join(claims, lang.clause_comma()) }
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
        let places = places.chain([(lang.place_unknown(), unnamed)]);
        let specialties = sources.programme.specialties.iter().map(|specialty| {
            (specialty.name.of(lang), filtered(Filter { specialty: Some(specialty.id.clone()), ..Filter::default() }))
        });
        let by: Vec<(&str, FigureId)> = match measure {
            Measure::Practising => places.collect(),
            Measure::Recognised => specialties.collect(),
        };
        let parts = self.parts(target, by);
        if !parts.is_empty() {
            let sentence = match (measure, brief) {
                (Measure::Practising, true) => lang.briefing_by_place(),
                (Measure::Recognised, true) => lang.briefing_by_specialty(),
                (Measure::Practising, false) => lang.summary_by_place(),
                (Measure::Recognised, false) => lang.summary_by_specialty(),
            };
            let comma = if brief { lang.list_comma() } else { lang.semicolon() };
            sentences.push(say(sentence, &[("parts", join(parts, comma))]));
        }
        self.paragraph(join(sentences, between));
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
        let Some(ladder) = sources.programme.task(task).map(|task| &task.stages) else { return Vec::new() };
        let at = sources.progress.tasks.iter().find(|at| at.number == task).and_then(|at| at.stage);
        let stage = at.and_then(|stage| ladder.get(usize::try_from(stage - 1).ok()?));
        let name = ("name", text(sources.short(&target.short)));
        let Some(stage) = stage else { return say(lang.summary_ladder_none(), &[name]) };
        let sentence = if self.is_brief() { lang.briefing_ladder_at() } else { lang.summary_ladder_at() };
        let n = number_of(Counted::Given, format!("ladder.{task}"), ladder.len() as i64);
        say(sentence, &[name, ("stage", text(stage.of(lang))), ("n", n)])
    }

    /// Tasks made of named parts.
    fn slots(&self, key_task: &KeyTask) -> Vec<Vec<Run>> {
        let (sources, lang) = (self.sources, self.sources.lang);
        let tasks = sources.programme.tasks.iter().zip(&sources.progress.tasks);
        let mine = tasks.filter(|(task, _)| task.key_task == Some(key_task.number) && !task.slots.is_empty());
        let said = mine.map(|(task, at)| {
            let names: Vec<_> =
                task.slots.iter().filter(|slot| at.slots.contains(&slot.zh_hans)).map(|s| text(s.of(lang))).collect();
            let sentence = match self.is_brief() {
                // Where all parts are in place, or none, there is nobody to tell apart.
                true if names.is_empty() || names.len() == task.slots.len() => lang.briefing_slots(),
                true => lang.briefing_slots_in(),
                false if names.is_empty() => lang.summary_slots_none(),
                false => lang.summary_slots_in(),
            };
            let slots = [
                ("task", text(task.short.of(lang))),
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
            ("text", text(ended(&one_line(excerpt.text), self.sources.lang).trim_end())),
        ];
        say(sentence, &slots)
    }
}

/// A text typed on several lines, in one paragraph.
pub fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
