//! Who holds which seat, how they come in and go, and that the past keeps the names it had.

use pilotboard::audit::{Verdict, verify};
use pilotboard::people::{Role, passwords, store, without_filer};
use pilotboard::programme::file::built_in;
use pilotboard::testing::actors::{Answer, Board, Client, hides, shows, words};
use pilotboard::testing::{at, each, key};
use rust_xlsxwriter::{Formula, Workbook};

const NEW: &str = "a long enough phrase 2022";

/// The address of the link a page shows.
#[track_caller]
fn link(answer: &Answer) -> String {
    let rest = answer.text.split("/invitation/").nth(1).unwrap_or_else(|| panic!("{} shows no link", answer.sent));
    format!("/invitation/{}", &rest[..64])
}

async fn choose(board: &Board, link: &str, password: &str) -> Answer {
    board.visitor().post_form(link, &[("password", password), ("again", password)]).await
}

/// Somebody signed in with a password of their own.
async fn signed_in(board: &Board, login: &str, password: &str) -> Client {
    let visitor = board.visitor();
    let answer = visitor.post_form("/signin", &[("login", login), ("password", password)]).await.is(303);
    let mut person = visitor.with("cookie", answer.header("set-cookie").split(';').next().unwrap());
    person.csrf = person.get("/account").await.is(200).field("_csrf");
    person
}

const SEAT: &str = "/admin/people/example-soc_civil";

