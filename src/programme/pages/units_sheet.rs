//! The units of the programme as a sheet: taken away as they are, brought back changed, and then looked at like any
//! other change.

use super::editor::called;
use super::file_page::when_and_why;
use super::preview::{draft, preview};
use super::wrong::{Wrong, summary};
use crate::calendar::day_of;
use crate::db::new_id;
use crate::language::Lang;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::editing::{KINDS, Part, Typed, write};
use crate::reports::workbook::{Cells, Given, LARGEST_FILE};
use crate::units::{Route, Unit};
use crate::web::files::{XLSX, attachment};
use crate::web::forms::Fields;
use crate::web::pages::{Page, form_fields};
use crate::web::parcel::{Parcel, Piece};
use crate::web::sheets;
use axum::Extension;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, XlsxError};

const ROUTES: [Route; 3] = [Route::ViaConsolidator, Route::Direct, Route::None];
/// Groups that have room in the sheet; the others are changed by their forms.
const GROUPS: usize = 3;

/// The columns of the sheet, as the form of a unit calls its fields.
fn columns(programme: &Programme) -> Vec<String> {
    let named = |field: &str| Lang::ALL.map(|lang| format!("{field}.{lang}"));
    let plain = ["aliases", "kind", "route"].map(str::to_owned);
    let groups =
        programme.groups.iter().take(GROUPS).flat_map(|it| [format!("from.{}", it.id), format!("until.{}", it.id)]);
    std::iter::once("id".to_owned()).chain(named("name")).chain(named("short")).chain(plain).chain(groups).collect()
}

fn head(lang: Lang, programme: &Programme, column: &str) -> String {
    let (word, rest) = column.split_once('.').unwrap_or((column, ""));
    let word = if word == "id" { lang.units_sheet_id() } else { lang.programme_word(word) };
    match programme.group(rest) {
        Some(group) => format!("{} {word}", group.name.of(lang)),
        None if rest.is_empty() => word.to_owned(),
        None => format!("{word} {}", lang.programme_word(rest)),
    }
}

/// What the form of a unit says when it is opened.
fn held(programme: &Programme, unit: &Unit, field: &str) -> String {
    let (word, rest) = field.split_once('.').unwrap_or((field, ""));
    let lang = rest.parse().unwrap_or(Lang::ZhHans);
    let stay = || programme.group(rest)?.members.iter().rfind(|member| member.unit == unit.id);
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    match word {
        "id" => unit.id.clone(),
        "name" => unit.name.of(lang).to_owned(),
        "short" => unit.short.as_ref().map_or("", |name| name.of(lang)).to_owned(),
        "full" => unit.full.as_ref().map_or("", |name| name.of(lang)).to_owned(),
        "note" => unit.note.as_ref().map_or("", |name| name.of(lang)).to_owned(),
        "aliases" => unit.aliases.join("、"),
        "kind" => KINDS[unit.kind as usize].to_owned(),
        "route" => unit.route.to_string(),
        "from" => day(stay().map(|member| member.from)),
        "until" => day(stay().and_then(|member| member.until)),
        _ => String::new(),
    }
}

/// A choice in the words of the form; anything else as it stands.
fn spoken(lang: Lang, field: &str, value: &str) -> String {
    match field {
        "kind" => lang.programme_kind(value).to_owned(),
        "route" => value.parse().map_or(value, |route| lang.programme_route(route)).to_owned(),
        _ => value.to_owned(),
    }
}

/// The word of the file for a choice in the words of any language.
fn understood(field: &str, typed: &str) -> String {
    let options: Vec<String> = match field {
        "kind" => KINDS.map(str::to_owned).to_vec(),
        "route" => ROUTES.map(|route| route.to_string()).to_vec(),
        _ => return typed.to_owned(),
    };
    let is_meant =
        |option: &&String| Lang::ALL.iter().any(|lang| spoken(*lang, field, option).eq_ignore_ascii_case(typed));
    options.iter().find(is_meant).cloned().unwrap_or_else(|| typed.to_owned())
}

