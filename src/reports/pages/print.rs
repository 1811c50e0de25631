//! The monthly report on one page of A4, to be signed and sealed (product rules A.7), and the code on it.

use super::form::{Sheet, before, gathers, sheet};
use super::workbook::in_wechat;
use super::{at, report_name, spaced};
use crate::calendar::day_of;
use crate::evidence::pages::line;
use crate::evidence::store as evidence;
use crate::language::Lang;
use crate::people::{Person, store as people};
use crate::problem::Problem;
use crate::reports::store::{self, Issued, Receipt};
use crate::reports::{Cell, Draft, Origin, Stated, Typed, cell_of, cells};
use crate::web::App;
use crate::web::pages::Page;
use crate::web::qr;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What the paper shows: the draft as it stands, or the version that was submitted last.
struct Paper {
    sheet: Sheet,
    draft: Draft,
    /// Of the version; a draft has none, because nobody has vouched for it yet.
    code: Option<(String, Receipt)>,
    /// Whoever filed it or is about to.
    filler: Option<Person>,
    read_by: Reader,
}

/// Whom the paper is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// The unit itself, which signs and seals it.
    Unit,
    /// Its head, through a link.
    Head,
    /// Whoever has the numbers: 转办表, an empty form to be sent on (product rules C.2).
    Others,
}

pub async fn print(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    let gathers = page.asked("for") == Some("others") && gathers(&page, &sheet);
    show(page, sheet, if gathers { Reader::Others } else { Reader::Unit }).await
}

/// The same for the head of the unit, who follows a link.
pub(super) async fn paper_for_head(page: Page, sheet: Sheet) -> Result<Response, Problem> {
    show(page, sheet, Reader::Head).await
}

async fn show(page: Page, mut sheet: Sheet, read_by: Reader) -> Result<Response, Problem> {
    let (programme, unit, id) = (&page.standing.programme.id, &sheet.unit.id.clone(), sheet.period.id);
    let mut tx = page.app.db.read().await?;
    let receipt = store::receipts(&mut tx, programme, unit, id).await?.into_iter().next();
    let empty = read_by == Reader::Others;
    let submitted = receipt.filter(|_| !sheet.report.state.is_open() && !empty);
    let mut draft = if empty { Draft::default() } else { sheet.report.draft.clone() };
    if empty {
        sheet.files.clear();
    }
    if let Some(receipt) = &submitted
        && let Some(content) = store::content(&mut tx, programme, unit, id, receipt.number).await?
    {
        draft = content.to_draft();
    }
    if let Some(receipt) = &submitted {
        sheet.files = evidence::of_version(&mut tx, programme, unit, id, receipt.number).await?;
    }
    let people = people::all(&mut tx, page.now).await?;
    drop(tx);
    let known = |id: Option<&String>| people.iter().map(|(person, _)| person).find(|person| Some(&person.id) == id);
    let by = submitted.as_ref().map(|receipt| &receipt.submitted_by).or(sheet.report.author.as_ref());
    let filler = known(by).or(page.visitor.person.as_ref()).cloned();
    let code = submitted.map(|receipt| {
        (code(&page.app, programme, unit, &id.to_string(), receipt.number, &receipt.fingerprint), receipt)
    });
    let title = if empty { page.lang.print_handout() } else { page.lang.print_form() };
    let paper = Paper { sheet, draft, code, filler, read_by };
    page.show_alone(StatusCode::OK, title, move |page| view(page, &paper)).await
}

/// Eight characters that only this board can give to a version: `7K3M-92QD`.
pub(super) fn code(app: &App, programme: &str, unit: &str, period: &str, number: i64, fingerprint: &str) -> String {
    // Without letters that are taken for figures.
    const SIGNS: [char; 32] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N',
        'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
    ];
    let mark = app.audit_key.mark("report on paper", &format!("{programme} {unit} {period} {number} {fingerprint}"));
    let bits = mark.get(..10).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default();
    let signs: String = (0..8).rev().map(|at| SIGNS[(bits >> (5 * at) & 31) as usize]).collect();
    format!("{}-{}", &signs[..4], &signs[4..])
}

