//! What people do on the pages, step by step, as a browser without JavaScript sends it.

use chrono::TimeDelta;
use pilotboard::db::Db;
use pilotboard::language::Lang;
use pilotboard::programme::file::BUILT_IN;
use pilotboard::testing::actors::{Answer, Board, Client, hides, send, shows, words};
use pilotboard::testing::{Folder, at, each};

const JULY: &str = "/my/reports/2022-07";
const FOOD: &str = "count.recognised.food.-.hk.in";
const PEOPLE: [&str; 7] = ["soc_food", "head", "gdes", "office1", "leader", "admin", "auditor"];

/// The board in its folder; the folder goes when both are dropped.
async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

/// Fills in the July report and submits it.
async fn file(client: &Client, fields: &[(&str, &str)]) -> Answer {
    let form = client.get(JULY).await.is(200);
    let mut all = vec![("do", "check")];
    all.extend(fields);
    let saved = send(client, &form, JULY, &all).await.is(303);
    let check = client.get(saved.location()).await.is(200);
    let sent = send(client, &check, &format!("{JULY}/submit"), &[]).await.is(303);
    client.get(sent.location()).await.is(200)
}

/// Opens the report of a unit and decides on it.
async fn decide(client: &Client, report: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get(&format!("/reports/{report}")).await.is(200);
    send(client, &page, &format!("/review/{report}/{act}"), fields).await
}

