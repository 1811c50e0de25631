//! A group: what it is called, and from when to when each unit belongs to it.

use super::Form;
use crate::calendar::day_of;
use crate::programme::Programme;
use crate::programme::editing::{JOINING, member_field};
use crate::units::UnitGroup;
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn group(&self, programme: &Programme, group: &UnitGroup) -> AnyView {
        self.circle(programme, Some(group))
    }

    pub(super) fn new_group(&self, programme: &Programme) -> AnyView {
        let (lang, today) = (self.page.lang, day_of(self.page.now));
        view! {
            {self.input("id", lang.programme_id(), "", "text", true)}
            {self.input("begins", lang.programme_begins(), today, "date", true)}
            {self.circle(programme, None)}
        }
        .into_any()
    }

    fn circle(&self, programme: &Programme, group: Option<&UnitGroup>) -> AnyView {
        let lang = self.page.lang;
        view! {
            {self.name("name", lang.programme_word("name"), group.map(|it| &it.name), true)}
            <fieldset><legend>{lang.programme_word("members")}</legend><p class="quiet">{lang.programme_members_rule()}</p>
                {group.map(|group| self.members(programme, group))}
                {self.joining(programme)}
            </fieldset>
            {self.yes_no("inferred", lang.programme_inferred(), group.is_some_and(|it| it.inferred))}
            {self.sentence("note", lang.programme_word("note"), group.and_then(|it| it.note.as_ref()), 2)}
        }
        .into_any()
    }

    fn members(&self, programme: &Programme, group: &UnitGroup) -> AnyView {
        let lang = self.page.lang;
        let rows = group.members.iter().enumerate().map(|(at, member)| {
            let stays = |upto: usize| group.members[..upto].iter().filter(|it| it.unit == member.unit).count();
            let (stay, all) = (stays(at + 1), stays(group.members.len()));
            let name = programme.unit(&member.unit).map_or(member.unit.as_str(), |unit| unit.name.of(lang));
            let name = if all > 1 { format!("{name} {}", lang.programme_stay(stay)) } else { name.to_owned() };
            let field = member_field(&member.unit, stay);
            let until = member.until.map(|day| day.to_string()).unwrap_or_default();
            let label = |word: &str| format!("{name} {word}");
            view! {
                <div class="party">
                    {self.input(&format!("from.{field}"), &label(lang.programme_member_from()), member.from, "date", false)}
                    {self.input(&format!("until.{field}"), &label(lang.programme_member_until()), until, "date", false)}
                </div>
            }
        });
        rows.collect_view().into_any()
    }

    fn joining(&self, programme: &Programme) -> AnyView {
        let lang = self.page.lang;
        let units: Vec<(&str, &str)> = std::iter::once(("", lang.programme_nobody()))
            .chain(programme.units.iter().map(|unit| (unit.id.as_str(), unit.name.of(lang))))
            .collect();
        let rows = (1..=JOINING).map(|n| {
            let name = lang.programme_joins(n);
            let label = |word: &str| format!("{name} {word}");
            view! {
                <div class="party">
                    {self.choice(&format!("join.{n}"), &name, "", &units)}
                    {self.input(&format!("joins.{n}"), &label(lang.programme_member_from()), "", "date", false)}
                    {self.input(&format!("leaves.{n}"), &label(lang.programme_member_until()), "", "date", false)}
                </div>
            }
        });
        rows.collect_view().into_any()
    }
}
