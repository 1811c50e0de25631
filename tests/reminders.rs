//! Reminders as the office, the unit and the auditor meet them, in a browser without JavaScript.

use pilotboard::db::Db;
use pilotboard::delivery::Delivery;
use pilotboard::settings::Outgoing;
use pilotboard::testing::actors::{Answer, Board, Client, hides, shows, words};
use pilotboard::testing::{Folder, at, each};
use pilotboard::web::postman;

/// The part of the page under the heading with this id.
fn section(answer: &Answer, id: &str) -> Answer {
    let part = answer.text.split(&format!("<h2 id=\"{id}\">")).nth(1).and_then(|rest| rest.split("</section>").next());
    let text = format!("<body>{}", part.unwrap_or_else(|| panic!("{} has no {id}", answer.sent)));
    Answer {
        sent: format!("{} #{id}", answer.sent),
        status: answer.status,
        headers: answer.headers.clone(),
        text,
        bytes: Vec::new(),
    }
}

async fn chase(office: &Client, units: &[&str], text: &str) -> Answer {
    let key = office.get("/reminders").await.is(200).field("_idem");
    let mut fields = vec![("_idem", key.as_str()), ("text", text)];
    fields.extend(units.iter().map(|unit| ("unit", *unit)));
    office.post_form("/reminders/chase", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_shows_what_would_have_been_sent_and_what_goes_out_at_nine() {
    each(async |db| {
        let board = Board::new(db).await;
        let office = board.signed_in("office1").await;
        let page = office.get("/reminders").await.is(200);
        shows(&page, &["示例环境：只显示将要发送的内容"]);
        let next = section(&page, "ahead");
        shows(&next, &["2022-07-29 09:00", "7月月报 · 逾期催报", "省食品学会", "东莞市科协", "7月月报：已逾期1天"]);
        let log = section(&page, "log");
        shows(&log, &["2022-07-28 15:00", "2022-07-27 10:00", "7月月报：今日24:00截止", "示例，未发送"]);
        hides(&log, &["已发送", "2022-07-29"]);
        // Three times fifty rows hold everything since the 21st.
        let mut older = page;
        for _ in 0..4 {
            let link = older.text.split("before=").nth(1).and_then(|rest| rest.split(['"', '&']).next());
            let Some(link) = link.filter(|link| !link.is_empty()) else { break };
            older = office.get(&format!("/reminders?before={link}")).await.is(200);
        }
        shows(&older, &["2022-07-21 09:30", "7月月报已可填写"]);
        for lang in ["zh-Hant", "en"] {
            office.get(&format!("/reminders?lang={lang}")).await.is(200);
        }
        shows(&board.signed_in("auditor").await.get("/reminders").await.is(200), &["发送记录"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_nine_the_two_that_are_late_are_told_and_see_it_on_their_own_page() {
    each(async |db| {
        let board = Board::new(db).await;
        // Whatever is configured, an example sends nothing.
        let outgoing = Outgoing {
            smtp_url: Some("smtp://127.0.0.1:1?tls=none".into()),
            smtp_from: Some("board@example.org".into()),
            ..Outgoing::default()
        };
        let delivery = Delivery::new(&outgoing, false).unwrap();
        assert_eq!(postman::remind(&board.app, &delivery).await, Ok(0));
        let board = board.later(at("2022-07-29 09:00"));
        assert_eq!(postman::remind(&board.app, &delivery).await, Ok(2));
        assert_eq!(postman::round(&board.app, &delivery).await, Ok(0));
        let food = board.signed_in("soc_food").await;
        shows(
            &food.get("/my").await.is(200),
            &["提醒 2022-07-29 09:0", "7月月报应于7月28日前报送，已逾期1天，仍可提交"],
        );
        hides(&board.signed_in("soc_civil").await.get("/my").await.is(200), &["提醒 2022"]);
        // A nil return ends it.
        let key = food.get("/my/reports/2022-07/nil").await.is(200).field("_idem");
        food.post_form("/my/reports/2022-07/nil", &[("_idem", &key)]).await;
        hides(&food.get("/my").await.is(200), &["提醒 2022"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_sends_one_text_by_hand_once_and_the_board_does_not_repeat_it() {
    each(async |db| {
        let board = Board::new(db).await;
        let office = board.signed_in("office1").await;
        let text = "{report}{left}，请今天上午提交。";
        let refused = chase(&office, &[], "{unknown}").await.is(422);
        shows(&refused, &["请至少选一个单位", "不认识 {unknown}"]);
        assert!(refused.text.contains("{unknown}"));
        // Only those who are late can be chased.
        let sent = chase(&office, &["soc_food", "soc_civil"], text).await.is(303);
        let page = office.get(sent.location()).await.is(200);
        shows(&page, &["已催报1个单位。", "已催报省食品学会"]);
        shows(&section(&page, "log"), &["省食品学会", "7月月报已逾期1天，请今天上午提交。"]);
        let next = words(section(&page, "ahead"));
        let july = next.split("8月月报").next().unwrap_or_default();
        assert!(july.contains("东莞市科协") && !july.contains("省食品学会"), "{july}");
        let again = chase(&office, &["soc_food"], text).await.is(303);
        shows(&office.get(again.location()).await.is(200), &["已催报0个单位。"]);
        shows(&board.signed_in("soc_food").await.get("/my").await.is(200), &["7月月报已逾期1天，请今天上午提交。"]);
        // At nine the board tells the other one alone.
        let delivery = Delivery::new(&Outgoing::default(), true).unwrap();
        assert_eq!(postman::remind(&board.later(at("2022-07-29 09:00")).app, &delivery).await, Ok(1));
        shows(&board.signed_in("auditor").await.get("/audit").await.is(200), &["催报"]);
        // From the queue one finds the way there.
        shows(&office.get("/review").await.is(200), &["催报"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn times_and_texts_are_the_offices_to_set_and_nothing_typed_is_lost() {
    let folder = Folder::new();
    let board = Board::new(Db::open(&folder.url()).await.unwrap()).await;
    let (office, other) = (board.signed_in("office1").await, board.signed_in("office2").await);
    let form = office.get("/reminders/settings").await.is(200);
    let values = |form: &Answer| -> Vec<(String, String)> {
        let mut values: Vec<(String, String)> = ["opening", "soon", "eve", "last_day", "late"]
            .iter()
            .flat_map(|occasion| {
                let texts = ["zh-Hans", "zh-Hant", "en"]
                    .map(|lang| (format!("{occasion}-text-{lang}"), format!("{occasion} {{report}}")));
                let days = (*occasion != "last_day").then(|| format!("{occasion}-days"));
                let plain =
                    days.into_iter().chain([format!("{occasion}-time")]).map(|name| (name.clone(), form.field(&name)));
                plain.chain(texts).chain([(format!("{occasion}-enabled"), "yes".to_owned())]).collect::<Vec<_>>()
            })
            .collect();
        values.extend(["mark", "_idem"].map(|name| (name.to_owned(), form.field(name))));
        values
    };
    let post = async |who: &Client, values: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        who.post_form("/reminders/settings", &fields).await
    };
    let mut typed = values(&form);
    let theirs = values(&other.get("/reminders/settings").await.is(200));
    let set = |typed: &mut Vec<(String, String)>, name: &str, value: &str| {
        typed.iter_mut().find(|(held, _)| held == name).unwrap().1 = value.to_owned();
    };
    set(&mut typed, "late-time", "22:00");
    let refused = post(&office, &typed).await.is(422);
    shows(&refused, &["逾期催报 · 时间（北京时间）：应为08:30至18:00之间的时间，现为“22:00”"]);
    assert_eq!(refused.field("late-time"), "22:00");
    set(&mut typed, "late-time", "9:15");
    set(&mut typed, "_idem", &refused.field("_idem"));
    post(&office, &typed).await.is(303);
    shows(&office.get("/reminders").await.is(200), &["2022-07-29 09:15"]);
    // Whoever had the old form open is told, and keeps what they typed.
    let overtaken = post(&other, &theirs).await.is(409);
    shows(&overtaken, &["他人刚修改过"]);
    // Back to the defaults.
    let form = office.get("/reminders/settings").await.is(200);
    let fields = [("mark", form.field("mark")), ("_idem", form.field("_idem")), ("default", "yes".to_owned())];
    post(&office, &fields.map(|(name, value)| (name.to_owned(), value))).await.is(303);
    hides(&office.get("/reminders").await.is(200), &["2022-07-29 09:15"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_for_issued_documents_takes_one_address_a_row() {
    let folder = Folder::new();
    let board = Board::new(Db::open(&folder.url()).await.unwrap()).await;
    let office = board.signed_in("office1").await;
    let add = async |name: &str, address: &str| {
        let key = office.get("/reminders/recipients").await.is(200).field("_idem");
        office
            .post_form(
                "/reminders/recipients",
                &[("_idem", &key), ("kind", "above"), ("name", name), ("address", address), ("language", "zh-Hans")],
            )
            .await
    };
    let refused = add("新收件单位", "a@example.org, b@example.org").await.is(422);
    shows(&refused, &["邮箱应如 name@example.org"]);
    assert_eq!(
        (refused.field("name"), refused.field("address")),
        ("新收件单位".to_owned(), "a@example.org, b@example.org".to_owned())
    );
    add("新收件单位", "only-here@example.org").await.is(303);
    let list = office.get("/reminders/recipients").await.is(200);
    shows(&list, &["报（上级）", "新收件单位", "only-here@example.org"]);
    let row = list.text.split("新收件单位").nth(1).unwrap_or_default();
    let path = row.split("/reminders/recipients/").find_map(|rest| rest.split_once("/remove")).unwrap().0.to_owned();
    let path = format!("/reminders/recipients/{path}/remove");
    office.post_form(&path, &[("_idem", &list.field("_idem"))]).await.is(303);
    hides(&office.get("/reminders/recipients").await.is(200), &["only-here@example.org"]);
    office.post_form(&path, &[]).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_filtered_by_unit_kind_and_day_and_a_day_off_is_named() {
    each(async |db| {
        let board = Board::new(db).await;
        let office = board.signed_in("office1").await;
        let log = async |query: &str| section(&office.get(&format!("/reminders?{query}")).await.is(200), "log");
        let eve = log("unit=soc_food&kind=eve").await;
        shows(&eve, &["省食品学会 · ", "7月月报：明日截止"]);
        let table = words(&eve).split("标题和文字").nth(1).unwrap().to_owned();
        assert!(!table.contains("东莞市科协") && !table.contains("还有3天截止"), "{table}");
        shows(&log("unit=soc_food&day=2022-07-27").await, &["7月月报：明日截止"]);
        shows(&log("unit=soc_food&day=2022-07-26").await, &["没有符合条件的记录"]);
        shows(&log("kind=document").await, &["文件印发"]);
        shows(&log("unit=nobody&kind=nothing&day=never").await, &["7月月报：明日截止"]);
        let ahead = section(&office.get("/reminders").await.is(200), "ahead");
        shows(&ahead, &["8月28日（遇周日，顺延至8月29日）；8月27日为非工作日，提前至8月26日发送", "还有3天截止"]);
    })
    .await;
}
