//! The half-year summary as an office would check it: numbers against figures, the page against the standard,
//! and the files against themselves.

use crate::half_year::{accepted, day, recognised, record, view};
use calamine::{Data, Reader, Xlsx};
use pilotboard::calendar::{Half, PeriodId, end_of, start_of};
use pilotboard::documents::{
    Check, CheckKind, Fresh, Ground, Numbers, Piece, PieceKind, Token, checks, material, pieces, resolve,
};
use pilotboard::figures::FigureId;
use pilotboard::language::Lang;
use pilotboard::programme::file;
use pilotboard::progress::{Record, figure, progress};
use pilotboard::reports::{Content, Direction, Origin, Stated};
use pilotboard::summaries::pdf::Faces;
use pilotboard::summaries::{AnnexKind, Block, Rate, Run, Scope, Summary, compose, docx, issues, plain, xlsx};
use pilotboard::views::{Basis, View};
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::LazyLock;

static FACES: LazyLock<Faces> = LazyLock::new(|| Faces::new(Path::new("fonts")));
const FIRST: Half = Half { year: 2022, second: false };
const SECOND: Half = Half { year: 2022, second: true };

fn summary(lang: Lang) -> Summary {
    let programme = file::built_in();
    compose(programme, &record(programme), FIRST, view(), lang)
}

/// The text, block by block.
fn text(summary: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &summary.blocks {
        match block {
            Block::Title(title) => lines.push(title.iter().map(|line| plain(line)).collect()),
            Block::Masthead(head) => lines.push(head.number.clone()),
            Block::Tail(tail) => lines.extend(tail.iter().cloned()),
            Block::Note(runs) | Block::Heading { runs, .. } | Block::Paragraph(runs) => lines.push(plain(runs)),
            Block::Table(table) => {
                lines.extend(
                    table.rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("｜")),
                );
            }
            Block::Figure(figure) => lines.push(figure.caption.clone()),
            Block::AnnexList(names) => lines.extend(names.iter().cloned()),
            Block::Signature { signatory, date } => lines.extend([signatory.clone(), date.clone()]),
            Block::Annex { number, title, .. } => lines.push(format!("{number} {title}")),
        }
    }
    lines
}

#[test]
fn every_number_of_people_is_the_figure_it_is_bound_to() {
    let programme = file::built_in();
    let record = record(programme);
    for (half, view) in [
        (FIRST, view()),
        (FIRST, View::new(day("2022-05-31"), Basis::Reported)),
        (SECOND, View::new(day("2022-12-31"), Basis::Corrected)),
    ] {
        for lang in Lang::ALL {
            let summary = compose(programme, &record, half, view, lang);
            let value = |id: &FigureId| figure(programme, &record, summary.view, id).unwrap().value;
            let progress = progress(programme, &record, summary.view);
            let mut bound = 0;
            for run in summary.runs() {
                match run {
                    Run::Figure { id, value: said, shown, at } => {
                        let at = at.unwrap_or(summary.view);
                        let value = figure(programme, &record, at, id).unwrap().value;
                        assert_eq!((*said, shown), (value, &said.to_string()), "{id}");
                        bound += 1;
                    }
                    Run::Sum { ids, value: said, .. } => {
                        assert_eq!(*said, ids.iter().map(value).sum::<i64>());
                    }
                    Run::Rate { of, rate, value: said, .. } => {
                        let target = progress.targets.iter().find(|target| target.figure == *of).unwrap();
                        let (completion, pace, gap) = (target.completion, target.pace, target.gap.map(|g| g.abs()));
                        let expected = match rate {
                            Rate::Completion => completion,
                            Rate::Pace => pace,
                            Rate::Gap => gap,
                        };
                        assert_eq!(Some(*said), expected);
                    }
                    Run::Number { .. } | Run::Text(_) => {}
                }
            }
            assert!(bound > 10);
            for course in &summary.courses {
                let last = course.points.iter().rev().find_map(|point| point.actual);
                let whole = value(&FigureId::target(&course.target));
                if summary.view.basis == Basis::Corrected {
                    assert_eq!(last, Some(whole), "the line ends at the actual");
                }
                assert!(course.rows.iter().all(|row| row.total.1 == value(&row.total.0)));
            }
        }
    }
}

