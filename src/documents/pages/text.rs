//! What is done to the text of a draft: one form for all of it, so that what is being typed is never left behind.

use super::bench::{self, Typed, TypedPiece};
use super::read;
use super::side::mark;
use crate::documents::store::{self, Hand};
use crate::documents::{
    Bench, Document, ERRATA, Fresh, Numbers, Piece, PieceKind, Slip, TEXT_LIMIT, Token, for_form, from_form, path_of,
    pieces, unnumbered,
};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use crate::reports::is_forbidden;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// What a button of the form asks for, after what is being typed is kept.
#[derive(Clone, Debug)]
enum Asked {
    Save,
    /// Opens a piece for typing.
    Edit(String),
    /// Lets go of a piece, as it was.
    Leave(String),
    /// Puts a number at the end of what is being typed.
    Chip(String, String),
    Shift(String, bool),
    Remove(String, i64),
    Add(PieceKind, Option<String>),
    /// Takes material up.
    Take(String),
}

impl Asked {
    fn read(text: &str) -> Option<Asked> {
        let words: Vec<&str> = text.split_whitespace().collect();
        Some(match words[..] {
            [] | ["save"] => Asked::Save,
            ["edit", id] => Asked::Edit(id.to_owned()),
            ["leave", id] => Asked::Leave(id.to_owned()),
            ["chip", id, token] => Asked::Chip(id.to_owned(), token.to_owned()),
            ["up", id] => Asked::Shift(id.to_owned(), true),
            ["down", id] => Asked::Shift(id.to_owned(), false),
            ["remove", id, lock] => Asked::Remove(id.to_owned(), lock.parse().ok()?),
            ["add", kind] => Asked::Add(kind.parse().ok()?, None),
            ["add", kind, after] => Asked::Add(kind.parse().ok()?, Some(after.to_owned())),
            ["take", source] => Asked::Take(source.to_owned()),
            _ => return None,
        })
    }
}

/// What was typed into a piece, as it will be kept.
#[derive(Clone, Debug)]
struct Written {
    piece: String,
    lock: i64,
    kind: PieceKind,
    text: String,
    /// As it came.
    typed: String,
}

