//! What a programme file may say, and how.

use super::reader::{Kind, Node, Read};
use super::values::id;
use super::wanted::Wanted;
use crate::language::Name;
use crate::people::Post;
use crate::programme::{
    DocumentSettings, KeyTask, OtherReading, PaperTasks, Place, Programme, Reading, Requirement, Stage, Switch,
    Thresholds, Tile,
};
use crate::specialties::Specialty;
use crate::targets::{PlanLine, PlanPoint, Target, TargetMeasure};
use crate::tasks::{Deadline, Responsible, Task, TaskRole};
use crate::units::{Membership, Unit, UnitGroup};
use chrono::NaiveDate;

fn key_task(node: &Node) -> i64 {
    let number: i64 = node.number(1..);
    node.refer(Kind::KeyTask, number.to_string());
    number
}

impl Read for Programme {
    fn read(node: &Node) -> Self {
        node.table(|t| Programme {
            id: id(t),
            title: t.get("title"),
            short: t.get("short"),
            issuer: t.get("issuer"),
            document_number: t.get("document_number"),
            document_title: t.get("document_title"),
            signatory: t.get("signatory"),
            key_tasks: t.get("key_tasks"),
            targets: t.get("targets"),
            tasks: t.get("tasks"),
            tasks_note: t.maybe("tasks_note"),
            stages: t.get("stages"),
            specialties: t.get("specialties"),
            specialty_stages: t.get("specialty_stages"),
            units: t.get("units"),
            groups: t.get("groups"),
            expected: t.take("expected", |node| node.refers(Kind::Group)),
            consolidator: t.take("consolidator", |node| node.refers(Kind::Unit)),
            places: t.get("places"),
            posts: t.take("seats", |node| node.list(seat)).concat(),
            reporting: t.get("reporting"),
            holidays: t.get("holidays"),
            thresholds: t.get("thresholds"),
            documents: t.maybe("documents").unwrap_or_default(),
            papers: t.maybe("papers").unwrap_or_default(),
            sealed_copy: t.take_if("sealed_copy", |node| node.word()).unwrap_or_default(),
            readings: t.maybe("readings").unwrap_or_default(),
            periods: Vec::new(),
            before: None,
        })
    }
}

impl Read for KeyTask {
    fn read(node: &Node) -> Self {
        node.table(|t| KeyTask { number: t.number("number", 1..), verbatim: t.get("verbatim"), name: t.get("name") })
    }
}

impl Read for Stage {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            let stage = Stage {
                number: t.number("number", 1..),
                verbatim: t.get("verbatim"),
                name: t.get("name"),
                start: t.get("start"),
                end: t.get("end"),
            };
            t.require(stage.start <= stage.end, &["end", "start"], Wanted::NotBeforeStart);
            stage
        })
    }
}

impl Read for Target {
    fn read(node: &Node) -> Self {
        node.table(|t| Target {
            id: id(t),
            key_task: t.take("key_task", key_task),
            name: t.get("name"),
            short: t.get("short"),
            operator: t.take("operator", Node::word),
            value: t.number("value", 1..),
            unit: t.get("unit"),
            wording: t.get("wording"),
            verbatim: t.get("verbatim"),
            clause: t.get("clause"),
            due: t.get("due"),
            measure: t.get("measure"),
            plan: t.maybe("plan"),
            inferred: t.maybe("inferred"),
        })
    }
}

impl Read for TargetMeasure {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            t.kind(&[
                ("count", |t| TargetMeasure::Count { measure: t.take("measure", Node::word) }),
                ("specialties", |t| TargetMeasure::Specialties {
                    baseline: t.number("baseline", 0..),
                    stage: t.number("stage", 1..),
                }),
                ("task_stage", |t| TargetMeasure::TaskStage {
                    task: t.take("task", |node| node.refers(Kind::Task)),
                    stage: t.number("stage", 1..),
                }),
            ])
        })
    }
}

impl Read for PlanLine {
    fn read(node: &Node) -> Self {
        node.table(|t| PlanLine { points: t.get("points"), reason: t.get("reason") })
    }
}