/// The units as they are, to be changed and brought back.
pub async fn units_template(page: Page) -> Result<Response, Problem> {
    let (lang, day, standing) = (page.lang, day_of(page.now), page.standing.clone());
    let written = tokio::task::spawn_blocking(move || book(lang, standing.newest(), day)).await;
    let written = written.map_err(|_| Problem::Internal { id: new_id() })?;
    attachment("units.xlsx", XLSX, written.expect("the sheet is small and its name our own"))
}

fn book(lang: Lang, programme: &Programme, day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    let made = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
    file.set_properties(&DocProperties::new().set_title(lang.programme_units()).set_creation_datetime(&made));
    let sheet = file.add_worksheet();
    sheet.set_name(lang.programme_units())?.set_freeze_panes(1, 1)?;
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let text = Format::new().set_num_format("@");
    for (at, column) in (0..).zip(columns(programme)) {
        sheet.set_column_width(at, if column.starts_with("name") { 30 } else { 16 })?;
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, head(lang, programme, &column), &bold)?;
        let choices: Vec<&str> = match column.as_str() {
            "kind" => KINDS.map(|kind| lang.programme_kind(kind)).to_vec(),
            "route" => ROUTES.map(|route| lang.programme_route(route)).to_vec(),
            _ => Vec::new(),
        };
        if !choices.is_empty() {
            sheet.add_data_validation(1, at, 500, at, &DataValidation::new().allow_list_strings(&choices)?)?;
        }
        for (row, unit) in (1..).zip(&programme.units) {
            sheet.write_string(row, at, spoken(lang, &column, &held(programme, unit, &column)))?;
        }
    }
    file.save_to_buffer()
}

pub async fn units_page(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, &Fields::of(Vec::new()), Vec::new()).await
}

async fn show(page: &Page, status: StatusCode, typed: &Fields, wrong: Vec<Wrong>) -> Result<Response, Problem> {
    let lang = page.lang;
    let title = match wrong.is_empty() {
        true => lang.units_import().to_owned(),
        false => format!("{}: {}", lang.programme_mistakes(wrong.len() as i64), lang.units_import()),
    };
    let day = Some(typed.get("from")).filter(|day| !day.is_empty()).map(str::to_owned);
    let day = day.unwrap_or_else(|| day_of(page.now).to_string());
    let reason = typed.get("reason").to_owned();
    page.show_with(status, &title, false, move |page| {
        view! {
            <div class="narrow spreadsheet">
                <p><a href=page.link("/admin/programme")>{lang.note_back()} " " {lang.programme_editor()}</a></p>
                <h1>{lang.units_import()}</h1>
                {summary(page, &wrong)}
                <h2>{lang.workbook_step_take()}</h2>
                <p>{lang.units_take_lead()}</p>
                <p><a class="button" href=page.link("/admin/units/template") download="">{lang.units_take()}</a></p>
                <h2>{lang.workbook_step_bring()}</h2>
                <p>{lang.units_bring_lead()}</p>
                <form method="post" action=page.link("/admin/units/import") enctype="multipart/form-data" class="stack">
                    {form_fields()}
                    {when_and_why(page, &day, &reason, &wrong)}
                    <label for="file">{lang.units_file()}</label>
                    <input id="file" type="file" name="file" accept=".xlsx" required=true/>
                    <button type="submit">{lang.programme_look()}</button>
                </form>
            </div>
        }
        .into_any()
    })
    .await
}

/// Reads a sheet of units and shows what would change. Nothing is kept yet.
pub async fn bring_units(page: Page, parcel: Option<Extension<Parcel>>) -> Result<Response, Problem> {
    let (fields, brought) = unpack(parcel).await?;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (sheet, cells) = match sheets::read(brought).await {
        Ok(found) => found,
        Err(refusal) => {
            let why = page.lang.refusal(&refusal, &|name| name.to_owned());
            return show(&page, refused, &fields, vec![Wrong::of("file", why)]).await;
        }
    };
    let source = super::editor::source(&page).await?;
    let changed = apply(&page, &sheet, &cells, source);
    let changed = changed.map_err(|wrong| wrong.into_iter().map(|said| Wrong::of("file", said)).collect());
    match draft(&page, changed, &fields, &Typed::default()) {
        Ok(draft) => preview(&page, StatusCode::OK, draft, None).await,
        Err(wrong) => show(&page, refused, &fields, wrong).await,
    }
}

