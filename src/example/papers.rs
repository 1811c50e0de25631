//! The papers of the worked example, as the file has them.

use super::{Act, Step, moment};
use crate::audit::{Actor, AuditKey};
use crate::calendar::{PeriodId, day_of};
use crate::db::Tx;
use crate::papers::store::Desk;
use crate::papers::{Draft, Section};
use crate::problem::Problem;
use crate::programme::Programme;
use crate::units::Unit;
use chrono::Datelike;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a unit files of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    paper: String,
    at: String,
    head: String,
    #[serde(default)]
    stage: String,
    #[serde(default)]
    on: String,
    texts: BTreeMap<Section, String>,
}

impl Written {
    pub fn step<'a>(&'a self, unit: &'a Unit) -> Step<'a> {
        let at = moment(&self.at);
        let day = day_of(at);
        Step { at, unit, period: PeriodId::month(day.year(), day.month()), act: Act::Paper(self) }
    }

    pub async fn file(
        &self,
        tx: &mut Tx,
        programme: &Programme,
        unit: &Unit,
        actor: &Actor,
        key: &AuditKey,
    ) -> Result<(), Problem> {
        let draft = Draft {
            texts: self.texts.clone(),
            stage: self.stage.clone(),
            on: self.on.clone(),
            head: self.head.clone(),
            agreed: true,
            file: None,
        };
        let paper = self.paper.parse().expect("the example names papers of the programme");
        let desk = Desk { programme, unit: &unit.id, paper, actor, key };
        desk.save(tx, &draft, 0).await?;
        desk.file(tx).await?;
        Ok(())
    }
}
