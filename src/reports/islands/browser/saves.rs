//! The saves of the form: soon after the last input, at once when a field is left, and before the page is.

use super::left;
use crate::reports::islands::{Saved, Words};
use js_sys::{Array, Promise, Reflect, TypeError};
use leptos::prelude::{Set, TimeoutHandle, WriteSignal, set_timeout_with_handle};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, Event, EventTarget, FormData, HtmlFormElement, HtmlInputElement, Request, RequestInit, Response,
    SubmitEvent, UrlSearchParams, window,
};

/// How long a save may take, in milliseconds, before whoever presses a button waits no longer.
const PATIENCE: u32 = 15_000;
/// How long after the last input what is typed is saved.
const PAUSE: Duration = Duration::from_secs(2);
/// How long after a save that failed it is tried again.
const AGAIN: Duration = Duration::from_secs(15);
/// Browsers let no more than 64 KiB outlive a page.
const OUTLIVES: u32 = 60_000;

/// One after another: each answers with the lock that the next one needs, and so does the form when it is sent.
#[derive(Clone)]
pub struct Saves(Rc<Saving>);

/// What waits for the save under way, told whether it went well.
type Next = Box<dyn FnOnce(bool)>;

struct Saving {
    form: HtmlFormElement,
    address: String,
    words: Words,
    shown: WriteSignal<String>,
    /// What the save under way carries.
    under_way: RefCell<Option<String>>,
    /// Something was typed that is neither saved nor under way.
    is_outdated: Cell<bool>,
    has_failed: Cell<bool>,
    /// The last save did not reach the server.
    is_cut_off: Cell<bool>,
    /// The form itself is on its way, and carries everything typed.
    is_sent: Cell<bool>,
    due: Cell<Option<TimeoutHandle>>,
    /// What waits for the saves, and is told whether everything is kept.
    next: RefCell<Option<Next>>,
}

impl Saves {
    /// Posts the form to `address`, and shows when it was saved or why it was not; what is typed stays where it is.
    pub fn watch(form: &HtmlFormElement, address: &str, words: &Words, shown: WriteSignal<String>) -> Option<Self> {
        let saves = Saves(Rc::new(Saving {
            form: form.clone(),
            address: address.to_owned(),
            words: words.clone(),
            shown,
            under_way: RefCell::default(),
            is_outdated: Cell::default(),
            has_failed: Cell::default(),
            is_cut_off: Cell::default(),
            is_sent: Cell::default(),
            due: Cell::default(),
            next: RefCell::default(),
        }));
        let window = window()?;
        let page = window.document()?;
        saves.on(form, "input", |saves, _| saves.typed());
        saves.on(form, "change", |saves, _| saves.catch_up());
        saves.on(form, "submit", Self::hold);
        saves.on(&window, "online", |saves, _| saves.catch_up());
        // A page out of sight may be ended without another word.
        saves.on(&page, "visibilitychange", |saves, _| saves.catch_up());
        saves.on(&window, "beforeunload", Self::leave);
        saves.on(&window, "pagehide", Self::leave);
        if left::take_up(form, address).is_some() {
            saves.start();
        }
        Some(saves)
    }

