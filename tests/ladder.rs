//! The ladder of a late task: the office climbs it rung by rung, units answer with a day.

use pilotboard::testing::actors::{Answer, Board, Client, hides, shows};
use pilotboard::testing::{at, each};

const PLACE: &str = "/notes/task.8";

async fn climb(office: &Client, rung: &str, more: &[(&str, &str)]) -> Answer {
    let key = office.get(PLACE).await.is(200).field("_idem");
    let mut fields = vec![
        ("_idem", key.as_str()),
        ("rung", rung),
        ("due", "2022-06-30"),
        ("unit", "dg_ast"),
        ("text", "请回复完成日期。"),
    ];
    fields.extend(more);
    office.post_form(&format!("{PLACE}/rung"), &fields).await
}

/// Where the note that waits on the unit's home page is answered.
async fn waiting(unit: &Client) -> String {
    let home = unit.get("/my").await.is(200);
    let note = home.text.split("#reply-").nth(1).and_then(|rest| rest.split(['"', '?']).next()).expect("a note waits");
    format!("{PLACE}/{note}/reply")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rung_follows_only_when_the_one_before_went_unanswered_or_its_promise_was_not_kept() {
    each(async |db| {
        let board = Board::new(db).await;
        let (office, other) = (board.signed_in("office1").await, board.signed_in("office2").await);
        shows(&office.get(PLACE).await.is(200), &["督办流程", "尚未提醒", "发送提醒", "逾期28天"]);
        // Nobody begins in the middle, nor without a day; what was typed comes back.
        let early = climb(&office, "chase", &[("answer_by", "2022-08-03")]).await.is(409);
        shows(&early, &["进度已变，未发送"]);
        assert!(early.text.contains("请回复完成日期。"));
        shows(
            &climb(&office, "remind", &[("answer_by", "2022-07-28")]).await.is(422),
            &["请于此日前回复 应为明日起30天内的某日"],
        );
        climb(&office, "remind", &[("answer_by", "2022-08-03")]).await.is(303);
        // A colleague who had the page open is told.
        climb(&other, "remind", &[("answer_by", "2022-08-03")]).await.is(409);
        shows(&office.get("/tasks/8").await.is(200), &["督办流程", "提醒 7月29日", "8月3日前回复"]);
        shows(&office.get("/attention").await.is(200), &["提醒", "请回复完成日期。"]);
        shows(&office.get("/reminders").await.is(200), &["东莞市科协", "提醒：", "示例，未发送"]);
        // The unit answers with a day, and cannot without.
        let unit = board.signed_in("dg_ast").await;
        shows(&unit.get("/my").await.is(200), &["1项待贵单位回复"]);
        let reply = waiting(&unit).await;
        let refused = unit.post_form(&reply, &[("text", "正在会签。")]).await.is(422);
        shows(&refused, &["请写明完成日期"]);
        assert!(refused.text.contains("正在会签。"));
        unit.post_form(&reply, &[("text", "正在会签。"), ("promise", "2022-07-28")]).await.is(422);
        unit.post_form(&reply, &[("text", "正在会签。"), ("promise", "2022-08-10")]).await.is(303);
        let said = office.get(PLACE).await.is(200);
        shows(&said, &["正在会签。（承诺8月10日完成）"]);
        hides(&said, &["发送催办"]);
        // The day passes and the task is open: the next rung.
        let later = board.later(at("2022-08-11 09:00"));
        let office = later.signed_in("office1").await;
        shows(&office.get(PLACE).await.is(200), &["承诺8月10日完成，未办结", "发送催办"]);
        climb(&office, "chase", &[("answer_by", "2022-08-12")]).await.is(303);
        // A weekend later nobody has answered: in the deputy head's name, which has to be given.
        let later = board.later(at("2022-08-15 09:00"));
        let office = later.signed_in("office1").await;
        shows(&office.get(PLACE).await.is(200), &["未复", "发送督办"]);
        shows(&climb(&office, "supervise", &[("answer_by", "2022-08-17")]).await.is(422), &["请写明姓名和职务"]);
        let named = [("answer_by", "2022-08-17"), ("in_name", "李某"), ("in_post", "办公室副主任")];
        climb(&office, "supervise", &named).await.is(303);
        shows(
            &later.signed_in("dg_ast").await.get("/my").await.is(200),
            &["1项待贵单位回复", "督办", "办公室副主任 李某"],
        );
        // Then it is for a leader.
        let later = board.later(at("2022-08-18 09:00"));
        let (office, leader) = (later.signed_in("office1").await, later.signed_in("leader").await);
        shows(&office.get(PLACE).await.is(200), &["督办未复，待领导批示。"]);
        let key = leader.get(PLACE).await.is(200).field("_idem");
        leader.post_form(PLACE, &[("_idem", &key), ("unit", "dg_ast"), ("text", "请8月底前印发。")]).await.is(303);
        shows(&office.get("/tasks/8").await.is(200), &["提醒 7月29日", "催办 8月11日", "督办 8月15日", "批示 8月18日"]);
        let log = later.signed_in("auditor").await.get("/audit").await.is(200);
        shows(&log, &["任务提醒", "任务催办", "任务督办"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_has_climbed_the_ladder_of_the_task_that_is_latest() {
    each(async |db| {
        let board = Board::new(db).await;
        let leader = board.signed_in("leader").await;
        let task = leader.get("/tasks/12").await.is(200);
        shows(&task, &["提醒 7月4日", "催办 7月8日", "督办 7月15日 · 办公室副主任 示例副主任", "批示 7月27日"]);
        // As it stood then.
        let before = leader.get("/tasks/12?as_at=2022-07-10&basis=reported").await.is(200);
        shows(&before, &["催办 7月8日"]);
        hides(&before, &["督办 7月15日", "批示 7月27日"]);
        for lang in ["zh-Hant", "en"] {
            leader.get(&format!("/notes/task.12?lang={lang}")).await.is(200);
        }
        // What has been overtaken is not waited for.
        shows(&board.signed_in("sz_ast").await.get("/my").await.is(200), &["1条批示待贵单位回复"]);
        // A monthly duty has no ladder: its report is reminded of.
        hides(&board.signed_in("office1").await.get("/notes/task.4").await.is(200), &["督办流程"]);
    })
    .await;
}
