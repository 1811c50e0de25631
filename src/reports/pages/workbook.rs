//! The spreadsheet way: the workbook out, the workbook in, and a copy with its faults marked.

use super::form::{Sheet, before, sheet};
use super::{changes, report_name};
use crate::calendar::{PeriodId, day_of};
use crate::language::Lang;
use crate::problem::Problem;
use crate::reports::workbook::{
    self, Book, Change, Filled, Ground, HEADS, LARGEST_FILE, Mark, Refusal, Stamp, Values, Wrong, WrongKind, file_name,
};
use crate::web::files::{XLSX, attachment_called};
use crate::web::forms::Fields;
use crate::web::pages::{Page, form_fields};
use crate::web::parcel::Parcel;
use crate::web::turns::Turns;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use std::time::Duration;

/// Files read at once, and how long one may take.
static READERS: Turns = Turns::new(2, Duration::from_secs(5));

/// A sheet that may still be changed.
pub(super) async fn open_sheet(page: &Page, period: &str) -> Result<Sheet, Problem> {
    let sheet = sheet(page, period).await?;
    match sheet.report.state.is_open() {
        true => Ok(sheet),
        false => Err(Problem::Conflict { state: sheet.report.state, lock: sheet.report.lock }),
    }
}

/// The sheet if it may still be changed; whoever only looks is otherwise sent to the form, which says why not.
pub(super) async fn sheet_or_form(page: &Page, period: &str) -> Result<Result<Sheet, Response>, Problem> {
    let sheet = sheet(page, period).await?;
    let form = page.link(&format!("/my/reports/{}", sheet.period.id));
    Ok(if sheet.report.state.is_open() { Ok(sheet) } else { Err(Redirect::to(&form).into_response()) })
}

/// The rules and names the rows depend on, in `lang`.
pub(super) fn on_ground<T>(page: &Page, sheet: &Sheet, lang: Lang, work: impl FnOnce(&Ground) -> T) -> T {
    let before = |cell: &crate::reports::Cell| before(page, sheet, cell);
    let closed = |number: &str| page.progress.tasks.iter().any(|row| row.number == number && row.light.is_closed());
    let (unit, period, proof) = (&sheet.unit, &sheet.period, &sheet.proof(page));
    let (programme, today) = (&page.standing.programme, day_of(page.now));
    work(&Ground { programme, unit, period, today, lang, before: &before, proof, closed: &closed })
}

fn stamp(page: &Page, sheet: &Sheet, lock: i64, lang: Lang) -> Stamp {
    let edition = page.standing.head.edition;
    Stamp::new(&page.standing.programme, edition, &sheet.unit.id, sheet.period.id, lock, lang)
}

fn seal(page: &Page, stamp: &Stamp, base: &Values) -> String {
    page.app.audit_key.mark("workbook", &stamp.sealed(base))
}

fn book(page: &Page, sheet: &Sheet, lock: i64, lang: Lang) -> Book {
    let name = |id: PeriodId| match id.supplement {
        true => lang.year_end_supplement(id.year),
        false => lang.month_report(id.month),
    };
    let period = &sheet.period;
    Book {
        stamp: stamp(page, sheet, lock, lang),
        unit: sheet.unit.name.of(lang).to_owned(),
        report: name(period.id),
        span: lang.form_span(&lang.day(period.start), &lang.day(period.end)),
        end: period.end,
        rows: on_ground(page, sheet, lang, |ground| ground.rows(&sheet.report.draft)),
    }
}

/// The workbook of the reader's unit for one period, with what the draft says.
pub async fn workbook(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = match sheet_or_form(&page, &period).await? {
        Ok(sheet) => sheet,
        Err(form) => return Ok(form),
    };
    let book = book(&page, &sheet, sheet.report.lock, page.lang);
    let seal = seal(&page, &book.stamp, &book.base());
    hand_over(book, seal, Vec::new()).await
}

async fn hand_over(book: Book, seal: String, marks: Vec<Mark>) -> Result<Response, Problem> {
    let name = file_name(&book.stamp.unit, &book.stamp.period, !marks.is_empty());
    let mended = if marks.is_empty() { String::new() } else { format!("-{}", book.stamp.lang.workbook_to_mend()) };
    let called = format!("{}-{}{mended}.xlsx", book.unit, book.report);
    let written = tokio::task::spawn_blocking(move || workbook::write(&book, &seal, &marks)).await;
    attachment_called(&name, Some(&called), XLSX, written.map_err(|_| Problem::Internal { id: crate::db::new_id() })?)
}

/// The page from which the workbook is taken and to which it is brought.
pub async fn spreadsheet(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    match sheet_or_form(&page, &period).await? {
        Ok(sheet) => show(&page, StatusCode::OK, sheet, None, None).await,
        Err(form) => Ok(form),
    }
}