fn view(page: &Page, paper: &Paper) -> AnyView {
    let lang = page.lang;
    let Paper { sheet, draft, code, filler, read_by } = paper;
    let programme = &page.standing.programme;
    let period = &sheet.period;
    let form = format!("/my/reports/{}", period.id);
    let back = match sheet.report.state.is_open() {
        true => view! { <a href=page.link(&form)>{lang.check_back()}</a> },
        false => view! { <a href=page.link(&format!("{form}/receipt"))>{lang.receipt_title()}</a> },
    };
    let hint = match read_by {
        Reader::Head => view! { {lang.share_read_only()} }.into_any(),
        Reader::Unit | Reader::Others => view! { {back} " · " {lang.print_hint()} }.into_any(),
    };
    let colon = lang.pick("：", "：", ": ");
    let handout = (*read_by == Reader::Others).then(|| {
        let to = filler.as_ref().map(|person| format!("{} {}", person.name, person.phone)).unwrap_or_default();
        let back = lang.print_handout_back(sheet.unit.name.of(lang), &to, &lang.day(period.due));
        view! { <p class="strong">{back}</p> }
    });
    let version = match code {
        None if handout.is_some() => lang.print_handout().to_owned(),
        Some((_, receipt)) => lang.print_version(&lang.receipt_version(receipt.number), lang.state(sheet.report.state)),
        None => lang.print_draft().to_owned(),
    };
    let address = match code {
        Some((code, _)) => format!("{}/receipts/{code}", page.app.settings.address()),
        None => format!("{}{form}", page.app.settings.address()),
    };
    let texts = [
        (lang.form_done(), &draft.done),
        (lang.form_problems(), &draft.problems),
        (lang.form_next(), &draft.next),
        (lang.form_ask(), &draft.ask),
    ];
    let texts = texts.into_iter().zip(lang.print_ordinals()).map(|((name, text), ordinal)| {
        let name = name.split(['（', '，', '(', ',']).next().unwrap_or(name).trim().to_owned();
        // A draft leaves room for the hand; of a report that is in, what was left blank is said to be.
        let text = match (text.is_empty(), code.is_some()) {
            (true, true) => lang.print_blank().to_owned(),
            _ => text.clone(),
        };
        view! { <div class="said"><h2>{ordinal}{name}</h2><p>{text}</p></div> }
    });
    let name = |person: &Option<Person>| person.as_ref().map(|person| person.name.clone());
    let filed = code.as_ref().map(|(_, receipt)| lang.day(day_of(receipt.submitted_at)));
    let head = match draft.agreed.is_empty() {
        true => name(&sheet.head),
        false => Some(lang.print_agreed(&draft.agreed)),
    };
    // Who reviews it in the unit signs by hand.
    let signatures = [
        (lang.print_head(), head),
        (lang.print_reviewer(), None),
        (lang.print_filler(), name(filler)),
        (lang.print_phone(), filler.as_ref().map(|person| person.phone.clone())),
        (lang.print_date(), filed),
    ];
    view! {
        <p class="sheet-hint quiet">{hint}</p>
        {in_wechat(page)}
        <main id="content" class=if code.is_some() { "paper" } else { "paper draft" } tabindex="-1">
            <header>
                <div>
                    <h1>{lang.print_title(programme.title.of(lang))}</h1>
                    {page.invented().map(|note| view! { <p><strong>{note}</strong></p> })}
                    <p><span>{lang.print_unit()} {colon} <strong>{programme.full_name(&sheet.unit, lang)}</strong></span></p>
                    <p>{report_name(page, period.id)} " · " {lang.form_span(&lang.day(period.start), &lang.day(period.end))}</p>
                    <p>{code.as_ref().map(|(code, _)| view! { {lang.print_code()} {colon} <strong class="code">{code.clone()}</strong> " · " })} <strong>{version}</strong></p>
                </div>
                <div class="form-number">
                    <p>{lang.print_code_of_form()}</p>
                    <p>{lang.print_issuer(programme.issuer.of(lang))}</p>
                    <p>{lang.print_valid(period.id.year)}</p>
                    <p>{lang.print_at(&at(page.now))}</p>
                    {qr::drawn(page, &address)}
                </div>
            </header>
            {handout}
            {draft.nil.then(|| view! { <p class="strong">{lang.cell_nil()}</p> })}
            {counts(page, sheet, draft, code.is_some())}
            {words(page, draft)}
            <section class="texts">{texts.collect_view()}</section>
            <p class="files">{lang.evidence()} {colon} {line(page, &sheet.files)}</p>
            <footer class="signatures">{signatures.map(|(name, said)| view! { <span>{name} {colon} {said}</span> }).collect_view()}</footer>
        </main>
    }
    .into_any()
}

