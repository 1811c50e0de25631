//! Briefings and summaries as they are made: pieces, checks, the way to signature, errata and the archive.

use crate::figures::{FigureId, Subject};
use crate::language::Lang;
use crate::programme::Programme;

words! {
    document_issue(year: &str, number: &str): "{year}年第{number}期工作简报", "{year}年第{number}期工作簡報", "Work bulletin No. {number} of {year}";
    locked_by(document: &str): "{document}已采用此期报表，不能撤回、退回或撤销决定。数字有误请办理更正；确需改动的，请办公室开放例外。", "{document}已採用此期報表，不可撤回、退回或撤銷決定。數字有誤請辦理更正；確需改動的，請辦公室開放例外。", "The {document} has counted this report, so it is not withdrawn, returned, nor a decision on it taken back. Correct a wrong number; if it must be changed, ask the Office to open an exception.";

    composed_note: "以下为系统按已核月报自动生成的文字，尚未拟稿。", "以下為系統按已核實月報自動產生的文字，尚未擬稿。", "What follows is composed from verified reports. No draft has been begun.";
    document_issued: "已印发", "已印發", "issued";
    document_opens(day: &str): "报告期结束后方可拟稿，自{day}起。", "報告期結束後方可擬稿，自{day}起。", "The draft can be begun once the period is over, from {day}.";
    begin_draft: "开始拟稿", "開始擬稿", "Begin the draft";
    composed_issued: "以下为系统按印发时数据生成的参考译文，正式文件为印发的原文。", "以下為系統按印發時數據產生的參考譯文，正式文件為印發的原文。", "This is a reference text in English, composed from the figures as they were known when the document was issued. The document is the original as issued.";
    composed_drafted: "以下为系统自动生成的参考文字，文稿正在拟办。", "以下為系統自動產生的參考文字，文稿正在擬辦。", "This is a working text composed from the figures. The document is being drafted.";
    own_sentences: "以下为办公室在原文中自行撰写的文字，未译：", "以下為辦公室在原文中自行撰寫的文字，未譯：", "Written by the Office in the original and not translated:";
    composed_original: "打开原文", "開啟原文", "Open the original";
    document_snapshot(day: &str, inside: usize, expected: usize): "数据截至{day}，本期月报已核{inside}/{expected}个单位。文中数字随核定和更正变动，签发时固定。", "數據截至{day}，本期月報已核實{inside}/{expected}個單位。文中數字隨核實和更正變動，簽發時固定。", "Figures as at {day}; the reports of {inside} of {expected} units are verified. Numbers follow what is verified and corrected until the document is signed.";
    proof_note: "校样按印发版式排版；印发前文字和数字以本页为准。", "校樣按印發版式排版；印發前文字和數字以本頁為準。", "Proofs are laid out as they will be issued.";
    proof_mark: "校样　非印发稿", "校樣　非印發稿", "Proof, not for issue";
    proof_download: "下载校样（带行号 PDF）", "下載校樣（附行號 PDF）", "Download proof with line numbers (PDF)";
    layout_title: "版面", "版面", "Layout";
    layout_show: "按印发版式看各页", "按印發版式查看各頁", "Show the pages as printed";
    layout_hide: "收起各页", "收起各頁", "Hide the pages";
    layout_note(count: usize): "共{count}页，按文稿现有内容排版。", "共{count}頁，按文稿現有內容排版。", "The draft as it is now, on {count} pages.";
    layout_page(at: usize, count: usize): "第{at}页，共{count}页", "第{at}頁，共{count}頁", "Page {at} of {count}";
    finish_piece_first: "请先保存或放弃正在编辑的段落，再办理下一步。", "請先儲存或放棄正在編輯的段落，再辦理下一步。", "Save or leave the piece you are typing in before the document goes on.";

    way_title: "办理过程", "辦理過程", "On the way to issue";
    way_steps: "办理记录", "辦理紀錄", "Steps taken";
    way_step: "环节", "環節", "Step";
    way_comment: "意见", "意見", "Comment";
    way_comment_note(most: usize): "退回时必填，不超过{most}字。", "退回時必填，不超過{most}字。", "Needed to send it back; at most {most} characters.";
    way_faults(n: usize): "有{n}处须先改正，才能送核。", "有{n}處須先改正，才能送核。", "To be put right before it goes on: {n}.";
    way_sent_back: "已退回", "已退回", "sent back";
    way_returned(who: &str, at: &str, comment: &str): "{who}于{at}退回：{comment}", "{who}於{at}退回：{comment}", "Sent back by {who}, {at}: {comment}";
    way_unchanged: "退回后文稿没有改动。如确需原样再送，请在意见中说明理由。", "退回後文稿沒有改動。如確需原樣再送，請在意見中說明理由。", "Nothing has been changed since it was sent back. If it is to go on as it is, say why in the comment.";
    way_paper: "签发人在纸上签发的，由办公室代录姓名和职务；签发人自己登录的，以本人账号签发。", "簽發人在紙上簽發的，由辦公室代錄姓名和職銜；簽發人自行登入的，以本人帳戶簽發。", "If it was signed on paper, write down who signed it. Whoever has an account signs with their own.";
    way_signer: "签发人姓名", "簽發人姓名", "Signed by";
    way_signer_post: "签发人职务", "簽發人職銜", "Post of the signatory";
    way_recorded(by: &str): "（{by}代录）", "（{by}代錄）", "(written down by {by})";
    way_issue_note: "印发后文字和数字固定，文件逐字节留存，并按报送发名单寄出，本期报表随之锁定；其后的更正不改动已印发文件。", "印發後文字和數字固定，文件逐字節留存，並按報送發名單寄出，本期報表隨之鎖定；其後的更正不改動已印發文件。", "Once issued, text and numbers are frozen, the files are kept byte for byte and go to the list of those who get them, and the reports of the period are locked. Later corrections never change it.";
    way_goes_to(names: &str): "印发后寄给：{names}", "印發後寄給：{names}", "Once issued it goes to: {names}";
    way_goes_nowhere: "报送发名单为空，印发后不寄出。", "報送發名單為空，印發後不寄出。", "The list of those who get it is empty: nothing is sent.";
    way_list: "查看或修改名单", "查看或修改名單", "See or change the list";
    sending_title: "寄出记录", "寄出紀錄", "Sent to";
    sending_none: "印发时名单为空，没有寄出。", "印發時名單為空，沒有寄出。", "The list was empty when it was issued; nothing was sent.";
    send_at: "寄出时间（可不填）", "寄出時間（可不填）", "Send at (may be left empty)";
    send_at_note: "不填即在印发后立即寄出；所填时间须在印发之后31天以内。未经印发，不会寄出。", "不填即在印發後立即寄出；所填時間須在印發之後31天以內。未經印發，不會寄出。", "Left empty, it goes out as soon as it is issued; otherwise within 31 days of it. Nothing is ever sent before somebody issues it.";
    send_at_wrong: "寄出时间应为现在以后31天以内的日期和时间", "寄出時間應為現在以後31天以內的日期和時間", "The time to send should be a day and time within the next 31 days";
    comment_too_long(most: usize, found: usize): "应不超过{most}字，现为{found}字", "應不超過{most}字，現為{found}字", "should have at most {most} characters, has {found}";
    step_overtaken: "他人已先作处理，未执行。请看办理记录后再决定。", "他人已先作處理，未執行。請看辦理紀錄後再決定。", "Somebody was first; nothing was done. Look at the steps taken and decide again.";
    step_moved: "签发后有报表核定或更正，文中数字已变，不能印发。请退回拟稿，重新核稿签发。", "簽發後有報表核實或更正，文中數字已變，不可印發。請退回擬稿，重新核稿簽發。", "Numbers have changed since it was signed, so it cannot be issued. Send it back to be vetted and signed again.";

    comments_title(n: usize): "批注（{n}）", "批註（{n}）", "Comments ({n})";
    comments_none: "没有待处理的批注。", "沒有待處理的批註。", "No comment is waiting.";
    comments_settled(n: usize): "已处理的批注（{n}）", "已處理的批註（{n}）", "Settled ({n})";
    comment_add: "批注", "批註", "Comment";
    comment_about: "批注的段落", "批註的段落", "On which piece";
    comment_text(most: usize): "批注内容（不超过{most}字）", "批註內容（不超過{most}字）", "Comment (at most {most} characters)";
    comment_by(name: &str, post: &str, at: &str): "{name}（{post}）{at}", "{name}（{post}）{at}", "{name} ({post}), {at}";
    comment_settle: "处理完毕", "處理完畢", "Settle";
    comment_settled(name: &str, at: &str): "{name}于{at}处理完毕", "{name}於{at}處理完畢", "settled by {name}, {at}";
    comment_piece_gone: "该段已删除", "該段已刪除", "piece taken away";
    comment_empty: "请填写批注内容", "請填寫批註內容", "Say what the comment is";
    comment_forbidden: "批注含有不能使用的特殊字符", "批註含有不能使用的特殊字元", "The comment has characters that cannot be used";
    piece_edit: "编辑", "編輯", "Edit";
    piece_up: "上移", "上移", "Move up";
    piece_down: "下移", "下移", "Move down";
    piece_remove: "删除", "刪除", "Remove";
    piece_add: "在此后加…", "在此後加…", "Add after this…";
    piece_save: "保存本段", "儲存本段", "Save";
    piece_leave: "放弃修改", "放棄修改", "Leave as it was";
    piece_kind_label: "段落类型", "段落類型", "Kind";
    piece_text: "文字", "文字", "Text";
    piece_help: "数字写作{{41|T1}}：前为现值，后为图号；只认图号，数值随数据更新。直接打的数字须与已核数据相符。", "數字寫作{{41|T1}}：前為現值，後為圖號；只認圖號，數值隨數據更新。直接輸入的數字須與已核實數據相符。", "A number is written {{41|T1}}: its value now, and the figure it is. The figure decides. A number typed bare should be one of the verified data.";
    piece_read: "读作：", "讀作：", "Reads:";
    piece_numbers: "可用数字（点选插入）", "可用數字（點選插入）", "Numbers (a press puts one in)";
    piece_composed: "自动生成", "自動產生", "composed";
    piece_nothing: "现无内容，不印出", "現無內容，不印出", "nothing to print now";
    piece_held(name: &str, until: &str): "{name}正在编辑，至{until}", "{name}正在編輯，至{until}", "{name} is at it until {until}";
    piece_theirs: "他人已先保存为：", "他人已先儲存為：", "Somebody else has saved it as:";
    piece_yours: "您所填内容在下面，未丢失；保存后以您的为准。", "您所填內容在下面，並未遺失；儲存後以您的為準。", "What you typed is below and not lost. If you save it, yours stands.";
    piece_overtaken: "此段已被他人改动，尚未保存您的修改。", "此段已被他人改動，尚未儲存您的修改。", "Somebody else has changed this piece. Yours is not saved yet.";
    piece_gone(text: &str): "此段已被他人删除。您所填内容：{text}", "此段已被他人刪除。您所填內容：{text}", "Somebody has taken this piece away. What you typed: {text}";
    draft_overtaken: "他人已先改动文稿，未执行。请看后再决定。", "他人已先改動文稿，未執行。請看後再決定。", "Somebody was first in this draft; nothing was done. Look again and decide.";
    piece_unit_said(unit: &str, text: &str): "{unit}：{text}", "{unit}：{text}", "{unit}: {text}";
    piece_unit_said_in(unit: &str, month: &str, text: &str): "{unit}（{month}月报）：{text}", "{unit}（{month}月報）：{text}", "{unit} (report of {month}): {text}";
    piece_unit_problem(unit: &str, month: &str, text: &str): "{unit}反映（{month}月报）：{text}", "{unit}反映（{month}月報）：{text}", "{unit} (report of {month}): {text}";

    check_bound(n: usize): "✓ {n}处数字与图号绑定，与数据一致", "✓ {n}處數字與圖號綁定，與數據一致", "✓ {n} numbers are bound to figures and agree with them";
    message_text: "微信文本", "微信文本", "Message text";
    layout_under_way(seconds: u64): "正在排版，已用时{seconds}秒。", "正在排版，已用時{seconds}秒。", "The pages are being set, for {seconds} s so far.";
    layout_again: "再看", "再看", "Look again";
    check_annex(found: &str, is: &str): "“{found}”现为“{is}”，请核对所引附件", "「{found}」現為「{is}」，請核對所引附件", "“{found}” is “{is}” now; see whether it is the annex that is meant";
    check_annex_none(found: &str): "文中引用的“{found}”已不在文稿中", "文中引用的「{found}」已不在文稿中", "“{found}”, to which the text refers, is no longer in the draft";
    check_lacking(kind: &str): "缺少{kind}，请在“在此后加…”中补上", "缺少{kind}，請在「在此後加…」中補上", "There is no {kind}; put it back with “Add after this…”";
    check_silent_named(names: &str): "此处所列单位与现时未报或待核的不符，应为：{names}。可删去本段，插入素材中的新导语", "此處所列單位與現時未交或待核實的不符，應為：{names}。可刪去本段，插入素材中的新導語", "The units named here are not those whose reports are missing now, which are: {names}. Take the new lead from the material";
    check_silent_none: "月报现已全部核定，此处仍写未报或待核。可删去本段，插入素材中的新导语", "月報現已全部核實，此處仍寫未交或待核實。可刪去本段，插入素材中的新導語", "Every report is verified by now, and this says that some are not. Take the new lead from the material";
    way_bare(n: usize): "文中有{n}处数字未与图号绑定，送核时须在意见中说明出处。", "文中有{n}處數字未與圖號綁定，送核時須在意見中說明出處。", "Numbers bound to no figure: {n}. Say in the comment where they are from before it goes on.";
    check_fill(pages: usize, left: usize): "正文{pages}页，末页余{left}行", "正文{pages}頁，末頁餘{left}行", "The text stands on {pages} pages; {left} lines are left on the last";
    check_pages(pages: usize, most: usize): "正文有{pages}页，宜压缩在{most}页以内", "正文有{pages}頁，宜壓縮在{most}頁以內", "The text takes {pages} pages; {most} at most are read";
    document_changed(version: i64, name: &str, at: &str): "版本v{version}　最后改动：{name}，{at}", "版本v{version}　最後改動：{name}，{at}", "Version v{version}, last changed by {name}, {at}";
    check_moved(name: &str, from: &str, to: &str): "{name}由{from}变为{to}，请看前后文字是否仍然成立", "{name}由{from}變為{to}，請看前後文字是否仍然成立", "{name} has changed from {from} to {to}; see whether the words around it still hold";
    check_foot(foot: &str): "报尾与报送发名单不一致；名单为：{foot}", "報尾與報送發名單不一致；名單為：{foot}", "the foot differs from the list of those who get it: {foot}";
    check_empty: "此段没有内容", "此段沒有內容", "nothing is typed here";
    check_no_title: "缺少标题", "缺少標題", "there is no title";
    check_bare(found: &str): "数字“{found}”与已核数据都不相符，请核对或换成图号", "數字「{found}」與已核實數據都不相符，請核對或換成圖號", "“{found}” matches no verified number; check it or name its figure";
    check_unbound(found: &str, names: &str): "数字“{found}”与已核数据相同，请改用数字绑定：{names}", "數字「{found}」與已核實數據相同，請改用數字綁定：{names}", "“{found}” is a verified number typed by hand; put in the number itself: {names}";
    check_secret(found: &str): "“{found}”是密级字样，涉密内容不得在本系统拟制", "「{found}」是密級字樣，涉密內容不得在本系統擬製", "“{found}” marks a secret; nothing secret is drafted on this board";
    check_phone: "疑似手机号，个人信息不印入文件", "疑似手提電話號碼，個人資料不印入文件", "this looks like a mobile number; personal data is not printed";
    check_identity: "疑似证件号码，个人信息不印入文件", "疑似證件號碼，個人資料不印入文件", "this looks like the number of an identity document; personal data is not printed";
    check_wording(found: &str, right: &str): "“{found}”宜写作“{right}”", "「{found}」宜寫作「{right}」", "“{found}” is better written “{right}”";
    check_long_paragraph(most: usize, found: usize): "此段{found}字，建议不超过{most}字，一段写一个单位或一个领域", "此段{found}字，建議不超過{most}字，一段寫一個單位或一個範疇", "this paragraph has {found} characters; {most} are enough for one unit or one discipline";
    check_problems(most: usize, found: usize): "存在的问题共{found}条，建议归并为不超过{most}条", "存在的問題共{found}條，建議歸併為不超過{most}條", "{found} problems are listed; gather them into {most}";
    check_silent(name: &str): "{name}本期月报未核，文中未说明", "{name}本期月報未核實，文中未說明", "the report of {name} is not verified and the text does not say so";
    check_vague(verb: &str): "“{verb}”缺少对象或时间", "「{verb}」缺少對象或時間", "“{verb}” lacks an object or a day";
    check_finding: "标题应写结论，不写“关于…的简报”", "標題應寫結論，不寫「關於…的簡報」", "the title should state the finding, not what the paper is";
    check_date(found: &str, right: &str): "日期“{found}”应写作“{right}”", "日期「{found}」應寫作「{right}」", "“{found}” is written “{right}”";
    check_brackets(found: &str, right: &str): "文号“{found}”应写作“{right}”", "文號「{found}」應寫作「{right}」", "“{found}” is written “{right}”";
    check_level(level: u8, after: u8): "标题由第{after}级跳到第{level}级", "標題由第{after}級跳到第{level}級", "the heading goes from level {after} to level {level}";
    check_heading_alone: "标题下没有正文", "標題下沒有正文", "nothing stands under this heading";
    check_instrument(official: &str): "文件名称应为《{official}》", "文件名稱應為《{official}》", "the instrument is called 《{official}》";
    check_untold(n: usize): "此前印发的数字有{n}处已变，须附更正说明", "此前印發的數字有{n}處已變，須附更正說明", "figures printed earlier have changed: {n}; the errata must be annexed";
    check_long(most: usize, found: usize): "正文{found}字，建议不超过{most}字", "正文{found}字，建議不超過{most}字", "the text has {found} characters; {most} are enough";
    token_unknown(found: &str): "“{found}”不是方案里的图号", "「{found}」並非方案內的圖號", "“{found}” names no figure of the programme";
    token_open: "“{{”没有用“}}”收尾", "「{{」沒有以「}}」收尾", "“{{” is not closed by “}}”";
    token_value(token: &str, found: &str, is: &str): "{token}现为{is}，不是“{found}”", "{token}現為{is}，並非「{found}」", "{token} is {is}, not “{found}”";

    material_title: "素材", "素材", "Material";
    material_take: "插入", "插入", "Take up";
    material_used: "已用", "已用", "used";
    material_silent(n: usize, names: &str): "{n}个单位本期月报未核，没有素材：{names}", "{n}個單位本期月報未核實，沒有素材：{names}", "Not verified, so nothing to take up, from {n} units: {names}";
    material_composed(n: usize): "自动段落（{n}段未用）", "自動段落（{n}段未用）", "Composed paragraphs ({n} not used)";
    material_errata(n: usize): "此前印发的数字有{n}处已变，尚未说明。更正说明附件：", "此前印發的數字有{n}處已變，尚未說明。更正說明附件：", "Figures printed earlier that have changed and were not told yet: {n}. Corrections annex:";
    material_editing: "点插入时，正在编辑的段落先保存。", "點插入時，正在編輯的段落先儲存。", "What you are typing is saved first.";

    errata_title: "已印发数字更正说明", "已印發數字更正說明", "Errata of figures printed earlier";
    errata_document: "文件", "文件", "Document";
    errata_figure: "指标", "指標", "Figure";
    errata_figures: "印发数和现数", "印發數和現數", "As printed and as it is";
    errata_from(figure: &str): "{figure}由", "{figure}由", "{figure}: from ";
    errata_to: "更正为", "更正為", " to ";
    errata_printed: "印发数", "印發數", "As printed";
    errata_now: "现为", "現為", "Now";
    difference_task(task: &str): "第{task}项任务", "第{task}項任務", "task No. {task}";
    difference_corrected(what: &str, from: i64, to: i64, reason: &str, on: &str): "{what} {from}→{to}（更正：{reason}，{on}核定）", "{what} {from}→{to}（更正：{reason}，{on}核實）", "{what} {from}→{to} (corrected: {reason}; verified {on})";
    difference_reason(what: &str, reason: &str, on: &str): "{what}更正（{reason}，{on}核定）", "{what}更正（{reason}，{on}核實）", "{what} corrected ({reason}; verified {on})";
    difference_verified(what: &str, on: &str): "{what}（{on}核定）", "{what}（{on}核實）", "{what} (verified {on})";
    difference_came(what: &str, from: i64, to: i64, on: &str): "{what} {from}→{to}（{on}核定）", "{what} {from}→{to}（{on}核實）", "{what} {from}→{to} (verified {on})";
    difference_is(what: &str, from: i64, to: i64): "{what} {from}→{to}", "{what} {from}→{to}", "{what} {from}→{to}";
    erratum_title(n: usize): "印发后的变化：{n}个数字", "印發後的變化：{n}個數字", "Changed since it was issued: {n} figures";
    erratum_told(name: &str): "已印发文件不改，仍以印发时为准；以下数字此后有变，已在{name}更正说明中载明。", "已印發文件不改，仍以印發時為準；以下數字其後有變，已於{name}更正說明載明。", "The document stands as issued. These figures have changed since; {name} tells of them.";
    erratum_note: "已印发文件不改，仍以印发时为准；以下数字此后因更正或补报有变，将在下一期附更正说明。", "已印發文件不改，仍以印發時為準；以下數字其後因更正或補報有變，將於下一期附更正說明。", "The document stands as issued. These figures have changed since, by correction or by reports that came later; the next issue tells of them.";
    erratum_by(name: &str): "核定人：{name}", "核實人：{name}", "verified by {name}";
    issued_on(on: &str, day: &str): "{on}印发，数据截至{day}，此后不再变动。", "{on}印發，數據截至{day}，此後不再變動。", "Issued {on}, figures as at {day}; it does not change any more.";
    prints_title: "文件校验码", "文件校驗碼", "Fingerprints";
    prints_note: "文件在印发时生成并留存。重算所得文件的校验码与此一致，即未经改动。", "文件在印發時產生並留存。重算所得文件的校驗碼與此一致，即未經改動。", "The files were made when it was issued and are kept. A copy with the same SHA-256 is unaltered.";
    prints_file: "文件", "文件", "File";
    prints_none: "文件在首次下载时由留存的内容生成，此后逐字节留存。", "文件在首次下載時由留存的內容產生，此後逐字節留存。", "The files are made from what is kept when first asked for, and kept byte for byte from then on.";
    elsewhere_title: "与其他文件的同一数字", "與其他文件的同一數字", "The same figures in other documents";
    elsewhere_others(others: &str): "（{others}）", "（{others}）", " ({others})";
    compare_title(name: &str): "{name}：各文件印发数及差异", "{name}：各文件印發數及差異", "{name}: as each document prints it, and why";
    compare_note: "每行说明与上一行之差：哪些报表更正、哪些报表新核定。", "每行說明與上一行之差：哪些報表更正、哪些報表新核實。", "Each row says what lies between it and the one before: reports corrected, and reports verified since.";
    compare_day: "数据截至", "數據截至", "Figures as at";
    compare_value: "印发数", "印發數", "Value";
    compare_why: "与上一行之差", "與上一行之差", "Since the row before";
    compare_row(day: &str, issued: &str): "{day}（{issued}印发）", "{day}（{issued}印發）", "{day} (issued {issued})";
    compare_now: "现在", "現在", "Now";
    compare_same: "没有差异", "沒有差異", "the same";
    compare_by(by: i64): "相差{by:+}", "相差{by:+}", "{by:+}";
    compare_came(n: usize, sum: i64): "新核定的报表{n}份，合计{sum:+}", "新核實的報表{n}份，合計{sum:+}", "{n} reports verified since, {sum:+} together";

    documents_title: "文件档案", "文件檔案", "Documents issued";
    documents_search: "查标题、文字或图号", "查標題、文字或圖號", "Title, text or figure";
    documents_find: "查找", "尋找", "Search";
    documents_none: "尚无印发的文件。", "尚無印發的文件。", "Nothing has been issued yet.";
    documents_not_found(asked: &str): "印发的文件里没有“{asked}”。", "印發的文件裏沒有「{asked}」。", "No issued document holds “{asked}”.";
    documents_issued: "印发日期", "印發日期", "Issued";
    documents_files: "下载", "下載", "Download";
    documents_erratum: "印发后的变化", "印發後的變化", "Changed since";
    documents_no_erratum: "无", "無", "nothing";
    documents_errata(n: usize): "{n}个数字", "{n}個數字", "{n} figures";
    documents_prints(name: &str, value: i64): "印有{name}：{value}", "印有{name}：{value}", "prints {name}: {value}";
    exceptions_title: "锁定的例外", "鎖定的例外", "Exceptions to the lock";
    exceptions_note: "印发的文件采用的报表不能撤回、退回或撤销决定；年终总结印发后也不能更正。办公室可对某单位某期开放例外，写明理由和期限，全程留痕。", "印發的文件採用的報表不可撤回、退回或撤銷決定；年終總結印發後亦不可更正。辦公室可對某單位某期開放例外，寫明理由和期限，全程留痕。", "Reports that an issued document has counted are not withdrawn, returned, nor a decision on them taken back; once the summary of the year is issued, none is corrected. The Office may open an exception for one unit and period, with a reason and an end.";
    exceptions_none: "没有开放过例外。", "沒有開放過例外。", "No exception has been opened.";
    exception_report: "单位和报告期", "單位及報告期", "Unit and report";
    exception_reason: "理由", "理由", "Reason";
    exception_last_day: "开放至（当日24:00）", "開放至（當日24:00）", "Open until the end of";
    exception_open: "开放例外", "開放例外", "Open the exception";
    exception_close: "关闭", "關閉", "Close";
    exception_until(at: &str): "开放至{at}", "開放至{at}", "open until {at}";
    exception_over(at: &str): "已于{at}到期", "已於{at}到期", "ended {at}";
    exception_closed(at: &str): "已于{at}关闭", "已於{at}關閉", "closed {at}";
    exception_day_wrong(first: &str, last: &str): "期限应为{first}至{last}之间的一日", "期限應為{first}至{last}之間的一日", "the last day should be from {first} to {last}";
}

