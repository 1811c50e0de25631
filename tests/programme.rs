//! How the programme changes: from a day on, with a reason, and its goals only by two.

use crate::review::holds;
use pilotboard::audit::{Verdict, verify};
use pilotboard::db::Db;
use pilotboard::people::store as people;
use pilotboard::programme::file::BUILT_IN;
use pilotboard::programme::store::{editions, head};
use pilotboard::testing::actors::{Answer, Board, Client, hides, shows, words};
use pilotboard::testing::{at, each, key};

/// Every field of the form on a page that leads to `action`, as a browser sends it.
fn fields(page: &Answer, action: &str) -> Vec<(String, String)> {
    let leads = |form: &&str| {
        let tag = form.split('>').next().unwrap_or_default();
        tag.contains(&format!("action=\"{action}\"")) && tag.contains("method=\"post\"")
    };
    let form = page.text.split("<form").find(leads);
    let form = form.unwrap_or_else(|| panic!("{} has no form to {action}: {}", page.sent, words(&page.text)));
    let form = form.split("</form>").next().unwrap_or_default();
    let part = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(html_escape::decode_html_entities(value).into_owned())
    };
    let mut found: Vec<(String, String)> = Vec::new();
    for tag in form.split("<input").skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
        let is_empty_box = tag.contains("type=\"checkbox\"") && !tag.contains(" checked");
        if let Some(name) = part(tag, "name").filter(|_| !is_empty_box) {
            found.push((name, part(tag, "value").unwrap_or_default()));
        }
    }
    for select in form.split("<select").skip(1) {
        let select = select.split("</select>").next().unwrap_or_default();
        let chosen = select
            .split("<option")
            .skip(1)
            .find(|option| option.split('>').next().unwrap_or_default().contains("selected"));
        if let (Some(name), Some(value)) = (part(select, "name"), chosen.and_then(|option| part(option, "value"))) {
            found.push((name, value));
        }
    }
    for area in form.split("<textarea").skip(1) {
        let (tag, rest) = area.split_once('>').unwrap_or_default();
        let text = rest.split("</textarea>").next().unwrap_or_default();
        if let Some(name) = part(tag, "name") {
            found.push((name, html_escape::decode_html_entities(text).trim().to_owned()));
        }
    }
    found.retain(|(name, _)| name != "_csrf");
    found
}

async fn send(client: &Client, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post_form(path, &fields).await
}

