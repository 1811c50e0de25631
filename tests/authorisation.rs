//! Who may do what, asked of every route by everybody. What is expected stands in
//! `fixtures/authorisation.csv`, written by hand and not made from the table in the code:
//! `yes` on any unit's things, `own` on their own unit's, `other` on those of other units (the office has itself
//! filed its own report, so it does not decide on it), `no` on none.

use axum::http::Method;
use pilotboard::testing::actors::{Answer, Board, Client};
use pilotboard::testing::each;
use pilotboard::web::routes;
use serde_json::json;
use std::collections::BTreeSet;

const EXPECTED: &str = include_str!("fixtures/authorisation.csv");

/// One person of each role in the order of the columns: login, own unit, another unit.
const PEOPLE: [(&str, &str, &str); 7] = [
    ("soc_food", "soc_food", "soc_civil"),
    ("head", "soc_civil", "soc_food"),
    ("gdes", "gdes", "soc_food"),
    ("office1", "gdast_coop", "soc_food"),
    ("leader", "", "soc_food"),
    ("admin", "", "soc_food"),
    ("auditor", "", "soc_food"),
];

struct Row {
    method: &'static str,
    path: &'static str,
    visitor: &'static str,
    roles: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let lines = EXPECTED.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    lines.map(|line| Row { method: line[0], path: line[1], visitor: line[2], roles: line[3..].to_vec() }).collect()
}

/// An address of the route on the things of `unit`.
fn address(path: &str, unit: &str) -> String {
    // June is filed and accepted: whatever is allowed changes nothing.
    let period =
        if path.contains("/my/") || path.contains("/reports/") || path.contains("/review/") { "2022-06" } else { "-" };
    let parts = [
        ("{target}", "T1"),
        ("{number}", "9"),
        ("{subject}", "task.9"),
        ("{token}", "none"),
        ("{note}", "none"),
        ("{specialty}", "food"),
        ("{place}", "nansha"),
        ("{unit}", unit),
        ("{half}", "2022H1"),
        ("{paper}", "2022H1"),
        ("{issue}", "2022-4"),
        ("{name}", "steps-T1"),
        ("{part}", "target"),
        ("{format}", "xlsx"),
        ("{period}", period),
        ("{p}", "2022"),
        ("{id}", if path.contains("closures") { "none" } else { "T1" }),
    ];
    parts.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
}

async fn ask(client: &Client, row: &Row, unit: &str) -> Answer {
    let address = address(row.path, unit);
    let reason = json!({ "reason": "测试" });
    match (row.method, row.path.starts_with("/api/")) {
        ("GET", _) => client.get(&address).await,
        ("PUT", _) => client.put_json(&address, &json!({})).await,
        ("POST", true) if row.path.contains("{period}/return") => {
            client.post_json(&address, &json!({ "field": "done", "reason": "测试" })).await
        }
        ("POST", true) if row.path.ends_with("/return") || row.path.ends_with("/correct") => {
            client.post_json(&address, &reason).await
        }
        ("POST", true) => client.body(Method::POST, &address, String::new()).await,
        ("POST", false) if row.path.starts_with("/review") => {
            client.post_form(&address, &[("field", "done"), ("reason", "测试"), ("lock", "1")]).await
        }
        // A form with nothing in it: an act that is allowed finds nothing to do.
        ("POST", false) => client.post_form(&address, &[("login", "nobody"), ("lock", "1")]).await,
        (method, _) => panic!("no request is known for {method}"),
    }
}

fn outcome(answer: &Answer) -> &'static str {
    match answer.status.as_u16() {
        401 => "turned away: not signed in",
        403 => "turned away: not allowed",
        500.. => "broken",
        _ => "let through",
    }
}

fn expected(word: &str, unit_is_own: Option<bool>) -> &'static str {
    let allowed = match (word, unit_is_own) {
        ("yes", _) => true,
        ("no", _) => false,
        ("own", Some(own)) => own,
        ("other", Some(own)) => !own,
        _ => panic!("expected yes or no on a route without a unit, found {word:?}"),
    };
    if allowed { "let through" } else { "turned away: not allowed" }
}

