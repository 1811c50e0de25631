//! A number as a picture of the units it comes from, for those who may read them all.

use super::super::chart;
use super::super::charts::ChartName;
use super::Trace;
use crate::web::pages::Page;
use leptos::prelude::*;

pub fn strip(page: &Page, trace: &Trace) -> Option<AnyView> {
    let name = ChartName::ByUnit(trace.figure.id.clone());
    let picture = name.compose(page).filter(|_| trace.others.is_none())?;
    Some(view! { <div class="by-unit">{chart(page, &picture, &name.to_string(), true)}</div> }.into_any())
}