#[test]
fn the_summary_says_what_it_covers_and_its_cut_off() {
    let text = text(&summary(Lang::ZhHans));
    assert_eq!(text[0], "粤港澳大湾区工程师资格互认试点2022年上半年工作总结");
    assert_eq!(text[1], "（统计时段：2022年1月1日至6月28日；6月29日至30日事项以文字补充）");
    assert_eq!(text[2], "（数据截至2022年6月30日，按更正后已核月报）");
    let programme = file::built_in();
    let late = compose(programme, &record(programme), FIRST, View::new(day("2022-09-30"), Basis::Corrected), Lang::En);
    assert_eq!(late.view.day, FIRST.end(), "what came after the half is not told in it");
    let second =
        compose(programme, &record(programme), SECOND, View::new(day("2022-12-31"), Basis::Corrected), Lang::ZhHans);
    let second = self::text(&second);
    assert_eq!(second[0], "粤港澳大湾区工程师资格互认试点2022年下半年工作总结");
    assert_eq!(second[1], "（统计时段：2022年1月1日至12月28日，含12月29日至31日补报）");
}

#[test]
fn silent_units_are_named() {
    for lang in Lang::ALL {
        let summary = summary(lang);
        let name = file::built_in().unit("soc_food").unwrap().name.of(lang);
        let named = text(&summary).iter().any(|line| {
            line.contains(lang.pick("未报的单位", "未提交的單位", "is outstanding")) && line.contains(name)
        });
        assert!(named, "{lang}");
        let reporting = summary.annex(AnnexKind::Reporting).unwrap();
        let row = reporting.rows.iter().find(|row| plain(&row[0]) == name).unwrap();
        assert_eq!(plain(row.last().unwrap()), lang.pick("未报", "未提交", "outstanding"));
    }
}

/// The paragraphs and second headings under the first heading that says so.
fn under(summary: &Summary, heading: &str) -> Vec<String> {
    let first = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    let mut blocks = summary
        .blocks
        .iter()
        .skip_while(|block| !matches!(block, Block::Heading { level: 1, runs } if plain(runs).ends_with(heading)));
    blocks.next().unwrap_or_else(|| panic!("there is a section {heading}"));
    let section = blocks.take_while(|block| !first(block));
    section
        .filter_map(|block| match block {
            Block::Heading { runs, .. } => Some(format!("# {}", plain(runs))),
            Block::Paragraph(runs) => Some(plain(runs)),
            _ => None,
        })
        .collect()
}

#[test]
fn four_problems_are_told_those_named_most_often_first_with_what_is_asked_for() {
    let programme = file::built_in();
    let mut record = record(programme);
    let told = under(&summary(Lang::ZhHans), "存在的主要问题");
    assert_eq!(told.len(), 2, "{told:#?}");
    // Four cities named the same in four months; one society asked once.
    assert!(
        told[0].starts_with("1.广州市科协、深圳市科协") && told[0].contains("3月、4月、5月、6月月报"),
        "{}",
        told[0]
    );
    assert!(told[1].ends_with("请求：请省科协协调香港工程师学会确定签约时间。"), "{}", told[1]);
    for (at, unit) in ["soc_civil", "soc_food", "soc_textile", "soc_quality"].into_iter().enumerate() {
        let version = record.versions.iter_mut().find(|v| v.unit == unit && v.period == PeriodId::month(2022, 5));
        version.unwrap().content.problems = format!("申请量偏少，为第{at}例。");
    }
    let many = compose(programme, &record, FIRST, view(), Lang::ZhHans);
    let told = under(&many, "存在的主要问题");
    assert_eq!(told.len(), 5, "{told:#?}");
    assert_eq!(told[0], "按反映次数由多到少列出前四项，其余见各单位总结。");
    assert!(told[1].starts_with("1.广州市科协") && told[4].starts_with("4."), "{told:#?}");
    assert!(!told.iter().any(|line| line.starts_with('#')), "no subsection stands alone");
}

#[test]
fn a_briefing_tells_one_matter_at_a_time_why_what_was_done_and_what_is_asked_for() {
    let programme = file::built_in();
    let june = issues(programme)[3].compose(programme, &record(programme), view(), Lang::ZhHans).unwrap();
    let told = under(&june, "存在问题和需协调事项");
    assert!(told[0].starts_with("4个单位反映问题，择要如下，其余和下步工作见附件4。"), "{told:#?}");
    assert_eq!(told.len(), 5, "{told:#?}");
    let asked = "1.省电子政务协会：已做工作：完成第4批申请材料初审，组织评审会1次。请求：请省科协协调香港工程师学会确定签约时间。";
    assert_eq!(told[1], asked);
    assert!(told[2].contains("实施细则尚未出台") && !told[2].contains("请求"), "{}", told[2]);
}

