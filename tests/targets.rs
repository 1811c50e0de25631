//! The page of a target shows every person, and says no more about the year's end than it knows.

use pilotboard::testing::actors::{Answer, Board, Client, shows};
use pilotboard::testing::{at, each};
use std::collections::BTreeSet;

/// The tags of the cells, in their order.
fn cells(page: &Answer) -> Vec<&str> {
    let tags = page.text.split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag);
    tags.filter(|tag| tag.contains("data-cell=")).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()
}

/// How many a correction took away from the second target, and where their cells lead.
const AWAY: usize = 1;
const CORRECTED: &str = "/figures/T2,unit=soc_civil,period=2022-05";

/// The cells that lead somewhere.
fn links(page: &Answer) -> Vec<&str> {
    cells(page).into_iter().filter_map(|tag| attribute(tag, "href")).collect()
}

#[track_caller]
fn says(page: &Answer, words: &[&str]) {
    for words in words {
        assert!(page.text.contains(words), "{} does not say {words:?}", page.sent);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_person_stands_in_a_cell_that_leads_to_the_report() {
    each(async |db| {
        let board = Board::new(db).await;
        let leader = board.signed_in("leader").await;
        for (target, all, here) in [("T1", 100, 41), ("T2", 200, 62 + AWAY)] {
            let page = leader.get(&format!("/targets/{target}")).await.is(200);
            assert_eq!((cells(&page).len(), links(&page).len()), (all, here), "{target}");
            let inside = cells(&page).iter().filter(|tag| tag.contains("tabindex=\"0\"")).count();
            assert_eq!(inside, 1, "one cell takes part in tabbing");
            for address in links(&page).into_iter().collect::<BTreeSet<_>>() {
                assert!(address.starts_with("/reports/") || address == CORRECTED, "{address}");
                leader.get(address).await.is(200);
            }
        }
        let page = leader.get("/targets/T1").await.is(200);
        let twelfth = attribute(cells(&page)[11], "title").unwrap();
        assert_eq!(twelfth, "第12人：2022年5月，深圳前海，香港，深圳市科协");
        assert_eq!(attribute(cells(&page)[41], "title"), Some("第42格：待填"));
        // Every number of the key and of the table is a figure that opens.
        for part in page.text.split("href=\"/figures/T1,").skip(1) {
            let id = part.split('"').next().unwrap();
            leader.get(&format!("/figures/T1,{id}")).await.is(200);
        }
        says(&page, &["/figures/T1,place=nansha\"", "/figures/T1,period=2022-06,place=-\""]);
        says(&leader.get("/figures/T1,place=-").await.is(200), &["未分地 = 3人"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_a_report_is_led_to_the_figure() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        let page = filer.get("/targets/T2").await.is(200);
        assert_eq!(links(&page).len(), 62 + AWAY);
        assert!(!page.text.contains("/reports/soc_civil"), "another unit's report is not linked to");
        for address in links(&page).into_iter().collect::<BTreeSet<_>>() {
            filer.get(address).await.is(200);
        }
    })
    .await;
}

/// Types one number into the July report of a unit and submits it.
async fn file(client: &Client, cell: &str, number: &str) {
    let form = client.get("/my/reports/2022-07").await.is(200);
    let fields = [("lock", form.field("lock")), ("_idem", form.field("_idem"))];
    let mut sent: Vec<(&str, &str)> = fields.iter().map(|(key, value)| (*key, value.as_str())).collect();
    sent.extend([(cell, number), ("done", "7月15日评审通过。"), ("do", "check")]);
    client.post_form("/my/reports/2022-07", &sent).await.is(303);
    client.post_form("/my/reports/2022-07/submit", &[]).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_awaits_acceptance_stands_apart() {
    each(async |db| {
        let board = Board::new(db).await;
        file(&board.signed_in("soc_food").await, "count.recognised.food.-.hk.in", "3").await;
        let page = board.signed_in("leader").await.get("/targets/T2").await.is(200);
        let waiting = links(&page).into_iter().filter(|address| *address == "/figures/T2.pending").count();
        assert_eq!((links(&page).len(), waiting), (65 + AWAY, 3));
        assert_eq!(attribute(cells(&page)[62], "title"), Some("第63人：待核，尚未计入"));
        says(&page, &["另有待核3"]);
        // Wherever the month will count it is said that it is there and waits, and what it would be opens.
        let leader = board.signed_in("leader").await;
        file(&board.signed_in("dg_ast").await, "count.practising.-.dongguan.hk.-", "2").await;
        let link = |figure: &str, n: i64| format!("/figures/{figure}\" class=\"figure quiet\">待核{n}<");
        let food = link("T2.pending,period=2022-07,specialty=food", 3);
        let dongguan = link("T1.pending,period=2022-07,place=dongguan", 2);
        says(&leader.get("/specialties").await.is(200), &[&food]);
        for page in ["/cities", "/cities/dongguan"] {
            says(&leader.get(page).await.is(200), &[&dongguan]);
        }
        assert!(!leader.get("/cities?as_at=2022-06-28").await.is(200).text.contains("待核2"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pace_stands_still_between_the_ends_of_two_periods() {
    each(async |db| {
        let board = Board::new(db).await.later(at("2022-08-27 10:00"));
        let leader = board.signed_in("leader").await;
        let gap = "慢12.3个百分点";
        says(&leader.get("/overview?as_at=2022-07-28").await.is(200), &["序时43.3%<", gap]);
        for day in ["2022-07-29", "2022-08-15", "2022-08-26"] {
            let page = leader.get(&format!("/overview?as_at={day}")).await.is(200);
            says(&page, &["序时43.3%（7月28日）", gap]);
        }
        // Before the first period of the plan has ended nothing can be slow.
        says(&leader.get("/overview?as_at=2022-04-20").await.is(200), &["序时0.0%（3月28日）"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_without_a_place_are_named_with_who_filed_them() {
    each(async |db| {
        let board = Board::new(db).await;
        let leader = board.signed_in("leader").await;
        says(
            &leader.get("/cities").await.is(200),
            &["未分地3人（深圳市科协填报）", "未分地（深圳市科协）", "其余2处5"],
        );
        let besides = ["另有未分地3人由深圳市科协填报，不计入各市。", "/figures/practising,unit=sz_ast,place=-"];
        says(&leader.get("/cities/shenzhen").await.is(200), &besides);
        assert!(!leader.get("/cities/guangzhou").await.is(200).text.contains("另有未分地"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_what_it_takes_and_how_sure_one_can_be() {
    each(async |db| {
        let board = Board::new(db).await;
        let leader = board.signed_in("leader").await;
        let page = leader.get("/targets/T1").await.is(200);
        shows(
            &page,
            &["达到目标每月需12人；近三月平均每月11.3人。", "年底可能在77至111人之间；达到100人的可能性约二至三成。"],
        );
        says(&page, &["十年中约八年的年底数落在此区间", "八成区间77至111人"]);
        let english = leader.get("/targets/T2?lang=en").await.is(200);
        shows(&english, &["the chance of reaching 200 persons is less than one in ten."]);
        says(&leader.get("/targets/T2?lang=zh-Hant").await.is(200), &["達到200人的可能性不到一成。"]);
        // Two months of work say too little.
        let may = leader.get("/targets/T1?as_at=2022-05-28").await.is(200);
        says(&may, &["实施以来已报不足三个月，暂不给出区间。"]);
        assert!(!may.text.contains("可能性") && !may.text.contains("八成区间"));
        let march = leader.get("/targets/T1?as_at=2022-03-20").await.is(200);
        assert_eq!((cells(&march).len(), links(&march).len()), (100, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handful_is_told_by_name_and_without_percentages() {
    each(async |db| {
        let board = Board::new(db).await;
        let leader = board.signed_in("leader").await;
        let signed = leader.get("/targets/T4").await.is(200);
        says(&signed, &["电子政务工程", "非金属材料", "/reports/soc_egov/2022-05?version=", "/figures/T4\""]);
        says(&leader.get("/targets/T3").await.is(200), &["原有专业领域", "/reports/soc_textile/2022-06?version="]);
        says(&leader.get("/targets/T5").await.is(200), &["提纲", "定稿", "/tasks/13\""]);
        for target in ["T3", "T4", "T5"] {
            let page = leader.get(&format!("/targets/{target}")).await.is(200);
            assert!(!page.text.contains('%'), "{target} has a percentage");
        }
        leader.get("/targets/T9").await.is(404);
    })
    .await;
}