fn handover<'a>(day: &'a str, login: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("day", day),
        ("name", "接任填报员"),
        ("post", "秘书处主任"),
        ("phone", "020-0000-0999"),
        ("login", login),
        ("reason", "人员轮换"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_passes_on_at_the_first_moment_of_its_day_with_all_that_is_owed_and_begun() {
    each(async |db| {
        let eve = Board::on(db.clone(), "2022-07-31 23:45").await;
        let (admin, filer) = (eve.signed_in("admin").await, eve.signed_in("soc_civil").await);
        let script = eve.script("soc_civil").await;
        let form = filer.get("/my/reports/2022-08").await.is(200);
        let begun = [("lock", form.field("lock")), ("done", "8月3日完成第4批评审。".to_owned())];
        let begun: Vec<(&str, &str)> = begun.iter().map(|(name, value)| (*name, value.as_str())).collect();
        filer.post_form("/my/reports/2022-08", &begun).await.is(303);

        let made = admin.post_form(SEAT, &[]).await;
        assert_eq!(made.status, 400, "a form without a role is no form of ours");
        let made = admin.post_form(&format!("{SEAT}/handover"), &handover("2022-08-01", "jieren")).await.is(200);
        let invitation = link(&made);
        shows(&made, &["接任填报员的一次性链接", "至2022-08-01交接"]);
        shows(&choose_page(&eve, &invitation).await, &["账号自2022-08-01起可以登录", "省土木建筑学会"]);
        choose(&eve, &invitation, NEW).await.is(303);
        // Until midnight nothing has changed.
        filer.get("/my").await.is(200);
        script.get("/api/v1/programmes").await.is(200);
        eve.visitor().post_form("/signin", &[("login", "jieren"), ("password", NEW)]).await.is(422);
        shows(&admin.get("/units/soc_civil").await.is(200), &["土木填报员"]);

        let day = eve.later(at("2022-08-01 00:05"));
        let admin = day.signed_in("admin").await;
        // The past keeps the old name.
        let history = day.signed_in("office1").await.get("/reports/soc_civil/2022-06").await.is(200);
        shows(&history, &["（省土木建筑学会 土木填报员）", "（省科协合作交流部 "]);
        let gone = filer.at(&day).get("/my").await;
        assert_eq!(gone.status, 401, "the session ends though it was used minutes ago");
        assert_eq!(script.at(&day).get("/api/v1/programmes").await.status, 401);
        let old = [("login", "soc_civil"), ("password", pilotboard::example::PASSWORD)];
        day.visitor().post_form("/signin", &old).await.is(422);
        let successor = signed_in(&day, "jieren", NEW).await;
        shows(&successor.get("/my").await.is(200), &["8月"]);
        let form = successor.get("/my/reports/2022-08").await.is(200);
        assert!(form.text.contains("8月3日完成第4批评审。"), "the draft is where it was: {}", form.text);
        let unit = admin.get("/units/soc_civil").await.is(200);
        shows(&unit, &["接任填报员"]);
        hides(&unit, &["土木填报员"]);
        // What was done before keeps the name it was done under.
        let auditor = day.signed_in("auditor").await;
        shows(&auditor.get("/audit?person=example-soc_civil").await.is(200), &["土木填报员", "提交"]);
        hides(&auditor.get("/audit?person=example-soc_civil&action=submit").await.is(200), &["接任填报员 填报员"]);
        shows(&admin.get(SEAT).await.is(200), &["土木填报员", "已于2022-08-01停用"]);

        let mut tx = db.read().await.unwrap();
        let accounts = store::accounts(&mut tx).await.unwrap();
        let owing = built_in().expected_on(at("2022-08-01 00:05").date_naive());
        for moment in ["2022-07-31 23:59", "2022-08-01 00:00", "2022-08-01 00:05"] {
            assert_eq!(without_filer(&owing, &accounts, at(moment)), Vec::<&str>::new(), "at {moment}");
        }
        let next = accounts.iter().find(|account| account.person.login == "jieren").unwrap();
        let held = store::appointments(&mut tx, &next.person.id).await.unwrap();
        assert_eq!(held.len(), 1);
        assert_eq!((held[0].role, held[0].follows.as_deref()), (Role::Filer, Some("土木填报员")));
        assert!(matches!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

async fn choose_page(board: &Board, link: &str) -> Answer {
    board.visitor().get(link).await.is(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handover_without_a_day_a_name_or_a_free_login_changes_nothing_and_keeps_what_was_typed() {
    let folder = pilotboard::testing::Folder::new();
    let board = Board::new(pilotboard::db::Db::open(&folder.url()).await.unwrap()).await;
    let admin = board.signed_in("admin").await;
    let path = format!("{SEAT}/handover");
    for (field, value, told) in [
        ("day", "2022-07-28", "交接日期应为2022-07-29起一年内的某日，现为“2022-07-28”"),
        ("day", "2029-07-28", "现为“2029-07-28”"),
        ("name", "", "请填写姓名"),
        ("login", "a b", "现为“a b”"),
        ("login", "soc_food", "此账号已被使用"),
        ("reason", "", "请填写原因"),
    ] {
        let fields = handover("2022-08-01", "jieren");
        let fields = fields.into_iter().map(|(name, usual)| (name, if name == field { value } else { usual }));
        let fields: Vec<(&str, &str)> = fields.collect();
        let answer = admin.post_form(&path, &fields).await.is(422);
        shows(&answer, &[told]);
        assert!(answer.text.contains("value=\"秘书处主任\""), "{}", answer.text);
    }
    shows(&admin.get(SEAT).await.is(200), &["有效"]);
    board.signed_in("soc_civil").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_holds_at_once_and_the_past_keeps_the_old_name_and_post() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let (admin, leader) = (board.signed_in("admin").await, board.signed_in("leader").await);
        let office = board.signed_in("office1").await;
        let before = words(&leader.get("/tasks/4").await.is(200).text);
        assert!(before.contains("示例审核员甲"), "{before}");
        let path = "/admin/people/example-office1";
        let change = |role: &'static str, unit: &'static str| {
            vec![
                ("name", "改名后的人"),
                ("post", "二级调研员"),
                ("phone", "020-0000-0002"),
                ("role", role),
                ("unit", unit),
                ("reason", "职务调整"),
            ]
        };
        shows(&admin.post_form(path, &change("office", "")).await.is(422), &["请填写单位"]);
        admin.post_form(path, &change("office", "gdast_coop")).await.is(303);
        shows(&admin.get(path).await.is(200), &["改名后的人", "示例审核员甲", "职务调整", "系统管理员 · 示例管理员"]);
        // The session goes on under the new name; what was done keeps the old one.
        shows(&office.get("/review").await.is(200), &["改名后的人"]);
        let task = words(&leader.get("/tasks/4").await.is(200).text);
        assert!(task.contains("示例审核员甲") && !task.contains("改名后的人"), "{task}");
        let auditor = board.signed_in("auditor").await;
        let log = auditor.get("/audit?person=example-office1&action=accept").await.is(200);
        let table = log.text.split("class=\"stacked log\"").nth(1).unwrap();
        assert!(table.contains("示例审核员甲") && !table.contains("改名后的人"), "{table}");
        let trace = leader.get("/figures/T1").await.is(200);
        hides(&trace, &["改名后的人"]);
        // Another role ends the session.
        admin.post_form(path, &change("office", "gdast_acad")).await.is(303);
        office.get("/review").await.is(401);
        let board = board.later(at("2022-07-29 09:00"));
        board.signed_in("office1").await;
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::appointments(&mut tx, "example-office1").await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_themselves_another_role_or_closes_their_own_account() {
    let folder = pilotboard::testing::Folder::new();
    let board = Board::new(pilotboard::db::Db::open(&folder.url()).await.unwrap()).await;
    let admin = board.signed_in("admin").await;
    let own = "/admin/people/example-admin";
    let fields = [("name", "示例管理员"), ("role", "auditor"), ("unit", ""), ("reason", "试")];
    admin.post_form(own, &fields).await.is(403);
    admin.post_form("/admin/accounts/disable", &[("login", "admin")]).await.is(403);
    admin.post_form(&format!("{own}/handover"), &handover("2022-08-01", "jieren")).await.is(403);
    admin.post_form(&format!("{own}/invite"), &[]).await.is(403);
    let page = admin.get(own).await.is(200);
    hides(&page, &["办理交接", "停用 admin"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_works_once_for_seven_days_and_only_the_last_one_made() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let account = [("name", "新人"), ("login", "xinren"), ("role", "filer"), ("unit", "soc_road")];
        let made = admin.post_form("/admin/accounts", &account).await.is(200);
        let first = link(&made);
        hides(&admin.get("/admin").await.is(200), &[&first]);
        // Nobody can sign in before a password is chosen, with none or with any.
        let mut tx = db.read().await.unwrap();
        let found = store::by_login(&mut tx, "xinren", at("2022-07-29 09:00")).await.unwrap();
        drop(tx);
        let (_, kept) = found.expect("the account is open");
        for password in ["", " ", NEW] {
            assert!(!passwords::verify(password.to_owned(), Some(kept.clone())).await);
        }
        let again = link(&admin.post_form(&person_path(&db, "xinren").await, &[]).await.is(200));
        board.visitor().get(&first).await.is(404);
        for (password, again_typed, told) in
            [("short", "short", "密码应为12至128个字符"), (NEW, "a long enough phrase 2023", "两次输入的密码不一致")]
        {
            let typed = [("password", password), ("again", again_typed)];
            shows(&board.visitor().post_form(&again, &typed).await.is(422), &[told]);
        }
        let late = board.later(at("2022-08-05 08:40"));
        late.visitor().get(&again).await.is(404);
        choose(&late, &again, NEW).await.is(404);
        let chosen = choose(&board, &again, NEW).await.is(303);
        shows(&board.visitor().get(chosen.location()).await.is(200), &["密码已设好，请登录"]);
        choose(&board, &again, "another phrase 2022 x").await.is(404);
        board.visitor().get(&again).await.is(404);
        let person = signed_in(&board, "xinren", NEW).await;
        person.get("/my").await.is(200);
        // A reset ends the sessions begun with the old password, once it is used.
        let reset = link(&admin.post_form(&person_path(&db, "xinren").await, &[]).await.is(200));
        person.get("/my").await.is(200);
        choose(&board, &reset, "another phrase 2022 x").await.is(303);
        person.get("/my").await.is(401);
        // A closed account's link opens nothing.
        let last = link(&admin.post_form(&person_path(&db, "xinren").await, &[]).await.is(200));
        admin.post_form("/admin/accounts/disable", &[("login", "xinren")]).await.is(303);
        board.visitor().get(&last).await.is(404);
        let mut tx = db.read().await.unwrap();
        let kept: Vec<(String,)> = tx.sql("select hash from invitation").all().await.unwrap();
        assert!(kept.iter().all(|(hash,)| !first.contains(hash.as_str()) && !again.contains(hash.as_str())));
    })
    .await;
}

async fn person_path(db: &pilotboard::db::Db, login: &str) -> String {
    let mut tx = db.read().await.unwrap();
    let accounts = store::accounts(&mut tx).await.unwrap();
    let account = accounts.into_iter().find(|account| account.person.login == login).unwrap();
    format!("/admin/people/{}/invite", account.person.id)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_open_one_link_at_once_choose_one_password() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let invitation = link(&admin.post_form("/admin/people/example-soc_food/invite", &[]).await.is(200));
        let (one, other) = tokio::join!(
            choose(&board, &invitation, "the first phrase 2022"),
            choose(&board, &invitation, "the second phrase 2022")
        );
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort();
        assert_eq!(statuses, [303, 404]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_keeps_up_where_their_letters_go_and_a_successor_begins_with_an_address() {
    each(async |db| {
        let board = Board::new(db).await;
        let food = board.signed_in("soc_food").await;
        let wrong = food.post_form("/account/contact", &[("email", "food"), ("language", "en")]).await.is(422);
        shows(&wrong, &["邮箱应如 name@example.org"]);
        assert!(wrong.text.contains("value=\"food\""), "what was typed stays: {}", wrong.text);
        let said = [("email", "food@example.org"), ("language", "zh-Hant")];
        let kept = food.post_form("/account/contact", &said).await.is(303);
        let kept = food.get(kept.location()).await.is(200);
        shows(&kept, &["来信地址已保存"]);
        assert!(kept.text.contains("value=\"food@example.org\""), "{}", kept.text);
        let admin = board.signed_in("admin").await;
        let email = [("email", "next@example.org"), ("language", "zh-Hans")];
        let fields = [&handover("2022-07-29", "jieren")[..], &email[..]].concat();
        admin.post_form(&format!("{SEAT}/handover"), &fields).await.is(200);
        let mut tx = board.app.db.read().await.unwrap();
        let held = pilotboard::messages::store::readers(&mut tx, at("2022-07-29 09:00")).await.unwrap();
        assert!(held.iter().any(|reader| reader.person.login == "jieren" && reader.email == "next@example.org"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_their_password_is_signed_out_everywhere_else() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let (here, there) = (board.signed_in("soc_food").await, board.signed_in("soc_food").await);
        let change = |old: &'static str, new: &'static str| [("old", old), ("password", new), ("again", new)];
        shows(&here.post_form("/account/password", &change("wrong password", NEW)).await.is(422), &["现用密码不正确"]);
        let board = board.later(at("2022-07-29 08:31"));
        let here = here.at(&board);
        shows(
            &here.post_form("/account/password", &change(pilotboard::example::PASSWORD, "short")).await.is(422),
            &["密码应为12至128个字符"],
        );
        there.get("/my").await.is(200);
        let done = here.post_form("/account/password", &change(pilotboard::example::PASSWORD, NEW)).await.is(303);
        shows(&here.get(done.location()).await.is(200), &["密码已更改"]);
        there.at(&board).get("/my").await.is(401);
        signed_in(&board, "soc_food", NEW).await;
    })
    .await;
}

const HEAD: [&str; 6] = ["姓名*", "职务", "联系电话", "角色*", "单位", "账号*"];

fn sheet(rows: &[[&str; 6]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("人员").unwrap();
    for (column, text) in (0..).zip(HEAD) {
        sheet.write_string(0, column, text).unwrap();
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            match text.strip_prefix('=') {
                Some(formula) => sheet.write_formula(row, column, Formula::new(formula)).unwrap(),
                None => sheet.write_string(row, column, *text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

async fn bring(client: &Client, file: &[u8]) -> Answer {
    let csrf = &client.csrf;
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"_csrf\"\r\n\r\n{csrf}\r\n--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"people.xlsx\"\r\ncontent-type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let client = client.with("content-type", "multipart/form-data; boundary=edge");
    client.send(client.request(axum::http::Method::POST, "/admin/people/import", body)).await
}

/// The people of a preview, as a browser sends them on.
fn listed(page: &Answer) -> Vec<(String, String)> {
    let form = page.text.split("action=\"/admin/people/open\"").nth(1).unwrap_or_default();
    let part = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(html_escape::decode_html_entities(value).into_owned())
    };
    let tags = form.split("<input").skip(1);
    tags.filter_map(|tag| Some((part(tag, "name")?, part(tag, "value").unwrap_or_default())))
        .filter(|(name, _)| name != "_csrf")
        .collect()
}

async fn open(client: &Client, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post_form("/admin/people/open", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_of_people_is_taken_in_whole_or_not_at_all() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let count = async || {
            let mut tx = db.read().await.unwrap();
            store::accounts(&mut tx).await.unwrap().len()
        };
        let before = count().await;
        let good = ["甲", "秘书长", "020-1", "填报员", "省公路学会", "jia"];
        let wrong = bring(
            &admin,
            &sheet(&[
                good,
                ["", "", "", "填报员", "省公路学会", "yi"],
                ["丙", "", "", "报表员", "省公路学会", "bing"],
                ["丁", "", "", "填报员", "省公路协会", "jia"],
                ["戊", "", "", "审计员", "", "admin"],
            ]),
        )
        .await
        .is(422);
        shows(
            &wrong,
            &[
                "有5处需要修改，未导入任何人",
                "人员!A3 姓名*应填写，现为空",
                "人员!D4 角色*应为所列角色之一，现为“报表员”",
                "人员!E5 单位应为方案中的单位（是否为“省公路学会”？），现为“省公路协会”",
                "人员!F5 账号*应为与第2行不同的账号，现为“jia”",
                "人员!F6 账号*应为未被使用的账号，现为“admin”",
            ],
        );
        let formula = bring(&admin, &sheet(&[["=1+1", "", "", "填报员", "省公路学会", "jia"]])).await.is(422);
        shows(&formula, &["人员!A2 应为文字，现为公式“=1+1”"]);
        shows(&bring(&admin, &sheet(&[])).await.is(422), &["应至少有一行人员"]);
        let many = vec![good; 201];
        shows(&bring(&admin, &sheet(&many)).await.is(422), &["应不超过200人，现为201人"]);
        shows(&bring(&admin, b"%PDF-1.7").await.is(422), &["现为 PDF 文件"]);
        shows(&bring(&admin, b"").await.is(422), &["现未选或为空文件"]);
        // What is taken away can be brought back, and names nobody yet.
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            let template = admin.get(&format!("/admin/people/template?lang={lang}")).await.is(200);
            assert!(template.header("content-disposition").starts_with("attachment"));
            shows(&bring(&admin, &template.bytes).await.is(422), &["应至少有一行人员"]);
        }
        assert_eq!(count().await, before, "nothing is kept before it is said so");

        let other = ["乙", "", "", "reporting officer", "soc_quality", "yi@example"];
        let preview = bring(&admin, &sheet(&[good, other])).await.is(200);
        shows(&preview, &["将开设2个账号", "省质量协会"]);
        assert_eq!(count().await, before);
        let fields = listed(&preview);
        // One login is taken between the preview and the act: then nobody is taken in.
        let mut clash = fields.clone();
        clash.iter_mut().for_each(|(_, value)| {
            if value == "yi@example" {
                *value = "soc_food".to_owned();
            }
        });
        clash.retain(|(name, _)| name != "_idem");
        shows(&open(&admin, &clash).await.is(422), &["账号“soc_food”已被使用，全部未导入"]);
        assert_eq!(count().await, before);
        let opened = open(&admin, &fields).await.is(200);
        shows(&opened, &["已开设2个账号"]);
        assert_eq!(count().await, before + 2);
        let links = opened.text.matches("/invitation/").count();
        assert_eq!(links, 2);
        let twice = open(&admin, &fields).await.is(200);
        shows(&twice, &["此链接已生成并显示过一次"]);
        assert_eq!((count().await, twice.text.matches("/invitation/").count()), (before + 2, 0));
        choose(&board, &link(&opened), NEW).await.is(303);
        signed_in(&board, "jia", NEW).await.get("/my").await.is(200);
    })
    .await;
}

/// The second administrator of the example, signed in.
async fn second(board: &Board) -> Client {
    board.signed_in("admin2").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rights_of_the_office_are_given_by_two_administrators() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let path = "/admin/people/example-leader";
        let change = [("name", "示例领导"), ("role", "office"), ("unit", "gdast_acad"), ("reason", "分工调整")];
        let other = second(&board).await;
        admin.post_form(path, &change).await.is(303);
        let role = async || {
            let mut tx = db.read().await.unwrap();
            store::by_id(&mut tx, "example-leader").await.unwrap().unwrap().person.role
        };
        assert_eq!(role().await, Role::LeadingGroup, "a proposal changes nothing");
        let own = admin.get(path).await.is(200);
        shows(&own, &["待另一名系统管理员确认", "本人提出的"]);
        let id = other.get(path).await.is(200).field("proposal");
        let decide = [("proposal", id.as_str())];
        admin.post_form(&format!("{path}/confirm"), &decide).await.is(403);
        other.post_form(&format!("{path}/refuse"), &decide).await.is(422);
        let confirm = format!("{path}/confirm");
        let (first, again) = tokio::join!(other.post_form(&confirm, &decide), other.post_form(&confirm, &decide));
        let mut statuses = [first.status.as_u16(), again.status.as_u16()];
        statuses.sort();
        assert_eq!(statuses, [303, 409], "it is confirmed once");
        assert_eq!(role().await, Role::Office);
        shows(&admin.get(path).await.is(200), &["分工调整"]);
        // To take rights away, one is enough.
        let back = [("name", "示例领导"), ("role", "leading_group"), ("unit", ""), ("reason", "恢复")];
        admin.post_form(path, &back).await.is(303);
        assert_eq!(role().await, Role::LeadingGroup);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_of_annex_1_is_held_from_day_to_day() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let admin = board.signed_in("admin").await;
        let seat = "office/省科协学会学术部部长";
        let give = async |person: &str, since: &str| {
            let fields = [("seat", seat), ("person", person), ("since", since), ("reason", "任命")];
            admin.post_form("/admin/seats", &fields).await
        };
        give("example-office1", "2022-03-04").await.is(303);
        give("example-office2", "2022-07-01").await.is(303);
        shows(&give("example-office1", "2022-06-01").await.is(422), &["该席位已登记有2022-06-01或以后开始的任职人"]);
        shows(&admin.get("/admin/seats").await.is(200), &["2022-03-04 – 2022-06-30", "2022-07-01 –"]);
        let leader = board.signed_in("leader").await;
        let names = async |day: &str| words(&leader.get(&format!("/programme?as_at={day}")).await.is(200).text);
        assert!(names("2022-06-30").await.contains("2022-03-04 – 2022-06-30"));
        assert!(!names("2022-07-28").await.contains("2022-03-04 – 2022-06-30"));
        give("nobody", "2022-08-01").await.is(400);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rights_of_the_office_are_not_given_where_there_is_one_administrator() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let mut tx = db.write().await.unwrap();
        assert!(store::disable(&mut tx, "admin2", at("2022-07-01 09:00")).await.unwrap());
        tx.commit().await.unwrap();
        let admin = board.signed_in("admin").await;
        let change = [("name", "示例领导"), ("role", "office"), ("unit", "gdast_acad"), ("reason", "分工调整")];
        let alone = admin.post_form("/admin/people/example-leader", &change).await.is(422);
        shows(&alone, &["现只有您一名", "请先为另一人开设系统管理员账号"]);
    })
    .await;
}
