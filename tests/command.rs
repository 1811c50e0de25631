//! The command line as an operator uses it, on SQLite: what it says, and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

const PASSWORD: &str = "three lighthouses on a hill\n";

/// A data folder of its own, thrown away with everything in it.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("pilotboard-command-{}-{next}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pilotboard"));
        command.env_clear().env("PILOTBOARD_DATA_DIR", &self.0).env("PILOTBOARD_LISTEN", "127.0.0.1:0");
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Ended {
        let mut command = self.command(arguments);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        // Whoever needs no input may have ended before it is there.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// Runs what must succeed; answers what it printed.
    fn said(&self, arguments: &[&str], input: &str) -> String {
        let Ended { code, out, err } = self.run_with(arguments, input);
        assert_eq!(code, Some(0), "{arguments:?}: {err}");
        out
    }

    fn add(&self, login: &str, role: &str, unit: &str) -> String {
        self.said(&["account", "add", login, "--name", login, "--role", role, "--unit", unit], PASSWORD)
    }
}

/// A board that serves until it is dropped, and the lines it prints.
struct Serving(Child, Vec<String>);

impl Serving {
    fn start(folder: &Folder, lines: usize) -> Self {
        let mut child = folder.command(&["serve"]).stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let said = out.lines().take(lines).map(Result::unwrap).collect();
        Serving(child, said)
    }
}