/// Opens the form of a part, changes some of its fields and looks at what that would do.
async fn look(client: &Client, part: &str, changes: &[(&str, &str)]) -> Answer {
    let path = format!("/admin/programme/{part}");
    let page = client.get(&path).await.is(200);
    let mut all = fields(&page, &path);
    for (name, value) in changes {
        match all.iter_mut().find(|(key, _)| key == name) {
            Some((_, held)) => *held = (*value).to_owned(),
            None => all.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    send(client, &path, &all).await
}

const INSTALL: &str = "/admin/programme/install";

async fn install(client: &Client, preview: &Answer) -> Answer {
    send(client, INSTALL, &fields(preview, INSTALL)).await
}

/// The second administrator of the example.
async fn second(board: &Board) -> Client {
    board.signed_in("admin2").await
}

/// The board of a programme with one administrator.
async fn without_second(db: &Db) {
    let mut tx = db.write().await.unwrap();
    assert!(people::disable(&mut tx, "admin2", at("2022-07-01 09:00")).await.unwrap());
    tx.commit().await.unwrap();
}

async fn edition(db: &Db) -> i64 {
    head(&mut db.read().await.unwrap(), "2022").await.unwrap().unwrap().edition
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_holds_from_its_day_on_and_every_day_before_shows_what_it_showed() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let (admin, leader) = (board.signed_in("admin").await, board.signed_in("leader").await);
        let days = [
            "/overview?as_at=2022-06-30",
            "/overview?as_at=2022-07-28",
            "/targets/T2?as_at=2022-07-28",
            "/targets/T1?as_at=2022-07-28&basis=reported",
            "/tasks?as_at=2022-07-28",
            "/summaries/2022H1",
            "/matrix",
            "/help?as_at=2022-07-28",
        ];
        let before = {
            let mut seen = Vec::new();
            for page in days {
                seen.push(words(&leader.get(page).await.is(200).text));
            }
            seen
        };
        assert!(words(&leader.get("/overview?as_at=2022-07-29").await.text).contains("滞后"));
        // T2 is 12 points behind: with a limit of 25 it no longer is.
        let why = ("reason", "办公室7月28日会议");
        let preview = look(&admin, "thresholds/-", &[("lagging_points", "25"), why]).await.is(200);
        shows(
            &preview,
            &[
                "更改1处",
                "亮灯标准 › 滞后（百分点）",
                "-10",
                "-25",
                "2022年7月29日的画面将这样变化",
                "非准入类 互认",
                "自2022年7月29日起生效",
            ],
        );
        assert_eq!(edition(&db).await, 1, "looking changes nothing");
        let done = install(&admin, &preview).await.is(303);
        shows(&admin.get(done.location()).await.is(200), &["办公室7月28日会议", "2022-07-29", "自始"]);
        for (page, seen) in days.iter().zip(&before) {
            assert_eq!(&words(&leader.get(page).await.is(200).text), seen, "{page}");
        }
        let api = board.script("leader").await;
        let light = async |day: &str| {
            let answer = api.get(&format!("/api/v1/programmes/2022/progress?as_at={day}")).await.is(200).json();
            answer["targets"][1]["light"].as_str().unwrap().to_owned()
        };
        assert_eq!([light("2022-07-28").await, light("2022-07-29").await], ["lagging", "normal"]);
        let help = leader.get("/help?as_at=2022-07-29").await.is(200);
        shows(&help, &["25"]);
        let mut tx = db.read().await.unwrap();
        assert!(matches!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

/// A leader to whom the days of the changes have come.
async fn in_august(board: &Board) -> Client {
    board.later(at("2022-08-02 08:00")).signed_in("leader").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_is_renamed_keeps_its_old_name_on_the_days_before() {
    let folder = pilotboard::testing::Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let board = Board::new(db.clone()).await;
    let admin = board.signed_in("admin").await;
    let name = [("name.zh-Hans", "省食品科学学会"), ("from", "2022-08-01"), ("reason", "更名批复")];
    install(&admin, &look(&admin, "unit/soc_food", &name).await.is(200)).await.is(303);
    shows(&in_august(&board).await.get("/units?as_at=2022-07-31").await.is(200), &["省食品学会"]);
    shows(&in_august(&board).await.get("/units?as_at=2022-08-01").await.is(200), &["省食品科学学会"]);
    let filer = board.signed_in("soc_food").await;
    shows(&filer.get("/my").await.is(200), &["省食品学会"]);
    let later = board.later(at("2022-08-01 08:00"));
    shows(&later.signed_in("soc_food").await.get("/my").await.is(200), &["省食品科学学会"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_is_moved_by_two_administrators_and_never_by_its_proposer_alone() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let change = [("value", "220"), ("reason", "领导小组第2次会议")];
        let other = second(&board).await;
        let preview = look(&admin, "target/T2", &change).await.is(200);
        shows(&preview, &["T2 非准入类 互认 › 目标值 须另一名管理员确认", "200", "220", "62 / 220"]);
        install(&admin, &preview).await.is(303);
        assert_eq!(edition(&db).await, 1, "a proposal changes nothing");
        let list = admin.get("/admin/programme").await.is(200);
        shows(&list, &["待另一名管理员确认", "领导小组第2次会议"]);
        let path = format!("/admin/proposals/{}", &list.text.split("/admin/proposals/").nth(1).unwrap()[..36]);
        shows(&admin.get(&path).await.is(200), &["本人提出的更改须由另一名系统管理员确认"]);
        hides(&admin.get(&path).await.is(200), &["确认并生效"]);
        admin.post_form(&format!("{path}/confirm"), &[]).await.is(403);
        admin.post_form(&format!("{path}/refuse"), &[("reason", "试")]).await.is(403);
        shows(&other.get(&path).await.is(200), &["62 / 220", "确认并生效"]);
        other.post_form(&format!("{path}/refuse"), &[("reason", "")]).await.is(422);
        let confirm = format!("{path}/confirm");
        let (first, again) = tokio::join!(other.post_form(&confirm, &[]), other.post_form(&confirm, &[]));
        let mut statuses = [first.status.as_u16(), again.status.as_u16()];
        statuses.sort();
        assert_eq!(statuses, [303, 409], "it is confirmed once");
        assert_eq!(edition(&db).await, 2);
        let mut tx = db.read().await.unwrap();
        let held = editions(&mut tx, "2022").await.unwrap();
        assert_eq!(held[0].installed_by, "系统管理员 · 示例管理员; 系统管理员 · 示例管理员乙");
        assert_eq!(held[0].effective_from.unwrap().to_string(), "2022-07-29");
        drop(tx);
        let leader = board.signed_in("leader").await;
        let count = async |day: &str| {
            let page = leader.get(&format!("/api/v1/programmes/2022/progress?as_at={day}")).await.is(200).json();
            page["targets"][1]["value"].as_i64().unwrap()
        };
        assert_eq!([count("2022-07-28").await, count("2022-07-29").await], [200, 220]);
        // One that is refused changes nothing.
        let wording = [("operator", "="), ("reason", "误会")];
        install(&other, &look(&other, "target/T1", &wording).await.is(200)).await.is(303);
        let list = admin.get("/admin/programme").await.is(200);
        let path = format!("/admin/proposals/{}", &list.text.split("/admin/proposals/").nth(1).unwrap()[..36]);
        admin.post_form(&format!("{path}/refuse"), &[("reason", "原文为不少于")]).await.is(303);
        shows(&other.get(&path).await.is(200), &["不同意", "原文为不少于"]);
        admin.post_form(&format!("{path}/confirm"), &[]).await.is(409);
        assert_eq!(edition(&db).await, 2);
        let mut tx = db.read().await.unwrap();
        assert!(matches!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_overtaken_sees_what_going_on_would_undo() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let other = second(&board).await;
        let mine = look(&admin, "thresholds/-", &[("lagging_points", "12"), ("reason", "甲")]).await.is(200);
        let theirs = look(&other, "thresholds/-", &[("due_soon_days", "5"), ("reason", "乙")]).await.is(200);
        install(&admin, &mine).await.is(303);
        let late = install(&other, &theirs).await.is(409);
        shows(&late, &["您查看期间方案已由他人更改", "-12", "-10", "临期（天）"]);
        assert_eq!(edition(&db).await, 2);
        // A proposal from an older file cannot be confirmed either.
        install(&other, &look(&other, "target/T2", &[("value", "220"), ("reason", "丙")]).await.is(200)).await.is(303);
        install(&other, &look(&other, "thresholds/-", &[("due_soon_days", "5"), ("reason", "乙")]).await.is(200))
            .await
            .is(303);
        let list = admin.get("/admin/programme").await.is(200);
        let path = format!("/admin/proposals/{}", &list.text.split("/admin/proposals/").nth(1).unwrap()[..36]);
        shows(&admin.get(&path).await.is(200), &["提出后方案已有其他更改"]);
        admin.post_form(&format!("{path}/confirm"), &[]).await.is(409);
        assert_eq!(edition(&db).await, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_cannot_be_kept_says_why_and_keeps_what_was_typed() {
    let folder = pilotboard::testing::Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let board = Board::new(db.clone()).await;
    let admin = board.signed_in("admin").await;
    let wrong = [("value", "二百"), ("from", "2022-07-28"), ("reason", "")];
    let answer = look(&admin, "target/T2", &wrong).await.is(422);
    shows(
        &answer,
        &[
            "有3处需要修改",
            "目标值应为整数，现为“二百”",
            "请填写修改原因",
            "生效日期应为2022-07-29起两年内的某日，现为“2022-07-28”",
        ],
    );
    assert!(answer.text.contains("value=\"二百\""), "{}", answer.text);
    // What the form cannot see, the check of the whole file does.
    let whole = look(&admin, "calendar/-", &[("worked", "2022-08-03"), ("reason", "试")]).await.is(422);
    shows(&whole, &["调休上班日 第1项应为周六或周日，如2022-01-29，现为“2022-08-03”"]);
    shows(&look(&admin, "thresholds/-", &[("reason", "试")]).await.is(200), &["与现行方案相同"]);
    // The file itself is looked at before it holds, too.
    let file = admin.get("/admin/programme/file").await.is(200);
    let mut typed = fields(&file, "/admin/programme/file");
    for (name, value) in &mut typed {
        match name.as_str() {
            "source" => *value = BUILT_IN.replacen("due_soon_days = 7", "due_soon_days = 9", 1),
            "reason" => *value = "试".into(),
            _ => {}
        }
    }
    let preview = send(&admin, "/admin/programme/file", &typed).await.is(200);
    shows(&preview, &["临期（天）"]);
    install(&admin, &preview).await.is(303);
    assert_eq!(edition(&db).await, 2);
    // No file goes back before the day of the last.
    let ahead = [("due_soon_days", "8"), ("from", "2022-08-10"), ("reason", "试")];
    install(&admin, &look(&admin, "thresholds/-", &ahead).await.is(200)).await.is(303);
    let back = [("due_soon_days", "6"), ("from", "2022-08-01"), ("reason", "试")];
    shows(&look(&admin, "thresholds/-", &back).await.is(422), &["生效日期应为2022-08-10起两年内的某日"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programme_sheet_says_everything_that_is_to_be_confirmed() {
    let folder = pilotboard::testing::Folder::new();
    let board = Board::new(Db::open(&folder.url()).await.unwrap()).await;
    for login in ["leader", "soc_food"] {
        let sheet = board.signed_in(login).await.get("/programme").await.is(200);
        shows(&sheet, &["14项任务（原文编号1–15，缺第5项）", "不少于100人", "每月28日", "是否须交盖章件", "确认人："]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_reports_speak_of_cannot_be_removed_and_what_nobody_speaks_of_can() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let why = ("reason", "试");
        let unit = [
            ("id", "soc_water"),
            ("name.zh-Hans", "省水利学会"),
            ("name.zh-Hant", "省水利學會"),
            ("name.en", "Guangdong Hydraulic Society"),
            ("from.pilot_units", "2022-07-29"),
            why,
        ];
        let preview = look(&admin, "new/unit", &unit).await.is(200);
        shows(&preview, &["更改2处", "各互认试点单位 › 成员 › 省水利学会", "自 2022-07-29"]);
        install(&admin, &preview).await.is(303);
        let editor = admin.get("/admin/programme").await.is(200);
        shows(&editor, &["省水利学会", "系统管理员 · 示例管理员", "＋ 新增任务"]);
        hides(&editor, &["example-admin"]);
        shows(&in_august(&board).await.get("/units?as_at=2022-07-29").await.is(200), &["省水利学会"]);
        hides(&in_august(&board).await.get("/units?as_at=2022-07-28").await.is(200), &["省水利学会"]);
        // Nobody has filed for it yet, so it can go.
        let remove = ("act", "remove");
        install(&admin, &look(&admin, "unit/soc_water", &[remove, why]).await.is(200)).await.is(303);
        assert_eq!(edition(&db).await, 3);
        // What the file still names goes last, and what has been reported stays.
        shows(
            &look(&admin, "unit/soc_food", &[remove, why]).await.is(422),
            &["不能移除：食品 › 承担单位仍用到它，请先更改"],
        );
        shows(&look(&admin, "task/13", &[remove, why]).await.is(422), &["大湾区经验报告 › 指标定义仍用到它"]);
        let task = look(&admin, "task/9", &[remove, why]).await.is(200);
        shows(&task, &["不能移除已有填报的内容", "第9项：已有"]);
        hides(&task, &["确认生效"]);
        // Nor does the file itself take it away.
        let file = admin.get("/admin/programme/file").await.is(200);
        let mut typed = fields(&file, "/admin/programme/file");
        for (name, value) in &mut typed {
            match name.as_str() {
                "source" => *value = value.replacen("number = \"9\"", "number = \"5\"", 1),
                "reason" => *value = "试".into(),
                _ => {}
            }
        }
        let preview = send(&admin, "/admin/programme/file", &typed).await.is(200);
        shows(&preview, &["第9项：已有"]);
        let mut sent: Vec<(String, String)> = typed;
        sent.push(("edition".into(), "3".into()));
        shows(&send(&admin, INSTALL, &sent).await.is(422), &["第9项：已有"]);
        assert_eq!(edition(&db).await, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_changes_from_a_day_on_and_no_day_before_is_repainted() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let (admin, leader) = (board.signed_in("admin").await, board.signed_in("leader").await);
        let days = ["/matrix", "/units?as_at=2022-07-28", "/overview?as_at=2022-07-28", "/figures/T1?as_at=2022-06-30"];
        let mut before = Vec::new();
        for page in days {
            before.push(words(&leader.get(page).await.is(200).text));
        }
        shows(&admin.get("/admin/programme").await.is(200), &["单位组", "各互认试点单位", "＋ 新增地方", "南沙新区"]);
        let short = [("until.soc_food.1", "2021-12-31"), ("reason", "合并")];
        shows(&look(&admin, "group/pilot_units", &short).await.is(422), &["应为不早于起始日的日期，现为“2021-12-31”"]);
        let leaves = [("until.soc_food.1", "2022-08-31"), ("from", "2022-09-01"), ("reason", "学会合并")];
        let preview = look(&admin, "group/pilot_units", &leaves).await.is(200);
        shows(&preview, &["各互认试点单位 › 成员 › 省食品学会 › 至", "2022-08-31", "自2022年9月1日起生效"]);
        install(&admin, &preview).await.is(303);
        for (page, seen) in days.iter().zip(&before) {
            assert_eq!(&words(&leader.get(page).await.is(200).text), seen, "{page}");
        }
        let held = pilotboard::programme::store::read(&mut db.read().await.unwrap(), "2022").await.unwrap().unwrap();
        let owes = |day: &str| {
            let day = day.parse().unwrap();
            held.at(day).expected_on(day).contains(&"soc_food")
        };
        assert_eq!([owes("2022-08-31"), owes("2022-09-01")], [true, false]);
        // What a task still names stays; a group nobody names goes again.
        let gone = [("act", "remove"), ("reason", "试")];
        shows(&look(&admin, "group/pilot_units", &gone).await.is(422), &["应报单位仍用到它"]);
        let new = [
            ("id", "sites"),
            ("name.zh-Hans", "示范点单位"),
            ("name.zh-Hant", "示範點單位"),
            ("name.en", "Site units"),
            ("join.1", "gz_ast"),
            ("joins.1", "2022-09-01"),
            ("from", "2022-09-01"),
            ("reason", "会议要求"),
        ];
        install(&admin, &look(&admin, "new/group", &new).await.is(200)).await.is(303);
        shows(&admin.get("/admin/programme").await.is(200), &["示范点单位"]);
        let gone = [("act", "remove"), ("from", "2022-09-02"), ("reason", "试")];
        install(&admin, &look(&admin, "group/sites", &gone).await.is(200)).await.is(303);
        hides(&admin.get("/admin/programme").await.is(200), &["示范点单位"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_changes_from_a_day_on_and_goes_only_where_nothing_speaks_of_it() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let name = [("name.zh-Hans", "南沙"), ("from", "2022-08-01"), ("reason", "会议纪要统一称谓")];
        install(&admin, &look(&admin, "place/nansha", &name).await.is(200)).await.is(303);
        shows(&in_august(&board).await.get("/cities?as_at=2022-07-31").await.is(200), &["南沙新区"]);
        hides(&in_august(&board).await.get("/cities?as_at=2022-08-01").await.is(200), &["南沙新区"]);
        let gone = [("act", "remove"), ("from", "2022-08-01"), ("reason", "试")];
        shows(&look(&admin, "place/guangzhou", &gone).await.is(422), &["所在城市仍用到它"]);
        shows(&look(&admin, "place/nansha", &gone).await.is(200), &["不能移除已有填报的内容"]);
        let new = [
            ("id", "songshan"),
            ("name.zh-Hans", "松山湖"),
            ("name.zh-Hant", "松山湖"),
            ("name.en", "Songshan Lake"),
            ("city", "dongguan"),
            ("unit", "dg_ast"),
            ("from", "2022-08-01"),
            ("reason", "补充通知"),
        ];
        install(&admin, &look(&admin, "new/place", &new).await.is(200)).await.is(303);
        shows(&in_august(&board).await.get("/cities?as_at=2022-08-01").await.is(200), &["松山湖"]);
        hides(&in_august(&board).await.get("/cities?as_at=2022-07-31").await.is(200), &["松山湖"]);
        install(&admin, &look(&admin, "place/songshan", &gone).await.is(200)).await.is(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rungs_a_target_is_measured_by_take_two_administrators() {
    let folder = pilotboard::testing::Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let board = Board::new(db.clone()).await;
    let admin = board.signed_in("admin").await;
    second(&board).await;
    let task = admin.get("/admin/programme/task/13").await.is(200);
    let held = fields(&task, "/admin/programme/task/13").into_iter().find(|(name, _)| name == "stages").unwrap().1;
    let more = format!("{held}\n出版 | 出版 | Published");
    let preview = look(&admin, "task/13", &[("stages", &more), ("reason", "试")]).await.is(200);
    shows(&preview, &["须另一名管理员确认", "提交另一名管理员确认"]);
}

/// Sends a sheet of units with the day and the reason of the change.
async fn bring_units(client: &Client, file: &[u8], from: &str) -> Answer {
    let field = |name: &str, value: &str| {
        format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let head = [field("_csrf", &client.csrf), field("from", from), field("reason", "年度调整")].concat();
    let file_head = "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"units.xlsx\"\r\ncontent-type: application/octet-stream\r\n\r\n";
    let body = [head.as_bytes(), file_head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let client = client.with("content-type", "multipart/form-data; boundary=edge");
    client.send(client.request(axum::http::Method::POST, "/admin/units/import", body)).await
}

/// The sheet of units with some cells typed over.
fn retyped(sheet: &[u8], cells: &[(u32, u16, &str)]) -> Vec<u8> {
    use calamine::{Data, Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(sheet)).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let mut written = rust_xlsxwriter::Workbook::new();
    let out = written.add_worksheet().set_name(&name).unwrap();
    for (row, column, value) in range.cells() {
        if let Data::String(text) = value {
            out.write_string(row as u32, column as u16, text).unwrap();
        }
    }
    for (row, column, text) in cells {
        match text.strip_prefix('=') {
            Some(sum) => out.write_formula(*row, *column, rust_xlsxwriter::Formula::new(sum)).unwrap(),
            None => out.write_string(*row, *column, *text).unwrap(),
        };
    }
    written.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn units_come_back_on_a_sheet_and_are_looked_at_like_any_change() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            let sheet = admin.get(&format!("/admin/units/template?lang={lang}")).await.is(200);
            shows(&bring_units(&admin, &sheet.bytes, "2022-08-01").await.is(200), &["没有可生效的更改"]);
        }
        let sheet = admin.get("/admin/units/template").await.is(200).bytes;
        let count = pilotboard::programme::file::built_in().units.len() as u32;
        let food =
            1 + pilotboard::programme::file::built_in().units.iter().position(|it| it.id == "soc_food").unwrap() as u32;
        let wrong = retyped(
            &sheet,
            &[
                (food, 1, " "),
                (food, 8, "协会联盟"),
                (food, 12, "去年"),
                (count + 1, 0, "水利"),
                (count + 2, 1, "=1+1"),
            ],
        );
        let line = |row: u32| row + 1;
        shows(
            &bring_units(&admin, &wrong, "2022-08-01").await.is(422),
            &[
                &format!("单位!B{} 请填写名称 › 简体", line(food)),
                &format!("单位!I{} 类型应为所列之一，现为“协会联盟”", line(food)),
                &format!("单位!A{}", line(count + 1)),
                &format!("单位!B{} 应为文字，现为公式“=1+1”", line(count + 2)),
            ],
        );
        let moved = retyped(&sheet, &[(0, 2, "别的")]);
        shows(&bring_units(&admin, &moved, "2022-08-01").await.is(422), &["单位!C1 列标题应为“名称 繁体”，现为“别的”"]);
        shows(&bring_units(&admin, b"%PDF-1.7", "2022-08-01").await.is(422), &["现为 PDF 文件"]);
        shows(&bring_units(&admin, &sheet, "2022-01-01").await.is(422), &["生效日期应为2022-07-29起两年内的某日"]);
        assert_eq!(edition(&db).await, 1, "nothing is kept before it is said so");
        let new: [(u32, u16, &str); 10] = [
            (food, 1, "省食品科学学会"),
            (food, 4, "食品学会"),
            (food, 5, "食品學會"),
            (food, 6, "Food"),
            (count + 1, 0, "soc_water"),
            (count + 1, 1, "省水利学会"),
            (count + 1, 2, "省水利學會"),
            (count + 1, 3, "Guangdong Hydraulic Society"),
            (count + 1, 8, "省级学会"),
            (count + 1, 9, "经汇总单位"),
        ];
        let joins = [new.as_slice(), &[(count + 1, 12, "2022-08-01")]].concat();
        let preview = bring_units(&admin, &retyped(&sheet, &joins), "2022-08-01").await.is(200);
        shows(&preview, &["省食品科学学会", "省水利学会", "年度调整"]);
        install(&admin, &preview).await.is(303);
        assert_eq!(edition(&db).await, 2);
        hides(&in_august(&board).await.get("/units?as_at=2022-07-31").await.is(200), &["省水利学会", "省食品科学学会"]);
        shows(&in_august(&board).await.get("/units?as_at=2022-08-01").await.is(200), &["省水利学会", "省食品科学学会"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_takes_up_a_specialty_from_a_day_on_and_its_people_are_named() {
    each(async |db| {
        let board = Board::new(db).await;
        let admin = board.signed_in("admin").await;
        let form = admin.get("/admin/programme/unit/soc_food").await.is(200);
        shows(&form, &["承担的专业领域", "联系人", "食品填报员", "自某日起生效、写明原因"]);
        let both = [("carries.quality", "yes"), ("from", "2022-08-01"), ("reason", "承担新领域")];
        let preview = look(&admin, "unit/soc_food", &both).await.is(200);
        shows(&preview, &["自2022年8月1日起生效", "品质 › 承担单位", "、省食品学会"]);
        install(&admin, &preview).await.is(303);
        let carried = async |day: &str| {
            let path = format!("/specialties/quality?as_at={day}");
            let page = in_august(&board).await.get(&path).await.is(200);
            words(&page.text).contains("省食品学会")
        };
        assert_eq!((carried("2022-07-28").await, carried("2022-08-01").await), (false, true), "no day is repainted");
        let row = async |day: &str| {
            let page = admin.get(&format!("/admin/programme?on={day}")).await.is(200);
            let row = page.text.split("/admin/programme/unit/soc_food\"").nth(1).unwrap();
            words(row.split("</tr>").next().unwrap())
        };
        let (before, after) = (row("2022-07-29").await, row("2022-08-01").await);
        assert!(before.contains("经汇总单位") && before.contains("各互认试点学会 2022-01-01"), "{before}");
        assert!(!before.contains("品质") && after.contains("品质、食品"), "{before} {after}");
        // A wrong day of a group names the group.
        let wrong = [("from", "2022-08-02"), ("until.pilot_units", "2021-01-01"), ("reason", "试")];
        let refused = look(&admin, "unit/soc_food", &wrong).await.is(422);
        shows(&refused, &["各互认试点单位", "不早于起始日"]);
        hides(&refused, &["pilot_units"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_is_not_moved_where_there_is_one_administrator() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        without_second(&db).await;
        let admin = board.signed_in("admin").await;
        let alone = look(&admin, "target/T2", &[("value", "220"), ("reason", "会议")]).await.is(200);
        shows(&alone, &["须另一名系统管理员确认，现只有您一名"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_file_lacks_is_said_beside_the_field_in_the_readers_language() {
    each(async |db| {
        let board = Board::new(db).await;
        let admin = board.signed_in("admin").await;
        let sent = [("serious_points", "5"), ("reason", "")];
        let told = [
            ("", "严重滞后（百分点）应为比“滞后”起点更多的落后百分点，现为“5”"),
            ("?lang=zh-Hant", "嚴重滯後（百分點）應為比「滯後」起點更多的落後百分點，現為「5」"),
            ("?lang=en", "Seriously behind (points) should be fewer points than where lagging begins, is “5”"),
        ];
        for (lang, said) in told {
            let page = look(&admin, &format!("thresholds/-{lang}"), &sent).await.is(422);
            shows(&page, &[said]);
            holds(
                &page,
                &[
                    &format!("<a href=\"#serious_points\">{said}</a>"),
                    "id=\"serious_points-wrong\"",
                    "aria-describedby=\"serious_points-wrong\"",
                    "<a href=\"#reason\">",
                    "id=\"reason-wrong\"",
                ],
            );
            hides(&page, &["expected", "line 4"]);
        }
        let late = [("period.2022-08.effective_due", "2022-08-20"), ("reason", "试")];
        let page = look(&admin, "calendar/-", &late).await.is(422);
        holds(
            &page,
            &["<a href=\"#period-2022-08-effective_due\">不计逾期至应为不早于2022-08-28的日期，现为“2022-08-20”</a>"],
        );
        let supplement =
            look(&admin, "calendar/-", &[("supplement.due", "2022-12-30"), ("reason", "试")]).await.is(422);
        holds(&supplement, &["<a href=\"#supplement-due\">截止应为不早于开放日的日期，现为“2022-12-30”</a>"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_of_a_period_move_from_a_day_on_and_the_days_before_show_what_they_showed() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let (admin, leader) = (board.signed_in("admin").await, board.signed_in("leader").await);
        let days = ["/matrix?as_at=2022-07-28", "/tasks?as_at=2022-07-28", "/overview?as_at=2022-06-30"];
        let mut before = Vec::new();
        for page in days {
            before.push(words(&leader.get(page).await.is(200).text));
        }
        let moved =
            [("period.2022-08.due", "2022-08-30"), ("stale_days", "35"), ("from", "2022-08-15"), ("reason", "台风")];
        let preview = look(&admin, "calendar/-", &moved).await.is(200);
        install(&admin, &preview).await.is(303);
        for (page, seen) in days.iter().zip(&before) {
            assert_eq!(&words(&leader.get(page).await.is(200).text), seen, "{page}");
        }
        let later = board.later(at("2022-08-16 08:00"));
        shows(&later.signed_in("soc_food").await.get("/my").await.is(200), &["8月30日"]);
        // July has been due: its days are shown, and what is sent all the same is refused.
        let form = admin.get("/admin/programme/calendar/-").await.is(200);
        holds(&form, &["name=\"period.2022-08.due\""]);
        hides(&form, &["name=\"period.2022-07.due\""]);
        let past = [("period.2022-07.due", "2022-07-30"), ("from", "2022-08-15"), ("reason", "试")];
        shows(&look(&admin, "calendar/-", &past).await.is(422), &["原来的日期（生效前已截止的期不能改）"]);
    })
    .await;
}
