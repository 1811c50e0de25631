//! What each chart says, and that it is what progress says.

use super::fixture::{at, day, july, people, programme, record, version, view};
use crate::charts::{
    Bullet, Chart, ChartKind, Ladder, Slot, SlotState, StepPoint, StepState, Table, Timeline, bullet, ladder, slots,
    steps, timeline,
};
use crate::language::Lang;
use crate::lights::Light;
use crate::progress::Record;
use crate::ratio::Tenths;
use crate::views::View;

const ZH: Lang = Lang::ZhHans;

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_bullet_says_how_the_count_stands_to_its_pace() {
    let (programme, _, now) = july();
    let chart = bullet(&programme, &now, &now.targets[0].id, ZH).unwrap();
    let expected = Chart {
        title: "准入类执业落地41人，慢于序时进度2.3个百分点".into(),
        desc: "累计落地执业人数，按已核报告，单位：人；目标不少于100人，时限2022年12月31日；截至2022年7月28日；序时43.3%。"
            .into(),
        kind: ChartKind::Bullet(Bullet {
            actual: 41,
            pending: 0,
            target: 100,
            pace: Some(Tenths(433)),
            pace_label: Some("序时43.3%".into()),
            pending_label: None,
            stale_label: None,
        }),
        table: Table {
            columns: strings(&["", "已核", "待核", "目标", "完成", "序时", "差（百分点）", "状态"]),
            rows: vec![strings(&["准入类 执业落地", "41", "0", "100", "41.0%", "43.3%", "−2.3", "正常"])],
        },
    };
    assert_eq!(chart, expected);
    let english = bullet(&programme, &now, &now.targets[1].id, Lang::En).unwrap();
    assert_eq!(english.title, "Non-licensed: recognised: 62, 12.3 percentage points behind the planned pace");
}

#[test]
fn a_bullet_has_a_finding_for_every_state() {
    let mut more = record(3..=7);
    more.versions.push(version("b", 8, people(8, 5), true));
    let (programme, _, now) = at(more.clone(), view(8, 28));
    let title = |progress: &crate::progress::Progress, id: usize| {
        bullet(&programme, progress, &progress.targets[id].id, ZH).unwrap().title
    };
    assert_eq!(title(&now, 0), "准入类执业落地49人，慢于序时进度5.5个百分点");
    let (_, _, now) = at(record(3..=7), view(5, 28));
    assert_eq!(title(&now, 0), "准入类执业落地17人，慢于序时进度4.1个百分点");
    let (_, _, now) = at(Record::default(), view(3, 20));
    assert_eq!(title(&now, 0), "准入类执业落地0人，序时进度自4月1日起计");
    more.versions.push(version("c", 8, people(60, 200), true));
    let (_, _, now) = at(more, view(8, 28));
    assert_eq!(title(&now, 0), "准入类执业落地109人，已达标");
    assert_eq!(bullet(&programme, &now, &now.targets[3].id, ZH), None);
}

#[test]
fn what_waits_for_acceptance_is_said_beside_the_count_and_never_in_it() {
    let mut waiting = record(3..=6);
    waiting.versions.push(version("a", 7, people(13, 18), false));
    let (programme, _, now) = at(waiting, view(7, 28));
    let chart = bullet(&programme, &now, &now.targets[0].id, ZH).unwrap();
    let ChartKind::Bullet(drawn) = &chart.kind else { panic!() };
    assert_eq!((drawn.actual, drawn.pending, drawn.pending_label.as_deref()), (28, 13, Some("待核13")));
    assert!(chart.desc.ends_with("；另有待核13人。"), "{}", chart.desc);
}

