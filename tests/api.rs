//! The same board by script: what it answers, what it refuses, and that acts count once.

use axum::body::Body;
use axum::http::Method;
use pilotboard::lights::Light;
use pilotboard::people::store as people;
use pilotboard::testing::actors::{Answer, Board, Client};
use pilotboard::testing::{at, each};
use pilotboard::web::routes;
use serde_json::{Value, json};

const FOOD: &str = "/api/v1/programmes/2022/reports/soc_food/2022-07";
const PROGRESS: &str = "/api/v1/programmes/2022/progress";

/// Where task 8 wants rules.
const SITES: [&str; 4] = ["南沙新区", "黄埔区", "横琴合作区", "前海"];
const PLACES: [&str; 6] = ["南沙新区", "黄埔区", "横琴合作区", "深圳", "珠海", "东莞"];

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// A report of the shape in the contract that recognises `count` people.
fn report(count: i64) -> Value {
    json!({
        "nil": false,
        "entries": [{ "measure": "recognised", "specialty": "food", "place": null, "origin": "hk", "direction": "in", "count": count }],
        "specialties": [{ "specialty": "food", "stage": 3, "on": "2022-07-15" }],
        "tasks": [{ "number": "9", "said": "7月15日签约。", "closure": null }],
        "done": "7月15日签约。",
        "problems": "",
        "next": "8月20日前组织首批评审。",
        "ask": ""
    })
}

async fn post(client: &Client, path: &str) -> Answer {
    client.body(Method::POST, path, String::new()).await
}

fn version(answer: &Answer) -> String {
    format!("\"{}\"", answer.json()["version"])
}

/// Asserts problem+json with a type, and its fields in the order of the contract.
#[track_caller]
fn problem(answer: Answer, status: u16, kind: &str) -> Value {
    let answer = answer.is(status);
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.sent);
    let body = answer.json();
    assert_eq!((body["type"].as_str(), body["status"].as_u64()), (Some(kind), Some(status.into())), "{body}");
    assert!(body["title"].as_str().is_some_and(|title| !title.is_empty()), "{body}");
    assert!(body["detail"].is_string(), "{body}");
    body
}

