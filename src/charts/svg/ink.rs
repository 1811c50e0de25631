//! The inks charts are drawn in: a class for the style sheet, and the colour of the design for a file
//! that is saved without it.

use plotters::style::RGBColor;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Ground,
    Frame,
    Band,
    Actual,
    ActualLine,
    MissingLine,
    Pending,
    Pace,
    Open,
    Grid,
    Rule,
    Plan,
    Projection,
    TargetLine,
    Hatch,
    Ongoing,
    Deadline,
    DeadlineOpen,
    Overdue,
    Done,
    Ok,
    Lag,
    Outline,
    Check,
    CheckOnDark,
    Text,
    Quiet,
    OnDark,
    Likely,
    LikelyEdge,
    Group1,
    Group2,
    Group3,
    Group4,
    GroupOther,
    GroupLine,
    Mark,
}

impl Ink {
    const ALL: [Ink; 37] = [
        Ink::Ground,
        Ink::Frame,
        Ink::Band,
        Ink::Actual,
        Ink::ActualLine,
        Ink::MissingLine,
        Ink::Pending,
        Ink::Pace,
        Ink::Open,
        Ink::Grid,
        Ink::Rule,
        Ink::Plan,
        Ink::Projection,
        Ink::TargetLine,
        Ink::Hatch,
        Ink::Ongoing,
        Ink::Deadline,
        Ink::DeadlineOpen,
        Ink::Overdue,
        Ink::Done,
        Ink::Ok,
        Ink::Lag,
        Ink::Outline,
        Ink::Check,
        Ink::CheckOnDark,
        Ink::Text,
        Ink::Quiet,
        Ink::OnDark,
        Ink::Likely,
        Ink::LikelyEdge,
        Ink::Group1,
        Ink::Group2,
        Ink::Group3,
        Ink::Group4,
        Ink::GroupOther,
        Ink::GroupLine,
        Ink::Mark,
    ];

    pub fn class(self) -> &'static str {
        self.look().0
    }

    pub fn colour(self) -> &'static str {
        self.look().1
    }

    /// Lengths of dashes and gaps, for lines that must differ in print.
    pub fn dashes(self) -> Option<&'static str> {
        match self {
            Ink::Plan => Some("7 4"),
            Ink::Projection | Ink::Ongoing => Some("2 4"),
            Ink::MissingLine => Some("4 3"),
            _ => None,
        }
    }

    fn look(self) -> (&'static str, &'static str) {
        match self {
            Ink::Ground => ("c-ground", "#FFFFFF"),
            Ink::Frame => ("c-frame", "#C9D1D9"),
            Ink::Band => ("c-band", "#E3E9EF"),
            Ink::Actual => ("c-actual", "#0B4F8A"),
            Ink::ActualLine => ("c-actual-line", "#0B4F8A"),
            Ink::MissingLine => ("c-missing-line", "#0B4F8A"),
            Ink::Pending => ("c-pending", "#0B4F8A"),
            Ink::Pace => ("c-pace", "#1A1A1A"),
            Ink::Open => ("c-open", "#6B7280"),
            Ink::Grid => ("c-grid", "#E3E9EF"),
            Ink::Rule => ("c-rule", "#1A1A1A"),
            Ink::Plan => ("c-plan", "#4A5560"),
            Ink::Projection => ("c-projection", "#0B4F8A"),
            Ink::TargetLine => ("c-target", "#1A1A1A"),
            Ink::Hatch => ("c-hatch", "#4A5560"),
            Ink::Ongoing => ("c-ongoing", "#4A5560"),
            Ink::Deadline => ("c-deadline", "#1A1A1A"),
            Ink::DeadlineOpen => ("c-deadline-open", "#1A1A1A"),
            Ink::Overdue => ("c-overdue", "#C71805"),
            Ink::Done => ("c-done", "#27303F"),
            Ink::Ok => ("c-ok", "#138669"),
            Ink::Lag => ("c-lag", "#F2A900"),
            Ink::Outline => ("c-outline", "#1A1A1A"),
            Ink::Check => ("c-check", "#1A1A1A"),
            Ink::CheckOnDark => ("c-check-on-dark", "#FFFFFF"),
            Ink::Text => ("c-text", "#1A1A1A"),
            Ink::Quiet => ("c-quiet", "#4A5560"),
            Ink::OnDark => ("c-on-dark", "#FFFFFF"),
            Ink::Likely => ("c-likely", "#DCE8F3"),
            Ink::LikelyEdge => ("c-likely-edge", "#0B4F8A"),
            Ink::Group1 => ("c-group-1", "#0B4F8A"),
            Ink::Group2 => ("c-group-2", "#8A5A00"),
            Ink::Group3 => ("c-group-3", "#7A2E74"),
            Ink::Group4 => ("c-group-4", "#1F7A70"),
            Ink::GroupOther => ("c-group-other", "#6B7280"),
            Ink::GroupLine => ("c-group-line", "#6B7280"),
            Ink::Mark => ("c-mark", "#FFFFFF"),
        }
    }

    /// Inks of one colour must stay apart until they are dressed, so plotters is given their number.
    pub fn number(self) -> RGBColor {
        RGBColor(0, 0, self as u8)
    }

    /// Reads [`Ink::number`] as plotters writes it.
    pub fn numbered(written: &str) -> Option<Ink> {
        let number = u8::from_str_radix(written.strip_prefix("#0000")?, 16).ok()?;
        Ink::ALL.into_iter().find(|ink| *ink as u8 == number)
    }
}