#[test]
fn slots_fill_from_the_left_and_name_every_new_specialty() {
    let (programme, _, now) = july();
    let chart = slots(&programme, &now, "T4", ZH).unwrap();
    assert_eq!(chart.title, "新增领域签约2个，距目标差3个");
    let ChartKind::Slots(drawn) = &chart.kind else { panic!() };
    let slot = |name: &str, state| Slot { name: name.into(), state };
    let expected = [
        slot("电子政务工程", SlotState::Signed),
        slot("纺织", SlotState::Signed),
        slot("品质", SlotState::Open),
        slot("非金属材料", SlotState::Open),
        slot("食品", SlotState::Open),
    ];
    assert_eq!((drawn.baseline, drawn.slots.as_slice()), (0, expected.as_slice()));
    assert_eq!(chart.table.rows[0], strings(&["品质", "协商文本", "2022-06-20", "正常"]));
    assert_eq!(chart.table.rows[1], strings(&["电子政务工程", "签约", "2022-06-20", "已签"]));

    let all = slots(&programme, &now, "T3", ZH).unwrap();
    let ChartKind::Slots(drawn) = &all.kind else { panic!() };
    assert_eq!((drawn.baseline, drawn.baseline_label.as_deref()), (7, Some("原有7个")));
    assert_eq!(all.title, "非准入类专业领域9个，距目标差3个");
    assert_eq!(slots(&programme, &now, "T1", ZH), None);
}

#[test]
fn a_signed_agreement_stays_signed_when_the_next_report_is_missing() {
    let (programme, _, now) = at(record(3..=6), view(7, 28));
    let ChartKind::Slots(drawn) = slots(&programme, &now, "T4", ZH).unwrap().kind else { panic!() };
    let states: Vec<SlotState> = drawn.slots.iter().map(|slot| slot.state).collect();
    assert_eq!(states[..2], [SlotState::Signed; 2]);
    assert_eq!(states[2..], [SlotState::Stale; 3]);
}

#[test]
fn a_ladder_is_filled_up_to_the_rung_reached() {
    let (programme, _, now) = july();
    let chart = ladder(&programme, &now, "T5", ZH).unwrap();
    assert_eq!(chart.title, "大湾区经验报告：已到提纲（1/3）");
    let ChartKind::Ladder(Ladder { rungs, stale }) = chart.kind else { panic!() };
    assert_eq!(rungs.iter().map(|rung| rung.reached).collect::<Vec<_>>(), [true, false, false]);
    assert!(!stale);
    let (programme, _, now) = at(Record::default(), view(3, 20));
    assert_eq!(ladder(&programme, &now, "T5", ZH).unwrap().title, "大湾区经验报告：尚无进展填报（共3步）");
}

#[test]
fn a_step_line_ends_at_the_number_the_overview_shows() {
    let (programme, record, now) = july();
    for (index, id) in ["T1", "T2"].into_iter().enumerate() {
        let chart = steps(&programme, &record, now.view, id, ZH).unwrap();
        let ChartKind::Steps(drawn) = chart.kind else { panic!() };
        assert_eq!(drawn.actual, now.targets[index].actual);
        assert_eq!(drawn.points.last().unwrap().value, now.targets[index].actual);
        assert_eq!(drawn.projection, now.targets[index].projection);
    }
    let chart = steps(&programme, &record, now.view, "T1", ZH).unwrap();
    assert_eq!(chart.title, "按近三月速度，准入类执业落地年底达98人");
    let ChartKind::Steps(drawn) = chart.kind else { panic!() };
    let values: Vec<(chrono::NaiveDate, i64)> = drawn.points.iter().map(|point| (point.on, point.value)).collect();
    assert_eq!(values, [(day(3, 28), 0), (day(4, 28), 7), (day(5, 28), 17), (day(6, 28), 28), (day(7, 28), 41)]);
    assert_eq!(chart.table.rows[4], strings(&["7月月报", "2022-07-28", "41", "43.3%", "3/3"]));
    assert_eq!(chart.table.rows[6], strings(&["年底预计", "2022-12-31", "98", "—", "—"]));
    assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.columns.len()));
    assert_eq!(steps(&programme, &record, now.view, "T4", ZH), None);
}

