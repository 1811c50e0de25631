//! A list of people brought as a sheet: what each line says, or every mistake in it by its cell.

use crate::language::{Lang, Name};
use crate::people::Role;
use std::collections::BTreeMap;

/// Most people one sheet may bring.
pub const MOST: usize = 200;
/// Most characters of a name, a post, a telephone or an account.
pub const LONGEST: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Name,
    Post,
    Phone,
    Role,
    Unit,
    Login,
}

impl Column {
    /// In the order of the sheet.
    pub const ALL: [Column; 6] = [Column::Name, Column::Post, Column::Phone, Column::Role, Column::Unit, Column::Login];

    /// The letter over the column.
    pub fn letter(self) -> char {
        char::from(b'A' + Column::ALL.iter().position(|column| *column == self).unwrap_or(0) as u8)
    }
}

/// One line of the sheet, counted from 1 as the sheet does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub row: u32,
    /// In the order of [`Column::ALL`].
    pub cells: [String; 6],
}

/// Somebody to be given an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub post: String,
    pub phone: String,
    pub role: Role,
    pub unit: Option<String>,
    pub login: String,
}

/// What a cell should have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    Filled,
    /// No longer than [`LONGEST`], and on one line.
    Short,
    Role,
    /// A unit; the one that was probably meant.
    Unit(Option<String>),
    /// The role needs a unit.
    SomeUnit,
    NoUnit,
    /// An account nobody has yet.
    FreeLogin,
    /// An account that does not stand above.
    OtherLogin(u32),
    /// Letters, digits and `. _ - @`.
    PlainLogin,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub row: u32,
    pub column: Column,
    pub expected: Expected,
    pub found: String,
}

impl Mistake {
    /// `D4`.
    pub fn cell(&self) -> String {
        format!("{}{}", self.column.letter(), self.row)
    }
}

/// A unit people may belong to, under every name it is known by.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: String,
    pub name: Name,
    pub aliases: Vec<String>,
}

impl Known {
    fn is_called(&self, word: &str) -> bool {
        self.id == word
            || Lang::ALL.iter().any(|lang| self.name.of(*lang).eq_ignore_ascii_case(word))
            || self.aliases.iter().any(|alias| alias == word)
    }
}

/// Whether an account may be called so: letters, digits and a few marks that survive a telephone.
pub fn is_login(text: &str) -> bool {
    (1..=LONGEST).contains(&text.chars().count()) && text.chars().all(|c| c.is_alphanumeric() || "._-@".contains(c))
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.chars().any(char::is_control)
}

/// The people the lines name, or every mistake, first line first. A line without a word is passed over.
pub fn read(lines: &[Line], units: &[Known], taken: &[String]) -> Result<Vec<Entry>, Vec<Mistake>> {
    let mut entries = Vec::new();
    let mut mistakes = Vec::new();
    let mut logins: BTreeMap<&str, u32> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.cells.iter().any(|cell| !cell.is_empty())) {
        let before = mistakes.len();
        let mut wrong = |column: Column, expected: Expected, found: &str| {
            mistakes.push(Mistake { row: line.row, column, expected, found: found.to_owned() });
        };
        let [name, post, phone, role_word, unit_word, login] = line.cells.each_ref().map(String::as_str);
        for (column, text) in Column::ALL.into_iter().zip([name, post, phone, role_word, unit_word, login]) {
            let needed = matches!(column, Column::Name | Column::Role | Column::Login);
            if needed && text.is_empty() {
                wrong(column, Expected::Filled, "");
            } else if !is_short(text) {
                wrong(column, Expected::Short, text);
            }
        }
        let role = role_called(role_word);
        if role.is_none() && !role_word.is_empty() && is_short(role_word) {
            wrong(Column::Role, Expected::Role, role_word);
        }
        let unit = units.iter().find(|unit| unit.is_called(unit_word));
        match (role, unit_word.is_empty()) {
            (Some(role), true) if role.needs_unit() => wrong(Column::Unit, Expected::SomeUnit, ""),
            (Some(role), false) if !role.needs_unit() => wrong(Column::Unit, Expected::NoUnit, unit_word),
            (_, false) if unit.is_none() && is_short(unit_word) => {
                wrong(Column::Unit, Expected::Unit(nearest(unit_word, units)), unit_word);
            }
            _ => {}
        }
        if !login.is_empty() && is_short(login) {
            if !is_login(login) {
                wrong(Column::Login, Expected::PlainLogin, login);
            } else if taken.iter().any(|held| held == login) {
                wrong(Column::Login, Expected::FreeLogin, login);
            } else if let Some(above) = logins.get(login) {
                wrong(Column::Login, Expected::OtherLogin(*above), login);
            }
            logins.entry(login).or_insert(line.row);
        }
        if let (Some(role), true) = (role, mistakes.len() == before) {
            let text = |text: &str| text.to_owned();
            let unit = unit.map(|unit| unit.id.clone());
            entries.push(Entry {
                name: text(name),
                post: text(post),
                phone: text(phone),
                role,
                unit,
                login: text(login),
            });
        }
    }
    if mistakes.is_empty() { Ok(entries) } else { Err(mistakes) }
}

