//! The self-check: every figure counted a second way, and every seal of the audit chain (product rules E.14 and E.18).

use super::{AuditKey, Verdict, verify};
use crate::calendar::shanghai;
use crate::db::{Db, Tx};
use crate::figures::{FigureId, Filings, Subject};
use crate::lights::Light;
use crate::problem::Problem;
use crate::programme::{Programme, store as programmes};
use crate::progress::{Known, Record, recount, store as records};
use crate::reports::{Direction, Origin};
use crate::targets::{Measure, TargetMeasure};
use crate::views::{Basis, View};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// At this time of night in Shanghai nobody files.
const HOUR: (u32, u32) = (2, 30);
/// A check begun this long ago and never finished died with its instance; another may take it over.
const GIVEN_UP: TimeDelta = TimeDelta::hours(1);

/// A figure that does not agree with its second count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    pub programme: String,
    pub figure: String,
    pub basis: Basis,
    pub shown: i64,
    pub counted: i64,
}

/// A check that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub at: DateTime<Utc>,
    pub figures: i64,
    pub differing: Vec<Differing>,
    pub chains: i64,
    pub verdict: Verdict,
    /// Entries whose seals were found whole.
    pub entries: i64,
}

impl Check {
    pub fn is_well(&self) -> bool {
        self.differing.is_empty() && matches!(self.verdict, Verdict::Whole { .. })
    }

    /// What the check found wrong with a figure.
    pub fn of(&self, programme: &str, figure: &FigureId) -> Option<&Differing> {
        let figure = figure.to_string();
        self.differing.iter().find(|found| found.programme == programme && found.figure == figure)
    }
}

/// The moment of the night's check that comes after `now`.
pub fn next_night(now: DateTime<Utc>) -> DateTime<Utc> {
    let local = now.with_timezone(&shanghai());
    let time = NaiveTime::from_hms_opt(HOUR.0, HOUR.1, 0).unwrap_or_default();
    let tonight = local.date_naive().and_time(time);
    let night = if tonight > local.naive_local() { tonight } else { tonight + Days::new(1) };
    night.and_local_timezone(shanghai()).single().map_or(now, |night| night.to_utc())
}

/// The name of the check that was due last at `now`: the day of its night.
pub fn last_night(now: DateTime<Utc>) -> String {
    (next_night(now) - TimeDelta::days(1)).with_timezone(&shanghai()).date_naive().to_string()
}

/// Takes the check called `name`. Of several instances that ask, one is answered `true`.
pub async fn claim(tx: &mut Tx, name: &str, now: DateTime<Utc>) -> Result<bool, Problem> {
    let taken = tx
        .sql(
            "insert into self_check (name, begun_at, figures, differing, chains, entries) values ($1, $2, 0, '[]', 0, 0) \
             on conflict (name) do update set begun_at = $2 \
             where self_check.finished_at is null and self_check.begun_at < $3",
        )
        .bind(name.to_owned())
        .bind(now)
        .bind(now - GIVEN_UP)
        .run()
        .await?;
    Ok(taken == 1)
}

/// Does the check that was claimed under `name` and keeps what it finds.
pub async fn run(db: &Db, key: &AuditKey, name: &str, now: DateTime<Utc>) -> Result<Check, Problem> {
    let mut tx = db.read().await?;
    let (mut figures, mut differing) = (0, Vec::new());
    for id in programmes::ids(&mut tx).await? {
        let Some(programme) = programmes::read(&mut tx, &id).await? else { continue };
        let record = records::record(&mut tx, &id).await?;
        // Counting everything twice takes a while: away from the threads that answer.
        let counted = tokio::task::spawn_blocking(move || count_again(&programme, &record, now)).await;
        let (counted, found) = counted.map_err(|_| Problem::Internal { id: crate::db::new_id() })?;
        figures += counted;
        differing.extend(found);
    }
    let chains = super::search::heads(&mut tx).await?.len() as i64;
    let verdict = verify(&mut tx, key).await?;
    drop(tx);
    let entries = match &verdict {
        Verdict::Whole { entries } => *entries,
        Verdict::Broken { .. } => 0,
    };
    let check = Check { at: now, figures, differing, chains, verdict, entries };
    if !check.is_well() {
        tracing::error!(check = name, figures = check.differing.len(), "The self-check found what does not agree");
    }
    let mut tx = db.write().await?;
    finish(&mut tx, name, &check).await?;
    tx.commit().await?;
    Ok(check)
}

