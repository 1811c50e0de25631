//! The rules of the house, read from its own source.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The noun modules in reading order; each may use only those before it, and itself.
const NOUNS: &[&str] = &[
    "language",
    "ratio",
    "calendar",
    "units",
    "people",
    "specialties",
    "targets",
    "tasks",
    "programme",
    "reports",
    "review",
    "extensions",
    "evidence",
    "lights",
    "views",
    "figures",
    "forecast",
    "progress",
    "readings",
    "effort",
    "attention",
    "decisions",
    "ladder",
    "notes",
    "remarks",
    "feedback",
    "snapshots",
    "papers",
    "messages",
    "reminders",
    "feeds",
    "problem",
    "words",
    "charts",
    "summaries",
    "documents",
];

/// What stands below the nouns, on the server only.
const MACHINERY: [&str; 8] = ["db", "audit", "failure", "example", "settings", "delivery", "web", "testing"];

fn files(folder: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join(folder), &mut found);
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    found
        .iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .map(|path| (name(path), std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// The code of a file: without comments, and without the tests at its end.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether the file belongs to tests.
fn tests(file: &str) -> bool {
    file.contains("/tests/") || file.ends_with("/tests.rs")
}

/// Every `crate::…` path in a line, up to the third name.
fn paths(line: &str) -> impl Iterator<Item = Vec<&str>> {
    line.split("crate::").skip(1).map(|rest| {
        let path = rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).next().unwrap_or_default();
        path.split("::").filter(|name| !name.is_empty()).take(3).collect()
    })
}

/// `calendar` for `src/calendar.rs` and for everything in `src/calendar/`.
fn module(file: &str) -> &str {
    file.strip_prefix("src/").and_then(|rest| rest.split(['/', '.']).next()).unwrap_or_default()
}

/// How a noun is kept or shown, which may use the machinery.
fn is_kept_or_shown(file: &str) -> bool {
    ["/store.rs", "/pages.rs", "/passwords.rs"].iter().any(|end| file.ends_with(end))
        || ["/store/", "/pages/"].iter().any(|folder| file.contains(folder))
}

#[track_caller]
fn none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn the_library_lists_its_modules_in_reading_order() {
    let library = include_str!("../src/lib.rs");
    let listed: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, NOUNS.iter().chain(&MACHINERY).copied().collect::<Vec<_>>());
}

#[test]
fn a_noun_uses_only_the_nouns_above_it() {
    let place = |name: &str| NOUNS.iter().position(|noun| *noun == name);
    let mut broken = Vec::new();
    for (file, text) in files("src") {
        let Some(own) = place(module(&file)).filter(|_| !tests(&file) && !is_kept_or_shown(&file)) else { continue };
        for (at, line) in code(&text) {
            for path in paths(line) {
                let named = path.first().copied().unwrap_or_default();
                if place(named).is_none_or(|other| other > own) && named != "words" {
                    broken.push(format!("{file}:{at} uses {}", path.join("::")));
                }
            }
        }
    }
    none(broken, "a noun uses only the nouns above it");
}

#[test]
fn a_noun_knows_neither_framework_nor_database() {
    let foreign = ["axum", "sqlx", "tokio", "tower", "hyper", "leptos", "tracing", "clap"];
    let mut broken = Vec::new();
    for (file, text) in files("src") {
        let noun = NOUNS.contains(&module(&file)) && !is_kept_or_shown(&file) && !file.contains("/islands");
        for (at, line) in code(&text).filter(|_| noun && !tests(&file)) {
            let used = foreign.iter().find(|name| line.contains(&format!("{name}::")));
            broken.extend(used.map(|name| format!("{file}:{at} uses {name}")));
        }
    }
    none(broken, "what a programme is depends on no framework");
}

#[test]
fn what_keeps_things_does_not_know_how_they_are_shown() {
    let mut broken = Vec::new();
    for (file, text) in files("src").into_iter().filter(|(file, _)| file.ends_with("/store.rs")) {
        let allowed = |name: &str| NOUNS.contains(&name) || ["db", "audit", "failure"].contains(&name);
        for (at, line) in code(&text) {
            for path in paths(line) {
                if !path.first().is_some_and(|name| allowed(name)) || path.get(1) == Some(&"pages") {
                    broken.push(format!("{file}:{at} uses {}", path.join("::")));
                }
            }
        }
    }
    none(broken, "a store uses db, audit, failure and nouns");
}

#[test]
fn pages_are_used_by_the_web_and_by_other_pages_alone() {
    let mut broken = Vec::new();
    for (file, text) in files("src") {
        let may = file.starts_with("src/web") || file.ends_with("/pages.rs") || file.contains("/pages/");
        // The command line opens the first set-up and writes the same documents as the pages.
        let may = may || file == "src/command.rs";
        for (at, line) in code(&text).filter(|_| !may) {
            let named = paths(line).find(|path| path.get(1) == Some(&"pages"));
            broken.extend(named.map(|path| format!("{file}:{at} uses {}", path.join("::"))));
        }
    }
    none(broken, "only the web and pages use pages");
}

