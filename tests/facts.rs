//! The built-in programme says what the circular says: every fact taken down from it, row by row.
//!
//! `fixtures/facts.yaml` was taken down from the circular independently of the programme file. English
//! renderings are ours on both sides and are not compared.

use pilotboard::language::Name;
use pilotboard::people::Body;
use pilotboard::programme::Arrangement;
use pilotboard::programme::file::built_in;
use pilotboard::targets::{Operator, TargetMeasure};
use pilotboard::tasks::{Deadline, Task, TaskRole};
use pilotboard::units::Route;
use serde_yaml_ng::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;

fn facts() -> &'static Value {
    static FACTS: OnceLock<Value> = OnceLock::new();
    FACTS.get_or_init(|| serde_yaml_ng::from_str(include_str!("fixtures/facts.yaml")).expect("the facts are YAML"))
}

fn rows(value: &'static Value) -> impl Iterator<Item = &'static Value> {
    value.as_sequence().expect("a list").iter()
}

fn text(value: &'static Value) -> &'static str {
    value.as_str().unwrap_or_else(|| panic!("expected a text, found {value:?}"))
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("expected a number, found {value:?}"))
}

/// The texts of a list, or of a single text; none where the fact is absent.
fn texts(value: &'static Value) -> Vec<&'static str> {
    match value {
        Value::Null => Vec::new(),
        Value::Sequence(_) => rows(value).map(text).collect(),
        single => vec![text(single)],
    }
}

fn numbers(value: &'static Value) -> Vec<String> {
    rows(value).map(|it| number(it).to_string()).collect()
}

fn is_written_thrice(name: &Name) -> bool {
    [&name.zh_hans, &name.zh_hant, &name.en].iter().all(|text| !text.trim().is_empty())
}

#[test]
fn the_circular_is_named_as_it_is() {
    let (circular, programme) = (&facts()["circular"], built_in());
    assert_eq!(programme.issuer.zh_hans, text(&circular["issuer"]["zh"]));
    assert_eq!(programme.document_number, text(&circular["document_number"]["zh_verbatim"]));
    // The space in the printed title stands where its line breaks.
    assert_eq!(programme.document_title, text(&circular["title"]["zh_verbatim"]).replace(' ', ""));
}

#[test]
fn targets_are_those_of_the_circular() {
    let programme = built_in();
    assert_eq!(programme.targets.len(), rows(&facts()["targets"]).count());
    for (target, fact) in programme.targets.iter().zip(rows(&facts()["targets"])) {
        assert_eq!(target.id, text(&fact["id"]));
        assert_eq!(target.name.zh_hans, text(&fact["name"]["zh"]));
        assert_eq!(target.verbatim, text(&fact["zh_verbatim"]));
        assert_eq!(
            target.operator,
            if text(&fact["comparator"]) == ">=" { Operator::AtLeast } else { Operator::Exactly }
        );
        assert_eq!(target.value, number(&fact["value"]));
        // 个 for the circular's 5个专业领域, where the facts spell out 个专业.
        assert!(text(&fact["unit"]["zh"]).starts_with(&target.unit.zh_hans));
        assert_eq!(target.due.to_string(), text(&fact["due"]));
        match &target.measure {
            TargetMeasure::Specialties { baseline, .. } => {
                assert_eq!(*baseline, fact["baseline"].as_i64().unwrap_or(0));
            }
            TargetMeasure::TaskStage { task, .. } => assert_eq!(*task, number(&fact["task_num"]).to_string()),
            TargetMeasure::Count { .. } => assert_eq!(target.unit.zh_hans, "人"),
        }
        assert!([&target.name, &target.short, &target.unit, &target.wording].into_iter().all(is_written_thrice));
    }
}

#[test]
fn tasks_are_those_of_annex_2() {
    let (programme, table) = (built_in(), &facts()["tasks"]);
    assert_eq!(programme.tasks.len(), number(&table["row_count"]) as usize);
    assert_eq!(programme.tasks.len(), rows(&table["rows"]).count());
    assert!(numbers(&table["missing_numbers"]).iter().all(|missing| programme.task(missing).is_none()));
    for (task, fact) in programme.tasks.iter().zip(rows(&table["rows"])) {
        assert_eq!(task.number, number(&fact["num"]).to_string());
        assert_eq!(task.verbatim, text(&fact["zh_verbatim"]));
        assert_eq!(task.deadline_verbatim, text(&fact["deadline_zh_verbatim"]));
        assert_eq!(task.responsible_verbatim, text(&fact["responsible_zh_verbatim"]));
        let parties: Vec<_> = task.responsible.iter().map(|it| it.party.as_str()).collect();
        assert_eq!(parties, texts(&fact["units"]), "task {}", task.number);
        assert!(task.responsible.iter().all(|it| it.role == TaskRole::Unspecified));
        assert!(is_written_thrice(&task.name) && is_written_thrice(&task.short));
        let deadline = &fact["deadline"];
        match &task.deadline {
            Deadline::Date { date } => assert_eq!(date.to_string(), text(&deadline["date"])),
            Deadline::Monthly { day } => assert_eq!(i64::from(*day), number(&deadline["day"])),
            Deadline::Dates { dates } => {
                assert_eq!(dates.iter().map(|date| date.to_string()).collect::<Vec<_>>(), texts(&deadline["dates"]));
            }
            Deadline::AsNeeded => assert_eq!(text(&deadline["kind"]), "as_needed"),
        }
    }
}

#[test]
fn tasks_fall_due_on_the_days_of_the_circular() {
    let mut due: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for task in &built_in().tasks {
        for key in deadline_keys(task) {
            due.entry(key).or_default().push(task.number.clone());
        }
    }
    let facts = facts()["tasks"]["by_deadline"].as_mapping().expect("a mapping");
    assert_eq!(due, facts.iter().map(|(key, tasks)| (text(key).to_owned(), numbers(tasks))).collect());
}

fn deadline_keys(task: &Task) -> Vec<String> {
    match &task.deadline {
        Deadline::Date { date } => vec![date.to_string()],
        Deadline::Dates { dates } => dates.iter().map(|date| date.to_string()).collect(),
        Deadline::Monthly { day } => vec![format!("monthly_{day}")],
        Deadline::AsNeeded => vec!["as_needed".into()],
    }
}

#[test]
fn tasks_are_shared_out_as_in_the_circular() {
    let mut shared: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for task in &built_in().tasks {
        for responsible in &task.responsible {
            shared.entry(&responsible.party).or_default().push(task.number.clone());
        }
    }
    let facts = facts()["tasks"]["by_unit"].as_mapping().expect("a mapping");
    assert_eq!(shared, facts.iter().map(|(unit, tasks)| (text(unit), numbers(tasks))).collect());
}

#[test]
fn specialties_are_the_seven_and_the_five() {
    let (programme, listed) = (built_in(), &facts()["specialties"]);
    let (old, new) = (rows(&listed["existing_7"]), rows(&listed["new_5"]));
    let facts: Vec<_> = old.map(|fact| (fact, false)).chain(new.map(|fact| (fact, true))).collect();
    assert_eq!((programme.specialties.len(), facts.len()), (12, 12));
    for (specialty, (fact, new)) in programme.specialties.iter().zip(facts) {
        assert_eq!(specialty.number, number(&fact["num"]));
        assert_eq!(specialty.name.zh_hans, text(&fact["zh"]));
        assert_eq!(specialty.aliases, texts(&fact["alias_zh"]));
        assert_eq!(specialty.new, new);
        assert_eq!(specialty.units, texts(&fact[if new { "ids" } else { "society_inferred" }]), "{}", specialty.id);
        assert!(specialty.units_inferred && is_written_thrice(&specialty.name));
        assert!(specialty.units.iter().all(|unit| programme.unit(unit).unwrap().specialties.contains(&specialty.id)));
    }
    assert_eq!(programme.specialty("电气").map(|it| it.id.as_str()), Some("power"));
}

#[test]
fn units_are_those_of_the_circular() {
    let programme = built_in();
    let (groups, units): (Vec<_>, Vec<_>) = rows(&facts()["units"]).partition(|fact| text(&fact["kind"]) == "group");
    assert_eq!((programme.units.len(), programme.groups.len()), (units.len(), groups.len()));
    for (unit, fact) in programme.units.iter().zip(units) {
        assert_eq!(unit.id, text(&fact["id"]));
        assert_eq!(unit.name.zh_hans, text(&fact["zh"]));
        assert_eq!(unit.aliases, texts(&fact["alias_zh"]), "{}", unit.id);
        // `platform society` and `partner department` in the facts.
        let kind = serde_yaml_ng::to_string(&unit.kind).expect("a kind is a word");
        assert!(text(&fact["kind"]).split(' ').next() == Some(kind.trim()), "{}", unit.id);
        assert!(is_written_thrice(&unit.name));
    }
    for fact in groups {
        let group = programme.group(text(&fact["id"])).expect("a group of the programme");
        assert_eq!(group.name.zh_hans, text(&fact["zh"]));
        assert!(group.inferred && group.note.is_some());
    }
}

#[test]
fn the_plan_has_the_six_stages() {
    let programme = built_in();
    assert_eq!(programme.stages.len(), rows(&facts()["time_plan"]).count());
    for (stage, fact) in programme.stages.iter().zip(rows(&facts()["time_plan"])) {
        assert_eq!(stage.number, number(&fact["num"]));
        assert_eq!(stage.verbatim, text(&fact["zh_verbatim"]));
        assert_eq!(stage.start.to_string(), text(&fact["start"]));
        assert_eq!(stage.end.to_string(), text(&fact["end"]));
        assert!(is_written_thrice(&stage.name));
    }
}

#[test]
fn key_tasks_hold_the_tasks_and_targets_of_their_section() {
    let programme = built_in();
    assert_eq!(programme.key_tasks.len(), rows(&facts()["key_tasks"]).count());
    for (key_task, fact) in programme.key_tasks.iter().zip(rows(&facts()["key_tasks"])) {
        assert_eq!(key_task.number, number(&fact["num"]));
        assert_eq!(key_task.verbatim, text(&fact["zh_verbatim"]));
        let tasks = programme.tasks.iter().filter(|task| task.key_task == Some(key_task.number));
        assert_eq!(tasks.map(|task| task.number.clone()).collect::<Vec<_>>(), numbers(&fact["rows"]));
        let targets = programme.targets.iter().filter(|target| target.key_task == key_task.number);
        assert_eq!(targets.map(|target| target.id.as_str()).collect::<Vec<_>>(), texts(&fact["targets"]));
        assert!(is_written_thrice(&key_task.name));
    }
}

#[test]
fn places_are_four_cities_and_what_lies_in_them() {
    let (programme, places) = (built_in(), &facts()["places"]);
    let (cities, parts): (Vec<_>, Vec<_>) = programme.places.iter().partition(|place| place.city.is_none());
    let named: Vec<_> = cities.iter().map(|city| city.name.zh_hans.as_str()).collect();
    assert_eq!(named, rows(&places["cities"]).map(|fact| text(&fact["zh"])).collect::<Vec<_>>());
    let inside: Vec<_> = parts
        .iter()
        .map(|part| (part.name.zh_hans.as_str(), programme.place(part.city.as_deref().unwrap()).unwrap()))
        .map(|(part, city)| (part, city.name.zh_hans.as_str()))
        .collect();
    let facts = rows(&places["districts_and_zones"]).map(|fact| (text(&fact["zh"]), text(&fact["parent"])));
    assert_eq!(inside, facts.collect::<Vec<_>>());
    assert!(programme.places.iter().all(|place| is_written_thrice(&place.name)));
}

/// The rules where the circular goes first (二（一）2), workstations and demonstration sites where it puts them.
#[test]
fn places_are_required_to_have_what_the_circular_wants_there() {
    let programme = built_in();
    let wants = |what: Arrangement| {
        let places = programme.places.iter().filter(move |place| place.requirement(what).is_some());
        places.map(|place| place.name.zh_hans.as_str()).collect::<Vec<_>>()
    };
    let goals = |number: i64| rows(&facts()["qualitative_goals"]).find(|it| it["task_num"].as_i64() == Some(number));
    let (stations, sites) = (goals(11).unwrap(), goals(12).unwrap());
    let early = &facts()["places"]["access_pilot_places"];
    for (what, fact) in [(Arrangement::Rules, early), (Arrangement::Station, stations), (Arrangement::Site, sites)] {
        let printed = text(&fact["zh_verbatim"]);
        // 新区 and 合作区 are left out where the circular is short.
        let short =
            |name: &'static str| name.trim_end_matches("新区").trim_end_matches("合作区").trim_end_matches('区');
        for place in wants(what) {
            let requirement = programme.place(place).unwrap().requirement(what).unwrap();
            assert!(printed.contains(short(place)) || requirement.inferred, "{place}");
        }
        if let Some(count) = fact["places"].as_i64() {
            assert_eq!(wants(what).len() as i64, count);
        }
    }
    assert_eq!(wants(Arrangement::Rules).len(), 7, "six places and Qianhai, which counts with Shenzhen");
    let requirements = programme.places.iter().flat_map(|place| &place.requires);
    for requirement in requirements {
        let (what, number) = (requirement.what, requirement.task.as_str());
        assert_eq!(
            number,
            match what {
                Arrangement::Rules => "8",
                Arrangement::Station => "11",
                Arrangement::Site => "12",
            }
        );
        assert_eq!(requirement.optional, what == Arrangement::Station, "可设立 is said of workstations only");
    }
    // Every part of the three tasks is wanted in some place.
    for number in ["8", "11", "12"] {
        for slot in &programme.task(number).unwrap().slots {
            let wanted = programme.places.iter().flat_map(|place| &place.requires);
            assert!(
                wanted.filter(|it| it.task == number).any(|it| it.part.as_ref() == Some(&slot.zh_hans)),
                "{number}"
            );
        }
    }
}

#[test]
fn the_leading_group_and_its_office_have_the_seats_of_annex_1() {
    for (body, key) in [(Body::LeadingGroup, "leading_group"), (Body::Office, "office")] {
        let fact = &facts()["governance"][key];
        let posts: Vec<_> = built_in().posts.iter().filter(|post| post.body == body).collect();
        assert_eq!(posts.len(), number(&fact["size"]) as usize);
        assert_eq!(posts.len(), rows(&fact["roles"]).count());
        for (post, fact) in posts.iter().zip(rows(&fact["roles"])) {
            assert_eq!(post.seat.zh_hans, text(&fact["role_zh"]));
            assert_eq!(post.post, text(&fact["post_zh"]));
            assert!(fact["unit"].is_null() || post.unit.as_deref() == fact["unit"].as_str(), "{}", post.post);
            assert!(is_written_thrice(&post.seat));
        }
    }
}

#[test]
fn reports_take_the_routes_of_task_4() {
    let (programme, filers) = (built_in(), &facts()["reporting_expected_filers_per_month"]);
    let routed = |route: Route| programme.units.iter().filter(move |unit| unit.route == route).map(|it| it.id.as_str());
    let societies = texts(&filers["societies"]);
    let mut via_consolidator: Vec<_> = routed(Route::ViaConsolidator).collect();
    via_consolidator.sort_unstable();
    let mut expected = societies.clone();
    expected.sort_unstable();
    assert_eq!(via_consolidator, expected);
    assert_eq!(societies.len(), number(&filers["societies_count"]) as usize);
    let direct: Vec<_> = routed(Route::Direct).collect();
    assert!(texts(&filers["cities"]).iter().all(|city| direct.contains(city)));
    assert_eq!(direct, ["gdast_acad", "gdast_coop", "gdes", "gz_ast", "sz_ast", "zh_ast", "dg_ast", "hengqin"]);
    assert_eq!(texts(&filers["consolidated"]), [programme.consolidator.as_str()]);
    assert!(texts(&filers["uncertain"]).iter().all(|unit| programme.unit(unit).unwrap().route == Route::None));
}

#[test]
fn the_pilot_units_are_the_societies_the_cities_and_hengqin_from_the_first_day() {
    let (programme, filers) = (built_in(), &facts()["reporting_expected_filers_per_month"]);
    let first = programme.reporting.start;
    let members = |group| programme.group(group).unwrap().members_on(first).collect::<Vec<_>>();
    assert_eq!(members("pilot_societies"), texts(&filers["societies"]));
    let all = [texts(&filers["societies"]), texts(&filers["cities"]), vec!["hengqin"]].concat();
    assert_eq!(members("pilot_units"), all);
    assert_eq!(programme.expected_on(first), all);
    assert!(programme.expected_on(first.pred_opt().unwrap()).is_empty());
}

#[test]
fn weekends_on_the_28th_are_those_of_the_calendar() {
    let weekends = facts()["reporting_calendar_2022"]["weekend_28ths"].as_mapping().expect("a mapping");
    let rolled = built_in().periods.iter().filter(|it| it.due != it.effective_due).map(|it| it.due.to_string());
    assert_eq!(rolled.collect::<Vec<_>>(), weekends.keys().map(text).collect::<Vec<_>>());
}
