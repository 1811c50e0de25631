//! The consolidating unit's report on its lane of societies: what it shows, that it is owed, and what becomes of it.

use crate::review::{holds, on_sqlite};
use pilotboard::calendar::day_of;
use pilotboard::people::Person;
use pilotboard::problem::{Forbidden, Problem};
use pilotboard::programme::file::built_in;
use pilotboard::progress::{self, FilingState, Known};
use pilotboard::reports::{Direction, Draft, FaultKind, Origin};
use pilotboard::review::store::{Said, consolidate, consolidations, decide_consolidation};
use pilotboard::review::sums;
use pilotboard::testing::actors::hides;
use pilotboard::testing::{
    accept, actor, at, consolidator, draft, each, file, filer, furnish, id, key, leader, office, other_office,
    recognised,
};
use pilotboard::views::{Basis, View};

const PATH: &str = "/review/consolidation/2022-07";

fn food(count: i64) -> Draft {
    draft(vec![recognised("food", Origin::Hk, Direction::In, count)])
}

#[tokio::test(flavor = "multi_thread")]
async fn each_count_of_a_society_stands_beside_the_month_before_and_the_sums_are_those_of_the_reports() {
    let (board, _folder) = on_sqlite().await;
    let gdes = board.signed_in("gdes").await;
    let page = gdes.get(PATH).await.is(200);
    // 建筑工程: 3 from Hong Kong as in June, none from Macao after one.
    let civil =
        page.text.split("省土木建筑学会</th>").nth(1).or_else(|| page.text.split("省土木建筑学会").nth(2)).unwrap();
    let civil = civil.split("</tr>").next().unwrap();
    for (new, than) in [("3", "±0"), ("0", "−1")] {
        assert!(civil.contains(than), "{new} {than}: {civil}");
    }
    // What is missing has no number, and says so.
    let missing = page.text.split("省食品学会").filter(|rest| rest.starts_with(" ") || rest.starts_with("<")).count();
    assert!(missing > 0);
    let programme = built_in();
    let view = View::new(day_of(at("2022-07-29 08:30")), Basis::Reported);
    let record = progress::store::record(&mut board.app.db.read().await.unwrap(), "2022").await.unwrap();
    let known = Known::new(programme, &record, view);
    let lane = known.lane(programme.period(id("2022-07")).unwrap());
    assert_eq!((lane.covers.len(), lane.missing.as_slice()), (12, &["soc_food".to_owned()][..]));
    let counted = |period: &str| -> i64 {
        let of_lane = record.versions.iter().filter(|v| v.period == id(period) && v.unit.starts_with("soc_"));
        of_lane.filter(|v| v.accepted_at.is_some()).flat_map(|v| &v.content.counts).map(|c| c.stated.number()).sum()
    };
    assert_eq!(sums(&lane.lines), (Some(counted("2022-07")), Some(counted("2022-06"))));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_consolidating_unit_owes_is_said_on_its_home_in_its_drawer_and_in_the_matrix() {
    let (board, _folder) = on_sqlite().await;
    let (gdes, office) = (board.signed_in("gdes").await, board.signed_in("office1").await);
    let owed = ["学会汇总报告：7月月报", "已逾期1天，仍可提交", "学会已报12个、未报1个"];
    holds(&gdes.get("/my").await.is(200), &owed);
    holds(&gdes.get("/my/reports").await.is(200), &["未报 逾期1天", "C-202206-1", "现在：2022年6月29日已审核通过"]);
    let own = board.signed_in("gz_ast").await;
    for page in ["/my", "/my/reports"] {
        hides(&own.get(page).await.is(200), &["学会汇总报告"]);
    }
    let matrix = office.get("/matrix").await.is(200);
    holds(&matrix, &["汇总各学会月报（单列，不计入应报）", "学会汇总报告 7月月报 未报", "18个应报单位"]);
    holds(&matrix, &["学会汇总报告 3月月报 已通过、零报告", "href=\"/review/consolidation/2022-06\""]);
    // A leader sees the mark and is not led where they may not go.
    let matrix = board.signed_in("leader").await.get("/matrix").await.is(200);
    holds(&matrix, &["学会汇总报告 7月月报 未报"]);
    hides(&matrix, &["/review/consolidation/"]);
    gdes.post_form(PATH, &[("seen", "0"), ("note", "12个学会已报，总体平稳。")]).await.is(303);
    hides(&gdes.get("/my").await.is(200), &["学会汇总报告：7月月报"]);
    holds(&office.get("/matrix").await.is(200), &["学会汇总报告 7月月报 待审核、逾期1天提交"]);
    holds(&gdes.get("/my/reports").await.is(200), &["现在：在办公室（自2022年7月29日起）"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_sends_the_report_on_the_lane_back_and_accepts_what_comes_instead() {
    let (board, _folder) = on_sqlite().await;
    let (gdes, office) = (board.signed_in("gdes").await, board.signed_in("office1").await);
    gdes.post_form(PATH, &[("seen", "0"), ("note", "第一版。")]).await.is(303);
    let page = office.get(PATH).await.is(200);
    holds(&page, &["审核通过", "退回修改", "现在：在办公室"]);
    hides(&gdes.get(PATH).await.is(200), &["action=\"/review/consolidation/2022-07/accept\""]);
    let (accept, back) = (format!("{PATH}/accept"), format!("{PATH}/return"));
    let unsaid = office.post_form(&back, &[("number", "1"), ("reason", " ")]).await.is(422);
    holds(&unsaid, &["退回原因应为1至300字，现为空"]);
    office.post_form(&back, &[("number", "1"), ("reason", "请写明澳门人数。")]).await.is(303);
    holds(&gdes.get("/my").await.is(200), &["请写明澳门人数。", "学会汇总报告：7月月报"]);
    office.post_form(&accept, &[("number", "1")]).await.is(409);
    gdes.post_form(PATH, &[("seen", "1"), ("note", "第二版，其中澳门4人。")]).await.is(303);
    gdes.post_form(&accept, &[("number", "2")]).await.is(403);
    office.post_form(&accept, &[("number", "1")]).await.is(409);
    office.post_form(&accept, &[("number", "2")]).await.is(303);
    let page = gdes.get(PATH).await.is(200);
    holds(&page, &["第一版。", "请写明澳门人数。", "第二版，其中澳门4人。", "现在：2022年7月29日已审核通过"]);
    // On paper with its figures, its receipt and a place to sign.
    let paper = office.get(&format!("{PATH}/print")).await.is(200);
    holds(&paper, &["C-202207-2", "第二版，其中澳门4人。", "广东省工程师学会", "合计", "示例汇总员", "<svg"]);
    hides(&paper, &["第一版。"]);
    office.get("/review/consolidation/2022-08/print").await.is(404);
    let log = board.signed_in("auditor").await.get("/audit").await.is(200);
    holds(&log, &["7月月报 学会汇总报告"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nil_return_on_the_lane_is_refused_while_a_society_counts_somebody() {
    each(async |db| {
        furnish(&db).await;
        let now = at("2022-07-28 10:00");
        let say = async |said: Said, seen: i64| {
            let (actor, key) = (actor(&consolidator(), now), key());
            let mut tx = db.write().await?;
            consolidate(&mut tx, built_in(), id("2022-07"), (&actor, &key), seen, said).await?;
            Ok::<(), Problem>(tx.commit().await?)
        };
        let decide = async |person: Person, number: i64, reason: Option<&str>| {
            let (actor, key) = (actor(&person, now), key());
            let mut tx = db.write().await?;
            decide_consolidation(&mut tx, built_in(), id("2022-07"), (&actor, &key), number, reason).await?;
            Ok::<(), Problem>(tx.commit().await?)
        };
        say(Said::Nil, 0).await.unwrap();
        file(&db, "soc_food", "2022-07", food(2), now).await.unwrap();
        let refused = say(Said::Nil, 1).await;
        let Err(Problem::Faults(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(faults[0].kind, FaultKind::NilButFilled);
        for person in [filer("soc_food"), consolidator(), leader()] {
            assert_eq!(decide(person, 1, None).await, Err(Problem::Forbidden(Forbidden::Role)));
        }
        // Two of the office at once: one of them decides.
        let (one, other) = tokio::join!(decide(office(), 1, None), decide(other_office(), 1, Some("有遗漏。")));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        say(Said::Note("食品2人。".into()), 1).await.unwrap();
        // What was filed keeps the figures it rested on.
        accept(&db, "soc_food", "2022-07", at("2022-07-28 11:00")).await.unwrap();
        let filed = consolidations(&mut db.read().await.unwrap(), "2022", id("2022-07")).await.unwrap();
        let new: Vec<Option<i64>> = filed.iter().map(|filed| sums(&filed.lines).0).collect();
        assert_eq!(new, [Some(2), None]);
        let record = progress::store::record(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let period = built_in().period(id("2022-07")).unwrap();
        let state = |day: &str| {
            let view = View::new(day.parse().unwrap(), Basis::Reported);
            Known::new(built_in(), &record, view).consolidation_filing(period).map(|filing| filing.state)
        };
        assert_eq!((state("2022-07-27"), state("2022-07-28")), (None, Some(FilingState::Submitted)));
    })
    .await;
}
