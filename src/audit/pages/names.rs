//! What an entry is about, in words. The object as it is kept stands in its title and in the extract.

use crate::audit::{AuditRow, SIGN_IN};
use crate::calendar::PeriodId;
use crate::notes::Subject;
use crate::notes::pages::subject_name;
use crate::people::Role;
use crate::people::store::Register;
use crate::reports::pages::report_name;
use crate::web::pages::Page;

pub fn chain_name(page: &Page, chain: &str) -> String {
    match chain {
        "programme" => page.lang.audit_chain_programme().to_owned(),
        SIGN_IN => page.lang.audit_chain_signin().to_owned(),
        unit => page.unit_name(unit),
    }
}

/// The object of an entry; what has no words is shown as it is kept.
pub fn object_name(page: &Page, people: &Register, row: &AuditRow) -> String {
    let lang = page.lang;
    let words: Vec<&str> = row.object.split(' ').collect();
    let period = |text: &str| text.parse::<PeriodId>().map_or_else(|_| text.to_owned(), |id| report_name(page, id));
    let person = |id: &str| people.at(id, row.at).map_or_else(|| id.to_owned(), |person| person.name.clone());
    match words.as_slice() {
        ["report", _, unit, of] => lang.audit_report(&page.unit_name(unit), &period(of)),
        ["closure", _, task, _] => lang.audit_closure(task),
        ["task", _, task, ..] => lang.audit_task(task),
        ["extension", _, unit, _] => lang.audit_extension(&page.unit_name(unit)),
        ["consolidation", _, of] => lang.audit_consolidation(&period(of)),
        ["document", _, name] => lang.document_name(name),
        ["note", _, subject, _] => match subject.parse::<Subject>() {
            Ok(subject) => subject_name(page, &subject),
            Err(_) => (*subject).to_owned(),
        },
        ["reading", id, ..] => {
            let reading = page.standing.programme.readings.iter().find(|reading| reading.id == *id);
            reading.map_or_else(|| (*id).to_owned(), |reading| reading.question.of(lang).to_owned())
        }
        ["person", of, "to", role] if role.parse::<Role>().is_ok() => {
            let role = role.parse().map_or("", |role| lang.role(role));
            format!("{} → {role}", person(of))
        }
        ["person", from, "to", to, ..] => format!("{} → {}", person(from), person(to)),
        ["person", id, ..] => person(id),
        ["login", login, ..] => (*login).to_owned(),
        ["session"] => lang.audit_session().to_owned(),
        ["feedback", _] => lang.footer_feedback().to_owned(),
        ["paper", _, unit, paper] => match paper.parse() {
            Ok(paper) => format!("{} {}", page.unit_name(unit), lang.paper_title(paper)),
            Err(_) => row.object.clone(),
        },
        ["proposal", ..] | ["programme", ..] => lang.audit_programme().to_owned(),
        ["conclusion", ..] => lang.audit_conclusion().to_owned(),
        ["snapshot", ..] => lang.audit_snapshot().to_owned(),
        ["recipient", ..] => lang.audit_recipients().to_owned(),
        ["reminders"] => lang.audit_reminders().to_owned(),
        _ => row.object.clone(),
    }
}