impl Lang {
    /// What a document is called in a sentence, by the name in its address.
    pub fn document_name(self, name: &str) -> String {
        if let Ok(half) = name.parse::<crate::calendar::Half>() {
            return self.half_title(half);
        }
        match name.split_once('-') {
            Some((year, number)) => self.document_issue(year, number),
            None => name.to_owned(),
        }
    }

    /// What a figure is called in words.
    pub fn figure_name(self, programme: &Programme, id: &FigureId) -> String {
        let head = match &id.subject {
            Subject::Target(target) => {
                programme.target(target).map_or_else(|| target.clone(), |target| target.name.of(self).to_owned())
            }
            Subject::Pending(target) => {
                let name = programme.target(target).map_or(target.as_str(), |target| target.name.of(self));
                format!("{name} ({})", self.pick("待核", "待核實", "pending"))
            }
            Subject::Measure(measure) => self.measure(*measure).to_owned(),
            Subject::Reporting => self.pick("已报单位", "已交單位", "units that have reported").to_owned(),
            Subject::Filings(which) => self.filings(*which).to_owned(),
            Subject::Tasks(light) => format!("{} {}", self.task_label(), self.light(*light)),
            Subject::Count { counted, of } => self.counted_name(programme, *counted, of.as_deref()),
        };
        let filter = &id.filter;
        let unit = |id: &str| programme.unit(id).map_or_else(|| id.to_owned(), |unit| unit.name.of(self).to_owned());
        let specialty = |id: &str| match programme.specialty(id) {
            Some(known) => known.name.of(self).to_owned(),
            None => self.specialty_unknown().to_owned(),
        };
        let place = |id: &str| match programme.place(id) {
            Some(known) => known.name.of(self).to_owned(),
            None => self.place_unknown().to_owned(),
        };
        let parts = [
            filter.unit.as_deref().map(unit),
            filter.period.map(|period| match period.supplement {
                true => self.year_end_supplement(period.year),
                false => self.month_report(period.month),
            }),
            filter.half.map(|half| self.half_of_year(half)),
            filter.specialty.as_deref().map(specialty),
            filter.place.as_deref().map(place),
            filter.city.as_deref().map(|id| self.whole_city(&place(id))),
            filter.origin.map(|origin| self.origin(origin).to_owned()),
            filter.direction.map(|direction| self.direction(direction).to_owned()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { head } else { format!("{head} · {}", parts.join(" · ")) }
    }
}