/// The number of a target on the overview.
async fn number(client: &Client, target: &str, query: &str) -> i64 {
    let page = client.get(&format!("/overview{query}")).await.is(200);
    let link = format!("href=\"/figures/{target}{}\" class=\"figure\">", query.replace('&', "&amp;"));
    let rest = page.text.split(&link).nth(1).unwrap_or_else(|| panic!("{} has no {link}", page.sent));
    let shown = rest.split('<').next().unwrap_or_default();
    shown.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_filed_in_a_form_that_keeps_whatever_was_typed() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        let home = filer.get("/my").await.is(200);
        assert!(home.text.contains(&format!("href=\"{JULY}\"")), "{}", home.text);
        let form = filer.get(JULY).await.is(200);
        let typed = [
            (FOOD, "三人"),
            ("done", "7月15日\n签约。"),
            ("task.9.said", "已签约"),
            ("specialty.food.stage", "3"),
            ("specialty.food.on", "十五日"),
        ];
        let saved = send(&filer, &form, JULY, &typed).await.is(303);
        assert_eq!(saved.location(), JULY);
        let again = filer.get(JULY).await.is(200);
        assert!(again.text.contains("value=\"三人\"") && again.text.contains("value=\"十五日\""), "{}", again.text);
        assert!(!again.text.contains("role=\"alert\""), "nobody is told off before they ask for a check");
        shows(&again, &["7月15日\n签约。", "已保存"]);
        // The check leads back to the form, and says where and what.
        let checked = send(&filer, &again, JULY, &[&typed[..], &[("do", "check")]].concat()).await.is(303);
        let checked = filer.get(checked.location()).await.is(303);
        let wrong = filer.get(checked.location()).await.is(200);
        shows(&wrong, &["有 2 处需要修改", "应为不小于0的整数，现为“三人”", "应为日期，如2022-07-28，现为“十五日”"]);
        assert!(wrong.text.contains("<title>有 2 处需要修改"), "the title says it first");
        for id in ["count-recognised-food---hk-in", "specialty-food-on"] {
            assert!(
                wrong.text.contains(&format!("href=\"#{id}\"")) && wrong.text.contains(&format!(" id=\"{id}\"")),
                "{id}"
            );
        }
        assert!(wrong.text.contains("value=\"三人\"") && wrong.text.contains("aria-invalid=\"true\""));
        // Submitting past the check says the same and keeps the text.
        let refused = send(&filer, &wrong, &format!("{JULY}/submit"), &[]).await.is(422);
        shows(&refused, &["有 2 处需要修改"]);
        assert!(refused.text.contains("value=\"三人\""));
        let right = [
            (FOOD, "３"),
            ("done", "7月15日签约。"),
            ("specialty.food.stage", "3"),
            ("specialty.food.on", "2022-07-15"),
            ("do", "check"),
        ];
        let saved = send(&filer, &refused, JULY, &right).await.is(303);
        let check = filer.get(saved.location()).await.is(200);
        shows(&check, &["62 → 65", "提交前检查"]);
        let sent = send(&filer, &check, &format!("{JULY}/submit"), &[]).await.is(303);
        // Sent twice, it is there once.
        let twice = send(&filer, &check, &format!("{JULY}/submit"), &[]).await.is(303);
        assert_eq!((sent.location(), twice.location()), ("/my/reports/2022-07/receipt", "/my/reports/2022-07/receipt"));
        let receipt = filer.get(sent.location()).await.is(200);
        shows(&receipt, &["报送回执", "回执编号", "2022-07-29 08:3", "指纹", "省工程师学会汇总", "第1版"]);
        assert!(!words(&receipt.text).contains("第2版"));
        let fingerprint = receipt.text.split("<code>").nth(1).unwrap().split('<').next().unwrap();
        assert!(fingerprint.len() >= 16 && fingerprint.split(' ').all(|part| part.len() <= 4), "{fingerprint}");
        shows(&filer.get(JULY).await.is(200), &["审核前可撤回修改", "7月15日签约。"]);
        filer.post_form(JULY, &[("done", "later")]).await.is(409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_lose_nothing() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        let (first, second) = (filer.get(JULY).await.is(200), filer.get(JULY).await.is(200));
        send(&filer, &first, JULY, &[("done", "先写的一句"), ("ask", "同样")]).await.is(303);
        let conflict = send(&filer, &second, JULY, &[("done", "后写的一句"), ("ask", "同样")]).await.is(409);
        shows(&conflict, &["先写的一句", "后写的一句", "另一个窗口或另一人在您之后保存过这份草稿"]);
        assert!(!words(&conflict.text).contains("同样"), "what both say alike is not asked");
        // Between two texts nothing is chosen beforehand.
        assert!(!conflict.text.contains("checked"), "{}", conflict.text);
        let kept = filer.get(JULY).await.is(200);
        shows(&kept, &["先写的一句"]);
        // What only one tab changed is kept without a word, and nothing is lost.
        send(&filer, &second, JULY, &[("next", "7月30日前报送"), ("ask", "同样")]).await.is(303);
        let both = filer.get(JULY).await.is(200);
        shows(&both, &["先写的一句", "7月30日前报送"]);
        // What one tab emptied is not chosen over what the other typed since.
        send(&filer, &both, JULY, &[("done", "又改的一句"), ("next", "7月30日前报送")]).await.is(303);
        let emptied = send(&filer, &both, JULY, &[("next", "8月报送")]).await.is(409);
        let choices: Vec<&str> = emptied.text.split("<input").filter(|tag| tag.contains("keep.done\"")).collect();
        let chosen: Vec<_> = choices.iter().filter(|tag| tag.contains("checked")).collect();
        assert!(chosen.len() == 1 && chosen[0].contains("value=\"theirs\""), "{choices:?}");
        assert!(!emptied.text.contains("keep.next"), "only one of the two changed it");
        // A choice left out is asked for again.
        let unanswered = [("done", "后写的一句"), ("_asked", "done")];
        send(&filer, &conflict, JULY, &unanswered).await.is(409);
        // The page carries what was typed and what was held then: the choice takes each field from one side.
        let choice = [("done", ""), ("next", "8月报送"), ("_asked", "done"), ("keep.done", "theirs")];
        send(&filer, &emptied, JULY, &choice).await.is(303);
        let last = filer.get(JULY).await.is(200);
        shows(&last, &["又改的一句", "8月报送"]);
        // The script of the page saves on the side, and says when it comes too late.
        let (lock, autosave) = (last.field("lock"), format!("{JULY}/autosave"));
        let saved = filer.post_form(&autosave, &[("lock", &lock), ("done", "自动")]).await.is(200).json();
        assert_eq!(saved["lock"].as_i64().unwrap(), lock.parse::<i64>().unwrap() + 1);
        filer.post_form(&autosave, &[("lock", &lock), ("done", "迟到")]).await.is(409);
        // A page that is left follows upon its own save under way, and upon nobody else's.
        let left =
            |before: &'static str| [("lock", lock.clone()), ("done", "离开".into()), ("_under_way", before.into())];
        for (before, status) in [("done=%E5%88%AB", 409), ("done=%E8%87%AA%E5%8A%A8", 200)] {
            let fields = left(before);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            filer.post_form(&autosave, &fields).await.is(status);
        }
        // Somebody submits meanwhile: what is sent afterwards is refused and not lost silently.
        filer.post_form(&format!("{JULY}/submit"), &[]).await.is(303);
        shows(&send(&filer, &last, JULY, &[("done", "再写")]).await.is(409), &["他人已先作处理"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nil_return_takes_one_page_and_one_button() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        let page = filer.get(&format!("{JULY}/nil")).await.is(200);
        let sent = send(&filer, &page, &format!("{JULY}/nil"), &[]).await.is(303);
        shows(&filer.get(sent.location()).await.is(200), &["报送回执", "第1版"]);
        let head = board.signed_in("gdes").await;
        let read = head.get("/reports/soc_food/2022-07").await.is(200);
        shows(&read, &["零报告", "本月新增0，累计不变。", "互认人数累计0人，不变"]);
        hides(&read, &["本期没有数字"]);
        // Before anybody has looked at it, it can be taken back.
        let receipt = filer.get(&format!("{JULY}/receipt")).await.is(200);
        send(&filer, &receipt, &format!("{JULY}/withdraw"), &[]).await.is(303);
        filer.get(JULY).await.is(200).field("lock");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nil_return_over_a_draft_asks_what_becomes_of_its_words_and_names_what_it_gives_up() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        let form = filer.get(JULY).await.is(200);
        let typed = [(FOOD, "3"), ("done", "加快推进评审。"), ("task.9.said", "继续推进。"), ("do", "save")];
        send(&filer, &form, JULY, &typed).await.is(303);
        let nil = format!("{JULY}/nil");
        let page = filer.get(&nil).await.is(200);
        shows(
            &page,
            &["加快推进评审。", "继续推进。", "与报零不符", "食品 · 香港 · 港澳→内地：3", "保留，作为零报告的说明"],
        );
        // Whoever does not say is asked again, and nothing is filed.
        let unsaid = send(&filer, &page, &nil, &[]).await.is(422);
        shows(&unsaid, &["草稿中已填的文字：应选保留或不保留，现未选"]);
        shows(&filer.get(JULY).await.is(200), &["加快推进评审。"]);
        let sent = send(&filer, &unsaid, &nil, &[("words", "keep")]).await.is(303);
        filer.get(sent.location()).await.is(200);
        let read = board.signed_in("gdes").await.get("/review?report=soc_food:2022-07").await.is(200);
        shows(&read, &["本月新增0，累计不变。", "加快推进评审。"]);
        hides(&read, &["未写明对象或日期"]);
        // Taken back, it is filed again without them.
        let receipt = filer.get(&format!("{JULY}/receipt")).await.is(200);
        send(&filer, &receipt, &format!("{JULY}/withdraw"), &[]).await.is(303);
        let page = filer.get(&nil).await.is(200);
        send(&filer, &page, &nil, &[("words", "drop")]).await.is(303);
        hides(&filer.get(JULY).await.is(200), &["加快推进评审。", "继续推进。"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_note_of_a_nil_return_stays_on_its_page_where_it_is_too_long() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        let nil = format!("{JULY}/nil");
        let page = filer.get(&nil).await.is(200);
        let long = "字".repeat(301);
        let refused = send(&filer, &page, &nil, &[("note", &long)]).await.is(422);
        shows(&refused, &["应不超过300字，现为301字", &long]);
        send(&filer, &refused, &nil, &[("note", "八月评审。")]).await.is(303);
        shows(&filer.get(JULY).await.is(200), &["本月新增0，累计不变。", "八月评审。"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_checked_sent_back_and_accepted_and_then_counts() {
    each(async |db| {
        let board = Board::new(db).await;
        let (filer, consolidator, office) =
            (board.signed_in("soc_food").await, board.signed_in("gdes").await, board.signed_in("office1").await);
        let before = number(&office, "T2", "").await;
        file(&filer, &[(FOOD, "3"), ("done", "7月15日签约。")]).await;
        shows(&consolidator.get("/review").await.is(200), &["省食品学会"]);
        let early = office.get("/reports/soc_food/2022-07").await.is(200);
        assert!(!early.text.contains("/accept\""), "a society's report passes the consolidator first");
        office.post_form("/review/soc_food/2022-07/accept", &[]).await.is(409);
        // Sending back needs a field and a reason.
        let unsaid = decide(&consolidator, "soc_food/2022-07", "return", &[("field", "done"), ("reason", " ")]).await;
        shows(&unsaid.is(422), &["退回须写明栏目和原因"]);
        let said = [("field", "done"), ("reason", "请写明评审人数")];
        decide(&consolidator, "soc_food/2022-07", "return", &said).await.is(303);
        shows(&filer.get("/my").await.is(200), &["已退回，请修改", "需修改：工作进展", "原因：请写明评审人数"]);
        file(&filer, &[(FOOD, "3"), ("done", "7月15日签约，评审3人。")]).await;
        let page = consolidator.get("/reports/soc_food/2022-07").await.is(200);
        send(&consolidator, &page, "/review/soc_food/2022-07/forward", &[]).await.is(303);
        // The same page once more, and another that is out of date.
        send(&consolidator, &page, "/review/soc_food/2022-07/forward", &[]).await.is(303);
        consolidator.post_form("/review/soc_food/2022-07/forward", &[]).await.is(409);
        assert_eq!(number(&office, "T2", "").await, before);
        decide(&office, "soc_food/2022-07", "accept", &[]).await.is(303);
        assert_eq!(number(&office, "T2", "").await, before + 3);
        assert_eq!(number(&filer, "T2", "").await, before + 3, "one number for everybody");
        shows(&filer.get(&format!("{JULY}/receipt")).await.is(200), &["已通过", "第2版", "请写明评审人数"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_on_what_they_have_filed_themselves() {
    each(async |db| {
        let board = Board::new(db).await.later(at("2022-08-26 10:00"));
        let (author, other) = (board.signed_in("office1").await, board.signed_in("office2").await);
        let path = "/my/reports/2022-08";
        let form = author.get(path).await.is(200);
        let fields = [
            ("task.8.said", "细则已出6地。"),
            ("task.8.slots", "南沙新区"),
            ("task.8.slots", "黄埔区"),
            ("task.8.slots", "深圳"),
            ("task.8.slots", "珠海"),
            ("task.8.slots", "横琴合作区"),
            ("task.8.slots", "东莞"),
            ("task.8.closure", "yes"),
            ("task.8.closure.on", "2022-08-20"),
            ("task.8.closure.evidence", "粤科协〔2022〕8号"),
            ("task.12.slots", "南沙新区"),
            ("task.12.slots", "黄埔区"),
            ("task.12.slots", "横琴合作区"),
            ("task.12.slots", "前海"),
            ("task.12.closure.on", "2022-08-22"),
            ("task.12.closure.evidence", "工作站名册"),
            ("done", "8月20日办结。"),
            ("do", "check"),
        ];
        let saved = send(&author, &form, path, &fields).await.is(303);
        let check = author.get(saved.location()).await.is(200);
        send(&author, &check, &format!("{path}/submit"), &[]).await.is(303);
        let page = author.get("/reports/gdast_coop/2022-08").await.is(200);
        assert!(!page.text.contains("/accept\""), "the author sees no button to accept: {}", page.text);
        author.post_form("/review/gdast_coop/2022-08/accept", &[]).await.is(403);
        author.post_form("/review/gdast_coop/2022-08/return", &[("field", "x"), ("reason", "y")]).await.is(403);
        // Closures likewise.
        let queue = other.get("/review").await.is(200);
        let case = |evidence: &str| {
            let case = queue.text.split("class=\"case\"").skip(1).find(|case| case.contains(evidence)).unwrap();
            let id = case.split("/review/closures/").nth(1).unwrap().split('/').next().unwrap();
            format!("/review/closures/{id}")
        };
        let (rules, stations) = (case("8号"), case("工作站名册"));
        assert!(!author.get("/review").await.is(200).text.contains(&rules));
        author.post_form(&format!("{rules}/confirm"), &[]).await.is(403);
        other.post_form(&format!("{stations}/return"), &[("reason", "")]).await.is(400);
        other.post_form(&format!("{stations}/return"), &[("reason", "名册缺横琴")]).await.is(303);
        // Six places are in once the report that says so is accepted.
        shows(&other.get("/review").await.is(200), &["全部落实前不能销号"]);
        shows(&other.post_form(&format!("{rules}/confirm"), &[]).await.is(422), &["各处未全部落实"]);
        decide(&other, "gdast_coop/2022-08", "accept", &[]).await.is(303);
        other.post_form(&format!("{rules}/confirm"), &[]).await.is(303);
        other.post_form(&format!("{rules}/confirm"), &[]).await.is(409);
        let later = board.later(at("2022-08-27 10:00"));
        let leader = later.signed_in("leader").await;
        shows(&leader.get("/tasks/8").await.is(200), &["逾期办结"]);
        assert!(!words(&leader.get("/tasks/12").await.is(200).text).contains("逾期办结"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_goes_full_circle_and_the_old_version_stays() {
    each(async |db| {
        let board = Board::new(db).await.later(at("2022-08-10 10:00"));
        let (filer, consolidator, office) =
            (board.signed_in("soc_measure").await, board.signed_in("gdes").await, board.signed_in("office1").await);
        let day = "?as_at=2022-07-28&basis=";
        let (reported, corrected) = (format!("{day}reported"), format!("{day}corrected"));
        let before = (number(&office, "T2", &reported).await, number(&office, "T2", &corrected).await);
        let cell = "count.recognised.metrology_control.-.hk.in";
        let slip = filer.get(&format!("{JULY}/correct")).await.is(200);
        shows(&slip, &["原报数", "更正为", "重复统计", "漏报", "口径理解"]);
        // A correction says why; what was typed stays on the page that asks again.
        let asked = send(&filer, &slip, &format!("{JULY}/correct"), &[(cell, "2"), ("why", "1人")]).await.is(422);
        shows(&asked, &["更正须选原因"]);
        assert!(asked.text.contains("value=\"2\"") && asked.text.contains("value=\"1人\""), "{}", asked.text);
        let other = [(cell, "2"), ("reason", "other"), ("why", "")];
        send(&filer, &asked, &format!("{JULY}/correct"), &other).await.is(422);
        let right = [(cell, "2"), ("reason", "left_out"), ("why", "1人"), ("do", "check")];
        let begun = send(&filer, &asked, &format!("{JULY}/correct"), &right).await.is(303);
        // What it would change is told before it is sent, by the function that will say so afterwards.
        let told = filer.get(begun.location()).await.is(200);
        shows(&told, &["更正内容", "漏报：1人", "本单位", "截至2022年7月28日"]);
        for page in ["/my", "/my/reports"] {
            let page = filer.get(page).await.is(200);
            shows(&page, &["已通过 · 更正填写中", "继续更正", "放弃更正"]);
            hides(&page, &["草稿", "报零"]);
        }
        send(&filer, &told, &format!("{JULY}/abandon"), &[]).await.is(303);
        let slip = filer.get(&format!("{JULY}/correct")).await.is(200);
        let right = [("reason", "left_out"), ("why", "1人"), ("do", "form")];
        send(&filer, &slip, &format!("{JULY}/correct"), &right).await.is(303);
        let form = filer.get(JULY).await.is(200);
        let held = form.text.split("<input").find(|tag| tag.contains(cell)).unwrap();
        assert!(held.contains("value=\"1\""), "the form holds what was accepted: {held}");
        file(
            &filer,
            &[
                (cell, "2"),
                ("count.recognised.metrology_control.-.mo.in", "1"),
                ("done", "7月15日完成第3批评审，通过3人。"),
            ],
        )
        .await;
        assert_eq!(
            number(&office, "T2", &corrected).await,
            before.1,
            "the accepted version counts until the new one is accepted"
        );
        // What was accepted stands, on time as it was, while the correction is looked at.
        for page in ["/my/reports", "/review?period=2022-07", "/review/sheet?period=2022-07"] {
            let reader = if page.starts_with("/my") { &filer } else { &office };
            shows(&reader.get(page).await.is(200), &["已通过 · 更正待核准"]);
        }
        shows(&filer.get("/my").await.is(200), &["原报已通过。更正现在：在广东省工程师学会"]);
        let matrix = office.get("/matrix?period=2022-07&as_at=2022-08-10").await.is(200);
        shows(&matrix, &["7月月报 已通过、更正待核准"]);
        decide(&consolidator, "soc_measure/2022-07", "forward", &[]).await.is(303);
        // Whoever decides reads what changes in the report, and what would change on the screens.
        for page in ["/review?report=soc_measure:2022-07", "/reports/soc_measure/2022-07"] {
            let read = office.get(page).await.is(200);
            shows(&read, &["更正内容", "更正原因：漏报：1人", "原为", "现为", "提交并通过后", "本单位互认人数"]);
        }
        decide(&office, "soc_measure/2022-07", "accept", &[]).await.is(303);
        assert_eq!(number(&office, "T2", &reported).await, before.0, "what was known then stays");
        assert_eq!(number(&office, "T2", &corrected).await, before.1 + 1);
        let old = office.get("/reports/soc_measure/2022-07?version=1").await.is(200);
        shows(&old, &["此版已被更新的版本取代", "通过2人"]);
        assert!(!old.text.contains("/accept\""));
        shows(&office.get("/reports/soc_measure/2022-07").await.is(200), &["第2版", "漏报：1人", "通过3人"]);
        shows(&filer.get("/my/reports").await.is(200), &["更正已生效"]);
        shows(&filer.get(&format!("{JULY}/receipt")).await.is(200), &["第2版与第1版的不同", "原为", "现为"]);
        office.get("/reports/soc_measure/2022-07?version=3").await.is(404);
    })
    .await;
}

/// The addresses of every page a role may open.
fn addresses(login: &str) -> Vec<&'static str> {
    let mut pages = vec![
        "/help",
        "/search?q=1",
        "/overview",
        "/overview?print=a3",
        "/meeting",
        "/decisions",
        "/targets/T1",
        "/targets/T2",
        "/targets/T3",
        "/targets/T4",
        "/targets/T5",
        "/tasks",
        "/tasks?light=overdue",
        "/tasks?light=due_soon&key=1",
        "/tasks?group=unit",
        "/tasks?group=key",
        "/attention",
        "/notes/task.12",
        "/notes/task.9",
        "/notes/target.T2",
        "/tasks/4",
        "/tasks/8",
        "/tasks/12",
        "/tasks/9",
        "/tasks/13",
        "/units",
        "/specialties",
        "/specialties/building",
        "/specialties/power",
        "/specialties/food",
        "/cities",
        "/cities/guangzhou",
        "/cities/qianhai",
        "/cities/dongguan",
        "/matrix",
        "/figures/T1",
        "/figures/practising,place=-",
        "/figures/T1,city=zhuhai",
        "/figures/T2.pending",
        "/figures/tasks.overdue",
        "/figures/reporting,period=2022-07",
        "/summaries",
        "/summaries/2022H1",
        "/summaries/2022H2",
    ];
    pages.extend(match login {
        "soc_food" | "gdes" | "office1" => vec![
            "/my",
            "/my/reports/2022-07",
            "/my/reports/2022-07/nil",
            "/my/reports/2022-07/receipt",
            "/my/reports/2022-08",
            "/my/reports/2022-08?check=1",
            "/my/reports/2022-12S",
        ],
        "head" => vec!["/my", "/my/reports/2022-07/receipt"],
        "admin" => {
            vec!["/admin", "/admin/programme", "/admin/people/example-soc_civil", "/admin/people/import", "/account"]
        }
        "auditor" => vec!["/audit", "/review"],
        _ => vec![],
    });
    pages.extend(match login {
        "soc_food" => vec!["/units/soc_food", "/reports/soc_food/2022-06"],
        "head" => vec!["/units/soc_civil", "/reports/soc_civil/2022-07", "/reports/soc_civil/2022-06?version=1"],
        "gdes" | "office1" => vec!["/review", "/units/soc_civil", "/reports/soc_civil/2022-05?version=1"],
        _ => vec!["/units/soc_civil", "/units/gd_hrss", "/reports/gz_ast/2022-07"],
    });
    pages
}

fn joined(path: &str, query: &str) -> String {
    format!("{path}{}{query}", if path.contains('?') { '&' } else { '?' })
}

/// Characters of the mainland that Hong Kong and Macao write otherwise.
const SIMPLIFIED: &str =
    "录导审显设数据报单项总览统计为应务时专业门办经过现说与从这来们开关对进还达证认处环节历软硬优让习书买卖";

#[tokio::test(flavor = "multi_thread")]
async fn every_page_answers_in_every_language() {
    let (board, _folder) = on_sqlite().await;
    let mut simplified = Vec::new();
    for login in PEOPLE {
        let person = board.signed_in(login).await;
        for path in addresses(login) {
            for lang in Lang::ALL {
                let page = person.get(&joined(path, &format!("lang={lang}"))).await.is(200);
                assert!(page.text.contains(&format!("<html lang=\"{lang}\"")), "{}", page.sent);
                assert_eq!(page.text.matches("<h1").count(), 1, "{} has one heading of the first level", page.sent);
                assert_eq!(page.text.matches("<main").count(), 1, "{}", page.sent);
                // What is printed in the circular, and what people have written, stays as written.
                let interface =
                    lang == Lang::ZhHant && !path.starts_with("/admin") && path != "/audit" && path != "/account";
                if interface {
                    let nodes =
                        page.text.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
                    for node in nodes {
                        let text = html_escape::decode_html_entities(node);
                        if !data(&text) {
                            simplified.push(format!("{path}: {text}"));
                        }
                    }
                }
            }
        }
    }
    simplified.sort();
    simplified.dedup();
    assert!(simplified.is_empty(), "in simplified characters:\n{}", simplified.join("\n"));
}

/// Whether every clause in simplified characters comes from the circular or from the example.
fn data(text: &str) -> bool {
    const EXAMPLE: &str = include_str!("../programmes/example-2022.toml");
    let clauses =
        text.split(['：', '；', '，', '。', '、', '·', ' ', '（', '）', '「', '」', '《', '》', '〔', '〕', '“', '”']);
    clauses
        .filter(|clause| clause.chars().any(|c| SIMPLIFIED.contains(c)))
        .map(|clause| {
            clause.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_ascii_digit())
        })
        .all(|clause| BUILT_IN.contains(clause) || EXAMPLE.contains(clause))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_moment_asked_for_goes_along_with_every_link() {
    let (board, _folder) = on_sqlite().await;
    let query = "as_at=2022-06-28&basis=reported&lang=en&text=large";
    for login in ["office1", "soc_civil"] {
        let person = board.signed_in(login).await;
        for path in [
            "/overview",
            "/decisions",
            "/targets/T2",
            "/tasks",
            "/tasks/9",
            "/tasks/12",
            "/attention",
            "/notes/task.12",
            "/units",
            "/specialties",
            "/specialties/egov",
            "/cities",
            "/cities/zhuhai",
            "/matrix",
            "/figures/T2",
            "/summaries",
            "/summaries/2022H1",
            "/units/soc_civil",
            "/reports/soc_civil/2022-05",
            "/my",
            "/help",
        ] {
            let page = person.get(&format!("{path}?{query}")).await.is(200);
            let links = page.text.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            for link in links.filter(|link| link.starts_with('/')) {
                let asset = ["/style.css", "/icon.svg", "/pkg/"].iter().any(|asset| link.starts_with(asset));
                // One link leads back to the present, three to the other languages and one to the other size.
                let back = link.starts_with(path) && !link.contains("as_at");
                // One link steps to the end of the period before, and a number can be seen on either basis.
                let step = link.starts_with(path) && link.contains("as_at=2022-05-28");
                let kept = (step || link.contains("as_at=2022-06-28")) && link.contains("basis=reported");
                let other = path.starts_with("/figures") && link.starts_with(path) && link.contains("basis=corrected");
                assert!(asset || back || kept || other, "{}: {link}", page.sent);
            }
            assert_eq!(page.text.matches("Back to the latest").count(), 1, "{}", page.sent);
            for field in ["lang", "text"] {
                assert!(
                    page.text.contains(&format!("type=\"hidden\" name=\"{field}\"")),
                    "{}: the moment keeps {field}",
                    page.sent
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn specialties_and_places_stand_where_the_drawings_put_them() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let all = leader.get("/specialties").await.is(200);
    shows(&all, &["12个专业领域：新增5个中已签约2个；互认62人中，建筑工程、质量管理、计量及控制占61.3%"]);
    shows(&all, &["原有7个", "新增5个", "原文又作电气", "7月未报", "“?”为推定对应关系，待办公室确认"]);
    assert_eq!(words(&all.text).matches("电气").count(), 1, "the other name is told once");
    let names = ["建筑工程", "计量及控制", "电力工程", "品质", "电子政务工程", "食品"];
    let at = names.map(|name| all.text.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name} is a link")));
    assert!(at.is_sorted(), "in the order of the circular");
    for id in ["recognised", "recognised,specialty=building", "recognised,period=2022-07,specialty=building"] {
        assert!(all.text.contains(&format!("href=\"/figures/{id}\"")), "{id} opens its source");
    }
    // Every unit beside a specialty is inferred, and each is marked.
    let carriers = all.text.matches("class=\"carrier\"").count();
    assert_eq!((carriers, all.text.matches("title=\"推定对应关系，待办公室确认\"").count()), (13, 13));

    let food = leader.get("/specialties/food").await.is(200);
    shows(&food, &["食品：已到“协商文本”，互认0人", "还缺：签约 · 时限12月31日，余156天", "省食品学会?"]);
    let egov = leader.get("/specialties/egov").await.is(200);
    shows(&egov, &["电子政务工程：已到“签约”，互认0人", "2022-05-18", "省电子政务协会 5月月报"]);
    assert!(!words(&egov.text).contains("还缺"));
    let building = leader.get("/specialties/building").await.is(200);
    shows(&building, &["建筑工程：已到“产生互认”，互认18人", "已到，未填日期", "2021-10-22"]);
    for id in ["origin=mo", "direction=in", "origin=hk,direction=in"] {
        assert!(building.text.contains(&format!("href=\"/figures/recognised,specialty=building,{id}\"")), "{id}");
    }

    let cities = leader.get("/cities").await.is(200);
    shows(&cities, &["41人落地执业，分布6处（前海11、南沙新区9、横琴合作区8、黄埔区5、其余2处5）；未分地3人"]);
    shows(&cities, &["珠海、东莞、横琴合作区细则未出", "示意图，不代表行政区划界线", "珠海其他", "7月未报"]);
    for id in ["practising", "practising,place=-", "practising,place=nansha", "practising,city=zhuhai"] {
        assert!(cities.text.contains(&format!("href=\"/figures/{id}\"")), "{id} opens its source");
    }
    shows(&leader.get("/figures/practising,place=-").await.is(200), &["落地执业人数 · 未分地 = 3人", "深圳市科协"]);
    shows(&leader.get("/figures/practising,city=zhuhai").await.is(200), &["珠海全市 = 10人", "横琴合作区"]);
    let guangzhou = leader.get("/cities/guangzhou").await.is(200);
    shows(&guangzhou, &["广州：落地执业14人（南沙新区9、黄埔区5）", "设立示范点（第12项）", "广州市科协 5月月报"]);
    assert!(guangzhou.text.contains("href=\"tel:"), "whom to call");
    shows(&leader.get("/cities/qianhai").await.is(200), &["前海：落地执业11人", "○ 推进中", "位于深圳"]);
    for nowhere in ["/cities/atlantis", "/specialties/alchemy"] {
        leader.get(nowhere).await.is(404);
    }

    // Where a unit is linked to a specialty, the mark is there too.
    shows(&leader.get("/units/soc_std").await.is(200), &["标准化?", "品质?", "推定对应关系"]);
    let filer = board.signed_in("soc_food").await;
    let form = filer.get(JULY).await.is(200);
    shows(&form, &["“?”为推定对应关系，待办公室确认"]);
    assert_eq!(form.text.matches("title=\"推定对应关系，待办公室确认\"").count(), 5, "four cells and the stage");
    let unmarked = board.signed_in("gz_ast").await.get(JULY).await.is(200);
    assert!(!unmarked.text.contains("推定对应关系"), "places are the city's own");
}

const PAYLOAD: &str = "</textarea></title></script>\"'><svg onload=alert(1)>";

#[track_caller]
fn harmless(answer: &Answer) {
    for raw in ["<svg onload", "</textarea></title>", "\"'><"] {
        let around = answer.text.find(raw).map(|at| {
            let start = answer.text[..at].char_indices().rev().nth(120).map_or(0, |(at, _)| at);
            answer.text[start..].chars().take(260).collect::<String>()
        });
        assert!(around.is_none(), "{} holds {raw:?}: …{}…", answer.sent, around.unwrap_or_default());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_typed_is_shown_as_text() {
    let (board, _folder) = on_sqlite().await;
    let board = board.later(at("2022-07-29 08:30") + TimeDelta::hours(1));
    let (filer, consolidator, office, admin) = (
        board.signed_in("soc_food").await,
        board.signed_in("gdes").await,
        board.signed_in("office1").await,
        board.signed_in("admin").await,
    );
    let visitor = board.visitor();
    // A wrong report: every field of the form, numbers and dates as well.
    let fields = [
        FOOD,
        "count.recognised.</title>.-.hk.in",
        "done",
        "problems",
        "next",
        "ask",
        "specialty.food.stage",
        "specialty.food.on",
        "task.9.said",
        "task.9.stage",
        "task.9.slots",
        "task.9.closure.on",
        "task.9.closure.evidence",
        "task.<svg onload=alert(1)>.said",
    ];
    let typed: Vec<(&str, &str)> = fields.iter().map(|field| (*field, PAYLOAD)).collect();
    let (form, stale) = (filer.get(JULY).await.is(200), filer.get(JULY).await.is(200));
    send(&filer, &form, JULY, &typed).await.is(303);
    let saved = filer.get(JULY).await.is(200);
    harmless(&saved);
    let decoded = html_escape::decode_html_entities(&saved.text).into_owned();
    assert!(decoded.matches(PAYLOAD).count() >= 8, "what was typed is still there: {}", saved.text);
    harmless(&filer.get(&format!("{JULY}?check=1")).await.is(200));
    harmless(&send(&filer, &stale, JULY, &[("done", "<svg onload=alert(2)>")]).await.is(409));
    harmless(&filer.post_form(&format!("{JULY}/submit"), &[]).await.is(422));
    // A report that may be submitted, through all hands.
    let right = [
        ("done", PAYLOAD),
        ("problems", PAYLOAD),
        ("next", PAYLOAD),
        ("ask", PAYLOAD),
        ("task.9.said", PAYLOAD),
        ("task.9.closure.on", "2022-07-15"),
        ("task.9.closure.evidence", PAYLOAD),
    ];
    harmless(&file(&filer, &right).await);
    let back = [("field", "done"), ("reason", PAYLOAD)];
    let nowhere = [("field", PAYLOAD), ("reason", PAYLOAD)];
    harmless(&decide(&consolidator, "soc_food/2022-07", "return", &nowhere).await.is(400));
    harmless(&decide(&consolidator, "soc_food/2022-07", "return", &[("field", PAYLOAD), ("reason", "")]).await.is(422));
    decide(&consolidator, "soc_food/2022-07", "return", &back).await.is(303);
    harmless(&filer.get("/my").await.is(200));
    file(&filer, &right).await;
    decide(&consolidator, "soc_food/2022-07", "forward", &[]).await.is(303);
    harmless(&office.get("/review").await.is(200));
    decide(&office, "soc_food/2022-07", "accept", &[]).await.is(303);
    let slip = filer.get(&format!("{JULY}/correct")).await.is(200);
    harmless(&send(&filer, &slip, &format!("{JULY}/correct"), &[("reason", PAYLOAD), ("why", PAYLOAD)]).await.is(422));
    let reason = [("reason", "other"), ("why", PAYLOAD)];
    send(&filer, &slip, &format!("{JULY}/correct"), &reason).await.is(303);
    file(&filer, &right).await;
    harmless(&filer.get(&format!("{JULY}/receipt")).await.is(200));
    // A note and its reply.
    let leader = board.signed_in("leader").await;
    harmless(&leader.post_form("/notes/task.9", &[("text", PAYLOAD)]).await.is(422));
    leader.post_form("/notes/task.9", &[("text", PAYLOAD), ("unit", "soc_food"), ("unit", PAYLOAD)]).await.is(303);
    let home = filer.get("/my").await.is(200);
    harmless(&home);
    let note = home.text.split("/notes/task.9#reply-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let reply = format!("/notes/task.9/{note}/reply");
    harmless(&filer.post_form(&reply, &[("text", &PAYLOAD.repeat(4))]).await.is(422));
    filer.post_form(&reply, &[("text", PAYLOAD)]).await.is(303);
    // Accounts and the programme.
    let account = [
        ("name", PAYLOAD),
        ("post", PAYLOAD),
        ("phone", PAYLOAD),
        ("login", "mallory"),
        ("role", "filer"),
        ("unit", "soc_road"),
    ];
    let made = admin.post_form("/admin/accounts", &account).await.is(200);
    harmless(&made);
    harmless(&admin.post_form("/admin/accounts", &account).await.is(422));
    harmless(
        &admin.post_form("/admin/accounts", &[&account[..3], &[("login", PAYLOAD), account[4]]].concat()).await.is(422),
    );
    harmless(&admin.post_form("/admin/accounts", &[&account[..4], &[("role", PAYLOAD)]].concat()).await.is(400));
    let invitation = format!("/invitation/{}", &made.text.split("/invitation/").nth(1).unwrap()[..64]);
    harmless(&visitor.get(&invitation).await.is(200));
    let chosen = [("password", "a long enough phrase 2022"), ("again", "a long enough phrase 2022")];
    visitor.post_form(&invitation, &chosen).await.is(303);
    let changed = BUILT_IN.replacen("due_soon_days = 7", "due_soon_days = 8", 1);
    let file = |source| [("source", source), ("reason", PAYLOAD), ("from", "2022-07-29")];
    harmless(&admin.post_form("/admin/programme/file", &file(PAYLOAD)).await.is(422));
    harmless(&admin.post_form("/admin/programme/file", &file(changed.as_str())).await.is(200));
    admin.post_form("/admin/programme/install", &file(changed.as_str())).await.is(303);
    harmless(&admin.get("/admin/programme").await.is(200));
    let signs_in = [("login", "mallory"), ("password", "a long enough phrase 2022")];
    let answer = visitor.post_form("/signin", &signs_in).await.is(303);
    let named = visitor.with("cookie", answer.header("set-cookie").split(';').next().unwrap());
    for path in ["/my", "/overview", "/my/reports/2022-07"] {
        harmless(&named.get(path).await.is(200));
    }
    harmless(&visitor.post_form("/signin", &[("login", PAYLOAD), ("password", "x"), ("next", PAYLOAD)]).await);
    harmless(&visitor.post_form("/setup", &[("token", PAYLOAD), ("name", PAYLOAD), ("login", PAYLOAD)]).await);
    // What stands in an address.
    let encoded = "%3C/textarea%3E%3C/title%3E%3C/script%3E%22'%3E%3Csvg%20onload=alert(1)%3E";
    for path in ["/signin?next=", "/signin?lang=", "/setup?token=", "/nothing?x=", "/signin?programme="] {
        harmless(&visitor.get(&format!("{path}{encoded}")).await);
    }
    for path in [
        "/overview?as_at=",
        "/overview?basis=",
        "/tasks?light=",
        "/tasks?sort=",
        "/my?programme=",
        "/figures/",
        "/tasks/",
        "/units/",
        "/reports/soc_food/2022-07?version=",
        "/my/reports/",
        "/summaries/",
        "/overview?text=large&lang=",
        "/%3Csvg%20onload=",
    ] {
        harmless(&office.get(&format!("{path}{encoded}")).await);
    }
    // And every page of everybody.
    for login in PEOPLE {
        let person = board.signed_in(login).await;
        let own =
            ["/reports/soc_food/2022-07", "/reports/soc_food/2022-07?version=1", "/units/soc_food", "/units/soc_road"];
        for path in addresses(login).into_iter().chain(own) {
            harmless(&person.get(path).await);
        }
    }
}
