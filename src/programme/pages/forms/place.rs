//! A place: where it lies, whom to ask about it, and what the scheme wants there.

use super::Form;
use crate::programme::editing::arrangement_word;
use crate::programme::{Arrangement, Place, Programme, Requirement};
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn place(&self, programme: &Programme, place: &Place) -> AnyView {
        self.locality(programme, Some(place))
    }

    pub(super) fn new_place(&self, programme: &Programme) -> AnyView {
        let lang = self.page.lang;
        view! {
            {self.input("id", lang.programme_id(), "", "text", true)}
            {self.locality(programme, None)}
        }
        .into_any()
    }

    fn locality(&self, programme: &Programme, place: Option<&Place>) -> AnyView {
        let lang = self.page.lang;
        let none = || std::iter::once(("", lang.programme_nobody()));
        let cities = programme.cities().filter(|city| place.is_none_or(|place| place.id != city.id));
        let cities: Vec<(&str, &str)> = none().chain(cities.map(|it| (it.id.as_str(), it.name.of(lang)))).collect();
        let units = programme.units.iter().map(|it| (it.id.as_str(), it.name.of(lang)));
        let units: Vec<(&str, &str)> = none().chain(units).collect();
        let tile = place.and_then(|place| place.tile);
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let wanted = Arrangement::ALL
            .map(|what| self.requirement(programme, what, place.and_then(|place| place.requirement(what))));
        view! {
            {self.name("name", lang.programme_word("name"), place.map(|it| &it.name), true)}
            {self.choice("city", lang.programme_in_city(), place.and_then(|it| it.city.as_deref()).unwrap_or_default(), &cities)}
            <fieldset><legend>{lang.programme_word("tile")}</legend><p class="quiet">{lang.programme_tile_rule()}</p>
                {self.input("tile.row", lang.programme_tile_row(), number(tile.map(|it| it.row)), "number", false)}
                {self.input("tile.column", lang.programme_tile_column(), number(tile.map(|it| it.column)), "number", false)}
            </fieldset>
            {self.choice("unit", lang.programme_asked(), place.and_then(|it| it.unit.as_deref()).unwrap_or_default(), &units)}
            {self.yes_no("unit_inferred", lang.programme_word("unit_inferred"), place.is_some_and(|it| it.unit_inferred))}
            {wanted.into_iter().collect_view()}
        }
        .into_any()
    }

    fn requirement(&self, programme: &Programme, what: Arrangement, held: Option<&Requirement>) -> AnyView {
        let lang = self.page.lang;
        let word = arrangement_word(what);
        let field = |key: &str| format!("{word}.{key}");
        let tasks: Vec<(String, String)> = programme
            .tasks
            .iter()
            .map(|it| (it.number.clone(), format!("{} {}", lang.task_number(&it.number), it.short.of(lang))))
            .collect();
        let tasks = tasks.iter().map(|(number, name)| (number.as_str(), name.as_str()));
        let tasks: Vec<(&str, &str)> = std::iter::once(("", lang.programme_nobody())).chain(tasks).collect();
        view! {
            <fieldset><legend>{format!("{} · {}", lang.programme_word("requires"), lang.arrangement(what))}</legend>
                {self.choice(&field("task"), lang.programme_wanted_under(), held.map_or("", |it| it.task.as_str()), &tasks)}
                {self.input(&field("part"), lang.programme_wanted_part(), held.and_then(|it| it.part.clone()).unwrap_or_default(), "text", false)}
                {self.yes_no(&field("optional"), lang.programme_wanted_optional(), held.is_some_and(|it| it.optional))}
                {self.input(&field("clause"), lang.programme_word("clause"), held.map_or("", |it| it.clause.as_str()), "text", false)}
                {self.yes_no(&field("inferred"), lang.programme_inferred(), held.is_some_and(|it| it.inferred))}
            </fieldset>
        }
        .into_any()
    }
}
