//! Every route of the board, who may use it and on whose things: one table, crossed by one guard.
//! `tests/authorisation.rs` holds it against `tests/fixtures/authorisation.csv`.

use crate::audit::Call;
use crate::audit::pages as audit;
use crate::decisions::pages as decisions;
use crate::documents::pages as documents;
use crate::effort::pages as effort;
use crate::evidence::pages as evidence;
use crate::evidence::{LARGEST_FILE, MOST_FILES};
use crate::extensions::pages as extensions;
use crate::feedback::pages as feedback;
use crate::feeds::pages as feeds;
use crate::notes::pages as notes;
use crate::papers::pages as papers;
use crate::people::Role::{self, *};
use crate::people::pages as people;
use crate::problem::Problem;
use crate::programme::pages as programmes;
use crate::progress::pages as progress;
use crate::readings::pages as readings;
use crate::remarks::pages as remarks;
use crate::reminders::pages as reminders;
use crate::reports::pages as reports;
use crate::reports::workbook::LARGEST_FILE as LARGEST_WORKBOOK;
use crate::review::pages as review;
use crate::snapshots::pages as snapshots;
use crate::web::guard::{BODY_LIMIT, FORM_LIMIT, Post, Rule, Scope, Visitor, asked_language, guard};
use crate::web::{App, api, pages, running_head, shell};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post, put};
use tower_http::limit::RequestBodyLimitLayer;

/// One way into the board.
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub rule: Rule,
    /// Most a request may bring.
    limit: usize,
    files: bool,
    handler: MethodRouter<App>,
}

const EVERYBODY: &[Role] = &Role::ALL;
/// Whoever may type a report; which unit's, the rules of review say.
const WRITERS: &[Role] = &[Filer, Consolidator, Office];
const DECIDERS: &[Role] = &[Consolidator, Office];
const REVIEWERS: &[Role] = &[Consolidator, Office, Auditor];

fn public(method: &'static str, path: &'static str, handler: MethodRouter<App>) -> Route {
    Route {
        method,
        path,
        rule: Rule { public: true, roles: &[], scope: Scope::Any },
        limit: BODY_LIMIT,
        files: false,
        handler,
    }
}

fn only(
    roles: &'static [Role],
    scope: Scope,
    method: &'static str,
    path: &'static str,
    handler: MethodRouter<App>,
) -> Route {
    Route { method, path, rule: Rule { public: false, roles, scope }, limit: BODY_LIMIT, files: false, handler }
}

impl Route {
    /// Forms with files may come this way, of `bytes` in all.
    fn with_files(self, bytes: usize) -> Route {
        Route { limit: bytes + FORM_LIMIT, files: true, ..self }
    }
}