impl Read for PlanPoint {
    fn read(node: &Node) -> Self {
        node.table(|t| PlanPoint { on: t.get("on"), percent: t.number("percent", 0..=100) })
    }
}

impl Read for Task {
    fn read(node: &Node) -> Self {
        node.table(|t| Task {
            number: t.get("number"),
            key_task: t.take_if("key_task", key_task),
            verbatim: t.get("verbatim"),
            name: t.get("name"),
            short: t.get("short"),
            deadline: t.get("deadline"),
            deadline_verbatim: t.get("deadline_verbatim"),
            responsible_verbatim: t.get("responsible_verbatim"),
            responsible: t.get("responsible"),
            slots: t.maybe("slots").unwrap_or_default(),
            stages: t.maybe("stages").unwrap_or_default(),
            done_when: t.maybe("done_when"),
            note: t.maybe("note"),
        })
    }
}

impl Read for Deadline {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            t.kind(&[
                ("date", |t| Deadline::Date { date: t.get("date") }),
                ("monthly", |t| Deadline::Monthly { day: t.number("day", 1..=28) }),
                ("dates", |t| Deadline::Dates { dates: t.get("dates") }),
                ("as_needed", |_| Deadline::AsNeeded),
            ])
        })
    }
}

impl Read for Responsible {
    /// An id alone, or a table where the office has said who leads.
    fn read(node: &Node) -> Self {
        if !node.is_table() {
            let party = node.refers(Kind::Party);
            return Responsible { party, role: TaskRole::Unspecified, basis: None, on: None };
        }
        node.table(|t| Responsible {
            party: t.take("party", |node| node.refers(Kind::Party)),
            role: t.take("role", Node::word),
            basis: t.maybe("basis"),
            on: t.maybe("on"),
        })
    }
}

impl Read for Specialty {
    fn read(node: &Node) -> Self {
        node.table(|t| Specialty {
            id: id(t),
            number: t.number("number", 1..),
            name: t.get("name"),
            aliases: t.maybe("aliases").unwrap_or_default(),
            new: t.maybe("new").unwrap_or_default(),
            units: t.take_if("units", |node| node.list(|unit| unit.refers(Kind::Unit))).unwrap_or_default(),
            units_inferred: t.maybe("units_inferred").unwrap_or_default(),
        })
    }
}

impl Read for Unit {
    /// The specialties of a unit stand beside the specialties.
    fn read(node: &Node) -> Self {
        node.table(|t| Unit {
            id: id(t),
            name: t.get("name"),
            short: t.maybe("short"),
            full: t.maybe("full"),
            aliases: t.maybe("aliases").unwrap_or_default(),
            kind: t.take("kind", Node::word),
            route: t.take("route", Node::word),
            specialties: Vec::new(),
            specialties_inferred: false,
            note: t.maybe("note"),
        })
    }
}

impl Read for UnitGroup {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            let from = t.get("from");
            UnitGroup {
                id: id(t),
                name: t.get("name"),
                members: t.take("members", |node| node.list(|member| membership(member, from))),
                inferred: t.maybe("inferred").unwrap_or_default(),
                note: t.maybe("note"),
            }
        })
    }
}

/// An id alone for a unit that belongs to its group from the group's first day, or a table with days of its own.
fn membership(node: &Node, from: NaiveDate) -> Membership {
    if !node.is_table() {
        return Membership { unit: node.refers(Kind::Unit), from, until: None };
    }
    node.table(|t| {
        let membership = Membership {
            unit: t.take("unit", |node| node.refers(Kind::Unit)),
            from: t.maybe("from").unwrap_or(from),
            until: t.maybe("until"),
        };
        let in_order = membership.until.is_none_or(|until| membership.from <= until);
        t.require(in_order, &["until"], Wanted::NotBeforeMembership);
        membership
    })
}

impl Read for Place {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            let city = t.take_if("city", |node| node.refers(Kind::City));
            let is_city = city.is_none();
            Place {
                id: id(t),
                name: t.get("name"),
                city,
                tile: if is_city { t.maybe("tile") } else { None },
                unit: t.take_if("unit", |node| node.refers(Kind::Unit)),
                unit_inferred: t.maybe("unit_inferred").unwrap_or_default(),
                requires: t.maybe("requires").unwrap_or_default(),
            }
        })
    }
}

