//! A target: what is counted, the value to reach, and the line along which to get there.

use super::Form;
use crate::programme::Programme;
use crate::targets::{Operator, Target, TargetMeasure};
use chrono::NaiveDate;
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn target(&self, programme: &Programme, target: &Target) -> AnyView {
        view! {
            <blockquote lang="zh-Hans"><p>{target.verbatim.clone()}</p><footer>{target.clause.clone()}</footer></blockquote>
            {self.goal(programme, Some(target))}
            {self.plan(programme, target)}
        }
        .into_any()
    }

    pub(super) fn new_target(&self, programme: &Programme) -> AnyView {
        let lang = self.page.lang;
        view! {
            {self.input("id", lang.programme_id(), "", "text", true)}
            {self.key_tasks(programme, true)}
            {self.area("verbatim", lang.programme_word("verbatim"), String::new(), 3, None)}
            {self.input("clause", lang.programme_word("clause"), "", "text", true)}
            {self.name("unit", lang.programme_counted_in(), None, true)}
            {self.goal(programme, None)}
            <fieldset><legend>{lang.programme_word("plan")}</legend>
                <p class="quiet">{lang.programme_straight_rule()}</p>
                {self.input("plan.from", lang.programme_plan_from(), "", "date", false)}
                {self.input("plan.reason", lang.programme_plan_reason(), "", "text", false)}
            </fieldset>
        }
        .into_any()
    }

    /// The key tasks, of which a target always serves one.
    pub(super) fn key_tasks(&self, programme: &Programme, needed: bool) -> AnyView {
        let lang = self.page.lang;
        let numbers: Vec<String> = programme.key_tasks.iter().map(|it| it.number.to_string()).collect();
        let names = programme.key_tasks.iter().map(|it| it.name.of(lang));
        let mut options: Vec<(&str, &str)> = numbers.iter().map(String::as_str).zip(names).collect();
        if !needed {
            options.insert(0, ("", lang.programme_nobody()));
        }
        self.choice("key_task", lang.programme_word("key_task"), "", &options)
    }

    fn goal(&self, programme: &Programme, target: Option<&Target>) -> AnyView {
        let lang = self.page.lang;
        let operator = match target.map(|target| target.operator) {
            Some(Operator::Exactly) => "=",
            _ => ">=",
        };
        let operators = [(">=", lang.programme_at_least()), ("=", lang.programme_exactly())];
        let value = target.map(|it| it.value.to_string()).unwrap_or_default();
        let due = target.map(|it| it.due.to_string()).unwrap_or_default();
        view! {
            {self.sentence("name", lang.programme_word("name"), target.map(|it| &it.name), 2)}
            {self.name("short", lang.programme_word("short"), target.map(|it| &it.short), true)}
            {self.choice("operator", lang.programme_word("operator"), operator, &operators)}
            {self.input("value", lang.programme_word("value"), value, "number", true)}
            {self.input("due", lang.programme_word("due"), due, "date", true)}
            {self.name("wording", lang.programme_word("wording"), target.map(|it| &it.wording), true)}
            {self.measure(programme, target.map(|it| &it.measure))}
            {self.sentence("inferred", lang.programme_word("inferred"), target.and_then(|it| it.inferred.as_ref()), 4)}
        }
        .into_any()
    }

    fn measure(&self, programme: &Programme, held: Option<&TargetMeasure>) -> AnyView {
        let lang = self.page.lang;
        let (mut kind, mut baseline, mut stage, mut task) =
            ("recognised".to_owned(), "0".to_owned(), String::new(), "");
        match held {
            Some(TargetMeasure::Count { measure }) => kind = measure.to_string(),
            Some(TargetMeasure::Specialties { baseline: from, stage: rung }) => {
                (kind, baseline, stage) = ("specialties".into(), from.to_string(), rung.to_string());
            }
            Some(TargetMeasure::TaskStage { task: number, stage: rung }) => {
                (kind, stage, task) = ("task_stage".into(), rung.to_string(), number);
            }
            None => {}
        }
        let kinds =
            ["practising", "recognised", "specialties", "task_stage"].map(|it| (it, lang.programme_measure(it)));
        let tasks: Vec<(&str, String)> = programme
            .tasks
            .iter()
            .map(|it| (it.number.as_str(), format!("{} {}", lang.task_number(&it.number), it.short.of(lang))))
            .collect();
        let none = [("", lang.programme_nobody())];
        let tasks: Vec<(&str, &str)> =
            none.into_iter().chain(tasks.iter().map(|(number, name)| (*number, name.as_str()))).collect();
        view! {
            <fieldset><legend>{lang.programme_word("measure")}</legend>
                {self.choice("measure", lang.programme_measured(), &kind, &kinds)}
                {self.input("measure.baseline", lang.programme_baseline(), baseline, "number", false)}
                {self.choice("measure.task", lang.programme_measure("task_stage"), task, &tasks)}
                {self.input("measure.stage", lang.programme_rung(), stage, "number", false)}
            </fieldset>
        }
        .into_any()
    }

    /// The plan line month by month: a share where one is set, what the straight line between gives where none is.
    fn plan(&self, programme: &Programme, target: &Target) -> Option<AnyView> {
        let (lang, plan) = (self.page.lang, target.plan.as_ref()?);
        let ends = programme.periods.iter().filter(|period| period.is_regular()).map(|period| month_end(period.end));
        let mut days: Vec<NaiveDate> = ends.chain(plan.points.iter().map(|point| point.on)).collect();
        days.retain(|day| *day <= target.due);
        days.sort();
        days.dedup();
        let rows = days.into_iter().map(|day| {
            let field = format!("plan.on.{day}");
            let held = plan.points.iter().find(|point| point.on == day).map(|point| point.percent.to_string());
            let (id, value) = (field.replace('.', "-"), self.value(&field, held.unwrap_or_default()));
            let pace = plan.pace(day);
            let people = (pace.tenths_of_percent() * target.value + 500) / 1000;
            view! {
                <tr><th scope="row"><label for=id.clone()>{day.to_string()}</label></th>
                    <td><input id=id name=field type="number" min="0" max="100" value=value/></td>
                    <td class="number">{lang.percent(pace.percent())}</td><td class="number">{people}</td></tr>
            }
        });
        Some(
            view! {
                <fieldset><legend>{lang.programme_word("plan")}</legend>
                    <p class="quiet">{lang.programme_plan_rule()}</p>
                    <table><thead><tr><th scope="col">{lang.programme_plan_day()}</th><th scope="col">{lang.programme_plan_share()}</th><th scope="col">{lang.programme_plan_now()}</th><th scope="col">{target.unit.of(lang).to_owned()}</th></tr></thead>
                        <tbody>{rows.collect_view()}</tbody></table>
                    {self.input("plan.reason", lang.programme_plan_reason(), &plan.reason, "text", true)}
                </fieldset>
            }
            .into_any(),
        )
    }
}

/// The last day of the month that `day` lies in.
fn month_end(day: NaiveDate) -> NaiveDate {
    let next = day + chrono::Months::new(1);
    use_first(next).pred_opt().unwrap_or(day)
}

fn use_first(day: NaiveDate) -> NaiveDate {
    chrono::Datelike::with_day(&day, 1).unwrap_or(day)
}
