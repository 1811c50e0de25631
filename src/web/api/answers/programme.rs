//! A programme, and one line of the list of them.

use crate::web::Standing;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct ProgrammeLine {
    id: String,
    /// Name by language tag.
    #[schema(value_type = Object)]
    title: crate::language::Name,
    /// Grows with every change of what readers see.
    revision: i64,
    /// Whether its figures are invented.
    example: bool,
}

impl ProgrammeLine {
    pub fn new(standing: &Standing) -> Self {
        ProgrammeLine {
            id: standing.programme.id.clone(),
            title: standing.programme.title.clone(),
            revision: standing.head.revision,
            example: standing.head.example,
        }
    }
}

/// A programme as its file says, with its periods worked out.
#[derive(Serialize, ToSchema)]
pub struct ProgrammeAnswer {
    #[serde(flatten)]
    line: ProgrammeLine,
    document_number: String,
    #[schema(value_type = Vec<Object>)]
    key_tasks: Vec<crate::programme::KeyTask>,
    #[schema(value_type = Vec<Object>)]
    targets: Vec<crate::targets::Target>,
    #[schema(value_type = Vec<Object>)]
    tasks: Vec<crate::tasks::Task>,
    #[schema(value_type = Vec<Object>)]
    units: Vec<crate::units::Unit>,
    #[schema(value_type = Vec<Object>)]
    groups: Vec<crate::units::UnitGroup>,
    #[schema(value_type = Vec<Object>)]
    specialties: Vec<crate::specialties::Specialty>,
    #[schema(value_type = Vec<Object>)]
    places: Vec<crate::programme::Place>,
    #[schema(value_type = Vec<Object>)]
    periods: Vec<crate::calendar::Period>,
    #[schema(value_type = Vec<Object>)]
    stages: Vec<crate::programme::Stage>,
}

impl ProgrammeAnswer {
    pub fn new(standing: &Standing) -> Self {
        let programme = &standing.programme;
        ProgrammeAnswer {
            line: ProgrammeLine::new(standing),
            document_number: programme.document_number.clone(),
            key_tasks: programme.key_tasks.clone(),
            targets: programme.targets.clone(),
            tasks: programme.tasks.clone(),
            units: programme.units.clone(),
            groups: programme.groups.clone(),
            specialties: programme.specialties.clone(),
            places: programme.places.clone(),
            periods: programme.periods.clone(),
            stages: programme.stages.clone(),
        }
    }
}