async fn show(
    page: &Page,
    status: StatusCode,
    sheet: Sheet,
    refused: Option<String>,
    copy: Option<Kept>,
) -> Result<Response, Problem> {
    let name = report_name(page, sheet.period.id);
    let title =
        refused.as_ref().map_or_else(|| page.lang.workbook_title(&name), |_| page.lang.workbook_refused().to_owned());
    page.show_with(status, &title, false, move |page| {
        let lang = page.lang;
        let path = format!("/my/reports/{}", sheet.period.id);
        let refused = refused.clone().map(|why| {
            view! { <div class="error-summary" role="alert" tabindex="-1"><p>{lang.workbook_refused()}</p><ul><li><a href="#file">{why}</a></li></ul></div> }
        });
        view! {
            <div class="narrow spreadsheet">
                <h1>{lang.workbook_title(&name)}</h1>
                <p class="quiet">{sheet.unit.name.of(lang).to_owned()} " · " {lang.form_span(&lang.day(sheet.period.start), &lang.day(sheet.period.end))} " · " {lang.form_secret()}</p>
                {refused}
                {copy.as_ref().map(|kept| copy_form(page, &path, kept, lang.workbook_take_instead()))}
                <h2>{lang.workbook_step_take()}</h2>
                <p>{lang.workbook_take_lead()}</p>
                {in_wechat(page)}
                <p><a class="button" href=page.link(&format!("{path}/workbook")) download="">{lang.workbook_take()}</a></p>
                <h2>{lang.workbook_step_bring()}</h2>
                <p>{lang.workbook_bring_lead()}</p>
                {bring_form(page, &path)}
                <p class="buttons">
                    <a class="button second" href=page.link(&format!("{path}/paste"))>{lang.workbook_or_paste()}</a>
                    <a class="button second" href=page.link(&path)>{lang.check_back()}</a>
                </p>
            </div>
        }
        .into_any()
    })
    .await
}

/// Where a file cannot be saved, and how it can.
pub(super) fn in_wechat(page: &Page) -> Option<AnyView> {
    page.in_wechat.then(|| view! { <p class="warning sheet-hint" role="note">{page.lang.in_wechat()}</p> }.into_any())
}

fn bring_form(page: &Page, path: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <form method="post" action=page.link(&format!("{path}/workbook")) enctype="multipart/form-data" class="stack">
            {form_fields()}
            <label for="file">{lang.workbook_file()}</label>
            <input id="file" type="file" name="file" accept=".xlsx" required=true/>
            <button type="submit">{lang.workbook_bring()}</button>
        </form>
    }
    .into_any()
}

/// Reads a workbook and shows what it would change. Nothing is kept yet.
pub async fn bring(
    page: Page,
    Path(period): Path<String>,
    parcel: Option<Extension<Parcel>>,
) -> Result<Response, Problem> {
    let sheet = open_sheet(&page, &period).await?;
    let file = match parcel {
        Some(Extension(parcel)) => parcel.file(LARGEST_FILE).await?,
        None => Some(Bytes::new()),
    };
    let read = match file {
        Some(file) => READERS.take(move || workbook::read(&file)).await.unwrap_or_else(|stopped| Err(stopped.into())),
        None => Err(Refusal::TooLarge),
    };
    let filled = match read {
        Ok(filled) => filled,
        Err(refusal) => {
            let why = page.lang.refusal(&refusal, &|id| named(&page, id));
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, sheet, Some(why), None).await;
        }
    };
    if let Err(refusal) = believed(&page, &sheet, &filled) {
        let why = page.lang.refusal(&refusal, &|id| named(&page, id));
        let colon = page.lang.pick("：", "：", ": ");
        let why = refusal.cell().map_or(why.clone(), |cell| format!("{}{colon}{why}", place(&filled.sheet, cell)));
        let copy = Kept::refused(&page, &sheet, &filled, &refusal);
        return show(&page, StatusCode::UNPROCESSABLE_ENTITY, sheet, Some(why), Some(copy)).await;
    }
    match understood(&page, &sheet, page.lang, &filled) {
        Ok(found) => changes::show(&page, StatusCode::OK, sheet, found, Vec::new()).await,
        Err(wrong) => show_wrong(&page, sheet, filled, wrong).await,
    }
}

/// Takes a workbook for what it says it is, once the seal is ours and the stamp is that of this report.
fn believed(page: &Page, sheet: &Sheet, filled: &Filled) -> Result<(), Refusal> {
    if seal(page, &filled.stamp, &filled.base) != filled.seal {
        return Err(Refusal::Forged);
    }
    filled.is_for(&stamp(page, sheet, filled.stamp.lock, filled.stamp.lang))
}

fn understood(page: &Page, sheet: &Sheet, lang: Lang, filled: &Filled) -> Result<Vec<Change>, Vec<Wrong>> {
    on_ground(page, sheet, lang, |ground| workbook::changes(ground, &sheet.report.draft, filled))
}

/// The name of a unit or of a period's report.
fn named(page: &Page, id: &str) -> String {
    match id.parse::<PeriodId>() {
        Ok(period) => report_name(page, period),
        Err(_) => page.unit_name(id),
    }
}

fn place(sheet: &str, cell: &str) -> String {
    format!("{sheet}!{cell}")
}

/// What goes along in the form that asks for the marked copy, because the file itself is not kept.
struct Kept {
    fields: Vec<(String, String)>,
}