/// The table.
pub fn table() -> Vec<Route> {
    use Scope::{Any, Own, Readable};
    vec![
        public("GET", "/livez", get(|| async { "ok" })),
        public("GET", "/readyz", get(ready)),
        public("GET", "/", get(people::home)),
        public("GET", "/signin", get(people::sign_in_page)),
        public("POST", "/signin", post(people::sign_in)),
        public("GET", "/setup", get(people::setup_page)),
        public("POST", "/setup", post(people::set_up)),
        // The secret in the address is what lets the visitor choose a password.
        public("GET", "/invitation/{token}", get(people::invitation_page)),
        public("POST", "/invitation/{token}", post(people::join)),
        only(EVERYBODY, Any, "POST", "/signout", post(people::sign_out)),
        only(EVERYBODY, Any, "GET", "/account", get(people::own_page)),
        only(EVERYBODY, Any, "POST", "/account/contact", post(people::change_contact)),
        only(EVERYBODY, Any, "POST", "/account/password", post(people::change_password)),
        only(EVERYBODY, Any, "GET", "/help", get(programmes::help)),
        only(EVERYBODY, Any, "GET", "/search", get(progress::search)),
        only(EVERYBODY, Any, "GET", "/running-head.css", get(running_head::running_head)),
        only(EVERYBODY, Any, "GET", "/programme", get(programmes::sheet)),
        only(EVERYBODY, Any, "GET", "/feedback", get(feedback::feedback)),
        only(EVERYBODY, Any, "POST", "/feedback", post(feedback::add)),
        only(&[Office], Any, "POST", "/feedback/{id}/answer", post(feedback::answer)),
        only(&[Office, Administrator, Auditor], Any, "GET", "/cost", get(effort::cost)),
        only(EVERYBODY, Any, "GET", "/questions", get(readings::questions)),
        only(EVERYBODY, Any, "GET", "/questions/file/{format}", get(readings::export)),
        only(&[Office], Any, "POST", "/questions/{id}", post(readings::decide)),
        // What everybody sees.
        only(EVERYBODY, Any, "GET", "/overview", get(progress::overview)),
        only(EVERYBODY, Any, "GET", "/overview/remark", get(remarks::remarks)),
        only(&[Office], Any, "POST", "/overview/remark", post(remarks::add)),
        only(EVERYBODY, Any, "GET", "/meeting", get(progress::meeting)),
        only(&[Office, LeadingGroup], Any, "GET", "/snapshots", get(snapshots::snapshots)),
        only(&[Office, LeadingGroup], Any, "POST", "/snapshots", post(snapshots::make)),
        only(&[Office, LeadingGroup], Any, "POST", "/snapshots/{id}/revoke", post(snapshots::revoke)),
        // The secret in the address is what lets the visitor in.
        public("GET", "/s/{token}", get(snapshots::meeting)),
        public("GET", "/s/{token}/sheet", get(snapshots::sheet)),
        public("GET", "/read/{token}", get(reports::shared)),
        only(EVERYBODY, Any, "GET", "/decisions", get(decisions::decisions)),
        only(EVERYBODY, Any, "GET", "/decisions/minutes", get(decisions::download)),
        only(&[Office, LeadingGroup], Any, "POST", "/decisions", post(decisions::add)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "POST", "/decisions/{id}/done", post(decisions::done)),
        only(EVERYBODY, Any, "GET", "/targets/{target}", get(progress::target)),
        only(EVERYBODY, Any, "GET", "/tasks", get(progress::tasks)),
        only(EVERYBODY, Any, "GET", "/tasks/{number}", get(progress::task)),
        only(EVERYBODY, Any, "GET", "/units", get(progress::units)),
        only(EVERYBODY, Readable, "GET", "/units/{unit}", get(progress::unit)),
        only(EVERYBODY, Any, "GET", "/specialties", get(progress::specialties)),
        only(EVERYBODY, Any, "GET", "/specialties/{specialty}", get(progress::specialty)),
        only(EVERYBODY, Any, "GET", "/cities", get(progress::cities)),
        only(EVERYBODY, Any, "GET", "/cities/{place}", get(progress::city)),
        only(EVERYBODY, Any, "GET", "/matrix", get(progress::matrix)),
        only(EVERYBODY, Any, "GET", "/figures/{id}", get(progress::figure)),
        only(EVERYBODY, Any, "GET", "/figures/{id}/xlsx", get(progress::figure_xlsx)),
        only(EVERYBODY, Any, "GET", "/figures/{id}/csv", get(progress::figure_csv)),
        only(EVERYBODY, Any, "GET", "/charts/{name}/{format}", get(progress::chart_file)),
        only(EVERYBODY, Readable, "GET", "/reports/{unit}/{period}", get(review::report)),
        only(EVERYBODY, Any, "GET", "/summaries", get(documents::lists)),
        only(EVERYBODY, Any, "GET", "/summaries/{half}", get(documents::summary)),
        only(EVERYBODY, Any, "GET", "/summaries/{half}/{format}", get(documents::summary_file)),
        only(EVERYBODY, Any, "GET", "/briefings", get(documents::lists)),
        only(EVERYBODY, Any, "GET", "/briefings/{issue}", get(documents::briefing)),
        only(EVERYBODY, Any, "GET", "/briefings/{issue}/{format}", get(documents::briefing_file)),
        // The office makes them, and what is issued stays.
        only(EVERYBODY, Any, "GET", "/documents", get(documents::archive)),
        only(EVERYBODY, Any, "GET", "/documents/figures/{id}", get(documents::compare)),
        only(&[Office], Any, "POST", "/documents/begin", post(documents::begin)),
        only(&[Office], Any, "POST", "/documents/{id}/text", post(documents::write)),
        only(&[Office, LeadingGroup], Any, "POST", "/documents/{id}/comments", post(documents::comment)),
        only(
            &[Office, LeadingGroup],
            Any,
            "POST",
            "/documents/{id}/comments/{comment}/settle",
            post(documents::settle),
        ),
        only(&[Office], Any, "GET", "/documents/{id}/pages/{n}", get(documents::picture)),
        only(&[Office], Any, "GET", "/documents/{id}/proof", get(documents::proof)),
        only(&[Office, LeadingGroup], Any, "POST", "/documents/{id}/steps", post(documents::step)),
        only(&[Office, Auditor], Any, "GET", "/documents/exceptions", get(documents::exceptions)),
        only(&[Office], Any, "POST", "/documents/exceptions", post(documents::open)),
        only(&[Office], Any, "POST", "/documents/exceptions/{id}/close", post(documents::close)),
        only(EVERYBODY, Any, "GET", "/papers", get(papers::all)),
        only(EVERYBODY, Readable, "GET", "/papers/{paper}/{unit}", get(papers::read)),
        only(EVERYBODY, Readable, "GET", "/papers/{paper}/{unit}/{format}", get(papers::filed_file)),
        // Leaders write, units answer.
        only(EVERYBODY, Any, "GET", "/attention", get(progress::attention)),
        only(EVERYBODY, Any, "GET", "/attention/xlsx", get(notes::export)),
        only(EVERYBODY, Any, "GET", "/notes/{subject}", get(notes::subject)),
        only(&[LeadingGroup, Office], Any, "POST", "/notes/{subject}", post(notes::write)),
        only(&[Office], Any, "POST", "/notes/{subject}/rung", post(notes::climb_rung)),
        only(
            &[Filer, UnitHead, Consolidator, Office],
            Any,
            "POST",
            "/notes/{subject}/{note}/reply",
            post(notes::reply),
        ),
        // A unit files.
        only(&[Filer, UnitHead, Consolidator, Office], Any, "GET", "/my", get(reports::home)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "GET", "/my/reports", get(reports::drawer)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "GET", "/my/reports/{period}", get(reports::form)),
        only(WRITERS, Any, "POST", "/my/reports/{period}", post(reports::save)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/autosave", post(reports::autosave)),
        only(WRITERS, Any, "GET", "/my/reports/{period}/nil", get(reports::nil_page)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/nil", post(reports::nil)),
        only(WRITERS, Any, "GET", "/my/reports/{period}/check", get(reports::check)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/submit", post(reports::submit)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/withdraw", post(reports::withdraw)),
        only(WRITERS, Any, "GET", "/my/reports/{period}/correct", get(reports::correct_page)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "GET", "/my/reports/{period}/slip", get(reports::slip)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/correct", post(reports::correct)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/abandon", post(reports::abandon)),
        only(&[UnitHead], Any, "POST", "/my/reports/{period}/confirm", post(reports::confirm)),
        only(
            &[Filer, UnitHead, Consolidator, Office],
            Any,
            "GET",
            "/my/reports/{period}/receipt",
            get(reports::receipt),
        ),
        only(WRITERS, Any, "GET", "/my/extensions", get(extensions::own)),
        only(WRITERS, Any, "POST", "/my/extensions", post(extensions::ask)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "GET", "/my/papers", get(papers::own)),
        only(WRITERS, Any, "GET", "/my/papers/{paper}", get(papers::form)),
        only(WRITERS, Any, "POST", "/my/papers/{paper}", post(papers::save)).with_files(LARGEST_FILE),
        only(&[UnitHead], Any, "POST", "/my/papers/{paper}/agree", post(papers::agree)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "GET", "/my/papers/{paper}/receipt", get(papers::receipt)),
        only(
            &[Filer, UnitHead, Consolidator, Office],
            Any,
            "GET",
            "/my/papers/{paper}/{format}",
            get(papers::own_file),
        ),
        // What the unit owes, in a calendar of one's own; the secret in the address is what lets a telephone in.
        only(&[Filer, UnitHead, Consolidator, Office], Any, "GET", "/my/calendar", get(feeds::calendar)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "POST", "/my/calendar", post(feeds::make)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "POST", "/my/calendar/revoke", post(feeds::revoke)),
        public("GET", "/calendar/{token}", get(feeds::feed)),
        // The same away from the board, and on paper.
        only(WRITERS, Any, "GET", "/my/reports/{period}/spreadsheet", get(reports::spreadsheet)),
        only(WRITERS, Any, "GET", "/my/reports/{period}/workbook", get(reports::workbook)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/workbook", post(reports::bring)).with_files(LARGEST_WORKBOOK),
        only(WRITERS, Any, "POST", "/my/reports/{period}/workbook/marked", post(reports::marked)),
        only(WRITERS, Any, "GET", "/my/reports/{period}/paste", get(reports::paste_page)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/paste", post(reports::paste)),
        only(WRITERS, Any, "GET", "/my/reports/{period}/evidence", get(evidence::evidence)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/evidence", post(evidence::bring))
            .with_files(MOST_FILES * LARGEST_FILE),
        only(WRITERS, Any, "POST", "/my/reports/{period}/evidence/{id}/detach", post(evidence::detach)),
        // Whose a file is decides who reads it.
        only(EVERYBODY, Any, "GET", "/evidence/{id}", get(evidence::download)),
        only(EVERYBODY, Any, "GET", "/evidence/{id}/picture", get(evidence::picture)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/changes", post(reports::keep_changes)),
        only(&[Filer, UnitHead, Consolidator, Office], Any, "GET", "/my/reports/{period}/print", get(reports::print)),
        only(WRITERS, Any, "GET", "/my/reports/{period}/share", get(reports::share)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/share", post(reports::make_share)),
        only(WRITERS, Any, "POST", "/my/reports/{period}/share/end", post(reports::end_share)),
        only(EVERYBODY, Any, "GET", "/receipts/{code}", get(reports::receipt_code)),
        // The consolidator and the office decide.
        only(REVIEWERS, Any, "GET", "/review", get(review::queue)),
        only(REVIEWERS, Any, "GET", "/review/sheet", get(review::sheet)),
        only(&[Consolidator], Readable, "POST", "/review/{unit}/{period}/forward", post(review::forward)),
        only(&[Office], Readable, "POST", "/review/{unit}/{period}/accept", post(review::accept)),
        only(DECIDERS, Readable, "POST", "/review/{unit}/{period}/return", post(review::send_back)),
        only(DECIDERS, Readable, "POST", "/review/{unit}/{period}/undo", post(review::undo)),
        only(DECIDERS, Readable, "POST", "/review/{unit}/{period}/comment", post(review::comment)),
        only(REVIEWERS, Any, "GET", "/review/nil", get(review::nil)),
        only(&[Office], Any, "POST", "/review/nil", post(review::accept_nil)),
        only(REVIEWERS, Any, "GET", "/review/consolidation/{period}", get(review::consolidation)),
        only(REVIEWERS, Any, "GET", "/review/consolidation/{period}/print", get(review::print_consolidation)),
        only(&[Consolidator], Any, "POST", "/review/consolidation/{period}", post(review::consolidate)),
        only(&[Office], Any, "POST", "/review/consolidation/{period}/accept", post(review::accept_consolidation)),
        only(&[Office], Any, "POST", "/review/consolidation/{period}/return", post(review::return_consolidation)),
        only(&[Office], Any, "POST", "/review/closures/{id}/confirm", post(review::confirm_closure)),
        only(&[Office], Any, "POST", "/review/closures/{id}/return", post(review::return_closure)),
        only(&[Office], Any, "POST", "/review/closures/{id}/reopen", post(review::reopen_closure)),
        only(&[Office, Auditor], Any, "GET", "/extensions", get(extensions::all)),
        only(&[Office], Any, "POST", "/extensions/{id}/agree", post(extensions::agree)),
        only(&[Office], Any, "POST", "/extensions/{id}/refuse", post(extensions::refuse)),
        // What is sent to whom, and to whom issued documents go.
        only(&[Office, Auditor], Any, "GET", "/reminders", get(reminders::reminders)),
        only(&[Office], Any, "POST", "/reminders/chase", post(reminders::chase)),
        only(&[Office], Any, "GET", "/reminders/settings", get(reminders::settings)),
        only(&[Office], Any, "POST", "/reminders/settings", post(reminders::save_settings)),
        only(&[Office], Any, "GET", "/reminders/recipients", get(reminders::recipients)),
        only(&[Office], Any, "POST", "/reminders/recipients", post(reminders::add_recipient)),
        only(&[Office], Any, "POST", "/reminders/recipients/{id}/remove", post(reminders::remove_recipient)),
        // The administrator configures, the auditor reads.
        only(&[Administrator], Any, "GET", "/admin", get(people::admin)),
        only(&[Administrator], Any, "POST", "/admin/accounts", post(people::add_account)),
        only(&[Administrator], Any, "POST", "/admin/accounts/disable", post(people::disable_account)),
        only(&[Administrator], Any, "GET", "/admin/people/import", get(people::import_page)),
        only(&[Administrator], Any, "POST", "/admin/people/import", post(people::look)).with_files(LARGEST_WORKBOOK),
        only(&[Administrator], Any, "GET", "/admin/people/template", get(people::template)),
        only(&[Administrator], Any, "POST", "/admin/people/open", post(people::open_all)),
        only(&[Administrator], Any, "GET", "/admin/people/{id}", get(people::person)),
        only(&[Administrator], Any, "POST", "/admin/people/{id}", post(people::change)),
        only(&[Administrator], Any, "POST", "/admin/people/{id}/handover", post(people::hand_over)),
        only(&[Administrator], Any, "POST", "/admin/people/{id}/invite", post(people::invite)),
        only(&[Administrator], Any, "POST", "/admin/people/{id}/confirm", post(people::confirm)),
        only(&[Administrator], Any, "POST", "/admin/people/{id}/refuse", post(people::refuse)),
        only(&[Administrator], Any, "GET", "/admin/seats", get(people::seats)),
        only(&[Administrator], Any, "POST", "/admin/seats", post(people::give_seat)),
        only(&[Administrator], Any, "GET", "/admin/programme", get(programmes::editor)),
        only(&[Administrator], Any, "GET", "/admin/programme/file", get(programmes::file_page)),
        only(&[Administrator], Any, "POST", "/admin/programme/file", post(programmes::try_file)),
        only(&[Administrator], Any, "POST", "/admin/programme/install", post(programmes::install_programme)),
        only(&[Administrator], Any, "GET", "/admin/programme/{part}/{id}", get(programmes::edit_page)),
        only(&[Administrator], Any, "POST", "/admin/programme/{part}/{id}", post(programmes::try_edit)),
        only(&[Administrator], Any, "GET", "/admin/units/import", get(programmes::units_page)),
        only(&[Administrator], Any, "POST", "/admin/units/import", post(programmes::bring_units))
            .with_files(LARGEST_WORKBOOK),
        only(&[Administrator], Any, "GET", "/admin/units/template", get(programmes::units_template)),
        only(&[Administrator], Any, "GET", "/admin/proposals/{id}", get(programmes::proposal_page)),
        only(&[Administrator], Any, "POST", "/admin/proposals/{id}/confirm", post(programmes::confirm)),
        only(&[Administrator], Any, "POST", "/admin/proposals/{id}/refuse", post(programmes::refuse)),
        only(&[Auditor], Any, "GET", "/audit", get(audit::audit_page)),
        only(&[Auditor], Any, "GET", "/audit/csv", get(audit::csv)),
        only(&[Auditor], Any, "POST", "/audit/check", post(audit::check)),
        // The same rules by script.
        public("GET", "/api/v1/openapi.json", get(api::openapi)),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes", get(api::programmes)),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes/{p}", get(api::programme)),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes/{p}/progress", get(api::progress)),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes/{p}/figures/{id}", get(api::figure)),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes/{p}/documents", get(api::documents)),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes/{p}/documents/{id}", get(api::document)),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes/{p}/notes", get(api::notes)),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes/{p}/decisions", get(api::decisions)),
        only(EVERYBODY, Readable, "GET", "/api/v1/programmes/{p}/reports/{unit}/{period}", get(api::report)),
        only(WRITERS, Own, "PUT", "/api/v1/programmes/{p}/reports/{unit}/{period}", put(api::save)),
        only(WRITERS, Own, "POST", "/api/v1/programmes/{p}/reports/{unit}/{period}/submit", post(api::submit)),
        only(WRITERS, Own, "POST", "/api/v1/programmes/{p}/reports/{unit}/{period}/withdraw", post(api::withdraw)),
        only(WRITERS, Own, "POST", "/api/v1/programmes/{p}/reports/{unit}/{period}/correct", post(api::correct)),
        only(WRITERS, Own, "POST", "/api/v1/programmes/{p}/reports/{unit}/{period}/abandon", post(api::abandon)),
        only(&[UnitHead], Own, "POST", "/api/v1/programmes/{p}/reports/{unit}/{period}/confirm", post(api::confirm)),
        only(
            &[Consolidator],
            Readable,
            "POST",
            "/api/v1/programmes/{p}/reports/{unit}/{period}/forward",
            post(api::forward),
        ),
        only(&[Office], Readable, "POST", "/api/v1/programmes/{p}/reports/{unit}/{period}/accept", post(api::accept)),
        only(DECIDERS, Readable, "POST", "/api/v1/programmes/{p}/reports/{unit}/{period}/return", post(api::send_back)),
        only(EVERYBODY, Readable, "GET", "/api/v1/programmes/{p}/reports/{unit}/{period}/evidence", get(api::evidence)),
        only(WRITERS, Own, "POST", "/api/v1/programmes/{p}/reports/{unit}/{period}/evidence", post(api::attach))
            .with_files(LARGEST_FILE),
        only(
            WRITERS,
            Own,
            "POST",
            "/api/v1/programmes/{p}/reports/{unit}/{period}/evidence/{id}/detach",
            post(api::detach),
        ),
        only(EVERYBODY, Any, "GET", "/api/v1/programmes/{p}/evidence/{id}", get(api::evidence_file)),
        only(REVIEWERS, Any, "GET", "/api/v1/programmes/{p}/closures", get(api::closures)),
        only(&[Office], Any, "POST", "/api/v1/programmes/{p}/closures/{id}/confirm", post(api::confirm_closure)),
        only(&[Office], Any, "POST", "/api/v1/programmes/{p}/closures/{id}/return", post(api::return_closure)),
    ]
}

pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in table() {
        let guarded = Post {
            app: app.clone(),
            rule: route.rule,
            route: route.path,
            api: route.path.starts_with("/api/"),
            files: route.files,
        };
        // One limit, here: where two stand one inside the other, too large a body is no longer told as such.
        let handler: MethodRouter<App> = route.handler.layer(from_fn_with_state(guarded, guard));
        router = router.route(route.path, handler.layer(RequestBodyLimitLayer::new(route.limit)));
    }
    router.fallback(file).with_state(app)
}

/// A file of the browser's, or nothing. Files are the same for everybody, so nobody is asked who they are.
async fn file(State(app): State<App>, request: Request) -> Response {
    let method = request.method();
    let served = app.assets.serve(request.uri().path(), request.headers());
    if let Some(response) = served.filter(|_| method == Method::GET || method == Method::HEAD) {
        return response;
    }
    let lang = asked_language(request.uri().query().unwrap_or_default());
    if request.uri().path().starts_with("/api/") {
        return api::problem_response(&Problem::NotFound, lang);
    }
    let nobody = Visitor::nobody(Call::default());
    shell::problem_page(&nobody, lang, "/", &Problem::NotFound, None).await
}

async fn ready(State(app): State<App>) -> Response {
    let looks = async {
        let mut tx = app.db.read().await?;
        crate::programme::store::ids(&mut tx).await
    };
    match looks.await {
        Ok(ids) if ids.iter().any(|id| id == pages::DEFAULT_PROGRAMME) => "ok".into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response(),
    }
}
