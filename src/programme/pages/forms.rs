//! The fields of each part: what the file says, or what was typed and sent back.

use crate::language::{Lang, Name};
use crate::programme::editing::{Part, Typed, stretches, worked};
use crate::programme::{Programme, SealedCopy};
use crate::targets::{Operator, Target};
use crate::tasks::{Deadline, Task, TaskRole};
use crate::units::{Route, Unit};
use crate::web::pages::{Page, text_area};
use chrono::NaiveDate;
use leptos::prelude::*;

pub(super) fn fields(page: &Page, part: &Part, typed: &Typed, source: &str) -> AnyView {
    let programme = page.standing.newest();
    let form = Form { page, typed };
    let found = match part {
        Part::Target(id) => programme.target(id).map(|target| form.target(programme, target)),
        Part::Task(number) => programme.task(number).map(|task| form.task(programme, task)),
        Part::Unit(id) => programme.unit(id).map(|unit| form.unit(programme, unit)),
        Part::Calendar => Some(form.calendar(programme, source)),
        Part::Thresholds => Some(form.thresholds(programme)),
        Part::Documents => Some(form.documents(programme)),
    };
    found.unwrap_or_else(|| ().into_any())
}

struct Form<'p> {
    page: &'p Page,
    typed: &'p Typed,
}

