//! Looking something up by what it is called.

use pilotboard::testing::actors::{Answer, Board, hides, shows};
use pilotboard::testing::each;
use pilotboard::web::pages::encode;

fn leads(page: &Answer, address: &str) -> bool {
    html_escape::decode_html_entities(&page.text).contains(&format!("href=\"{address}\""))
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_has_a_name_is_found_by_it_in_any_language() {
    each(async |db| {
        let board = Board::new(db).await;
        let leader = board.signed_in("leader").await;
        for (asked, found) in [
            ("食品", "/units/soc_food"),
            ("食品", "/specialties/food"),
            ("示范点", "/tasks/12"),
            ("12", "/tasks/12"),
            ("前海", "/cities/qianhai"),
            ("T2", "/targets/T2"),
            ("T2", "/figures/T2"),
            ("recognised,specialty=food", "/figures/recognised,specialty=food"),
            ("Dongguan", "/units/dg_ast"),
            ("東莞", "/units/dg_ast"),
            ("200人以上", "/questions#or-more"),
        ] {
            let page = leader.get(&format!("/search?q={}", encode(asked))).await.is(200);
            assert!(leads(&page, found), "{asked}: {found}: {}", page.text);
        }
        // The moment goes along, and what was issued has a search of its own.
        let page = leader.get("/search?q=T1&as_at=2022-06-28").await.is(200);
        assert!(leads(&page, "/targets/T1?as_at=2022-06-28"), "{}", page.text);
        assert!(leads(&page, "/documents?q=T1&as_at=2022-06-28"), "{}", page.text);
        shows(&leader.get(&format!("/search?q={}", encode("无此"))).await.is(200), &["没有找到“无此”"]);
        hides(&leader.get("/search").await.is(200), &["没有找到"]);
        // A unit that somebody may not open is not named to them.
        let filer = board.signed_in("soc_civil").await;
        let page = filer.get(&format!("/search?q={}", encode("食品"))).await.is(200);
        assert!(leads(&page, "/specialties/food") && !leads(&page, "/units/soc_food"), "{}", page.text);
    })
    .await;
}
