//! Files that reports rest on: what is kept, for whom, how it leaves, and when it is gone.

use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use pilotboard::db::Db;
use pilotboard::evidence::look::look;
use pilotboard::evidence::store::{Shelf, claim, sha256, sweep};
use pilotboard::evidence::{Format, LARGEST_FILE, MOST_FILES, Refusal};
use pilotboard::testing::actors::{Answer, Board, Client, shows, words};
use pilotboard::testing::{Folder, each};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const JULY: &str = "/my/reports/2022-07";
const EVIDENCE: &str = "/my/reports/2022-07/evidence";
const FOOD: &str = "count.recognised.food.-.hk.in";

/// A PDF with one page and `more` objects beside it.
fn pdf(more: &[&str]) -> Vec<u8> {
    let mut parts = vec![
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ];
    parts.extend(more);
    let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (part, number) in parts.iter().zip(1..) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{part}\nendobj\n").into_bytes());
    }
    let table = file.len();
    let rows: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let n = parts.len() + 1;
    file.extend(
        format!(
            "xref\n0 {n}\n0000000000 65535 f \n{rows}trailer\n<< /Size {n} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
        )
        .into_bytes(),
    );
    file
}

fn png(wide: u32, high: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let dots = RgbImage::from_fn(wide, high, |x, y| image::Rgb([x as u8, y as u8, 90]));
    let encoder = image::codecs::png::PngEncoder::new(&mut file);
    encoder.write_image(&dots, wide, high, ExtendedColorType::Rgb8).unwrap();
    file
}

/// A photo that lies on its side and says so, and where it was taken.
fn jpg_with_place(wide: u32, high: u32) -> Vec<u8> {
    let mut plain = Vec::new();
    let dots = RgbImage::from_pixel(wide, high, image::Rgb([200, 10, 10]));
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut plain);
    encoder.write_image(&dots, wide, high, ExtendedColorType::Rgb8).unwrap();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 22.5431N 114.0579E");
    let length = (exif.len() + 2) as u16;
    let mut file = plain[..2].to_vec();
    file.extend([0xFF, 0xE1]);
    file.extend(length.to_be_bytes());
    file.extend(exif);
    file.extend(&plain[2..]);
    file
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        written.start_file(*name, SimpleFileOptions::default()).unwrap();
        written.write_all(bytes).unwrap();
    }
    written.finish().unwrap().into_inner()
}

fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")];
    parts.extend(more);
    zipped(&parts)
}

#[test]
fn what_a_file_is_says_its_content_and_not_its_name() {
    let xlsx = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
    for (name, bytes, format) in [
        ("名单.pdf", pdf(&[]), Format::Pdf),
        ("照片.PNG", png(4, 3), Format::Png),
        ("照片.jpeg", jpg_with_place(4, 3), Format::Jpg),
        ("照片", jpg_with_place(4, 3), Format::Jpg),
        ("说明.docx", docx(&[]), Format::Docx),
        ("台账.xlsx", xlsx, Format::Xlsx),
    ] {
        assert_eq!(look(name, bytes).map(|looked| looked.format), Ok(format), "{name}");
    }
    let misnamed = Refusal::Misnamed { claimed: "pdf".into(), is: "png".into() };
    assert_eq!(look("名单.pdf", png(4, 3)), Err(misnamed));
    for (bytes, refusal) in [
        (Vec::new(), Refusal::Empty),
        (vec![b' '; LARGEST_FILE + 1], Refusal::TooLarge),
        (b"<html><script>alert(1)</script>".to_vec(), Refusal::Unknown),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), Refusal::Heic),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old".to_vec(), Refusal::OldOffice),
        (zipped(&[("a.txt", b"x")]), Refusal::Unknown),
        (b"PK\x03\x04 and then nothing".to_vec(), Refusal::Damaged),
        (b"%PDF-1.7 and then nothing".to_vec(), Refusal::Damaged),
        (b"\x89PNG\r\n\x1a\n and then nothing".to_vec(), Refusal::Damaged),
        (b"\xFF\xD8\xFF\xE0 and then nothing".to_vec(), Refusal::Damaged),
    ] {
        assert_eq!(look("x", bytes), Err(refusal));
    }
}

