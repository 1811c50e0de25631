//! Leaders write, units answer; tasks and units as everybody sees them, in a browser without JavaScript.

use pilotboard::db::Db;
use pilotboard::programme::file::built_in;
use pilotboard::testing::actors::{Answer, Board, Client, hides, shows, words};
use pilotboard::testing::{Folder, at, each};

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

/// The address at which the first note that waits on the unit's home page is answered.
async fn waiting(client: &Client) -> String {
    let home = client.get("/my").await.is(200);
    let note = home.text.split("#reply-").nth(1).and_then(|rest| rest.split(['"', '?']).next()).expect("a note waits");
    let subject = home.text.split("#reply-").next().and_then(|before| before.rsplit("/notes/").next()).unwrap();
    format!("/notes/{subject}/{note}/reply")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instruction_waits_on_the_units_home_page_and_its_answer_comes_back_to_the_row() {
    each(async |db| {
        let board = Board::new(db).await;
        let (leader, unit) = (board.signed_in("leader").await, board.signed_in("dg_ast").await);
        hides(&unit.get("/my").await.is(200), &["待贵单位回复"]);
        let place = leader.get("/notes/task.8").await.is(200);
        let fields = [("text", "请东莞8月10日前出细则。"), ("unit", "dg_ast"), ("_idem", &place.field("_idem"))];
        let sent = leader.post_form("/notes/task.8", &fields).await.is(303);
        // Sent twice, it is said once.
        leader.post_form("/notes/task.8", &fields).await.is(303);
        assert_eq!(sent.location(), "/notes/task.8");
        let said = leader.get("/notes/task.8").await.is(200);
        assert_eq!(words(&said).matches("请东莞8月10日前出细则。").count(), 1);
        for (path, who) in
            [("/overview", &leader), ("/attention", &unit), ("/tasks/8", &unit), ("/units/dg_ast", &unit)]
        {
            shows(&who.get(path).await.is(200), &["批示", "请东莞8月10日前出细则。", "待"]);
        }
        shows(&unit.get("/my").await.is(200), &["1条批示待贵单位回复", "请东莞8月10日前出细则。"]);
        unit.post_form(&waiting(&unit).await, &[("text", "8月9日印发。")]).await.is(303);
        hides(&unit.get("/my").await.is(200), &["待贵单位回复"]);
        shows(&leader.get("/overview").await.is(200), &["回复", "8月9日印发。", "已回复"]);
        shows(&leader.get("/overview?lang=en").await.is(200), &["Reply", "answered"]);
        shows(&leader.get("/overview?lang=zh-Hant").await.is(200), &["回覆", "「8月9日印发。」"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_says_why_and_is_not_lost() {
    let (board, _folder) = on_sqlite().await;
    let (leader, unit) = (board.signed_in("leader").await, board.signed_in("sz_ast").await);
    let long = "字".repeat(121);
    let refused = leader.post_form("/notes/task.12", &[("text", &long), ("unit", "soc_food")]).await.is(422);
    shows(&refused, &["应不超过120字，现为121字", "请至少选一个责任单位"]);
    assert!(refused.text.contains(&format!(">{long}<")), "what was typed is still there");
    assert!(refused.text.contains("href=\"#units\"") && refused.text.contains("href=\"#text\""));
    let reply = waiting(&unit).await;
    shows(&unit.post_form(&reply, &[("text", " ")]).await.is(422), &["请写明内容，现为空"]);
    hides(&leader.get("/notes/task.12").await.is(200), &["字字字"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_read_write_and_answer_is_the_same_for_pages_and_forms() {
    let (board, _folder) = on_sqlite().await;
    let (leader, office, stranger) =
        (board.signed_in("leader").await, board.signed_in("office1").await, board.signed_in("soc_food").await);
    let (asking, auditor) = (board.signed_in("soc_electric").await, board.signed_in("auditor").await);
    for nothing in ["task.5", "unit.gd_hrss", "target.T9", "ask.soc_food.2022-07", "nothing", "ask.soc_electric"] {
        leader.get(&format!("/notes/{nothing}")).await.is(404);
        leader.post_form(&format!("/notes/{nothing}"), &[("text", "x"), ("unit", "gdes")]).await.is(404);
    }
    let ask = "/notes/ask.soc_electric.2022-07";
    shows(&asking.get(ask).await.is(200), &["需协调：建议省人社厅明确职称衔接口径", "已约8月3日会商。", "已回复"]);
    stranger.get(ask).await.is(403);
    stranger.get("/notes/unit.sz_ast").await.is(403);
    leader.post_form("/notes/unit.sz_ast", &[("text", "请来人面谈。"), ("unit", "sz_ast")]).await.is(303);
    hides(&stranger.get("/attention").await.is(200), &["请来人面谈", "已约8月3日会商"]);
    shows(&auditor.get("/notes/unit.sz_ast").await.is(200), &["请来人面谈。"]);
    // A note to others is read and not answered.
    let reply = waiting(&board.signed_in("sz_ast").await).await;
    stranger.post_form(&reply, &[("text", "冒名")]).await.is(403);
    assert!(!stranger.get("/notes/task.12").await.is(200).text.contains("/reply\""));
    // The office remarks, which nobody owes an answer, and may answer anything.
    office.post_form("/notes/task.12", &[("text", "8月5日开协调会。"), ("unit", "sz_ast")]).await.is(303);
    shows(&stranger.get("/notes/task.12").await.is(200), &["说明", "8月5日开协调会。"]);
    office.post_form(&reply, &[("text", "已电话督促。")]).await.is(303);
    shows(&leader.get("/notes/task.12").await.is(200), &["已电话督促。", "待深圳市科协回复"]);
    office.post_form("/notes/task.12/none/reply", &[("text", "x")]).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_later_was_not_there_before_and_nobody_writes_into_the_past() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let note = "前海、横琴8月10日前定址";
    for basis in ["reported", "corrected"] {
        let then = format!("?as_at=2022-07-26&basis={basis}");
        for path in ["/overview", "/tasks/12", "/notes/task.12"] {
            hides(&leader.get(&format!("{path}{then}")).await.is(200), &[note]);
        }
        let page = leader.get(&format!("/notes/task.12?as_at=2022-07-27&basis={basis}")).await.is(200);
        shows(&page, &[note, "书写请返回最新"]);
        assert!(!page.text.contains("<textarea"));
    }
    // What is written this morning stands on the page of yesterday's figures at once.
    leader.post_form("/notes/target.T2", &[("text", "逐月分解到学会。"), ("unit", "gdes")]).await.is(303);
    shows(&leader.get("/overview").await.is(200), &["逐月分解到学会。"]);
    hides(&leader.get("/overview?as_at=2022-07-28&basis=reported").await.is(200), &["逐月分解到学会"]);
    let later = board.later(at("2022-08-20 09:00")).signed_in("leader").await;
    hides(&later.get("/attention?as_at=2022-07-28").await.is(200), &["逐月分解到学会"]);
    shows(&later.get("/attention?as_at=2022-07-29").await.is(200), &["逐月分解到学会"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_may_take_the_register_along() {
    let (board, _folder) = on_sqlite().await;
    let answer = board.signed_in("soc_food").await.get("/attention/xlsx?lang=en").await.is(200);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"pilotboard-notes-2022-07-28.xlsx\"");
    assert!(answer.text.starts_with("PK"));
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_lie_in_piles_that_add_up_and_stand_under_the_headings_asked_for() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let page = leader.get("/tasks").await.is(200);
    shows(&page, &["全部 14", "逾期 2", "滞后 1", "临期 0", "正常 2", "已销号 6", "周期和持续 3"]);
    shows(
        &page,
        &["14项任务（原文编号1–15，缺第5项）：6项已销号，2项逾期，1项滞后；下一个时限是8月29日：试点工作简报（第4项）"],
    );
    let seen = words(&page);
    let places = ["逾期（2）", "本月到期（1）", "以后到期（4）", "持续推进（1）", "已销号（6）"]
        .map(|head| seen.find(head).expect(head));
    assert!(places.is_sorted(), "{places:?}");
    shows(&leader.get("/tasks?light=due_soon").await.is(200), &["没有“临期”的任务。"]);
    shows(&leader.get("/tasks?unit=zh_ast&light=overdue").await.is(200), &["没有“逾期”的任务。", "逾期 0", "全部 4"]);
    let of_unit = leader.get("/tasks?unit=dg_ast&light=overdue").await.is(200);
    shows(&of_unit, &["逾期 2", "准入类试点在湾区实施"]);
    hides(&of_unit, &["宣传报道"]);
    shows(&leader.get("/tasks?group=key").await.is(200), &["准入类专业领域试点取得新进展（2）", "未列入重点任务"]);
    shows(&leader.get("/tasks?group=unit").await.is(200), &["各互认试点学会（1）", "横琴合作区（2）"]);
    shows(&leader.get("/tasks?key=2").await.is(200), &["全部 1", "推进非准入类互认"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_shows_its_wording_its_parts_its_closure_by_two_people_and_its_months() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let sites = leader.get("/tasks/12").await.is(200);
    shows(
        &sites,
        &[
            "原文：粤科协学〔2022〕2号附件2工作分工表第12项",
            "原文未分主次",
            "4处全部完成：南沙新区、黄埔区、横琴合作区、前海",
        ],
    );
    shows(&sites, &["子项：已完成2/4", "黄埔区 已完成", "横琴合作区 未完成", "正文二（一）2含珠海", "7月月报"]);
    let order = ["合作交流部", "学会学术部", "广东省工程师学会", "广州市科协", "深圳市科协", "东莞市科协"];
    let seen = words(&sites);
    let listed = seen.split("工作分工表第12项").nth(1).unwrap();
    assert!(order.map(|unit| listed.find(unit).expect(unit)).is_sorted(), "as printed");
    let closed = leader.get("/tasks/3").await.is(200);
    shows(&closed, &["销号记录", "信息化平台上线报告", "示例汇总员", "示例审核员甲", "2022-03-24"]);
    hides(&closed, &["延期"]);
    shows(&leader.get("/tasks/13").await.is(200), &["到达“定稿”", "大湾区经验报告"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn units_stand_in_the_order_of_the_circular_whatever_they_have_done() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let order = |answer: &Answer| -> Vec<String> {
        let mut seen = Vec::new();
        for link in answer.text.split("href=\"/units/").skip(1) {
            let id = link.split(['"', '?']).next().unwrap().to_owned();
            if !seen.contains(&id) {
                seen.push(id);
            }
        }
        seen
    };
    let printed: Vec<String> = built_in().units.iter().map(|unit| unit.id.clone()).collect();
    let sorted = |ids: &[String]| ids.iter().map(|id| printed.iter().position(|unit| unit == id).unwrap()).is_sorted();
    for path in [
        "/units",
        "/units?sort=count",
        "/units?sort=score&order=desc",
        "/units?as_at=2022-04-10",
        "/units?as_at=2022-07-10",
    ] {
        let ids = order(&leader.get(path).await.is(200));
        assert_eq!(ids.len(), 21, "{path}");
        assert!(sorted(&ids), "{path}: {ids:?}");
    }
    let page = leader.get("/units").await.is(200);
    shows(&page, &["各互认试点学会（13家）", "12/13", "按单位统计之和大于14", "省科协学会学术部"]);
    hides(&page, &["排名", "得分", "第1名"]);
    let unit = leader.get("/units/sz_ast").await.is(200);
    shows(
        &unit,
        &[
            "承担6项任务，2项逾期；7月月报已报；落地执业人数累计14人",
            "示范点用房产权手续未完成。",
            "前海、横琴8月10日前定址",
        ],
    );
    shows(&leader.get("/units/soc_electric").await.is(200), &["需协调事项", "建议省人社厅明确职称衔接口径"]);
}
