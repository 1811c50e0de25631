//! The queue: what is in and what is missing, both lanes, and the report chosen beside them.

mod head;

use super::corrected::{corrected, with_said};
use super::forms::Onward;
use super::{came_late, case, closures, consolidation, hands, latest, waits_for};
use crate::calendar::{Period, PeriodId, day_of};
use crate::people::{Person, Role};
use crate::problem::Problem;
use crate::progress::history;
use crate::progress::pages::{Contacts, call, contacts};
use crate::reports::pages::report_name;
use crate::reports::store::{self, ClosureCase, Report, Undoable};
use crate::reports::{Version, Warning, warnings};
use crate::review::Consolidation;
use crate::review::With;
use crate::review::store::consolidations;
use crate::units::{Route, Unit};
use crate::web::pages::{Page, encode};
use axum::response::Response;
use leptos::prelude::*;

/// What is kept about reports beside their versions.
struct Kept {
    reports: Vec<Report>,
    closures: Vec<ClosureCase>,
    notes: Vec<Consolidation>,
    /// What the reader may still take back.
    undoable: Vec<Undoable>,
    contacts: Contacts,
    /// The report shown beside the list.
    chosen: Option<case::Chosen>,
}

/// What the reader asked the queue to show.
pub(super) struct Choice {
    pub period: Period,
    pub state: Option<Stand>,
    pub warned: bool,
}

/// The states one may ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Mine,
    Waiting,
    Returned,
    Accepted,
    Missing,
}

impl Stand {
    const ALL: [(Stand, &'static str); 5] = [
        (Stand::Mine, "mine"),
        (Stand::Waiting, "waiting"),
        (Stand::Returned, "returned"),
        (Stand::Accepted, "accepted"),
        (Stand::Missing, "missing"),
    ];

    fn read(text: &str) -> Option<Stand> {
        Stand::ALL.into_iter().find(|(_, name)| *name == text).map(|(stand, _)| stand)
    }

    pub fn name(self) -> &'static str {
        Stand::ALL.into_iter().find(|(stand, _)| *stand == self).map_or("", |(_, name)| name)
    }
}

/// One line of the list.
pub(super) struct Row<'a> {
    pub unit: &'a Unit,
    pub period: &'a Period,
    pub version: Option<&'a Version>,
    /// The accepted version, where the latest is a correction of it that is not decided on.
    pub stands: Option<&'a Version>,
    pub warnings: Vec<Warning>,
    /// Whether it waits for the reader.
    pub mine: bool,
    with: With,
}

impl Row<'_> {
    pub fn id(&self) -> String {
        format!("{}:{}", self.unit.id, self.period.id)
    }

    /// Where the report stands, in words: what was accepted is accepted while its correction is looked at.
    pub fn said(&self, page: &Page) -> String {
        let lang = page.lang;
        match (self.stands, self.stand()) {
            (Some(_), Stand::Waiting) => {
                format!("{} · {}", lang.review_stand(Stand::Accepted.name()), lang.correction_waiting())
            }
            (Some(_), _) => lang.review_stand(Stand::Accepted.name()).to_owned(),
            (None, stand) => lang.review_stand(stand.name()).to_owned(),
        }
    }

    pub fn stand(&self) -> Stand {
        match self.with {
            With::Consolidator { .. } | With::Office { .. } => Stand::Waiting,
            With::Accepted { .. } => Stand::Accepted,
            // Its correction came back or was taken back: what was accepted stands.
            With::Returned { .. } | With::Unit if self.stands.is_some() => Stand::Accepted,
            With::Returned { .. } => Stand::Returned,
            With::Unit => Stand::Missing,
        }
    }

    pub fn is_with_office(&self) -> bool {
        self.stands.is_none() && matches!(self.with, With::Office { .. })
    }

    /// What waits for the reader first, of that what is questioned, then as it came in; what is missing last, but
    /// first for the consolidating unit, which has to ask for it.
    fn place(&self, chases: bool) -> impl Ord + use<> {
        let turn = match self.stand() {
            Stand::Missing if chases => 0,
            _ if self.mine => 0,
            Stand::Mine | Stand::Waiting => 1,
            Stand::Returned => 2,
            Stand::Accepted => 3,
            Stand::Missing => 4,
        };
        let questions = if turn < 3 { std::cmp::Reverse(self.warnings.len()) } else { std::cmp::Reverse(0) };
        (turn, self.stand() != Stand::Missing, questions, self.version.map(|version| version.submitted_at))
    }
}

impl Choice {
    pub fn of(page: &Page, report: Option<&(String, PeriodId)>) -> Option<Choice> {
        let programme = &page.standing.programme;
        let today = day_of(page.now);
        let named = page.asked("period").and_then(|text| text.parse().ok()).or(report.map(|(_, period)| *period));
        let usual = || programme.periods.iter().rfind(|period| period.due < today).or(programme.periods.first());
        let period = named.and_then(|id| programme.period(id)).or_else(usual)?.clone();
        let state = page.asked("state").and_then(Stand::read);
        Some(Choice { period, state, warned: page.asked("warned") == Some("1") })
    }