#[test]
fn a_document_that_acts_fetches_or_swells_is_refused() {
    let bomb = vec![b' '; 90 * 1024 * 1024];
    let link = |kind: &str| {
        format!(
            "<Relationships><Relationship Id=\"a\" Type=\"http://schemas/{kind}\" Target=\"https://x\" TargetMode=\"External\"/></Relationships>"
        )
    };
    let (click, template) = (link("hyperlink"), link("attachedTemplate"));
    for (part, bytes, expected) in [
        ("word/_rels/document.xml.rels", click.as_bytes(), None),
        ("word/_rels/settings.xml.rels", template.as_bytes(), Some(Refusal::Links)),
        ("word/vbaProject.bin", b"x", Some(Refusal::Macros)),
        ("word/embeddings/oleObject1.bin", b"x", Some(Refusal::Links)),
        ("word/media/a.png", b"PK\x03\x04more", Some(Refusal::Nested)),
        ("word/settings.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", Some(Refusal::Damaged)),
        ("word/footer.xml", b"<w:instrText>DDEAUTO c:\\\\x</w:instrText>", Some(Refusal::Links)),
        ("../outside.xml", b"x", Some(Refusal::Damaged)),
        ("word/bomb.xml", &bomb, Some(Refusal::TooMuch)),
    ] {
        assert_eq!(look("说明.docx", docx(&[(part, bytes)])).err(), expected, "{part}");
    }
    let many: Vec<(String, Vec<u8>)> = (0..2_001).map(|at| (format!("word/{at}.xml"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert_eq!(look("说明.docx", docx(&many)).err(), Some(Refusal::TooMuch));
}

#[test]
fn a_pdf_that_does_something_is_refused_however_it_is_spelt() {
    for object in [
        "<< /S /JavaScript /JS (app.alert(1)) >>",
        "<< /S /J#61vaScript /J#53 (app.alert(1)) >>",
        "<< /A << /S /Launch /F (cmd.exe) >> >>",
        "<< /Names << /EmbeddedFiles 9 0 R >> >>",
        "[ << /S /SubmitForm /F (https://x) >> ]",
        "<< /Type /Annot /Subtype /RichMedia >>",
        "<< /XFA (x) >>",
    ] {
        assert_eq!(look("名单.pdf", pdf(&[object])).err(), Some(Refusal::Script), "{object}");
    }
    // A page that leads to another page, or to an address one clicks on, is an ordinary page.
    for object in ["<< /S /GoTo /D [3 0 R /Fit] >>", "<< /S /URI /URI (https://example.org) >>"] {
        assert!(look("名单.pdf", pdf(&[object])).is_ok(), "{object}");
    }
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..130 {
        packed.write_all(&vec![0; 1024 * 1024]).unwrap();
    }
    let packed = packed.finish().unwrap();
    let mut file = pdf(&[]);
    file.extend(b"9 0 obj << /Filter /FlateDecode >>\nstream\n");
    file.extend(&packed);
    assert_eq!(look("名单.pdf", file).err(), Some(Refusal::TooMuch));
}

#[test]
fn a_picture_is_drawn_anew_upright_and_without_what_is_not_seen() {
    let photo = jpg_with_place(40, 20);
    let kept = look("照片.jpg", photo).unwrap().bytes;
    assert!(!kept.windows(3).any(|found| found == b"GPS") && !kept.windows(4).any(|found| found == b"Exif"));
    let drawn = image::load_from_memory(&kept).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (20, 40), "turned upright");
    // A second file behind the picture does not survive.
    let mut double = png(8, 8);
    double.extend(b"<script>alert(1)</script>");
    let kept = look("图.png", double).unwrap().bytes;
    assert!(!kept.windows(6).any(|found| found == b"script"));
    let large = image::load_from_memory(&look("图.png", png(3_000, 10)).unwrap().bytes).unwrap();
    assert_eq!(large.width(), 2_560);
    // Forty million dots are measured before they are unpacked.
    let mut huge = png(1, 1);
    huge[16..24].copy_from_slice(&[0, 0, 0x1F, 0x40, 0, 0, 0x1F, 0x40]);
    let sum = crc32(&huge[12..29]);
    huge[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(look("图.png", huge).err(), Some(Refusal::TooManyPixels));
}

fn crc32(bytes: &[u8]) -> u32 {
    let table = |byte: u32| (0..8).fold(byte, |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 });
    !bytes.iter().fold(!0, |sum: u32, byte| (sum >> 8) ^ table((sum ^ u32::from(*byte)) & 0xFF))
}

// On the shelf.

#[tokio::test(flavor = "multi_thread")]
async fn a_content_lies_on_the_shelf_once_and_is_what_it_was() {
    let folder = Folder::new();
    let shelf = Shelf::at(&format!("file://{}", folder.path().join("files").display())).unwrap();
    let (bytes, name) = (b"a file".to_vec(), sha256(b"a file"));
    for _ in 0..2 {
        shelf.put(&name, bytes.clone()).await.unwrap();
    }
    assert_eq!(shelf.get(&name).await.unwrap(), bytes);
    let place = folder.path().join("files").join(&name[..2]).join(&name[2..]);
    assert_eq!(std::fs::read(&place).unwrap(), bytes);
    assert_eq!(
        std::fs::read_dir(place.parent().unwrap()).unwrap().count(),
        1,
        "nothing half-written is left beside it"
    );
    std::fs::write(&place, "another").unwrap();
    assert!(shelf.get(&name).await.is_err(), "what has been changed is not handed out");
    shelf.remove(&name).await.unwrap();
    shelf.remove(&name).await.unwrap();
    assert!(!shelf.has(&name).await.unwrap());
    for address in ["ftp://x/y", "files", "s3://", "file://relative"] {
        assert!(Shelf::at(address).is_err(), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_speaks_s3_is_a_shelf_like_a_folder() {
    use axum::extract::{Request, State};
    use axum::response::IntoResponse;
    use std::collections::HashMap;
    use std::sync::{Arc, Mutex};
    type Objects = Arc<Mutex<HashMap<String, Vec<u8>>>>;

    /// As much of S3 as a shelf needs; whoever does not sign is turned away.
    async fn s3(State(objects): State<Objects>, request: Request) -> axum::response::Response {
        let signed = request.headers().get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !signed.starts_with("AWS4-HMAC-SHA256 Credential=board/") {
            return axum::http::StatusCode::FORBIDDEN.into_response();
        }
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let body = axum::body::to_bytes(request.into_body(), usize::MAX).await.unwrap();
        let mut objects = objects.lock().unwrap();
        let held = objects.get(&path).cloned();
        let stamp = [("etag", "\"1\""), ("last-modified", "Fri, 29 Jul 2022 00:30:00 GMT")];
        match (method.as_str(), held) {
            ("PUT", _) => {
                objects.insert(path, body.to_vec());
                stamp.into_response()
            }
            ("DELETE", _) => {
                objects.remove(&path);
                axum::http::StatusCode::NO_CONTENT.into_response()
            }
            ("GET" | "HEAD", Some(bytes)) => (stamp, bytes).into_response(),
            _ => axum::http::StatusCode::NOT_FOUND.into_response(),
        }
    }

    let objects = Objects::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let service = axum::Router::new().fallback(s3).with_state(objects.clone());
    let serving = tokio::spawn(async move { axum::serve(listener, service).await });
    let bucket = |id: &str| {
        object_store::aws::AmazonS3Builder::new()
            .with_bucket_name("files")
            .with_endpoint(&address)
            .with_allow_http(true)
            .with_region("test")
            .with_access_key_id(id)
            .with_secret_access_key("secret")
    };
    let shelf = Shelf::bucket(bucket("board"), "pilot/evidence").unwrap();
    let (bytes, name) = (png(8, 8), sha256(&png(8, 8)));
    assert!(!shelf.has(&name).await.unwrap());
    shelf.put(&name, bytes.clone()).await.unwrap();
    assert_eq!(shelf.get(&name).await.unwrap(), bytes);
    let held: Vec<String> = objects.lock().unwrap().keys().cloned().collect();
    assert_eq!(held, [format!("/files/pilot/evidence/{}/{}", &name[..2], &name[2..])]);
    objects.lock().unwrap().values_mut().for_each(|bytes| bytes[0] ^= 1);
    assert!(shelf.get(&name).await.is_err(), "what has been changed is not handed out");
    shelf.remove(&name).await.unwrap();
    assert!(!shelf.has(&name).await.unwrap() && objects.lock().unwrap().is_empty());
    let stranger = Shelf::bucket(bucket("stranger"), "").unwrap();
    assert!(stranger.put(&name, bytes).await.is_err());
    serving.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_refers_to_is_gone_after_a_day_and_nothing_else() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let shelf = board.app.shelf().unwrap().clone();
        let now = board.app.clock.now();
        let put = async |bytes: &[u8], claimed: DateTime<Utc>| {
            let name = sha256(bytes);
            let mut tx = db.write().await.unwrap();
            claim(&mut tx, &name, bytes.len() as i64, claimed).await.unwrap();
            tx.commit().await.unwrap();
            shelf.put(&name, bytes.to_vec()).await.unwrap();
            name
        };
        let old = put(b"given up", now - TimeDelta::hours(25)).await;
        let fresh = put(b"on its way", now - TimeDelta::hours(23)).await;
        let filer = board.signed_in("soc_food").await;
        bring(&filer, EVIDENCE, "report", &[("名单.pdf", &pdf(&[]))]).await.is(303);
        let swept = sweep(&db, &shelf, now).await.unwrap();
        assert_eq!((swept.files, swept.bytes), (1, 8));
        assert!(!shelf.has(&old).await.unwrap() && shelf.has(&fresh).await.unwrap());
        assert!(shelf.has(&sha256(&pdf(&[]))).await.unwrap());
        // Taken off the draft, the file is nobody's; the night after next throws it away.
        let page = filer.get(EVIDENCE).await.is(200);
        let detach = form(&page, "/detach");
        filer.post_form(&detach, &[("_idem", "off")]).await.is(303);
        assert_eq!(sweep(&db, &shelf, now + TimeDelta::hours(23)).await.unwrap().bytes, "on its way".len() as i64);
        assert_eq!(sweep(&db, &shelf, now + TimeDelta::hours(49)).await.unwrap().files, 1);
        assert!(!shelf.has(&sha256(&pdf(&[]))).await.unwrap());
        assert_eq!(sweep(&db, &shelf, now + TimeDelta::hours(49)).await.unwrap().files, 0);
    })
    .await;
}

// Through the front door.

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

fn multipart(csrf: &str, purpose: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let field = |name: &str, value: &str| {
        format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes()
    };
    let mut body = [field("_csrf", csrf), field("for", purpose)].concat();
    for (name, bytes) in files {
        let head = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    body
}

async fn bring(client: &Client, path: &str, purpose: &str, files: &[(&str, &[u8])]) -> Answer {
    let body = multipart(&client.csrf, purpose, files);
    let client = client.with("content-type", "multipart/form-data; boundary=edge");
    client.send(client.request(Method::POST, path, body)).await
}

/// The address of the first form that ends so.
#[track_caller]
fn form(page: &Answer, end: &str) -> String {
    let actions = page.text.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    actions.into_iter().find(|action| action.ends_with(end)).unwrap_or_else(|| panic!("no form to …{end}")).to_owned()
}

/// The addresses of the files a page leads to.
fn links(page: &Answer) -> Vec<String> {
    let links = page.text.split("href=\"/evidence/").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| !link.contains('/')).map(|link| format!("/evidence/{link}")).collect()
}

async fn submit(client: &Client) -> Answer {
    let check = client.get(&format!("{JULY}/check")).await.is(200);
    client
        .post_form(&format!("{JULY}/submit"), &[("lock", &check.field("lock")), ("_idem", &check.field("_idem"))])
        .await
}

async fn type_in(client: &Client, fields: &[(&str, &str)]) -> Answer {
    let form = client.get(JULY).await.is(200);
    let (lock, key) = (form.field("lock"), form.field("_idem"));
    let mut all = vec![("lock", lock.as_str()), ("_idem", key.as_str())];
    all.extend(fields);
    client.post_form(JULY, &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_brought_to_a_draft_go_with_its_version_and_are_read_by_whoever_may() {
    each(async |db| {
        let board = Board::new(db).await;
        let (filer, office) = (board.signed_in("soc_food").await, board.signed_in("office1").await);
        let to = type_in(&filer, &[(FOOD, "3"), ("done", "7月20日3人通过。"), ("do", "evidence")]).await.is(303);
        assert_eq!(to.location(), EVIDENCE);
        shows(&filer.get(EVIDENCE).await.is(200), &["佐证材料", "未附佐证", "每个不超过10MiB"]);
        let photo = jpg_with_place(40, 20);
        // One bad file keeps none of the others out, and says what is wrong with it.
        let files: [(&str, &[u8]); 3] = [("名单 7月.pdf", &pdf(&[])), ("坏.pdf", b"not a pdf"), ("现场.jpg", &photo)];
        let mixed = bring(&filer, EVIDENCE, "report", &files).await.is(422);
        shows(
            &mixed,
            &[
                "有1个文件未能保存，其余已保存",
                "坏.pdf",
                "应为PDF、PNG、JPG、DOCX或XLSX文件",
                "名单 7月.pdf",
                "现场.jpg",
            ],
        );
        shows(&filer.get(JULY).await.is(200), &["名单 7月.pdf", "现场.jpg"]);
        assert_eq!(filer.get(JULY).await.field(FOOD), "3", "the draft is as it was");
        // The same again changes nothing.
        bring(&filer, EVIDENCE, "report", &files[..1]).await.is(303);
        let page = filer.get(EVIDENCE).await.is(200);
        let links = links(&page);
        assert_eq!(links.len(), 2, "{links:?}");
        for other in [&office, &board.signed_in("gz_ast").await, &board.signed_in("leader").await] {
            other.get(&links[0]).await.is(404);
        }
        shows(&filer.get(&format!("{JULY}/check")).await.is(200), &["名单 7月.pdf"]);
        submit(&filer).await.is(303);
        for page in [format!("{JULY}/receipt"), format!("{JULY}/print"), "/reports/soc_food/2022-07".into()] {
            shows(&filer.get(&page).await.is(200), &["名单 7月.pdf", "现场.jpg"]);
        }
        shows(&office.get("/review?report=soc_food:2022-07").await.is(200), &["名单 7月.pdf"]);
        for reader in ["office1", "gdes", "leader", "auditor", "soc_food"] {
            board.signed_in(reader).await.get(&links[0]).await.is(200);
        }
        board.signed_in("gz_ast").await.get(&links[0]).await.is(404);
        board.visitor().get(&links[0]).await.is(401);
        let file = office.get(&links[0]).await.is(200);
        assert_eq!(file.bytes, pdf(&[]));
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"---7-.pdf\"; filename*=UTF-8''%E5%90%8D%E5%8D%95%207%E6%9C%88.pdf"
        );
        assert_eq!(file.header("content-type"), "application/pdf");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        office.get(&format!("{}/picture", links[0])).await.is(404);
        let picture = office.get(&format!("{}/picture", links[1])).await.is(200);
        assert!(picture.header("content-disposition").starts_with("inline; "));
        assert_ne!(picture.bytes, photo, "it was drawn anew");
        // What is filed stays as it is.
        let frozen = filer.get(EVIDENCE).await.is(200);
        assert!(!frozen.text.contains("/detach"), "nothing can be taken off");
        bring(&filer, EVIDENCE, "report", &[("晚.pdf", &pdf(&["<< /Late true >>"]))]).await.is(409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_may_rest_on_a_file_alone_and_a_correction_adds_to_what_was_filed() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("soc_food").await;
        let closure = [("task.9.closure", "yes"), ("task.9.closure.on", "2022-07-20"), ("task.9.said", "已完成。")];
        type_in(&filer, &closure).await.is(303);
        shows(&filer.get(&format!("{JULY}?check=1")).await.is(200), &["应写明依据"]);
        bring(&filer, EVIDENCE, "task.9", &[("签约文本.pdf", &pdf(&[]))]).await.is(303);
        submit(&filer).await.is(303);
        let (consolidator, office) = (board.signed_in("gdes").await, board.signed_in("office1").await);
        let queue = office.get("/review").await.is(200);
        shows(&queue, &["见附件：签约文本.pdf"]);
        shows(&office.get("/tasks/9").await.is(200), &["签约文本.pdf"]);
        for (who, act) in [(&consolidator, "forward"), (&office, "accept")] {
            let page = who.get("/reports/soc_food/2022-07").await.is(200);
            who.post_form(&format!("/review/soc_food/2022-07/{act}"), &[("lock", &page.field("lock"))]).await.is(303);
        }
        let queue = office.get("/review").await.is(200);
        let case = queue.text.split("class=\"case\"").find(|case| case.contains("签约文本.pdf")).unwrap();
        let confirm = case.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        assert!(confirm.ends_with("/confirm"), "{confirm}");
        office.post_form(&confirm, &[("_idem", "closed")]).await.is(303);
        // The correction begins with what was filed, may add to it, and not take from it.
        let slip = filer.get(&format!("{JULY}/correct")).await.is(200);
        let asked = [("lock", slip.field("lock")), ("_idem", slip.field("_idem"))];
        let mut asked: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        asked.extend([("reason", "left_out"), ("do", "form")]);
        filer.post_form(&format!("{JULY}/correct"), &asked).await.is(303);
        bring(&filer, EVIDENCE, "report", &[("补充.png", &png(8, 8))]).await.is(303);
        let more = bring(&filer, EVIDENCE, "task.9", &[("又一份.pdf", &pdf(&["<< >>"]))]).await.is(422);
        shows(&more, &["又一份.pdf", "此项任务已销号，依据已固定", "签约文本.pdf", "补充.png"]);
        let detach = form(&more, "/detach");
        filer.post_form(&detach, &[("_idem", "one")]).await.is(409);
        submit(&filer).await.is(303);
        shows(&office.get("/reports/soc_food/2022-07?version=2").await.is(200), &["签约文本.pdf", "补充.png"]);
        let first = words(office.get("/reports/soc_food/2022-07?version=1").await.is(200));
        assert!(first.contains("签约文本.pdf") && !first.contains("补充.png"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_copy_may_follow_a_report_that_has_been_sent() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    type_in(&filer, &[(FOOD, "3"), ("done", "7月20日3人通过。")]).await.is(303);
    submit(&filer).await.is(303);
    let receipt = filer.get(&format!("{JULY}/receipt")).await.is(200);
    shows(&receipt, &["未附佐证", "补传盖章件"]);
    bring(&filer, EVIDENCE, "sealed", &[("盖章.jpg", &jpg_with_place(40, 30))]).await.is(303);
    let receipt = filer.get(&format!("{JULY}/receipt")).await.is(200);
    shows(&receipt, &["盖章.jpg", "盖章件"]);
    assert!(!words(&receipt).contains("补传盖章件"));
    shows(&board.signed_in("office1").await.get("/review?report=soc_food:2022-07").await.is(200), &["盖章.jpg"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_says_which_of_its_reports_have_evidence() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let trace = leader.get("/figures/T2").await.is(200);
    shows(&trace, &["未附佐证"]);
    // A report of July with a list beside it, accepted in the example's own time.
    let with = words(board.signed_in("office1").await.get("/reports/soc_electric/2022-07").await.is(200));
    assert!(with.contains("第二次评审通过人员名单.pdf"), "{with}");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused_file_by_file_in_words() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let large = vec![b' '; LARGEST_FILE + 1];
    let answer = bring(&filer, EVIDENCE, "report", &[("大.pdf", &large), ("小.pdf", &pdf(&[]))]).await.is(422);
    shows(&answer, &["大.pdf", "应不超过10MiB", "小.pdf"]);
    let many: Vec<(String, Vec<u8>)> =
        (0..MOST_FILES).map(|at| (format!("{at}.pdf"), pdf(&[&format!("<< /N {at} >>")]))).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let answer = bring(&filer, EVIDENCE, "report", &many).await.is(422);
    shows(&answer, &["有1个文件未能保存", "每份月报应不超过20个文件"]);
    shows(&bring(&filer, EVIDENCE, "report", &[]).await.is(422), &["请先选择文件"]);
    let nothing = bring(&filer, EVIDENCE, "report", &[("", b"")]).await.is(422);
    shows(&nothing, &["请先选择文件"]);
    // More than all files together may have is turned away before it is read, in words.
    let client = filer.with("content-type", "multipart/form-data; boundary=edge");
    let client = client.with("content-length", &(MOST_FILES * LARGEST_FILE + 1_000_000).to_string());
    let answer = client.send(client.request(Method::POST, EVIDENCE, "--edge--\r\n")).await.is(413);
    shows(&answer, &["内容过大", "请删减后再提交"]);
    // Without the token of the session nothing is read at all.
    let mut stranger = filer.clone();
    stranger.csrf = "another".into();
    bring(&stranger, EVIDENCE, "report", &[("小.pdf", &pdf(&[]))]).await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_and_go_by_script_under_the_same_rules() {
    each(async |db| {
        let board = Board::new(db).await;
        let script = board.script("soc_food").await;
        let at = "/api/v1/programmes/2022/reports/soc_food/2022-07/evidence";
        let send = async |path: &str, bytes: Vec<u8>| script.send(script.request(Method::POST, path, bytes)).await;
        let kept = send(&format!("{at}?name=list.pdf"), pdf(&[])).await.is(200).json();
        assert_eq!((kept[0]["name"].as_str(), kept[0]["format"].as_str()), (Some("list.pdf"), Some("pdf")));
        let bytes = script.get(kept[0]["address"].as_str().unwrap()).await.is(200).bytes;
        assert_eq!(bytes, pdf(&[]));
        let refused = send(&format!("{at}?name=list.pdf"), b"not a pdf".to_vec()).await.is(422).json();
        assert_eq!(refused["type"], "file");
        assert!(refused["detail"].as_str().unwrap().contains("应为PDF"), "{refused}");
        send(&format!("{at}?name=a.pdf&for=nothing"), pdf(&[])).await.is(400);
        send(&format!("{at}?name=a.pdf"), vec![b' '; LARGEST_FILE + 1]).await.is(413);
        let id = kept[0]["id"].as_str().unwrap();
        assert_eq!(board.script("office1").await.get(at).await.is(200).json().as_array().unwrap().len(), 0);
        board.script("gz_ast").await.get(at).await.is(403);
        send(&format!("{at}/{id}/detach"), Vec::new()).await.is(204);
        assert_eq!(script.get(at).await.is(200).json().as_array().unwrap().len(), 0);
    })
    .await;
}
