//! Verbs that promise nothing which could be checked, and when they stand alone.

/// 推进、加快、加强 without an object or a date (product rules A.5), and what is said in their place.
const VERBS: [&str; 24] = [
    "推进",
    "推進",
    "推动",
    "推動",
    "加快",
    "加强",
    "加強",
    "强化",
    "強化",
    "深化",
    "促进",
    "促進",
    "抓好",
    "抓紧",
    "抓緊",
    "做好",
    "落实",
    "落實",
    "push ahead",
    "step up",
    "strengthen",
    "promote",
    "accelerate",
    "enhance",
];

/// What may stand beside such a verb without saying what is meant.
const EMPTY: [&str; 64] = [
    "互认",
    "互認",
    "试点",
    "試點",
    "报送",
    "報送",
    "工作",
    "相关",
    "相關",
    "有关",
    "有關",
    "各项",
    "各項",
    "各个",
    "任务",
    "任務",
    "事项",
    "事項",
    "进度",
    "進度",
    "力度",
    "步伐",
    "进一步",
    "進一步",
    "积极",
    "積極",
    "有序",
    "稳步",
    "穩步",
    "扎实",
    "扎實",
    "持续",
    "持續",
    "继续",
    "繼續",
    "全面",
    "大力",
    "切实",
    "切實",
    "认真",
    "認真",
    "不断",
    "不斷",
    "正在",
    "正",
    "将",
    "將",
    "中",
    "了",
    "着",
    "的",
    "地",
    "并",
    "並",
    "我会",
    "我會",
    "学会",
    "學會",
    "work",
    "the",
    "will",
    "we",
    "continue",
    "to",
];

/// The first verb of `text` that stands without a number, a date, a title or a quotation, and with nothing
/// beside it that says what is meant. Where a day is wanted, naming the thing alone does not do.
pub fn is_vague(text: &str, wants_day: bool) -> Option<&'static str> {
    text.split(['。', '；', ';', '\n', '！', '!']).filter(|sentence| !can_be_checked(sentence)).find_map(|sentence| {
        let clauses = sentence.split(['，', ',', '、', '：', ':', '.']);
        clauses.filter(|clause| wants_day || !has_object(clause)).find_map(verb)
    })
}

fn verb(clause: &str) -> Option<&'static str> {
    let clause = clause.to_lowercase();
    VERBS.into_iter().filter_map(|verb| Some((clause.find(verb)?, verb))).min().map(|(_, verb)| verb)
}

/// Whether the sentence holds a number or names a paper.
fn can_be_checked(sentence: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '《' | '“' | '「' | '"');
    sentence.contains(mark) || ["月底", "月末", "年底", "年末", "下周", "下週"].iter().any(|day| sentence.contains(day))
}

/// Whether anything of a clause is left once its empty words are gone.
fn has_object(clause: &str) -> bool {
    let mut left = clause.to_lowercase();
    for word in VERBS.iter().chain(&EMPTY) {
        left = left.replace(word, " ");
    }
    left.chars().filter(|c| c.is_alphanumeric()).count() >= 2
}
