//! Documents from the first draft to what is kept of them years later, through the front door.

use pilotboard::db::Db;
use pilotboard::documents::store;
use pilotboard::language::Lang;
use pilotboard::messages::recipients::{Kind, Recipient};
use pilotboard::messages::store as messages;
use pilotboard::programme::file::{BUILT_IN, built_in};
use pilotboard::programme::store::install;
use pilotboard::reports::{Direction, Origin};
use pilotboard::testing::actors::{Answer, Board, Client, action, words};
use pilotboard::testing::{self, Folder, accept, act, at, consolidator, each, filer, recognised};

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

const JULY: &str = "/briefings/2022-5";

/// The value of the first button whose label begins so.
#[track_caller]
fn button(page: &Answer, label: &str) -> String {
    let buttons = page.text.split("<button").skip(1).filter_map(|rest| rest.split("</button>").next());
    let found = buttons.map(str::to_owned).find(|button| button.contains(label));
    let found = found.unwrap_or_else(|| panic!("{} has no button {label}", page.sent));
    found.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

async fn press(client: &Client, page: &Answer, label: &str, more: &[(&str, &str)]) -> Answer {
    let value = button(page, label);
    let mut fields = vec![("act", value.as_str())];
    fields.extend(more);
    client.post_form(&action(page, "/text"), &fields).await
}

/// Presses a button that leads somewhere, and goes there.
async fn follow(client: &Client, page: &Answer, label: &str, more: &[(&str, &str)]) -> Answer {
    let answer = press(client, page, label, more).await.is(303);
    let to = answer.location().split('#').next().unwrap().to_owned();
    client.get(&to).await.is(200)
}

async fn step(client: &Client, path: &str, step: &str, more: &[(&str, &str)]) -> Answer {
    let page = client.get(path).await.is(200);
    let lock = steps_lock(&page);
    let mut fields = vec![("action", step), ("lock", lock.as_str())];
    fields.extend(more);
    client.post_form(&action(&page, "/steps"), &fields).await
}

/// The lock that the form of the steps carries.
#[track_caller]
fn steps_lock(page: &Answer) -> String {
    let form = page.text.split("/steps").nth(1).unwrap_or_else(|| panic!("{} has no next step", page.sent));
    let field = form.split("name=\"lock\"").nth(1).unwrap();
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_edited_piece_by_piece_and_a_number_cannot_be_mistyped() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    let page = office.get(JULY).await.is(200);
    for said in ["拟稿", "素材", "校核：", "2个单位本期月报未核", "处数字与图号绑定"] {
        assert!(page.text.contains(said), "{said}");
    }
    // The lead is opened: its numbers stand with their values and names.
    let open = follow(&office, &page, "aria-label=\"编辑 导语", &[]).await;
    let text = open.text.split("name=\"text\"").nth(1).unwrap().split("</textarea>").next().unwrap().to_owned();
    assert!(text.contains("{{41|T1}}") && text.contains("{{2022年7月28日|day}}"), "{text}");
    let piece = open.field("piece");
    let lock = open.field("lock");
    let typed = "截至{{2022年7月28日|day}}，落地执业{{42|T1}}人，互认{{T9}}人。";
    let fields = [("act", "save"), ("piece", &piece), ("lock", &lock), ("kind", "lead"), ("text", typed)];
    let wrong = office.post_form(&action(&open, "/text"), &fields).await.is(422);
    for said in ["T1现为41，不是“42”", "“T9”不是方案里的图号", "{{42|T1}}"] {
        assert!(wrong.text.contains(said), "{said}");
    }
    // One that lost a brace takes none of the others with it, and all that was typed comes back.
    let typed = "落地执业{{41|T1}人，互认{{62|T2}}人。";
    let fields = [("act", "save"), ("piece", &piece), ("lock", &lock), ("kind", "lead"), ("text", typed)];
    let wrong = office.post_form(&action(&open, "/text"), &fields).await.is(422);
    assert!(wrong.text.contains(typed) && !wrong.text.contains("不是方案里的图号"), "{}", wrong.text);
    // A number that is pressed goes to the end of what was typed, and loses nothing of what is not right yet.
    let chip = format!("chip {piece} T2");
    let fields = [("act", chip.as_str()), ("piece", &piece), ("lock", &lock), ("kind", "lead"), ("text", typed)];
    let more = office.post_form(&action(&open, "/text"), &fields).await.is(422);
    assert!(more.text.contains(&format!("{typed}{{{{T2}}}}")), "{}", more.text);
    let typed = "截至{{2022年7月28日|day}}，落地执业{{41|T1}}人，互认{{T2}}人，走访173家。";
    let fields = [("act", "save"), ("piece", &piece), ("lock", &lock), ("kind", "lead"), ("text", typed)];
    office.post_form(&action(&open, "/text"), &fields).await.is(303);
    let page = office.get(JULY).await.is(200);
    assert!(page.text.contains("href=\"/figures/T2"), "a number leads to its figure");
    assert!(page.text.contains("数字“173”与已核数据都不相符"));
    // In another language what the office wrote stands as it was written, and is said to.
    let english = office.get("/briefings/2022-5?lang=en").await.is(200);
    let own = english.text.split("Written by the Office in the original").nth(1).expect("it is marked");
    assert!(own.contains("走访173家") && english.text.contains("Errata of figures printed earlier"));
    // Whoever reads sees the text and no tools.
    let leader = board.signed_in("leader").await.get(JULY).await.is(200);
    assert!(leader.text.contains("走访173家") && !leader.text.contains("name=\"act\""));
    let food = board.signed_in("soc_food").await;
    food.post_form(&action(&page, "/text"), &[("act", "save")]).await.is(403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_composed_waits_for_a_place_and_other_pages_do_not_wait_for_it() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    let mut busy = Vec::new();
    for _ in 0..2 {
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let press = board.app.press.clone();
        let (told, taken) = tokio::sync::oneshot::channel();
        let held = tokio::spawn(async move {
            press.print(move |_, _| told.send(()).and(wait.recv().map_err(|_| ()))).await.unwrap().unwrap_err();
        });
        taken.await.unwrap();
        busy.push((go, held));
    }
    for path in
        [JULY, "/summaries/2022H1?as_at=2022-06-29", "/briefings", "/briefings/2022-5/docx", "/briefings/2022-5/txt"]
    {
        let asked = tokio::time::timeout(std::time::Duration::from_millis(300), office.get(path)).await;
        assert!(asked.is_err(), "{path} found a place");
    }
    office.get("/overview").await.is(200);
    for (go, held) in busy {
        drop(go);
        held.await.unwrap();
    }
    for path in [JULY, "/summaries/2022H1?as_at=2022-06-29", "/briefings", "/briefings/2022-5/txt"] {
        office.get(path).await.is(200);
    }
}

/// The text of each piece of a draft, and whether it is marked.
fn pieces(page: &Answer) -> Vec<(String, bool)> {
    let parts = page.text.split("<section id=\"p-").skip(1);
    let parts = parts.map(|part| part.split("</section>").next().unwrap().to_owned());
    parts
        .map(|part| {
            let marked = part.contains("class=\"piece moved\"");
            let said = part.split("class=\"document\">").nth(1).unwrap_or_default().to_owned();
            (said.split("<ul class=\"flags\"").next().unwrap().to_owned(), marked)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn where_one_accepted_figure_changes_only_the_sentences_bound_to_it_change_and_are_marked() {
    each(async |db| {
        let board = Board::new(db).await;
        let before = pieces(&board.signed_in("office1").await.get(JULY).await.is(200));
        // Dongguan's report comes in: one more established in practice there.
        let counts = vec![testing::practising(None, Origin::Hk, 1)];
        let now = at("2022-07-29 09:00");
        testing::file(&board.app.db, "dg_ast", "2022-07", testing::draft(counts), now).await.unwrap();
        accept(&board.app.db, "dg_ast", "2022-07", at("2022-07-29 09:10")).await.unwrap();
        let office = board.later(at("2022-07-29 09:20")).signed_in("office1").await;
        let page = office.get(JULY).await.is(200);
        let after = pieces(&page);
        assert_eq!(before.len(), after.len());
        let mut moved = 0;
        for ((old, was_marked), (new, marked)) in before.iter().zip(&after) {
            // Tables and annexes are composed afresh each time: only what was written is marked. One count of the
            // example has moved before.
            if new.contains("<table") || new.contains("<figure") {
                continue;
            }
            let apart = old != new;
            assert_eq!(apart || *was_marked, *marked, "{old}\n{new}");
            moved += usize::from(apart);
            assert!(!apart || new.contains("/figures/T1") || new.contains("未核"), "{new}");
        }
        // Title, lead, and the paragraph of practice.
        assert!((3..=4).contains(&moved), "{moved}");
        assert!(page.text.contains("由41变为42，请看前后文字是否仍然成立"));
        // Once it has been written again, it is no longer marked.
        let open = follow(&office, &page, "aria-label=\"编辑 导语", &[]).await;
        let (piece, lock) = (open.field("piece"), open.field("lock"));
        let fields = [
            ("act", "save"),
            ("piece", &piece),
            ("lock", &lock),
            ("kind", "lead"),
            ("text", "截至{{day}}，落地执业{{T1}}人，东莞已补报。"),
        ];
        office.post_form(&action(&open, "/text"), &fields).await.is(303);
        let again = pieces(&office.get(JULY).await.is(200));
        let count = |all: &[(String, bool)]| all.iter().filter(|(_, marked)| *marked).count();
        assert_eq!(count(&again), count(&after) - 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_open_a_piece_at_once_one_has_it() {
    each(async |db| {
        let board = Board::new(db).await;
        let (one, two) = (board.signed_in("office1").await, board.signed_in("office2").await);
        let page = one.get(JULY).await.is(200);
        let to = action(&page, "/text");
        let ids: Vec<String> = page
            .text
            .split("value=\"edit ")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect();
        for id in ids.iter().take(8) {
            let edit = format!("edit {id}");
            let (first, second) = (&[("act", edit.as_str())], &[("act", edit.as_str())]);
            let (first, second) = tokio::join!(one.post_form(&to, first), two.post_form(&to, second));
            let mut answers = [first.status, second.status].map(|status| status.as_u16());
            answers.sort_unstable();
            assert_eq!(answers, [303, 409], "{id}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_sees_a_draft_as_it_will_be_printed_and_takes_a_proof_away() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    let plain = office.get(JULY).await.is(200);
    assert!(plain.text.contains("按印发版式看各页") && !plain.text.contains("<ol class=\"sheets\""));
    let page = office.get(&format!("{JULY}?layout=on")).await.is(200);
    let sheets = page.text.split("<ol class=\"sheets\"").nth(1).unwrap();
    let sources: Vec<String> = sheets
        .split("src=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|source| source.starts_with("/documents/"))
        .map(|source| source.replace("&amp;", "&"))
        .collect();
    assert!(sources.len() > 3, "{sources:?}");
    let first = office.get(&sources[0]).await.is(200);
    assert!(first.bytes.starts_with(b"\x89PNG"));
    // What no longer says so is drawn as it is now; there is no page beyond the last.
    let path = sources[0].split('?').next().unwrap();
    assert!(office.get(path).await.is(200).bytes == first.bytes);
    office.get(&path.replace("pages/1", "pages/99")).await.is(404);
    let proof = path.replace("pages/1", "proof");
    assert!(office.get(&proof).await.is(200).bytes.starts_with(b"%PDF"));
    for login in ["leader", "soc_food", "auditor"] {
        let other = board.signed_in(login).await;
        other.get(&sources[0]).await.is(403);
        other.get(&proof).await.is(403);
        assert!(!other.get(&format!("{JULY}?layout=on")).await.text.contains("class=\"sheets\""));
    }
    // Whoever looks at the pages goes on doing so while typing.
    let open = follow(&office, &page, "aria-label=\"编辑 导语", &[("layout", "on")]).await;
    assert!(open.text.contains("class=\"sheets\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_editors_never_lose_what_they_typed() {
    each(async |db| {
        let board = Board::new(db).await;
        let (one, two) = (board.signed_in("office1").await, board.signed_in("office2").await);
        let page = one.get(JULY).await.is(200);
        let open = follow(&one, &page, "aria-label=\"编辑 导语", &[]).await;
        let (piece, lock, to) = (open.field("piece"), open.field("lock"), action(&open, "/text"));
        // The other sees who is at it, and does not get in.
        let other = two.get(JULY).await.is(200);
        assert!(other.text.contains("示例审核员甲正在编辑"), "the name of whoever is at it");
        two.post_form(&to, &[("act", &format!("edit {piece}"))]).await.is(409);
        two.post_form(&to, &[("act", &format!("remove {piece} {lock}"))]).await.is(409);
        // After ten minutes the piece is free, and the first to save is first.
        let later = board.later(at("2022-07-29 08:45"));
        let two = later.signed_in("office2").await;
        two.post_form(&to, &[("act", &format!("edit {piece}"))]).await.is(303);
        let fields = |text: &'static str| {
            [
                ("act", "save".to_owned()),
                ("piece", piece.clone()),
                ("lock", lock.clone()),
                ("kind", "lead".to_owned()),
                ("text", text.to_owned()),
            ]
        };
        let send = async |client: &Client, text: &'static str| {
            let fields = fields(text);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            client.post_form(&to, &fields).await
        };
        send(&two, "乙的导语，{{T1}}人。").await.is(303);
        let one = later.signed_in("office1").await;
        let both = send(&one, "甲的导语，{{T2}}人。").await.is(409);
        assert!(
            both.text.contains("乙的导语，{{41|T1}}人。") && both.text.contains("甲的导语，{{T2}}人。"),
            "both texts"
        );
        // Having seen the other's, the first may still have theirs.
        let lock = both.field("lock");
        let again =
            [("act", "save"), ("piece", &piece), ("lock", &lock), ("kind", "lead"), ("text", "甲的导语，{{T2}}人。")];
        one.post_form(&to, &again).await.is(303);
        assert!(later.signed_in("leader").await.get(JULY).await.is(200).text.contains("甲的导语，"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn material_is_taken_up_with_one_press_under_its_heading() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    let page = office.get(JULY).await.is(200);
    // What is there already is ticked; a problem of a unit taken away can be taken up again.
    assert!(page.text.contains("已用"));
    let open = page.text.split("<section id=\"p-").find(|part| part.contains("8月申请量回落")).unwrap().to_owned();
    let id = open.split('"').next().unwrap().to_owned();
    let remove = format!("remove {id} 1");
    office.post_form(&action(&page, "/text"), &[("act", &remove)]).await.is(303);
    let page = office.get(JULY).await.is(200);
    let answer = office.post_form(&action(&page, "/text"), &[("act", "take soc_civil.2022-07.problems")]).await.is(303);
    let id = answer.location().split("#p-").nth(1).unwrap().to_owned();
    let page = office.get(JULY).await.is(200);
    let order: Vec<&str> = page.text.split("<section id=\"p-").skip(1).collect();
    let at = order.iter().position(|part| part.starts_with(&id)).unwrap();
    assert!(order[at].contains("省土木建筑学会：8月申请量回落"));
    let heading = order[..at].iter().rposition(|part| part.contains("<h2>")).unwrap();
    assert!(order[heading].contains("存在问题和需协调事项"));
    // Up, down, another kind, a piece of one's own.
    let to = action(&page, "/text");
    office.post_form(&to, &[("act", &format!("up {id}"))]).await.is(303);
    office.post_form(&to, &[("act", &format!("add paragraph {id}"))]).await.is(303);
    office.post_form(&to, &[("act", "shout")]).await.is(400);
    office.post_form(&to, &[("act", "take nobody.2022-07.done")]).await.is(409);
}

/// Takes July's briefing from the draft to whoever issues it.
async fn to_signature(board: &Board) {
    step(&board.signed_in("office1").await, JULY, "send", &[("comment", "已核对")]).await.is(303);
    step(&board.signed_in("office2").await, JULY, "pass", &[("comment", "可以")]).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_goes_step_by_step_and_nobody_signs_their_own() {
    each(async |db| {
        let board = Board::new(db).await;
        let (one, two, leader) =
            (board.signed_in("office1").await, board.signed_in("office2").await, board.signed_in("leader").await);
        let draft = one.get(JULY).await.is(200);
        let (to, lock) = (action(&draft, "/steps"), steps_lock(&draft));
        // Nobody skips a step, and the author does not vet.
        one.post_form(&to, &[("action", "issue"), ("lock", &lock)]).await.is(409);
        step(&one, JULY, "send", &[]).await.is(303);
        one.post_form(&to, &[("action", "send"), ("lock", &lock)]).await.is(409);
        one.post_form(&to, &[("action", "pass"), ("lock", &lock)]).await.is(403);
        // In the hands of whoever vets it, nothing is typed.
        one.post_form(&to.replace("/steps", "/text"), &[("act", "add paragraph")]).await.is(409);
        // It comes back only with a comment, and what was typed stays.
        let bare = step(&two, JULY, "return", &[]).await.is(422);
        assert!(bare.text.contains("请填写意见"));
        step(&two, JULY, "return", &[("comment", "第二段请写明日期")]).await.is(303);
        let back = one.get(JULY).await.is(200);
        let told = words(&back.text);
        assert!(
            told.contains("省科协学会学术部 副部长 示例审核员乙于") && told.contains("退回：第二段请写明日期"),
            "{told}"
        );
        assert!(told.contains("（已退回）"), "{told}");
        // Nothing was done about it, and nobody says why it goes on as it is.
        let same = step(&one, JULY, "send", &[]).await.is(422);
        assert!(same.text.contains("退回后文稿没有改动"));
        to_signature(&board).await;
        let own = action(&leader.get(JULY).await, "/steps");
        one.post_form(&own, &[("action", "sign"), ("lock", "9")]).await.is(403);
        // The office writes down who signed on paper.
        step(&two, JULY, "sign", &[]).await.is(422);
        step(&two, JULY, "sign", &[("name", "示例主任"), ("post", "领导小组副组长")]).await.is(303);
        let signed = one.get(JULY).await.is(200);
        assert!(signed.text.contains("领导小组副组长") && signed.text.contains("（示例审核员乙代录）"));
        // Numbers move after the signature: what would be printed is not what was signed.
        testing::file(
            &board.app.db,
            "dg_ast",
            "2022-07",
            testing::draft(vec![testing::practising(None, Origin::Hk, 1)]),
            at("2022-07-29 09:00"),
        )
        .await
        .unwrap();
        accept(&board.app.db, "dg_ast", "2022-07", at("2022-07-29 09:10")).await.unwrap();
        let moved = step(&one, JULY, "issue", &[]).await.is(409);
        assert!(moved.text.contains("文中数字已变"));
        step(&one, JULY, "return", &[("comment", "东莞补报，重核")]).await.is(303);
        to_signature(&board).await;
        step(&leader, JULY, "sign", &[]).await.is(303);
        let superior = Recipient {
            id: String::new(),
            kind: Kind::Above,
            name: "中国科协".into(),
            address: "office@example.org".into(),
            lang: Lang::ZhHans,
        };
        let mut tx = board.app.db.write().await.unwrap();
        let by = testing::actor(&testing::office(), at("2022-07-29 09:20"));
        messages::issued::add(&mut tx, "2022", &superior, &by, &testing::key()).await.unwrap();
        tx.commit().await.unwrap();
        let ready = one.get(JULY).await.is(200);
        assert!(
            ready.text.contains("印发后寄给：报（上级）：中国科协有关部门、省科协领导、中国科协；送（平级）："),
            "{}",
            ready.text
        );
        assert!(ready.text.contains("报尾与报送发名单不一致"), "the list has grown since the foot was written");
        step(&one, JULY, "issue", &[]).await.is(303);
        let mut tx = board.app.db.read().await.unwrap();
        let log = messages::log(&mut tx, "2022", &messages::Wanted::default(), 50).await.unwrap();
        drop(tx);
        let letters = log.iter().filter(|letter| letter.subject == "2022年第5期工作简报");
        let mut names: Vec<&str> = letters.map(|letter| letter.name.as_str()).collect();
        names.sort_unstable();
        // Those of the example and the one just added, each once.
        let listed = [
            "中国科协有关部门",
            "各互认试点单位",
            "省人力资源社会保障厅",
            "省住房城乡建设厅",
            "省港澳办",
            "省科协领导",
        ];
        let mut expected: Vec<&str> = listed.into_iter().chain(["中国科协"]).collect();
        expected.sort_unstable();
        assert_eq!(names, expected);
        // In the other languages it tells of what was put right as well.
        for (lang, title) in [("zh-Hant", "更正說明"), ("en", "Annex 5")] {
            let other = leader.get(&format!("{JULY}?lang={lang}")).await.is(200);
            assert!(other.text.contains(title), "{lang}");
        }
        let issued = leader.get(JULY).await.is(200);
        for said in [
            "印发，数据截至2022年7月28日",
            "SHA-256",
            "领导小组成员 示例查阅人",
            "省科协学会学术部 副部长 示例审核员乙",
        ] {
            assert!(issued.text.contains(said), "{said}");
        }
        // The paper bears the day on which it was issued, and names who gets it.
        assert!(issued.text.contains("<span>2022年7月29日</span>") && !issued.text.contains("（拟）"));
        assert!(issued.text.contains("送：省住房城乡建设厅、省人力资源社会保障厅、省港澳办"));
        // What was sent is for the office to see.
        assert!(!issued.text.contains("寄出记录"));
        let sent = one.get(JULY).await.is(200);
        assert!(sent.text.contains("寄出记录") && sent.text.contains("报 中国科协"), "{}", sent.text);
        assert!(!issued.text.contains("name=\"act\"") && !issued.text.contains("/steps\""));
        leader.get("/documents").await.is(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn years_later_an_issued_document_is_the_same_bytes() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let mut before = Vec::new();
    for path in ["/briefings/2022-4", "/summaries/2022H1"] {
        for format in ["docx", "xlsx", "pdf"] {
            let path = format!("{path}/{format}");
            let bytes = leader.get(&path).await.is(200).bytes;
            before.push((path, bytes));
        }
    }
    let article = |page: &Answer| page.text.split("<article class=\"document\">").nth(1).unwrap().to_owned();
    let text = article(&leader.get("/briefings/2022-4").await.is(200));
    let text = text.split("</article>").next().unwrap().to_owned();
    // A correction, a late report, another edition of the programme, in which a unit is called otherwise.
    let db = &board.app.db;
    let june = testing::draft(vec![recognised("metrology_control", Origin::Hk, Direction::In, 1)]);
    let place = ("soc_measure", "2022-06");
    act(db, &filer("soc_measure"), place, at("2022-08-02 10:00"), async |desk, tx| {
        desk.correct(tx, None, "重复统计").await?;
        desk.save(tx, june, None).await?;
        desk.submit(tx, None).await
    })
    .await
    .unwrap();
    accept(db, "soc_measure", "2022-06", at("2022-08-02 15:00")).await.unwrap();
    let source = BUILT_IN.replace("省食品学会", "省食品与营养学会");
    assert_ne!(source, BUILT_IN);
    let changed = pilotboard::programme::file::read(&source).unwrap();
    let mut tx = db.write().await.unwrap();
    install(&mut tx, &changed, &source, "更名", "admin", at("2022-08-03 09:00")).await.unwrap();
    tx.commit().await.unwrap();
    let later = board.later(at("2027-01-04 09:00"));
    let leader = later.signed_in("leader").await;
    for (path, bytes) in &before {
        assert!(leader.get(path).await.is(200).bytes == *bytes, "{path}");
    }
    let page = leader.get("/briefings/2022-4").await.is(200);
    assert_eq!(article(&page).split("</article>").next().unwrap(), text);
    // Made again from what is kept, not only handed over again: the same bytes.
    let mut tx = db.read().await.unwrap();
    let document = store::named(&mut tx, built_in(), "2022-4").await.unwrap().unwrap();
    let witness = store::witness(&mut tx, &document.id).await.unwrap().unwrap();
    let faces = pilotboard::summaries::pdf::Faces::new(std::path::Path::new("fonts"));
    let docx = pilotboard::summaries::docx::write(&witness.summary, &faces).unwrap();
    assert!(before.iter().any(|(path, bytes)| path == "/briefings/2022-4/docx" && *bytes == docx));
    // Beside it stands what has changed, and by what it is known.
    assert!(page.text.contains("印发后的变化") && page.text.contains("更正：重复统计"), "the erratum");
    for (path, bytes) in before.iter().filter(|(path, _)| path.contains("2022-4")) {
        use sha2::Digest;
        let print: String = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(page.text.contains(&print), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn issuing_locks_the_reports_it_has_counted_until_the_office_opens_an_exception() {
    each(async |db| {
        let board = Board::new(db).await;
        let db = &board.app.db;
        // Filed before the issue and still waiting when it is issued.
        let food = testing::draft(vec![recognised("food", Origin::Hk, Direction::In, 1)]);
        testing::file(db, "soc_food", "2022-07", food, at("2022-07-28 23:00")).await.unwrap();
        to_signature(&board).await;
        step(&board.signed_in("leader").await, JULY, "sign", &[]).await.is(303);
        step(&board.signed_in("office1").await, JULY, "issue", &[]).await.is(303);
        let after = at("2022-07-30 09:00");
        let place = ("soc_food", "2022-07");
        let withdraw =
            async |now| act(db, &filer("soc_food"), place, now, async |desk, tx| desk.withdraw(tx, None).await).await;
        let locked = withdraw(after).await.unwrap_err();
        assert_eq!(locked, pilotboard::problem::Problem::Locked { document: "2022-5".into() });
        let back =
            act(db, &consolidator(), place, after, async |desk, tx| desk.send_back(tx, None, "done", "过略").await)
                .await;
        assert_eq!(back.unwrap_err().status(), 423);
        let page = board.later(after).signed_in("soc_food").await;
        let refused = page.post_form("/my/reports/2022-07/withdraw", &[]).await.is(423);
        assert!(refused.text.contains("2022年第5期工作简报已采用此期报表"));
        // It goes on to be accepted, and what is accepted can be corrected.
        let office = board.later(after).signed_in("office1").await;
        let form = [("unit", "soc_food"), ("period", "2022-07"), ("reason", "漏附名单"), ("until", "2022-08-01")];
        office
            .post_form(
                "/documents/exceptions",
                &[("unit", "soc_food"), ("period", ""), ("reason", ""), ("until", "2030-01-01")],
            )
            .await
            .is(422);
        office.post_form("/documents/exceptions", &form).await.is(303);
        assert!(office.get("/documents/exceptions").await.is(200).text.contains("漏附名单"));
        withdraw(at("2022-08-02 09:00")).await.unwrap_err();
        withdraw(at("2022-07-31 09:00")).await.unwrap();
        // What comes in after the issue was not counted by it, and goes its way.
        testing::file(
            db,
            "dg_ast",
            "2022-07",
            testing::draft(vec![testing::practising(None, Origin::Hk, 1)]),
            at("2022-08-02 09:00"),
        )
        .await
        .unwrap();
        act(db, &testing::office(), ("dg_ast", "2022-07"), at("2022-08-02 10:00"), async |desk, tx| {
            desk.send_back(tx, None, "done", "过略").await
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_stands_beside_the_old_document_and_in_the_next() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    let june = office.get("/briefings/2022-4").await.is(200);
    for said in ["印发后的变化", "省土木建筑学会5月月报 5→4（更正：重复统计，7月20日核定）", "核定人：示例审核员甲"]
    {
        assert!(june.text.contains(said), "{said}");
    }
    // A draft begins with the annex; it tells printed value, value now and why.
    let draft = office.get(JULY).await.is(200);
    assert!(draft.text.contains("已印发数字更正说明") && draft.text.contains("2022年第4期工作简报"));
    assert!(!draft.text.contains("须附更正说明"));
    // Without it the issue does not go on.
    let told = draft.text.split("<section id=\"p-").skip(1).filter(|it| it.contains("<summary>附件")).last();
    // One correction is one row for each document, its reason said once.
    let annex = told.unwrap_or_default().split('<');
    let annex: String = annex.map(|part| part.split('>').nth(1).unwrap_or_default()).collect();
    assert_eq!(annex.matches("2022年第4期工作简报").count(), 1, "{annex}");
    assert!(annex.contains("由45更正为44") && !annex.contains('→'), "{annex}");
    let remove = told.and_then(|piece| piece.split("value=\"").find(|value| value.starts_with("remove")));
    let remove = remove.and_then(|value| value.split('"').next()).expect("an annex can be taken out");
    office.post_form(&action(&draft, "/text"), &[("act", remove)]).await.is(303);
    let draft = office.get(JULY).await.is(200);
    assert!(draft.text.contains("须附更正说明"));
    let lock = steps_lock(&draft);
    let stopped = office.post_form(&action(&draft, "/steps"), &[("action", "send"), ("lock", &lock)]).await;
    assert_eq!(stopped.status, 422, "{}", stopped.text);
    office.post_form(&action(&draft, "/text"), &[("act", "take errata")]).await.is(303);
    assert!(!office.get(JULY).await.is(200).text.contains("须附更正说明"));
    // Any two documents that print a figure differently say why.
    let compare = office.get("/documents/figures/T2").await.is(200);
    for said in ["2022年第3期工作简报", "2022年上半年工作总结", "新核定的报表", "更正：重复统计"]
    {
        assert!(compare.text.contains(said), "{said}");
    }
    office.get("/documents/figures/T9").await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_holds_what_was_issued_and_is_searched_by_title_text_and_figure() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let all = leader.get("/documents").await.is(200);
    for name in ["2022年第1期工作简报", "2022年第4期工作简报", "2022年上半年工作总结"] {
        assert!(all.text.contains(name), "{name}");
    }
    assert!(!all.text.contains("2022年第5期工作简报"), "a draft is not in the archive");
    let trace = leader.get("/figures/T2").await.is(200);
    for said in ["印有本数的文件", "2022年第4期工作简报</a>", "（印发数45）", "href=\"/documents/figures/T2"]
    {
        assert!(trace.text.contains(said), "{said}");
    }
    let figure = leader.get("/documents?q=T2").await.is(200);
    assert!(figure.text.contains("：45") && figure.text.contains("2022年第4期工作简报"));
    let text = leader.get("/documents?q=%E4%BC%9A%E5%90%8C%E7%9C%81%E5%9C%9F%E6%9C%A8").await.is(200);
    assert!(text.text.contains("复核5月互认人数") && !text.text.contains("2022年第3期工作简报"));
    let none = leader.get("/documents?q=%E4%B8%8D%E5%AD%98%E5%9C%A8").await.is(200);
    assert!(none.text.contains("印发的文件里没有“不存在”"));
    // At the end of June neither June's corrections nor the summary of the half was known.
    let then = leader.get("/documents?as_at=2022-06-29&basis=reported").await.is(200);
    assert!(then.text.contains("2022年第4期工作简报") && !then.text.contains("上半年工作总结"));
    let page = leader.get("/briefings/2022-4?as_at=2022-07-01&basis=reported").await.is(200);
    assert!(!page.text.contains("印发后的变化"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_that_is_counted_in_a_paper_opens_its_source() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let papers =
        ["/briefings/2022-1", "/briefings/2022-2", "/briefings/2022-3", "/briefings/2022-4", "/summaries/2022H1"];
    let mut opened = std::collections::BTreeSet::new();
    for paper in papers {
        let page = leader.get(paper).await.is(200);
        let links = page.text.split("href=\"/figures/count").skip(1).filter_map(|rest| rest.split('"').next());
        opened.extend(links.map(|rest| format!("/figures/count{}", rest.replace("&amp;", "&"))));
    }
    assert!(opened.len() > 30, "{opened:?}");
    for figure in &opened {
        leader.get(figure).await.is(200);
    }
}