async fn actual(script: &Client, target: &str) -> i64 {
    let progress = script.get(PROGRESS).await.is(200).json();
    let row = progress["targets"].as_array().unwrap().iter().find(|row| row["id"] == target).unwrap();
    row["actual"].as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_goes_its_way_by_script_and_moves_the_figure_by_exactly_its_count() {
    each(async |db| {
        let board = Board::new(db).await;
        let (filer, consolidator, office) =
            (board.script("soc_food").await, board.script("gdes").await, board.script("office1").await);
        let before = (actual(&office, "T1").await, actual(&office, "T2").await, actual(&office, "T3").await);
        let saved = filer.put_json(FOOD, &report(3)).await.is(200);
        assert_eq!(saved.header("etag"), version(&saved));
        assert_eq!(saved.json()["draft"]["entries"][0]["count"], 3);
        assert_eq!(saved.json()["state"], "draft");
        assert_eq!(actual(&office, "T2").await, before.1, "a draft counts nowhere");
        let sent = post(&filer, &format!("{FOOD}/submit")).await.is(200).json();
        assert_eq!(sent["state"], "submitted");
        assert_eq!(sent["submissions"][0]["number"], 1);
        assert!(sent["submissions"][0]["fingerprint"].as_str().unwrap().len() >= 16);
        problem(post(&office, &format!("{FOOD}/accept")).await, 409, "conflict");
        problem(post(&filer, &format!("{FOOD}/forward")).await, 403, "forbidden");
        assert_eq!(post(&consolidator, &format!("{FOOD}/forward")).await.is(200).json()["state"], "forwarded");
        problem(post(&consolidator, &format!("{FOOD}/accept")).await, 403, "forbidden");
        let progress = office.get(PROGRESS).await.is(200).json();
        let row = progress["targets"].as_array().unwrap().iter().find(|row| row["id"] == "T2").unwrap().clone();
        assert_eq!((row["actual"].as_i64(), row["pending"].as_i64()), (Some(before.1), Some(3)));
        assert_eq!(post(&office, &format!("{FOOD}/accept")).await.is(200).json()["state"], "accepted");
        let after = (actual(&office, "T1").await, actual(&office, "T2").await, actual(&office, "T3").await);
        assert_eq!(after, (before.0, before.1 + 3, before.2 + 1), "three people and one signed specialty");
        // A correction replaces the number once it is accepted, and not before.
        let corrected = filer.post_json(&format!("{FOOD}/correct"), &json!({ "reason": "重复统计" })).await.is(200);
        assert_eq!(corrected.json()["draft"]["entries"][0]["count"], 3);
        filer.with("if-match", &version(&corrected)).put_json(FOOD, &report(1)).await.is(200);
        post(&filer, &format!("{FOOD}/submit")).await.is(200);
        assert_eq!(actual(&office, "T2").await, before.1 + 3);
        // A return names a field that reports have.
        for field in ["zzz.not.a.field", "task.99.said", "specialty.none.on", "工作进展"] {
            let back = json!({ "field": field, "reason": "请写明人数" });
            let answer = problem(consolidator.post_json(&format!("{FOOD}/return"), &back).await, 400, "bad-input");
            assert_eq!(answer["at"], "field", "{field}");
        }
        let back = json!({ "field": "done", "reason": "请写明人数" });
        let returned = consolidator.post_json(&format!("{FOOD}/return"), &back).await.is(200).json();
        assert_eq!(returned["submissions"][0]["return_reason"], "请写明人数");
        assert_eq!(returned["submissions"][0]["return_field"], "done");
        post(&filer, &format!("{FOOD}/submit")).await.is(200);
        post(&consolidator, &format!("{FOOD}/forward")).await.is(200);
        post(&office, &format!("{FOOD}/accept")).await.is(200);
        assert_eq!(actual(&office, "T2").await, before.1 + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_names_the_version_they_have_seen() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.script("soc_food").await;
        let first = filer.put_json(FOOD, &report(1)).await.is(200);
        problem(filer.put_json(FOOD, &report(2)).await, 428, "version-missing");
        let seen = filer.with("if-match", &version(&first));
        let second = seen.put_json(FOOD, &report(2)).await.is(200);
        let lost = seen.put_json(FOOD, &report(3)).await;
        assert_eq!(lost.header("etag"), second.header("etag"), "the answer says which version is in force");
        let body = problem(lost, 409, "conflict");
        assert_eq!(
            (body["state"].as_str(), body["version"].clone()),
            (Some("draft"), second.json()["version"].clone())
        );
        problem(seen.body(Method::POST, &format!("{FOOD}/submit"), String::new()).await, 409, "conflict");
        problem(filer.with("if-match", "three").put_json(FOOD, &report(3)).await, 400, "bad-input");
        let kept = filer.get(FOOD).await.is(200);
        assert_eq!(kept.json()["draft"]["entries"][0]["count"], 2);
        assert_eq!(kept.header("etag"), second.header("etag"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_sent_again_is_answered_alike_and_done_once() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.script("soc_food").await;
        let keyed = filer.with("idempotency-key", "0190-a");
        let first = keyed.put_json(FOOD, &report(1)).await.is(200);
        let again = keyed.put_json(FOOD, &report(1)).await.is(200);
        assert_eq!((&first.text, first.header("etag")), (&again.text, again.header("etag")));
        problem(keyed.put_json(FOOD, &report(2)).await, 422, "key-reused");
        problem(keyed.body(Method::POST, &format!("{FOOD}/submit"), report(1).to_string()).await, 422, "key-reused");
        let submits = filer.with("idempotency-key", "0190-b");
        let path = format!("{FOOD}/submit");
        let tries = [post(&submits, &path), post(&submits, &path), post(&submits, &path)];
        let [one, two, three] = tries;
        let (one, two, three) = tokio::join!(one, two, three);
        assert_eq!((one.is(200).text, two.is(200).text), {
            let three = three.is(200).text;
            (three.clone(), three)
        });
        let now = filer.get(FOOD).await.is(200).json();
        assert_eq!(now["submissions"].as_array().unwrap().len(), 1);
        // A refusal is not kept: the same key may try again once the reason is gone.
        problem(filer.with("idempotency-key", "").put_json(FOOD, &report(1)).await, 400, "bad-input");
        // A key is one person's own.
        let other = board.script("soc_civil").await.with("idempotency-key", "0190-a");
        let civil = "/api/v1/programmes/2022/reports/soc_civil/2022-08";
        other.put_json(civil, &json!({ "done": "x" })).await.is(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_understood_is_refused_with_its_place() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.script("soc_food").await;
        for (body, word) in [
            (json!({ "colour": "red" }), "colour"),
            (json!({ "entries": [{ "measure": "recognised", "origin": "hk", "counts": 3 }] }), "counts"),
            (json!({ "entries": [{ "measure": "invented", "origin": "hk" }] }), "invented"),
            (json!({ "entries": [{ "measure": "recognised", "origin": "tw" }] }), "tw"),
            (
                json!({ "tasks": [{ "number": "9", "closure": { "on": "2022-07-01", "evidence": "x", "by": "y" } }] }),
                "by",
            ),
            (json!({ "tasks": [{ "number": "15", "closure": [{ "on": "2022-07-01", "by": "y" }] }] }), "by"),
            (json!({ "tasks": [{ "number": "9", "closure": "yes" }] }), "a list"),
            (json!([]), "object"),
        ] {
            let answer = problem(filer.put_json(FOOD, &body).await, 400, "bad-input");
            assert!(answer["at"].as_str().unwrap().starts_with("body"), "{answer}");
            assert!(answer["found"].as_str().unwrap().contains(word), "{answer}");
            assert!(answer["expected"].is_string(), "{answer}");
        }
        for path in ["correct", "return"] {
            let script = if path == "return" { board.script("office1").await } else { filer.clone() };
            for body in [json!({}), json!({ "reason": " " }), json!({ "reason": "x", "field": " ", "extra": 1 })] {
                problem(script.post_json(&format!("{FOOD}/{path}"), &body).await, 400, "bad-input");
            }
        }
        // What can be read but not submitted is kept, and answered field by field.
        let mut wrong = report(1);
        wrong["entries"][0]["count"] = json!("三人");
        wrong["specialties"][0]["on"] = json!("2022-08-15");
        let saved = filer.put_json(FOOD, &wrong).await.is(200).json();
        assert_eq!(saved["draft"]["entries"][0]["count"], "三人");
        let body = problem(post(&filer, &format!("{FOOD}/submit")).await, 422, "faults");
        let fields: Vec<&str> =
            body["faults"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["count.recognised.food.-.hk.in", "specialty.food.on"]);
        let english = problem(filer.get(&format!("{FOOD}x?lang=en")).await, 404, "not-found");
        assert_eq!(english["title"], "There is no such page");
        for path in
            ["/api/v1/programmes/2022/reports/nobody/2022-07", "/api/v1/programmes/2022/reports/gd_hrss/2022-07"]
        {
            problem(board.script("office1").await.get(path).await, 404, "not-found");
        }
        for path in ["/api/v1/nothing", "/api/v1/programmes/2022/nothing"] {
            problem(filer.get(path).await, 404, "not-found");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_says_what_the_contract_says() {
    each(async |db| {
        let board = Board::new(db).await;
        let script = board.script("leader").await;
        let asked = format!("{PROGRESS}?as_at=2022-07-28&basis=corrected");
        let progress = script.get(&asked).await.is(200).json();
        let target = [
            "id",
            "value",
            "actual",
            "pending",
            "completion_pct",
            "pace_on",
            "pace_pct",
            "gap_pp",
            "light",
            "projection",
            "band",
            "needed_per_month",
            "figure",
            "unconfirmed",
        ];
        let lights: Vec<String> = Light::ALL.iter().map(ToString::to_string).collect();
        let spelled = [
            "not_started",
            "met",
            "normal",
            "due_soon",
            "lagging",
            "seriously_behind",
            "overdue",
            "closure_requested",
            "closed",
            "closed_late",
            "stale",
            "none",
        ];
        assert_eq!(lights, spelled, "the spelling of a light is part of the contract");
        let known = |light: &Value| lights.iter().any(|known| light == known);
        for row in progress["targets"].as_array().unwrap() {
            let mut found = keys(row);
            found.sort_unstable();
            let mut expected = target;
            expected.sort_unstable();
            assert_eq!(found, expected);
            assert!(known(&row["light"]), "{row}");
        }
        let tenths: Vec<_> =
            ["completion_pct", "pace_pct", "gap_pp"].map(|key| progress["targets"][1][key].clone()).into();
        assert!(tenths.iter().all(|value| value.is_f64()), "{tenths:?}");
        assert_eq!(
            (progress["targets"][1]["actual"].clone(), progress["targets"][1]["gap_pp"].clone()),
            (json!(62), json!(-12.3))
        );
        let band = &progress["targets"][1]["band"];
        let (low, high) = (band["low"].as_i64().unwrap(), band["high"].as_i64().unwrap());
        let projection = progress["targets"][1]["projection"].as_i64().unwrap();
        assert!(62 <= low && low < high && (low..=high).contains(&projection), "{band} about {projection}");
        assert_eq!((&band["chance"], &band["months"]), (&json!("remote"), &json!(4)), "{band}");
        let march = script.get(&format!("{PROGRESS}?as_at=2022-05-28")).await.is(200).json();
        assert_eq!(march["targets"][1]["band"], Value::Null, "two months are too few");
        assert_eq!(progress["targets"][3]["completion_pct"], Value::Null, "small counts have no percentages");
        for task in progress["tasks"].as_array().unwrap() {
            assert!(task["number"].is_string() && known(&task["light"]), "{task}");
            for occurrence in task["occurrences"].as_array().unwrap() {
                for key in ["due", "effective_due", "closed_on", "light", "days"] {
                    assert!(occurrence.get(key).is_some(), "{occurrence} has no {key}");
                }
                assert!(known(&occurrence["light"]));
            }
        }
        assert_eq!(progress["tasks"].as_array().unwrap().len(), 14);
        let july = progress["reporting"].as_array().unwrap().iter().find(|row| row["period"] == "2022-07").unwrap();
        for key in ["expected", "submitted", "accepted", "nil", "on_time", "late"] {
            assert!(july[key].is_i64(), "{july} has no {key}");
        }
        let sum = july["submitted"].as_i64().unwrap() + july["missing"].as_array().unwrap().len() as i64;
        assert_eq!(sum, july["expected"].as_i64().unwrap());
        assert_eq!(july["missing"], json!(["soc_food", "dg_ast"]));
        // What was known then, and what is known now.
        let may = |basis: &str| format!("{PROGRESS}?as_at=2022-06-30&basis={basis}");
        let (then, now) = (script.get(&may("reported")).await.json(), script.get(&may("corrected")).await.json());
        let count = |progress: &Value| progress["targets"][1]["actual"].as_i64().unwrap();
        assert!(count(&then) > count(&now), "the correction of July takes counts out of May: {then} {now}");
        let line = script.get("/api/v1/programmes").await.is(200).json();
        assert_eq!(line[0]["id"], "2022");
        let programme = script.get("/api/v1/programmes/2022").await.is(200).json();
        assert_eq!(programme["targets"].as_array().unwrap().len(), 5);
        assert_eq!(programme["tasks"].as_array().unwrap().len(), 14);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_of_every_figure_add_up_to_it_for_everybody() {
    each(async |db| {
        let board = Board::new(db).await;
        let readers = [board.script("office1").await, board.script("soc_food").await, board.script("leader").await];
        for view in ["", "?as_at=2022-06-30&basis=reported", "?as_at=2022-05-28&basis=corrected"] {
            let progress = readers[0].get(&format!("{PROGRESS}{view}")).await.is(200).json();
            let shown = progress["targets"].as_array().unwrap();
            let mut figures: Vec<(String, Option<Value>)> = shown
                .iter()
                .map(|row| (row["figure"].as_str().unwrap().to_owned(), Some(row["actual"].clone())))
                .collect();
            figures.extend(
                shown
                    .iter()
                    .take(2)
                    .map(|row| (format!("{}.pending", row["id"].as_str().unwrap()), Some(row["pending"].clone()))),
            );
            figures.extend(
                ["practising", "recognised,unit=soc_food", "recognised,period=2022-05,origin=hk"]
                    .map(|id| (id.to_owned(), None)),
            );
            for (figure, value) in figures {
                for reader in &readers {
                    let answer =
                        reader.get(&format!("/api/v1/programmes/2022/figures/{figure}{view}")).await.is(200).json();
                    let parts = answer["contributions"].as_array().unwrap();
                    let sum: i64 = parts.iter().map(|part| part["count"].as_i64().unwrap()).sum();
                    assert_eq!(answer["value"], sum, "{figure}{view}: {answer}");
                    assert!(value.as_ref().is_none_or(|value| *value == answer["value"]), "{figure}{view}: {answer}");
                    assert!(answer["formula"].as_str().is_some_and(|formula| !formula.is_empty()));
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_opens_the_interface_for_scripts_and_nothing_else() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let script = board.script("office1").await;
        script.get("/api/v1/programmes").await.is(200);
        for path in ["/review", "/overview", "/my", "/help", "/summaries/2022H1/xlsx"] {
            script.get(path).await.is(401);
        }
        for header in ["Bearer ", "Bearer pb_0", "bearer", "Basic YTpi", "Bearer x'or'1'='1"] {
            let answer = script.with("authorization", header).get("/api/v1/programmes").await;
            assert_eq!(answer.header("www-authenticate"), "Bearer", "{header:?}");
            problem(answer, 401, "not-signed-in");
        }
        // A session's cookie is not a token, and a token is not a cookie.
        let token = script.request(Method::GET, "/", "").headers()["authorization"].to_str().unwrap()[7..].to_owned();
        board.visitor().with("cookie", &format!("__Host-sid={token}")).get("/overview").await.is(401);
        let now = at("2022-07-29 09:00");
        let mut tx = db.write().await.unwrap();
        let (person, _) = people::by_login(&mut tx, "office2", now).await.unwrap().unwrap();
        let (id, secret) = people::add_token(&mut tx, &person, "test", now).await.unwrap();
        tx.commit().await.unwrap();
        let second = script.with("authorization", &format!("Bearer {secret}"));
        second.get("/api/v1/programmes").await.is(200);
        let mut tx = db.write().await.unwrap();
        assert!(people::revoke_token(&mut tx, &id, now).await.unwrap());
        assert!(people::disable(&mut tx, "office1", now).await.unwrap());
        tx.commit().await.unwrap();
        problem(second.get("/api/v1/programmes").await, 401, "not-signed-in");
        problem(script.get("/api/v1/programmes").await, 401, "not-signed-in");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_is_decided_by_script_by_somebody_else() {
    each(async |db| {
        let board = Board::new(db).await.later(at("2022-08-26 10:00"));
        let (first, second) = (board.script("office1").await, board.script("office2").await);
        let own = "/api/v1/programmes/2022/reports/gdast_coop/2022-08";
        let closure = |on: &str| json!({ "on": on, "evidence": "粤科协〔2022〕8号" });
        let tasks = json!([
            { "number": "8", "said": "细则已出6地。", "slots": PLACES, "closure": closure("2022-08-20") },
            { "number": "12", "said": "已办结。", "slots": SITES, "closure": closure("2022-08-22") },
        ]);
        first.put_json(own, &json!({ "tasks": tasks, "done": "8月20日办结。" })).await.is(200);
        post(&first, &format!("{own}/submit")).await.is(200);
        let list = "/api/v1/programmes/2022/closures";
        let waiting = second.get(list).await.is(200).json();
        let of = |number: &str| {
            let case =
                waiting.as_array().unwrap().iter().find(|case| case["task"] == number && case["unit"] == "gdast_coop");
            format!("{list}/{}", case.unwrap()["id"].as_str().unwrap())
        };
        problem(post(&first, &format!("{}/confirm", of("8"))).await, 403, "forbidden");
        problem(second.post_json(&format!("{}/return", of("12")), &json!({ "reason": "" })).await, 400, "bad-input");
        // A task of six places closes when an accepted report says that all six are in.
        problem(post(&second, &format!("{}/confirm", of("8"))).await, 422, "parts-missing");
        post(&second, &format!("{own}/accept")).await.is(200);
        post(&second, &format!("{}/confirm", of("8"))).await.is(204);
        second.post_json(&format!("{}/return", of("12")), &json!({ "reason": "请附细则" })).await.is(204);
        problem(post(&second, &format!("{}/confirm", of("8"))).await, 409, "conflict");
        let left = second.get(list).await.is(200).json();
        assert!(left.as_array().unwrap().iter().all(|case| case["unit"] != "gdast_coop"), "{left}");
        let progress = board.later(at("2022-08-27 10:00")).script("leader").await.get(PROGRESS).await.json();
        let light = |number: &str| {
            progress["tasks"].as_array().unwrap().iter().find(|task| task["number"] == number).unwrap()["light"].clone()
        };
        assert_eq!(light("8"), "closed_late");
        assert_ne!(light("12"), "closed_late");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interface_describes_itself() {
    let folder = pilotboard::testing::Folder::new();
    let board = Board::new(pilotboard::db::Db::open(&folder.url()).await.unwrap()).await;
    let answer = board.visitor().get("/api/v1/openapi.json").await.is(200);
    let document = answer.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    for route in routes::table().iter().filter(|route| route.path.starts_with("/api/v1/programmes")) {
        let operation = &document["paths"][route.path][route.method.to_lowercase()];
        assert!(operation.is_object(), "{} {} is not described", route.method, route.path);
        let answers = operation["responses"].as_object().unwrap();
        for status in ["400", "401", "403", "404"] {
            assert!(answers[status]["content"]["application/problem+json"].is_object(), "{} {status}", route.path);
        }
        assert!(answers.keys().any(|status| status.starts_with('2')), "{}", route.path);
    }
    let wrong = board.script("leader").await.request(Method::DELETE, "/api/v1/programmes", Body::empty());
    let wrong = problem(board.visitor().send(wrong).await, 405, "wrong-method");
    assert_eq!(wrong["status"], 405);
    let described: usize = document["paths"].as_object().unwrap().values().map(|item| keys(item).len()).sum();
    let routes = routes::table().iter().filter(|route| route.path.starts_with("/api/v1/programmes")).count();
    assert_eq!(described, routes, "the document describes nothing that is not there");
    // Every reference in it leads somewhere.
    let text = answer.text.as_str();
    for name in text.split("\"#/components/schemas/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(document["components"]["schemas"][name].is_object(), "{name} is referred to and not there");
    }
    let draft = &document["components"]["schemas"]["Draft"];
    assert_eq!(draft["additionalProperties"], false);
    let mut fields = keys(&draft["properties"]);
    fields.sort_unstable();
    assert_eq!(
        fields,
        ["agreed", "ask", "done", "entries", "next", "nil", "policies", "problems", "specialties", "tasks"]
    );
}