    fn on(&self, target: &EventTarget, event: &str, act: fn(&Saves, &Event)) {
        let saves = self.clone();
        let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&saves, &event));
        let _ = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
        // The watch lasts as long as the page.
        heard.forget();
    }

    fn typed(&self) {
        self.0.is_outdated.set(true);
        self.0.is_sent.set(false);
        self.later(PAUSE);
    }

    fn later(&self, pause: Duration) {
        let saves = self.clone();
        let due = set_timeout_with_handle(move || saves.catch_up(), pause).ok();
        if let Some(before) = self.0.due.replace(due) {
            before.clear();
        }
    }

    fn catch_up(&self) {
        if self.0.is_outdated.get() {
            self.start();
        }
    }

    fn start(&self) {
        self.0.is_outdated.set(true);
        if self.0.under_way.borrow().is_none() {
            self.save();
        }
    }

    /// Saves what stands in the form, then what was typed meanwhile, and then does what waits for it.
    fn save(&self) {
        let Ok(fields) = self.fields() else { return };
        let sent = self.send(&fields);
        *self.0.under_way.borrow_mut() = Some(text(&fields));
        let saves = self.clone();
        spawn_local(async move {
            let kept = saves.settle(answer(sent).await);
            *saves.0.under_way.borrow_mut() = None;
            if kept && saves.0.is_outdated.get() {
                return saves.save();
            }
            if let Some(next) = saves.0.next.take() {
                next(kept);
            }
        });
    }

    /// Does `next` once everything typed is saved or has failed to be.
    pub fn then(&self, next: impl FnOnce(bool) + 'static) {
        *self.0.next.borrow_mut() = Some(Box::new(next));
        self.start();
    }

    /// Sends the form once the save under way has been answered, and not into a line that is cut.
    fn hold(&self, event: &Event) {
        let saving = &self.0;
        if saving.under_way.borrow().is_none() && !saving.is_cut_off.get() {
            return saving.is_sent.set(true);
        }
        event.prevent_default();
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        let held = self.clone();
        let next = move |_: bool| {
            if !held.0.is_cut_off.get() {
                let _ = held.0.form.request_submit_with_submitter(button.as_ref());
            }
        };
        if saving.under_way.borrow().is_none() {
            return self.then(next);
        }
        // What is sent carries everything typed: nothing more need be saved before it.
        saving.is_outdated.set(false);
        *saving.next.borrow_mut() = Some(Box::new(next));
    }

    /// Saves what is typed as the page is left, and asks the reader to stay if that has failed before.
    fn leave(&self, event: &Event) {
        let saving = &self.0;
        if saving.is_sent.get() || !saving.is_outdated.get() {
            return;
        }
        let cut_off = window().is_some_and(|window| !window.navigator().on_line());
        if cut_off || saving.has_failed.get() {
            event.prevent_default();
            let _ = Reflect::set(event, &"returnValue".into(), &"unsaved".into());
        }
        let Ok(fields) = self.fields() else { return };
        left::put_down(&saving.address, &text(&fields));
        let before = saving.under_way.borrow().clone();
        let Some(before) = before else { return self.start() };
        // There is no time to wait for the save under way; this one says what that one may have changed.
        fields.append("_under_way", &before);
        let (saves, sent) = (self.clone(), self.send(&fields));
        spawn_local(async move {
            saves.settle(answer(sent).await);
        });
    }

    fn fields(&self) -> Result<UrlSearchParams, JsValue> {
        let fields = UrlSearchParams::new()?;
        for pair in FormData::new_with_form(&self.0.form)?.entries().into_iter() {
            let pair: Array = pair?.dyn_into()?;
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                fields.append(&name, &value);
            }
        }
        Ok(fields)
    }

    /// At once, and so that the request outlives the page.
    fn send(&self, fields: &UrlSearchParams) -> Result<Promise, JsValue> {
        self.0.is_outdated.set(false);
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(fields);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
        let outlives = fields.to_string().length() < OUTLIVES;
        Reflect::set(&init, &"keepalive".into(), &outlives.into())?;
        let request = Request::new_with_str_and_init(&self.0.address, &init)?;
        Ok(window().ok_or(JsValue::NULL)?.fetch_with_request(&request))
    }

    /// Takes the lock and tells how it went; answers whether everything sent is kept.
    fn settle(&self, answer: Result<Answer, JsValue>) -> bool {
        let (saving, words) = (&self.0, &self.0.words);
        let is_kept = matches!(answer, Ok(Answer::Saved(_)));
        saving.has_failed.set(!is_kept);
        saving.is_cut_off.set(answer.as_ref().is_err_and(|error| error.is_instance_of::<TypeError>()));
        let told = match answer {
            Ok(Answer::Saved(answer)) => {
                if let Some(lock) = field(&saving.form, "lock") {
                    let newest = lock.value().parse().unwrap_or(0).max(answer.lock);
                    lock.set_value(&newest.to_string());
                }
                if let Some(base) = field(&saving.form, "_base") {
                    base.set_value(&answer.base);
                }
                format!("{} {}", words.saved, answer.shown)
            }
            Ok(Answer::Refused(409)) => words.clash.clone(),
            Ok(Answer::Refused(401 | 403)) => words.gone.clone(),
            Ok(Answer::Refused(_)) | Err(_) => {
                self.later(AGAIN);
                words.failed.clone()
            }
        };
        if !is_kept {
            saving.is_outdated.set(true);
        }
        saving.shown.set(told);
        is_kept
    }
}

enum Answer {
    Saved(Saved),
    Refused(u16),
}

fn text(fields: &UrlSearchParams) -> String {
    fields.to_string().into()
}

/// What goes along with the form unseen.
pub(super) fn field(form: &HtmlFormElement, name: &str) -> Option<HtmlInputElement> {
    form.query_selector(&format!("input[name={name}]")).ok()??.dyn_into().ok()
}

async fn answer(sent: Result<Promise, JsValue>) -> Result<Answer, JsValue> {
    let response: Response = JsFuture::from(sent?).await?.dyn_into()?;
    if !response.ok() {
        return Ok(Answer::Refused(response.status()));
    }
    let body = JsFuture::from(response.json()?).await?;
    let lock = Reflect::get(&body, &"lock".into())?.as_f64().unwrap_or_default() as i64;
    let shown = Reflect::get(&body, &"shown".into())?.as_string().unwrap_or_default();
    let base = Reflect::get(&body, &"base".into())?.as_string().unwrap_or_default();
    Ok(Answer::Saved(Saved { lock, shown, base }))
}