#[test]
fn every_route_stands_in_the_reviewed_list_and_every_line_of_it_is_a_route() {
    let routes = routes::table();
    let routes: Vec<(&str, &str)> = routes.iter().map(|route| (route.method, route.path)).collect();
    let listed: Vec<(&str, &str)> = rows().iter().map(|row| (row.method, row.path)).collect();
    let set = |list: &[(&'static str, &'static str)]| list.iter().copied().collect::<BTreeSet<_>>();
    let (in_code, reviewed) = (set(&routes), set(&listed));
    let missing: Vec<_> = in_code.difference(&reviewed).collect();
    let stale: Vec<_> = reviewed.difference(&in_code).collect();
    assert!(missing.is_empty(), "not in tests/fixtures/authorisation.csv: {missing:?}");
    assert!(stale.is_empty(), "no longer a route: {stale:?}");
    assert_eq!((routes.len(), listed.len()), (in_code.len(), reviewed.len()), "a route stands twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_through_where_the_list_says_so_and_nowhere_else() {
    let folder = pilotboard::testing::Folder::new();
    let board = Board::new(pilotboard::db::Db::open(&folder.url()).await.unwrap()).await;
    let mut wrong: Vec<String> = Vec::new();
    let mut check = |who: &str, answer: &Answer, expected: &str| {
        let found = outcome(answer);
        if found != expected {
            wrong.push(format!("{who}: {} should be {expected}, is {found} ({})", answer.sent, answer.status));
        }
    };
    let visitor = board.visitor();
    for row in rows() {
        let answer = ask(&visitor, &row, "soc_food").await;
        check("a visitor", &answer, if row.visitor == "yes" { "let through" } else { "turned away: not signed in" });
    }
    for (column, (login, own, other)) in PEOPLE.into_iter().enumerate() {
        let (mut person, script) = (board.signed_in(login).await, board.script(login).await);
        for row in rows() {
            let client = if row.path.starts_with("/api/") { &script } else { &person };
            let word = row.roles[column];
            let units: Vec<(&str, Option<bool>)> = match row.path.contains("{unit}") {
                true => {
                    [(own, Some(true)), (other, Some(false))].into_iter().filter(|(unit, _)| !unit.is_empty()).collect()
                }
                false => vec![("", None)],
            };
            for (unit, is_own) in units {
                check(login, &ask(client, &row, unit).await, expected(word, is_own));
            }
            if row.path == "/signout" {
                person = board.signed_in(login).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers differ from the list:\n{}", wrong.len(), wrong.join("\n"));
}

/// The parts of a figure as a script is answered them: unit, count, and whether it is the sum of others.
async fn parts(client: &Client, figure: &str) -> (i64, Vec<(Option<String>, i64, bool)>) {
    let answer = client.get(&format!("/api/v1/programmes/2022/figures/{figure}")).await.is(200).json();
    let parts = answer["contributions"].as_array().unwrap().iter().map(|part| {
        let unit = part["unit"].as_str().map(str::to_owned);
        (unit, part["count"].as_i64().unwrap(), part["others"].as_bool().unwrap_or_default())
    });
    (answer["value"].as_i64().unwrap(), parts.collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filer_sees_the_parts_of_other_units_only_as_one_sum() {
    each(async |db| {
        let board = Board::new(db).await;
        let (filer, office) = (board.script("soc_civil").await, board.script("office1").await);
        let page = board.signed_in("soc_civil").await;
        for figure in ["T1", "T2", "T2.pending", "recognised", "recognised,unit=soc_food", "reporting,period=2022-07"] {
            let (value, seen) = parts(&filer, figure).await;
            let (whole, all) = parts(&office, figure).await;
            assert_eq!(value, whole, "{figure} is one number for everybody");
            let foreign = |unit: &Option<String>| unit.as_deref().is_some_and(|unit| unit != "soc_civil");
            assert!(!seen.iter().any(|(unit, ..)| foreign(unit)), "{figure}: {seen:?}");
            let others: i64 = all.iter().filter(|(unit, ..)| foreign(unit)).map(|(_, count, _)| count).sum();
            let summed: Vec<i64> = seen.iter().filter(|(.., others)| *others).map(|(_, count, _)| *count).collect();
            let expected = all.iter().any(|(unit, ..)| foreign(unit)).then_some(others);
            assert_eq!(summed, expected.into_iter().collect::<Vec<_>>(), "{figure}");
            // The page of the same figure leads to no report of another unit.
            let text = page.get(&format!("/figures/{figure}")).await.is(200).text;
            let leads: Vec<&str> = text.split("href=\"/reports/").skip(1).collect();
            assert!(leads.iter().all(|link| link.starts_with("soc_civil/")), "{figure}: {text}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_unit_files_is_for_its_own_people_and_those_who_review() {
    each(async |db| {
        let board = Board::new(db).await;
        let (food, civil) = (board.signed_in("soc_food").await, board.signed_in("soc_civil").await);
        food.get("/reports/soc_food/2022-06").await.is(200);
        let refused = civil.get("/reports/soc_food/2022-06").await.is(403);
        assert!(!refused.text.contains("食品"), "{}", refused.text);
        // No trick in the address or the form turns a filer into another unit's.
        food.get("/my/reports/2022-07?unit=soc_civil").await.is(200);
        let before = civil.get("/reports/soc_civil/2022-06").await.is(200);
        food.post_form("/my/reports/2022-06?unit=soc_civil", &[("unit", "soc_civil"), ("done", "冒名")]).await.is(409);
        let script = board.script("soc_food").await;
        for path in ["soc_civil/2022-07", "soc_civil%2F2022-07/2022-07", "SOC_FOOD/2022-07"] {
            let answer = script.put_json(&format!("/api/v1/programmes/2022/reports/{path}"), &json!({})).await;
            assert!(matches!(answer.status.as_u16(), 403 | 404), "{path}: {}", answer.status);
        }
        let after = civil.get("/reports/soc_civil/2022-06").await.is(200);
        assert!(!after.text.contains("冒名"));
        assert_eq!(before.text.len(), after.text.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_being_written_is_for_the_unit_alone() {
    each(async |db| {
        let board = Board::new(db).await;
        let (filer, path) = (board.script("soc_food").await, "/api/v1/programmes/2022/reports/soc_food/2022-07");
        filer.put_json(path, &json!({ "done": "未写完的草稿" })).await.is(200);
        assert!(filer.get(path).await.is(200).text.contains("未写完的草稿"));
        for login in ["gdes", "office1", "leader", "admin", "auditor"] {
            assert!(!board.script(login).await.get(path).await.is(200).text.contains("未写完的草稿"), "{login}");
            board.signed_in(login).await.get("/reports/soc_food/2022-07").await.is(404);
        }
        filer.body(Method::POST, &format!("{path}/submit"), String::new()).await.is(200);
        assert!(board.script("gdes").await.get(path).await.is(200).text.contains("未写完的草稿"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_dismissed_is_turned_away_at_once() {
    each(async |db| {
        let board = Board::new(db).await;
        let (person, script) = (board.signed_in("soc_food").await, board.script("soc_food").await);
        person.get("/my").await.is(200);
        script.get("/api/v1/programmes").await.is(200);
        let admin = board.signed_in("admin").await;
        admin.post_form("/admin/accounts/disable", &[("login", "soc_food")]).await.is(303);
        person.get("/my").await.is(401);
        script.get("/api/v1/programmes").await.is(401);
        // Nobody shuts out the last administrator by their own hand.
        admin.post_form("/admin/accounts/disable", &[("login", "admin")]).await.is(403);
    })
    .await;
}
