//! A unit with its groups, and a specialty with the units that carry it.

use super::{Form, lines};
use crate::programme::Programme;
use crate::programme::editing::{CARRIES, KINDS, carried_field};
use crate::specialties::Specialty;
use crate::units::{Route, Unit};
use crate::web::pages::inferred;
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn unit(&self, programme: &Programme, unit: &Unit) -> AnyView {
        self.body(programme, Some(unit))
    }

    pub(super) fn new_unit(&self, programme: &Programme) -> AnyView {
        let lang = self.page.lang;
        view! {
            {self.input("id", lang.programme_id(), "", "text", true)}
            {self.body(programme, None)}
        }
        .into_any()
    }

    fn body(&self, programme: &Programme, unit: Option<&Unit>) -> AnyView {
        let lang = self.page.lang;
        let kind = unit.map_or("society", |unit| KINDS[unit.kind as usize]);
        let kinds = KINDS.map(|kind| (kind, lang.programme_kind(kind)));
        let routes = [Route::ViaConsolidator, Route::Direct, Route::None];
        let routes = routes.map(|route| (route.to_string(), lang.programme_route(route)));
        let routes: Vec<(&str, &str)> = routes.iter().map(|(value, word)| (value.as_str(), *word)).collect();
        let route = unit.map_or(Route::ViaConsolidator, |unit| unit.route).to_string();
        let groups = programme.groups.iter().map(|group| {
            let held = unit.and_then(|unit| group.members.iter().rfind(|member| member.unit == unit.id));
            let from = held.map(|member| member.from.to_string()).unwrap_or_default();
            let until = held.and_then(|member| member.until).map(|day| day.to_string()).unwrap_or_default();
            view! {
                <fieldset><legend>{group.name.of(lang).to_owned()}</legend>
                    {self.input(&format!("from.{}", group.id), lang.programme_member_from(), from, "date", false)}
                    {self.input(&format!("until.{}", group.id), lang.programme_member_until(), until, "date", false)}
                </fieldset>
            }
        });
        view! {
            {self.name("name", lang.programme_word("name"), unit.map(|it| &it.name), true)}
            {self.name("short", lang.programme_short_name(), unit.and_then(|it| it.short.as_ref()), false)}
            {self.name("full", lang.programme_word("full"), unit.and_then(|it| it.full.as_ref()), false)}
            {self.input("aliases", lang.programme_aliases(), unit.map(|it| it.aliases.join("、")).unwrap_or_default(), "text", false)}
            {self.choice("kind", lang.programme_word("kind"), kind, &kinds)}
            {self.choice("route", lang.programme_word("route"), &route, &routes)}
            {groups.collect_view()}
            {self.carries(programme, unit)}
            {self.sentence("note", lang.programme_word("note"), unit.and_then(|it| it.note.as_ref()), 2)}
        }
        .into_any()
    }

    /// Which specialties the unit carries, each with its mark while that is only read into the source.
    fn carries(&self, programme: &Programme, unit: Option<&Unit>) -> AnyView {
        let lang = self.page.lang;
        let boxes = programme.specialties.iter().map(|specialty| {
            let field = carried_field(&specialty.id);
            let held = unit.is_some_and(|unit| specialty.units.contains(&unit.id));
            // What was sent back says what was ticked.
            let ticked = if self.typed.has(CARRIES) { self.typed.has(&field) } else { held };
            let mark = (held && specialty.units_inferred).then(|| inferred(lang));
            view! {
                <label class="tick"><input type="checkbox" name=field value="yes" checked=ticked/> {specialty.name.of(lang).to_owned()}{mark}</label>
            }
        });
        view! {
            <fieldset class="plain"><legend>{lang.unit_carries()}</legend>
                <input type="hidden" name=CARRIES value="asked"/>
                {boxes.collect_view()}
            </fieldset>
        }
        .into_any()
    }

    pub(super) fn specialty(&self, programme: &Programme, specialty: &Specialty) -> AnyView {
        let lang = self.page.lang;
        let units: Vec<(&str, &str)> = programme.filers().map(|unit| (unit.id.as_str(), unit.name.of(lang))).collect();
        view! {
            {self.name("name", lang.programme_word("name"), Some(&specialty.name), true)}
            {self.input("aliases", lang.programme_aliases(), specialty.aliases.join("、"), "text", false)}
            {self.yes_no("new", lang.programme_word("new"), specialty.new)}
            <fieldset><legend>{lang.programme_word("units")}</legend>
                {self.several("unit", lang.unit_label(), &specialty.units, 2, &units)}
                {self.yes_no("units_inferred", lang.programme_word("units_inferred"), specialty.units_inferred)}
            </fieldset>
        }
        .into_any()
    }

    /// The ladder that every specialty climbs; reports say which rung it is on.
    pub(super) fn stages(&self, programme: &Programme) -> AnyView {
        let lang = self.page.lang;
        let held = lines(&programme.specialty_stages);
        self.area(
            "specialty_stages",
            lang.programme_word("specialty_stages"),
            held,
            6,
            Some(lang.programme_ladder_rule()),
        )
    }
}