#[test]
fn reports_and_tasks_add_up() {
    let text = text(&summary(Lang::ZhHans));
    let has = |part: &str| assert!(text.iter().any(|line| line.contains(part)), "{part}\n{text:#?}");
    has("应报72份，按时70份、逾期1份、未报1份");
    has("按时销号2项、逾期办结1项");
    has("逾期办结：第3项（信息化平台建设，3月25日，逾期12天）。");
    has("逾期3天");
}

#[test]
fn a_correction_is_told_with_both_numbers_and_the_reason() {
    let summary = summary(Lang::ZhHans);
    let corrections = summary.annex(AnnexKind::Corrections).unwrap();
    let row: Vec<String> = corrections.rows[0].iter().map(|cell| plain(cell)).collect();
    let expected =
        ["广州市科协", "4月", "落地执业人数、南沙新区、香港", "3", "4", "南沙新区重复登记1人，经复核补录2人。"];
    assert_eq!(row, expected);
    let programme = file::built_in();
    let before = compose(programme, &Record::default(), FIRST, view(), Lang::ZhHans);
    assert_eq!(plain(&before.annex(AnnexKind::Corrections).unwrap().rows[0][0]), "无");
}

#[test]
fn only_accepted_reports_feed_it() {
    let programme = file::built_in();
    let record = record(programme);
    let mut waiting = record.clone();
    let mut extra =
        accepted(programme, "soc_food", "2022-06", Content { done: "未核内容".into(), ..Content::default() });
    extra.content.counts.push(recognised("food", Origin::Hk, Direction::In, 40));
    extra.accepted_at = None;
    waiting.versions.push(extra);
    let (before, after) = (
        compose(programme, &record, FIRST, view(), Lang::ZhHans),
        compose(programme, &waiting, FIRST, view(), Lang::ZhHans),
    );
    assert!(!text(&after).iter().any(|line| line.contains("未核内容")));
    assert_eq!(before.courses, after.courses);
}

#[test]
fn changing_one_accepted_count_changes_only_what_is_bound_to_it() {
    let programme = file::built_in();
    let record = record(programme);
    let mut more = record.clone();
    let version =
        more.versions.iter_mut().find(|v| v.unit == "dg_ast" && v.period == PeriodId::month(2022, 6)).unwrap();
    let Stated::Number(n) = version.content.counts[0].stated else { panic!("the count is a number") };
    version.content.counts[0].stated = Stated::Number(n + 1);
    let (before, after) = (
        compose(programme, &record, FIRST, view(), Lang::ZhHans),
        compose(programme, &more, FIRST, view(), Lang::ZhHans),
    );
    assert_eq!(before.blocks.len(), after.blocks.len());
    let target = FigureId::target("T1");
    for (old, new) in before.blocks.iter().zip(&after.blocks).filter(|(old, new)| old != new) {
        let runs = match new {
            Block::Heading { runs, .. } | Block::Paragraph(runs) => runs.clone(),
            Block::Table(table) => table.rows.iter().flatten().flatten().cloned().collect(),
            // The line of what changed, drawn from the same figures.
            Block::Figure(figure) if figure.caption.contains("执业落地") => continue,
            _ => panic!("{old:?} became {new:?}"),
        };
        let bound = runs.iter().any(|run| match run {
            Run::Figure { id, .. } => id.subject == target.subject,
            Run::Rate { of, .. } => *of == target,
            Run::Number { .. } | Run::Sum { .. } | Run::Text(_) => false,
        });
        let derived = matches!(new, Block::Paragraph(runs) if plain(runs).contains("推算"));
        assert!(bound || derived, "{}", plain(&runs));
    }
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_same_summary_gives_the_same_bytes_whenever_it_is_written() {
    let write = || {
        let summary = summary(Lang::ZhHans);
        (docx::write(&summary, &FACES).unwrap(), xlsx::write(&summary))
    };
    let (docx, xlsx) = write();
    assert!((docx.clone(), xlsx.clone()) == write());
    // What a clock could change are the times inside the package: none of them is of today.
    for package in [&docx, &xlsx] {
        let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
        for at in 0..archive.len() {
            let year = archive.by_index(at).unwrap().last_modified().map_or(1980, |time| time.year());
            assert!(year <= 2022, "entry {at} is of {year}");
        }
        assert!(part(package, "docProps/core.xml").contains(">2022-"));
    }
}

#[test]
fn the_document_is_laid_out_by_the_standard() {
    let package = docx::write(&summary(Lang::ZhHans), &FACES).unwrap();
    let document = part(&package, "word/document.xml");
    for expected in [
        r#"<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>"#,
        r#"<w:pgSz w:w="11906" w:h="16838"/>"#,
        r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588""#,
        r#"<w:sectPr><w:footerReference"#,
        "<w:tblHeader/>",
        r#"<w:pStyle w:val="Heading1"/>"#,
        "2022年6月30日",
    ] {
        assert!(document.contains(expected), "{expected}");
    }
    let styles = part(&package, "word/styles.xml");
    for font in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"] {
        assert!(styles.contains(font), "{font}");
    }
    for expected in [
        r#"w:line="579" w:lineRule="exact""#,
        r#"w:firstLineChars="200""#,
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal">"#,
        r#"<w:outlineLvl w:val="0"/>"#,
        r#"<w:sz w:val="32"/>"#,
        r#"<w:sz w:val="44"/>"#,
    ] {
        assert!(styles.contains(expected), "{expected}");
    }
    assert!(!styles.contains("<w:b/>") && !document.contains("<w:b/>"), "nothing is set bold");
    assert!(part(&package, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    assert!(part(&package, "docProps/core.xml").contains("2022-06-30T00:00:00Z"));
    assert!(!document.contains("年0") && !document.contains("月0"), "days are written without a leading zero");
}

#[test]
fn no_cell_is_blank() {
    for lang in Lang::ALL {
        let summary = summary(lang);
        for block in &summary.blocks {
            let Block::Table(table) = block else { continue };
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len());
                assert!(row.iter().all(|cell| !plain(cell).trim().is_empty()), "{row:?}");
            }
        }
    }
}

