//! The races themselves, each a transition, and what a person would find afterwards.

use super::super::people;
use super::*;
use pilotboard::decisions::Settled;
use pilotboard::documents::Action::{Pass, Return, Send, Sign};
use pilotboard::documents::{Fresh, PieceKind};
use pilotboard::language::Lang;
use pilotboard::programme::file::BUILT_IN;
use pilotboard::reports::store::get;
use pilotboard::review::State;
use pilotboard::review::store::consolidations;
use pilotboard::testing::{act, administrator, file, leader, other_office, unit_head};

#[tokio::test(flavor = "multi_thread")]
async fn a_nil_return_and_what_is_saved_or_submitted_meanwhile_do_not_both_count() {
    five_hundred(async |db, round| {
        let place = city(round);
        let desk = async |doing: Step| alone(db, &filer(place.0), doing).await;
        let before = get(&mut db.read().await.unwrap(), "2022", place.0, id(place.1)).await.unwrap();
        desk(Step::Save(place, 5, before.lock)).await;
        let seen = get(&mut db.read().await.unwrap(), "2022", place.0, id(place.1)).await.unwrap().lock;
        let rivals = vec![
            (filer(place.0), Step::Nil(place, seen)),
            (filer(place.0), Step::Save(place, 10 + (round % 100) as i64, seen)),
            (filer(place.0), Step::Submit(place, seen)),
        ];
        let at = winner(&contest(db, rivals).await);
        let after = get(&mut db.read().await.unwrap(), "2022", place.0, id(place.1)).await.unwrap();
        let expected = match at {
            0 => (State::Submitted, Draft { nil: true, ..Draft::default() }),
            1 => (State::Draft, people(10 + (round % 100) as i64)),
            _ => (State::Submitted, people(5)),
        };
        assert_eq!((after.state, after.draft), expected);
        if after.state == State::Submitted {
            act(db, &filer(place.0), place, now(), async |desk, tx| desk.withdraw(tx, None).await).await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nil_returns_accepted_together_are_accepted_once_each() {
    five_hundred(async |db, round| {
        let period = ["2022-03", "2022-04", "2022-05", "2022-06", "2022-07"][round % 5];
        let places: Vec<Place> = ["gz_ast", "sz_ast"].map(|unit| (unit, period)).to_vec();
        for place in &places {
            let report = get(&mut db.read().await.unwrap(), "2022", place.0, id(place.1)).await.unwrap();
            match report.state.is_open() {
                true => drop(file(db, place.0, place.1, Draft { nil: true, ..Draft::default() }, now()).await.unwrap()),
                false => {
                    act(db, &filer(place.0), *place, now(), async |desk, tx| {
                        desk.correct(tx, None, "漏报").await?;
                        desk.submit(tx, None).await.map(|_| ())
                    })
                    .await
                    .unwrap();
                }
            }
        }
        let lock = |place: Place| async move {
            get(&mut db.read().await.unwrap(), "2022", place.0, id(place.1)).await.unwrap()
        };
        let (first, other) = (lock(places[0]).await, lock(places[1]).await);
        let one = |person: Person, place: Place, seen: i64| (person, Step::AcceptAll(vec![place], seen));
        let rivals = vec![
            one(office(), places[0], first.lock),
            one(other_office(), places[0], first.lock),
            (other_office(), Step::Return(places[0], first.lock)),
        ];
        let at = winner(&contest(db, rivals).await);
        let state = if at == 2 { State::Returned } else { State::Accepted };
        assert_eq!(lock(places[0]).await.state, state);
        let rivals = vec![one(office(), places[1], other.lock), one(other_office(), places[1], other.lock)];
        winner(&contest(db, rivals).await);
        assert_eq!(lock(places[1]).await.state, State::Accepted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_is_asked_for_once_at_a_time() {
    five_hundred(async |db, round| {
        let place = (city(round).0, "2022-07");
        let ask = |n: i64| (filer(place.0), Step::AskExtension(place, format!("第{round}次第{n}人")));
        let at = winner(&contest(db, vec![ask(0), ask(1), ask(2)]).await);
        let all = extensions::all(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let open: Vec<_> = all.iter().filter(|held| held.is_open()).collect();
        assert_eq!((open.len(), &open[0].reason), (1, &format!("第{round}次第{at}人")));
        let mut tx = db.write().await.unwrap();
        extensions::settle(&mut tx, "2022", &open[0].id, Some("不必"), &actor(&office(), now()), &key()).await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_on_the_lane_is_filed_and_decided_on_once() {
    five_hundred(async |db, round| {
        let texts = [format!("{round} 甲"), format!("{round} 乙")];
        let seen = (round % 20) as i64;
        let file = |text: &String| (consolidator(), Step::Consolidate(text.clone(), seen));
        let at = winner(&contest(db, texts.iter().map(file).collect()).await);
        let decide = |person: Person, accepts| (person, Step::DecideConsolidation(seen + 1, accepts));
        let rivals = vec![decide(office(), true), decide(other_office(), false), decide(other_office(), true)];
        let decided = winner(&contest(db, rivals).await);
        let filed = consolidations(&mut db.read().await.unwrap(), "2022", id("2022-07")).await.unwrap();
        assert_eq!((filed.len() as i64, &filed[0].body), (seen + 1, &texts[at]));
        assert_eq!((filed[0].accepted_at.is_some(), filed[0].returned_at.is_some()), (decided != 1, decided == 1));
        if filed.len() == 20 {
            let mut tx = db.write().await.unwrap();
            tx.sql("delete from consolidation").run().await.unwrap();
            tx.commit().await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_reminded_by_hand_once() {
    five_hundred(async |db, round| {
        let chase = |person: Person, who: &str| (person, Step::Chase(format!("{round} {who}")));
        let rivals = vec![chase(office(), "甲"), chase(other_office(), "乙"), chase(office(), "丙")];
        winner(&contest(db, rivals).await);
        // As if it had not been told: the next round is another.
        let mut tx = db.write().await.unwrap();
        let (told,): (i64,) = tx.sql("select count(*) from message where way = 'board'").one().await.unwrap();
        assert_eq!(told, 2, "its filer and its head, each once");
        tx.sql("delete from message").run().await.unwrap();
        tx.sql("delete from reminder").run().await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rung_is_climbed_once_and_every_reply_to_it_is_heard() {
    five_hundred(async |db, round| {
        let due = built_in().periods[0].due + chrono::TimeDelta::days(round as i64 % 60);
        let climb =
            |person: Person, who: &str| (person, Step::Climb(due, ladder::Rung::Remind, format!("{round} {who}")));
        let won = contest(db, vec![climb(office(), "甲"), climb(other_office(), "乙")]).await;
        let at = winner(&won);
        let said = notes::all(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let text = format!("{round} {}", ["甲", "乙"][at]);
        let rungs: Vec<_> = said.iter().filter(|note| note.text.starts_with(&format!("{round} "))).collect();
        assert_eq!((rungs.len(), &rungs[0].text), (1, &text));
        let reply = |who: &str| Step::Reply(rungs[0].id.clone(), format!("{round} {who}"));
        let rivals = vec![(filer("gz_ast"), reply("填报人")), (unit_head("gz_ast"), reply("负责人"))];
        assert_eq!(contest(db, rivals).await, [true, true]);
        let said = notes::all(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let note = said.iter().find(|note| note.id == rungs[0].id).unwrap();
        assert_eq!(note.replies.len(), 2);
        let mut tx = db.write().await.unwrap();
        for statement in [
            "delete from note_promise",
            "delete from note_rung",
            "delete from note_reply",
            "delete from note_addressee",
            "delete from note",
        ] {
            tx.sql(statement).run().await.unwrap();
        }
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exception_is_opened_once_and_closed_once() {
    five_hundred(async |db, round| {
        let place = city(round);
        let open = |person: Person, why: &str| (person, Step::OpenException(place, format!("{round} {why}")));
        let at = winner(&contest(db, vec![open(office(), "甲"), open(other_office(), "乙")]).await);
        let all = documents::exceptions(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let held: Vec<_> = all.iter().filter(|held| held.closed_at.is_none()).collect();
        assert_eq!((held.len(), &held[0].reason), (1, &format!("{round} {}", ["甲", "乙"][at])));
        let close = |person: Person| (person, Step::CloseException(held[0].id.clone()));
        winner(&contest(db, vec![close(office()), close(other_office()), close(office())]).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_paper_filed_by_two_is_filed_once_and_agreed_to_once() {
    five_hundred(async |db, round| {
        let (unit, text) = (city(round).0, format!("第{round}版"));
        let before = papers_store::all(&mut db.read().await.unwrap(), "2022").await.unwrap().len();
        let rivals = (0..3).map(|_| (filer(unit), Step::FilePaper(unit, text.clone()))).collect();
        assert!(contest(db, rivals).await.contains(&true));
        let agree = (0..3).map(|_| (unit_head(unit), Step::AgreePaper(unit))).collect();
        assert!(contest(db, agree).await.contains(&true));
        let after = papers_store::all(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let last = after.iter().rfind(|filed| filed.unit == unit).unwrap();
        assert_eq!((after.len(), last.content.texts[&Section::Aims].as_str()), (before + 1, text.as_str()));
        assert!(last.agreed_at.is_some());
        if after.len() > 60 {
            let mut tx = db.write().await.unwrap();
            tx.sql("delete from paper_version").run().await.unwrap();
            tx.commit().await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_takes_each_step_once() {
    five_hundred(async |db, round| {
        let name = ["2022-1", "2022-2", "2022-3", "2022-4"][round % 4];
        let mut tx = db.write().await.unwrap();
        let (by, key) = (actor(&office(), now()), key());
        let hand = Hand { programme: built_in(), actor: &by, key: &key };
        let fresh = [Fresh::text(PieceKind::Paragraph, "本月工作平稳。")];
        let document = documents::begin(&mut tx, hand, name, Lang::ZhHans, &fresh).await.unwrap();
        tx.commit().await.unwrap();
        // Each acts on the document as they have seen it.
        let seen =
            async || Box::new(documents::get(&mut db.read().await.unwrap(), built_in(), &document.id).await.unwrap());
        let take = async |person: Person, action| (person, Step::TakeDocument(seen().await, action));
        winner(&contest(db, vec![take(office(), Send).await, take(other_office(), Send).await]).await);
        let at = winner(&contest(db, vec![take(other_office(), Pass).await, take(office(), Return).await]).await);
        let mut expected = vec!["send", ["pass", "return"][at]];
        if at == 0 {
            let at = winner(&contest(db, vec![take(leader(), Sign).await, take(office(), Return).await]).await);
            expected.push(["sign", "return"][at]);
            if at == 0 {
                alone(db, &office(), take(office(), Return).await.1).await;
                expected.push("return");
            }
        }
        let steps = documents::steps(&mut db.read().await.unwrap(), &document.id).await.unwrap();
        let text = documents::pieces(&mut db.read().await.unwrap(), &document.id).await.unwrap();
        assert!(text.iter().any(|piece| piece.text == "本月工作平稳。"), "no text is lost on the way");
        let taken: Vec<String> =
            steps.iter().map(|step| step.action.map_or("begin".to_owned(), |action| action.to_string())).collect();
        assert!(taken.iter().map(String::as_str).collect::<Vec<_>>().ends_with(&expected), "{taken:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_decided_by_whoever_has_seen_the_last_decision() {
    five_hundred(async |db, round| {
        let all = readings::decisions(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let seen = pilotboard::readings::seen_as(all.last().map(|decision| &decision.decided));
        let decide = |person: Person, who: &str| (person, Step::ReadingDecided(format!("{round} {who}"), seen.clone()));
        let at = winner(&contest(db, vec![decide(office(), "甲"), decide(other_office(), "乙")]).await);
        let all = readings::decisions(&mut db.read().await.unwrap(), "2022").await.unwrap();
        assert_eq!(all.len(), round % 50 + 1);
        assert!(all.iter().any(|decision| decision.decided.basis == format!("{round} {}", ["甲", "乙"][at])));
        if all.len() == 50 {
            let mut tx = db.write().await.unwrap();
            tx.sql("delete from reading_decision").run().await.unwrap();
            tx.commit().await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_administrator_decides_on_a_change_of_the_programme_once() {
    five_hundred(async |db, round| {
        let mut tx = db.write().await.unwrap();
        let edition = programmes::head(&mut tx, "2022").await.unwrap().unwrap().edition;
        let it = programmes::Proposed {
            programme: "2022".into(),
            edition,
            source: BUILT_IN.to_owned(),
            effective_from: day("2022-08-01"),
            reason: format!("第{round}次"),
        };
        let id = programmes::propose(&mut tx, &it, &actor(&administrator(), now()), &key()).await.unwrap();
        tx.commit().await.unwrap();
        let settle = |person: Person, confirms| (person, Step::Programme(id.clone(), confirms));
        // Confirmed now and then: each time a file is read and kept.
        let confirms = round % 10 == 0;
        let rivals = vec![settle(second(), confirms), settle(third(), false), settle(second(), false)];
        let at = winner(&contest(db, rivals).await);
        let mut tx = db.read().await.unwrap();
        let held = programmes::proposal(&mut tx, &id).await.unwrap().unwrap();
        let confirmed = confirms && at == 0;
        assert_eq!((held.confirmed_at.is_some(), held.refused_at.is_some()), (confirmed, !confirmed));
        let after = programmes::head(&mut tx, "2022").await.unwrap().unwrap().edition;
        assert_eq!(after, edition + i64::from(confirmed));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_administrator_decides_on_the_rights_of_a_person_once() {
    five_hundred(async |db, round| {
        let mut tx = db.write().await.unwrap();
        let wanted = if round % 2 == 0 { "秘书长" } else { "副秘书长" };
        let held = accounts::by_id(&mut tx, "gz_ast").await.unwrap().unwrap().person;
        let after = Person { post: wanted.into(), name: format!("第{round}人"), ..held.clone() };
        accounts::propose(&mut tx, &after, "调整", &actor(&administrator(), now()), &key()).await.unwrap();
        tx.commit().await.unwrap();
        let open = accounts::proposals(&mut db.read().await.unwrap()).await.unwrap();
        let settle = |person: Person, gives| (person, Step::Rights(open[0].id.clone(), gives));
        let rivals = vec![settle(second(), true), settle(third(), false), settle(third(), true)];
        let at = winner(&contest(db, rivals).await);
        let mut tx = db.read().await.unwrap();
        let now_is = accounts::by_id(&mut tx, "gz_ast").await.unwrap().unwrap().person;
        assert_eq!(now_is.name, if at == 1 { held.name } else { after.name });
        assert!(accounts::proposals(&mut tx).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_works_once_is_used_once() {
    five_hundred(async |db, round| {
        let secret = format!("secret {round}");
        let mut tx = db.write().await.unwrap();
        let hash = accounts::hash_of(&secret);
        accounts::invite(&mut tx, "gz_ast", &hash, &actor(&administrator(), now()), &key()).await.unwrap();
        let invitation = accounts::by_secret(&mut tx, &secret).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let choose = |n: i64| (filer("gz_ast"), Step::Invited(Box::new(invitation.clone()), format!("{round} {n}")));
        let at = winner(&contest(db, vec![choose(0), choose(1), choose(2)]).await);
        let (_, password) = accounts::by_login(&mut db.read().await.unwrap(), "gz_ast", now()).await.unwrap().unwrap();
        assert_eq!(password, format!("{round} {at}"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_passes_to_one_successor() {
    five_hundred(async |db, round| {
        let from = person(&format!("leaves{round}"), Role::Filer, Some("gz_ast"));
        let mut tx = db.write().await.unwrap();
        assert!(accounts::add(&mut tx, &from, "", at("2022-01-10 09:00")).await.unwrap());
        tx.commit().await.unwrap();
        let pass = |person: Person, n: i64| (person, Step::HandOver(from.id.clone(), format!("comes{round}-{n}")));
        let at = winner(&contest(db, vec![pass(administrator(), 0), pass(second(), 1)]).await);
        let mut tx = db.read().await.unwrap();
        for n in 0..2 {
            let found = accounts::by_login(&mut tx, &format!("comes{round}-{n}"), now()).await.unwrap();
            assert_eq!(found.is_some(), n == at, "round {round}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_done_or_revoked_is_so_once() {
    five_hundred(async |db, round| {
        let mut tx = db.write().await.unwrap();
        let text = format!("建议{round}");
        feedback::add(&mut tx, &text, "/my", &actor(&filer("gz_ast"), now()), &key()).await.unwrap();
        let said = feedback::all(&mut tx).await.unwrap().into_iter().find(|held| held.text == text).unwrap();
        tx.commit().await.unwrap();
        let answer = |person: Person, who: &str| (person, Step::Answer(said.id.clone(), format!("{round} {who}")));
        let at = winner(&contest(db, vec![answer(office(), "甲"), answer(other_office(), "乙")]).await);
        let held = feedback::all(&mut db.read().await.unwrap()).await.unwrap();
        let held = held.into_iter().find(|held| held.id == said.id).unwrap();
        assert_eq!(held.answer.map(|answer| answer.text), Some(format!("{round} {}", ["甲", "乙"][at])));
        let mut tx = db.write().await.unwrap();
        let settled = Settled { text: format!("议定{round}"), units: vec!["gz_ast".into()], due: day("2022-08-10") };
        let by = actor(&office(), now());
        let number = decisions::add(&mut tx, "2022", &settled, day("2022-07-28"), &by, &key()).await.unwrap();
        let wanted = pilotboard::snapshots::Wanted { day: day("2022-07-28"), open_for: chrono::TimeDelta::days(1) };
        let link = snapshots::add(&mut tx, "2022", &format!("hash {round}"), wanted, &by, &key()).await.unwrap();
        tx.commit().await.unwrap();
        let all = decisions::all(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let decision = all.into_iter().find(|held| held.number == number).unwrap();
        let done = |who: &str| (office(), Step::Done(Box::new(decision.clone()), format!("{round} {who}")));
        let at = winner(&contest(db, vec![done("甲"), done("乙")]).await);
        let all = decisions::all(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let held = all.into_iter().find(|held| held.number == number).unwrap();
        assert_eq!(held.done.map(|done| done.text), Some(format!("{round} {}", ["甲", "乙"][at])));
        let revoke = |person: Person| (person, Step::Revoke(link.clone()));
        winner(&contest(db, vec![revoke(office()), revoke(other_office())]).await);
        if round % 50 == 49 {
            let mut tx = db.write().await.unwrap();
            for statement in [
                "delete from decision_done",
                "delete from decision_unit",
                "delete from decision",
                "delete from snapshot",
            ] {
                tx.sql(statement).run().await.unwrap();
            }
            tx.sql("delete from feedback_answer").run().await.unwrap();
            tx.sql("delete from feedback").run().await.unwrap();
            tx.commit().await.unwrap();
        }
    })
    .await;
}