#[test]
fn a_month_without_reports_is_missing_and_not_zero() {
    let chart = steps(&programme(), &record(3..=6), view(7, 28), "T1", ZH).unwrap();
    let ChartKind::Steps(drawn) = chart.kind else { panic!() };
    assert_eq!(drawn.points.last(), Some(&StepPoint { on: day(7, 28), value: 28, state: StepState::Missing }));
    assert_eq!(drawn.note.as_deref(), Some("7月月报未报"));
    assert_eq!(chart.table.rows[4], strings(&["7月月报", "2022-07-28", "未报", "43.3%", "0/3"]));
}

#[test]
fn a_month_with_some_reports_is_partial() {
    let mut record = record(3..=7);
    record.versions.retain(|version| !(version.unit == "c" && version.period.month == 7));
    let chart = steps(&programme(), &record, view(7, 28), "T1", ZH).unwrap();
    let ChartKind::Steps(drawn) = chart.kind else { panic!() };
    assert_eq!(drawn.points.last().unwrap().state, StepState::Partial);
    assert_eq!(drawn.note.as_deref(), Some("已核2/3"));
    assert!(chart.desc.ends_with("。3个单位中2个已核。"), "{}", chart.desc);
}

fn year(view: View) -> (Chart, Timeline) {
    let (programme, _, now) = at(record(3..=7), view);
    let chart = timeline(&programme, &now, ZH);
    let ChartKind::Timeline(drawn) = chart.kind.clone() else { panic!() };
    (chart, drawn)
}

#[test]
fn tasks_stand_in_the_order_of_their_deadlines_with_their_printed_numbers() {
    let (chart, drawn) = year(view(7, 28));
    let numbers: Vec<&str> = drawn.rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2", "6", "3", "7", "8", "11", "12", "4", "15", "9", "10", "13", "14"]);
    assert_eq!((drawn.start, drawn.end, drawn.months.len()), (day(1, 1), day(12, 31), 12));
    assert_eq!(
        chart.title,
        "14项任务（原文编号1–15，缺第5项）：6项已销号，3项逾期；下一个时限是7月28日：试点工作简报（第4项）"
    );
    assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.columns.len()));
}

#[test]
fn lateness_runs_from_the_deadline_to_the_day_of_the_view() {
    let (chart, drawn) = year(view(7, 28));
    let row = |number: &str| drawn.rows.iter().find(|row| row.number == number).unwrap();
    let late = &row("8").marks[0];
    assert_eq!((late.due, late.overdue_label.as_deref(), late.past), (day(6, 30), Some("28天"), true));
    assert_eq!((row("8").light, row("8").state.as_str()), (Light::Overdue, "逾期28天"));
    assert_eq!(row("12").state, "逾期28天 · 2/4");
    let closed = &row("6").marks[0];
    assert_eq!((closed.closed_on, closed.late_label.as_deref()), (Some(day(3, 20)), Some("+5天")));
    assert_eq!(row("6").state, "逾期办结 +5天");
    let early = &row("11").marks[0];
    assert_eq!((early.closed_on, early.late_label.as_deref()), (Some(day(6, 10)), None));
    assert!(!row("9").marks[0].past && row("9").state == "正常 余156天");
    assert!(row("14").open_ended && row("14").marks.is_empty() && row("14").state == "持续推进");
    // A month that nobody closed is late, and so is the task it belongs to.
    assert!(row("4").monthly && row("4").marks.len() == 10 && row("4").light == Light::Overdue);
    assert_eq!(chart.table.rows[5], strings(&["8", "准入类试点在湾区实施", "2022-06-30", "—", "28", "逾期", "a"]));
}

#[test]
fn a_task_due_today_is_not_past() {
    let (_, drawn) = year(view(6, 30));
    let row = drawn.rows.iter().find(|row| row.number == "8").unwrap();
    assert!(!row.marks[0].past && row.marks[0].overdue_label.is_none());
    assert_eq!(row.state, "今日到期");
}