impl Kept {
    /// What was typed, what it was made from, and what is wrong where, as the page says it.
    fn wrong(filled: &Filled, wrong: &[Wrong]) -> Kept {
        let lang = filled.stamp.lang;
        let mut kept = Kept::of(filled.stamp.lock, lang);
        kept.typed(filled, true);
        for wrong in wrong {
            let part = if matches!(wrong.kind, WrongKind::Renamed { .. }) { "name" } else { "mark" };
            kept.fields.push((format!("{part}.{}", wrong.field), lang.wrong_kind(&wrong.kind)));
        }
        kept
    }

    /// The same for a workbook that is not for this report, or not as it was: the copy is for this report, and holds
    /// what was typed where it answers what the report asks.
    fn refused(page: &Page, sheet: &Sheet, filled: &Filled, refusal: &Refusal) -> Kept {
        let lang = filled.stamp.lang;
        // One that was only moved about was made from the draft that its stamp names.
        let ours = filled.moved.as_ref() == Some(refusal);
        let mut kept = Kept::of(if ours { filled.stamp.lock } else { sheet.report.lock }, lang);
        if refusal.keeps_what_was_typed() {
            kept.typed(filled, ours);
        }
        let said = lang.refusal(refusal, &|id| named(page, id));
        kept.fields.extend(refusal.cell().map(|cell| (format!("mark.{cell}"), said)));
        kept
    }

    fn of(lock: i64, lang: Lang) -> Kept {
        Kept { fields: vec![("lock".to_owned(), lock.to_string()), ("of".to_owned(), lang.to_string())] }
    }

    fn typed(&mut self, filled: &Filled, with_base: bool) {
        for line in &filled.lines {
            self.fields.push((format!("value.{}", line.field), line.given.shown()));
            if let Some(base) = filled.base.get(&line.field).filter(|_| with_base) {
                self.fields.push((format!("base.{}", line.field), base.clone()));
            }
        }
    }
}

fn copy_form(page: &Page, path: &str, kept: &Kept, word: &'static str) -> AnyView {
    let fields = kept.fields.iter().map(|(name, value)| {
        view! { <input type="hidden" name=name.clone() value=value.clone()/> }
    });
    view! {
        <form method="post" action=page.link(&format!("{path}/workbook/marked"))>
            {form_fields()}
            {fields.collect_view()}
            <p><button type="submit">{word}</button></p>
        </form>
    }
    .into_any()
}

async fn show_wrong(page: &Page, sheet: Sheet, filled: Filled, wrong: Vec<Wrong>) -> Result<Response, Problem> {
    let title = page.lang.workbook_wrong(wrong.len());
    page.show_with(StatusCode::UNPROCESSABLE_ENTITY, &title, false, move |page| {
        let lang = page.lang;
        let path = format!("/my/reports/{}", sheet.period.id);
        let lines = wrong.iter().map(|wrong| {
            let colon = lang.pick("：", "：", ": ");
            view! { <li><strong class="place">{place(&wrong.sheet, &wrong.cell)}</strong> {colon} {wrong.name.clone()} {lang.pick("，", "，", ", ")} {lang.wrong_kind(&wrong.kind)}</li> }
        });
        view! {
            <div class="spreadsheet">
                <h1>{lang.workbook_title(&report_name(page, sheet.period.id))}</h1>
                <div class="error-summary" role="alert" tabindex="-1"><p>{lang.workbook_wrong(wrong.len())}</p><ul>{lines.collect_view()}</ul></div>
                {copy_form(page, &path, &Kept::wrong(&filled, &wrong), lang.workbook_take_marked())}
                <h2>{lang.workbook_step_bring()}</h2>
                {bring_form(page, &path)}
                <p class="buttons"><a class="button second" href=page.link(&path)>{lang.check_back()}</a></p>
            </div>
        }
        .into_any()
    })
    .await
}

/// The workbook again, with what was typed and with its faults marked as the page said them.
pub async fn marked(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let sheet = open_sheet(&page, &period).await?;
    let fields = Fields::read(&body)?;
    let lang: Lang = fields.get("of").parse().unwrap_or(page.lang);
    let lock = fields.get("lock").parse().unwrap_or_default();
    let mut book = book(&page, &sheet, lock, lang);
    let posted = |name: String| fields.has(&name).then(|| fields.get(&name).to_owned());
    let mut marks = Vec::new();
    for row in &mut book.rows {
        row.value = posted(format!("value.{}", row.field)).unwrap_or_else(|| row.value.clone());
        row.base = posted(format!("base.{}", row.field)).unwrap_or_else(|| row.base.clone());
        let field = || row.field.clone();
        marks.extend(posted(format!("mark.{}", row.field)).map(|said| Mark::Field { field: field(), said }));
        marks.extend(posted(format!("name.{}", row.field)).map(|said| Mark::Name { field: field(), said }));
    }
    for cell in HEADS {
        marks.extend(posted(format!("mark.{cell}")).map(|said| Mark::Head { cell: cell.to_owned(), said }));
    }
    let seal = seal(&page, &book.stamp, &book.base());
    hand_over(book, seal, marks).await
}