impl Serving {
    /// What the board answers a script with this token.
    fn status(&self, token: &str) -> String {
        let address = self.1[0].rsplit_once("//").unwrap().1;
        let mut stream = TcpStream::connect(address).unwrap();
        let asked = format!(
            "GET /api/v1/programmes HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\r\n",
            token.trim()
        );
        stream.write_all(asked.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().to_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_sound_programme_file_is_counted_and_a_broken_one_gets_every_mistake_with_its_line() {
    let folder = Folder::new();
    let sound = folder.said(&["programme", "check", "programmes/gba-2022.toml"], "");
    assert!(sound.contains("programme 2022 is sound: 5 targets, 14 tasks"), "{sound}");

    let text = std::fs::read_to_string("programmes/gba-2022.toml").unwrap();
    let broken = folder.0.join("broken.toml");
    let text = text.replacen("id = \"T2\"", "id = \"T1\"", 1).replacen("2022-03-31", "2022-02-30", 1);
    std::fs::write(&broken, text).unwrap();
    let found = folder.run(&["programme", "check", broken.to_str().unwrap()]);
    assert_eq!((found.code, found.out.as_str()), (Some(65), ""));
    assert!(found.err.starts_with("pilotboard: 2 to mend\n"), "{}", found.err);
    for mistake in ["expected a day such as 2022-07-28, found 2022-02-30", "found \"T1\""] {
        assert!(found.err.lines().any(|line| line.contains(": line ") && line.contains(mistake)), "{}", found.err);
    }

    let missing = folder.run(&["programme", "check", "nowhere.toml"]);
    assert_eq!(missing.code, Some(74));
    assert!(missing.err.contains("nowhere.toml"), "{}", missing.err);
}

#[test]
fn a_programme_comes_into_force_once_it_is_imported() {
    let folder = Folder::new();
    assert_eq!(folder.said(&["programme", "list"], ""), "");
    let said = folder.said(&["programme", "import", "programmes/gba-2022.toml", "--reason", "the circular"], "");
    assert_eq!(said, "Programme 2022 is in force, edition 1.\n");
    assert!(folder.said(&["programme", "list"], "").starts_with("2022\t"));
}

#[test]
fn an_account_is_opened_listed_and_closed_and_every_step_is_sealed() {
    let folder = Folder::new();
    assert_eq!(folder.add("chen", "filer", "soc_food"), "chen\n");
    assert_eq!(folder.said(&["account", "list"], ""), "chen\tfiler\tsoc_food\tchen\topen\n");

    let token = folder.run(&["token", "create", "chen"]);
    assert!(token.out.starts_with("pb_") && token.out.trim().len() == 67, "the secret alone is printed for a script");
    let id = token.err.split(' ').nth(1).unwrap().to_owned();
    folder.said(&["token", "revoke", &id], "");
    let again = folder.run(&["token", "revoke", &id]);
    assert_eq!((again.code, again.err), (Some(65), format!("pilotboard: there is no token {id} in force\n")));

    folder.said(&["account", "disable", "chen"], "");
    assert!(folder.said(&["account", "list"], "").ends_with("\tclosed\n"));
    assert_eq!(folder.said(&["audit", "verify"], ""), "The chain is whole: 4 entries.\n");
}

#[test]
fn an_account_that_cannot_be_opened_says_why() {
    let folder = Folder::new();
    folder.add("chen", "filer", "soc_food");
    let cases: [(&[&str], &str, &str); 5] = [
        (&["chen", "--role", "filer", "--unit", "soc_food"], PASSWORD, "the account chen is taken"),
        (&["li", "--role", "filer", "--unit", "soc_food"], "short\n", "the password needs 12 to 128 characters"),
        (&["li", "--role", "filer"], PASSWORD, "the role filer needs --unit"),
        (&["li", "--role", "leading_group", "--unit", "soc_food"], PASSWORD, "stands for no unit"),
        (&["li", "--role", "filer", "--unit", "nowhere"], PASSWORD, "no programme has a unit \"nowhere\""),
    ];
    for (arguments, input, why) in cases {
        let arguments = [&["account", "add", "--name", "x"], arguments].concat();
        let ended = folder.run_with(&arguments, input);
        assert_eq!(ended.code, Some(65), "{arguments:?}");
        assert!(ended.err.contains(why), "{}", ended.err);
    }
    assert_eq!(folder.run(&["account", "disable", "nobody"]).code, Some(65));
    folder.said(&["account", "add", "root", "--name", "root", "--role", "administrator"], PASSWORD);
    let last = folder.run(&["account", "disable", "root"]);
    assert_eq!(last.code, Some(65));
    assert!(last.err.contains("only administrator"), "{}", last.err);
    let early = folder.run(&["programme", "import", "programmes/gba-2022.toml", "--from", "2021-01-01x"]);
    assert!(early.err.contains("2022-07-28"), "{}", early.err);
    assert_eq!(folder.run(&["token", "create", "nobody"]).code, Some(65));
}

#[test]
fn a_summary_exported_twice_is_the_same_file() {
    let folder = Folder::new();
    folder.said(&["programme", "import", "programmes/gba-2022.toml"], "");
    for format in ["docx", "xlsx"] {
        let export = |name: &str| {
            let file = folder.0.join(name);
            let path = file.to_str().unwrap();
            let half = ["export", "summary", "--half", "2022H1", "--format", format, "--as-at", "2022-06-30"];
            folder.said(&[&half[..], &["-o", path]].concat(), "");
            std::fs::read(file).unwrap()
        };
        let first = export("first");
        assert!(first.starts_with(b"PK"), "{format}");
        assert!(first == export("second"), "{format} differs");
    }
}

#[test]
fn a_board_that_nobody_has_set_up_prints_the_link_and_is_served_once() {
    let folder = Folder::new();
    let board = Serving::start(&folder, 2);
    assert!(board.1[0].starts_with("pilotboard listens on http://127.0.0.1:"), "{:?}", board.1);
    assert!(board.1[1].contains("/setup?token="), "{:?}", board.1);
    for exclusive in [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"]] {
        let other = folder.run(exclusive);
        assert_eq!(other.code, Some(75), "{exclusive:?}");
        assert!(other.err.contains("is in use by another pilotboard"), "{}", other.err);
    }
    drop(board);

    folder.add("chen", "filer", "soc_food");
    assert_eq!(Serving::start(&folder, 1).1.len(), 1);
}

#[test]
fn commands_work_beside_the_board_that_serves_and_it_knows_at_once() {
    let folder = Folder::new();
    let board = Serving::start(&folder, 2);
    folder.add("chen", "filer", "soc_food");
    let made = folder.run(&["token", "create", "chen"]);
    assert_eq!(board.status(&made.out), "200");
    let id = made.err.split(' ').nth(1).unwrap();
    folder.said(&["token", "revoke", id], "");
    assert_eq!(board.status(&made.out), "401");

    let file = folder.0.join("summary.xlsx");
    let path = file.to_str().unwrap();
    folder.said(&["export", "summary", "--half", "2022H1", "--format", "xlsx", "-o", path], "");
    assert!(std::fs::read(file).unwrap().starts_with(b"PK"));
    assert!(folder.said(&["audit", "verify"], "").starts_with("The chain is whole: 3 entries"));
}

#[test]
fn what_cannot_be_opened_is_named_without_its_password() {
    let folder = Folder::new();
    let ended = folder.run(&["migrate", "--database-url", "mysql://board:secret@localhost/board"]);
    assert_eq!(ended.code, Some(78));
    assert!(ended.err.contains("expected a database such as sqlite://FILE or postgres://"), "{}", ended.err);
    assert!(!ended.err.contains("secret"));
    let said = folder.said(&["migrate"], "");
    assert_eq!(said, "The database is up to date.\n");
}

#[test]
fn what_goes_out_next_is_listed_and_given_at_its_hour() {
    let folder = Folder::new();
    folder.add("chen", "filer", "soc_food");
    folder.said(&["account", "contact", "chen", "--email", "chen@example.org", "--language", "en"], "");
    let wrong = folder.run(&["account", "contact", "chen", "--email", "chen"]);
    assert_eq!(wrong.err, "pilotboard: --email should look like name@example.org, is \"chen\"\n");
    let at = |moment: &str, arguments: &[&str]| folder.said(&[&["--clock", moment][..], arguments].concat(), "");
    let next = at("2022-07-27T09:00+08:00", &["reminders", "preview", "--lines", "19"]);
    let lines: Vec<&str> = next.lines().collect();
    assert!(
        lines.len() == 19 && lines[..18].iter().all(|line| line.starts_with("2022-07-27 10:00\teve\t2022-07\t")),
        "{next}"
    );
    assert!(lines[18].starts_with("2022-07-28 15:00\tlast_day\t") && next.contains("\tsoc_food\t省食品学会"), "{next}");
    // Without a way out it is shown on the board alone, and not twice.
    let nothing = "0 messages tried; what became of each stands on /reminders.\n";
    assert_eq!(at("2022-07-27T10:00+08:00", &["reminders", "send-now"]), nothing);
    let after = at("2022-07-27T10:01+08:00", &["reminders", "preview", "--lines", "1"]);
    assert!(after.starts_with("2022-07-28 15:00\t"), "{after}");
}

#[test]
fn a_setting_that_cannot_be_used_is_said_before_the_board_serves() {
    let folder = Folder::new();
    let wrong = folder.run(&["--smtp-url", "smtp://board:secret@mail.example.org", "serve"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(78), ""));
    assert!(
        wrong.err.contains("PILOTBOARD_SMTP_URL should look like") && !wrong.err.contains("secret@"),
        "{}",
        wrong.err
    );
    let nobody = folder.run(&["--smtp-url", "smtps://mail.example.org", "serve"]);
    assert!(nobody.code == Some(78) && nobody.err.contains("PILOTBOARD_SMTP_FROM"), "{}", nobody.err);
}
