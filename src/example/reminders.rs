//! What the example would have sent in July: on the four mornings before the report was due, to those who had not
//! filed by then. Nothing of it ever left the board.

use super::{account, moment};
use crate::audit::{Actor, AuditKey};
use crate::db::Tx;
use crate::language::Lang;
use crate::messages::Outlets;
use crate::messages::recipients::{Kind, Recipient};
use crate::messages::store::{issued, set_contact};
use crate::people::Person;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::reminders::Schedule;
use crate::reminders::store::Desk;
use chrono::{DateTime, Utc};

const MORNINGS: [&str; 4] = ["2022-07-21 09:30", "2022-07-25 09:30", "2022-07-27 10:00", "2022-07-28 15:00"];

pub(super) fn mornings() -> [DateTime<Utc>; 4] {
    MORNINGS.map(moment)
}

/// Everybody has an address that leads nowhere; one society reads Hong Kong Chinese.
pub(super) async fn addresses(tx: &mut Tx, people: &[Person]) -> Result<(), Problem> {
    for person in people {
        let lang = if person.id == account("soc_road") { Lang::ZhHant } else { Lang::ZhHans };
        set_contact(tx, &person.id, &format!("{}@example.org", person.login), lang).await?;
    }
    Ok(())
}

/// Who would get an issued document.
pub(super) async fn list(tx: &mut Tx, programme: &Programme, office: &Actor, key: &AuditKey) -> Result<(), Problem> {
    let names = [
        (Kind::Above, "中国科协有关部门", "cast"),
        (Kind::Above, "省科协领导", "gdast"),
        (Kind::Beside, "省住房城乡建设厅", "housing"),
        (Kind::Beside, "省人力资源社会保障厅", "personnel"),
        (Kind::Beside, "省港澳办", "hkmo"),
        (Kind::Below, "各互认试点单位", "units"),
    ];
    for (kind, name, address) in names {
        let (id, address) = (String::new(), format!("{address}@example.org"));
        let recipient = Recipient { id, kind, name: name.to_owned(), address, lang: Lang::ZhHans };
        issued::add(tx, &programme.id, &recipient, office, key).await?;
    }
    Ok(())
}

pub(super) async fn remind(tx: &mut Tx, programme: &Programme, now: DateTime<Utc>) -> Result<(), Problem> {
    let record = crate::progress::store::record(tx, &programme.id).await?;
    let outlets = Outlets { mail: true, bot: false, example: true };
    let desk = Desk { programme, schedule: &Schedule::default(), outlets, address: "https://board.example.org" };
    desk.raise(tx, &record, now).await?;
    Ok(())
}
