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
    Required,
    Tint0,
    Tint1,
    Tint2,
    Tint3,
    Tint4,
}

/// What inks are mixed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// A page, whose style sheet knows them by their classes.
    Page,
    /// Paper, which will be photocopied: black and grey (product rules A.3).
    Paper,
}

impl Palette {
    pub fn of(self, ink: Ink) -> &'static str {
        match self {
            Palette::Page => ink.colour(),
            Palette::Paper => ink.printed(),
        }
    }
}

impl Ink {
    const ALL: [Ink; 43] = [
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
        Ink::Required,
        Ink::Tint0,
        Ink::Tint1,
        Ink::Tint2,
        Ink::Tint3,
        Ink::Tint4,
    ];

    /// How much of the one hue a tile has.
    pub const TINTS: [Ink; 5] = [Ink::Tint0, Ink::Tint1, Ink::Tint2, Ink::Tint3, Ink::Tint4];

    pub fn class(self) -> &'static str {
        self.look().0
    }

    pub fn colour(self) -> &'static str {
        self.look().1
    }

    /// Black, white, or one of three greys.
    fn printed(self) -> &'static str {
        match self {
            Ink::Ground | Ink::CheckOnDark | Ink::OnDark | Ink::Mark | Ink::Tint0 => "#FFFFFF",
            Ink::Band | Ink::Likely | Ink::Grid | Ink::Tint1 | Ink::Tint2 => "#DDDDDD",
            Ink::Frame | Ink::Hatch | Ink::LikelyEdge | Ink::GroupLine | Ink::Tint3 | Ink::Tint4 => "#8C8C8C",
            Ink::Plan | Ink::Open | Ink::Ongoing | Ink::Quiet | Ink::Lag => "#4D4D4D",
            _ => "#000000",
        }
    }

    /// Lengths of dashes and gaps, for lines that must differ in print.
    pub fn dashes(self) -> Option<&'static str> {
        match self {
            Ink::Plan => Some("7 4"),
            Ink::Projection | Ink::Ongoing => Some("2 4"),
            Ink::MissingLine => Some("4 3"),
            Ink::Required => Some("2 3"),
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
            Ink::Required => ("c-required", "#1A1A1A"),
            Ink::Tint0 => ("c-tint-0", "#FFFFFF"),
            Ink::Tint1 => ("c-tint-1", "#E4EDF6"),
            Ink::Tint2 => ("c-tint-2", "#C6D9EB"),
            Ink::Tint3 => ("c-tint-3", "#A5C3DF"),
            Ink::Tint4 => ("c-tint-4", "#82ABD1"),
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