    /// The choices as they go through a form or a link.
    pub fn kept(&self) -> Vec<(&'static str, String)> {
        let mut kept = vec![("period", self.period.id.to_string())];
        kept.extend(self.state.map(|state| ("state", state.name().to_owned())));
        kept.extend(self.warned.then(|| ("warned", "1".to_owned())));
        kept
    }

    /// The queue at one report.
    pub fn at(&self, page: &Page, report: &str) -> String {
        let kept: Vec<String> =
            self.kept().into_iter().map(|(name, value)| format!("{name}={}&", encode(&value))).collect();
        page.link(&format!("/review?{}report={}#report", kept.concat(), encode(report)))
    }

    fn shows(&self, row: &Row) -> bool {
        let state = match self.state {
            None => true,
            Some(Stand::Mine) => row.mine,
            Some(state) => row.stand() == state,
        };
        state && (!self.warned || !row.warnings.is_empty())
    }
}

pub async fn queue(page: Page) -> Result<Response, Problem> {
    let programme = page.standing.programme.clone();
    let person = page.person()?.clone();
    let asked = page.asked("report").and_then(|text| {
        let (unit, period) = text.split_once(':')?;
        Some((programme.unit(unit)?.id.clone(), period.parse::<PeriodId>().ok()?))
    });
    let choice = Choice::of(&page, asked.as_ref()).ok_or(Problem::NotFound)?;
    let contacts = contacts(&page).await?;
    let mut tx = page.app.db.read().await?;
    let reports = store::all(&mut tx, &programme.id).await?;
    let mine = || {
        let rows = rows(&page, &person, &reports, &choice);
        rows.iter().find(|row| row.mine).map(|row| (row.unit.id.clone(), row.period.id))
    };
    let chosen = match asked.or_else(mine) {
        Some((unit, period)) => case::chosen(&mut tx, &page, &unit, period).await?,
        None => None,
    };
    let kept = Kept {
        closures: store::closures_waiting(&mut tx, &programme.id).await?,
        notes: consolidations(&mut tx, &programme.id, choice.period.id).await?,
        undoable: Undoable::of(&mut tx, &programme.id, &person, page.now).await?,
        reports,
        contacts,
        chosen,
    };
    drop(tx);
    let title = page.lang.nav_review();
    page.show(title, false, move |page| view(page, &person, &choice, &kept)).await
}

/// The reports of the period, and those of other periods that wait for the reader; in the order of the queue.
pub(super) fn rows<'a>(page: &'a Page, person: &Person, reports: &[Report], choice: &'a Choice) -> Vec<Row<'a>> {
    let programme = &page.standing.programme;
    let expected = programme.expected_on(choice.period.end);
    let mut rows = Vec::new();
    for unit in programme.units.iter().filter(|unit| unit.route != Route::None) {
        for period in &programme.periods {
            let report = reports.iter().find(|report| report.unit == unit.id && report.period == period.id);
            let mine = report.is_some_and(|report| waits_for(page, person, report));
            let version = latest(page, &unit.id, period.id);
            let of_period =
                period.id == choice.period.id && (version.is_some() || expected.contains(&unit.id.as_str()));
            if !mine && !of_period {
                continue;
            }
            let warnings = version.map(|version| questions(page, unit, period, version)).unwrap_or_default();
            let stands = corrected(page, &unit.id, period.id);
            rows.push(Row { unit, period, version, stands, warnings, mine, with: hands(page, unit, period.id) });
        }
    }
    rows.retain(|row| choice.shows(row));
    let consolidates = person.role == Role::Consolidator;
    rows.sort_by_key(|row| row.place(consolidates && row.unit.route == Route::ViaConsolidator));
    rows
}

/// What is asked about a version after the reports before it.
pub(super) fn questions(page: &Page, unit: &Unit, period: &Period, version: &Version) -> Vec<Warning> {
    warnings(&version.content, &history(&page.standing.programme, &page.record, &unit.id, period))
}

