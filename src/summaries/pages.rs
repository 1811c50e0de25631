//! A document's blocks on the page, and the files it is made into.

use crate::calendar::Half;
use crate::charts::svg::{OnPaper, on_paper};
use crate::problem::Problem;
use crate::summaries::pdf::{self, Faces, Paper, Unprinted};
use crate::summaries::{Block, Figure, Masthead, Run, Summary, Table, docx, xlsx};
use crate::views::View;
use crate::web::files;
use crate::web::pages::{DEFAULT_PROGRAMME, Page};
use crate::web::press::{PATIENT, SOON, Stage};
use crate::web::qr::Code;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use leptos::prelude::*;
use std::sync::atomic::AtomicBool;

/// A document of more units is not waited for long before its reader is told.
const MANY_UNITS: usize = 200;

/// The kind of a message.
pub const TEXT: &str = "text/plain; charset=utf-8";

/// The halves a programme reports on.
pub fn halves(page: &Page) -> Vec<Half> {
    let mut halves: Vec<Half> = Vec::new();
    for period in &page.standing.programme.periods {
        let half = Half { year: period.id.year, second: period.id.month > 6 };
        if !halves.contains(&half) {
            halves.push(half);
        }
    }
    halves
}

/// The page at the moment of the document's numbers, where that is not the one asked for: what a number opens
/// has the same value.
pub fn as_printed(page: &Page, view: View) -> Page {
    let mut page = page.clone();
    if page.view != view {
        page.query.retain(|(key, _)| key != "as_at" && key != "basis");
        page.query.extend(
            [("as_at", view.day.to_string()), ("basis", view.basis.to_string())].map(|(k, v)| (k.to_owned(), v)),
        );
        page.view = view;
    }
    page
}

/// A document as it reads on the page; without its title where the page has one of its own.
pub fn article(page: &Page, summary: &Summary, titled: bool) -> AnyView {
    let page = &as_printed(page, summary.view);
    let shown = summary.blocks.iter().filter(|part| titled || !matches!(part, Block::Title(_)));
    let blocks = shown.map(|part| block(page, part)).collect_view();
    view! { <article class="document">{blocks}</article> }.into_any()
}

/// Text with its numbers, each opening what it is made of.
pub fn runs(page: &Page, runs: &[Run]) -> AnyView {
    runs.iter()
        .map(|run| match run {
            Run::Figure { id, shown, at: Some(view), .. } => as_printed(page, *view).figure(id, shown),
            Run::Text(text) => text.clone().into_any(),
            number => match number.figures() {
                [id] => page.figure(id, number.shown()),
                _ => number.shown().to_owned().into_any(),
            },
        })
        .collect_view()
        .into_any()
}

pub fn block(page: &Page, block: &Block) -> AnyView {
    match block {
        Block::Masthead(head) => masthead(head),
        Block::Title(lines) => {
            // Read in one breath, the lines are words apart.
            let gap = page.lang.pick("", "", " ");
            let lines = lines.iter().enumerate().map(|(at, line)| (if at > 0 { gap } else { "" }, runs(page, line)));
            view! { <h1>{lines.collect_view()}</h1> }.into_any()
        }
        Block::Tail(lines) => {
            let lines = lines.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
            view! { <div class="tail">{lines}</div> }.into_any()
        }
        Block::Note(text) => view! { <p class="note">{runs(page, text)}</p> }.into_any(),
        Block::Heading { level: 1, runs: text } => view! { <h2>{runs(page, text)}</h2> }.into_any(),
        Block::Heading { level: 2, runs: text } => view! { <h3>{runs(page, text)}</h3> }.into_any(),
        Block::Heading { runs: text, .. } => view! { <h4>{runs(page, text)}</h4> }.into_any(),
        Block::Paragraph(text) => view! { <p>{runs(page, text)}</p> }.into_any(),
        Block::Table(content) => table(page, content),
        Block::Figure(figure) => drawn(page, figure),
        Block::AnnexList(names) => {
            let head = page.lang.summary_annex_list();
            // One alone has no number, as it is printed.
            if let [only] = &names[..] {
                return view! { <p>{head} {only.clone()}</p> }.into_any();
            }
            // Numbered as they are printed.
            let items = names.iter().zip(1..).map(|(name, n)| view! { <li>{format!("{n}. {name}")}</li> });
            view! { <div class="annexes"><p>{head}</p><ul class="plain">{items.collect_view()}</ul></div> }.into_any()
        }
        Block::Signature { signatory, date } => {
            view! { <p class="signature">{signatory.clone()}<br/>{date.clone()}</p> }.into_any()
        }
        Block::Annex { number, title, .. } => {
            view! { <h2 class="annex">{number.clone()} " " {title.clone()}</h2> }.into_any()
        }
    }
}

/// The charts of a figure as they are printed, and what they say.
fn drawn(page: &Page, figure: &Figure) -> AnyView {
    let OnPaper { svg, .. } = on_paper(&figure.charts, "sans-serif");
    let Figure { caption, source, .. } = figure.clone();
    view! {
        <figure class="drawn">
            <div role="img" aria-label=figure.spoken(page.lang) inner_html=svg.to_string()></div>
            <figcaption>{caption}</figcaption>
            <p class="quiet">{source}</p>
        </figure>
    }
    .into_any()
}

fn masthead(head: &Masthead) -> AnyView {
    let Masthead { mark, over, name, number, compiled_by, date } = head.clone();
    view! {
        <div class="masthead">
            {(!mark.is_empty()).then(|| view! { <p class="quiet">{mark}</p> })}
            <p>{over}</p>
            <p class="name">{name}</p>
            <p>{number}</p>
            <p class="line"><span>{compiled_by}</span> <span>{date}</span></p>
        </div>
    }
    .into_any()
}