/// Keeps what a check found.
pub async fn finish(tx: &mut Tx, name: &str, check: &Check) -> Result<(), Problem> {
    let broken = match &check.verdict {
        Verdict::Whole { .. } => None,
        Verdict::Broken { chain, seq } => Some((chain.clone(), *seq)),
    };
    tx.sql(
        "update self_check set finished_at = $2, figures = $3, differing = $4, chains = $5, entries = $6, \
         broken_chain = $7, broken_seq = $8 where name = $1",
    )
    .bind(name.to_owned())
    .bind(check.at)
    .bind(check.figures)
    .bind(serde_json::to_string(&check.differing)?)
    .bind(check.chains)
    .bind(check.entries)
    .bind(broken.as_ref().map(|(chain, _)| chain.clone()))
    .bind(broken.map(|(_, seq)| seq))
    .run_one()
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct CheckRow {
    finished_at: DateTime<Utc>,
    figures: i64,
    differing: String,
    chains: i64,
    entries: i64,
    broken_chain: Option<String>,
    broken_seq: Option<i64>,
}

/// The check that ended last.
pub async fn latest(tx: &mut Tx) -> Result<Option<Check>, Problem> {
    let row: Option<CheckRow> = tx
        .sql(
            "select finished_at, figures, differing, chains, entries, broken_chain, broken_seq from self_check \
             where finished_at is not null order by finished_at desc, name desc limit 1",
        )
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let verdict = match row.broken_chain.zip(row.broken_seq) {
        Some((chain, seq)) => Verdict::Broken { chain, seq },
        None => Verdict::Whole { entries: row.entries },
    };
    let differing = serde_json::from_str(&row.differing)?;
    let CheckRow { finished_at: at, figures, chains, entries, .. } = row;
    Ok(Some(Check { at, figures, differing, chains, verdict, entries }))
}

/// Counts every figure on both bases; answers how many, and those that do not agree.
fn count_again(programme: &Programme, record: &Record, now: DateTime<Utc>) -> (i64, Vec<Differing>) {
    let day = View::usual(programme, now).day;
    let (mut counted, mut differing) = (0, Vec::new());
    for basis in [Basis::Reported, Basis::Corrected] {
        let view = View::new(day, basis);
        let known = Known::new(programme, record, view);
        for id in figures(programme) {
            let Some(figure) = known.figure(&id) else { continue };
            let Some(again) = recount(programme, record, view, &id) else { continue };
            counted += 1;
            if again != figure.value {
                let (programme, figure, shown) = (programme.id.clone(), id.to_string(), figure.value);
                differing.push(Differing { programme, figure, basis, shown, counted: again });
            }
        }
    }
    (counted, differing)
}

/// Every figure that pages print: whole, by each thing one can filter by, and by unit and period together.
fn figures(programme: &Programme) -> Vec<FigureId> {
    let mut ids = Vec::new();
    for target in &programme.targets {
        ids.push(FigureId::target(&target.id));
        if let TargetMeasure::Count { measure } = target.measure {
            ids.push(FigureId::whole(Subject::Pending(target.id.clone())));
            people(programme, &FigureId::measure(measure), measure, &mut ids);
        }
    }
    let periods: Vec<_> = programme.periods.iter().map(|period| period.id).collect();
    for subject in [Subject::Reporting].into_iter().chain(Filings::ALL.map(Subject::Filings)) {
        let whole = FigureId::whole(subject);
        ids.extend(periods.iter().map(|period| whole.clone().in_period(*period)));
        ids.push(whole);
    }
    ids.extend(Light::ALL.map(|light| FigureId::whole(Subject::Tasks(light))));
    ids
}

/// The figures of people, by each thing their reports name.
fn people(programme: &Programme, whole: &FigureId, measure: Measure, ids: &mut Vec<FigureId>) {
    let periods = || programme.periods.iter().map(|period| period.id);
    let units = || programme.units.iter().map(|unit| unit.id.as_str());
    ids.push(whole.clone());
    ids.extend(periods().map(|period| whole.clone().in_period(period)));
    ids.extend(units().map(|unit| whole.clone().of_unit(unit)));
    ids.extend(
        units()
            .flat_map(|unit| periods().map(move |period| (unit, period)))
            .map(|(unit, period)| whole.clone().of_unit(unit).in_period(period)),
    );
    ids.extend(Origin::ALL.map(|origin| whole.clone().of_origin(origin)));
    match measure {
        Measure::Recognised => {
            ids.extend(programme.specialties.iter().map(|specialty| whole.clone().of_specialty(&specialty.id)));
            ids.extend(Direction::ALL.map(|direction| whole.clone().of_direction(direction)));
        }
        Measure::Practising => {
            ids.extend(programme.places.iter().map(|place| whole.clone().of_place(&place.id)));
            let cities = programme.places.iter().filter(|place| place.city.is_none());
            ids.extend(cities.map(|city| whole.clone().of_city(&city.id)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::file::built_in;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_night_begins_at_half_past_two_in_shanghai() {
        assert_eq!(next_night(at("2022-07-28T18:29:59Z")), at("2022-07-28T18:30:00Z"));
        assert_eq!(next_night(at("2022-07-28T18:30:00Z")), at("2022-07-29T18:30:00Z"));
        assert_eq!(last_night(at("2022-07-28T18:29:59Z")), "2022-07-28");
        assert_eq!(last_night(at("2022-07-28T18:30:00Z")), "2022-07-29");
    }

    #[test]
    fn every_figure_is_counted_once_and_an_empty_record_agrees() {
        let programme = built_in();
        let ids = figures(programme);
        let mut once: Vec<String> = ids.iter().map(ToString::to_string).collect();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), ids.len());
        assert!(once.len() > 400 && once.contains(&"recognised,unit=soc_civil,period=2022-07".to_owned()));
        let (counted, differing) = count_again(programme, &Record::default(), at("2022-07-29T00:30:00Z"));
        assert!(counted > 800 && differing.is_empty(), "{counted} {differing:?}");
    }
}
