//! The record as it was at an earlier moment.

use super::{Closure, Record};
use crate::extensions::Extension;
use crate::reports::Version;
use crate::review::Consolidation;
use chrono::{DateTime, Utc};

impl Record {
    /// What had been filed and decided by `moment`. Nothing is ever overwritten, so it can be told at any later time.
    pub fn at(&self, moment: DateTime<Utc>) -> Record {
        let by = |at: Option<DateTime<Utc>>| at.filter(|at| *at <= moment);
        let versions = self.versions.iter().filter(|version| version.submitted_at <= moment).cloned();
        let closures = self.closures.iter().filter(|closure| closure.requested_at <= moment).cloned();
        let extensions = self.extensions.iter().filter(|extension| extension.asked_at <= moment).cloned();
        let consolidations = self.consolidations.iter().filter(|filed| filed.at <= moment).cloned();
        Record {
            versions: versions
                .map(|v| Version {
                    forwarded_at: by(v.forwarded_at),
                    returned_at: by(v.returned_at),
                    accepted_at: by(v.accepted_at),
                    ..v
                })
                .collect(),
            closures: closures
                .map(|c| Closure {
                    confirmed_at: by(c.confirmed_at),
                    returned_at: by(c.returned_at),
                    reopened_at: by(c.reopened_at),
                    ..c
                })
                .collect(),
            extensions: extensions
                .map(|e| Extension { agreed_at: by(e.agreed_at), refused_at: by(e.refused_at), ..e })
                .collect(),
            filed: self.filed.clone(),
            consolidations: consolidations
                .map(|c| Consolidation { accepted_at: by(c.accepted_at), returned_at: by(c.returned_at), ..c })
                .collect(),
        }
    }
}