impl Form<'_> {
    /// What was typed, or else what the file says.
    fn value(&self, field: &str, held: impl ToString) -> String {
        if self.typed.has(field) { self.typed.get(field).to_owned() } else { held.to_string() }
    }

    fn input(&self, field: &str, label: &str, held: impl ToString, kind: &'static str, needed: bool) -> AnyView {
        let (id, value) = (field.replace('.', "-"), self.value(field, held));
        view! {
            <label for=id.clone()>{label.to_owned()}</label>
            <input id=id name=field.to_owned() type=kind required=needed value=value/>
        }
        .into_any()
    }

    fn area(&self, field: &str, label: &str, held: String, rows: u8, rule: Option<&str>) -> AnyView {
        let (id, value) = (field.replace('.', "-"), self.value(field, held));
        let rule_id = format!("{id}-rule");
        let said = rule.map(|rule| view! { <p id=rule_id.clone() class="quiet">{rule.to_owned()}</p> });
        view! {
            <label for=id.clone()>{label.to_owned()}</label>
            {said}
            {text_area(field.to_owned(), id, rows, &value, rule.map(|_| rule_id), false)}
        }
        .into_any()
    }

    /// A name in the three languages.
    fn name(&self, field: &str, label: &str, held: Option<&Name>, needed: bool) -> AnyView {
        let inputs = Lang::ALL.map(|lang| {
            let key = format!("{field}.{lang}");
            let tongue = lang.pick("简体", "繁體", "English");
            self.input(&key, tongue, held.map_or("", |name| name.of(lang)), "text", needed)
        });
        view! { <fieldset><legend>{label.to_owned()}</legend>{inputs.into_iter().collect_view()}</fieldset> }.into_any()
    }

    fn choice(&self, field: &str, label: &str, held: &str, options: &[(&str, &str)]) -> AnyView {
        let (id, chosen) = (field.replace('.', "-"), self.value(field, held));
        let options = options.iter().map(|(value, word)| {
            let is_chosen = *value == chosen;
            view! { <option value=(*value).to_owned() selected=is_chosen>{(*word).to_owned()}</option> }
        });
        view! {
            <label for=id.clone()>{label.to_owned()}</label>
            <select id=id name=field.to_owned()>{options.collect_view()}</select>
        }
        .into_any()
    }

    fn target(&self, programme: &Programme, target: &Target) -> AnyView {
        let lang = self.page.lang;
        let operator = match target.operator {
            Operator::AtLeast => ">=",
            Operator::Exactly => "=",
        };
        let operators = [(">=", lang.programme_at_least()), ("=", lang.programme_exactly())];
        view! {
            <blockquote lang="zh-Hans"><p>{target.verbatim.clone()}</p><footer>{target.clause.clone()}</footer></blockquote>
            {self.choice("operator", lang.programme_word("operator"), operator, &operators)}
            {self.input("value", lang.programme_word("value"), target.value, "number", true)}
            {self.input("due", lang.programme_word("due"), target.due, "date", true)}
            {self.name("wording", lang.programme_word("wording"), Some(&target.wording), true)}
            {self.name("inferred", lang.programme_word("inferred"), target.inferred.as_ref(), false)}
            {self.plan(programme, target)}
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

    fn thresholds(&self, programme: &Programme) -> AnyView {
        let (lang, limits) = (self.page.lang, &programme.thresholds);
        view! {
            {self.input("lagging_points", lang.programme_lagging(), -limits.lagging_points, "number", true)}
            {self.input("serious_points", lang.programme_serious(), -limits.serious_points, "number", true)}
            {self.input("due_soon_days", lang.programme_due_soon(), limits.due_soon_days, "number", true)}
        }
        .into_any()
    }

    fn documents(&self, programme: &Programme) -> AnyView {
        let (lang, look) = (self.page.lang, &programme.documents);
        let copies = [SealedCopy::Required, SealedCopy::Optional, SealedCopy::None];
        let word = |copy: SealedCopy| match copy {
            SealedCopy::Required => "required",
            SealedCopy::Optional => "optional",
            SealedCopy::None => "none",
        };
        let copies = copies.map(|copy| (word(copy), lang.programme_sealed(word(copy))));
        let yes_no = [("false", lang.programme_no()), ("true", lang.programme_yes())];
        let switch = |field: &str, is_on: bool| {
            self.choice(field, lang.programme_word(field), if is_on { "true" } else { "false" }, &yes_no)
        };
        view! {
            {self.choice("sealed_copy", lang.programme_word("sealed_copy"), word(programme.sealed_copy), &copies)}
            {switch("third_heading_bold", look.third_heading_bold)}
            {switch("single_sided", look.single_sided)}
            {switch("body_digits", look.body_digits)}
        }
        .into_any()
    }

    fn task(&self, programme: &Programme, task: &Task) -> AnyView {
        let lang = self.page.lang;
        let (mut date, mut dates, mut day) = (String::new(), String::new(), String::new());
        let kind = match &task.deadline {
            Deadline::Date { date: on } => {
                date = on.to_string();
                "date"
            }
            Deadline::Monthly { day: on } => {
                day = on.to_string();
                "monthly"
            }
            Deadline::Dates { dates: on } => {
                dates = on.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                "dates"
            }
            Deadline::AsNeeded => "as_needed",
        };
        let kinds = ["date", "monthly", "dates", "as_needed"].map(|kind| (kind, lang.programme_deadline(kind)));
        let slots: Vec<String> =
            task.slots.iter().map(|it| format!("{} | {} | {}", it.zh_hans, it.zh_hant, it.en)).collect();
        view! {
            <blockquote lang="zh-Hans"><p>{task.verbatim.clone()}</p><footer>{task.deadline_verbatim.clone()} " · " {task.responsible_verbatim.clone()}</footer></blockquote>
            {self.name("short", lang.programme_word("short"), Some(&task.short), true)}
            <fieldset><legend>{lang.programme_word("deadline")}</legend>
                {self.choice("deadline", lang.programme_deadline_kind(), kind, &kinds)}
                {self.input("deadline.date", lang.programme_deadline("date"), date, "date", false)}
                {self.input("deadline.day", lang.programme_deadline("monthly"), day, "number", false)}
                {self.input("deadline.dates", lang.programme_deadline("dates"), dates, "text", false)}
            </fieldset>
            <fieldset><legend>{lang.programme_word("responsible")}</legend><p class="quiet">{lang.programme_lead_rule()}</p>{self.parties(programme, task)}</fieldset>
            {self.name("done_when", lang.programme_word("done_when"), task.done_when.as_ref(), false)}
            {self.area("slots", lang.programme_word("slots"), slots.join("\n"), 4, Some(lang.programme_slots_rule()))}
            {self.name("note", lang.programme_word("note"), task.note.as_ref(), false)}
        }
        .into_any()
    }

    /// The parties in printed order, with the role the office has given each.
    fn parties(&self, programme: &Programme, task: &Task) -> AnyView {
        let lang = self.page.lang;
        let roles =
            [("unspecified", lang.role_unspecified()), ("lead", lang.task_lead()), ("support", lang.task_support())];
        let rows = task.responsible.iter().map(|it| {
            let name = match programme.group(&it.party) {
                Some(group) => group.name.of(lang).to_owned(),
                None => programme.unit(&it.party).map_or_else(|| it.party.clone(), |unit| unit.name.of(lang).to_owned()),
            };
            let held = match it.role {
                TaskRole::Unspecified => "unspecified",
                TaskRole::Lead => "lead",
                TaskRole::Support => "support",
            };
            let on = it.on.map(|day| day.to_string()).unwrap_or_default();
            let label = |word: &str| format!("{name} {word}");
            view! {
                <div class="party">
                    {self.choice(&format!("role.{}", it.party), &name, held, &roles)}
                    {self.input(&format!("basis.{}", it.party), &label(lang.programme_word("basis")), it.basis.clone().unwrap_or_default(), "text", false)}
                    {self.input(&format!("on.{}", it.party), &label(lang.programme_lead_on()), on, "date", false)}
                </div>
            }
        });
        rows.collect_view().into_any()
    }

    fn unit(&self, programme: &Programme, unit: &Unit) -> AnyView {
        let lang = self.page.lang;
        let routes = [
            (Route::ViaConsolidator.to_string(), lang.programme_route(Route::ViaConsolidator)),
            (Route::Direct.to_string(), lang.programme_route(Route::Direct)),
            (Route::None.to_string(), lang.programme_route(Route::None)),
        ];
        let routes: Vec<(&str, &str)> = routes.iter().map(|(value, word)| (value.as_str(), *word)).collect();
        let groups = programme.groups.iter().map(|group| {
            let held = group.members.iter().rfind(|member| member.unit == unit.id);
            let from = held.map(|member| member.from.to_string()).unwrap_or_default();
            let until = held.and_then(|member| member.until).map(|day| day.to_string()).unwrap_or_default();
            view! {
                <fieldset><legend>{group.name.of(lang).to_owned()}</legend>
                    {self.input(&format!("from.{}", group.id), lang.programme_member_from(), from, "date", false)}
                    {self.input(&format!("until.{}", group.id), lang.programme_member_until(), until, "date", false)}
                </fieldset>
            }
        });
        view! {
            {self.name("name", lang.programme_word("name"), Some(&unit.name), true)}
            {self.choice("route", lang.programme_word("route"), &unit.route.to_string(), &routes)}
            {groups.collect_view()}
            {self.name("note", lang.programme_word("note"), unit.note.as_ref(), false)}
        }
        .into_any()
    }

    fn calendar(&self, programme: &Programme, source: &str) -> AnyView {
        let lang = self.page.lang;
        let lines = |held: Vec<crate::programme::editing::Stretch>| {
            held.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        let periods = programme.periods.iter().map(|period| {
            view! {
                <tr><th scope="row">{period.id.to_string()}</th><td class="when">{format!("{} – {}", period.start, period.end)}</td>
                    <td class="when">{period.opens.to_string()}</td><td class="when">{period.due.to_string()}</td><td class="when">{period.effective_due.to_string()}</td></tr>
            }
        });
        let supplement = programme.reporting.supplement.as_ref().map(|extra| {
            view! {
                <fieldset><legend>{lang.year_end_supplement(extra.id.year)}</legend>
                    {self.input("supplement.opens", lang.programme_opens(), extra.opens, "date", true)}
                    {self.input("supplement.due", lang.programme_due(), extra.due, "date", true)}
                </fieldset>
            }
        });
        view! {
            {self.area("off", lang.programme_off(), lines(stretches(source)), 10, Some(lang.programme_off_rule()))}
            {self.area("worked", lang.programme_worked(), lines(worked(source)), 8, Some(lang.programme_worked_rule()))}
            {supplement}
            <h2 id="periods">{lang.programme_periods()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="periods"><table>
                <thead><tr><th scope="col">{lang.programme_period()}</th><th scope="col">{lang.programme_covers()}</th><th scope="col">{lang.programme_opens()}</th><th scope="col">{lang.programme_due()}</th><th scope="col">{lang.programme_effective_due()}</th></tr></thead>
                <tbody>{periods.collect_view()}</tbody>
            </table></div>
        }
        .into_any()
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