#[test]
fn the_workbook_reads_back_and_holds_no_formula() {
    let programme = file::built_in();
    let mut record = record(programme);
    record.versions[0].content.done = "=HYPERLINK(\"http://example.org\")".into();
    if let Some(version) = record.versions.iter_mut().find(|v| v.unit == "sz_ast") {
        version.content.tasks[0].said = "=1+1\u{1}".into();
    }
    let summary = compose(programme, &record, FIRST, view(), Lang::ZhHans);
    let package = xlsx::write(&summary);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(package.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["目标", "任务", "报送", "更正", "数据", "图号"]);
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    let targets = book.worksheet_range("目标").unwrap();
    let actual = figure(programme, &record, summary.view, &FigureId::target("T1")).unwrap().value;
    assert_eq!(targets.get_value((3, 3)), Some(&Data::Float(actual as f64)));
    assert_eq!(targets.get_value((3, 0)), Some(&Data::String("准入类执业落地".into())));
    let data = book.worksheet_range("数据").unwrap();
    assert_eq!(data.get_value((3, 0)), Some(&Data::String("准入类执业落地".into())));
    assert!(part(&package, "xl/charts/chart4.xml").contains("非准入类互认"));
    assert!(!part(&package, "xl/worksheets/sheet2.xml").contains("<f>"));
}

#[test]
fn a_summary_can_be_made_before_anything_was_filed() {
    let programme = file::built_in();
    for lang in Lang::ALL {
        for day in ["2022-01-01", "2022-03-28", "2022-06-28"] {
            let view = View::new(crate::half_year::day(day), Basis::Reported);
            let summary = compose(programme, &Record::default(), FIRST, view, lang);
            assert!(!docx::write(&summary, &FACES).unwrap().is_empty() && !xlsx::write(&summary).is_empty());
        }
    }
    assert!(end_of(FIRST.end()) > start_of(FIRST.start()));
}

#[test]
fn a_document_reads_back_from_what_is_kept_of_it() {
    for lang in Lang::ALL {
        let summary = summary(lang);
        let kept = serde_json::to_string(&summary).unwrap();
        let read: Summary = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, summary);
        assert_eq!(serde_json::to_string(&read).unwrap(), kept);
    }
}

