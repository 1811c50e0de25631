//! What a field of the programme editor should be and what it is.

use crate::language::Lang;
use crate::programme::editing::{Expected, Slip};

impl Lang {
    /// `called` gives the name of what a field is about, by the id in the field's name.
    pub fn programme_slip(self, slip: &Slip, called: &dyn Fn(&str) -> Option<String>) -> String {
        let (what, about) = slip.field.split_once('.').unwrap_or((&slip.field, ""));
        let about = about.split('.').filter(|key| !key.is_empty());
        let about = about.map(|key| called(key).unwrap_or_else(|| self.programme_word(key).to_owned()));
        let field = std::iter::once(self.programme_word(what).to_owned()).chain(about).collect::<Vec<_>>().join(" › ");
        let found = &slip.found;
        let should = match slip.expected {
            Expected::Filled => return self.field_needed(&field),
            Expected::Number => self.pick("整数", "整數", "a whole number"),
            Expected::Percent => {
                self.pick("0至100的整数，或留空", "0至100的整數，或留空", "a whole number from 0 to 100, or empty")
            }
            Expected::Day => self.pick("日期，如2022-07-28", "日期，如2022-07-28", "a day such as 2022-07-28"),
            Expected::NotBefore => self.pick("不早于起始日的日期", "不早於起始日的日期", "a day not before the first"),
            Expected::Stretch => self.pick(
                "首日、末日和名称，如 2022-10-01 2022-10-07 国庆节",
                "首日、末日和名稱，如 2022-10-01 2022-10-07 國慶節",
                "first, last and name, such as 2022-10-01 2022-10-07 National Day",
            ),
            Expected::ThreeNames => self.pick(
                "三种语言的名称，用 | 分开",
                "三種語言的名稱，用 | 分開",
                "a name in three languages with | between them",
            ),
            Expected::NotPast => self.pick(
                "原来的日期（生效前已截止的期不能改）",
                "原來的日期（生效前已截止的期不可改）",
                "the day it was, as the period is due before the change begins",
            ),
            Expected::Choice => self.pick("所列之一", "所列之一", "one of those listed"),
            Expected::Id => {
                self.pick("英文字母、数字、_ 或 -", "英文字母、數字、_ 或 -", "Latin letters, digits, _ or -")
            }
            Expected::File => {
                self.pick("可由表单更改的方案文件", "可由表單更改的方案檔案", "a programme file that forms can change")
            }
        };
        match self {
            Lang::ZhHans => format!("{field}应为{should}，现为“{found}”"),
            Lang::ZhHant => format!("{field}應為{should}，現為「{found}」"),
            Lang::En => format!("{field} should be {should}, is “{found}”"),
        }
    }
}