pub async fn write(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if page.person()?.role != Role::Office {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let asked = Asked::read(fields.get("act"));
    let asked = asked.ok_or_else(|| Problem::bad_input("act", "save / edit / …", fields.get("act")))?;
    let mut tx = page.app.db.read().await?;
    let document = store::get(&mut tx, &page.standing.programme, &id).await?;
    drop(tx);
    let bench = read(&page, document.clone()).await?;
    let written = match (&asked, fields.get("piece")) {
        (Asked::Leave(_), _) | (_, "") => None,
        (_, piece) => match understand(&page, &bench, &fields, piece, &asked) {
            Ok(written) => Some(written),
            Err(typed) => {
                let typed =
                    Typed { status: Some(StatusCode::UNPROCESSABLE_ENTITY), piece: Some(typed), ..Typed::default() };
                return bench::show(&page, document, typed).await;
            }
        },
    };
    let fresh = fresh(&page, &bench, &asked)?;
    let path = path_of(document.scope);
    // Whoever looks at the pages goes on looking at them.
    let layout = fields.get("layout") == "on";
    let at = |edit: bool, id: &str| {
        let query = match (edit, layout) {
            (true, true) => format!("?edit={id}&layout=on"),
            (true, false) => format!("?edit={id}"),
            (false, true) => "?layout=on".to_owned(),
            (false, false) => String::new(),
        };
        page.link(&format!("{path}{query}#p-{id}"))
    };
    let unchanged = written.as_ref().is_some_and(|written| {
        let stored = bench.pieces.iter().find(|piece| piece.id == written.piece);
        stored.is_some_and(|piece| (piece.kind, &piece.text, piece.lock) == (written.kind, &written.text, written.lock))
    });
    let (app, programme) = (page.app.clone(), page.standing.programme.clone());
    let links = [at(false, "{id}"), at(true, "{id}")];
    let (kept, doing) = (written.clone(), asked.clone());
    let route = format!("POST /documents/{id}/text");
    let answer = act(&page.app, cause(&page, &route, &fields)?, move |tx, cause| {
        let (app, programme, id, links) = (app.clone(), programme.clone(), id.clone(), links.clone());
        let (written, asked, fresh) = (kept.clone(), doing.clone(), fresh.clone());
        Box::pin(async move {
            let hand = Hand { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            let document = store::get(tx, &programme, &id).await?;
            if let Some(written) = &written {
                match unchanged {
                    true => store::release(tx, hand, &document, &written.piece).await?,
                    false => {
                        let place = (written.piece.as_str(), written.lock);
                        store::save(tx, hand, &document, place, written.kind, &written.text).await?;
                    }
                }
            }
            let (edit, at) = perform(tx, hand, &document, asked, fresh).await?;
            let at = at.or(written.map(|written| written.piece)).unwrap_or_default();
            Ok(Answer::see(links[usize::from(edit)].replace("{id}", &at).replace("%7Bid%7D", &at)))
        })
    });
    match answer.await {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Overtaken) => overtaken(&page, document, written).await,
        Err(problem) => Err(problem),
    }
}

/// Does what was asked; says whether a piece is open for typing afterwards, and where to look.
async fn perform(
    tx: &mut crate::db::Tx,
    hand: Hand<'_>,
    document: &Document,
    asked: Asked,
    fresh: Option<(Option<String>, Fresh)>,
) -> Result<(bool, Option<String>), Problem> {
    match asked {
        Asked::Save => Ok((false, None)),
        Asked::Edit(id) | Asked::Chip(id, _) => {
            store::hold(tx, hand, document, &id).await?;
            Ok((true, Some(id)))
        }
        Asked::Leave(id) => {
            store::release(tx, hand, document, &id).await?;
            Ok((false, Some(id)))
        }
        Asked::Shift(id, up) => {
            store::shift(tx, hand, document, &id, up).await?;
            Ok((false, Some(id)))
        }
        Asked::Remove(id, lock) => {
            store::remove(tx, hand, document, &id, lock).await?;
            Ok((false, None))
        }
        Asked::Add(..) | Asked::Take(_) => {
            let (after, fresh) = fresh.ok_or(Problem::NotFound)?;
            let id = store::add(tx, hand, document, after.as_deref(), &fresh).await?;
            // An empty piece is there to be typed.
            let edit = fresh.kind.is_text() && fresh.text.is_empty();
            if edit {
                store::hold(tx, hand, document, &id).await?;
            }
            Ok((edit, Some(id)))
        }
    }
}

/// Reads what was typed, or says what is wrong with it.
fn understand(page: &Page, bench: &Bench, fields: &Fields, piece: &str, asked: &Asked) -> Result<Written, TypedPiece> {
    let kind =
        fields.get("kind").parse().ok().filter(|kind: &PieceKind| kind.is_text()).unwrap_or(PieceKind::Paragraph);
    let mut typed = fields.raw("text").replace("\r\n", "\n").trim().to_owned();
    if let Asked::Chip(_, token) = asked {
        typed.push_str(&format!("{{{{{token}}}}}"));
    }
    let numbers = Numbers::new(&page.standing.programme, &page.record, &bench.composed);
    let mut slips = Vec::new();
    let found = typed.chars().count();
    if found > TEXT_LIMIT {
        slips.push(Slip::TooLong { found });
    }
    if typed.chars().any(|c| is_forbidden(c) && c != '\n') {
        slips.push(Slip::ForbiddenCharacter);
    }
    match from_form(&typed, |token: &Token| numbers.shown(token)) {
        Ok(text) if slips.is_empty() => {
            let text = match kind {
                PieceKind::Heading(_) => unnumbered(&text.replace('\n', "")).to_owned(),
                _ => text,
            };
            let lock = fields.get("lock").parse().unwrap_or_default();
            Ok(Written { piece: piece.to_owned(), lock, kind, text, typed })
        }
        answer => {
            slips.extend(answer.err().unwrap_or_default());
            Err(TypedPiece { id: piece.to_owned(), kind, text: typed, slips, theirs: None })
        }
    }
}

/// The piece that is to be put in, and after which.
fn fresh(page: &Page, bench: &Bench, asked: &Asked) -> Result<Option<(Option<String>, Fresh)>, Problem> {
    let (programme, record) = (&page.standing.programme, &page.record);
    let (scope, lang) = (bench.document.scope, bench.document.lang);
    let last = |kinds: &dyn Fn(PieceKind) -> bool| {
        bench.pieces.iter().rfind(|piece| kinds(piece.kind)).map(|piece| piece.id.clone())
    };
    Ok(match asked {
        Asked::Add(kind, after) => Some((after.clone(), Fresh::composed(*kind))),
        Asked::Take(source) if source == "errata" => Some((last(&|_| true), Fresh::composed(ERRATA))),
        Asked::Take(source) => match source.strip_prefix("auto.") {
            Some(wanted) => {
                let all = pieces(&bench.composed);
                let at = all.iter().position(|fresh| fresh.kind.is_text() && mark(&fresh.text) == wanted);
                let at = at.ok_or(Problem::Overtaken)?;
                let is = |piece: &Piece, fresh: &Fresh| piece.kind == fresh.kind && piece.text == fresh.text;
                let before = all[..at].iter().rev();
                let after = before.flat_map(|fresh| bench.pieces.iter().find(|piece| is(piece, fresh))).next();
                Some((after.map(|piece| piece.id.clone()), all[at].clone()))
            }
            None => {
                let item = bench.items.iter().find(|item| item.source == *source).ok_or(Problem::Overtaken)?;
                let headings = item.headings(programme, record, scope, bench.composed.view, lang);
                Some((item.place(&bench.pieces, &headings), item.piece(programme, scope, lang)))
            }
        },
        _ => None,
    })
}

/// Somebody was first: both texts, so that nothing typed is lost.
async fn overtaken(page: &Page, document: Document, written: Option<Written>) -> Result<Response, Problem> {
    let bench = read(page, document.clone()).await?;
    let piece = written.map(|written| {
        let stored = bench.pieces.iter().find(|piece| piece.id == written.piece);
        let shown = |token: &Token| bench.shown.get(&token.to_string()).cloned();
        let theirs = stored.map(|piece| for_form(&piece.text, shown));
        TypedPiece { id: written.piece, kind: written.kind, text: written.typed, slips: Vec::new(), theirs }
    });
    let wrong = match &piece {
        // The piece is gone: what was typed stands in the message.
        Some(piece) if piece.theirs.is_none() => Some(page.lang.piece_gone(&piece.text)),
        Some(_) => Some(page.lang.piece_overtaken().to_owned()),
        None => Some(page.lang.draft_overtaken().to_owned()),
    };
    let piece = piece.filter(|piece| piece.theirs.is_some());
    let mut tx = page.app.db.read().await?;
    let document = store::get(&mut tx, &page.standing.programme, &document.id).await?;
    drop(tx);
    bench::show(page, document, Typed { wrong, status: Some(StatusCode::CONFLICT), piece, ..Typed::default() }).await
}