/// The pieces of a composed document as they stand in a draft nobody has touched.
fn drafted(summary: &Summary) -> Vec<Piece> {
    let piece = |(at, fresh): (usize, Fresh)| Piece {
        id: at.to_string(),
        kind: fresh.kind,
        text: fresh.text,
        source: None,
        lock: 1,
        held: None,
        changed: None,
    };
    pieces(summary).into_iter().enumerate().map(piece).collect()
}

/// Both kinds of document at their usual views, in every language.
fn composed(record: &Record) -> Vec<Summary> {
    let programme = file::built_in();
    let issue = issues(programme)[3];
    let of =
        |lang| [Scope::Half(FIRST), Scope::Issue(issue)].map(|scope| scope.compose(programme, record, view(), lang));
    Lang::ALL.into_iter().flat_map(of).flatten().collect()
}

#[test]
fn a_draft_nobody_has_touched_says_what_the_figures_compose_and_is_flagged_for_no_number() {
    let programme = file::built_in();
    let record = record(programme);
    for summary in composed(&record) {
        let (scope, lang, pieces) = (summary.scope, summary.lang, drafted(&summary));
        let numbers = Numbers::new(programme, &record, &summary);
        let resolved = resolve(&pieces, &summary, &numbers, None);
        assert_eq!(text(&resolved.summary), text(&summary), "{scope} {lang}");
        assert_eq!(resolved.slips, []);
        // Its numbers are as bound as they were.
        let bound = |summary: &Summary| summary.runs().filter(|run| Token::of(run).is_some()).count();
        assert_eq!(bound(&resolved.summary), bound(&summary));
        let (items, silent) = material(programme, &record, scope, summary.view, lang);
        let ground = Ground::new(&summary, items.iter().map(|item| item.text.as_str()));
        let found = checks(programme, scope, &pieces, &resolved, &ground, &silent, lang);
        let of_numbers = |check: &&Check| {
            matches!(check.kind, CheckKind::BareNumber { .. } | CheckKind::SilentUnit { .. }) || check.kind.is_fault()
        };
        assert_eq!(found.iter().filter(of_numbers).collect::<Vec<_>>(), [] as [&Check; 0], "{scope} {lang}");
    }
}

#[test]
fn a_careless_draft_is_told_what_is_wrong_with_it() {
    let programme = file::built_in();
    let record = record(programme);
    let summary = Scope::Issue(issues(programme)[3]).compose(programme, &record, view(), Lang::ZhHans).unwrap();
    let piece = |kind: PieceKind, text: &str| Piece {
        id: text.to_owned(),
        kind,
        text: text.to_owned(),
        source: None,
        lock: 1,
        held: None,
        changed: None,
    };
    let pieces = [
        piece(PieceKind::Title, "关于6月试点工作情况的简报"),
        piece(PieceKind::Lead, "截至2022年06月28日，落地{{T9}}人，互认9991人。"),
        piece(PieceKind::Heading(1), "下月重点"),
        piece(PieceKind::Heading(3), "加快进度"),
        piece(PieceKind::Paragraph, "进一步推进相关工作。依据见粤科协学[2022]2号。"),
        piece(PieceKind::Paragraph, " "),
        piece(PieceKind::Heading(1), "其他"),
    ];
    let numbers = Numbers::new(programme, &record, &summary);
    let resolved = resolve(&pieces, &summary, &numbers, None);
    let ground = Ground::new(&summary, []);
    let silent = ["soc_food".to_owned()];
    let found = checks(programme, summary.scope, &pieces, &resolved, &ground, &silent, Lang::ZhHans);
    let said: Vec<String> = found.iter().map(|check| Lang::ZhHans.check_said(&check.kind)).collect();
    for expected in [
        "标题应写结论，不写“关于…的简报”",
        "“T9”不是方案里的图号",
        "数字“9991”与已核数据都不相符，请核对或换成图号",
        "日期“2022年06月28日”应写作“2022年6月28日”",
        "标题由第1级跳到第3级",
        "“推进”缺少对象或时间",
        "文号“[2022]2”应写作“〔2022〕2”",
        "此段没有内容",
        "标题下没有正文",
        "省食品学会本期月报未核，文中未说明",
        "缺少报头，请在“在此后加…”中补上",
        "缺少报尾，请在“在此后加…”中补上",
    ] {
        assert!(said.iter().any(|said| said == expected), "{expected}\n{said:#?}");
    }
    // The number nobody knows, the empty piece, the number bound to nothing, masthead and tail.
    assert_eq!(found.iter().filter(|check| check.kind.is_fault()).count(), 5);
}
