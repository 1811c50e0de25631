//! The minutes of a meeting as a draft: plain text that the office finishes by hand.

use super::Decision;
use crate::language::Lang;
use crate::programme::Programme;
use crate::views::View;

/// What the meeting of `view` was told, what it settled, and what became of what was settled before.
pub fn minutes(programme: &Programme, conclusion: &[String], decisions: &[Decision], view: View, lang: Lang) -> String {
    let shown = decisions.iter().filter(|decision| decision.is_shown(view));
    let (new, earlier): (Vec<&Decision>, Vec<&Decision>) = shown.partition(|decision| decision.on == view.day);
    let mut lines = vec![
        lang.minutes_title(programme.short.of(lang)),
        lang.minutes_draft().to_owned(),
        String::new(),
        lang.minutes_blanks().to_owned(),
        lang.minutes_position(&lang.day(view.day), lang.basis(view.basis)),
        String::new(),
        lang.minutes_conclusion().to_owned(),
    ];
    lines.extend(conclusion.iter().map(|sentence| format!("{sentence}{}", lang.pick("。", "。", "."))));
    lines.extend([String::new(), lang.minutes_settled().to_owned()]);
    lines.extend(list(&new, |decision| settled(programme, decision, lang), lang));
    lines.extend([String::new(), lang.minutes_earlier().to_owned()]);
    lines.extend(list(&earlier, |decision| became(programme, decision, view, lang), lang));
    lines.extend([String::new(), programme.signatory.of(lang).to_owned()]);
    // What is printed on a Windows machine reads best with its line ends.
    lines.join("\r\n") + "\r\n"
}

fn list(decisions: &[&Decision], line: impl Fn(&Decision) -> String, lang: Lang) -> Vec<String> {
    match decisions {
        [] => vec![lang.minutes_none().to_owned()],
        decisions => decisions.iter().map(|decision| format!("{}. {}", decision.number, line(decision))).collect(),
    }
}

fn settled(programme: &Programme, decision: &Decision, lang: Lang) -> String {
    let units = units(programme, decision, lang);
    lang.minutes_line(&ended(&decision.text, lang), &units, &lang.day(decision.due))
}

fn became(programme: &Programme, decision: &Decision, view: View, lang: Lang) -> String {
    let state = match decision.done(view) {
        Some(done) => {
            let on = lang.day(crate::calendar::day_of(done.by.at));
            lang.minutes_done(&on, &ended(&done.text, lang))
        }
        None => match decision.days_left(view) {
            ..0 => lang.days_overdue(-decision.days_left(view)) + lang.pick("。", "。", "."),
            left => lang.days_left(left) + lang.pick("。", "。", "."),
        },
    };
    format!("{}{}{state}", settled(programme, decision, lang), lang.pick("", "", " "))
}

fn units(programme: &Programme, decision: &Decision, lang: Lang) -> String {
    let names: Vec<String> = decision
        .units
        .iter()
        .map(|id| programme.unit(id).map_or(id.as_str(), |unit| unit.name.of(lang)).to_owned())
        .collect();
    lang.list(&names)
}

/// The sentence with its full stop, which people leave out or put.
fn ended(text: &str, lang: Lang) -> String {
    format!("{}{}", text.trim_end_matches(['。', '.', '；', ';']), lang.pick("。", "。", "."))
}