fn table(page: &Page, content: &Table) -> AnyView {
    let heads = content.columns.iter().map(|column| {
        view! { <th scope="col" class=column.numeric.then_some("number")>{column.name.clone()}</th> }
    });
    let rows = content.rows.iter().map(|row| {
        let cells = row.iter().zip(&content.columns).map(|(cell, column)| {
            view! { <td class=column.numeric.then_some("number")>{runs(page, cell)}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let caption = (!content.caption.is_empty())
        .then(|| view! { <caption>{content.caption.clone()} " " {content.unit_note.clone()}</caption> });
    let label =
        if content.caption.is_empty() { page.lang.summaries_title().to_owned() } else { content.caption.clone() };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label>
            <table>{caption}<thead><tr>{heads.collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

/// Composes away from the threads that answer.
pub async fn at_press<T: Send + 'static>(
    page: &Page,
    compose: impl FnOnce(&Page) -> T + Send + 'static,
) -> Result<T, Problem> {
    let mine = page.clone();
    page.app.press.print(move |_, _| compose(&mine)).await
}

/// Composes a document and makes the file of it, away from the threads that answer, and hands it over; if it takes
/// long, a page says so and asks again.
pub async fn hand_over(
    page: &Page,
    kind: Format,
    compose: impl FnOnce(&Page) -> Option<Summary> + Send + 'static,
    path: &str,
    stem: &str,
) -> Result<Response, Problem> {
    let order = format!("{} {} {}", page.person()?.id, page.standing.head.revision, page.with(&[]));
    let patience = if page.standing.programme.units.len() > MANY_UNITS { SOON } else { PATIENT };
    let (mine, found_at) = (page.clone(), path.to_owned());
    let work = move |faces: &Faces, wanted: &AtomicBool| {
        let summary = compose(&mine).ok_or(Problem::NotFound)?.of_example(mine.standing.head.example);
        let paper = paper(&mine.app.settings.address(), &found_at, &summary, &mine.standing.programme.id);
        Ok(kind.write(&summary, faces, &paper, wanted)?)
    };
    let bytes = match page.app.press.make(&order, patience, work).await? {
        Stage::Ready(made) => made,
        Stage::UnderWay(seconds) => return under_way(page, path, seconds).await,
    };
    let name = format!("pilotboard-{stem}-{}.{}", page.view.day, kind.ending());
    files::attachment(&name, kind.media_type(), bytes)
}

/// A page that asks again by itself. To leave it is to give the document up.
async fn under_way(page: &Page, path: &str, seconds: u64) -> Result<Response, Problem> {
    let back = page.link(path);
    let shown = page.show_with(StatusCode::ACCEPTED, page.lang.making_title(), false, move |page| {
        let lang = page.lang;
        view! {
            <h1>{lang.making_title()}</h1>
            <p role="status">{lang.making_since(seconds)}</p>
            <p><a class="button second" href=back.clone()>{lang.making_stop()}</a></p>
        }
        .into_any()
    });
    let mut response = shown.await?;
    response.headers_mut().insert("refresh", HeaderValue::from_static("1"));
    Ok(response)
}

/// What a document printed at this moment says of where it is found.
pub fn paper(board: &str, path: &str, summary: &Summary, programme: &str) -> Paper {
    let state = state(summary, programme);
    let qr = Code::of(&format!("{board}{path}?{state}")).svg();
    Paper { board: board.to_owned(), state, qr }
}

/// The same for what is issued: its address names no moment, for it is the same at all of them.
pub fn issued_paper(board: &str, path: &str, summary: &Summary, programme: &str) -> Paper {
    let qr = Code::of(&issued_address(board, path, summary, programme)).svg();
    Paper { board: board.to_owned(), state: state(summary, programme), qr }
}

pub fn issued_address(board: &str, path: &str, summary: &Summary, programme: &str) -> String {
    format!("{board}{path}?lang={}{}", summary.lang, asked_of(programme))
}

fn asked_of(programme: &str) -> String {
    if programme == DEFAULT_PROGRAMME { String::new() } else { format!("&programme={programme}") }
}

/// The view of a document's figures, as an address asks for it.
pub fn state(summary: &Summary, programme: &str) -> String {
    let View { day, basis } = summary.view;
    format!("as_at={day}&basis={basis}&lang={}{}", summary.lang, asked_of(programme))
}

impl From<Unprinted> for Problem {
    fn from(why: Unprinted) -> Self {
        if why == Unprinted::Abandoned {
            return Problem::Unavailable;
        }
        tracing::error!(%why, "A document could not be printed");
        Problem::Internal { id: crate::db::new_id() }
    }
}

/// The files a summary is made into.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    Docx,
    Pdf,
    Xlsx,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Pdf, Format::Docx, Format::Xlsx];

    pub fn of(name: &str) -> Option<Self> {
        match name {
            "docx" => Some(Format::Docx),
            "pdf" => Some(Format::Pdf),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }

    pub fn write(
        self,
        summary: &Summary,
        faces: &Faces,
        paper: &Paper,
        wanted: &AtomicBool,
    ) -> Result<Vec<u8>, Unprinted> {
        pdf::still(wanted)?;
        match self {
            Format::Docx => docx::write(summary, faces),
            Format::Pdf => pdf::write(summary, faces, paper, wanted),
            Format::Xlsx => Ok(xlsx::write(summary)),
        }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Pdf => "application/pdf",
            Format::Xlsx => files::XLSX,
        }
    }
}