fn view(page: &Page, person: &Person, choice: &Choice, kept: &Kept) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let rows = rows(page, person, &kept.reports, choice);
    // How the period stands does not hang on what the reader chose to see of it.
    let whole = Choice { period: choice.period.clone(), state: None, warned: false };
    let chose = choice.state.is_some() || choice.warned;
    let all = chose.then(|| self::rows(page, person, &kept.reports, &whole));
    let mine = rows.iter().filter(|row| row.mine).count() as i64;
    let others = rows.iter().filter(|row| row.mine && row.period.id != choice.period.id).count() as i64;
    let others = (others > 0).then(|| lang.review_others(others));
    let chosen = kept.chosen.as_ref().map(case::Chosen::id);
    let consolidator = page.unit_name(&programme.consolidator);
    let lanes = [
        (Route::ViaConsolidator, lang.review_lane_societies(&consolidator)),
        (Route::Direct, lang.review_lane_direct().to_owned()),
    ];
    // In the order they stand on the page, for the keys that step through them.
    let order: Vec<&Row> = lanes
        .iter()
        .flat_map(|(route, _)| rows.iter().filter(move |row| row.unit.route == *route))
        .filter(|row| row.version.is_some())
        .collect();
    let lanes = lanes.iter().map(|(route, name)| {
        let of_it = rows
            .iter()
            .filter(|row| row.unit.route == *route)
            .map(|row| line(page, choice, kept, row, chosen.as_deref()));
        let of_it: Vec<AnyView> = of_it.collect();
        let none = of_it.is_empty().then(|| view! { <p>{lang.review_empty()}</p> });
        let note =
            (*route == Route::ViaConsolidator).then(|| consolidation::summary(page, &choice.period, &kept.notes));
        view! { <section><h2>{name.clone()}</h2>{note}<ul class="lane">{of_it}</ul>{none}</section> }
    });
    let at = order.iter().position(|row| Some(row.id()) == chosen);
    let step = |to: Option<usize>| to.and_then(|to| order.get(to)).map(|row| choice.at(page, &row.id()));
    let steps = case::Steps {
        before: step(at.and_then(|at| at.checked_sub(1))),
        after: step(at.map_or(Some(0), |at| at.checked_add(1))),
    };
    // After a decision: the next that waits for the reader, from here on and then from the top.
    let turn = at.map_or(0, |at| at + 1);
    let next = order.iter().skip(turn).chain(order.iter().take(turn)).find(|row| row.mine && Some(row.id()) != chosen);
    let onward = Onward { next: next.map(|row| row.id()), kept: choice.kept() };
    let detail = kept.chosen.as_ref().map(|shown| case::view(page, person, shown, &steps, &onward));
    let done = (detail.is_none() && mine == 0).then(|| head::done(page, person, choice, &rows));
    // Only what the reader can decide waits for them.
    let closures = kept.closures.iter().filter(|case| closures::may_decide(person, case)).count() as i64;
    let closures = (closures > 0).then(|| {
        let said = lang.review_closures_waiting(closures);
        view! { {lang.pick("；", "；", "; ")}<a href="#closures">{said}</a> }
    });
    view! {
        <div class="review">
            <h1>{lang.review_title(&report_name(page, choice.period.id), mine)}{others}{closures}</h1>
            {head::undo(page, choice, &kept.undoable)}
            <div class="above">
                {head::strip(page, person, &choice.period, all.as_deref().unwrap_or(&rows))}
                {crate::extensions::pages::waiting(page)}
                {crate::reminders::pages::way_in(page)}
                {head::filters(page, choice)}
            </div>
            <div class="queue">
                <div class="lanes">{lanes.collect_view()}</div>
                <div class="chosen" id="report">{detail}{done}</div>
            </div>
            {closures::waiting(page, person, &kept.closures)}
        </div>
    }
    .into_any()
}

fn line(page: &Page, choice: &Choice, kept: &Kept, row: &Row, chosen: Option<&str>) -> AnyView {
    let lang = page.lang;
    let id = row.id();
    let name = row.unit.name.of(lang).to_owned();
    let with = view! { <span class="quiet">{with_said(page, row.unit, row.period.id)}</span> };
    let Some(version) = row.version.filter(|_| row.stand() != Stand::Missing) else {
        let days = (day_of(page.now) - row.period.effective_due).num_days();
        let late = (days > 0).then(|| lang.cell_overdue(days));
        return view! { <li class="missing">{call(page, &kept.contacts, &row.unit.id)}" "<span class="filing-missing">{lang.cell_missing()}</span>" "{late}<br/>{with}</li> }.into_any();
    };
    let other = (row.period.id != choice.period.id).then(|| format!("{} ", report_name(page, row.period.id)));
    let asked = (!row.warnings.is_empty()).then(|| {
        let said = lang.review_questions(row.warnings.len() as i64);
        view! { <span class="asks"><span aria-hidden="true">"!"</span><span class="spoken">{said}</span></span> }
    });
    let nil = version.content.nil.then(|| view! { " " <span class="quiet">{lang.cell_nil()}</span> });
    let late =
        came_late(page, row.unit, row.period).then(|| view! { " " <span class="quiet">{lang.matrix_late()}</span> });
    let day = lang.short_day(day_of(version.submitted_at));
    let current = (chosen == Some(id.as_str())).then_some("true");
    let stand = match row.mine {
        true => lang.review_stand("mine").to_owned(),
        false => row.said(page),
    };
    view! {
        <li>
            <a href=choice.at(page, &id) aria-current=current>{asked}<span class="name">{other}{name}</span>" "<span class="quiet">{day} " · " {stand}</span>{nil}{late}<br/>{with}</a>
        </li>
    }
    .into_any()
}