/// The fields of the form, and the file: none where it is too large.
async fn unpack(parcel: Option<Extension<Parcel>>) -> Result<(Fields, Option<Bytes>), Problem> {
    let (mut fields, mut file) = (Vec::new(), Some(Bytes::new()));
    if let Some(Extension(parcel)) = parcel {
        let mut rest = parcel.rest()?;
        while let Some(piece) = rest.next(LARGEST_FILE).await? {
            match piece {
                Piece::Field { name, value } => fields.push((name, value)),
                Piece::File { bytes, .. } => file = bytes,
            }
        }
    }
    Ok((Fields::of(fields), file))
}

/// The programme file with every line of the sheet in it, or what is wrong, by its cell.
fn apply(page: &Page, sheet: &str, cells: &Cells, source: String) -> Result<String, Vec<String>> {
    let (lang, programme) = (page.lang, page.standing.newest());
    let columns = columns(programme);
    let cell = |row: u32, at: usize| format!("{sheet}!{}{}", char::from(b'A' + at as u8), row + 1);
    let value = |row: u32, at: usize| match cells.get(&(row, at as u32)) {
        Some(Given::Value(text)) => text.trim(),
        _ => "",
    };
    // The sheet may have been taken in another language than the page is read in.
    let heads = |lang: Lang| columns.iter().map(move |column| head(lang, programme, column));
    if !Lang::ALL.iter().any(|lang| heads(*lang).enumerate().all(|(at, head)| head == value(0, at))) {
        let at = heads(lang).enumerate().find(|(at, head)| head != value(0, *at));
        let (at, head) = at.unwrap_or_default();
        return Err(vec![lang.units_column_moved(&cell(0, at), &head, value(0, at))]);
    }
    let mut rows: Vec<u32> = cells.keys().map(|(row, _)| *row).filter(|row| *row > 0).collect();
    rows.dedup();
    rows.retain(|row| {
        (0..columns.len()).any(|at| cells.get(&(*row, at as u32)).is_some_and(|it| !it.shown().is_empty()))
    });
    let mut wrong: Vec<String> = Vec::new();
    let mut changed = source;
    for row in rows {
        let formula = (0..columns.len()).find(|at| matches!(cells.get(&(row, *at as u32)), Some(Given::Formula(_))));
        if let Some(at) = formula {
            wrong.push(lang.units_formula(&cell(row, at), &cells[&(row, at as u32)].shown()));
            continue;
        }
        let typed = columns.iter().enumerate().map(|(at, column)| (column.clone(), understood(column, value(row, at))));
        let mut typed: Vec<(String, String)> = typed.collect();
        let part = match programme.unit(value(row, 0)) {
            Some(unit) => {
                // What has no column stays as it is.
                let others = programme
                    .groups
                    .iter()
                    .skip(GROUPS)
                    .flat_map(|it| [format!("from.{}", it.id), format!("until.{}", it.id)]);
                let others = ["note", "full"]
                    .into_iter()
                    .flat_map(|word| Lang::ALL.map(|lang| format!("{word}.{lang}")))
                    .chain(others);
                typed.extend(others.map(|field| (field.clone(), held(programme, unit, &field))));
                Part::Unit(unit.id.clone())
            }
            None => Part::NewUnit,
        };
        match write(&changed, &part, &Typed(typed)) {
            Ok(next) => changed = next,
            Err(slips) => wrong.extend(slips.iter().map(|slip| {
                let at = columns.iter().position(|column| *column == slip.field).unwrap_or(0);
                format!("{} {}", cell(row, at), lang.programme_slip(slip, &|id| called(page, id)))
            })),
        }
    }
    if wrong.is_empty() { Ok(changed) } else { Err(wrong) }
}
