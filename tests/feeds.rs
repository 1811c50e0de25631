//! The calendar a person subscribes to: its secret address, and what whoever holds it can read.

use icalendar::Calendar;
use pilotboard::db::Db;
use pilotboard::testing::actors::{Answer, Board, Client};
use pilotboard::testing::{Folder, each};

/// Makes an address on the person's page; answers its path.
async fn subscribe(person: &Client, lang: &str) -> String {
    let page = format!("/my/calendar?lang={lang}");
    let key = person.get(&page).await.is(200).field("_idem");
    let made = person.post_form(&page, &[("_idem", &key)]).await.is(200);
    let token = made.text.split("/calendar/").find_map(|rest| rest.split_once(".ics")).expect("it is shown").0;
    assert_eq!(token.len(), 64);
    // Sent twice it is made once, and not shown again.
    let again = person.post_form(&page, &[("_idem", &key)]).await.is(200);
    assert!(!again.text.contains(token));
    assert!(!person.get(&page).await.is(200).text.contains(token));
    format!("/calendar/{token}.ics")
}

/// What is read back: name and last day of each duty.
fn events(answer: &Answer) -> Vec<(String, String)> {
    let unfolded = answer.text.replace("\r\n ", "");
    let calendar: Calendar = unfolded.parse().expect("a calendar");
    calendar
        .events()
        .map(|event| {
            use icalendar::Component;
            (event.get_summary().unwrap().to_owned(), event.property_value("DTSTART").unwrap().to_owned())
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_opens_by_its_secret_until_it_is_replaced_or_ended() {
    each(async |db| {
        let board = Board::new(db).await;
        let food = board.signed_in("soc_food").await;
        let path = subscribe(&food, "zh-Hans").await;
        let nobody = board.visitor();
        let feed = nobody.get(&path).await.is(200);
        assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
        let read = events(&feed);
        assert!(read.contains(&("8月月报截止".to_owned(), "20220829".to_owned())), "{read:?}");
        assert!(read.contains(&("6月月报（已办结）".to_owned(), "20220628".to_owned())), "{read:?}");
        assert!(read.iter().any(|(name, day)| name.contains("半年工作总结") && day == "20221231"), "{read:?}");
        // No name, no telephone, no figure of the programme.
        for secret in ["填报员", "秘书", "020-", "示例", "@example.org", "省食品学会"] {
            assert!(!feed.text.contains(secret), "{secret}");
        }
        // Nothing has changed, so nothing is sent again.
        let tag = feed.header("etag").to_owned();
        let unchanged = nobody.with("if-none-match", &tag).get(&path).await.is(304);
        assert!(unchanged.text.is_empty() && unchanged.header("etag") == tag);
        let key = food.get("/my/reports/2022-07/nil").await.is(200).field("_idem");
        food.post_form("/my/reports/2022-07/nil", &[("_idem", &key)]).await;
        let changed = nobody.with("if-none-match", &tag).get(&path).await.is(200);
        assert!(events(&changed).contains(&("7月月报（已办结）".to_owned(), "20220728".to_owned())));
        // Another takes its place; the first opens nothing from then on.
        let second = subscribe(&food, "en").await;
        nobody.get(&path).await.is(404);
        assert!(
            events(&nobody.get(&second).await.is(200))
                .contains(&("Due: August report".to_owned(), "20220829".to_owned()))
        );
        food.post_form("/my/calendar/revoke", &[]).await.is(303);
        assert_ne!(nobody.get(&second).await.status.as_u16(), 200);
        // Only a digest was ever kept.
        let mut tx = board.app.db.read().await.unwrap();
        let kept: Vec<(String,)> = tx.sql("select hash from calendar_link").all().await.unwrap();
        assert!(kept.len() == 2 && kept.iter().all(|(hash,)| !path.contains(hash) && !second.contains(hash)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_is_held_back_and_a_closed_account_has_no_calendar() {
    let folder = Folder::new();
    let board = Board::new(Db::open(&folder.url()).await.unwrap()).await;
    let path = subscribe(&board.signed_in("dg_ast").await, "zh-Hans").await;
    let nobody = board.visitor();
    let mut answers = Vec::new();
    for guess in 0..4 {
        answers.push(nobody.get(&format!("/calendar/{guess}.ics")).await.status.as_u16());
    }
    assert!(answers.contains(&404) && answers.contains(&429), "{answers:?}");
    // A secret that is right is never held back.
    nobody.get(&path).await.is(200);
    let admin = board.signed_in("admin").await;
    admin.post_form("/admin/accounts/disable", &[("login", "dg_ast")]).await.is(303);
    assert_ne!(nobody.get(&path).await.status.as_u16(), 200);
}