/// A line for each measure, its two places of origin side by side.
fn counts(page: &Page, sheet: &Sheet, draft: &Draft, filed: bool) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let cells = cells(programme, &sheet.unit, draft);
    if cells.is_empty() {
        return ().into_any();
    }
    let row = |cell: &Cell| {
        let of = |origin| Cell { origin, ..cell.clone() };
        let name = cell.name(programme, lang);
        let name = name.replacen(&format!(" · {}", lang.origin(cell.origin)), "", 1);
        let said = Origin::ALL.map(|origin| {
            let cell = of(origin);
            let entry = draft.entries.iter().find(|entry| cell_of(programme, entry) == cell);
            let typed = entry.map(|entry| entry.count.clone()).unwrap_or_default();
            // A nil return says nought in every cell.
            let typed = if draft.nil && typed.0.is_empty() { Typed::from("0") } else { typed };
            (before(page, sheet, &cell), typed)
        });
        let columns = |before: i64, new: String, after: String| {
            view! { <td class="number">{before}</td><td class="number strong">{new}</td><td class="number">{after}</td> }
        };
        let (new, after) = together(lang, &said, filed);
        let sum = columns(said.iter().map(|(before, _)| before).sum(), new, after);
        let numbers = said.map(|(before, typed)| {
            let (new, after) = shown(lang, &typed, before, filed);
            columns(before, new, after)
        });
        let numbers = view! { {sum}{numbers.collect_view()} };
        view! { <tr><th scope="row">{lang.measure(cell.measure)} " · " {name}</th>{numbers}</tr> }
    };
    let rows = cells.iter().filter(|cell| cell.origin == Origin::ALL[0]).map(row);
    let of_which = Origin::ALL.map(|origin| lang.print_of_which(lang.origin(origin)));
    let heads = [lang.total().to_owned()].into_iter().chain(of_which);
    let heads: Vec<_> = heads.map(|head| view! { <th scope="colgroup" colspan="3">{head}</th> }).collect();
    let parts = [(); 3].map(|()| {
        view! { <th scope="col" class="number">{lang.review_before()}</th><th scope="col" class="number">{lang.review_new()}</th><th scope="col" class="number">{lang.review_after()}</th> }
    });
    view! {
        <table aria-label=lang.form_section_counts()>
            <thead><tr><th scope="col" rowspan="2">{lang.measure_label()}</th>{heads}</tr><tr>{parts.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// The two places of origin together; nothing where neither says a number.
fn together(lang: Lang, said: &[(i64, Typed); 2], filed: bool) -> (String, String) {
    let before: i64 = said.iter().map(|(before, _)| before).sum();
    let stated = said.iter().map(|(_, typed)| Stated::understand(typed));
    let Ok(stated) = stated.collect::<Result<Vec<Stated>, _>>() else { return ("?".to_owned(), "?".to_owned()) };
    match stated.iter().any(|stated| matches!(stated, Stated::Number(_))) {
        true => {
            let new: i64 = stated.into_iter().map(Stated::number).sum();
            (new.to_string(), (before + new).to_string())
        }
        false => shown(lang, &said[0].1, before, filed),
    }
}

/// What is new and what it comes to, as it stands in the draft. A form to be filled in by hand leaves room; a report
/// that is in leaves nothing blank (product rule A.3).
fn shown(lang: Lang, typed: &Typed, before: i64, filed: bool) -> (String, String) {
    match Stated::understand(typed) {
        Ok(Stated::Number(new)) => (new.to_string(), (before + new).to_string()),
        Ok(stated @ (Stated::NotApplicable | Stated::Unavailable)) => (lang.stated(stated), before.to_string()),
        Ok(Stated::Blank) if filed => (lang.print_blank().to_owned(), before.to_string()),
        Ok(Stated::Blank) => (String::new(), before.to_string()),
        Err(_) => (typed.0.clone(), "?".to_owned()),
    }
}

/// Stages reached, and a line for each task.
fn words(page: &Page, draft: &Draft) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let stages = draft.specialties.iter().map(|entry| {
        let name = programme.specialty(&entry.specialty).map_or(entry.specialty.as_str(), |found| found.name.of(lang));
        let at = entry
            .stage
            .0
            .parse::<usize>()
            .ok()
            .and_then(|number| programme.specialty_stages.get(number.wrapping_sub(1)));
        let rung = at.map_or(entry.stage.0.as_str(), |rung| rung.of(lang));
        spaced(&[name, rung, &entry.on.0, &lang.agreement_cited(&entry.agreement, &entry.counterpart)])
    });
    let tasks = draft.tasks.iter().map(|entry| {
        let name = programme.task(&entry.number).map_or(entry.number.as_str(), |task| task.short.of(lang));
        let name = lang.task_named(name, &entry.number);
        let rung = programme.task(&entry.number).zip(entry.stage.0.parse::<usize>().ok());
        let rung =
            rung.and_then(|(task, number)| task.stages.get(number.wrapping_sub(1))).map_or("", |rung| rung.of(lang));
        let slots = lang.list(&entry.slots);
        let closures = entry.closures.iter().map(|closure| {
            let due = closure.due.map(|due| lang.short_day(due)).unwrap_or_default();
            spaced(&[lang.form_closure(), &due, &closure.on.0, &closure.evidence])
        });
        let closures: Vec<String> = closures.collect();
        spaced(&[&name, &entry.said, rung, &slots, &closures.join(" ")])
    });
    let policies = draft
        .policies
        .iter()
        .map(|policy| spaced(&[lang.form_policies(), &policy.title, &policy.number, &policy.on.0]));
    let lines: Vec<String> = stages.chain(tasks).chain(policies).collect();
    (!lines.is_empty())
        .then(|| view! { <ul class="lines">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> })
        .into_any()
}

/// Whose a code on paper is: told to those who may read that unit's reports.
pub async fn receipt_code(page: Page, Path(asked): Path<String>) -> Result<Response, Problem> {
    let person = page.person()?;
    let programme = &page.standing.programme.id;
    let mut tx = page.app.db.read().await?;
    let issued = store::issued(&mut tx, programme).await?;
    drop(tx);
    let of = |version: &Issued| {
        code(&page.app, programme, &version.unit, &version.period, version.number, &version.fingerprint)
    };
    let readable = issued.iter().filter(|version| person.may_read(&version.unit));
    let found = readable.into_iter().find(|version| plain(&of(version)) == plain(&asked)).cloned();
    let newest = found.as_ref().map_or(0, |found| {
        let same = issued.iter().filter(|other| other.unit == found.unit && other.period == found.period);
        same.map(|version| version.number).max().unwrap_or_default()
    });
    let asked: String = asked.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(20).collect();
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    page.show_with(status, page.lang.code_title(), false, move |page| code_view(page, &asked, found.as_ref(), newest))
        .await
}

fn code_view(page: &Page, asked: &str, found: Option<&Issued>, newest: i64) -> AnyView {
    let lang = page.lang;
    let Some(found) = found else {
        return view! { <div class="narrow"><h1>{lang.code_unknown(asked)}</h1><p>{lang.code_unknown_remedy()}</p></div> }.into_any();
    };
    let report = found.period.parse().map_or_else(|_| found.period.clone(), |id| report_name(page, id));
    let standing = if found.number == newest { lang.code_newest().to_owned() } else { lang.code_replaced(newest) };
    let address = format!("/reports/{}/{}?version={}", found.unit, found.period, found.number);
    view! {
        <div class="narrow">
            <h1>{lang.code_true(asked)}</h1>
            <p class="strong">{page.unit_name(&found.unit)} " · " {report} " · " {lang.receipt_version(found.number)}</p>
            <dl><dt>{lang.receipt_time()}</dt><dd>{at(found.submitted_at)}</dd><dt>{lang.receipt_number()}</dt><dd>{found.receipt.clone()}</dd></dl>
            <p>{standing}</p>
            <p><a class="button" href=page.link(&address)>{lang.code_open()}</a></p>
        </div>
    }
    .into_any()
}

/// A code without what people add or mistake when they type it.
fn plain(code: &str) -> String {
    let signs = code.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        sign => sign,
    });
    signs.collect()
}