impl Read for Tile {
    fn read(node: &Node) -> Self {
        node.table(|t| Tile { row: t.number("row", 1..=9), column: t.number("column", 1..=9) })
    }
}

impl Read for Requirement {
    fn read(node: &Node) -> Self {
        node.table(|t| Requirement {
            what: t.take("what", Node::word),
            task: t.take("task", |node| node.refers(Kind::Task)),
            part: t.maybe("part"),
            optional: t.maybe("optional").unwrap_or_default(),
            clause: t.get("clause"),
            inferred: t.maybe("inferred").unwrap_or_default(),
        })
    }
}

/// A seat of the leading group or its office, and the posts whose holders sit on it.
fn seat(node: &Node) -> Vec<Post> {
    node.table(|t| {
        let (body, seat): (_, Name) = (t.take("body", Node::word), t.get("seat"));
        t.take("posts", |node| {
            node.list(|post| {
                post.table(|t| Post {
                    body,
                    seat: seat.clone(),
                    post: t.get("post"),
                    unit: t.take_if("unit", |node| node.refers(Kind::Unit)),
                })
            })
        })
    })
}

impl Read for Thresholds {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            let thresholds = Thresholds {
                lagging_points: t.number("lagging_points", ..=0),
                serious_points: t.number("serious_points", ..=0),
                due_soon_days: t.number("due_soon_days", 0..),
                report_due_soon_days: t.take_if("report_due_soon_days", |node| node.number(0..)).unwrap_or(3),
                stale_days: t.take_if("stale_days", |node| node.number(1..)).unwrap_or(35),
            };
            let in_order = thresholds.serious_points < thresholds.lagging_points;
            t.require(in_order, &["serious_points", "lagging_points"], Wanted::FewerPoints);
            thresholds
        })
    }
}

impl Read for DocumentSettings {
    fn read(node: &Node) -> Self {
        node.table(|t| DocumentSettings {
            third_heading_bold: t.maybe("third_heading_bold").unwrap_or_default(),
            single_sided: t.maybe("single_sided").unwrap_or_default(),
            body_digits: t.maybe("body_digits").unwrap_or_default(),
            plain_names: t.maybe("plain_names").unwrap_or_default(),
            fixed_lines: t.maybe("fixed_lines").unwrap_or_default(),
            title_bold: t.maybe("title_bold").unwrap_or_default(),
            public: t.maybe("public").unwrap_or_default(),
            copies: t.take_if("copies", |node| node.number(0..=9_999)).unwrap_or_default(),
        })
    }
}

impl Read for PaperTasks {
    fn read(node: &Node) -> Self {
        let task = |node: &Node| node.refers(Kind::Task);
        node.table(|t| PaperTasks {
            half_year: t.take_if("half_year", task),
            work_plan: t.take_if("work_plan", task),
            experience: t.take_if("experience", task),
        })
    }
}

impl Read for Reading {
    fn read(node: &Node) -> Self {
        node.table(|t| Reading {
            id: id(t),
            question: t.get("question"),
            clause: t.get("clause"),
            in_force: t.get("in_force"),
            others: t.maybe("others").unwrap_or_default(),
            rests: t.maybe("rests").unwrap_or_default(),
            marks: t.take_if("marks", |node| node.list(Node::word)).unwrap_or_default(),
            decided: None,
        })
    }
}

impl Read for OtherReading {
    fn read(node: &Node) -> Self {
        node.table(|t| OtherReading { id: id(t), name: t.get("name"), switch: t.maybe("switch") })
    }
}

impl Read for Switch {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            t.kind(&[
                ("roll_over", |t| Switch::RollOver { roll_over: t.get("roll_over") }),
                ("group", |t| Switch::Group {
                    group: t.take("group", |node| node.refers(Kind::Group)),
                    like: t.take("like", |node| node.refers(Kind::Group)),
                }),
                ("plan_from", |t| Switch::PlanFrom { plan_from: t.get("plan_from") }),
            ])
        })
    }
}
