//! What leaves the board: letters through a real mail server, a line to the bot of a group, and who of several
//! boards sends it. The mail server is `tests/mail_server.py`, on Debian's python3-aiosmtpd.

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use chrono::{DateTime, TimeDelta, Utc};
use pilotboard::db::Db;
use pilotboard::delivery::Delivery;
use pilotboard::language::Lang;
use pilotboard::messages::recipients::{Kind, Recipient};
use pilotboard::messages::store::Wanted;
use pilotboard::messages::store::issued::{Issued, add, recipients, send_issued};
use pilotboard::messages::store::{log, set_contact};
use pilotboard::messages::{self, File, Outlets, Way};
use pilotboard::problem::{Forbidden, Problem};
use pilotboard::programme::file::built_in;
use pilotboard::settings::{Outgoing, Settings};
use pilotboard::testing::{self, Folder, actor, at, each, file, furnish, key};
use pilotboard::web::{App, Clock, postman};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};

/// A mail server of its own for one test.
struct MailServer {
    child: Child,
    said: BufReader<ChildStdout>,
    port: u16,
}

impl MailServer {
    fn start(certificate: Option<(&Path, &Path)>) -> Self {
        let has_it = |python: &&str| {
            let asked = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
            asked.is_ok_and(|status| status.success())
        };
        let python = ["/usr/bin/python3", "python3"].into_iter().find(has_it);
        let python = python.expect("the mail server of the tests is there: apt-get install python3-aiosmtpd");
        let mut command = Command::new(python);
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail_server.py"));
        if let Some((certificate, key)) = certificate {
            command.arg(certificate).arg(key);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the mail server starts");
        let mut said = BufReader::new(child.stdout.take().expect("it speaks"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says its port");
        let port = line.trim().parse().expect("a port");
        MailServer { child, said, port }
    }

    /// The next letter it has taken.
    fn letter(&mut self) -> Value {
        let mut line = String::new();
        self.said.read_line(&mut line).expect("the server is there");
        serde_json::from_str(&line).expect("a letter")
    }

    fn letters(&mut self, count: usize) -> Vec<Value> {
        (0..count).map(|_| self.letter()).collect()
    }

    /// Everything else it has taken, once it is told to stop.
    fn rest(mut self) -> usize {
        self.child.kill().expect("the server ends");
        (&mut self.said).lines().count()
    }

    fn settings(&self) -> Outgoing {
        Outgoing {
            smtp_url: Some(format!("smtp://127.0.0.1:{}?tls=none", self.port)),
            smtp_from: Some("省科协办公室 <board@example.org>".to_owned()),
            ..Outgoing::default()
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A board at a moment in Shanghai that sends through `outgoing`.
struct Sender {
    app: App,
    delivery: Delivery,
    _folder: Folder,
}

impl Sender {
    fn new(db: &Db, moment: DateTime<Utc>, outgoing: Outgoing) -> Self {
        let folder = Folder::new();
        let delivery = Delivery::new(&outgoing, false).expect("the settings are right");
        let settings = Settings {
            outgoing,
            public_url: Some("https://board.example.org".into()),
            ..Settings::for_tests(folder.path())
        };
        let app = App::new(db.clone(), Clock::started_at(Some(moment)), key(), settings, false);
        Sender { app, delivery, _folder: folder }
    }

    async fn round(&self) -> usize {
        postman::round(&self.app, &self.delivery).await.expect("the outbox is looked after")
    }
}

/// Everybody but the units named has filed July; each of those has an address that begins with `name`.
async fn all_but(db: &Db, late: &[(&str, &str)]) {
    furnish(db).await;
    for unit in built_in().expected_on(built_in().reporting.start) {
        if late.iter().all(|(owing, _)| *owing != unit) {
            let nil = pilotboard::reports::Draft { nil: true, ..Default::default() };
            file(db, unit, "2022-07", nil, at("2022-07-21 08:00")).await.expect("a nil return is filed");
        }
    }
    let mut tx = db.write().await.unwrap();
    for (unit, name) in late {
        set_contact(&mut tx, unit, &format!("{name}@example.org"), Lang::ZhHans).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// State, tries and outcome of each message by mail, the oldest first.
async fn mailed(db: &Db) -> Vec<(String, i64, String)> {
    let mut tx = db.read().await.unwrap();
    let mut logged = log(&mut tx, "2022", &Wanted::default(), 1000).await.unwrap();
    logged.reverse();
    let mailed = logged.into_iter().filter(|message| message.way != Way::Board);
    mailed.map(|message| (message.state.to_string(), message.tries, message.outcome)).collect()
}

fn is(state: &str, tries: i64, outcome: &str) -> (String, i64, String) {
    (state.to_owned(), tries, outcome.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_reaches_one_person_in_their_language_and_nobody_twice() {
    each(async |db| {
        let mut server = MailServer::start(None);
        all_but(&db, &[("soc_food", "chen"), ("dg_ast", "zhang")]).await;
        let mut tx = db.write().await.unwrap();
        set_contact(&mut tx, "head_soc_food", "head@example.org", Lang::En).await.unwrap();
        tx.commit().await.unwrap();
        let board = Sender::new(&db, at("2022-07-29 09:00"), server.settings());
        assert_eq!(board.round().await, 3);
        let letters = server.letters(3);
        let to = |address: &str| letters.iter().find(|letter| letter["to"][0] == address).expect("it arrived");
        let letter = to("chen@example.org");
        assert_eq!(
            (letter["from"].as_str(), letter["to"].as_array().map(Vec::len)),
            (Some("board@example.org"), Some(1))
        );
        let header = |name: &str| letter["headers"][name].as_str().unwrap_or_default();
        assert_eq!(header("Subject"), "7月月报：已逾期1天");
        assert_eq!(header("From"), "省科协办公室 <board@example.org>");
        assert_eq!(header("To"), "soc_food <chen@example.org>");
        assert_eq!((header("Auto-Submitted"), header("Content-Language")), ("auto-generated", "zh-Hans"));
        assert!(header("Message-ID").ends_with("@example.org>"), "{}", header("Message-ID"));
        let dated = DateTime::parse_from_rfc2822(header("Date")).expect("a date of a letter");
        assert!((dated.to_utc() - at("2022-07-29 09:00")).abs() < TimeDelta::minutes(1));
        assert!(
            letter["ascii"] == true && letter["headers"].get("Cc").is_none() && letter["headers"].get("Bcc").is_none()
        );
        let text = letter["text"].as_str().unwrap();
        for said in [
            "省食品学会：",
            "7月月报应于7月28日前报送，已逾期1天，仍可提交",
            "https://board.example.org/my/reports/2022-07?lang=zh-Hans",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("东莞") && !text.contains('@'), "{text}");
        // The head hears of it too, each in their own language.
        assert_eq!(to("head@example.org")["headers"]["Subject"], "July report: one day late");
        assert_eq!(mailed(&db).await, vec![is("sent", 1, ""); 3]);
        // Again, later that day, and by a second board: nothing.
        assert_eq!(board.round().await, 0);
        let other = Sender::new(&db, at("2022-07-29 11:00"), server.settings());
        assert_eq!(other.round().await, 0);
        assert_eq!(server.rest(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_boards_on_one_database_one_sends_each_letter() {
    each(async |db| {
        let mut server = MailServer::start(None);
        let late: Vec<(&str, &str)> =
            built_in().expected_on(built_in().reporting.start).into_iter().map(|unit| (unit, unit)).collect();
        all_but(&db, &late).await;
        let boards: Vec<Sender> = (0..3).map(|_| Sender::new(&db, at("2022-07-28 15:00"), server.settings())).collect();
        let (a, b, c) = tokio::join!(boards[0].round(), boards[1].round(), boards[2].round());
        // A board that found another at work on every letter may have left some for the next round.
        let left = boards[0].round().await;
        assert_eq!(a + b + c + left, 18, "{a} {b} {c} {left}");
        let letters = server.letters(18);
        let mut to: Vec<String> = letters.iter().map(|letter| letter["to"][0].to_string()).collect();
        to.sort();
        to.dedup();
        assert_eq!(to.len(), 18);
        assert_eq!(mailed(&db).await, vec![is("sent", 1, ""); 18]);
        assert_eq!(server.rest(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_server_is_asked_again_a_mailbox_that_is_not_there_is_given_up() {
    each(async |db| {
        let mut server = MailServer::start(None);
        all_but(&db, &[("soc_food", "later.chen"), ("dg_ast", "never.zhang")]).await;
        let now = at("2022-07-28 15:00");
        assert_eq!(Sender::new(&db, now, server.settings()).round().await, 2);
        let mut held = mailed(&db).await;
        held.sort();
        assert_eq!(held, [is("failed", 1, "SMTP 550"), is("waiting", 1, "SMTP 451")]);
        // Not before its time; then it is taken, under the same name.
        assert_eq!(Sender::new(&db, now + TimeDelta::seconds(50), server.settings()).round().await, 0);
        assert_eq!(Sender::new(&db, now + TimeDelta::minutes(2), server.settings()).round().await, 1);
        assert_eq!(server.letter()["to"][0], "later.chen@example.org");
        let mut held = mailed(&db).await;
        held.sort();
        assert_eq!(held, [is("failed", 1, "SMTP 550"), is("sent", 2, "")]);
        assert_eq!(server.rest(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_files_before_the_letter_is_out_gets_none_and_nothing_is_sent_after_hours() {
    each(async |db| {
        let server = MailServer::start(None);
        all_but(&db, &[("soc_food", "later.chen"), ("dg_ast", "zhang")]).await;
        // Nobody listens at this door: both letters wait.
        let nowhere = Outgoing { smtp_url: Some("smtp://127.0.0.1:1?tls=none".into()), ..server.settings() };
        assert_eq!(Sender::new(&db, at("2022-07-28 15:00"), nowhere).round().await, 2);
        assert_eq!(mailed(&db).await, vec![is("waiting", 1, "no answer"); 2]);
        let nil = pilotboard::reports::Draft { nil: true, ..Default::default() };
        file(&db, "soc_food", "2022-07", nil, at("2022-07-28 15:01")).await.unwrap();
        // What was not out by the end of the day stays here.
        assert_eq!(Sender::new(&db, at("2022-07-28 18:00"), server.settings()).round().await, 2);
        let mut held = mailed(&db).await;
        held.sort();
        assert_eq!(held, vec![is("dropped", 2, "too late"); 2]);
        // On the next morning whoever is late by then is told so, with the day's own words.
        assert_eq!(Sender::new(&db, at("2022-07-29 09:00"), server.settings()).round().await, 1);
        assert_eq!(mailed(&db).await.last(), Some(&is("sent", 1, "")));
        assert_eq!(server.rest(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_files_while_its_letter_waits_is_not_reminded() {
    each(async |db| {
        let server = MailServer::start(None);
        all_but(&db, &[("soc_food", "later.chen")]).await;
        assert_eq!(Sender::new(&db, at("2022-07-28 15:00"), server.settings()).round().await, 1);
        let nil = pilotboard::reports::Draft { nil: true, ..Default::default() };
        file(&db, "soc_food", "2022-07", nil, at("2022-07-28 15:01")).await.unwrap();
        assert_eq!(Sender::new(&db, at("2022-07-28 15:05"), server.settings()).round().await, 1);
        assert_eq!(mailed(&db).await, [is("dropped", 2, "filed")]);
        assert_eq!(server.rest(), 0);
    })
    .await;
}

/// An authority of the test's own, and a certificate of it for this machine.
fn certificates(folder: &Path) -> (PathBuf, PathBuf, PathBuf) {
    let path = |name: &str| folder.join(name);
    let run = |arguments: &[&str]| {
        let status = Command::new("openssl").args(arguments).current_dir(folder).stderr(Stdio::null()).status();
        assert!(status.is_ok_and(|status| status.success()), "openssl {arguments:?}: apt-get install openssl");
    };
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    run(&[
        &["req", "-x509"],
        &key[..],
        &["-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test authority"],
    ]
    .concat());
    run(&[&["req"], &key[..], &["-keyout", "mail.key", "-out", "mail.csr", "-subj", "/CN=localhost"]].concat());
    std::fs::write(path("names"), "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n").unwrap();
    run(&[
        "x509",
        "-req",
        "-in",
        "mail.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        "names",
        "-out",
        "mail.pem",
    ]);
    (path("ca.pem"), path("mail.pem"), path("mail.key"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_wants_starttls_and_a_password_gets_both_and_a_stranger_gets_neither() {
    let folder = Folder::new();
    let (authority, certificate, its_key) = certificates(folder.path());
    let mut server = MailServer::start(Some((&certificate, &its_key)));
    let secret = folder.path().join("credentials");
    std::fs::write(&secret, "board\nsecret\n").unwrap();
    let db = Db::open(&folder.url()).await.unwrap();
    all_but(&db, &[("soc_food", "chen")]).await;
    let secure = Outgoing {
        smtp_url: Some(format!("smtp://localhost:{}", server.port)),
        smtp_credentials: Some(secret),
        smtp_ca: Some(authority),
        ..server.settings()
    };
    // Without the authority the server is a stranger: it learns nothing.
    let strange = Outgoing { smtp_ca: None, ..secure.clone() };
    assert_eq!(Sender::new(&db, at("2022-07-28 15:00"), strange).round().await, 1);
    let (state, _, why) = mailed(&db).await.pop().unwrap();
    assert!(state == "waiting" && ["secure", "no answer"].contains(&why.as_str()), "{state} {why}");
    assert_eq!(Sender::new(&db, at("2022-07-28 15:05"), secure).round().await, 1);
    let letter = server.letter();
    assert!(letter["tls"] == true && letter["to"][0] == "chen@example.org");
    assert_eq!(server.rest(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_told_once_that_something_is_due_and_never_from_whom() {
    type Heard = Arc<Mutex<Vec<Value>>>;
    async fn hear(State(heard): State<Heard>, body: String) -> String {
        let mut heard = heard.lock().unwrap();
        heard.push(serde_json::from_str(&body).unwrap());
        // The first time it is asked too often.
        if heard.len() == 1 {
            r#"{"errcode":45009,"errmsg":"freq out of limit"}"#.into()
        } else {
            r#"{"errcode":0,"errmsg":"ok"}"#.into()
        }
    }
    let heard = Heard::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = Router::new().route("/send", post(hear)).with_state(Arc::clone(&heard));
    let bot = tokio::spawn(async move { axum::serve(listener, router).await });
    let folder = Folder::new();
    let file = folder.path().join("webhook");
    std::fs::write(&file, format!("http://127.0.0.1:{port}/send?key=abc\n")).unwrap();
    let db = Db::open(&folder.url()).await.unwrap();
    all_but(&db, &[("soc_food", "chen"), ("dg_ast", "zhang")]).await;
    let outgoing = Outgoing { webhook: Some(file), ..Outgoing::default() };
    let now = at("2022-07-28 15:00");
    assert_eq!(Sender::new(&db, now, outgoing.clone()).round().await, 1);
    assert_eq!(mailed(&db).await, [is("waiting", 1, "errcode 45009")]);
    assert_eq!(Sender::new(&db, now + TimeDelta::minutes(2), outgoing.clone()).round().await, 1);
    assert_eq!(Sender::new(&db, now + TimeDelta::minutes(9), outgoing).round().await, 0);
    bot.abort();
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 2);
    let said = heard[1]["text"]["content"].as_str().unwrap();
    assert!(
        heard[1]["msgtype"] == "text"
            && said.contains("7月月报今日24:00截止")
            && said.contains("https://board.example.org/my"),
        "{said}"
    );
    for unit in &built_in().units {
        assert!(!said.contains(&unit.name.zh_hans), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issued_document_goes_to_its_list_as_an_attachment_and_not_before() {
    each(async |db| {
        let mut server = MailServer::start(None);
        furnish(&db).await;
        let now = at("2022-08-03 16:00");
        let (office, leader) = (actor(&testing::office(), now), actor(&testing::leader(), now));
        // Before somebody issues it nothing goes, however long one waits.
        assert_eq!(Sender::new(&db, now + TimeDelta::days(60), server.settings()).round().await, 0);
        let mut tx = db.write().await.unwrap();
        let names = [
            (Kind::Below, "各试点单位", "units"),
            (Kind::Above, "中国科协", "cast"),
            (Kind::Beside, "省人社厅", "hrss"),
        ];
        for (kind, name, address) in names {
            let recipient = Recipient {
                id: String::new(),
                kind,
                name: name.into(),
                address: format!("{address}@example.org"),
                lang: Lang::ZhHans,
            };
            add(&mut tx, "2022", &recipient, &office, &key()).await.unwrap();
        }
        let to = recipients(&mut tx, "2022").await.unwrap();
        assert_eq!(to.iter().map(|to| to.kind).collect::<Vec<_>>(), Kind::ALL);
        let files = [File {
            name: "工作简报第5期.pdf".into(),
            media: "application/pdf".into(),
            bytes: b"%PDF-1.7\n\x00\xff".to_vec(),
        }];
        let issued = |issued_at| Issued {
            programme: "2022",
            document: "briefing 2022-5",
            title: "工作简报〔2022〕第5期",
            issuer: "广东省科学技术协会",
            issued_at,
            send_at: issued_at,
        };
        let outlets = Outlets { mail: true, bot: false, example: false };
        let forbidden = Err(Problem::Forbidden(Forbidden::Role));
        // Not before it is issued, and not by somebody who only reads.
        let early = issued(now + TimeDelta::hours(1));
        assert_eq!(send_issued(&mut tx, &early, &files, &to, outlets, &office, &key()).await, forbidden);
        let document = issued(now);
        assert_eq!(send_issued(&mut tx, &document, &files, &to, outlets, &leader, &key()).await, forbidden);
        assert_eq!(send_issued(&mut tx, &document, &files, &to, outlets, &office, &key()).await, Ok(3));
        assert_eq!(send_issued(&mut tx, &document, &files, &to, outlets, &office, &key()).await, Ok(0));
        tx.commit().await.unwrap();
        assert_eq!(Sender::new(&db, now, server.settings()).round().await, 3);
        for letter in server.letters(3) {
            assert_eq!(letter["to"].as_array().map(Vec::len), Some(1));
            assert_eq!(letter["headers"]["Subject"], "工作简报〔2022〕第5期");
            let file = &letter["files"][0];
            assert_eq!(
                (file["name"].as_str(), file["type"].as_str()),
                (Some("工作简报第5期.pdf"), Some("application/pdf"))
            );
            assert_eq!(file["bytes"], "JVBERi0xLjcKAP8=");
            let text = letter["text"].as_str().unwrap();
            assert!(
                text.contains("现将《工作简报〔2022〕第5期》随信附上") && text.contains("广东省科学技术协会"),
                "{text}"
            );
            assert_eq!(names.iter().filter(|(_, name, _)| text.contains(name)).count(), 1, "{text}");
        }
        // What is to be sent later waits for its moment; never for one before it was issued.
        let mut tx = db.write().await.unwrap();
        let later = now + TimeDelta::hours(20);
        let scheduled = Issued { document: "briefing 2022-7", send_at: later, ..document.clone() };
        assert_eq!(send_issued(&mut tx, &scheduled, &files, &to, outlets, &office, &key()).await, Ok(3));
        let before = Issued { send_at: now - TimeDelta::hours(1), ..scheduled };
        assert_eq!(send_issued(&mut tx, &before, &files, &to, outlets, &office, &key()).await, forbidden);
        tx.commit().await.unwrap();
        assert_eq!(Sender::new(&db, later - TimeDelta::minutes(1), server.settings()).round().await, 0);
        assert_eq!(Sender::new(&db, later, server.settings()).round().await, 3);
        for letter in server.letters(3) {
            assert_eq!(letter["headers"]["Subject"], "工作简报〔2022〕第5期");
            let file = &letter["files"][0];
            assert_eq!(
                (file["name"].as_str(), file["bytes"].as_str()),
                (Some("工作简报第5期.pdf"), Some("JVBERi0xLjcKAP8="))
            );
        }
        assert_eq!(server.rest(), 0);
        // Nothing goes anywhere where no way is configured, and the log says so.
        let mut tx = db.write().await.unwrap();
        let other = Issued { document: "briefing 2022-6", ..document };
        let none = messages::Outlets::default();
        assert_eq!(send_issued(&mut tx, &other, &files, &to, none, &office, &key()).await, Ok(3));
        tx.commit().await.unwrap();
        assert_eq!(mailed(&db).await.last(), Some(&is("failed", 0, "no way")));
    })
    .await;
}
