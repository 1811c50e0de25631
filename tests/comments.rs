//! What is said of the pieces of a draft, through the front door.

use pilotboard::testing::actors::{Answer, Board, action};
use pilotboard::testing::each;

const JULY: &str = "/briefings/2022-5";

/// 版本v7
#[track_caller]
fn version(page: &Answer) -> u32 {
    let digits = page.text.split("版本v").nth(1).expect("the page says which version it is");
    digits.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_of_a_piece_stays_beside_it_until_somebody_settles_it() {
    each(async |db| {
        let board = Board::new(db).await;
        let (office, leader) = (board.signed_in("office1").await, board.signed_in("leader").await);
        let page = leader.get(JULY).await.is(200);
        assert!(page.text.contains("批注（0）") && page.text.contains("没有待处理的批注"));
        let piece = page.text.split("<section id=\"p-").nth(3).unwrap().split('"').next().unwrap().to_owned();
        let to = action(&page, "/comments");
        let say = async |text: &str| leader.post_form(&to, &[("piece", &piece), ("text", text)]).await;
        assert!(say(" ").await.is(422).text.contains("请填写批注内容"));
        let long = "长".repeat(301);
        let told = say(&long).await.is(422);
        assert!(told.text.contains(&long), "what was typed is not lost");
        say("此处请写明\n完成时间").await.is(303);
        board.signed_in("soc_food").await.post_form(&to, &[("piece", &piece), ("text", "好")]).await.is(403);
        leader.post_form(&to, &[("piece", "nowhere"), ("text", "好")]).await.is(409);
        let page = office.get(JULY).await.is(200);
        assert!(page.text.contains("批注（1）"));
        let beside = page.text.split(&format!("<section id=\"p-{piece}\"")).nth(1).unwrap();
        assert!(beside.split("</section>").next().unwrap().contains("完成时间"), "it stands beside its piece");
        // To say something of a draft is not to write it.
        let before = version(&page);
        assert_eq!(before, version(&leader.get(JULY).await.is(200)));
        let settle = action(&page, "/settle");
        office.post_form(&settle, &[]).await.is(303);
        leader.post_form(&settle, &[]).await.is(409);
        let page = office.get(JULY).await.is(200);
        assert!(page.text.contains("批注（0）") && page.text.contains("已处理的批注（1）"));
        office.post_form(&action(&page, "/text"), &[("act", &format!("up {piece}"))]).await.is(303);
        assert_eq!(version(&office.get(JULY).await.is(200)), before + 1);
        let log = board.signed_in("auditor").await.get("/audit").await.is(200);
        assert!(log.text.contains("批注文稿") && log.text.contains("处理批注"));
    })
    .await;
}
