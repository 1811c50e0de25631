//! Files as they are listed beside what rests on them.

use crate::evidence::{Attached, File, Purpose, may_read};
use crate::web::pages::Page;
use leptos::prelude::*;

/// What a file is for, in words.
pub fn purpose(page: &Page, purpose: &Purpose) -> String {
    let lang = page.lang;
    match purpose {
        Purpose::Report => lang.evidence_for_report().to_owned(),
        Purpose::Sealed => lang.sealed_copy().to_owned(),
        Purpose::Task(number) => {
            let task = page.standing.programme.task(number);
            let named = task.map_or_else(|| number.clone(), |task| lang.task_named(task.short.of(lang), number));
            lang.evidence_for_task(&named)
        }
    }
}

/// A file by its name, with the way to it for those who may read it, and a small picture if it is one.
pub fn named(page: &Page, file: &File) -> AnyView {
    let person = page.visitor.person.as_ref();
    // Whatever lists a file has read it either from a version or from the reader's own draft.
    if !person.is_some_and(|person| may_read(person, file, true)) {
        return file.name.clone().into_any();
    }
    let address = format!("/evidence/{}", file.id);
    let picture = file.format.is_picture().then(|| {
        let shown = page.link(&format!("{address}/picture"));
        view! { <a href=shown.clone() class="thumb"><img src=shown.clone() alt=page.lang.evidence_new_window(&file.name) loading="lazy" width="96" height="72"/></a> }
    });
    view! { <span class="file">{picture} <a href=page.link(&address) download="">{file.name.clone()}</a></span> }
        .into_any()
}

/// Files in a list, or the word that there are none.
pub fn list(page: &Page, files: &[File]) -> AnyView {
    let lang = page.lang;
    if files.is_empty() {
        return view! { <p class="no-evidence">{lang.evidence_none()}</p> }.into_any();
    }
    let mixed = files.iter().any(|file| file.purpose != files[0].purpose);
    let rows = files.iter().map(|file| {
        let aside = match &file.purpose {
            Purpose::Report => lang.file_size(file.size),
            // Beside a closure everybody sees what its files are for.
            Purpose::Task(_) if !mixed => lang.file_size(file.size),
            other => format!("{} · {}", purpose(page, other), lang.file_size(file.size)),
        };
        view! { <li>{named(page, file)} " " <span class="quiet">{aside}</span></li> }
    });
    view! { <ul class="files">{rows.collect_view()}</ul> }.into_any()
}

/// The same under its heading.
pub fn section(page: &Page, files: &[File]) -> AnyView {
    view! { <section class="evidence" id="evidence"><h2>{page.lang.evidence()}</h2>{list(page, files)}</section> }
        .into_any()
}

/// The names of files in one line, for paper and for cells of tables.
pub fn line(page: &Page, files: &[File]) -> String {
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    match names.is_empty() {
        true => page.lang.evidence_none().to_owned(),
        false => page.lang.list(&names),
    }
}

/// How many files there are, or that there are none.
pub fn count(page: &Page, attached: Option<&Attached>) -> String {
    match attached.map_or(0, |attached| attached.files) {
        0 => page.lang.evidence_none().to_owned(),
        n => page.lang.evidence_count(n),
    }
}
