//! What a unit's secretary does besides filing in time: late, extended, signed out, asked about.

use chrono::TimeDelta;
use pilotboard::db::Db;
use pilotboard::testing::actors::{Answer, Board, hides, send, shows, words};
use pilotboard::testing::{Folder, at, each};

const JULY: &str = "/my/reports/2022-07";
const AUGUST: &str = "/my/reports/2022-08";
const FOOD: &str = "count.recognised.food.-.hk.in";

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_report_may_say_why_and_its_questions_are_answered_with_a_tick() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        shows(&filer.get("/my").await.is(200), &["已逾期1天，仍可提交", "要做的事", "联系人"]);
        let form = filer.get(JULY).await.is(200);
        shows(&form, &["本期累计"]);
        // What was said last month is at hand, where something was.
        assert!(!form.text.contains("上月内容"), "June was a nil return");
        shows(&board.signed_in("dg_ast").await.get(JULY).await.is(200), &["上月内容"]);
        let typed = [(FOOD, "４０人"), ("done", "加快推进互认工作。"), ("do", "check")];
        let saved = send(&filer, &form, JULY, &typed).await.is(303);
        shows(&filer.get(JULY).await.is(200), &["识别为40"]);
        let check = filer.get(saved.location()).await.is(200);
        shows(&check, &["提示（请核实，不影响提交）", "已核实", "逾期原因（选填）", "62 → 102", "与上月不同之处"]);
        let key = check.text.split("name=\"checked\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1));
        let key = key.and_then(|rest| rest.split('"').next()).unwrap();
        shows(&check, &["本月新增40人，未附佐证", "互认人数本月新增40人"]);
        let said = [("late", "staff_away"), ("checked", key)];
        let sent = send(&filer, &check, &format!("{JULY}/submit"), &said).await.is(303);
        shows(
            &filer.get(sent.location()).await.is(200),
            &["经办人出差或更换", "填报人已核实", "一般2个工作日，即2022年8月2日前"],
        );
        let office = board.signed_in("office1").await;
        shows(&office.get("/reports/soc_food/2022-07").await.is(200), &["逾期原因：经办人出差或更换", "填报人已核实"]);
        // Which questions the filer has looked into, and which not, stands beside each of them.
        let read = office.get("/review?report=soc_food:2022-07").await.is(200);
        shows(&read, &["填报人已核实1处", "一般不超过", "填报人已核实", "填报人未核实"]);
        shows(&filer.get("/my/reports").await.is(200), &["7月月报", "逾期1天提交", "按时"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_a_period_opens_notes_are_kept_and_nothing_is_offered_that_would_be_refused() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_civil").await;
    let form = filer.get(AUGUST).await.is(200);
    shows(&form, &["8月22日开放提交", "保存草稿"]);
    assert!(!form.text.contains("/nil\"") && !form.text.contains("id=\"nil-return\""));
    let saved = send(&filer, &form, AUGUST, &[("done", "8月3日召开评审会。"), ("do", "check")]).await.is(303);
    let check = filer.get(saved.location()).await.is(200);
    shows(&check, &["8月22日开放提交"]);
    hides(&check, &["确认提交"]);
    let nil = filer.get(&format!("{AUGUST}/nil")).await.is(200);
    shows(&nil, &["8月22日开放提交"]);
    hides(&nil, &["确认报零"]);
    let form = filer.get(AUGUST).await.is(200);
    let refused = send(&filer, &form, &format!("{AUGUST}/nil"), &[("words", "keep")]).await.is(422);
    shows(&refused, &["8月22日开放提交"]);
    hides(&refused, &["period"]);
    shows(&filer.get(AUGUST).await.is(200), &["8月3日召开评审会。"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn home_says_what_is_owed_with_whom_each_report_is_and_which_documents_printed_the_figures() {
    let (board, _folder) = on_sqlite().await;
    let late = board.signed_in("soc_food").await.get("/my").await.is(200);
    shows(&late, &["现在：由填报单位填写", "8月28日（遇周日，顺延至8月29日）截止", "报送7月月报"]);
    assert!(late.text.contains("href=\"/my/papers\""), "a paper is written where papers are");
    let filer = board.signed_in("soc_civil").await;
    let home = filer.get("/my").await.is(200);
    shows(
        &home,
        &[
            "7月月报已提交（2022-07-26 10:12）",
            "8月22日开放填报，8月28日（遇周日，顺延至8月29日）截止",
            "7月月报已报送",
            "试点工作计划已报送",
            "现在：2022年7月28日已审核通过",
        ],
    );
    // Issued documents, with what they printed then; and none that is not issued.
    shows(&home, &["2022年第4期工作简报"]);
    assert!(!home.text.contains("href=\"/briefings/2022-5\"") && !home.text.contains("href=\"/summaries/2022H2\""));
    shows(&filer.get("/my/reports").await.is(200), &["现在：2022年6月27日已审核通过"]);
    shows(&filer.get("/my/calendar").await.is(200), &["8月28日（遇周日，顺延至8月29日）"]);
    shows(&board.signed_in("office1").await.get("/review").await.is(200), &["现在：由填报单位填写"]);
    // The paper names who filed it, how to reach them and when it went out.
    let paper = filer.get("/my/reports/2022-07/print").await.is(200);
    shows(&paper, &["有效期至：2022年12月", "土木填报员", "2022年7月26日"]);
    // A city is asked for no counts of disciplines: its sections are numbered as they stand.
    let form = board.signed_in("dg_ast").await.get(JULY).await.is(200);
    let numbers: Vec<&str> =
        form.text.split("data-section=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(numbers, (1..=numbers.len()).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_is_asked_for_before_the_day_and_moves_it_once_another_agrees() {
    each(async |db| {
        let board = Board::new(db).await;
        let (filer, office) = (board.signed_in("soc_food").await, board.signed_in("office1").await);
        // July was due yesterday: too late. August is not.
        filer
            .post_form("/my/extensions", &[("period", "2022-07"), ("wanted", "2022.8.5"), ("reason", "会议")])
            .await
            .is(422);
        filer
            .post_form(
                "/my/extensions",
                &[("task", "4"), ("due", "2022-08-28"), ("wanted", "2022-09-05"), ("reason", "会议")],
            )
            .await
            .is(404);
        let page = filer.get("/my/extensions?period=2022-08").await.is(200);
        shows(&page, &["申请延期", "原定期限2022年8月28日保留显示"]);
        let wrong = filer
            .post_form("/my/extensions", &[("period", "2022-08"), ("wanted", "2022-08-20"), ("reason", "")])
            .await
            .is(422);
        shows(&wrong, &["新期限应晚于2022年8月29日"]);
        let asked = [("period", "2022-08"), ("wanted", "2022年9月2日"), ("reason", "会议延期")];
        filer.post_form("/my/extensions", &asked).await.is(303);
        filer.post_form("/my/extensions", &asked).await.is(409);
        shows(&filer.get("/my/extensions").await.is(200), &["待办公室处理", "会议延期"]);
        shows(&office.get("/review").await.is(200), &["1项延期申请待处理"]);
        let list = office.get("/extensions").await.is(200);
        let id = list.text.split("/extensions/").find_map(|rest| rest.split_once("/agree")).unwrap().0.to_owned();
        filer.post_form(&format!("/extensions/{id}/agree"), &[]).await.is(403);
        office.post_form(&format!("/extensions/{id}/refuse"), &[("refusal", "")]).await.is(400);
        // Two of the office decide at once: one wins.
        let other = board.signed_in("office2").await;
        let (agree, refuse) = (format!("/extensions/{id}/agree"), format!("/extensions/{id}/refuse"));
        let (one, two) =
            tokio::join!(office.post_form(&agree, &[]), other.post_form(&refuse, &[("refusal", "不需要")]));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort();
        assert_eq!(statuses, [303, 409]);
        if two.status.as_u16() == 303 {
            // It was refused; asked again, it is agreed to.
            filer.post_form("/my/extensions", &asked).await.is(303);
            let list = office.get("/extensions").await.is(200);
            let id = list.text.split("/extensions/").find_map(|rest| rest.split_once("/agree")).unwrap().0.to_owned();
            office.post_form(&format!("/extensions/{id}/agree"), &[]).await.is(303);
        }
        shows(&filer.get("/my/extensions").await.is(200), &["已同意"]);
        // On the first of September the report is in time; the day it was due stands beside the new one.
        let later = board.later(at("2022-09-01 09:00"));
        let filer = later.signed_in("soc_food").await;
        shows(&filer.get("/my").await.is(200), &["还有1天，24:00截止：9月2日", "已同意延至2022年9月2日"]);
        let nil = filer.get(&format!("{AUGUST}/nil")).await.is(200);
        send(&filer, &nil, &format!("{AUGUST}/nil"), &[]).await.is(303);
        shows(&filer.get("/my/reports").await.is(200), &["2022-09-01 09:00 · 按时"]);
        // What was known before it was agreed does not change.
        let office = later.signed_in("office1").await;
        let then = office.get("/figures/reporting.late,unit=soc_food?as_at=2022-07-28&basis=reported").await.is(200);
        assert!(!words(&then.text).contains("同意延期"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_extended_for_everybody_and_nobody_agrees_to_their_own_request() {
    let (board, _folder) = on_sqlite().await;
    let second = board.signed_in("office2").await;
    let mut tx = board.app.db.read().await.unwrap();
    let programme = pilotboard::programme::store::read(&mut tx, "2022").await.unwrap().unwrap();
    drop(tx);
    let today = chrono::NaiveDate::from_ymd_opt(2022, 7, 29).unwrap();
    let open = |unit: &str| {
        let tasks = programme.tasks_of(unit, today);
        let dated = tasks.filter(|task| !matches!(task.deadline, pilotboard::tasks::Deadline::Monthly { .. }));
        let days = dated.flat_map(|task| {
            task.occurrences(&programme.periods).into_iter().map(move |it| (task.number.clone(), it.due))
        });
        days.filter(|(_, due)| *due > today).min_by_key(|(_, due)| *due)
    };
    let askers = [("office1", "gdast_coop"), ("gdes", "gdes"), ("soc_civil", "soc_civil"), ("gz_ast", "gz_ast")];
    let (login, (number, due)) = askers.into_iter().find_map(|(login, unit)| Some((login, open(unit)?))).unwrap();
    let first = board.signed_in(login).await;
    let wanted = (due + TimeDelta::days(15)).to_string();
    let day = due.to_string();
    let asked = [("task", number.as_str()), ("due", day.as_str()), ("wanted", wanted.as_str()), ("reason", "等待批复")];
    first.post_form("/my/extensions", &asked).await.is(303);
    let list = second.get("/extensions").await.is(200);
    let id = list.text.split("/extensions/").find_map(|rest| rest.split_once("/agree")).unwrap().0.to_owned();
    // The day of a task moves for all who answer for it: whoever agrees says that this was seen.
    shows(&list, &["家单位承担，延期对各单位一并生效"]);
    shows(&first.get(&format!("/my/extensions?task={number}&due={day}")).await.is(200), &["延期对各单位一并生效"]);
    let seen = [("seen", "yes")];
    first.post_form(&format!("/extensions/{id}/agree"), &seen).await.is(403);
    second.post_form(&format!("/extensions/{id}/agree"), &[]).await.is(400);
    second.post_form(&format!("/extensions/{id}/agree"), &seen).await.is(303);
    let task = second.get(&format!("/tasks/{number}?as_at=2022-07-29")).await.is(200);
    shows(&task, &["延期记录", "等待批复", "已同意延至", &day, &wanted]);
    let before = second.get(&format!("/tasks/{number}?as_at=2022-07-28&basis=reported")).await.is(200);
    assert!(!words(&before.text).contains("已同意延至"), "on the day before nobody knew");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_outlives_the_session() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let form = filer.get(JULY).await.is(200);
    let stranger = filer.without("cookie");
    let typed = [(FOOD, "3"), ("done", "写了很久的“一段”。")];
    let out = send(&stranger, &form, JULY, &typed).await.is(401);
    shows(&out, &["您刚才所填的内容已带到下一页"]);
    let typed_in = |page: &Answer| html_escape::decode_html_entities(&page.field("typed")).into_owned();
    let carried = typed_in(&out);
    let next = format!("/signin?next={JULY}");
    let page = stranger.post_form(&next, &[("typed", &carried)]).await.is(200);
    assert_eq!((typed_in(&page), page.field("next")), (carried.clone(), JULY.to_owned()));
    let password = ("password", pilotboard::example::PASSWORD);
    let wrong = [("typed", carried.as_str()), ("next", JULY), ("login", "soc_fod"), password];
    let page = stranger.post_form("/signin", &wrong).await.is(422);
    assert_eq!((typed_in(&page), page.field("next")), (carried.clone(), JULY.to_owned()), "a slip loses nothing");
    let right = [wrong[0], wrong[1], ("login", "soc_food"), password];
    let back = stranger.post_form("/signin", &right).await.is(200);
    assert!(back.header("set-cookie").contains("__Host-sid"));
    shows(&back, &["登录前所填内容尚未保存"]);
    assert_eq!((back.field(FOOD), back.field("done")), ("3".to_owned(), "写了很久的“一段”。".to_owned()));
    let (cookie, csrf) = (back.header("set-cookie").split(';').next().unwrap().to_owned(), back.field("_csrf"));
    let mut again = stranger.with("cookie", &cookie);
    again.csrf = csrf;
    send(&again, &back, JULY, &typed).await.is(303);
    shows(&again.get(JULY).await.is(200), &["写了很久的“一段”。"]);
}

const DONGGUAN: &str = "count.practising.-.dongguan.hk.-";

#[tokio::test(flavor = "multi_thread")]
async fn who_files_is_known_and_the_head_who_has_agreed_stands_on_the_paper() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let form = filer.get(JULY).await.is(200);
    shows(&form, &["签报", "填报人 食品填报员 · 联系电话 020-", "给负责人看的链接（48小时，免登录）"]);
    // Where the head is known, nothing is typed: it is a tick.
    let civil = board.signed_in("soc_civil").await.get(AUGUST).await.is(200);
    shows(&civil, &["已经单位负责人（示例负责人）审定"]);
    assert!(civil.text.contains("type=\"checkbox\" name=\"agreed\" value=\"示例负责人\""));
    let typed = [(FOOD, "2"), ("done", "7月20日2人通过。"), ("agreed", "李某"), ("do", "check")];
    let saved = send(&filer, &form, JULY, &typed).await.is(303);
    shows(&filer.get(&format!("{JULY}/print")).await.is(200), &["李某（已审定）"]);
    let check = filer.get(saved.location()).await.is(200);
    send(&filer, &check, &format!("{JULY}/submit"), &[]).await.is(303);
    shows(&filer.get(&format!("{JULY}/print")).await.is(200), &["李某（已审定）"]);
    let office = board.signed_in("office1").await;
    shows(&office.get("/reports/soc_food/2022-07").await.is(200), &["已经单位负责人（李某）审定"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_the_head_opens_one_report_for_two_days_and_lets_nobody_change_it() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let form = filer.get(JULY).await.is(200);
    send(&filer, &form, JULY, &[(FOOD, "2"), ("done", "7月20日2人通过。")]).await.is(303);
    let share = format!("{JULY}/share");
    let path = async || {
        let page = filer.get(&share).await.is(200);
        page.text.split("/read/").nth(1).and_then(|rest| rest.split('"').next()).map(|link| format!("/read/{link}"))
    };
    assert_eq!(path().await, None, "a look makes no link");
    filer.post_form(&share, &[]).await.is(303);
    shows(&filer.get(&share).await.is(200), &["只能看，不能改", "2022-07-31 08:30前有效"]);
    shows(&filer.get(JULY).await.is(200), &["给负责人看的链接：2022-07-31 08:30前有效"]);
    let path = path().await.unwrap();
    let head = board.visitor();
    let paper = head.get(&path).await.is(200);
    shows(&paper, &["省食品学会", "7月20日2人通过。", "供单位负责人阅看"]);
    assert!(
        !paper.text.contains("<form") && !paper.text.contains("/my/reports/2022-07\""),
        "there is nothing to change"
    );
    // What is typed afterwards is what the head reads.
    let form = filer.get(JULY).await.is(200);
    send(&filer, &form, JULY, &[(FOOD, "2"), ("done", "7月21日又2人通过。")]).await.is(303);
    shows(&head.get(&path).await.is(200), &["7月21日又2人通过。"]);
    let other = format!("{}0", &path[..path.len() - 1]);
    let other = if other == path { format!("{}1", &path[..path.len() - 1]) } else { other };
    for wrong in [other, path.split('.').next().unwrap().to_owned(), "/read/x".to_owned()] {
        shows(&head.get(&wrong).await.is(404), &["链接已失效"]);
    }
    let hours = |hours: i64| board.later(at("2022-07-29 08:30") + TimeDelta::hours(hours)).visitor();
    hours(47).get(&path).await.is(200);
    hours(49).get(&path).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_the_head_ends_when_its_maker_says_so_or_makes_another() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        let share = format!("{JULY}/share");
        let path = async || {
            let page = filer.get(&share).await.is(200);
            page.text.split("/read/").nth(1).and_then(|rest| rest.split('"').next()).map(|link| format!("/read/{link}"))
        };
        filer.post_form(&share, &[]).await.is(303);
        let first = path().await.unwrap();
        let head = board.visitor();
        head.get(&first).await.is(200);
        // Nobody else's hand reaches it: a link is of one unit and one period.
        board.signed_in("soc_civil").await.post_form(&format!("{share}/end"), &[]).await.is(303);
        filer.post_form("/my/reports/2022-06/share/end", &[]).await.is(303);
        head.get(&first).await.is(200);
        filer.post_form(&share, &[]).await.is(303);
        let second = path().await.unwrap();
        assert_ne!(first, second);
        shows(&head.get(&first).await.is(404), &["链接已失效"]);
        head.get(&second).await.is(200);
        filer.post_form(&format!("{share}/end"), &[]).await.is(303);
        shows(&head.get(&second).await.is(404), &["已由填报人停用"]);
        assert_eq!(path().await, None);
        shows(&filer.get(JULY).await.is(200), &["给负责人看的链接（48小时，免登录）"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_city_cannot_learn_is_no_nought_and_what_it_issued_is_on_its_page() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("dg_ast").await;
        let form = filer.get(JULY).await.is(200);
        shows(&form, &["无法取得数据", "配套政策", "文件1"]);
        let half = [("policy.1.number", "东科协〔2022〕8号"), ("done", "7月20日印发细则。"), ("do", "check")];
        let back = send(&filer, &form, JULY, &half).await.is(303);
        let back = filer.get(back.location()).await.is(303);
        shows(&filer.get(back.location()).await.is(200), &["文件1 标题：应填写，现为空", "文件1 印发日期"]);
        let form = filer.get(JULY).await.is(200);
        shows(&form, &["文件2"]);
        let typed = [
            (DONGGUAN, "无法取得数据"),
            ("done", "7月20日印发细则。"),
            ("policy.1.title", "东莞市试点实施细则"),
            ("policy.1.number", "东科协〔2022〕8号"),
            ("policy.1.on", "2022年7月20日"),
            ("do", "check"),
        ];
        let saved = send(&filer, &form, JULY, &typed).await.is(303);
        let check = filer.get(saved.location()).await.is(200);
        send(&filer, &check, &format!("{JULY}/submit"), &[]).await.is(303);
        shows(&filer.get(&format!("{JULY}/print")).await.is(200), &["无法取得数据", "东莞市试点实施细则"]);
        let office = board.signed_in("office1").await;
        let report = office.get("/reports/dg_ast/2022-07").await.is(200);
        shows(&report, &["无法取得数据", "《东莞市试点实施细则》（东科协〔2022〕8号），2022年7月20日"]);
        let leader = board.signed_in("leader").await;
        hides(&leader.get("/cities/dongguan").await.is(200), &["东莞市试点实施细则"]);
        let lock = report.field("lock");
        office.post_form("/review/dg_ast/2022-07/accept", &[("lock", &lock)]).await.is(303);
        let city = leader.get("/cities/dongguan").await.is(200);
        shows(&city, &["已印发的配套政策", "东莞市试点实施细则", "东科协〔2022〕8号", "2022-07-20"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_is_told_with_its_signing_and_stands_on_the_page_of_its_specialty() {
    each(async |db| {
        let board = Board::new(db).await;
        let (filer, leader) = (board.signed_in("soc_food").await, board.signed_in("leader").await);
        let page = "/specialties/food";
        shows(&leader.get(page).await.is(200), &["互认协议", "尚未签约", "还缺：协议名称、签约日期、签约对方"]);
        let stage = |stage: &'static str| {
            [
                ("specialty.food.stage", stage),
                ("specialty.food.on", "2022.7.20"),
                ("done", "7月20日签约。"),
                ("do", "check"),
            ]
        };
        // Before it is signed there is none; the page says so beside the field.
        let form = filer.get(JULY).await.is(200);
        shows(&form, &["协议（签约后填，可不填）", "协议名称", "签约对方"]);
        let early = [&stage("2")[..], &[("specialty.food.agreement", "食品互认协议")]].concat();
        let saved = send(&filer, &form, JULY, &early).await.is(303);
        let back = filer.get(saved.location()).await.is(303);
        let form = filer.get(back.location()).await.is(200);
        shows(&form, &["食品 协议名称：应在签约（第3阶段）后填写，现为第2阶段"]);
        assert!(form.text.contains("value=\"食品互认协议\""), "what was typed stays");
        let signed = [
            &stage("3")[..],
            &[("specialty.food.agreement", "食品互认协议"), ("specialty.food.counterpart", "香港工程师学会某组")],
        ];
        let saved = send(&filer, &form, JULY, &signed.concat()).await.is(303);
        let check = filer.get(saved.location()).await.is(200);
        send(&filer, &check, &format!("{JULY}/submit"), &[]).await.is(303);
        shows(&filer.get(&format!("{JULY}/print")).await.is(200), &["与香港工程师学会某组签署《食品互认协议》"]);
        let office = board.signed_in("office1").await;
        let report = office.get("/reports/soc_food/2022-07").await.is(200);
        shows(&report, &["2022年7月20日", "与香港工程师学会某组签署《食品互认协议》"]);
        hides(&leader.get(page).await.is(200), &["食品互认协议"]);
        let lock = report.field("lock");
        let gdes = board.signed_in("gdes").await;
        gdes.post_form("/review/soc_food/2022-07/forward", &[("lock", &lock)]).await.is(303);
        let lock = office.get("/reports/soc_food/2022-07").await.is(200).field("lock");
        office.post_form("/review/soc_food/2022-07/accept", &[("lock", &lock)]).await.is(303);
        let told = leader.get(page).await.is(200);
        shows(&told, &["食品互认协议", "香港工程师学会某组", "2022-07-20"]);
        hides(&told, &["还缺：协议名称", "尚未签约"]);
        shows(&leader.get("/specialties/building").await.is(200), &["本方案不要求报送协议"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_page_names_papers_that_are_late_and_where_the_figures_were_used() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_civil").await;
        let home = filer.get("/my").await.is(200);
        shows(&home, &["您的数据用在了", "总览", "其中本单位", "第4期"]);
        assert!(home.text.contains("/figures/recognised,unit=soc_civil"), "what is the unit's own opens by itself");
        hides(&home, &["总结（12月31日截止）"]);
        // A unit whose figures nothing is made of yet is told nothing of the kind.
        hides(&board.signed_in("soc_ceramic").await.get("/my?lang=en").await.is(200), &["days late, still welcome"]);
        let later = board.later(at("2023-01-03 09:00"));
        let late = later.signed_in("soc_civil").await.get("/my").await.is(200);
        shows(&late, &["2022年下半年互认工作总结（12月31日截止）已逾期3天，仍可报送"]);
        assert!(late.text.contains("/my/papers/2022H2"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_is_asked_for_once_the_standard_is_met() {
    let (board, _folder) = on_sqlite().await;
    let city = board.signed_in("dg_ast").await;
    let form = city.get(JULY).await.is(200);
    // The standard stands beside the tick, with how far it is met.
    shows(&form, &["完成标准：6处全部完成：", "（现为3/6，缺珠海、横琴合作区、东莞）"]);
    let asks = [
        ("task.8.slots", "东莞"),
        ("task.8.closure", "yes"),
        ("task.8.closure.on", "2022-07-20"),
        ("done", "7月20日印发。"),
        ("do", "check"),
    ];
    let check = send(&city, &form, JULY, &asks).await.is(303);
    let back = city.get(check.location()).await.is(303);
    let refused = city.get(back.location()).await.is(200);
    let parts = "申请销号：应在6处全部完成后提出，现为4/6，缺珠海、横琴合作区";
    shows(&refused, &["有 2 处需要修改", parts, "销号依据：应写明依据"]);
    // The summary follows the page.
    let at = |said: &str| words(&refused).find(said).unwrap();
    assert!(at(parts) < at("销号依据：应写明依据"));
    city.post_form(&format!("{JULY}/submit"), &[]).await.is(422);
    // Nobody tells of another place, whatever form is sent.
    let form = city.get(JULY).await.is(200);
    let others = [("task.8.slots", "珠海"), ("count.practising.-.zhuhai.hk.-", "3"), ("do", "check")];
    let check = send(&city, &form, JULY, &others).await.is(303);
    let refused = city.get(city.get(check.location()).await.is(303).location()).await.is(200);
    shows(&refused, &["应只勾选本单位负责的子项，现含珠海", "应只填本单位负责的地方，现为珠海"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_prints_an_empty_form_to_send_on_and_a_report_that_is_in_is_shown_whole() {
    let (board, _folder) = on_sqlite().await;
    let city = board.signed_in("dg_ast").await;
    let form = city.get(JULY).await.is(200);
    shows(&form, &["转办表", "未填"]);
    send(&city, &form, JULY, &[(DONGGUAN, "3"), ("done", "7月20日备案。")]).await.is(303);
    let paper = city.get(&format!("{JULY}/print?for=others")).await.is(200);
    shows(&paper, &["转办表", "交回东莞市科协", "无法取得数据", "东莞"]);
    // The sums come first, then of which how many from where.
    shows(&city.get(&format!("{JULY}/print")).await.is(200), &["合计其中：香港其中：澳门"]);
    let form = city.get(JULY).await.is(200);
    assert!(form.text.contains("id=\"sum-practising-all-new\">3<"), "{}", form.text);
    // What is done is given, and a place's part is for whoever is asked about the place.
    shows(&form, &["南沙新区 已落实"]);
    let ticks: Vec<&str> = form.text.split("<input").filter(|tag| tag.contains(".slots\"")).collect();
    assert!(ticks.len() == 1 && ticks[0].contains("东莞"), "{ticks:?}");
    hides(&paper, &["7月20日备案。"]);
    hides(&board.signed_in("soc_food").await.get(JULY).await.is(200), &["转办表"]);
    let form = city.get(JULY).await.is(200);
    shows(&form, &["已填"]);
    let saved = send(&city, &form, JULY, &[(DONGGUAN, "3"), ("done", "7月20日备案。"), ("do", "check")]).await.is(303);
    let check = city.get(saved.location()).await.is(200);
    assert!(check.text.contains("class=\"shift\""), "the shift is drawn beside its sentence");
    send(&city, &check, &format!("{JULY}/submit"), &[]).await.is(303);
    let filed = city.get(JULY).await.is(200);
    shows(&filed, &["审核前可撤回修改", "撤回修改", "7月20日备案。", "报送回执"]);
    // On paper the receipt leads to itself, and to no day.
    let receipt = city.get(&format!("{JULY}/receipt")).await.is(200);
    let paper: Vec<&str> = receipt.text.split("class=\"on-paper\"").skip(1).collect();
    assert!(paper.len() == 1 && paper[0].contains("/receipts/"), "{}", receipt.text);
    // In WeChat no file can be saved: the page says how it can.
    let sheet = format!("{JULY}/spreadsheet");
    let phone = city.with("user-agent", "Mozilla/5.0 MicroMessenger/8.0");
    hides(&city.get(&format!("{JULY}/print")).await.is(200), &["在浏览器打开"]);
    shows(&phone.get(&format!("{JULY}/print")).await.is(200), &["在浏览器打开"]);
    let food = board.signed_in("soc_food").await;
    hides(&food.get(&sheet).await.is(200), &["在浏览器打开"]);
    shows(&food.with("user-agent", "MicroMessenger").get(&sheet).await.is(200), &["在浏览器打开"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_of_a_unit_reads_what_is_being_written_and_changes_nothing() {
    each(async |db| {
        let board = Board::new(db).await;
        let (filer, head) = (board.signed_in("soc_civil").await, board.signed_in("head").await);
        let form = filer.get(AUGUST).await.is(200);
        send(&filer, &form, AUGUST, &[("done", "8月评审已排期。")]).await.is(303);
        let draft = head.get(AUGUST).await.is(200);
        shows(&draft, &["草稿，尚未提交", "8月评审已排期。"]);
        assert!(!draft.text.contains("name=\"done\"") && !draft.text.contains("/autosave"), "{}", draft.text);
        head.post_form(AUGUST, &[("done", "改")]).await.is(403);
        // No link of the head's own pages ends at a closed door.
        for page in ["/my", "/my/reports"] {
            let page = head.get(page).await.is(200);
            let links = page.text.split("href=\"/my/reports/").skip(1);
            let links: std::collections::BTreeSet<&str> = links.filter_map(|link| link.split('"').next()).collect();
            assert!(!links.is_empty());
            for link in links {
                head.get(&format!("/my/reports/{link}")).await.is(200);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_report_names_who_did_what_and_in_which_department() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_civil").await;
        let receipt = filer.get("/my/reports/2022-06/receipt").await.is(200);
        let said = words(&receipt);
        let step = |act: &str| {
            let from = said.find(act).unwrap_or_else(|| panic!("no {act}: {said}"));
            said[from..].chars().take(60).collect::<String>()
        };
        let (filed, accepted) = (step("提交 2022-06"), step("审核通过 2022-"));
        assert!(filed.contains("（省土木建筑学会 ") && accepted.contains("（省科协合作交流部 "), "{filed} {accepted}");
    })
    .await;
}