/// The role of this name in any language, or as scripts spell it.
fn role_called(word: &str) -> Option<Role> {
    let named = |role: &Role| Lang::ALL.iter().any(|lang| lang.role(*role).eq_ignore_ascii_case(word));
    Role::ALL.into_iter().find(|role| role.to_string() == word || named(role))
}

/// The unit whose name shares most characters with `word`, if that is more than half of them.
fn nearest(word: &str, units: &[Known]) -> Option<String> {
    let shared = |name: &str| word.chars().filter(|c| name.contains(*c)).count();
    let best = units.iter().max_by_key(|unit| shared(&unit.name.zh_hans))?;
    let length = word.chars().count().max(best.name.zh_hans.chars().count());
    (shared(&best.name.zh_hans) * 2 > length).then(|| best.name.zh_hans.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Vec<Known> {
        let known = |id: &str, zh: &str, alias: &str| Known {
            id: id.into(),
            name: Name::new(zh, zh, id),
            aliases: vec![alias.into()],
        };
        vec![known("soc_food", "省食品学会", "广东省食品学会"), known("gz_ast", "广州市科协", "广州科协")]
    }

    fn line(row: u32, cells: [&str; 6]) -> Line {
        Line { row, cells: cells.map(str::to_owned) }
    }

    fn told(lines: &[Line]) -> Vec<String> {
        let mistakes = read(lines, &units(), &["admin".to_owned()]).expect_err("something is wrong");
        mistakes.iter().map(|it| format!("{} {:?} {}", it.cell(), it.expected, it.found)).collect()
    }

    #[test]
    fn a_line_is_a_person_under_any_name_of_role_and_unit() {
        let lines = [
            line(2, ["陈某", "秘书长", "020-1", "填报员", "广东省食品学会", "chen"]),
            line(3, ["", "", "", "", "", ""]),
            line(4, ["Lee", "", "", "filer", "gz_ast", "lee@gz"]),
            line(5, ["王某", "审计人员", "", "審計員", "", "wang"]),
        ];
        let people = read(&lines, &units(), &[]).unwrap();
        let seen: Vec<_> = people.iter().map(|it| (it.role, it.unit.as_deref(), it.login.as_str())).collect();
        let expected = [
            (Role::Filer, Some("soc_food"), "chen"),
            (Role::Filer, Some("gz_ast"), "lee@gz"),
            (Role::Auditor, None, "wang"),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn every_mistake_is_told_once_and_by_its_cell() {
        let long = "长".repeat(61);
        let lines = [
            line(2, ["", "", "", "填报员", "省食品学会", "a"]),
            line(3, [&long, "", "", "填报", "省食品学会", "b"]),
            line(4, ["甲", "", "", "填报员", "", "c"]),
            line(5, ["乙", "", "", "填报员", "省食品协会", "d"]),
            line(6, ["丙", "", "", "系统管理员", "省食品学会", "e"]),
            line(7, ["丁", "", "", "审计员", "", "admin"]),
            line(8, ["戊", "", "", "审计员", "", "a"]),
            line(9, ["己", "", "", "审计员", "", "a b"]),
            line(10, ["庚", "", "", "填报员", "气象局", "f"]),
        ];
        assert_eq!(
            told(&lines),
            [
                "A2 Filled ",
                &format!("A3 Short {long}"),
                "D3 Role 填报",
                "E4 SomeUnit ",
                "E5 Unit(Some(\"省食品学会\")) 省食品协会",
                "E6 NoUnit 省食品学会",
                "F7 FreeLogin admin",
                "F8 OtherLogin(2) a",
                "F9 PlainLogin a b",
                "E10 Unit(None) 气象局",
            ]
        );
    }
}
