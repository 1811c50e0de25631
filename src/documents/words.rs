//! What documents, their pieces, stages and checks are called, in the words of [`crate::words`].

use super::{Action, CheckKind, PieceKind, Slip, Stage, TEXT_LIMIT, Token, Wanted};
use crate::language::Lang;
use crate::programme::Programme;
use crate::summaries::{Rate, Scope};

impl Lang {
    /// The heading of a document's page.
    pub fn document_title(self, scope: Scope) -> String {
        match scope {
            Scope::Half(half) => self.half_title(half),
            Scope::Issue(issue) => self.document_issue(&issue.year.to_string(), &issue.number.to_string()),
        }
    }

    pub fn stage(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Drafting => self.pick("拟稿", "擬稿", "drafting"),
            Stage::Vetting => self.pick("核稿", "核稿", "vetting"),
            Stage::Signing => self.pick("签发", "簽發", "signature"),
            Stage::Signed => self.pick("已签发，待印发", "已簽發，待印發", "signed, to be issued"),
            Stage::Issued => self.pick("印发", "印發", "issue"),
        }
    }

    /// Who does the next thing.
    pub fn way_waits(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Drafting => self.pick(
                "正在拟稿，由办公室送核。",
                "正在擬稿，由辦公室送核。",
                "Being drafted; the Office sends it to be vetted.",
            ),
            Stage::Vetting => self.pick(
                "待核稿，由未参与拟稿的办公室人员办理。",
                "待核稿，由未參與擬稿的辦公室人員辦理。",
                "To be vetted by a member of the Office who has not typed in it.",
            ),
            Stage::Signing => self.pick(
                "待签发，由未参与拟稿的负责人办理。",
                "待簽發，由未參與擬稿的負責人辦理。",
                "To be signed by somebody who has not typed in it.",
            ),
            Stage::Signed => {
                self.pick("已签发，由办公室印发。", "已簽發，由辦公室印發。", "Signed; the Office issues it.")
            }
            Stage::Issued => self.pick("已印发。", "已印發。", "Issued."),
        }
    }

    pub fn document_action(self, action: Action) -> &'static str {
        match action {
            Action::Send => self.pick("送核", "送核", "Send to be vetted"),
            Action::Pass => self.pick("核稿通过", "核稿通過", "Pass"),
            Action::Return => self.pick("退回拟稿", "退回擬稿", "Send back"),
            Action::Sign => self.pick("签发", "簽發", "Sign"),
            Action::Issue => self.pick("印发", "印發", "Issue"),
        }
    }

    pub fn piece_kind(self, kind: PieceKind) -> &'static str {
        match kind {
            PieceKind::Masthead => self.pick("报头", "報頭", "Masthead"),
            PieceKind::Title => self.pick("标题", "標題", "Title"),
            PieceKind::Note => self.pick("题注", "題註", "Note"),
            PieceKind::Lead => self.pick("导语", "導語", "Lead"),
            PieceKind::Heading(1) => self.pick("一级标题", "一級標題", "Heading 1"),
            PieceKind::Heading(2) => self.pick("二级标题", "二級標題", "Heading 2"),
            PieceKind::Heading(3) => self.pick("三级标题", "三級標題", "Heading 3"),
            PieceKind::Heading(_) => self.pick("四级标题", "四級標題", "Heading 4"),
            PieceKind::Paragraph => self.pick("段落", "段落", "Paragraph"),
            PieceKind::Targets => self.pick("目标完成情况表", "目標完成情況表", "Table of targets"),
            PieceKind::Figure(1) => self.pick("图1", "圖1", "Figure 1"),
            PieceKind::Figure(_) => self.pick("图2", "圖2", "Figure 2"),
            PieceKind::AnnexList => self.pick("附件说明", "附件說明", "List of annexes"),
            PieceKind::Signature => self.pick("署名和日期", "署名及日期", "Signature"),
            PieceKind::Tail => self.pick("报尾", "報尾", "Tail"),
            PieceKind::Annex(kind) => kind.title(self),
        }
    }

    /// A piece by what it is and where it stands.
    pub fn piece_named(self, kind: PieceKind, at: usize) -> String {
        let word = self.piece_kind(kind);
        match self {
            Lang::ZhHans | Lang::ZhHant => format!("第{at}段 {word}"),
            Lang::En => format!("Piece {at}, {word}"),
        }
    }

    pub fn token_slip(self, slip: &Slip) -> String {
        match slip {
            Slip::Unknown { found } => self.token_unknown(found),
            Slip::Open => self.token_open().to_owned(),
            Slip::Value { token, found, is } => self.token_value(token, found, is),
            Slip::TooLong { found } => self.comment_too_long(TEXT_LIMIT, *found),
            Slip::ForbiddenCharacter => self.fault_forbidden().to_owned(),
        }
    }

    pub fn check_said(self, kind: &CheckKind) -> String {
        match kind {
            CheckKind::Number(slip) => self.token_slip(slip),
            CheckKind::Moved { name, from, to } => self.check_moved(name, from, to),
            CheckKind::Empty => self.check_empty().to_owned(),
            CheckKind::NoTitle => self.check_no_title().to_owned(),
            CheckKind::Lacking { kind } => self.check_lacking(self.piece_kind(*kind)),
            CheckKind::Annex { found, is: Some(is) } => self.check_annex(found, is),
            CheckKind::Annex { found, is: None } => self.check_annex_none(found),
            CheckKind::SilentNamed { names } if names.is_empty() => self.check_silent_none().to_owned(),
            CheckKind::SilentNamed { names } => self.check_silent_named(names),
            CheckKind::BareNumber { found } => self.check_bare(found),
            CheckKind::Unbound { found, names } => self.check_unbound(found, &names.join(self.list_comma())),
            CheckKind::Secret { found } => self.check_secret(found),
            CheckKind::Phone => self.check_phone().to_owned(),
            CheckKind::Identity => self.check_identity().to_owned(),
            CheckKind::Wording { found, right } => self.check_wording(found, right),
            CheckKind::LongParagraph { most, found } => self.check_long_paragraph(*most, *found),
            CheckKind::Problems { most, found } => self.check_problems(*most, *found),
            CheckKind::SilentUnit { name } => self.check_silent(name),
            CheckKind::Vague { verb } => self.check_vague(verb),
            CheckKind::TitleIsNoFinding => self.check_finding().to_owned(),
            CheckKind::Date { found, right } => self.check_date(found, right),
            CheckKind::Brackets { found, right } => self.check_brackets(found, right),
            CheckKind::Level { level, after } => self.check_level(*level, *after),
            CheckKind::HeadingAlone => self.check_heading_alone().to_owned(),
            CheckKind::Instrument { official, .. } => self.check_instrument(official),
            CheckKind::Untold { figures } => self.check_untold(*figures),
            CheckKind::Long { most, found } => self.check_long(*most, *found),
            CheckKind::Foot { foot } => self.check_foot(foot),
        }
    }

    pub fn checks_title(self, n: usize) -> String {
        match (n, self) {
            (0, _) => self.pick("校核：没有提示", "校核：沒有提示", "Checks: nothing to look at").to_owned(),
            (n, Lang::En) => format!("Checks: {n} to look at"),
            (n, _) => format!("校核：{n}处提示"),
        }
    }

    pub fn material_of(self, wanted: Wanted, used: usize, all: usize) -> String {
        let word = match wanted {
            Wanted::Done => self.pick("工作进展", "工作進展", "Work done"),
            Wanted::Problems => self.pick("存在问题", "存在問題", "Problems"),
            Wanted::Ask => self.pick("需协调事项", "需協調事項", "Matters requiring co-ordination"),
            Wanted::Next => self.pick("下一步工作", "下一步工作", "Next steps"),
        };
        match self {
            Lang::En => format!("{word} ({used} of {all} used)"),
            _ => format!("{word}（{all}条，已用{used}条）"),
        }
    }

    /// What a number in a text is called.
    pub fn token_name(self, programme: &Programme, token: &Token) -> String {
        match token {
            Token::Day => self.compare_day().to_owned(),
            Token::Figure(id) => self.figure_name(programme, id),
            Token::Sum(ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.figure_name(programme, id)).collect();
                names.join(" + ")
            }
            Token::Rate { of, rate } => {
                let word = match rate {
                    Rate::Completion => self.col_rate(),
                    Rate::Pace => self.col_pace(),
                    Rate::Gap => self.col_gap(),
                };
                format!("{} · {word}", self.figure_name(programme, of))
            }
            Token::Count { counted, of } => self.counted_name(programme, *counted, of.as_deref()),
        }
    }
}
