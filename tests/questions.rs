//! The ledger of questions, what filing costs, and complaints: what the office decides, learns and answers.

use pilotboard::audit::{Verdict, verify};
use pilotboard::db::Db;
use pilotboard::effort::{Measured, Section, store as effort};
use pilotboard::testing::actors::{Answer, Board, Client, hides, shows, words};
use pilotboard::testing::{Folder, at, each, key};

/// One card of the ledger.
fn card(page: &Answer, reading: &str) -> String {
    let card = page.text.split("<section").find(|card| card.contains(&format!("id=\"{reading}\"")));
    words(card.unwrap_or_else(|| panic!("{} has no card {reading}", page.sent)))
}

async fn decide(client: &Client, reading: &str, choice: &str, day: &str) -> Answer {
    let fields = [("choice", choice), ("basis", "粤科协学函〔2022〕15号"), ("day", day)];
    client.post_form(&format!("/questions/{reading}"), &fields).await
}

async fn unconfirmed(script: &Client, figure: &str, day: &str) -> Vec<String> {
    let path = format!("/api/v1/programmes/2022/figures/{figure}?as_at={day}");
    let answer = script.get(&path).await.is(200).json();
    answer["unconfirmed"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_is_confirmed_by_the_office_and_its_mark_goes_from_that_day_on() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let (office, leader) = (board.signed_in("office1").await, board.signed_in("leader").await);
        let script = board.script("leader").await;
        let before = leader.get("/questions").await.is(200);
        let open = card(&before, "or-more");
        for word in ["“200人以上”含不含200人？", "二（二）", "含本数，不少于200人。", "待办公室确认", "不含本数", "T2"]
        {
            assert!(open.contains(word), "{word}: {open}");
        }
        assert!(!open.contains("确认或改定口径"), "a leader reads");
        let resting = unconfirmed(&script, "T2", "2022-07-29").await;
        assert!(resting.contains(&"or-more".to_owned()));
        let half = words(&leader.get("/summaries/2022H1").await.is(200).text);
        let marked = words(&leader.get("/targets/T2?as_at=2022-07-28").await.is(200).text);
        assert!(marked.contains(&format!("口径{}处待办公室确认", resting.len())), "{marked}");

        for (choice, day, told) in [
            ("", "2022-07-29", "请填写采用的口径"),
            ("as-read", "2022-07-28", "生效日期应为2022-07-29起两年内的某日，现为“2022-07-28”"),
        ] {
            shows(&decide(&office, "or-more", choice, day).await.is(422), &[told]);
        }
        let bare = [("choice", "as-read"), ("basis", " "), ("day", "2022-07-29")];
        shows(&office.post_form("/questions/or-more", &bare).await.is(422), &["请填写依据"]);
        decide(&office, "nothing", "as-read", "2022-07-29").await.is(404);
        let done = decide(&office, "or-more", "as-read", "2022-07-29").await.is(303);
        let (address, _) = done.location().split_once('#').unwrap();
        let decided = card(&office.get(address).await.is(200), "or-more");
        assert!(decided.contains("示例审核员甲于2022年7月29日确认；依据：粤科协学函〔2022〕15号"), "{decided}");
        let left: Vec<String> = resting.iter().filter(|id| *id != "or-more").cloned().collect();
        assert_eq!(unconfirmed(&script, "T2", "2022-07-29").await, left);
        assert_eq!(unconfirmed(&script, "T2", "2022-07-28").await, resting);
        assert_eq!(words(&leader.get("/summaries/2022H1").await.is(200).text), half);
        assert_eq!(words(&leader.get("/targets/T2?as_at=2022-07-28").await.is(200).text), marked);
        assert!(
            card(&leader.get("/questions").await.is(200), "or-more").contains("待办公室确认"),
            "yesterday it was open"
        );
        // The paper for the office says the same.
        let list = leader.get("/questions/file/csv?as_at=2022-07-29").await.is(200);
        assert!(list.text.starts_with('\u{feff}') && list.text.lines().count() >= 31, "{}", list.text);
        assert_eq!(list.text.matches("\"待办公室确认\"").count(), 26);
        leader.get("/questions/file/xlsx").await.is(200);
        leader.get("/questions/file/pdf").await.is(404);
        let mut tx = db.read().await.unwrap();
        assert!(matches!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_reading_is_shown_beside_the_one_in_force_and_computed_once_it_is_decided() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let (office, script) = (board.signed_in("office1").await, board.script("leader").await);
        let page = office.get("/questions").await.is(200);
        let units = card(&page, "pilot-units");
        assert!(units.contains("改用此口径") && units.contains("应报月报"), "{units}");
        let plan = card(&page, "plan-line");
        assert!(plan.contains("序时43.3%") && plan.contains("序时57.3%"), "{plan}");
        let weekends = card(&page, "weekends");
        assert!(weekends.contains("逾期报送的月报"), "{weekends}");
        decide(&office, "pilot-units", "societies", "2022-07-29").await.is(303);
        let expected = async |day: &str| {
            let answer = script.get(&format!("/api/v1/programmes/2022/progress?as_at={day}")).await.is(200).json();
            answer["reporting"].as_array().unwrap().iter().map(|row| row["expected"].as_i64().unwrap()).max().unwrap()
        };
        assert_eq!([expected("2022-07-28").await, expected("2022-07-29").await], [18, 13]);
        let decided = card(&office.get("/questions?as_at=2022-07-29").await.is(200), "pilot-units");
        assert!(decided.contains("只指13个试点学会"), "{decided}");
        // What was in force can be taken up again.
        decide(&office, "pilot-units", "as-read", "2022-07-30").await.is(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_read_by_the_office_and_the_auditor_and_answered_once() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let (food, civil) = (board.signed_in("soc_food").await, board.signed_in("soc_civil").await);
        let (office, auditor) = (board.signed_in("office1").await, board.signed_in("auditor").await);
        shows(&food.post_form("/feedback", &[("text", " ")]).await.is(422), &["投诉建议"]);
        let long = "字".repeat(501);
        let refused = food.post_form("/feedback", &[("text", &long)]).await.is(422);
        assert!(refused.text.contains(&long), "what was typed is still there");
        food.post_form("/feedback", &[("text", "食品专业互认人数\n单位名称有误。"), ("about", "/units/soc_food")])
            .await
            .is(303);
        food.post_form("/feedback", &[("text", "第二条"), ("about", "https://elsewhere")]).await.is(303);
        shows(&food.get("/feedback").await.is(200), &["单位名称有误。", "/units/soc_food", "待办公室答复"]);
        hides(&food.get("/feedback").await.is(200), &["elsewhere"]);
        hides(&civil.get("/feedback").await.is(200), &["单位名称有误。"]);
        shows(&auditor.get("/feedback").await.is(200), &["单位名称有误。"]);
        let page = office.get("/feedback").await.is(200);
        shows(&page, &["单位名称有误。", "省食品学会"]);
        let form = page.text.split("<form").find(|form| form.contains("/answer\"")).unwrap();
        let path = form.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        office.post_form(&path, &[("text", "")]).await.is(422);
        office.post_form(&path, &[("text", "已更正，7月29日生效。")]).await.is(303);
        office.post_form(&path, &[("text", "再答")]).await.is(404);
        office.post_form("/feedback/none/answer", &[("text", "答")]).await.is(404);
        shows(&food.get("/feedback").await.is(200), &["办公室答复", "已更正，7月29日生效。"]);
        auditor.post_form(&path, &[("text", "答")]).await.is(403);
        let footer = food.get("/overview").await.is(200);
        assert!(footer.text.contains("href=\"/feedback\""), "the way there is at the foot of every page");
        let mut tx = db.read().await.unwrap();
        assert!(matches!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

const JULY: &str = "/my/reports/2022-07";

/// Leaves one field of the form changed, as the browser tells the board.
async fn leave(client: &Client, field: (&str, &str)) {
    let form = client.get(JULY).await.is(200);
    let lock = form.field("lock");
    client.post_form(&format!("{JULY}/autosave"), &[("lock", &lock), field]).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_at_the_form_are_kept_as_sums_of_nobody_and_none_while_away() {
    each(async |db| {
        let board = Board::on(db.clone(), "2022-07-29 09:00").await;
        let filer = board.signed_in("soc_food").await;
        let sums = async || {
            let mut tx = db.read().await.unwrap();
            effort::measured(&mut tx, "2022").await.unwrap()
        };
        let before = sums().await;
        leave(&filer, ("done", "7月")).await;
        let soon = board.later(board.app.clock.now() + chrono::TimeDelta::seconds(20));
        leave(&filer.at(&soon), ("done", "7月15日签约。")).await;
        // Back from another window after five minutes: nothing is counted for the time between.
        let back = board.later(at("2022-07-29 09:05"));
        leave(&filer.at(&back), ("done", "7月15日签约食品专业。")).await;
        let july = |section| ("2022-07".to_owned(), section);
        let text = sums().await[&july(Section::Text)];
        let more = text.seconds - before[&july(Section::Text)].seconds;
        assert!((20..=60).contains(&more) && text.filings == before[&july(Section::Text)].filings, "{text:?}");
        // Submitting counts one filing, with what came filled.
        let form = filer.at(&back).get(JULY).await.is(200);
        let checked = [("lock", form.field("lock")), ("done", "7月15日签约。".into()), ("do", "check".into())];
        let checked: Vec<(&str, &str)> = checked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let saved = filer.at(&back).post_form(JULY, &checked).await.is(303);
        let check = filer.at(&back).get(saved.location()).await.is(200);
        filer.at(&back).post_form(&format!("{JULY}/submit"), &[("lock", &check.field("lock"))]).await.is(303);
        let (counts, held) = (sums().await[&july(Section::Counts)], before[&july(Section::Counts)]);
        assert_eq!(counts, held + Measured { seconds: 0, filings: 1, given: 10, typed: 1 });
        let office = board.signed_in("office1").await;
        let page = office.get("/cost").await.is(200);
        shows(&page, &["每增加一项", "21个单位×每年10期", "应报月报的18个，另有3个", "2022-07", "（按实测用时）"]);
        hides(&page, &["省食品学会", "食品填报员"]);
        filer.at(&back).get("/cost").await.is(403);
        let mut tx = db.read().await.unwrap();
        let columns: Vec<(String, String)> = tx.sql("select period, section from effort").all().await.unwrap();
        assert!(!columns.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_priced_before_it_is_asked() {
    let folder = Folder::new();
    let board = Board::new(Db::open(&folder.url()).await.unwrap()).await;
    let admin = board.signed_in("admin").await;
    shows(&admin.get("/cost").await.is(200), &["约21个单位×每年10期×", "（按实测用时）"]);
    let source = pilotboard::programme::file::BUILT_IN.replacen(
        "responsible = [\"gdast_coop\"]",
        "responsible = [\"pilot_units\"]",
        1,
    );
    let typed = [("source", source.as_str()), ("from", "2022-08-01"), ("reason", "宣传报道各单位均报")];
    let preview = admin.post_form("/admin/programme/file", &typed).await.is(200);
    shows(&preview, &["填报负担增加：约17处×每年10期×", "（按实测用时）"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_as_a_whole_is_counted_from_opening_it() {
    each(async |db| {
        let board = Board::on(db.clone(), "2022-07-29 09:00").await;
        let filer = board.signed_in("soc_food").await;
        let seconds = async || {
            let mut tx = db.read().await.unwrap();
            let held = effort::measured(&mut tx, "2022").await.unwrap();
            held.get(&("2022-07".to_owned(), Section::Text)).map_or(0, |it| it.seconds)
        };
        let before = seconds().await;
        let form = filer.get(JULY).await.is(200);
        let later = board.later(board.app.clock.now() + chrono::TimeDelta::minutes(3));
        let fields =
            [("lock", form.field("lock")), ("_opened", form.field("_opened")), ("done", "7月15日签约。".into())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        filer.at(&later).post_form(JULY, &fields).await.is(303);
        let more = seconds().await - before;
        assert!((180..=240).contains(&more), "{more}");
        // Sent again it is the same visit, and an old page is no visit of a day.
        let form = filer.at(&later).get(JULY).await.is(200);
        let stale =
            [("lock", form.field("lock")), ("_opened", "2022-07-01T00:00:00Z".into()), ("done", "7月16日。".into())];
        let stale: Vec<(&str, &str)> = stale.iter().map(|(name, value)| (*name, value.as_str())).collect();
        filer.at(&later).post_form(JULY, &stale).await.is(303);
        assert_eq!(seconds().await - before, more, "it was saved meanwhile");
    })
    .await;
}
