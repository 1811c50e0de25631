//! How the programme changes: from a day on, with a reason, and its goals only by two.

use pilotboard::audit::{Verdict, verify};
use pilotboard::db::Db;
use pilotboard::people::Role;
use pilotboard::people::passwords;
use pilotboard::people::store as people;
use pilotboard::programme::file::BUILT_IN;
use pilotboard::programme::store::{editions, head};
use pilotboard::testing::actors::{Answer, Board, Client, hides, shows, words};
use pilotboard::testing::{at, each, key, person};

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
        if let Some(name) = part(tag, "name") {
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

/// A second administrator.
async fn second(db: &Db, board: &Board) -> Client {
    let mut tx = db.write().await.unwrap();
    let hash = passwords::hash(pilotboard::example::PASSWORD.into()).await;
    let other = person("admin2", Role::Administrator, None);
    assert!(people::add(&mut tx, &other, &hash, at("2022-07-01 09:00")).await.unwrap());
    tx.commit().await.unwrap();
    board.signed_in("admin2").await
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

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_is_renamed_keeps_its_old_name_on_the_days_before() {
    let folder = pilotboard::testing::Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let board = Board::new(db.clone()).await;
    let (admin, leader) = (board.signed_in("admin").await, board.signed_in("leader").await);
    let name = [("name.zh-Hans", "省食品科学学会"), ("from", "2022-08-01"), ("reason", "更名批复")];
    install(&admin, &look(&admin, "unit/soc_food", &name).await.is(200)).await.is(303);
    shows(&leader.get("/units?as_at=2022-07-31").await.is(200), &["省食品学会"]);
    shows(&leader.get("/units?as_at=2022-08-01").await.is(200), &["省食品科学学会"]);
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
        let alone = look(&admin, "target/T2", &change).await.is(200);
        shows(&alone, &["须另一名系统管理员确认，现只有您一名"]);
        let other = second(&db, &board).await;
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
        assert_eq!(held[0].installed_by, "系统管理员 · 示例管理员; 秘书长 · admin2");
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
        let other = second(&db, &board).await;
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
    shows(&whole, &["holidays.worked[0]: expected a Saturday or Sunday"]);
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
        let leader = board.signed_in("leader").await;
        shows(&leader.get("/units?as_at=2022-07-29").await.is(200), &["省水利学会"]);
        hides(&leader.get("/units?as_at=2022-07-28").await.is(200), &["省水利学会"]);
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