#[test]
fn islands_use_nouns_only() {
    let mut broken = Vec::new();
    for (file, text) in files("src").into_iter().filter(|(file, _)| file.contains("/islands")) {
        for (at, line) in code(&text) {
            let machinery =
                paths(line).find(|path| path.iter().any(|name| MACHINERY.contains(name) || *name == "store"));
            broken.extend(machinery.map(|path| format!("{file}:{at} uses {}", path.join("::"))));
        }
    }
    none(broken, "an island runs in the browser");
}

#[test]
fn what_is_for_the_server_is_said_where_the_module_is_named() {
    let mut broken = Vec::new();
    for (file, text) in files("src") {
        let lines: Vec<&str> = text.lines().collect();
        for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.contains("cfg(") && line.contains("feature")) {
            let next = lines.get(at + 1).copied().unwrap_or_default().trim_start_matches("pub ").trim_start();
            // `main` is one function for each way to build it; the library names its own re-exports.
            let named = next.starts_with("mod ") || next.starts_with("use ") || file == "src/main.rs";
            if !named {
                broken.push(format!("{file}:{} stands before {next:?}", at + 1));
            }
        }
    }
    none(broken, "cfg(feature) stands on mod lines");
}

#[test]
fn mail_and_bots_are_reached_from_one_place() {
    let mut broken = Vec::new();
    for (file, text) in files("src") {
        let may = file.starts_with("src/delivery");
        for (at, line) in code(&text).filter(|_| !may) {
            if ["lettre::", "ureq::", "TcpStream", "UdpSocket"].iter().any(|way| line.contains(way)) {
                broken.push(format!("{file}:{at} {line}"));
            }
        }
    }
    none(broken, "connections to the outside are opened in src/delivery");
}

#[test]
fn the_time_is_asked_for_in_one_place() {
    let mut broken = Vec::new();
    for (file, text) in files("src") {
        let may = ["src/main.rs", "src/command.rs", "src/web.rs"].contains(&file.as_str());
        for (at, line) in code(&text).filter(|_| !may) {
            if ["Utc::now", "SystemTime::now", "Local::now"].iter().any(|call| line.contains(call)) {
                broken.push(format!("{file}:{at} {line}"));
            }
        }
    }
    none(broken, "time is given, not asked for");
}

#[test]
fn a_transaction_begins_in_the_database_module_alone() {
    let mut broken = Vec::new();
    for (file, text) in files("src").into_iter().filter(|(file, _)| file != "src/db.rs") {
        broken.extend(code(&text).filter(|(_, line)| line.contains(".begin()")).map(|(at, _)| format!("{file}:{at}")));
    }
    none(broken, "transactions begin in src/db.rs");
}

#[test]
fn a_statement_names_its_columns() {
    let mut broken = Vec::new();
    for (file, text) in files("src") {
        let found = code(&text).filter(|(_, line)| line.to_lowercase().contains("select *"));
        broken.extend(found.map(|(at, _)| format!("{file}:{at}")));
    }
    none(broken, "no `select *`");
}

#[test]
fn statements_are_never_put_together_from_text() {
    let mut broken = Vec::new();
    for (file, text) in files("src") {
        let may = ["src/db/sql.rs", "src/testing.rs"].contains(&file.as_str());
        let found =
            code(&text).filter(|(_, line)| !may && (line.contains("AssertSqlSafe") || line.contains(".sql(&format!")));
        broken.extend(found.map(|(at, _)| format!("{file}:{at}")));
    }
    none(broken, "a statement is written out");
}

#[test]
fn only_a_picture_we_drew_becomes_markup_unread() {
    let mut broken = Vec::new();
    // Text where markup is not read, escaped a line above.
    let escaped = [("src/web/pages.rs", "<textarea "), ("src/web/shell.rs", "<title inner_html=title>")];
    for (file, text) in files("src") {
        let drawn = text.contains("svg::draw(") || text.contains("svg::{") || text.contains("= draw(");
        for (at, line) in code(&text).filter(|(_, line)| line.contains("inner_html")) {
            if escaped.iter().any(|(place, tag)| file == *place && line.contains(tag)) {
                continue;
            }
            if !(drawn && (line.contains("inner_html=svg.to_string()") || line.contains("inner_html=svg>"))) {
                broken.push(format!("{file}:{at} {}", line.trim()));
            }
        }
    }
    none(broken, "inner_html takes a TrustedSvg");
}

#[test]
fn text_areas_titles_and_scripts_are_made_where_their_text_is_escaped() {
    let mut broken = Vec::new();
    for (file, text) in files("src").into_iter().filter(|(file, _)| !tests(file)) {
        for (at, line) in code(&text) {
            let raw = (line.contains("<textarea") && file != "src/web/pages.rs")
                || line.contains("<Title")
                || (line.contains("<title") && file != "src/web/shell.rs" && !file.starts_with("src/charts/"))
                || ["<script", "<style", "<noscript"].iter().any(|tag| line.contains(tag));
            if raw {
                broken.push(format!("{file}:{at} {}", line.trim()));
            }
        }
    }
    none(broken, "text in raw elements passes the helpers");
}
