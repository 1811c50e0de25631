//! What the API answers, shape by shape.

mod evidence;
mod document;
mod figure;
mod problem;
mod programme;
mod progress;
mod report;
mod said;

pub use document::{DocumentAnswer, DocumentLine};
pub use evidence::EvidenceAnswer;
pub use figure::{ContributionAnswer, FigureAnswer};
pub use problem::{FaultAnswer, ProblemAnswer};
pub use programme::{ProgrammeAnswer, ProgrammeLine};
pub use progress::ProgressAnswer;
pub use report::{ClosureAnswer, ReportAnswer};
pub use said::{DecisionAnswer, NoteAnswer};
